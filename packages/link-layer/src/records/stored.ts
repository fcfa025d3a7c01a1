import { type Plain, RecordFields } from '@bellwire/runtime'

/** A delivered pair. */
export interface StoredPair {
  readonly epoch: number
  readonly sequence: number
  /** It has its qubit still. */
  readonly held: boolean
}

/** What of a link as such a later process must know. */
export interface LinkState {
  /** The highest epoch that this end has begun, adopted, or heard to be over. */
  readonly epoch: number
  /** The epoch that is being opened or is open; 0 where there is none. */
  readonly live: number
  /** From this pair of it on either end may not have what the other has. */
  readonly low: number
  readonly createId: number
  readonly nextPair: number
  readonly former: readonly { readonly epoch: number; readonly low: number }[]
  readonly lost: readonly Pick<StoredPair, 'epoch' | 'sequence'>[]
}

/** What a later process must know of one request, of this end or of the peer. */
export interface RequestRecord {
  readonly createId: number
  readonly originator: boolean
  /** It is this end's, and has no terminal answer. */
  open: boolean
  /** Pairs that this end was given and has not lost. */
  delivered: number
  /** Those of them that are not certain at both ends, or still have their qubit. */
  pairs: StoredPair[]
}

/** @throws RecordError */
export function readLink(name: string, record: Plain): LinkState {
  const fields = new RecordFields(name, record)
  return {
    epoch: fields.integer('epoch'),
    live: fields.integer('live'),
    low: fields.integer('low'),
    createId: fields.integer('createId'),
    nextPair: fields.integer('nextPair'),
    former: fields.list('former').map((one) => ({ epoch: one.integer('epoch'), low: one.integer('low') })),
    lost: fields.list('lost').map((one) => ({ epoch: one.integer('epoch'), sequence: one.integer('sequence') }))
  }
}

/** @throws RecordError */
export function readRequest(name: string, record: Plain): RequestRecord {
  const fields = new RecordFields(name, record)
  return {
    createId: fields.integer('createId'),
    originator: fields.flag('originator'),
    open: fields.flag('open'),
    delivered: fields.integer('delivered'),
    pairs: fields.list('pairs').map((one) => ({
      epoch: one.integer('epoch'),
      sequence: one.integer('sequence'),
      held: one.flag('held')
    }))
  }
}
