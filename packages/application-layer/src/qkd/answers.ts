import { Assembly, EMPTY_BODY, Pieces } from './pieces.js'

export interface AnswersOptions {
  /** Answers the step under way. */
  readonly reply: (body: Uint8Array) => void
  /** A question has come, whole. */
  readonly asked: (message: Uint8Array) => void
  /** What has come is no part of a question, nor asks for the rest of an answer. */
  readonly malformed: () => void
}

/** The answers of one end, to questions of as many steps as each and its answer need: the counterpart of `Questions`. */
export class Answers {
  readonly #options: AnswersOptions
  readonly #question = new Assembly()
  #answer: Pieces | undefined
  #last: Uint8Array = EMPTY_BODY
  #step = -1

  constructor(options: AnswersOptions) {
    this.#options = options
  }

  /** The last step that was answered; -1: none. */
  get step(): number {
    return this.#step
  }

  /** What was answered in it. */
  get last(): Uint8Array {
    return this.#last
  }

  /** A step of the peer's. */
  take(body: Uint8Array): void {
    if (body.length === 0) {
      if (this.#answer === undefined || this.#answer.over) return this.#options.malformed()
      return this.#reply(this.#answer.next())
    }
    const message = this.#question.take(body)
    if (message === 'malformed') this.#options.malformed()
    else if (message === undefined) this.#reply(EMPTY_BODY)
    else this.#options.asked(message)
  }

  /** Answers the question that was asked last. */
  give(message: Uint8Array): void {
    this.#answer = new Pieces(message)
    this.#reply(this.#answer.next())
  }

  /** Answers with a message of one piece, once everything else is done: that must know the step and the body beforehand. */
  conclude(message: Uint8Array, beforehand: (step: number, body: Uint8Array) => void): void {
    const body = new Pieces(message).next()
    beforehand(this.#step + 1, body)
    this.#reply(body)
  }

  #reply(body: Uint8Array): void {
    this.#step += 1
    this.#last = body
    this.#options.reply(body)
  }
}
