import type { DeviceMessage, Frame } from '@bellwire/wire'
import type { Setting } from '../subject/setting.js'
import type { Input, Output } from '../subject/subject.js'
import { roleOf, type Trace, type TraceEvent } from '../trace/trace.js'
import { escaped } from './escape.js'
import { bytesWords, callWords, keyWords, messageWords, responseWords } from './words.js'

/** Arrows before the accused event, and after it. */
const [BEFORE, AFTER] = [30, 3]

/** Pixels: of a lane, of the space for times at the left, of an arrow's row, and of the head with the names. */
const [LANE, LEFT, ROW, HEAD] = [170, 80, 30, 34]

/** Who is beside the subject. Frames of parties that are nobody's are the peer's: they come in its name. */
const LANES = ['peer', 'station', 'hardware', 'application', 'subject'] as const
type Lane = (typeof LANES)[number]

interface Arrow {
  readonly n: number
  readonly time: number
  readonly from: Lane
  readonly to: Lane
  readonly words: string
}

/**
 * A run as a message-sequence chart: what crossed the subject's edges up to an event, which is marked. Time passing and
 * what never arrived has no arrow.
 *
 * @param event its number; 0: before any
 */
export function chartOf(trace: Trace, event: number): string {
  const arrows = trace.events.flatMap((one) => arrowOf(trace, one))
  const at = arrows.findLastIndex(({ n }) => n <= event)
  const shown = arrows.slice(Math.max(0, at - BEFORE), at + 1 + AFTER)
  const accused = arrows[at]?.n
  const [width, height] = [LEFT + LANES.length * LANE, HEAD + (shown.length + 1) * ROW]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(`${trace.case}, seed ${trace.seed}, up to event ${event}`)}</title>`,
    ...LANES.map((lane) => laneLine(lane, nameOf(trace, lane), height)),
    ...shown.map((arrow, row) => arrowLine(arrow, HEAD + (row + 1) * ROW, arrow.n === accused)),
    '</svg>'
  ].join('')
}

function arrowOf(trace: Trace, event: TraceEvent): readonly Arrow[] {
  const { n, time, kind } = event
  if (kind === 'output') {
    const { output, decoded } = event
    return [{ n, time, from: 'subject', to: receiverOf(trace, output), words: outputWords(output, decoded) }]
  }
  if (kind !== 'request' || event.request.verb !== 'input') return []
  const { decoded, fault, request } = event
  const words = inputWords(request.input, decoded)
  const from = senderOf(trace, request.input)
  return [{ n, time, from, to: 'subject', words: fault === undefined ? words : `${words} (${fault})` }]
}

function receiverOf(trace: Trace, output: Output): Lane {
  if (output.type === 'frame') return laneOf(trace, output.to)
  const isForApplication = output.type === 'answer' || output.type === 'response' || output.type === 'key'
  return isForApplication ? 'application' : 'hardware'
}

function senderOf(trace: Trace, input: Input): Lane {
  if (input.type === 'frame') return laneOf(trace, input.from)
  return input.type === 'wish' || input.type === 'call' || input.type === 'leave' ? 'application' : 'hardware'
}

function outputWords(output: Output, decoded: Frame | DeviceMessage | undefined): string {
  switch (output.type) {
    case 'answer':
      return messageWords(output.answer)
    case 'response':
      return responseWords(output)
    case 'reset':
      return 'reset'
    case 'wish':
      return messageWords(output.wish)
    case 'key':
      return keyWords(output)
    default:
      return decoded === undefined ? bytesWords(output.bytes) : messageWords(decoded)
  }
}

function inputWords(input: Input, decoded: Frame | DeviceMessage | undefined): string {
  switch (input.type) {
    case 'wish':
      return messageWords(input.wish)
    case 'call':
      return callWords(input)
    case 'leave':
      return `${input.call}: is gone`
    case 'answer':
      return messageWords(input.answer)
    case 'restart':
      return 'restart'
    case 'block':
      return `block ${input.session}`
    default:
      return decoded === undefined ? bytesWords(input.bytes) : messageWords(decoded)
  }
}

function laneOf(trace: Trace, party: number): Lane {
  return settingOf(trace)?.links.some(({ station }) => station === party) === true ? 'station' : 'peer'
}

/** What the subject was told to be; undefined where it is no node. */
function settingOf({ events }: Trace): Setting | undefined {
  const [start] = events
  if (start?.kind !== 'request' || start.request.verb !== 'start') return undefined
  const { setting } = start.request
  return 'hardware' in setting ? setting : undefined
}

function nameOf(trace: Trace, lane: Lane): string {
  if (lane === 'subject') return roleOf(trace) === 'node' ? 'node under test' : `${roleOf(trace)} under test`
  return lane
}

function middleOf(lane: Lane): number {
  return LEFT + (LANES.indexOf(lane) + 0.5) * LANE
}

function laneLine(lane: Lane, name: string, height: number): string {
  const x = middleOf(lane)
  return `<text x="${x}" y="18" class="lane">${escaped(name)}</text><path d="M${x} 26V${height}" class="life"/>`
}

function arrowLine({ n, time, from, to, words }: Arrow, y: number, isAccused: boolean): string {
  const [start, end] = [middleOf(from), middleOf(to)]
  const back = end > start ? -7 : 7
  return [
    `<g class="${isAccused ? 'arrow accused' : 'arrow'}" id="event-${n}">`,
    `<title>${escaped(`event ${n}, ${time} ns: ${words}`)}</title>`,
    `<text x="4" y="${y}" class="time">${(time / 1000).toFixed(3)}</text>`,
    `<path d="M${start} ${y}H${end}m${back} -4l${-back} 4l${back} 4"/>`,
    `<text x="${(start + end) / 2}" y="${y - 5}" class="words">${escaped(isAccused ? `✗ ${words}` : words)}</text>`,
    '</g>'
  ].join('')
}
