import type { ExpiredRecord, HeraldRecord, OkRecord, TraceRecord } from '@bellwire/runtime'
import { entryOf, type Invariant, serialAhead, type Violation } from './violation.js'

/** The identifier of a pair: link, epoch and sequence number. */
export function pairKey(record: { readonly link: number; readonly epoch: number; readonly sequence: number }): string {
  return `${record.link}/${record.epoch}/${record.sequence}`
}

interface Half {
  ok: OkRecord | undefined
  expired: ExpiredRecord | undefined
}

/** When the processes of nodes have died. */
function deaths(trace: readonly TraceRecord[]): (at: string, after: number, before: number) => boolean {
  const died = new Map<string, number[]>()
  for (const record of trace) {
    if (record.kind === 'event' && record.name === 'crashed') entryOf(died, record.at, () => []).push(record.n)
  }
  return (at, after, before) => died.get(at)?.some((n) => n > after && n < before) === true
}

/** By pair, then by node. */
function halves(trace: readonly TraceRecord[]): Map<string, Map<string, Half>> {
  const pairs = new Map<string, Map<string, Half>>()
  for (const record of trace) {
    if (record.kind !== 'ok' && record.kind !== 'expired') continue
    const half = entryOf(
      entryOf(pairs, pairKey(record), () => new Map<string, Half>()),
      record.at,
      () => ({ ok: undefined, expired: undefined })
    )
    if (record.kind === 'ok') half.ok ??= record
    else half.expired ??= record
  }
  return pairs
}

/** By node and pair: halves that were used up, by a measurement or by the application. */
function usedUp(trace: readonly TraceRecord[]): Set<string> {
  const used = new Set<string>()
  for (const record of trace) {
    if (record.kind === 'release' || (record.kind === 'ok' && record.qubit === null))
      used.add(`${record.at} ${pairKey(record)}`)
  }
  return used
}

/**
 * When everything has come to rest, both ends have the same pairs, for the same requests, in the same Bell states: a
 * pair that one end was given is with both, or expired at all that were given it. One exception: what a node loses in a
 * crash is no news for an end that has used its half up before it hears of it.
 */
export const agreementAtRest: Invariant = (trace) => {
  const violations: Violation[] = []
  const diedBetween = deaths(trace)
  const used = usedUp(trace)
  for (const [key, ends] of halves(trace)) {
    const having = [...ends.values()]
      .filter((half) => half.ok !== undefined && half.expired === undefined)
      .map((half) => half.ok as OkRecord)
    const records = [...ends.values()].flatMap(({ ok, expired }) =>
      [ok, expired].flatMap((record) => (record === undefined ? [] : [record.n]))
    )
    const breach = (message: string): void =>
      void violations.push({ invariant: 'agreement-at-rest', message: `pair ${key} ${message}`, records })
    const [first, second] = having
    if (first === undefined) continue
    if (second === undefined) {
      const lost = [...ends.values()].find(({ expired }) => expired !== undefined)
      if (lost?.ok !== undefined && lost.expired !== undefined) {
        const { at, n } = lost.expired
        const withProcess = diedBetween(at, lost.ok.n, n) && !used.has(`${at} ${key}`)
        if (withProcess && used.has(`${first.at} ${key}`)) continue
      }
      breach(`is at ${first.at} only${ends.size > 1 ? ' and expired at the other end' : ''}`)
      continue
    }
    if (first.bellIndex !== second.bellIndex)
      breach(`is in state ${first.bellIndex} at ${first.at} and ${second.bellIndex} at ${second.at}`)
    if (
      first.origin !== second.origin ||
      first.createId !== second.createId ||
      first.requestKind !== second.requestKind
    ) {
      breach(
        `is for request ${first.origin}/${first.createId} at ${first.at} and ${second.origin}/${second.createId} at ${second.at}`
      )
    }
  }
  return violations
}

/** No end is given a pair twice; only what was delivered expires, after that, and once. */
export const deliveredOnce: Invariant = (trace) => {
  const violations: Violation[] = []
  const states = new Map<string, { readonly kind: 'ok' | 'expired'; readonly n: number }>()
  for (const record of trace) {
    if (record.kind !== 'ok' && record.kind !== 'expired') continue
    const key = `${record.at} ${pairKey(record)}`
    const before = states.get(key)
    if (record.kind === 'ok' ? before !== undefined : before?.kind !== 'ok') {
      const message =
        record.kind === 'ok'
          ? 'is delivered twice'
          : before === undefined
            ? 'expires and was never delivered'
            : 'expires twice'
      violations.push({
        invariant: 'delivered-once',
        message: `pair ${key} ${message}`,
        records: before === undefined ? [record.n] : [before.n, record.n]
      })
    }
    states.set(key, { kind: record.kind, n: record.n })
  }
  return violations
}

/** A pair is delivered only if the station announced its number in that epoch, once, before, and with that Bell state. */
export const deliveredAsHeralded: Invariant = (trace) => {
  const violations: Violation[] = []
  const heralds = new Map<string, HeraldRecord>()
  const breach = (message: string, ...records: number[]): void =>
    void violations.push({ invariant: 'delivered-as-heralded', message, records })
  for (const record of trace) {
    if (record.kind === 'herald') {
      const before = heralds.get(pairKey(record))
      if (before !== undefined) breach(`pair ${pairKey(record)} is announced twice`, before.n, record.n)
      heralds.set(pairKey(record), record)
    }
    if (record.kind !== 'ok') continue
    const herald = heralds.get(pairKey(record))
    if (herald === undefined)
      breach(`pair ${pairKey(record)} is delivered at ${record.at} and was never announced`, record.n)
    else if (herald.bellIndex !== record.bellIndex) {
      breach(
        `pair ${pairKey(record)} is announced in state ${herald.bellIndex} and delivered in ${record.bellIndex}`,
        herald.n,
        record.n
      )
    }
  }
  return violations
}

/** The next sequence number that an end expects never goes back within an epoch, the wrap included. */
export const sequenceNeverGoesBack: Invariant = (trace) => {
  const violations: Violation[] = []
  const last = new Map<string, { readonly expected: number; readonly n: number }>()
  for (const record of trace) {
    if (record.kind !== 'event' || record.name !== 'expected') continue
    const { link, epoch, expected } = record.fields
    const key = `${record.at} ${Number(link)}/${Number(epoch)}`
    const before = last.get(key)
    const now = { expected: Number(expected), n: record.n }
    if (before !== undefined && serialAhead(before.expected, now.expected) < 0) {
      violations.push({
        invariant: 'sequence-never-goes-back',
        message: `${key}: ${before.expected}, then ${now.expected}`,
        records: [before.n, now.n]
      })
    }
    last.set(key, now)
  }
  return violations
}

/** True time at which a node's photon of a slot left; undefined where it cannot be told. */
export type EmissionTime = (at: string, link: number, slot: number) => number | undefined

const FIT = new Set(['READY', 'DRIFTING'])

/**
 * Nothing is delivered that was made while the link was not fit at that end: the end's last word on the link before
 * the emission was READY or DRIFTING.
 *
 * @param tolerance a change of state within this time of the emission, nanoseconds, counts for neither
 */
export function madeWhileFit(emissionTime: EmissionTime, tolerance: number): Invariant {
  return (trace) => {
    const violations: Violation[] = []
    const heralds = new Map<string, HeraldRecord>()
    const changes = new Map<string, { readonly time: number; readonly fit: boolean; readonly n: number }[]>()
    for (const record of trace) {
      if (record.kind === 'herald') heralds.set(pairKey(record), record)
      if (record.kind === 'linkState') {
        const fit = FIT.has(record.state)
        const list = entryOf(changes, `${record.at} ${record.link}`, () => [])
        if (list.at(-1)?.fit !== fit) list.push({ time: record.time, fit, n: record.n })
      }
      if (record.kind !== 'ok') continue
      const herald = heralds.get(pairKey(record))
      const emitted = herald === undefined ? undefined : emissionTime(record.at, record.link, herald.slot)
      if (emitted === undefined) continue
      const list = changes.get(`${record.at} ${record.link}`) ?? []
      if (list.some(({ time }) => Math.abs(time - emitted) <= tolerance)) continue
      const state = list.findLast(({ time }) => time < emitted)
      if (state !== undefined && !state.fit) {
        violations.push({
          invariant: 'made-while-fit',
          message: `pair ${pairKey(record)} was emitted at ${emitted} by ${record.at}, whose link has not been fit since ${state.time}`,
          records: [state.n, record.n]
        })
      }
    }
    return violations
  }
}
