import type { Track } from '@bellwire/wire'
import type { HeldPair } from './held-pair.js'

/** Two halves that are swapped at this node, with what has come for them. */
export class Junction {
  /** Bell index that the measurement found. */
  outcome = 0
  /** TRACKs on their way through. */
  fromUpstream: Track | undefined
  fromDownstream: Track | undefined
  swappedAt = 0

  constructor(
    readonly id: number,
    readonly upstream: HeldPair,
    readonly downstream: HeldPair
  ) {}
}
