import type { Nanoseconds } from '@bellwire/runtime'
import { requireInteger } from '../errors.js'

/** Timers and limits of sessions of key distribution. */
export interface QkdConfiguration {
  /** Without a new round for so long, the end that asks for pairs gives up. */
  readonly patience: Nanoseconds
  /** From the end of a request that gave too few pairs to the next one. */
  readonly retry: Nanoseconds
  /** Requests in a row that give no pair at all before the end that asks gives up. */
  readonly attempts: number
  /** Without a word from the other end for so long, while rounds are made, the end that answers gives up. */
  readonly roundsLimit: Nanoseconds
  /** The same in every other phase. */
  readonly silence: Nanoseconds
  /** Rounds that are written down together. */
  readonly blockRounds: number
  /** Sessions that one peer may have open here at a time. */
  readonly perPeer: number
  /** Bits of authentication key that two pools may have come apart by. */
  readonly poolGap: number
}

const SECOND: Nanoseconds = 1_000_000_000
const DAY = 86_400 * SECOND

export const DEFAULT_QKD_CONFIGURATION: QkdConfiguration = {
  patience: 600 * SECOND,
  retry: SECOND,
  attempts: 60,
  roundsLimit: 60 * DAY,
  silence: 600 * SECOND,
  blockRounds: 4096,
  perPeer: 4,
  poolGap: 65_536
}

/** @throws ApplicationError INPUT */
export function checkQkdConfiguration(configuration: QkdConfiguration): void {
  for (const field of ['patience', 'retry', 'roundsLimit', 'silence'] as const) {
    requireInteger(field, configuration[field], 1, Number.MAX_SAFE_INTEGER)
  }
  requireInteger('attempts', configuration.attempts, 1, 1_000_000)
  requireInteger('blockRounds', configuration.blockRounds, 1, 1_000_000)
  requireInteger('perPeer', configuration.perPeer, 1, 1000)
  requireInteger('poolGap', configuration.poolGap, 0, Number.MAX_SAFE_INTEGER)
}
