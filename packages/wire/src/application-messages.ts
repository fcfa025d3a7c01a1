/**
 * The frames of applications, from end to end. Forms and units: `messages.ts`.
 */

/** Fields of every frame of a dialogue. */
export interface DialogueHeader {
  /** Drawn by the node that asks. */
  readonly dialogue: number
  readonly purpose: number
  readonly step: number
  /** At most 61,440 bytes. */
  readonly body: Uint8Array
}

/** Asks, or asks again. */
export interface Ask extends DialogueHeader {
  readonly type: 'ASK'
}

export interface Answer extends DialogueHeader {
  readonly type: 'ANSWER'
  /** Not 0: the dialogue is over. */
  readonly error: number
}

/** Every frame of the application layer. */
export type ApplicationFrame = Ask | Answer
