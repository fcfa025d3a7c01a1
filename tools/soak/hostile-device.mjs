// Attacks the listener at which the world serves hardware.
import { decodeDeviceMessage, decodeText, encodeDeviceMessage, encodeText } from '@bellwire/wire'
import { damaged, noise, webSocketFrame } from './hostile-bytes.mjs'
import { clientHello, tell, throwAt } from './hostile-connections.mjs'
import { mutatedMessage, oneOf } from './hostile-grammar.mjs'

/** @typedef {import('@bellwire/runtime').RandomStream} RandomStream */
/** @typedef {import('./hostile-connections.mjs').Identity} Identity */

/** Commands of one session. */
const COMMANDS = 120

const UPGRADE = [
  'GET /device HTTP/1.1',
  'Host: x',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
  '\r\n'
].join('\r\n')

const rotation = { x1: 0.1, y: 0.2, x2: 0.3 }

/** What those who drive nodes and stations say, and what hardware says to them. @type {readonly import('@bellwire/wire').DeviceMessage[]} */
const MESSAGES = [
  { type: 'CLOCK_REQUEST', exchange: 3 },
  { type: 'RESET', life: 4 },
  {
    type: 'GENERATE',
    link: 1,
    qubit: 0,
    firstSlot: 1e6,
    slots: 10,
    brightness: 0.1,
    arrival: 0,
    period: 1000,
    arrivalBases: [{ basis: 0, share: 1 }]
  },
  { type: 'HALT', link: 1 },
  { type: 'MEASURE', qubit: 1, basis: 0, rotation, tag: 7 },
  { type: 'RELEASE', qubit: 1 },
  { type: 'CORRECT', qubit: 1, pauli: 1, tag: 2 },
  { type: 'SWAP', a: 0, b: 1, tag: 3 },
  { type: 'STORE', qubit: 1, tag: 4 },
  { type: 'PREPARE', qubit: 2, rotation, tag: 5 },
  { type: 'GATE', gate: 0, control: 0, target: 1, tag: 6 },
  { type: 'DISTIL', keep: 0, sacrifice: 1, second: 2, protocol: 0, side: 0, twirls: { keep: 1, sacrifice: 1 }, tag: 8 },
  { type: 'CALIBRATE', link: 1, tag: 9 },
  { type: 'OBSERVE', link: 1, firstSlot: 1e6, slots: 10, arrival: 0, period: 1000 },
  { type: 'CLOSE', link: 1 },
  { type: 'CONNECT', links: [{ link: 1 }] },
  { type: 'MEASURED', qubit: 1, tag: 7, outcome: 1, basis: 0 },
  { type: 'WAS_RESET', life: 4 },
  { type: 'REFUSED', reason: 1, command: 2, text: encodeText('no') },
  { type: 'LOST', text: encodeText('gone') },
  { type: 'RESTARTED', incarnation: 5 },
  { type: 'CLOCK_CHANGE', era: { clock: 1, era: 2, reading: 3, rate: 1, step: false } }
]

/** @param {string} name @param {0 | 1} role */
function helloOf(name, role) {
  return encodeDeviceMessage({ type: 'HELLO', minimumVersion: 1, maximumVersion: 1, role, name: encodeText(name) })
}

/**
 * @param {{ port: number, parties: ReadonlyMap<string, Identity>, victim: string, strangerOf: (name: string) => Identity }} target
 *   parties: those whose hardware nobody else drives; the victim's is another's
 */
export async function deviceAttack({ port, parties, victim, strangerOf }) {
  const valid = MESSAGES.map(encodeDeviceMessage)
  const opening = await clientHello()
  const framed = (/** @type {Uint8Array} */ bytes) => webSocketFrame(2, bytes)
  const genuine = [
    UPGRADE,
    framed(helloOf(victim, 0)),
    ...valid.slice(0, 13).map(framed),
    webSocketFrame(8, new Uint8Array(0))
  ]

  /**
   * One connection with something wrong on it.
   *
   * @param {number} attacker @param {RandomStream} random @param {string} localAddress
   * @param {(reason: string) => void} refused
   * @returns {Promise<number>} how many wrong things were sent
   */
  return async (attacker, random, localAddress, refused) => {
    const way = { port, localAddress }
    const names = [...parties.keys()]
    const name = names[attacker % names.length] ?? ''
    const own = parties.get(name)
    const kind = random.below(24)
    if (kind === 0) return throwAt(way, noise(1 + random.below(400), random)).then(() => 1)
    if (kind === 1) return throwAt(way, damaged(opening, valid, random)).then(() => 1)
    /** @param {Identity | undefined} identity @param {readonly (string | Uint8Array)[]} parts */
    const say = async (identity, parts) => {
      const answers = await tell({ ...way, identity }, parts)
      for (const reason of refusalsIn(answers)) refused(reason)
      return parts.length - 1
    }
    // What the victim has said: by nobody, by a stranger, by another party.
    if (kind === 2) return say(undefined, genuine)
    if (kind === 3) return say(strangerOf(victim), genuine)
    if (kind === 4) return say(own, genuine)
    // What hardware says, sent back to it.
    const role = /^n\d/.test(name) ? 0 : 1
    const hello = helloOf(name, role)
    if (kind === 5) return say(own, [UPGRADE, framed(hello), ...valid.slice(16).map(framed)])
    if (kind === 6) return say(own, [damaged(Buffer.from(UPGRADE), valid, random), framed(hello)])
    if (kind < 10)
      return say(own, [UPGRADE, framed(mutatedMessage(hello, valid, random)), webSocketFrame(8, new Uint8Array(0))])
    const commands = Array.from({ length: COMMANDS }, () => oneOf(MESSAGES.slice(0, 16), random))
    const fit = commands
      .filter(({ type }) => role === 0 || !STATIONS_REFUSE.has(type))
      .filter(({ type }) => role === 1 || !NODES_REFUSE.has(type))
    const said = fit.map((message) => framed(encodeDeviceMessage(unfit(message, random))))
    const last = Array.from({ length: 4 }, () => framed(mutatedMessage(oneOf(valid, random), valid, random)))
    const broken = kind === 10 ? [damaged(framed(oneOf(valid, random)), valid, random)] : []
    return say(own, [UPGRADE, framed(hello), ...said, ...broken, ...last, webSocketFrame(8, new Uint8Array(0))])
  }
}

const NODES_REFUSE = new Set(['OBSERVE', 'CLOSE', 'CONNECT'])
const STATIONS_REFUSE = new Set([
  'GENERATE',
  'HALT',
  'MEASURE',
  'RELEASE',
  'CORRECT',
  'SWAP',
  'STORE',
  'PREPARE',
  'GATE',
  'DISTIL',
  'CALIBRATE'
])

/** A command that can be said, and that no hardware can do. @param {import('@bellwire/wire').DeviceMessage} message @param {RandomStream} random @returns {import('@bellwire/wire').DeviceMessage} */
function unfit(message, random) {
  const copy = /** @type {Record<string, unknown>} */ ({ ...message })
  for (const field of ['qubit', 'link', 'a', 'control', 'keep', 'tag'])
    if (field in copy && random.below(2) === 0) copy[field] = 8 + random.below(1000)
  return /** @type {import('@bellwire/wire').DeviceMessage} */ (/** @type {unknown} */ (copy))
}

/** What was refused, without what differs from one to the next. @param {Buffer} answers @returns {string[]} */
function refusalsIn(answers) {
  const begin = answers.indexOf('\r\n\r\n') + 4
  if (begin < 4) return []
  const status = answers.subarray(9, 12).toString('latin1')
  if (status !== '101') return [`HTTP ${status}`]
  const found = []
  for (let at = begin; at + 2 <= answers.length; ) {
    const opcode = (answers[at] ?? 0) & 15
    const short = answers[at + 1] ?? 0
    const length = short === 126 ? answers.readUInt16BE(at + 2) : short
    at += short === 126 ? 4 : 2
    if (opcode === 2) {
      const message = decodeDeviceMessage(answers.subarray(at, at + length))
      if (message.type === 'REFUSED') found.push(reasonIn(decodeText(message.text)))
    }
    at += length
  }
  return found
}

/** @param {string} text */
function reasonIn(text) {
  const [, path, code] = /^(\S+) is .*\(([A-Z_]+)\)$/s.exec(text) ?? []
  if (code !== undefined) return `${code} ${path}`.replaceAll(/\d+/g, '0')
  return text
    .replace(/; accepted.*/s, '')
    .replaceAll(/-?\d+(\.\d+)?/g, '0')
    .slice(0, 60)
}

/** A party that reads nothing of what it asks for. @param {string} name */
export function deviceThirst(name) {
  const asked = Array.from({ length: 500 }, (_, exchange) =>
    webSocketFrame(2, encodeDeviceMessage({ type: 'CLOCK_REQUEST', exchange }))
  )
  return [UPGRADE, webSocketFrame(2, helloOf(name, 0)), ...asked]
}
