import type { EventRecord, TraceRecord } from '@bellwire/runtime'
import { networkSwapOrder } from './swap-order.js'
import { entryOf, type Invariant, type Violation } from './violation.js'

/** One pair from end to end, as one process of one node has told its program. */
interface Told {
  readonly at: string
  /** The qubit has been given back, or measured. */
  free: boolean
  /** It expired because its process died; while the program had the qubit, or not. */
  crashed: boolean
  /** Its process has died, and the other end had not told it until then that the pair is lost. */
  over: boolean
  toldLost: boolean
  offered: EventRecord | undefined
  tracked: EventRecord | undefined
  expired: EventRecord | undefined
}

/** What programs have been told of pairs from end to end. Names of pairs begin anew with every process. */
function toldOf(trace: readonly TraceRecord[], breach: (message: string, ...records: number[]) => void): Told[] {
  const all: Told[] = []
  const life = new Map<string, Map<unknown, Told>>()
  /** By qubit. */
  const held = new Map<string, Told>()
  const dying = new Set<string>()
  for (const record of trace) {
    if (record.kind === 'restart') {
      for (const told of life.get(record.at)?.values() ?? []) told.over = !told.toldLost
      life.delete(record.at)
      dying.delete(record.at)
    }
    // Nobody hears what comes to a process that has died.
    if (record.kind === 'frameReceived' && !dying.has(record.at)) {
      const lost = lostIn(record.frame)
      if (lost.size > 0)
        for (const told of life.get(record.at)?.values() ?? []) told.toldLost ||= lost.has(ownNameOf(told))
    }
    if (record.kind === 'qubitFreed') {
      const told = held.get(`${record.at} ${record.qubit}`)
      if (told !== undefined) told.free = true
      held.delete(`${record.at} ${record.qubit}`)
    }
    if (record.kind !== 'event') continue
    const { name, at, fields, n } = record
    if (name === 'crashed') dying.add(at)
    else if (name === 'networkPair') {
      const told = entryOf(
        entryOf(life, at, () => new Map<unknown, Told>()),
        fields['pair'],
        () => {
          const made: Told = {
            at,
            free: false,
            crashed: false,
            over: false,
            toldLost: false,
            offered: undefined,
            tracked: undefined,
            expired: undefined
          }
          all.push(made)
          return made
        }
      )
      const before = told.expired ?? told.tracked ?? (fields['tracked'] === true ? undefined : told.offered)
      if (before !== undefined) breach(`pair ${at} ${text(fields['pair'])} is handed over again`, before.n, n)
      if (fields['tracked'] === true) told.tracked = record
      else told.offered = record
      if (fields['qubit'] === -1) told.free = true
      else held.set(`${at} ${text(fields['qubit'])}`, told)
    } else if (name === 'networkPairExpired') {
      const told = life.get(at)?.get(fields['pair'])
      if (told === undefined) breach(`pair ${at} ${text(fields['pair'])} expires and was never handed over`, n)
      else if (told.expired !== undefined) breach(`pair ${at} ${text(fields['pair'])} expires twice`, told.expired.n, n)
      else {
        told.expired = record
        told.crashed = dying.has(at)
        // What becomes of the qubit now says nothing about its program any more.
        for (const [qubit, holder] of held) if (holder === told) held.delete(qubit)
      }
    }
  }
  return all
}

/** A field, as messages and keys show it. */
function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Names of pairs, as at their receiver, that a frame tells as lost at the other end. */
function lostIn(frame: object): ReadonlySet<string> {
  const { type, initiator, circuit, lost } = frame as Record<string, unknown>
  if (type !== 'SETTLE' || !Array.isArray(lost)) return NONE
  return new Set(
    lost.map((name: { epoch: number; sequence: number }) =>
      [initiator, circuit, name.epoch, name.sequence].map(text).join('/')
    )
  )
}

const NONE: ReadonlySet<string> = new Set()

function ownNameOf({ tracked }: Told): string {
  if (tracked === undefined) return ''
  const { initiator, circuit, head, headEpoch, headSequence, tailEpoch, tailSequence } = tracked.fields
  return [initiator, circuit, ...(head === true ? [headEpoch, headSequence] : [tailEpoch, tailSequence])]
    .map(text)
    .join('/')
}

const NAME = ['initiator', 'circuit', 'headEpoch', 'headSequence', 'tailEpoch', 'tailSequence'] as const

/** Names a pair from end to end in the whole network. */
function nameOf({ fields }: EventRecord): string {
  return NAME.map((field) => text(fields[field])).join('/')
}

/** A pair from end to end is handed over once at each end: early and then tracked, or tracked; and expires once at most. */
export const networkPairOnce: Invariant = (trace) => {
  const violations: Violation[] = []
  const breach = (message: string, ...records: number[]): void =>
    void violations.push({ invariant: 'network-pair-once', message, records })
  const seen = new Map<string, EventRecord>()
  for (const { at, tracked } of toldOf(trace, breach)) {
    if (tracked === undefined) continue
    const key = `${at} ${nameOf(tracked)}`
    const before = seen.get(key)
    if (before !== undefined) breach(`pair ${key} is handed over twice`, before.n, tracked.n)
    seen.set(key, tracked)
  }
  return violations
}

const AGREED = ['bellIndex', 'request', 'kind'] as const

/**
 * When everything has come to rest, the two ends of every circuit agree: each pair that was handed over is valid at
 * both, the same in Bell state and request, or has expired wherever it was handed over. A pair whose half was held in a
 * process that died may have been used up before at the other end, in good faith; and where both processes died there
 * may be nobody left to tell.
 */
export const networkAgreement: Invariant = (trace) => {
  const violations: Violation[] = []
  const breach = (message: string, ...records: number[]): void =>
    void violations.push({ invariant: 'network-agreement', message, records })
  const pairs = new Map<string, Told[]>()
  const lost = new Map<string, Told>()
  for (const told of toldOf(trace, () => undefined)) {
    if (told.expired !== undefined) {
      if (told.crashed && told.tracked !== undefined) lost.set(nameOf(told.tracked), told)
      continue
    }
    if (told.tracked === undefined) {
      if (told.offered !== undefined)
        breach(`pair ${told.at} ${text(told.offered.fields['pair'])} never became anything`, told.offered.n)
    } else entryOf(pairs, nameOf(told.tracked), () => []).push(told)
  }
  for (const [name, [one, other]] of pairs) {
    const record = one?.tracked as EventRecord
    if (other?.tracked === undefined) {
      const cause = lost.get(name)
      if (cause === undefined || one === undefined || !(one.over || (one.free && !cause.free)))
        breach(`pair ${name} is valid at ${one?.at ?? ''} only`, record.n)
    } else
      for (const field of AGREED) {
        const values = [record.fields[field], other.tracked.fields[field]]
        if (values[0] !== values[1])
          breach(`${field} of pair ${name} is ${values.map(text).join(' and ')}`, record.n, other.tracked.n)
      }
  }
  return violations
}

/** Every request for pairs ends exactly once, and one that ends complete has as many valid pairs as it asked for. */
export const networkRequestsEnd: Invariant = (trace) => {
  const violations: Violation[] = []
  const breach = (message: string, ...records: number[]): void =>
    void violations.push({ invariant: 'network-requests', message, records })
  interface Asked {
    readonly made: EventRecord
    readonly pairs: Set<unknown>
    ended: EventRecord | undefined
  }
  const open = new Map<string, Asked>()
  const all: Asked[] = []
  for (const record of trace) {
    if (record.kind === 'restart') {
      for (const key of open.keys()) if (key.startsWith(`${record.at} `)) open.delete(key)
    }
    if (record.kind !== 'event') continue
    const { name, at, fields, n } = record
    const key = `${at} ${text(fields['request'])}`
    const asked = open.get(key)
    if (name === 'pairsRequested') {
      if (asked !== undefined) breach(`request ${key} is made twice`, asked.made.n, n)
      const made: Asked = { made: record, pairs: new Set(), ended: undefined }
      open.set(key, made)
      all.push(made)
    } else if (name === 'networkPair' && fields['head'] === true && fields['tracked'] === true) {
      if (asked === undefined || asked.ended !== undefined) breach(`a pair of request ${key}, which is not open`, n)
      asked?.pairs.add(fields['pair'])
    } else if (name === 'networkPairExpired') {
      if (asked?.ended === undefined) asked?.pairs.delete(fields['pair'])
    } else if (name === 'pairsRequestEnded') {
      if (asked === undefined) breach(`request ${key} ends and was not made`, n)
      else if (asked.ended !== undefined) breach(`request ${key} ends twice`, asked.ended.n, n)
      else {
        asked.ended = record
        const { delivered, code } = fields
        if (delivered !== asked.pairs.size)
          breach(`request ${key} ends with ${text(delivered)} pairs and ${asked.pairs.size} were delivered`, n)
        if (code === 'UNSPECIFIED' && asked.pairs.size !== asked.made.fields['number'])
          breach(`request ${key} ends complete with ${asked.pairs.size} pairs`, asked.made.n, n)
      }
    }
  }
  for (const { made, ended } of all) if (ended === undefined) breach(`request of record ${made.n} never ends`, made.n)
  return violations
}

/** Every circuit that opened at one of its ends ends there, once. */
export const networkCircuitsEnd: Invariant = (trace) => {
  const violations: Violation[] = []
  const breach = (message: string, ...records: number[]): void =>
    void violations.push({ invariant: 'network-circuits', message, records })
  const opened = new Map<string, EventRecord>()
  const over = new Map<string, EventRecord>()
  for (const record of trace) {
    if (record.kind !== 'event' || (record.name !== 'circuitOpened' && record.name !== 'circuitEnded')) continue
    const { initiator, circuit } = record.fields
    const key = `${record.at} ${text(initiator)}/${text(circuit)}`
    const known = record.name === 'circuitOpened' ? opened : over
    const before = known.get(key)
    if (before !== undefined) breach(`${record.name} of ${key} twice`, before.n, record.n)
    known.set(key, record)
  }
  for (const [key, { n }] of opened) if (!over.has(key)) breach(`circuit ${key} opened and never ends`, n)
  return violations
}

/** Everything that must hold, of what programs are told, in the trace of a network that has come to rest. */
export function checkNetworkTrace(trace: readonly TraceRecord[]): Violation[] {
  return [networkPairOnce, networkAgreement, networkRequestsEnd, networkCircuitsEnd, networkSwapOrder].flatMap(
    (check) => check(trace)
  )
}
