import { type Plain, RecordFields } from '@bellwire/runtime'
import type { PairName } from '@bellwire/wire'
import type { CircuitName } from '../service.js'

/** With what the names of records of circuits begin. */
const CIRCUIT_RECORDS = 'circuit/'

/** What an earlier process of this node left of one circuit. Durable where the process may really die. */
export interface CircuitJournal extends CircuitName {
  readonly peer: number
  /** Pairs that were handed over and are gone with the process; named as at the other end. */
  readonly lost: readonly PairName[]
  /** Pairs that were used up, which the other end has but does not know this one to have; named as at this end. */
  readonly valid: readonly PairName[]
}

/** What an earlier process has written down of circuits. @throws RecordError for what no process of this kind writes */
export function readCircuits(stored: ReadonlyMap<string, Plain>): CircuitJournal[] {
  const names = (list: readonly RecordFields[]): PairName[] =>
    list.map((one) => ({ epoch: one.integer('epoch'), sequence: one.integer('sequence') }))
  return [...stored].flatMap(([name, record]) => {
    if (!name.startsWith(CIRCUIT_RECORDS)) return []
    const fields = new RecordFields(name, record)
    return [
      {
        initiator: fields.integer('initiator'),
        circuit: fields.integer('circuit'),
        peer: fields.integer('peer'),
        lost: names(fields.list('lost')),
        valid: names(fields.list('valid'))
      }
    ]
  })
}

/** Under which a circuit's journal is written down. */
export function recordName(circuit: CircuitName): string {
  return `${CIRCUIT_RECORDS}${keyOf(circuit)}`
}

export function keyOf({ initiator, circuit }: CircuitName): string {
  return `${initiator}/${circuit}`
}
