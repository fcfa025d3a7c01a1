import type { Nanoseconds } from '@bellwire/runtime'
import { requireInteger } from '../errors.js'

/** Timers of teleportations. */
export interface TeleportationConfiguration {
  /** From the first sending of a correction to its second; doubled from one to the next, up to `longestWait`. */
  readonly firstWait: Nanoseconds
  readonly longestWait: Nanoseconds
  /** How often a correction is sent before nobody is taken to be there. */
  readonly attempts: number
  /** How long a correction waits for its pair, which may be delivered at the other end first. */
  readonly patience: Nanoseconds
  /** How long a pair waits for its correction: the sender's end may have died and be unable to say so. */
  readonly hold: Nanoseconds
  /** How long the receiver knows what became of a teleportation. Longer than a correction is sent again. */
  readonly lifetime: Nanoseconds
}

const SECOND: Nanoseconds = 1_000_000_000

/** With these a correction is sent for some 26 seconds. */
export const DEFAULT_TELEPORTATION_CONFIGURATION: TeleportationConfiguration = {
  firstWait: SECOND / 10,
  longestWait: 5 * SECOND,
  attempts: 10,
  patience: 10 * SECOND,
  hold: 60 * SECOND,
  lifetime: 60 * SECOND
}

/** @throws ApplicationError INPUT */
export function checkTeleportationConfiguration(configuration: TeleportationConfiguration): void {
  const { firstWait, longestWait, attempts, patience, hold, lifetime } = configuration
  requireInteger('firstWait', firstWait, 1, Number.MAX_SAFE_INTEGER)
  requireInteger('longestWait', longestWait, firstWait, Number.MAX_SAFE_INTEGER)
  requireInteger('attempts', attempts, 1, 1000)
  requireInteger('patience', patience, 1, Number.MAX_SAFE_INTEGER)
  requireInteger('hold', hold, 1, Number.MAX_SAFE_INTEGER)
  requireInteger('lifetime', lifetime, 1, Number.MAX_SAFE_INTEGER)
}
