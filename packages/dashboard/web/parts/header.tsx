import { lessons } from '../lessons/lessons.js'
import { scenarios } from '../scenarios/scenarios.js'
import { useModel, useSession } from '../session/use-session.js'
import { openedFile } from '../sources/opened-file.js'
import type { Shown } from '../sources/shown.js'
import { ThemeIcon } from './icons.js'
import { useTheme } from './use-theme.js'

interface Props {
  readonly shown: Shown
  readonly onShow: (shown: Shown) => void
}

/** What is shown, and what else could be. */
export function Header({ shown, onShow }: Props) {
  const session = useSession()
  const model = useModel(250)
  const turn = useTheme()
  const chosen = (id: string): void => {
    const lesson = lessons.find((one) => `lesson-${one.id}` === id)
    const scenario = scenarios.find((one) => `scenario-${one.id}` === id)
    if (lesson !== undefined) onShow({ kind: 'lesson', lesson })
    else if (scenario !== undefined) onShow({ kind: 'scenario', scenario })
    else return
    history.replaceState(null, '', `#${id}`)
  }
  const open = (input: HTMLInputElement): void => {
    const [file] = input.files ?? []
    if (file !== undefined) openedFile(file).then(onShow, (error: unknown) => session.fail(error))
    input.value = ''
  }
  return (
    <header class="header">
      <div class="brand">
        <Mark />
        <h1>Bellwire</h1>
        <p class="header-title">{model?.network.title ?? ''}</p>
        {model !== undefined && <span class="badge">{SOURCES[model.network.source]}</span>}
      </div>
      <div class="header-tools">
        <label>
          <span class="visually-hidden">Network or lesson</span>
          <select class="select" value={valueOf(shown)} onChange={({ currentTarget }) => chosen(currentTarget.value)}>
            {valueOf(shown) === '' && <option value="">{shown.kind === 'live' ? 'Live network' : 'Your file'}</option>}
            <optgroup label="Networks">
              {scenarios.map(({ id, title }) => (
                <option key={id} value={`scenario-${id}`}>
                  {title}
                </option>
              ))}
            </optgroup>
            <optgroup label="Lessons">
              {lessons.map(({ id, title }, index) => (
                <option key={id} value={`lesson-${id}`}>
                  {`${index + 1}. ${title}`}
                </option>
              ))}
            </optgroup>
          </select>
        </label>
        <label class="button">
          Open…
          <input
            class="visually-hidden"
            type="file"
            accept=".trace,.bwt,.ndjson,.yaml,.yml,application/octet-stream"
            aria-label="Open a recorded trace, or a scenario"
            onChange={({ currentTarget }) => open(currentTarget)}
          />
        </label>
        <button type="button" class="button is-round" aria-label="Light or dark" onClick={turn}>
          <ThemeIcon />
        </button>
      </div>
    </header>
  )
}

const SOURCES = { simulation: 'simulated here', live: 'live', trace: 'recorded' } as const

function valueOf(shown: Shown): string {
  if (shown.kind === 'lesson') return `lesson-${shown.lesson.id}`
  if (shown.kind === 'scenario' && scenarios.includes(shown.scenario)) return `scenario-${shown.scenario.id}`
  return ''
}

function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path d="M6 21C10 5 22 5 26 21" />
      <circle cx="6" cy="22" r="4" />
      <circle cx="26" cy="22" r="4" />
    </svg>
  )
}
