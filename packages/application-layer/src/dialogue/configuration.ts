import type { Nanoseconds } from '@bellwire/runtime'
import { requireInteger } from '../errors.js'

/** Timers and limits of dialogues. */
export interface DialogueConfiguration {
  /** From the first sending of a step to its second; doubled from one to the next, up to `longestWait`. */
  readonly firstWait: Nanoseconds
  readonly longestWait: Nanoseconds
  /** How often a step is sent before the peer is taken to be gone. */
  readonly attempts: number
  /** How long an answer is kept for an ASK that comes again. */
  readonly lifetime: Nanoseconds
  /** Dialogues that one peer may have open here at a time. */
  readonly perPeer: number
}

const SECOND: Nanoseconds = 1_000_000_000

/** With these a peer is taken to be gone after some 80 seconds. */
export const DEFAULT_DIALOGUE_CONFIGURATION: DialogueConfiguration = {
  firstWait: SECOND / 10,
  longestWait: 10 * SECOND,
  attempts: 14,
  lifetime: 600 * SECOND,
  perPeer: 64
}

/** @throws ApplicationError INPUT */
export function checkDialogueConfiguration(configuration: DialogueConfiguration): void {
  const { firstWait, longestWait, attempts, lifetime, perPeer } = configuration
  requireInteger('firstWait', firstWait, 1, Number.MAX_SAFE_INTEGER)
  requireInteger('longestWait', longestWait, firstWait, Number.MAX_SAFE_INTEGER)
  requireInteger('attempts', attempts, 1, 1000)
  requireInteger('lifetime', lifetime, 1, Number.MAX_SAFE_INTEGER)
  requireInteger('perPeer', perPeer, 1, 2 ** 16)
}
