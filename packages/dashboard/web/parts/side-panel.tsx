import { useEffect, useRef, useState } from 'preact/hooks'
import { Inspector } from '../inspect/inspector.js'
import { LessonPanel } from '../lessons/lesson-panel.js'
import { MessageChart } from '../messages/message-chart.js'
import type { Shown } from '../sources/shown.js'
import { useSelection } from '../session/selection.js'
import { EventLog } from './event-log.js'

interface Props {
  readonly shown: Shown
  readonly onShow: (shown: Shown) => void
}

const TITLES = { lesson: 'Lesson', look: 'Look inside', messages: 'Messages', log: 'Events' } as const

type Tab = keyof typeof TITLES

/** What stands beside the map. */
export function SidePanel({ shown, onShow }: Props) {
  const tabs: readonly Tab[] =
    shown.kind === 'lesson' ? ['lesson', 'look', 'messages', 'log'] : ['look', 'messages', 'log']
  const [chosen, choose] = useState<Tab>('look')
  const { selected } = useSelection()
  useEffect(() => choose(shown.kind === 'lesson' ? 'lesson' : 'look'), [shown])
  useEffect(() => {
    if (selected !== undefined) choose('look')
  }, [selected])
  const tab = tabs.includes(chosen) ? chosen : 'look'
  return (
    <section class="side">
      <TabList tabs={tabs} tab={tab} onChoose={choose} />
      <div class="side-content" role="tabpanel" id={`panel-${tab}`} aria-labelledby={`tab-${tab}`} tabIndex={0}>
        {shown.kind === 'lesson' && (
          // It goes on listening while another tab is looked at.
          <div hidden={tab !== 'lesson'}>
            <LessonPanel key={shown.lesson.id} lesson={shown.lesson} onShow={onShow} />
          </div>
        )}
        {tab === 'look' && <Inspector />}
        {tab === 'messages' && <MessageChart />}
        {tab === 'log' && <EventLog />}
      </div>
    </section>
  )
}

function TabList({
  tabs,
  tab,
  onChoose
}: {
  readonly tabs: readonly Tab[]
  readonly tab: Tab
  readonly onChoose: (tab: Tab) => void
}) {
  const list = useRef<HTMLDivElement>(null)
  const moved = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length] as Tab
    onChoose(next)
    list.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus()
  }
  return (
    <div class="tabs" role="tablist" aria-label="Beside the map" ref={list} onKeyDown={moved}>
      {tabs.map((one) => (
        <button
          key={one}
          type="button"
          role="tab"
          id={`tab-${one}`}
          aria-selected={one === tab}
          aria-controls={`panel-${one}`}
          tabIndex={one === tab ? 0 : -1}
          onClick={() => onChoose(one)}
        >
          {TITLES[one]}
        </button>
      ))}
    </div>
  )
}
