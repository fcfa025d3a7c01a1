import {
  addTomographyCount,
  createTomographyCounts,
  type Estimate,
  estimateFromCounts,
  pairChsh,
  pairConcurrence,
  pairMaximumChsh,
  type Tomography,
  type TomographyCounts,
  tomography
} from '@bellwire/quantum'
import { ErrorCode } from '@bellwire/wire'
import type { Conversation, Dialogue } from '../dialogue/dialogue.js'
import type { Answerer } from '../dialogue/dialogues.js'
import type { DialoguePort } from '../dialogue/port.js'
import { PAIR_NAME_BYTES, readPairName, writePairName } from '../entanglement/pair-name-bytes.js'
import type { EntanglementSource } from '../entanglement/source.js'
import { requireInteger } from '../errors.js'
import { type MeasuredPair, MeasuredPairs } from './measured-pairs.js'

/** What a link or a circuit delivers, as measured. Errors are one sigma. */
export interface Characterised {
  /** Pairs that both ends have measured. */
  readonly pairs: number
  readonly counts: TomographyCounts
  /** The state, side a at the end that asked, and its fidelity to Φ+. */
  readonly tomography: Tomography
  readonly concurrence: Estimate
  /** With Z, X and (Z ± X)/√2; and with the best settings for the state. */
  readonly chsh: Estimate
  readonly maximumChsh: Estimate
}

export interface CharacterisationWish {
  readonly pairs: number
  /** 32 random bits: which pair is measured how. */
  readonly seed: number
}

export interface CharacterisationListener {
  done(characterised: Characterised): void
  /** There are no nine settings with a pair each; or the peer, or its program, is gone. */
  failed(reason: ErrorCode): void
}

/** Outcomes in one step: names of 24 bytes. */
const IN_ONE_STEP = 2000

/** What the peer says of a pair that it has no outcome of. */
const NONE = 2

/** The end of a characterisation that asks: opens, collects, and compares. */
class Characterisation {
  readonly #source: EntanglementSource
  readonly #listener: CharacterisationListener
  readonly #measured: MeasuredPairs
  #dialogue: Dialogue | undefined
  readonly #wish: CharacterisationWish
  readonly #counts = createTomographyCounts()
  #request: number | undefined
  #collected = false
  /** Those of which the peer is asked, and from where on. */
  #pairs: readonly MeasuredPair[] = []
  #asked = 0
  #count = 0

  constructor(source: EntanglementSource, wish: CharacterisationWish, listener: CharacterisationListener) {
    this.#source = source
    this.#wish = wish
    this.#listener = listener
    this.#measured = new MeasuredPairs(source, wish.seed, true, {
      changed: () => this.#compareWhenDone(),
      ended: (request) => {
        if (request !== this.#request) return
        this.#collected = true
        this.#compareWhenDone()
      }
    })
  }

  begin(dialogues: DialoguePort): void {
    const { peer, purpose } = this.#source
    this.#dialogue = dialogues.open(peer, purpose, {
      answered: (step, body) => {
        if (step === 0) this.#request = this.#source.request(this.#wish.pairs)
        else this.#answered(body)
      },
      ended: (reason) => this.#end(() => this.#listener.failed(reason))
    })
    const body = new Uint8Array(4)
    new DataView(body.buffer).setUint32(0, this.#wish.seed)
    this.#dialogue.ask(body)
  }

  #compareWhenDone(): void {
    if (!this.#collected || this.#measured.measuring > 0 || this.#pairs.length > 0) return
    this.#pairs = [...this.#measured.all()]
    this.#ask()
  }

  #ask(): void {
    const pairs = this.#pairs.slice(this.#asked, this.#asked + IN_ONE_STEP)
    if (pairs.length === 0) return this.#end(() => this.#conclude())
    const body = new Uint8Array(PAIR_NAME_BYTES * pairs.length)
    for (const [index, { name }] of pairs.entries()) writePairName(name, body, PAIR_NAME_BYTES * index)
    this.#dialogue?.ask(body)
  }

  #answered(body: Uint8Array): void {
    for (const found of body) {
      const { setting, outcome } = this.#pairs[this.#asked] as MeasuredPair
      this.#asked += 1
      if (found > 1 || outcome === undefined) continue
      addTomographyCount(this.#counts, Math.floor(setting / 3), setting % 3, outcome, found)
      this.#count += 1
      if (this.#asked === this.#pairs.length) break
    }
    // A peer that says nothing would be asked for ever.
    if (body.length === 0) this.#end(() => this.#listener.failed(ErrorCode.OTHER))
    else this.#ask()
  }

  #conclude(): void {
    const counts = this.#counts
    for (let setting = 0; setting < 9; setting++) {
      if (counts.slice(4 * setting, 4 * setting + 4).every((count) => count === 0))
        return this.#listener.failed(ErrorCode.NORES)
    }
    this.#listener.done({
      pairs: this.#count,
      counts,
      tomography: tomography(counts, 0),
      concurrence: estimateFromCounts(counts, pairConcurrence),
      chsh: estimateFromCounts(counts, (state) => pairChsh(state)),
      maximumChsh: estimateFromCounts(counts, pairMaximumChsh)
    })
  }

  #end(tell: () => void): void {
    this.#measured.close()
    this.#dialogue?.close()
    tell()
  }
}

/**
 * Measures what a source delivers: kept pairs, each measured at both ends in one of nine pairs of bases, until `pairs` have been
 * asked for; then the peer's outcomes are asked for, and the state is reconstructed. The peer's program must have been told
 * to `answerCharacterisation`.
 *
 * @throws ApplicationError INPUT
 */
export function characterise(
  source: EntanglementSource,
  dialogues: DialoguePort,
  wish: CharacterisationWish,
  listener: CharacterisationListener
): void {
  requireInteger('pairs', wish.pairs, 9, 1_000_000)
  requireInteger('seed', wish.seed, 0, 0xffff_ffff)
  new Characterisation(source, wish, listener).begin(dialogues)
}

/** Measures the pairs of a source as its peer wants, and says what was found. Returns what ends that. */
export function answerCharacterisation(source: EntanglementSource, dialogues: DialoguePort): () => void {
  const answerer = new CharacterisationAnswerer(source)
  const refuse = dialogues.answer(source.purpose, answerer)
  return () => {
    answerer.close()
    refuse()
  }
}

class CharacterisationAnswerer implements Answerer {
  readonly #source: EntanglementSource
  #number = -1
  #measured: MeasuredPairs | undefined

  constructor(source: EntanglementSource) {
    this.#source = source
  }

  close(): void {
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
      found[index] = this.#measured.find(readPairName(body, PAIR_NAME_BYTES * index))?.outcome ?? NONE
    conversation.reply(found)
  }

  #begin(conversation: Conversation, body: Uint8Array): void {
    if (body.length !== 4) return conversation.refuse(ErrorCode.OTHER)
    this.#measured?.close()
    this.#number = conversation.number
    this.#measured = new MeasuredPairs(this.#source, new DataView(body.buffer, body.byteOffset).getUint32(0), false)
    conversation.reply(new Uint8Array(0))
  }
}
