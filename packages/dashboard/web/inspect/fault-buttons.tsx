import type { FeedCommand } from '../../src/feed/commands.js'
import type { Control } from '../../src/feed/network.js'
import type { NetworkModel } from '../../src/view/network-model.js'
import { useSession } from '../session/use-session.js'

interface Toggle {
  readonly key: string
  readonly name: string
  readonly on: boolean
  readonly command: FeedCommand
}

interface Group {
  readonly control: Control
  readonly title: string
  /** What it does: to be read with a name after it. */
  readonly act: string
  readonly undo: string
  readonly toggles: readonly Toggle[]
}

/** What can be broken, and is; all of it, or one party's or link's. */
export function FaultButtons({
  model,
  party,
  link
}: {
  readonly model: NetworkModel
  readonly party?: string
  readonly link?: number
}) {
  const session = useSession()
  const isAll = party === undefined && link === undefined
  const groups = groupsOf(model)
    .filter(({ control }) => model.network.controls.includes(control))
    .map((group) => ({
      ...group,
      toggles: group.toggles.filter(({ key }) => isAll || key === party || key === `link ${link}`)
    }))
    .filter(({ toggles }) => toggles.length > 0)
  if (groups.length === 0) return null
  return (
    <fieldset class="faults">
      <legend>Break something</legend>
      {groups.map(({ control, title, act, undo, toggles }) => (
        <div key={control} class="fault-group">
          <span>{title}</span>
          {toggles.map(({ key, name, on, command }) => (
            <button
              key={key}
              type="button"
              class={on ? 'chip is-fault' : 'chip'}
              aria-pressed={on}
              aria-label={`${on ? undo : act} ${name}`}
              onClick={() => session.send(command)}
            >
              {name}
            </button>
          ))}
        </div>
      ))}
    </fieldset>
  )
}

function groupsOf({ parties, links, faults }: NetworkModel): readonly Group[] {
  const named = (role: 'node' | 'station'): string[] =>
    [...parties.all.values()].filter((party) => party.role === role).map(({ name }) => name)
  const toggle = (name: string, on: boolean, command: FeedCommand): Toggle => ({ key: name, name, on, command })
  return [
    {
      control: 'crash',
      title: 'Kill a node',
      act: 'Kill',
      undo: 'Start',
      toggles: named('node').map((node) => {
        const on = faults.down.includes(node)
        return toggle(node, on, { type: 'crash', node, on: !on })
      })
    },
    {
      control: 'cut',
      title: 'Cut the fibres',
      act: 'Cut',
      undo: 'Mend',
      toggles: [...links.all.values()].map(({ link: { number, a, b } }) => {
        const on = faults.cut.includes(number)
        return { ...toggle(`${a} – ${b}`, on, { type: 'cut', link: number, on: !on }), key: `link ${number}` }
      })
    },
    {
      control: 'lie',
      title: 'Have a station lie',
      act: 'Lie at',
      undo: 'Tell the truth at',
      toggles: named('station').map((station) => {
        const on = faults.lying.includes(station)
        return toggle(station, on, { type: 'lie', station, on: !on })
      })
    },
    {
      control: 'restart-station',
      title: 'Restart a station',
      act: 'Restart',
      undo: 'Restart',
      toggles: named('station').map((station) => toggle(station, false, { type: 'restart-station', station }))
    }
  ]
}
