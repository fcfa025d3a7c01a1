import type { BitString } from '../bit-string.js'
import { PostProcessingInputError, requireInteger } from '../errors.js'
import { PassBlocks } from './pass-blocks.js'
import type { CascadeQueries } from './queries.js'
import { passOrder } from './shuffle.js'
import { type CascadePlan, type CascadeVariant, cascadePlan } from './variant.js'

export interface CascadeParameters {
  readonly variant: CascadeVariant
  /** The error rate declared before the run, in (0, 0.5]; never the errors that were counted. */
  readonly expectedErrorRate: number
  /** 128 public bits; both ends have the same. */
  readonly seed: BitString
  /** Parities that it will ask for at most; the key's length if not given. */
  readonly budget?: number
}

/**
 * - `running`: there are queries to ask.
 * - `reconciled`: every pass has ended; whether the keys are equal is for a verification to say.
 * - `budget`: the next queries would have leaked more than the budget; nothing was asked.
 * - `inconsistent`: the answers contradict one another, so no key has them all.
 */
export type CascadeOutcome = 'running' | 'reconciled' | 'budget' | 'inconsistent'

/** A message's queries, and the parts of the pass that they ask about: whole blocks, or leaves to be cut. */
interface Asked {
  readonly queries: CascadeQueries
  readonly leaves: readonly number[] | undefined
}

/**
 * The end of Cascade that corrects its key: takes turns in asking for parities ({@link nextQueries}) and taking the answer
 * ({@link answer}) until there is an outcome.
 *
 * A pass begins by asking for the parities of its blocks, of all but the last from the second pass on, as the first has
 * told the parity of the whole key. Then, as long as something odd is left in the passes so far, one message asks for the
 * first half (the longer one) of every odd leaf of one pass, that which has the shortest odd leaf (the earliest of such
 * passes). A single place that is odd is an error; its bit is flipped in every pass. Nothing is asked twice, so that a
 * run ends after length·passes queries at the very most, whatever is answered.
 *
 * What is asked for tells as well as the answers: that a part is searched says that its parity differs at the two ends.
 * {@link leakedBits} are the parities given, which is all that leaks where the security analysis leaves the positions of
 * the errors to the eavesdropper; an analysis that does not must count the queries too (Tupkary and Lütkenhaus, "Using
 * Cascade in quantum key distribution", 2023).
 */
export class CascadeCorrector {
  readonly #key: BitString
  readonly #parameters: CascadeParameters
  readonly #plan: CascadePlan
  readonly #budget: number
  readonly #passes: PassBlocks[] = []
  /** The other end's parity of its whole key, once the first pass has told it. */
  #total = 0
  #asked: Asked | undefined
  #outcome: CascadeOutcome = 'running'
  #leakedBits = 0
  #roundTrips = 0
  #corrections = 0

  constructor(key: BitString, parameters: CascadeParameters) {
    this.#plan = cascadePlan(parameters.variant, key.length, parameters.expectedErrorRate)
    this.#budget = parameters.budget ?? key.length
    requireInteger('budget', this.#budget, 0, Number.MAX_SAFE_INTEGER)
    this.#key = key.clone()
    this.#parameters = parameters
  }

  get outcome(): CascadeOutcome {
    return this.#outcome
  }

  /** Every parity that was asked for, answered or not. */
  get leakedBits(): number {
    return this.#leakedBits
  }

  /** Messages of queries so far. */
  get roundTrips(): number {
    return this.#roundTrips
  }

  /** Bits that were flipped. */
  get corrections(): number {
    return this.#corrections
  }

  /** A copy of the key as corrected so far. */
  correctedKey(): BitString {
    return this.#key.clone()
  }

  /** What to ask next, and the same again until it is answered; undefined once there is an outcome. */
  nextQueries(): CascadeQueries | undefined {
    while (this.#asked === undefined && this.#outcome === 'running') {
      const asked = this.#searchQueries() ?? this.#beginPass()
      if (asked === undefined) continue
      const { length } = asked.queries.starts
      if (this.#leakedBits + length > this.#budget) this.#outcome = 'budget'
      else {
        this.#asked = asked
        this.#leakedBits += length
        this.#roundTrips++
      }
    }
    return this.#asked?.queries
  }

  /**
   * Takes the parities asked for, in the order of the queries.
   *
   * @throws PostProcessingInputError where nothing was asked, or for another number of parities
   */
  answer(parities: BitString): void {
    const asked = this.#asked
    if (asked === undefined) throw new PostProcessingInputError('parities', 'not asked for', 'an answer to queries')
    const { pass, starts } = asked.queries
    if (parities.length !== starts.length) {
      throw new PostProcessingInputError('parities.length', parities.length, `${starts.length}`)
    }
    this.#asked = undefined
    if (asked.leaves === undefined) this.#learnBlocks(pass, parities)
    else asked.leaves.forEach((leaf, k) => this.#cut(pass, leaf, parities.get(k)))
  }

  /** Overwrites its copies of the key; it must not be used afterwards. */
  clear(): void {
    this.#key.clear()
    for (const { key } of this.#passes) key.clear()
  }

  /** The first halves of the odd leaves of the pass that has the shortest. */
  #searchQueries(): Asked | undefined {
    let chosen: { blocks: PassBlocks; pass: number; leaves: readonly number[] } | undefined
    let shortest = Number.POSITIVE_INFINITY
    for (let pass = 1; pass <= this.#passes.length; pass++) {
      const blocks = this.#passes[pass - 1] as PassBlocks
      const leaves = blocks.oddLeaves()
      const size = leaves.reduce((least, leaf) => Math.min(least, blocks.size(leaf)), Number.POSITIVE_INFINITY)
      if (size < shortest) {
        shortest = size
        chosen = { blocks, pass, leaves }
      }
    }
    if (chosen === undefined) return
    const { blocks, pass, leaves } = chosen
    const starts = Int32Array.from(leaves, (leaf) => blocks.start(leaf))
    const ends = Int32Array.from(leaves, (leaf) => blocks.middle(leaf))
    return { queries: { pass, starts, ends }, leaves }
  }

  /** The blocks of the next pass, if there is one and if anything about them is not known. */
  #beginPass(): Asked | undefined {
    const pass = this.#passes.length + 1
    const blockSize = this.#plan.blockSizes[pass - 1]
    if (blockSize === undefined || this.#key.length === 0) {
      this.#outcome = 'reconciled'
      return
    }
    const order = passOrder(this.#parameters.seed, pass, this.#key.length)
    const blocks = new PassBlocks(this.#key, order, blockSize, this.#plan.searchesParts)
    this.#passes.push(blocks)
    const asked = pass === 1 ? blocks.blockCount : blocks.blockCount - 1
    if (asked === 0) return
    const starts = Int32Array.from({ length: asked }, (_, block) => blocks.start(block))
    const ends = Int32Array.from({ length: asked }, (_, block) => blocks.end(block))
    return { queries: { pass, starts, ends }, leaves: undefined }
  }

  #learnBlocks(pass: number, parities: BitString): void {
    const blocks = this.#passes[pass - 1] as PassBlocks
    let sum = 0
    for (let block = 0; block < parities.length; block++) {
      blocks.learn(block, parities.get(block))
      sum ^= parities.get(block)
    }
    if (pass === 1) this.#total = sum
    else blocks.learn(parities.length, this.#total ^ sum)
    for (let block = 0; block < blocks.blockCount; block++) this.#correctSingle(blocks, block)
  }

  #cut(pass: number, leaf: number, parity: number): void {
    const blocks = this.#passes[pass - 1] as PassBlocks
    const half = blocks.cut(leaf, parity)
    this.#correctSingle(blocks, half)
    this.#correctSingle(blocks, half + 1)
  }

  #correctSingle(blocks: PassBlocks, part: number): void {
    if (blocks.size(part) > 1 || !blocks.isOdd(part)) return
    const index = blocks.order[blocks.start(part)] as number
    this.#key.flip(index)
    this.#corrections++
    for (const other of this.#passes) {
      if (!other.flip(index, other === blocks ? part : NO_PART)) this.#outcome = 'inconsistent'
    }
  }
}

const NO_PART = -1
