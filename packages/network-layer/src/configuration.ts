import type { Nanoseconds } from '@bellwire/runtime'

/** How one node runs its network layer. */
export interface NetworkLayerConfiguration {
  /** A PATH is answered within this time, or the circuit is given up. */
  readonly setUpTime: Nanoseconds
  /** The state of a circuit ends so long after the last PATH; whole milliseconds. */
  readonly circuitLifetime: Nanoseconds
  readonly refreshInterval: Nanoseconds
  /** Pairs of one circuit on one link that this node holds at a time, where its memory allows. */
  readonly window: number
  /**
   * Factor of this node's swaps on the Werner parameter, above 0, at most 1, where its hardware does not state it: advertised,
   * and assumed of nodes that say nothing of theirs.
   */
  readonly swapWerner: number
  /** A connection for which no way was found is tried again after this time at first, which doubles, and at most that. */
  readonly connectionFirstRetry: Nanoseconds
  readonly connectionRetry: Nanoseconds
  /** A connection leaves a circuit that has not been able to make pairs for so long. */
  readonly stallPatience: Nanoseconds
  /** A circuit with a rate may be asked for as many pairs at once as it makes in this time, and for one at least. */
  readonly burst: Nanoseconds
  /** A connection does not go back to a way whose pairs were worse than promised for so long. */
  readonly distrust: Nanoseconds
  /** Share of a circuit's pairs that are measured to learn their fidelity while programs use it, 0 to 0.9; 0: none. */
  readonly testShare: number
  /** Test rounds of one basis that are made one after the other. */
  readonly testBatch: number
  /** The last test rounds in each basis that count, 30 at least. */
  readonly testWindow: number
  /** A circuit is closed when its measured fidelity is below the promised one by so many standard errors. */
  readonly testSigmas: number
  /** A frame about a pair waits so long for the link layer to deliver the pair. */
  readonly patience: Nanoseconds
  /** After a refused or failed link request the next one waits so long. */
  readonly holdOff: Nanoseconds
  /** Delivered pairs wait at most so long until the other end is asked about them, and so many are asked about at a time. */
  readonly settleInterval: Nanoseconds
  readonly settleNumber: number
  /** An unanswered question is repeated after this time. */
  readonly settleRepeat: Nanoseconds
}

const SECOND: Nanoseconds = 1_000_000_000

export const DEFAULT_NETWORK_CONFIGURATION: NetworkLayerConfiguration = {
  setUpTime: 5 * SECOND,
  circuitLifetime: 90 * SECOND,
  refreshInterval: 25 * SECOND,
  window: 2,
  swapWerner: 1,
  connectionFirstRetry: SECOND / 4,
  connectionRetry: 10 * SECOND,
  stallPatience: 60 * SECOND,
  burst: SECOND,
  distrust: 600 * SECOND,
  testShare: 0,
  testBatch: 30,
  testWindow: 1024,
  testSigmas: 4,
  patience: 10 * SECOND,
  holdOff: SECOND / 10,
  settleInterval: SECOND,
  settleNumber: 64,
  settleRepeat: SECOND
}
