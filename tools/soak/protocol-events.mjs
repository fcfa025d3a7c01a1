// What each request of a run has made the stack do, from the traces of the run.

import { ErrorCode } from '@bellwire/wire'

/** @typedef {import('@bellwire/runtime').TraceRecord} TraceRecord */

/** Purposes from here on are labels of circuits (section 3.1). */
const FIRST_LABEL = 0x8000

const KINDS = ['keep', 'measure', 'prepare']

/**
 * What depends on how long things take, and so on the luck of photons and on the engine, not on the request: what is
 * settled in intervals, and what becomes of pairs that are there when the last one that was asked for has come. A circuit
 * that is given up goes with its program, which is none of the protocol's doing.
 */
const BY_CHANCE = new Set(['SETTLE', 'SETTLED', 'PAIR_EXPIRE', 'TEAR', 'circuitEnded', 'networkPairExpired'])

/**
 * The set of protocol events of each request, of a link or of a circuit with all its links, whoever they happen at.
 *
 * An event is: a frame of a type that one party sends another or hears of it, where the frame names the request, its item
 * in a link's queue or its circuit; or what the service is asked or tells at one end (create, ack, ok, err with its code,
 * cancel, release, and a circuit's openings, requests, pairs and ends). All parties' hardware is one more "request": which
 * kinds of commands each party gives, which kinds of results it gets, and where there are heralds.
 *
 * Sets, not lists: order and times differ between engines; how often there is a train or a herald is the photons' luck,
 * and how often a frame is sent again that of timers. What names no request (greetings, clocks, routes, liveness) is left
 * out, and what BY_CHANCE and asksForLateEnd say.
 *
 * @param {readonly TraceRecord[]} records of all parties, each party's in the order of its trace
 * @returns {Map<string, string[]>} by the request's name, sorted
 */
export function eventsOfRequests(records) {
  const known = new Names(records)
  /** @type {Map<string, Set<string>>} */
  const found = new Map()
  for (const record of records) {
    const [request, event] = eventOf(record, known) ?? []
    if (request === undefined || event === undefined) continue
    found.set(request, (found.get(request) ?? new Set()).add(`${record.at} ${event}`))
  }
  return new Map([...found].map(([request, events]) => [request, [...events].sort()]))
}

/** @param {TraceRecord} record @param {Names} known @returns {[string | undefined, string] | undefined} */
function eventOf(record, known) {
  switch (record.kind) {
    case 'frameSent':
    case 'frameReceived': {
      const { frame, from, to, kind } = record
      if (BY_CHANCE.has(frame.type) || asksForLateEnd(frame)) return undefined
      const did = kind === 'frameSent' ? `sends ${known.party(to)}` : `hears of ${known.party(from)}`
      return [known.ofFrame(frame, from, to), `${did} ${frame.type}`]
    }
    case 'create':
    case 'ok':
      return [known.ofCreate(record), `${record.kind} ${KINDS[record.requestKind]}`]
    case 'err':
      return [known.ofCreate(record), `err ${record.code}`]
    case 'ack':
    case 'cancel':
      return [known.ofCreate(record), record.kind]
    case 'release':
      return [known.ofPair(record), 'release']
    case 'event': {
      const { initiator, circuit, code } = /** @type {{ initiator?: number, circuit?: number, code?: string }} */ (
        record.fields
      )
      if (circuit === undefined || BY_CHANCE.has(record.name)) return undefined
      return [known.ofCircuit(initiator, circuit), code === undefined ? record.name : `${record.name} ${code}`]
    }
    case 'deviceCommand':
    case 'deviceResult':
      return ['hardware', `${record.kind} ${record.type}`]
    case 'herald':
      return ['hardware', 'herald']
    default:
      return undefined
  }
}

/**
 * Whether it asks for an END that has not come within two round trips (LNK-055): whether one is that late is for the
 * processors to say. Any other CANCEL says why.
 *
 * @param {{ type: string, reason?: number }} frame
 */
function asksForLateEnd({ type, reason }) {
  return type === 'CANCEL' && reason === ErrorCode.UNSPECIFIED
}

/** To which request what a record names belongs. */
class Names {
  /** @type {Map<number, string>} */
  #parties = new Map()
  /** Requests by their names in the traces. @type {Map<string, string>} */
  #requests = new Map()

  /** @param {readonly TraceRecord[]} records */
  constructor(records) {
    const frames = records.flatMap((record) => (record.kind === 'frameSent' ? [record] : []))
    for (const record of records)
      if (record.kind === 'run') for (const { node, name } of record.parties) this.#parties.set(node, name)
    for (const { frame } of frames) if (frame.type === 'PATH') this.#circuit(/** @type {any} */ (frame))
    // A label stands for a circuit from the next node on the way to the one that has given it.
    for (const { frame, from, to } of frames)
      if (frame.type === 'RESV') this.#label(/** @type {any} */ (frame), to, from)
    for (const { frame, from, to } of frames) if (frame.type === 'ADD') this.#item(/** @type {any} */ (frame), from, to)
    for (const { frame, to } of frames) if (frame.type === 'ADD_ACK') this.#queued(/** @type {any} */ (frame), to)
    for (const record of records)
      if (record.kind === 'ok') this.#set(pairKey(record), this.ofCreate(record) ?? 'of none')
  }

  /** @param {number} number */
  party(number) {
    return this.#parties.get(number) ?? String(number)
  }

  /** @param {any} frame @param {number} from @param {number} to */
  ofFrame({ type, link, queueId, serial, initiator, circuit }, from, to) {
    if (circuit !== undefined) return this.ofCircuit(initiator, circuit)
    if (type === 'ADD') return this.#requests.get(`serial ${link} ${from} ${serial}`)
    if (type === 'ADD_ACK') return this.#requests.get(`serial ${link} ${to} ${serial}`)
    return queueId === undefined ? undefined : this.#requests.get(`item ${link} ${queueId}`)
  }

  /** @param {{ link: number, origin: number, createId: number }} record */
  ofCreate({ link, origin, createId }) {
    return this.#requests.get(`create ${link} ${origin} ${createId}`)
  }

  /** @param {{ at: string, link: number, epoch: number, sequence: number }} record */
  ofPair(record) {
    return this.#requests.get(pairKey(record))
  }

  /** @param {number | undefined} initiator @param {number} circuit */
  ofCircuit(initiator, circuit) {
    return this.#requests.get(`circuit ${initiator} ${circuit}`)
  }

  /** @param {{ initiator: number, circuit: number, responder: number, purpose: number }} path */
  #circuit({ initiator, circuit, responder, purpose }) {
    const name = `circuit of ${this.party(initiator)} to ${this.party(responder)}, purpose ${purpose}`
    this.#set(`circuit ${initiator} ${circuit}`, name)
  }

  /** @param {{ initiator: number, circuit: number, label: number }} reservation @param {number} from @param {number} to */
  #label({ initiator, circuit, label }, from, to) {
    this.#set(`label ${from} ${to} ${label}`, this.ofCircuit(initiator, circuit) ?? 'of none')
  }

  /** @param {{ link: number, serial: number, createId: number, purpose: number }} add @param {number} from @param {number} to */
  #item({ link, serial, createId, purpose }, from, to) {
    const own = `link of ${this.party(from)} to ${this.party(to)}, purpose ${purpose}`
    const request = purpose < FIRST_LABEL ? own : (this.#requests.get(`label ${from} ${to} ${purpose}`) ?? 'of none')
    this.#set(`serial ${link} ${from} ${serial}`, request)
    this.#set(`create ${link} ${from} ${createId}`, request)
  }

  /** @param {{ link: number, serial: number, queueId: number }} acknowledgement @param {number} origin */
  #queued({ link, serial, queueId }, origin) {
    this.#set(`item ${link} ${queueId}`, this.#requests.get(`serial ${link} ${origin} ${serial}`) ?? 'of none')
  }

  /** @param {string} key @param {string} request */
  #set(key, request) {
    this.#requests.set(key, request)
  }
}

/** @param {{ at: string, link: number, epoch: number, sequence: number }} record */
function pairKey({ at, link, epoch, sequence }) {
  return `pair ${at} ${link} ${epoch} ${sequence}`
}
