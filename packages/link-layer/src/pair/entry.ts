import type { Secret } from '@bellwire/device'
import type { QueueItem } from '../queue/item.js'
import type { PairFacts } from './machine.js'

/** What the ledger knows of a pair beside its machine: where it came from, and how far it has come. */
export interface Entry {
  readonly pair: number
  readonly epoch: number
  readonly sequence: number
  readonly item: QueueItem | undefined
  readonly brightness: number
  readonly time: number
  readonly facts: PairFacts
  outcome: Secret<0 | 1> | null
  /** The application has had it. */
  delivered: boolean
  /** Measured or given back: its machine is gone, its expiry must still be told. */
  used: boolean
}
