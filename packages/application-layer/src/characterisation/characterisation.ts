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
import type { Nanoseconds } from '@bellwire/runtime'
import { ErrorCode } from '@bellwire/wire'
import type { Dialogue } from '../dialogue/dialogue.js'
import type { DialoguePort } from '../dialogue/port.js'
import { giveUp } from '../entanglement/give-up.js'
import { PAIR_NAME_BYTES, writePairName } from '../entanglement/pair-name-bytes.js'
import type { EntanglementSource } from '../entanglement/source.js'
import { requireAsking, requireInteger } from '../errors.js'
import { type MeasuredPair, MeasuredPairs } from './measured-pairs.js'
import type { Undertaking, Undertakings } from './undertakings.js'

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
  /** Until there is a result. Default 0: none. */
  readonly timeLimit?: Nanoseconds
}

/** One of the two is told, once. */
export interface CharacterisationListener {
  done(characterised: Characterised): void
  /**
   * NORES: there are no nine settings with a pair each. TIMEOUT: it has taken too long, or the peer is gone. OTHER: this node
   * has crashed. Everything else is the word of the source or of the peer.
   */
  failed(reason: ErrorCode): void
}

/** Outcomes in one step: names of 24 bytes. */
const IN_ONE_STEP = 2000

const NO_NAMES = new Uint8Array(0)

/** The end of a characterisation that asks: opens, collects, and compares. */
export class Characterisation {
  readonly #source: EntanglementSource
  readonly #listener: CharacterisationListener
  readonly #measured: MeasuredPairs
  readonly #dialogue: Dialogue
  readonly #undertaking: Undertaking
  readonly #wish: CharacterisationWish
  readonly #counts = createTomographyCounts()
  #request: number | undefined
  #collected = false
  /** Those of which the peer is asked, and from where on. */
  #pairs: readonly MeasuredPair[] = []
  #asked = 0
  #count = 0

  /** @throws ApplicationError INPUT */
  constructor(
    source: EntanglementSource,
    dialogues: DialoguePort,
    undertakings: Undertakings,
    wish: CharacterisationWish,
    listener: CharacterisationListener
  ) {
    const { pairs, seed, timeLimit = 0 } = wish
    requireInteger('pairs', pairs, 9, 1_000_000)
    requireInteger('seed', seed, 0, 0xffff_ffff)
    requireInteger('timeLimit', timeLimit, 0, Number.MAX_SAFE_INTEGER)
    requireAsking('source', source)
    this.#source = source
    this.#wish = wish
    this.#listener = listener
    this.#dialogue = dialogues.open(source.peer, source.purpose, {
      answered: (step, body) => this.#answered(step, body),
      ended: (reason) => this.#undertaking.fail(reason)
    })
    this.#measured = new MeasuredPairs(source, seed, true, {
      changed: () => this.#compareWhenDone(),
      ended: (request, code, delivered) => {
        if (request === this.#request) this.#requestOver(code, delivered)
      }
    })
    this.#undertaking = undertakings.begin({
      timeLimit,
      leave: (dead) => this.#leave(dead),
      failed: (reason) => listener.failed(reason)
    })
    const body = new Uint8Array(4)
    new DataView(body.buffer).setUint32(0, seed)
    this.#dialogue.ask(body)
  }

  stop(): void {
    this.#undertaking.stop()
  }

  #answered(step: number, body: Uint8Array): void {
    // The answer to the last step, which says that it is over.
    if (!this.#undertaking.open) this.#dialogue.close()
    else if (step === 0) this.#request = this.#source.request(this.#wish.pairs)
    else this.#compare(body)
  }

  #requestOver(code: ErrorCode, delivered: number): void {
    this.#request = undefined
    this.#collected = true
    if (delivered === 0 && code !== ErrorCode.UNSPECIFIED) this.#undertaking.fail(code)
    else this.#compareWhenDone()
  }

  #compareWhenDone(): void {
    if (!this.#undertaking.open || !this.#collected || this.#measured.measuring > 0 || this.#pairs.length > 0) return
    this.#pairs = [...this.#measured.all()]
    this.#ask()
  }

  #ask(): void {
    const pairs = this.#pairs.slice(this.#asked, this.#asked + IN_ONE_STEP)
    if (pairs.length === 0) return this.#conclude()
    const body = new Uint8Array(PAIR_NAME_BYTES * pairs.length)
    for (const [index, { name }] of pairs.entries()) writePairName(name, body, PAIR_NAME_BYTES * index)
    this.#dialogue.ask(body)
  }

  #compare(body: Uint8Array): void {
    for (const found of body) {
      const { setting, outcome } = this.#pairs[this.#asked] as MeasuredPair
      this.#asked += 1
      if (found > 1 || outcome === undefined) continue
      addTomographyCount(this.#counts, Math.floor(setting / 3), setting % 3, outcome, found)
      this.#count += 1
      if (this.#asked === this.#pairs.length) break
    }
    // A peer that says nothing would be asked for ever.
    if (body.length === 0) this.#undertaking.fail(ErrorCode.OTHER)
    else this.#ask()
  }

  #conclude(): void {
    const counts = this.#counts
    for (let setting = 0; setting < 9; setting++) {
      if (counts.slice(4 * setting, 4 * setting + 4).every((count) => count === 0))
        return this.#undertaking.fail(ErrorCode.NORES)
    }
    const characterised = {
      pairs: this.#count,
      counts,
      tomography: tomography(counts, 0),
      concurrence: estimateFromCounts(counts, pairConcurrence),
      chsh: estimateFromCounts(counts, (state) => pairChsh(state)),
      maximumChsh: estimateFromCounts(counts, pairMaximumChsh)
    }
    this.#undertaking.end(() => this.#listener.done(characterised))
  }

  #leave(dead: boolean): void {
    this.#measured.close()
    if (dead) return
    if (this.#request !== undefined) giveUp(this.#source, [this.#request])
    // The other end measures no more; where a step is under way it finds that out by itself.
    if (this.#dialogue.open && !this.#dialogue.waiting) this.#dialogue.ask(NO_NAMES)
    else this.#dialogue.close()
  }
}
