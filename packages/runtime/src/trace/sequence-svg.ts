import type { TraceRecord } from './record.js'
import { type SequenceMessage, type SequenceNote, type SequenceOptions, sequenceOf, showTime } from './sequence.js'

// Lengths in pixels.
const LANE = 260
const LEFT = 120
const TOP = 64
const ROW = 19
/** Time passes at most this far between two rows, however long it is. */
const LONGEST_GAP = 36
const NOTE_HEIGHT = 16
/** A lost message ends after this part of its way. */
const LOST_AFTER = 0.62

const INK = '#1b1f24'
const PALE = '#8b949e'
const RED = '#c62828'

/**
 * A message-sequence chart as a standalone SVG image: a lifeline per party, messages as arrows from the instant of
 * sending to that of arrival, lost ones ending in a cross, service events as notes. Time runs downwards, stretched where
 * much happens: every sending, arrival and note of its own instant has a row of its own.
 */
export function toSequenceSvg(records: Iterable<TraceRecord>, options: SequenceOptions = {}): string {
  const { parties, messages, notes, cut } = sequenceOf(records, options)
  const x = new Map(parties.map((name, index) => [name, LEFT + LANE / 2 + index * LANE]))
  const rows = layOut(messages, notes)
  const width = LEFT + Math.max(1, parties.length) * LANE
  const bottom = rows.end + ROW
  const height = bottom + (cut ? 2 * ROW : ROW)
  const parts: string[] = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
      `font-family="ui-sans-serif, system-ui, sans-serif" font-size="11">`,
    '<defs>',
    marker('arrow', INK),
    marker('arrow-red', RED),
    '</defs>',
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`
  ]
  for (const [name, lane] of x) {
    parts.push(
      `<line x1="${lane}" y1="40" x2="${lane}" y2="${bottom}" stroke="${PALE}"/>`,
      `<rect x="${lane - 70}" y="14" width="140" height="26" rx="5" fill="#eef2f7" stroke="${PALE}"/>`,
      `<text x="${lane}" y="31" text-anchor="middle" font-size="13" fill="${INK}">${escapeXml(shorten(name, 20))}</text>`
    )
  }
  for (const [time, y] of rows.times) {
    parts.push(
      `<text x="${LEFT - 12}" y="${y + 4}" text-anchor="end" font-size="10" fill="${PALE}">${showTime(time)}</text>`
    )
  }
  for (const message of messages) parts.push(...drawMessage(message, x, rows, bottom))
  for (const note of notes) parts.push(...drawNote(note, x.get(note.at) ?? LEFT, rows.of(note.n, note.time)))
  if (cut) parts.push(`<text x="${LEFT}" y="${height - 8}" fill="${PALE}">and more</text>`)
  parts.push('</svg>')
  return `${parts.join('\n')}\n`
}

interface Rows {
  /** The height of what record `n` did at `time`. */
  of(n: number, time: number): number
  /** The instants of the axis and their heights. */
  readonly times: readonly (readonly [number, number])[]
  readonly end: number
}

/** Gives every sending, arrival and note a height: in the order of time, no two labels on one another. */
function layOut(messages: readonly SequenceMessage[], notes: readonly SequenceNote[]): Rows {
  const points: { n: number; time: number; labelled: boolean }[] = []
  for (const message of messages) {
    points.push({ n: message.n, time: message.sent, labelled: true })
    if (message.received !== undefined && message.received !== message.sent) {
      points.push({ n: message.n, time: message.received, labelled: false })
    }
  }
  for (const note of notes) points.push({ n: note.n, time: note.time, labelled: true })
  points.sort((a, b) => a.time - b.time || a.n - b.n)

  const heights = new Map<string, number>()
  const times: [number, number][] = []
  let y = TOP
  let previous: { time: number; labelled: boolean } | undefined
  for (const point of points) {
    if (previous !== undefined) {
      const passed = point.time - previous.time
      if (passed > 0) y += ROW + Math.min(LONGEST_GAP - ROW, 3 * Math.log10(1 + passed))
      // Of equal times, arrivals share a row; a label beside them would lie on their heads.
      else if (previous.labelled || point.labelled) y += ROW
    }
    if (previous?.time !== point.time) times.push([point.time, y])
    heights.set(`${point.n} ${point.time}`, y)
    previous = point
  }
  return { of: (n, time) => heights.get(`${n} ${time}`) ?? TOP, times, end: y }
}

function drawMessage(message: SequenceMessage, x: ReadonlyMap<string, number>, rows: Rows, bottom: number): string[] {
  const startX = x.get(message.from) ?? LEFT
  const startY = rows.of(message.n, message.sent)
  const colour = message.highlighted ? RED : INK
  const arrives = message.received !== undefined
  let endX = x.get(message.to) ?? LEFT
  let endY = arrives ? rows.of(message.n, message.received as number) : Math.min(startY + LONGEST_GAP, bottom)
  if (startX === endX) {
    // A frame to itself: a hook beside the lifeline.
    endX = startX + 1
    endY = Math.max(endY, startY + ROW / 2)
  }
  if (!arrives) {
    endX = startX + (endX - startX) * LOST_AFTER
    endY = startY + (endY - startY) * LOST_AFTER
  }
  const stroke = `stroke="${message.lost === undefined ? colour : RED}" stroke-width="1.3"`
  const dashes = arrives || message.lost !== undefined ? '' : ' stroke-dasharray="4 3"'
  const head = arrives ? ` marker-end="url(#arrow${message.highlighted ? '-red' : ''})"` : ''
  const title = `${message.label}: sent ${showTime(message.sent)}, ${
    arrives ? `received ${showTime(message.received as number)}` : (message.lost ?? 'under way')
  }`
  const parts = [
    `<g><title>${escapeXml(title)}</title>`,
    `<line x1="${round(startX)}" y1="${round(startY)}" x2="${round(endX)}" y2="${round(endY)}" ${stroke}${dashes}${head}/>`
  ]
  if (message.lost !== undefined) {
    const [left, right, up, down] = [endX - 5, endX + 5, endY - 5, endY + 5].map(round)
    parts.push(
      `<path d="M${left} ${up}L${right} ${down}M${left} ${down}L${right} ${up}" stroke="${RED}" stroke-width="2"/>`
    )
  }
  const angle = (Math.atan2(endY - startY, Math.abs(endX - startX)) * 180) / Math.PI
  const leftwards = endX < startX
  const anchor = leftwards ? 'end' : 'start'
  const labelX = round(startX + (leftwards ? -10 : 10))
  const lift = round(startY - 3 + 10 * Math.tan((angle * Math.PI) / 180))
  const turn = `rotate(${round(leftwards ? -angle : angle)} ${labelX} ${lift})`
  const text = message.lost === undefined ? message.label : `${message.label} (${message.lost})`
  parts.push(
    `<text x="${labelX}" y="${lift}" text-anchor="${anchor}" transform="${turn}" fill="${colour}">${escapeXml(shorten(text, 42))}</text>`,
    '</g>'
  )
  return parts
}

function drawNote(note: SequenceNote, lane: number, y: number): string[] {
  const text = shorten(note.label, 38)
  const width = 12 + 5.9 * text.length
  const colour = note.highlighted ? RED : '#9a6700'
  return [
    `<g><title>${escapeXml(`${note.label}: ${showTime(note.time)}`)}</title>`,
    `<rect x="${round(lane - width / 2)}" y="${round(y - NOTE_HEIGHT / 2)}" width="${round(width)}" height="${NOTE_HEIGHT}" ` +
      `rx="3" fill="#fff8e1" stroke="${colour}"/>`,
    `<text x="${lane}" y="${round(y + 4)}" text-anchor="middle" fill="${colour}">${escapeXml(text)}</text>`,
    '</g>'
  ]
}

function marker(id: string, colour: string): string {
  return (
    `<marker id="${id}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">` +
    `<path d="M0 0L8 4L0 8z" fill="${colour}"/></marker>`
  )
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escapeXml(text: string): string {
  // Control characters and half surrogate pairs have no form in XML at all.
  return text
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ' ')
    .replace(/[&<>"]/g, (character) => ENTITIES[character] as string)
}
