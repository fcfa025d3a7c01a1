import type { Nanoseconds } from '@bellwire/runtime'
import { LIMITS } from '@bellwire/wire'
import { requireInteger } from '../errors.js'

/** Timers and limits of sessions of key distribution. */
export interface QkdConfiguration {
  /** While rounds are made, the end that asks for them says so often that it is there. */
  readonly beat: Nanoseconds
  /** So many beats without a new round, and the end that asks for pairs gives up. */
  readonly patience: number
  /** From the end of a request that gave too few pairs to the next one. */
  readonly retry: Nanoseconds
  /** Requests in a row that give no pair at all before the end that asks gives up. */
  readonly attempts: number
  /** PROGRESS so often without a pair in between, and the end that answers gives up. */
  readonly idleBeats: number
  /** Without a word from the other end for so long, the end that answers gives up. */
  readonly silence: Nanoseconds
  /** Rounds that are written down together. */
  readonly blockRounds: number
  /** Stretches of sequence numbers in a list of rounds before the end that asks gives up: no message holds more. */
  readonly mostRuns: number
  /** Sessions that one peer may have open here at a time. */
  readonly perPeer: number
  /**
   * Bits of authentication key that two pools may have come apart by. So many are passed over, and lost, on the word of a
   * proposal or an agreement that nobody has authenticated yet.
   */
  readonly poolGap: number
}

const SECOND: Nanoseconds = 1_000_000_000

/** Bytes of ROUNDS, at most: of one stretch, six numbers of five bytes or fewer with their keys, and a count; and of the rest. */
const RUN_BYTES = 43
const LIST_BYTES = 16

/** Stretches that one message holds, whatever their numbers are. */
export const MOST_RUNS = Math.floor((LIMITS.qkdBytes - LIST_BYTES) / RUN_BYTES)

export const DEFAULT_QKD_CONFIGURATION: QkdConfiguration = {
  beat: 200 * SECOND,
  patience: 30,
  idleBeats: 100,
  retry: SECOND,
  attempts: 60,
  silence: 3600 * SECOND,
  blockRounds: 4096,
  mostRuns: MOST_RUNS,
  perPeer: 4,
  poolGap: 8 * 256
}

/** @throws ApplicationError INPUT */
export function checkQkdConfiguration(configuration: QkdConfiguration): void {
  for (const field of ['beat', 'retry', 'silence'] as const) {
    requireInteger(field, configuration[field], 1, Number.MAX_SAFE_INTEGER)
  }
  requireInteger('patience', configuration.patience, 1, 1_000_000)
  requireInteger('idleBeats', configuration.idleBeats, 1, 1_000_000)
  requireInteger('attempts', configuration.attempts, 1, 1_000_000)
  requireInteger('blockRounds', configuration.blockRounds, 1, 1_000_000)
  requireInteger('mostRuns', configuration.mostRuns, 1, MOST_RUNS)
  requireInteger('perPeer', configuration.perPeer, 1, 1000)
  requireInteger('poolGap', configuration.poolGap, 0, Number.MAX_SAFE_INTEGER)
}
