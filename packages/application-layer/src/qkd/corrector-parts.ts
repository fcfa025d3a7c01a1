import type { Dialogue, DialogueListener } from '../dialogue/dialogue.js'
import type { CorrectorEvent } from './corrector-machine.js'
import type { SessionParts } from './session.js'

/** What the end that opened a session needs besides what both do. */
export interface CorrectorParts extends SessionParts {
  readonly dialogue: (listener: DialogueListener, step: number) => Dialogue
  readonly tell: (event: CorrectorEvent) => void
  readonly poolGap: number
  /** Stretches of sequence numbers in the list of rounds, at most. */
  readonly mostRuns: number
  /** Beats without a new round, at most. */
  readonly patience: number
}
