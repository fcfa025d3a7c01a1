/** A pair that was delivered and used, but is not certain at both ends. */
export interface UsedPair {
  readonly epoch: number
  readonly sequence: number
  readonly createId: number
  readonly originator: boolean
}

/** What of a link must outlive a process: the epochs whose pairs are not settled with the peer. */
export interface LinkJournal {
  readonly former: readonly { readonly epoch: number; readonly low: number }[]
  /** Pairs that died with the process, and are certain at the peer. */
  readonly lost: readonly { readonly epoch: number; readonly sequence: number }[]
  readonly used: readonly UsedPair[]
  /** The last createId given, and the next name of a pair: none may be given twice. */
  readonly createId: number
  readonly nextPair: number
  /** The last epoch: what it numbered must not be numbered so again. */
  readonly epoch: number
}
