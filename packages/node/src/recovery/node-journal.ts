import type { PairName } from '@bellwire/application-layer'
import type { PairExpired } from '@bellwire/link-layer'
import type { Plain, RecordStore, TakeRecord } from '@bellwire/runtime'

/** Where a node writes down what a later process of it must know. */
export interface NodeJournal {
  readonly store: RecordStore
  /** Does work when the present turn of the process is over. Default: at the same instant of the node's clock. */
  readonly soon?: (work: () => void) => void
  /**
   * Told that something could not be written. The node has stopped then: it says nothing any more, to anyone, since
   * nobody can know what a later process would know of it.
   */
  readonly failed: (error: Error) => void
}

/** Pairs that an earlier process was given, and that are void since it was killed. */
export interface VoidedPairs {
  readonly links: readonly Omit<PairExpired, 'pair'>[]
  readonly circuits: readonly PairName[]
}

/** Records of the programs of a node, in the transactions of the node: what they say of it and it of itself go together. */
export interface ProgramRecords {
  /** As an earlier process has left them, by name. */
  readonly stored: ReadonlyMap<string, Plain>
  /** The record of a name is another one now; undefined: there is none any more. It is taken when it is written. */
  changed(name: string, take: TakeRecord): void
  /** Does it when everything that has happened until the end of the turn is written down. */
  after(effect: () => void): void
}
