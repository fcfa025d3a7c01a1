import type { Nanoseconds } from '@bellwire/runtime'
import { requireInteger } from '../errors.js'

/** How a node keeps in touch with its neighbours. */
export interface AdjacencyConfiguration {
  /** A neighbour that was not heard for this long is asked for a sign of life; one that is sought is called as often. */
  readonly helloInterval: Nanoseconds
  /** A neighbour that was not heard for about this long is lost; a few hello intervals. */
  readonly deadInterval: Nanoseconds
  /**
   * A received frame is acknowledged within this time, or half a round trip where that is longer; any frame to the
   * neighbour does it. A sender waits so much longer before it sends again: the same constant in a whole network.
   */
  readonly acknowledgeDelay: Nanoseconds
  /** A frame is sent this often, three round trips and the delay of an acknowledgement apart, before the neighbour counts as lost. */
  readonly attempts: number
  /** Frames to one neighbour that may wait for room in the window; one more, and the neighbour counts as lost. */
  readonly queueLimit: number
  /** Serial of the first frame of a session: the same constant in a whole network. */
  readonly firstSerial: number
}

/** Frames to one neighbour that may be under way without being acknowledged. */
export const WINDOW = 64

/** Received frames after which an acknowledgement is sent at once. */
export const ACKNOWLEDGE_AFTER = 32

/** The shortest round trip that timers are made from, so that a link of zero length does not spin. */
export const SHORTEST_ROUND_TRIP: Nanoseconds = 1000

export function defaultAdjacencyConfiguration(): AdjacencyConfiguration {
  return {
    helloInterval: 1_000_000_000,
    deadInterval: 5_000_000_000,
    acknowledgeDelay: 20_000_000,
    attempts: 16,
    queueLimit: 4096,
    firstSerial: 0
  }
}

/** @throws NetworkInputError naming the first field that is wrong */
export function checkAdjacencyConfiguration(configuration: AdjacencyConfiguration): void {
  const { helloInterval, deadInterval, acknowledgeDelay, attempts, queueLimit, firstSerial } = configuration
  requireInteger('helloInterval', helloInterval, 1, Number.MAX_SAFE_INTEGER)
  requireInteger('deadInterval', deadInterval, helloInterval, Number.MAX_SAFE_INTEGER)
  requireInteger('acknowledgeDelay', acknowledgeDelay, 0, deadInterval)
  requireInteger('attempts', attempts, 1, Number.MAX_SAFE_INTEGER)
  requireInteger('queueLimit', queueLimit, 0, 2 ** 24)
  requireInteger('firstSerial', firstSerial, 0, 0xffff_ffff)
}
