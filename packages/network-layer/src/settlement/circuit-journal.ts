import { type Plain, RecordFields } from '@bellwire/runtime'
import type { PairName } from '@bellwire/wire'
import type { CircuitName } from '../service.js'

/** With what the names of records of circuits begin. */
const CIRCUIT_RECORDS = 'circuit/'

/** A pair that was handed over and is gone with the process: by its name at the other end, and by that at this one. */
export interface LostPair extends PairName {
  readonly ownEpoch: number
  readonly ownSequence: number
}

/** What an earlier process of this node left of one circuit. Durable where the process may really die. */
export interface CircuitJournal extends CircuitName {
  readonly peer: number
  readonly lost: readonly LostPair[]
  /** Pairs that were used up, which the other end has but does not know this one to have; named as at this end. */
  readonly valid: readonly PairName[]
}

/** What an earlier process has written down of circuits. @throws RecordError for what no process of this kind writes */
export function readCircuits(stored: ReadonlyMap<string, Plain>): CircuitJournal[] {
  return [...stored].flatMap(([name, record]) => {
    if (!name.startsWith(CIRCUIT_RECORDS)) return []
    const fields = new RecordFields(name, record)
    return [
      {
        initiator: fields.integer('initiator'),
        circuit: fields.integer('circuit'),
        peer: fields.integer('peer'),
        lost: fields.list('lost').map((one) => ({ ...nameOf(one), ...ownNameOf(one) })),
        valid: fields.list('valid').map(nameOf)
      }
    ]
  })
}

function nameOf(one: RecordFields): PairName {
  return { epoch: one.integer('epoch'), sequence: one.integer('sequence') }
}

function ownNameOf(one: RecordFields): Pick<LostPair, 'ownEpoch' | 'ownSequence'> {
  return { ownEpoch: one.integer('ownEpoch'), ownSequence: one.integer('ownSequence') }
}

/** Under which a circuit's journal is written down. */
export function recordName(circuit: CircuitName): string {
  return `${CIRCUIT_RECORDS}${keyOf(circuit)}`
}

export function keyOf({ initiator, circuit }: CircuitName): string {
  return `${initiator}/${circuit}`
}
