import type { OkRecord, QubitAllocatedRecord } from '@bellwire/runtime'
import { pairKey } from './pairs.js'
import type { Invariant, Violation } from './violation.js'

/** The owner of qubits that are a program's own. */
const PROGRAM = 'program'

/**
 * Every qubit has one owner at a time: it is allocated when it is free, freed when it is not, delivered when it is
 * allocated and nobody else's, and worked on by nobody but the application while an application holds it. The
 * application's own commands have negative tags. A program may have qubits of its own, too: allocated for it, or taken over
 * from a pair.
 */
export const oneOwner: Invariant = (trace) => {
  const violations: Violation[] = []
  const allocated = new Map<string, QubitAllocatedRecord>()
  /** What applications hold. */
  const held = new Map<string, OkRecord>()
  const breach = (message: string, ...records: number[]): void =>
    void violations.push({ invariant: 'one-owner', message, records })
  for (const record of trace) {
    switch (record.kind) {
      case 'qubitAllocated': {
        const key = `${record.at} ${record.qubit}`
        const before = allocated.get(key)
        if (before !== undefined) breach(`qubit ${key} is allocated twice`, before.n, record.n)
        allocated.set(key, record)
        break
      }
      case 'qubitFreed': {
        const key = `${record.at} ${record.qubit}`
        if (!allocated.delete(key)) breach(`qubit ${key} is freed and was not allocated`, record.n)
        // The application's own release is recorded after it.
        held.delete(key)
        break
      }
      case 'ok': {
        if (record.qubit === null) break
        const key = `${record.at} ${record.qubit}`
        const before = held.get(key)
        if (!allocated.has(key))
          breach(`pair ${pairKey(record)} is delivered in qubit ${key}, which is not allocated`, record.n)
        if (before !== undefined)
          breach(
            `qubit ${key} is delivered with pair ${pairKey(before)} and with ${pairKey(record)}`,
            before.n,
            record.n
          )
        held.set(key, record)
        break
      }
      case 'deviceCommand': {
        if (
          record.type !== 'generate' &&
          record.type !== 'store' &&
          record.type !== 'measure' &&
          record.type !== 'correct' &&
          record.type !== 'prepare' &&
          record.type !== 'gate'
        )
          break
        const key = `${record.at} ${record.qubit ?? ''}`
        const holder = held.get(key)
        const byApplication = (record.tag ?? 0) < 0
        const owner = allocated.get(key)
        if (byApplication && holder === undefined && owner?.owner !== PROGRAM)
          breach(`the application's ${record.type} on qubit ${key}, which it does not hold`, record.n)
        if (!byApplication && holder !== undefined)
          breach(
            `${record.type} on qubit ${key}, which holds the application's pair ${pairKey(holder)}`,
            holder.n,
            record.n
          )
        if (!byApplication && owner?.owner === PROGRAM)
          breach(`${record.type} on qubit ${key}, which is a program's own`, owner.n, record.n)
        if (owner === undefined) breach(`${record.type} on qubit ${key}, which is not allocated`, record.n)
        break
      }
      default:
    }
  }
  return violations
}

/**
 * When everything has come to rest, what is allocated is what applications hold: no qubit is lost to a pair that
 * nobody has.
 *
 * @param underWay owners whose orders are still under way, such as 'alice link 1'
 */
export function noQubitLeaked(underWay: ReadonlySet<string> = new Set()): Invariant {
  return (trace) => {
    const allocated = new Map<string, QubitAllocatedRecord>()
    const held = new Set<string>()
    for (const record of trace) {
      if (record.kind === 'qubitAllocated') allocated.set(`${record.at} ${record.qubit}`, record)
      if (record.kind === 'qubitFreed') {
        allocated.delete(`${record.at} ${record.qubit}`)
        held.delete(`${record.at} ${record.qubit}`)
      }
      if (record.kind === 'ok' && record.qubit !== null) held.add(`${record.at} ${record.qubit}`)
    }
    const leaked = [...allocated].filter(
      ([key, { at, owner }]) => owner !== PROGRAM && !held.has(key) && !underWay.has(`${at} ${owner}`)
    )
    return leaked.map(([key, { n }]) => ({
      invariant: 'no-qubit-leaked',
      message: `qubit ${key} is allocated and nobody has it`,
      records: [n]
    }))
  }
}
