import type { CreateRecord, ErrRecord, OkRecord, TraceRecord } from '@bellwire/runtime'
import type { Invariant, Violation } from './violation.js'

/** Error code of a request whose time is over. */
const TIMEOUT = 6

interface Life {
  readonly created: CreateRecord
  terminal: OkRecord | ErrRecord | undefined
}

/** Names a request in a trace: by link, originator and the number that this one gave it. */
function requestKey(record: { readonly link: number; readonly origin: number; readonly createId: number }): string {
  return `${record.link} ${record.origin} ${record.createId}`
}

/** Numbers of nodes by their names, from the first record of the trace. */
function nodeNumbers(trace: readonly TraceRecord[]): Map<string, number> {
  const numbers = new Map<string, number>()
  for (const record of trace) {
    if (record.kind !== 'run') continue
    for (const { name, node } of record.parties) numbers.set(name, node)
  }
  return numbers
}

/**
 * Every CREATE is answered by exactly one terminal answer, the OK flagged final or one ERR, and by nothing after it
 * but notices that a pair has expired. In particular nothing is delivered after TIMEOUT. Number for number: no request
 * is made twice under one name, and none is answered that was not made.
 *
 * @param quiescent the trace ends when everything has come to rest: then no CREATE may be unanswered
 */
export function oneTerminalAnswer(quiescent: boolean): Invariant {
  return (trace) => {
    const violations: Violation[] = []
    const numbers = nodeNumbers(trace)
    const lives = new Map<string, Life>()
    const breach = (message: string, ...records: (TraceRecord | undefined)[]): void => {
      violations.push({
        invariant: 'one-terminal-answer',
        message,
        records: records.flatMap((record) => (record === undefined ? [] : [record.n]))
      })
    }
    for (const record of trace) {
      if (record.kind !== 'create' && record.kind !== 'ok' && record.kind !== 'err') continue
      if (numbers.get(record.at) !== record.origin) continue
      const key = requestKey(record)
      if (record.kind === 'create') {
        if (lives.has(key)) breach(`request ${key} is made twice`, lives.get(key)?.created, record)
        lives.set(key, { created: record, terminal: undefined })
        continue
      }
      const life = lives.get(key)
      if (life === undefined) {
        breach(`request ${key} is answered and was never made`, record)
        continue
      }
      if (life.terminal !== undefined) {
        const late =
          life.terminal.kind === 'err' && life.terminal.code === TIMEOUT
            ? 'after its TIMEOUT'
            : 'after its terminal answer'
        breach(`request ${key} gets ${record.kind} ${late}`, life.terminal, record)
      } else if (record.kind === 'err' || record.final) life.terminal = record
    }
    if (quiescent) {
      for (const [key, life] of lives)
        if (life.terminal === undefined) breach(`request ${key} has no terminal answer`, life.created)
    }
    return violations
  }
}

/** At no end more pairs of a request than were asked, expired ones excepted. */
export const noMoreThanAsked: Invariant = (trace) => {
  const violations: Violation[] = []
  const asked = new Map<string, number>()
  const valid = new Map<string, number>()
  for (const record of trace) {
    if (record.kind === 'create') asked.set(requestKey(record), record.number)
    if (record.kind !== 'ok' && record.kind !== 'expired') continue
    const key = `${record.at} ${requestKey(record)}`
    const count = (valid.get(key) ?? 0) + (record.kind === 'ok' ? 1 : -1)
    valid.set(key, count)
    const limit = asked.get(requestKey(record)) ?? 0
    if (record.kind === 'ok' && count > limit) {
      violations.push({
        invariant: 'no-more-than-asked',
        message: `${key}: ${count} pairs of ${limit}`,
        records: [record.n]
      })
    }
  }
  return violations
}

/** How a node's clock reads at an instant of true time. */
export type LocalTime = (at: string, time: number) => number

/**
 * The originator is given nothing after its deadline.
 *
 * @param localTime how the nodes' clocks go, where they are not the trace's own
 */
export function nothingAfterDeadline(localTime: LocalTime = (_at, time) => time): Invariant {
  return (trace) => {
    const violations: Violation[] = []
    const numbers = nodeNumbers(trace)
    const created = new Map<string, CreateRecord>()
    for (const record of trace) {
      if (record.kind === 'create') created.set(requestKey(record), record)
      if (record.kind !== 'ok' || numbers.get(record.at) !== record.origin) continue
      const create = created.get(requestKey(record))
      if (create === undefined || create.deadline === 0) continue
      const local = localTime(record.at, record.time)
      if (local > create.deadline) {
        violations.push({
          invariant: 'nothing-after-deadline',
          message: `request ${requestKey(record)}: OK at ${local}, deadline ${create.deadline}`,
          records: [create.n, record.n]
        })
      }
    }
    return violations
  }
}
