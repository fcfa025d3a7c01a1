import type { Dialogue, DialogueListener } from '../dialogue/dialogue.js'
import { Assembly, EMPTY_BODY, Pieces } from './pieces.js'
import type { SessionLog } from './session-log.js'

export interface QuestionsOptions {
  readonly log: SessionLog
  /** The dialogue at its first step that an earlier process has no answer to. */
  readonly dialogue: (listener: DialogueListener, step: number) => Dialogue
  /** The answer to the last question, whole; undefined where it is none that could be put together. */
  readonly answered: (message: Uint8Array | undefined) => void
  /** The peer does not answer any more. */
  readonly ended: () => void
}

/** The questions of one end, each in as many steps as it and its answer need, the answers of an earlier process first. */
export class Questions implements DialogueListener {
  readonly #options: QuestionsOptions
  #dialogue: Dialogue | undefined
  #step = 0
  #question = new Pieces(EMPTY_BODY)
  #answer = new Assembly()
  readonly #known: Uint8Array[] = []
  #repeating = false
  /** The last word, and how often it may still be said. */
  #leave: { readonly body: Uint8Array; times: number } | undefined
  /** Whether a question has no whole answer yet. */
  waiting = false

  constructor(options: QuestionsOptions) {
    this.#options = options
  }

  get step(): number {
    return this.#step
  }

  ask(message: Uint8Array): void {
    this.waiting = true
    this.#question = new Pieces(message)
    this.#send(this.#question.next())
  }

  /**
   * Says what nobody here waits for an answer to, after the last answer that an earlier process had. Where the step is one
   * that it had asked another question in, the peer answers that once more: then the word is said in the next step.
   */
  takeLeave(message: Uint8Array): void {
    this.#leave = { body: new Pieces(message).next(), times: 2 }
    this.#dialogue ??= this.#options.dialogue(this, this.#step + this.#options.log.unplayed)
    if (!this.#dialogue.waiting) this.#sayLeave(this.#leave)
  }

  answered(_step: number, body: Uint8Array): void {
    if (this.#leave !== undefined) return this.#sayLeave(this.#leave)
    this.#options.log.received(body)
    this.#take(body)
  }

  ended(): void {
    this.waiting = false
    if (this.#leave !== undefined) return
    this.#options.ended()
  }

  close(): void {
    if (this.#leave === undefined) this.#dialogue?.close()
  }

  #sayLeave(leave: { readonly body: Uint8Array; times: number }): void {
    leave.times -= 1
    if (leave.times >= 0) this.#dialogue?.ask(leave.body)
    else this.#dialogue?.close()
  }

  #send(body: Uint8Array): void {
    const known = this.#options.log.replay()
    if (known !== undefined) return this.#repeat(known)
    this.#dialogue ??= this.#options.dialogue(this, this.#step)
    this.#dialogue.ask(body)
  }

  /** Answers of an earlier process, one after the other: each may lead to the next question. */
  #repeat(body: Uint8Array): void {
    this.#known.push(body)
    if (this.#repeating) return
    this.#repeating = true
    for (let next = this.#known.shift(); next !== undefined; next = this.#known.shift()) this.#take(next)
    this.#repeating = false
  }

  #take(body: Uint8Array): void {
    this.#step += 1
    if (body.length === 0) {
      if (this.#question.over) this.#give(undefined)
      else this.#send(this.#question.next())
      return
    }
    const message = this.#question.over ? this.#answer.take(body) : 'malformed'
    if (message === undefined) this.#send(EMPTY_BODY)
    else this.#give(message === 'malformed' ? undefined : message)
  }

  #give(message: Uint8Array | undefined): void {
    this.waiting = false
    this.#options.answered(message)
  }
}
