import { type RecordedFrame, sequenceOf, type SequenceMessage, type TraceRecord } from '@bellwire/runtime'
import { useRef, useState } from 'preact/hooks'
import { layoutOf } from '../map/layout.js'
import { useSelection } from '../session/selection.js'
import { useModel } from '../session/use-session.js'
import { ChartDrawing } from './chart-drawing.js'

/** So many of the latest messages are shown. */
const MOST = 26
const TELLING = ['sequence', 'createId', 'queueId', 'circuit', 'serial'] as const
/** Said again and again while nothing happens. */
const ROUTINE: ReadonlySet<string> = new Set(['KEEPALIVE', 'KEEPALIVE_ACK', 'SYNC', 'SYNC_REPLY', 'HELLO', 'ADJ_HELLO'])

/** Who says what to whom, newest below. */
export function MessageChart() {
  const model = useModel(200)
  const { selected } = useSelection()
  const [routine, showRoutine] = useState(false)
  const [held, hold] = useState(false)
  const shown = useRef<readonly TraceRecord[]>([])
  if (model === undefined) return null
  if (!held) shown.current = latest(model.recent.all, routine, selected?.kind === 'party' ? selected.name : undefined)
  const sequence = sequenceOf(shown.current, { maximum: MOST * 2, label: labelOf })
  return (
    <div class="stack">
      <div class="row">
        <label class="check">
          <input
            type="checkbox"
            checked={routine}
            onChange={({ currentTarget }) => showRoutine(currentTarget.checked)}
          />
          Signs of life, too
        </label>
        <label class="check">
          <input type="checkbox" checked={held} onChange={({ currentTarget }) => hold(currentTarget.checked)} />
          Hold
        </label>
        {selected?.kind === 'party' && <span class="hint">only of {selected.name}</span>}
      </div>
      {sequence.messages.length + sequence.notes.length === 0 ? (
        <p class="empty">No message yet.</p>
      ) : (
        <ChartDrawing sequence={sequence} places={layoutOf(model.network).points} />
      )}
    </div>
  )
}

/** The last sendings and all that happened since the first of them. */
function latest(records: readonly TraceRecord[], routine: boolean, party: string | undefined): readonly TraceRecord[] {
  const [run] = records
  const names = new Map(run?.kind === 'run' ? run.parties.map(({ node, name }) => [node, name] as const) : [])
  const wanted = records.filter((record) => {
    if (record.kind === 'run') return true
    if (!routine && typeOf(record) !== undefined && ROUTINE.has(typeOf(record) as string)) return false
    if (party === undefined || record.at === party) return true
    return (
      'from' in record &&
      'to' in record &&
      (names.get(record.from as number) === party || names.get(record.to as number) === party)
    )
  })
  const sendings = wanted.flatMap(({ kind }, index) => (kind === 'frameSent' ? [index] : []))
  const first = sendings.at(-MOST) ?? Math.max(1, wanted.length - 2 * MOST)
  return [...(run?.kind === 'run' ? [run] : []), ...wanted.slice(Math.max(first, 1))]
}

/** Its type, and the number by which one knows it. */
function labelOf(frame: RecordedFrame): string {
  const fields = frame as unknown as Readonly<Record<string, unknown>>
  const telling = TELLING.find((field) => typeof fields[field] === 'number')
  return telling === undefined ? frame.type : `${frame.type} ${String(fields[telling])}`
}

function typeOf(record: TraceRecord): SequenceMessage['label'] | undefined {
  if (record.kind === 'frameSent' || record.kind === 'frameReceived') return record.frame.type
  return record.kind === 'frameDropped' ? record.type : undefined
}
