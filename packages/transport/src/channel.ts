import type { Nanoseconds } from '@bellwire/runtime'
import { NetworkError } from './network-error.js'

/**
 * One direction of a classical channel. What is left out does not happen. Without reordering frames arrive in the
 * order in which they were sent, whatever else is set, and also while the settings are changed.
 */
export interface Channel {
  /** From the last bit leaving to the last bit arriving. */
  readonly delay: Nanoseconds
  /** Bits per second: a frame takes its size in bits over this to leave, and waits for those before it. */
  readonly bandwidth?: number | undefined
  /** Probability that a frame is lost on the way. */
  readonly loss?: number | undefined
  /** Probability that a frame arrives twice; the copy meets jitter and reordering of its own. */
  readonly duplication?: number | undefined
  /** Largest additional delay; each frame has its own, uniform from 0, but none overtakes another because of it. */
  readonly jitter?: Nanoseconds | undefined
  /** Some frames take `extraDelay` more, and those after them do not wait. */
  readonly reordering?: { readonly probability: number; readonly extraDelay: Nanoseconds } | undefined
}

/**
 * Checks every setting.
 *
 * @throws NetworkError CHANNEL_INVALID, naming the setting
 */
export function checkChannel(channel: Channel): void {
  checkDuration('delay', channel.delay)
  if (channel.bandwidth !== undefined && !(channel.bandwidth > 0)) {
    throw new NetworkError('CHANNEL_INVALID', 'bandwidth', channel.bandwidth, 'bits per second above 0')
  }
  if (channel.loss !== undefined) checkProbability('loss', channel.loss)
  if (channel.duplication !== undefined) checkProbability('duplication', channel.duplication)
  if (channel.jitter !== undefined) checkDuration('jitter', channel.jitter)
  if (channel.reordering !== undefined) {
    checkProbability('reordering.probability', channel.reordering.probability)
    checkDuration('reordering.extraDelay', channel.reordering.extraDelay)
  }
}

function checkDuration(field: string, value: number): void {
  if (Number.isSafeInteger(value) && value >= 0) return
  throw new NetworkError('CHANNEL_INVALID', field, value, 'an integer number of nanoseconds, 0 or more')
}

function checkProbability(field: string, value: number): void {
  if (!(value >= 0 && value <= 1)) throw new NetworkError('CHANNEL_INVALID', field, value, 'a probability from 0 to 1')
}

/**
 * Time that a signal takes over a length, to the nearest nanosecond.
 *
 * @param length metres
 * @param velocity metres per second
 */
export function propagationDelay(length: number, velocity: number): Nanoseconds {
  if (!(length >= 0 && length < Infinity)) {
    throw new NetworkError('CHANNEL_INVALID', 'length', length, 'metres, 0 or more')
  }
  if (!(velocity > 0)) throw new NetworkError('CHANNEL_INVALID', 'velocity', velocity, 'metres per second above 0')
  return Math.round((length / velocity) * 1e9)
}
