/** What of a link must outlive a process: the epochs whose pairs are not settled with the peer. */
export interface LinkJournal {
  readonly former: readonly { readonly epoch: number; readonly low: number }[]
  /** Pairs that died with the process, and that the peer may have for good. */
  readonly lost: readonly { readonly epoch: number; readonly sequence: number }[]
  /** Pairs that were delivered and used, but are not certain at both ends. */
  readonly used: readonly {
    readonly epoch: number
    readonly sequence: number
    readonly createId: number
    readonly originator: boolean
  }[]
  /** The last createId given, and the next name of a pair: none may be given twice. */
  readonly createId: number
  readonly nextPair: number
  /** The last epoch: what it numbered must not be numbered so again. */
  readonly epoch: number
}
