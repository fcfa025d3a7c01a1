import type { Clock } from '@bellwire/runtime'
import { Host, type Observer, type OutputOf, type RunnerKind } from '@bellwire/statechart'
import { type Answer, type Ask, type DialogueFrame, ErrorCode } from '@bellwire/wire'
import { closeAll } from '../close-all.js'
import { ApplicationError, requireInteger } from '../errors.js'
import { answeringMachine } from './answering-machine.js'
import { askingMachine } from './asking-machine.js'
import { checkDialogueConfiguration, type DialogueConfiguration } from './configuration.js'
import { Conversation, Dialogue, type DialogueKeeper, type DialogueListener, type DialogueName } from './dialogue.js'

/** The machines of dialogues, by the name of their table. */
export const DIALOGUE_MACHINES = { asking: askingMachine, answering: answeringMachine }

export interface DialoguesOptions {
  readonly configuration: DialogueConfiguration
  readonly clock: Clock
  readonly runner: RunnerKind
  /** 32 uniform bits, for the numbers of dialogues. */
  readonly random: () => number
  readonly transmit: (to: number, frame: DialogueFrame) => void
  readonly ignored: (reason: string) => void
  readonly observer?: Observer
}

/** A program that answers to a purpose. */
export interface Answerer {
  /** A step that was not asked before. It is answered with `conversation.reply` or `refuse`, now or later. */
  asked(conversation: Conversation, step: number, body: Uint8Array): void
  /** Nothing was asked for the lifetime of dialogues: this one is not known any more. */
  forgotten?(conversation: Conversation): void
}

/**
 * The dialogues of one node: steps of question and answer with other nodes, each of them once, over a network that
 * loses, repeats, delays and reorders. The two nodes need not be neighbours.
 */
export class Dialogues implements DialogueKeeper {
  readonly #options: DialoguesOptions
  readonly #host
  readonly #asking
  readonly #answering
  readonly #answerers = new Map<number, Answerer>()
  /** By this node's names for them. */
  readonly #dialogues = new Map<number, Dialogue>()
  readonly #conversations = new Map<number, Conversation>()
  /** By peer, then number: at this node a number is open once towards a peer, whatever the purpose. */
  readonly #opened = new Map<number, Map<number, Dialogue>>()
  readonly #accepted = new Map<number, Map<number, Conversation>>()
  #lastId = 0
  #abandoned = false

  constructor(options: DialoguesOptions) {
    checkDialogueConfiguration(options.configuration)
    this.#options = options
    this.#host = new Host({
      machines: DIALOGUE_MACHINES,
      clock: options.clock,
      runner: options.runner,
      owner: this,
      ...(options.observer === undefined ? {} : { observer: options.observer })
    })
    this.#asking = this.#host.table('asking')
    this.#answering = this.#host.table('answering')
  }

  /** Has a program answer to a purpose. @throws ApplicationError TAKEN, INPUT */
  accept(purpose: number, answerer: Answerer): void {
    requireInteger('purpose', purpose, 0, 65_535)
    if (this.#answerers.has(purpose)) throw new ApplicationError('TAKEN', `purpose ${purpose} is answered already`)
    this.#answerers.set(purpose, answerer)
  }

  /** Nobody answers to a purpose any more: open dialogues end with their next step. */
  refuse(purpose: number): void {
    this.#answerers.delete(purpose)
  }

  /** Opens a dialogue; nothing is sent before its first step. @throws ApplicationError INPUT */
  open(peer: number, purpose: number, listener: DialogueListener): Dialogue {
    requireInteger('purpose', purpose, 0, 65_535)
    return this.#begin({ peer, purpose, number: this.drawNumber(peer) }, listener, 0)
  }

  /** The number of a dialogue that is to be begun later, by `resume`: for programs that write it down first. */
  drawNumber(peer: number): number {
    let number = this.#options.random()
    while (this.#opened.get(peer)?.has(number) === true) number = this.#options.random()
    return number
  }

  /**
   * Goes on with a dialogue that an earlier process of this node opened.
   *
   * @param step the first step that it does not know the answer to: asked again, it must have the same body as before
   * @throws ApplicationError TAKEN where it is open
   */
  resume(name: DialogueName, listener: DialogueListener, step: number): Dialogue {
    requireInteger('step', step, 0, 0xffff_ffff)
    if (this.#opened.get(name.peer)?.has(name.number) === true)
      throw new ApplicationError('TAKEN', `dialogue ${name.number} with ${name.peer} is open already`)
    return this.#begin(name, listener, step)
  }

  /**
   * Goes on answering in a dialogue that an earlier process of this node answered.
   *
   * @param step the last one that was answered; -1: none
   * @param answer what was answered
   * @throws ApplicationError TAKEN where it is known
   */
  restore(name: DialogueName, step: number, answer: Uint8Array): Conversation {
    requireInteger('step', step, -1, 0xffff_ffff)
    if (this.#accepted.get(name.peer)?.has(name.number) === true)
      throw new ApplicationError('TAKEN', `dialogue ${name.number} of ${name.peer} is known already`)
    const conversation = this.#converse(name, step)
    conversation.answer = answer
    return conversation
  }

  /** A frame of a dialogue. */
  frame(from: number, frame: DialogueFrame): void {
    if (this.#abandoned) return
    if (frame.type === 'ASK') this.#asked(from, frame)
    else this.#answered(from, frame)
  }

  /** The process dies: nothing is told to anyone, and no timer fires any more. */
  abandon(): void {
    this.#abandoned = true
    closeAll(this.#host)
    for (const dialogue of this.#dialogues.values()) dialogue.open = false
    for (const one of [this.#dialogues, this.#conversations, this.#opened, this.#accepted]) one.clear()
  }

  // ---- DialogueKeeper ----

  ask(dialogue: Dialogue): void {
    this.#asking.tell(dialogue.id, { type: 'ASK' })
  }

  answer(conversation: Conversation): void {
    if (this.#answering.has(conversation.id)) this.#answering.tell(conversation.id, { type: 'ANSWER' })
  }

  close(dialogue: Dialogue): void {
    if (!dialogue.open) return
    dialogue.open = false
    this.#asking.close(dialogue.id)
    this.#dialogues.delete(dialogue.id)
    removeFrom(this.#opened, dialogue)
  }

  // ---- HostOwner ----

  output(event: OutputOf<typeof DIALOGUE_MACHINES>, table: string, key: number | string): void {
    if (event.type === 'ignored') return this.#options.ignored(`${table}-${event.reason}`)
    if (table === 'asking') {
      const dialogue = this.#dialogues.get(key as number)
      if (dialogue !== undefined) this.#dialogueOutput(dialogue, event.type)
    } else {
      const conversation = this.#conversations.get(key as number)
      if (conversation !== undefined) this.#conversationOutput(conversation, event.type)
    }
  }

  // ---- parts ----

  #dialogueOutput(dialogue: Dialogue, type: string): void {
    const { peer, purpose, number, step, body } = dialogue
    if (type === 'ask') this.#options.transmit(peer, { type: 'ASK', dialogue: number, purpose, step, body })
    else if (type === 'lost') this.#end(dialogue, ErrorCode.TIMEOUT)
    // The answer itself was taken in `#answered`.
  }

  #conversationOutput(conversation: Conversation, type: string): void {
    const { peer, purpose, number, step, body, answer, error } = conversation
    if (type === 'answer')
      this.#options.transmit(peer, { type: 'ANSWER', dialogue: number, purpose, step, body: answer, error })
    else if (type === 'forget') this.#forget(conversation)
    else {
      conversation.atWork = true
      const answerer = this.#answerers.get(purpose)
      if (answerer === undefined) conversation.refuse(ErrorCode.REJECTED)
      else answerer.asked(conversation, step, body)
    }
  }

  #begin({ peer, purpose, number }: DialogueName, listener: DialogueListener, step: number): Dialogue {
    this.#lastId += 1
    const dialogue = new Dialogue(this, this.#lastId, peer, purpose, number, listener, step)
    this.#dialogues.set(dialogue.id, dialogue)
    addTo(this.#opened, dialogue)
    const { firstWait, longestWait, attempts } = this.#options.configuration
    this.#asking.open(dialogue.id, { firstWait, longestWait, attempts })
    return dialogue
  }

  #answered(from: number, frame: Answer): void {
    const dialogue = this.#opened.get(from)?.get(frame.dialogue)
    if (dialogue === undefined || dialogue.purpose !== frame.purpose) return this.#options.ignored('no-dialogue')
    if (!dialogue.waiting || frame.step !== dialogue.step) return this.#options.ignored('another-step')
    if (frame.error !== 0) return this.#end(dialogue, frame.error as ErrorCode)
    dialogue.waiting = false
    dialogue.step += 1
    this.#asking.tell(dialogue.id, { type: 'ANSWERED' })
    dialogue.listener.answered(frame.step, frame.body)
  }

  #end(dialogue: Dialogue, reason: ErrorCode): void {
    this.close(dialogue)
    dialogue.listener.ended(reason)
  }

  #asked(from: number, { dialogue: number, purpose, step, body }: Ask): void {
    const known = this.#accepted.get(from)?.get(number)
    if (known === undefined && step !== 0) return this.#refuse(from, number, purpose, step, ErrorCode.EXPIRE)
    const conversation = known ?? this.#newConversation(from, purpose, number)
    if (conversation === undefined) return
    if (conversation.purpose !== purpose) return this.#options.ignored('another-purpose')
    if (step === conversation.step) this.#answering.tell(conversation.id, { type: 'ASKED_AGAIN' })
    else if (step === conversation.step + 1 && !conversation.atWork && conversation.error === 0) {
      conversation.step = step
      conversation.body = body
      this.#answering.tell(conversation.id, { type: 'ASKED' })
    } else this.#options.ignored('another-step')
  }

  #newConversation(peer: number, purpose: number, number: number): Conversation | undefined {
    if (!this.#answerers.has(purpose)) return this.#refuse(peer, number, purpose, 0, ErrorCode.REJECTED)
    if ((this.#accepted.get(peer)?.size ?? 0) >= this.#options.configuration.perPeer)
      return this.#refuse(peer, number, purpose, 0, ErrorCode.NORES)
    return this.#converse({ peer, purpose, number }, -1)
  }

  #refuse(to: number, dialogue: number, purpose: number, step: number, error: ErrorCode): undefined {
    this.#options.transmit(to, { type: 'ANSWER', dialogue, purpose, step, body: new Uint8Array(0), error })
  }

  #converse({ peer, purpose, number }: DialogueName, step: number): Conversation {
    this.#lastId += 1
    const conversation = new Conversation(this, this.#lastId, peer, purpose, number, step)
    this.#conversations.set(conversation.id, conversation)
    addTo(this.#accepted, conversation)
    this.#answering.open(conversation.id, { lifetime: this.#options.configuration.lifetime })
    return conversation
  }

  #forget(conversation: Conversation): void {
    this.#answering.close(conversation.id)
    this.#conversations.delete(conversation.id)
    removeFrom(this.#accepted, conversation)
    this.#answerers.get(conversation.purpose)?.forgotten?.(conversation)
  }
}

function addTo<T extends DialogueName>(byPeer: Map<number, Map<number, T>>, one: T): void {
  let numbers = byPeer.get(one.peer)
  if (numbers === undefined) byPeer.set(one.peer, (numbers = new Map()))
  numbers.set(one.number, one)
}

function removeFrom<T extends DialogueName>(byPeer: Map<number, Map<number, T>>, one: T): void {
  const numbers = byPeer.get(one.peer)
  numbers?.delete(one.number)
  if (numbers?.size === 0) byPeer.delete(one.peer)
}
