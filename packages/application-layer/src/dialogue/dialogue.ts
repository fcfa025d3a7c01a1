import { type ErrorCode, LIMITS } from '@bellwire/wire'
import { ApplicationError, requireInteger } from '../errors.js'

/** What a dialogue tells the program that asks. */
export interface DialogueListener {
  answered(step: number, body: Uint8Array): void
  /** It is over. TIMEOUT: nobody answers; everything else is the peer's word. */
  ended(reason: ErrorCode): void
}

/** Names a dialogue; with the node that opened it, everywhere. */
export interface DialogueName {
  readonly peer: number
  readonly purpose: number
  readonly number: number
}

/** What `Dialogue` and `Conversation` ask of those who keep them. */
export interface DialogueKeeper {
  ask(dialogue: Dialogue): void
  answer(conversation: Conversation): void
  close(dialogue: Dialogue): void
}

/** A dialogue that this node opened: it asks, one step after the other. */
export class Dialogue implements DialogueName {
  readonly #keeper: DialogueKeeper
  /** Of the step under way, or the last one. */
  body: Uint8Array = NO_BYTES
  open = true

  constructor(
    keeper: DialogueKeeper,
    /** This node's name for it. */
    readonly id: number,
    readonly peer: number,
    readonly purpose: number,
    readonly number: number,
    readonly listener: DialogueListener,
    /** The step under way, or else the next one. */
    public step: number
  ) {
    this.#keeper = keeper
  }

  /** Whether a step is under way. */
  waiting = false

  /** Asks the next step. @throws ApplicationError OUT_OF_TURN while one is under way, OVER, INPUT for too long a body */
  ask(body: Uint8Array): void {
    if (!this.open) throw new ApplicationError('OVER', 'the dialogue is over')
    if (this.waiting) throw new ApplicationError('OUT_OF_TURN', `step ${this.step} is not answered yet`)
    requireInteger('body.length', body.length, 0, LONGEST_BODY)
    this.body = body
    this.waiting = true
    this.#keeper.ask(this)
  }

  /** Ends it here: the listener is told nothing more. What the peer was asked, it may still answer to nobody. */
  close(): void {
    this.#keeper.close(this)
  }
}

/** A dialogue that a peer opened: it is asked, and this node answers. */
export class Conversation implements DialogueName {
  readonly #keeper: DialogueKeeper
  /** The answer to the last step that was answered. */
  answer: Uint8Array = NO_BYTES
  error: ErrorCode = 0
  /** What was asked last. */
  body: Uint8Array = NO_BYTES
  atWork = false

  constructor(
    keeper: DialogueKeeper,
    readonly id: number,
    readonly peer: number,
    readonly purpose: number,
    readonly number: number,
    /** The last step that was asked; -1: none yet. */
    public step: number
  ) {
    this.#keeper = keeper
  }

  /** Answers the last step. @throws ApplicationError OUT_OF_TURN where it is answered already, INPUT for too long a body */
  reply(body: Uint8Array): void {
    requireInteger('body.length', body.length, 0, LONGEST_BODY)
    this.#reply(body, 0)
  }

  /** Answers the last step by ending the dialogue. @throws ApplicationError OUT_OF_TURN, INPUT for the code 0 */
  refuse(reason: ErrorCode): void {
    requireInteger('reason', reason, 1, 8)
    this.#reply(NO_BYTES, reason)
  }

  #reply(body: Uint8Array, error: ErrorCode): void {
    if (!this.atWork) throw new ApplicationError('OUT_OF_TURN', `step ${this.step} is answered already`)
    this.answer = body
    this.error = error
    this.atWork = false
    this.#keeper.answer(this)
  }
}

const LONGEST_BODY = LIMITS.dialogueBytes
const NO_BYTES = new Uint8Array(0)
