import type { Sequence, SequenceMessage, SequenceNote } from '@bellwire/runtime'
import type { Point } from '../map/layout.js'
import { type Rows, rowsOf } from './rows.js'

const NANOSECONDS_PER_MILLISECOND = 1e6
const LEFT = 74
/** From lifeline to lifeline; where there are many, less. */
const LANE = 132
const NARROW_LANE = 92
const MANY = 3
/** A message that is lost, or still under way, ends after this part of its way. */
const PART = 0.6
/** A label of a message, and of a note, has at most so many characters. */
const LABEL = 24
const NOTE = 20

/** A message-sequence chart: a lifeline for each party, from left to right as on the map; time downwards. */
export function ChartDrawing({
  sequence,
  places
}: {
  readonly sequence: Sequence
  readonly places: ReadonlyMap<string, Point>
}) {
  const { messages, notes } = sequence
  const parties = sequence.parties.toSorted((one, other) => (places.get(one)?.x ?? 0) - (places.get(other)?.x ?? 0))
  const rows = rowsOf(sequence)
  const lane = parties.length > MANY ? NARROW_LANE : LANE
  const lanes = new Map(parties.map((name, index) => [name, LEFT + lane * (index + 0.5)]))
  const width = LEFT + lane * Math.max(1, parties.length)
  return (
    <div class="chart-scroll">
      <svg
        class="chart"
        viewBox={`0 0 ${width} ${rows.end}`}
        width={width}
        height={rows.end}
        role="img"
        aria-label={`Message-sequence chart of ${parties.join(', ')}: ${messages.length} messages`}
      >
        <defs>
          <marker id="arrow-head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M0 0L8 4L0 8z" />
          </marker>
        </defs>
        <text class="chart-time" x={LEFT - 6} y="25" text-anchor="end">
          ms
        </text>
        {[...lanes].map(([name, x]) => (
          <g key={name} class="lane">
            <line x1={x} y1="34" x2={x} y2={rows.end} />
            <rect x={x - lane / 2 + 5} y="8" width={lane - 10} height="25" rx="12.5" />
            <text x={x} y="25" text-anchor="middle">
              {shorten(name, 13)}
            </text>
          </g>
        ))}
        {rows.times.map(([time, y]) => (
          <text key={time} class="chart-time" x={LEFT - 6} y={y + 4} text-anchor="end">
            {(time / NANOSECONDS_PER_MILLISECOND).toFixed(3)}
          </text>
        ))}
        {messages.map((message) => (
          <Message key={message.n} message={message} lanes={lanes} rows={rows} />
        ))}
        {notes.map((note) => (
          <Note key={note.n} note={note} x={lanes.get(note.at) ?? LEFT} y={rows.of(note.n, note.time)} />
        ))}
      </svg>
    </div>
  )
}

interface MessageProps {
  readonly message: SequenceMessage
  readonly lanes: ReadonlyMap<string, number>
  readonly rows: Rows
}

function Message({ message, lanes, rows }: MessageProps) {
  const { n, from, to, sent, received, lost, label } = message
  const [x1, whole] = [lanes.get(from) ?? LEFT, lanes.get(to) ?? LEFT]
  const y1 = rows.of(n, sent)
  const arrives = received !== undefined
  const x2 = arrives ? whole : x1 + (whole - x1) * PART
  const y2 = arrives ? rows.of(n, received) : y1 + 12
  const leftwards = x2 < x1
  const state = lost !== undefined ? 'is-lost' : arrives ? '' : 'is-underway'
  return (
    <g class={`message ${state}`}>
      <title>{`${label}${lost === undefined ? '' : `, lost: ${lost}`}`}</title>
      <line x1={x1} y1={y1} x2={x2} y2={y2} marker-end={arrives ? 'url(#arrow-head)' : undefined} />
      {lost !== undefined && <path d={`M${x2 - 4} ${y2 - 4}l8 8m0 -8l-8 8`} />}
      <text x={x1 + (leftwards ? -7 : 7)} y={y1 - 4} text-anchor={leftwards ? 'end' : 'start'}>
        {shorten(label, LABEL)}
      </text>
    </g>
  )
}

function Note({ note, x, y }: { readonly note: SequenceNote; readonly x: number; readonly y: number }) {
  const text = shorten(note.label, NOTE)
  const width = 14 + 6.1 * text.length
  return (
    <g class="note">
      <title>{note.label}</title>
      <rect x={x - width / 2} y={y - 9} width={width} height="18" rx="4" />
      <text x={x} y={y + 4} text-anchor="middle">
        {text}
      </text>
    </g>
  )
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`
}
