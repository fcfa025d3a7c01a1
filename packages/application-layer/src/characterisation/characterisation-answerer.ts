import { ErrorCode } from '@bellwire/wire'
import type { Conversation } from '../dialogue/dialogue.js'
import type { Answerer } from '../dialogue/dialogues.js'
import { PAIR_NAME_BYTES, readPairName } from '../entanglement/pair-name-bytes.js'
import type { EntanglementSource } from '../entanglement/source.js'
import { MeasuredPairs } from './measured-pairs.js'

/** What is said of a pair that there is no outcome of. */
const NO_OUTCOME = 2

/** The end of a characterisation that answers: measures as it is told, until the other end says, or shows, that it is over. */
export class CharacterisationAnswerer implements Answerer {
  readonly #source: EntanglementSource
  #number = -1
  #measured: MeasuredPairs | undefined

  constructor(source: EntanglementSource) {
    this.#source = source
  }

  /** Measures no more, until another characterisation begins. */
  stop(): void {
    this.#measured?.close()
    this.#measured = undefined
  }

  asked(conversation: Conversation, step: number, body: Uint8Array): void {
    if (conversation.peer !== this.#source.peer) return conversation.refuse(ErrorCode.REJECTED)
    if (step === 0) return this.#begin(conversation, body)
    // Another characterisation has begun since.
    if (conversation.number !== this.#number || this.#measured === undefined)
      return conversation.refuse(ErrorCode.EXPIRE)
    if (body.length % PAIR_NAME_BYTES !== 0) return conversation.refuse(ErrorCode.OTHER)
    const found = new Uint8Array(body.length / PAIR_NAME_BYTES)
    for (let index = 0; index < found.length; index++)
      found[index] = this.#measured.find(readPairName(body, PAIR_NAME_BYTES * index))?.outcome ?? NO_OUTCOME
    if (found.length === 0) this.stop()
    conversation.reply(found)
  }

  forgotten({ peer, number }: Conversation): void {
    if (peer === this.#source.peer && number === this.#number) this.stop()
  }

  #begin(conversation: Conversation, body: Uint8Array): void {
    if (body.length !== 4) return conversation.refuse(ErrorCode.OTHER)
    this.#measured?.close()
    this.#number = conversation.number
    this.#measured = new MeasuredPairs(this.#source, new DataView(body.buffer, body.byteOffset).getUint32(0), false)
    conversation.reply(new Uint8Array(0))
  }
}
