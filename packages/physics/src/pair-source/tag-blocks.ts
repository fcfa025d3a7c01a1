import type { Nanoseconds, Picoseconds, RandomSource, RandomStream } from '@bellwire/runtime'
import { LARGEST_JITTER } from './tag-generator.js'
import { detectorOf, endEfficiency } from './detector-rates.js'
import { DetectorsReady } from './detectors-ready.js'
import type { MeasuringEnd, PairSourceParameters } from './parameters.js'
import { BasisSettings } from './basis-settings.js'
import { type StampLine, stampShift, TRUE_STAMPS } from './stamp-line.js'
import { TagBuffer, tagLabel } from './time-tags.js'

/** Mean number of events in a block. */
const EVENTS_PER_BLOCK = 256

/** A block lasts this long at most, nanoseconds: where next to nothing happens. */
const LONGEST_BLOCK: Nanoseconds = 1e9

/** No more blocks are played before the one that is wanted than this, to find the state of its detectors. */
const MOST_LEAD_IN = 64

/** From the origin no further than this, so that tags keep the picosecond: half an hour. */
const FARTHEST: Nanoseconds = 2 ** 41

/** What can happen at the source or at a detector. */
const Kind = { Both: 0, Alice: 1, Bob: 2, DarkAlice: 3, DarkBob: 4 } as const

/**
 * The clicks of both ends at any time, made when they are looked at: what nobody looks at costs nothing, and the same
 * time always holds the same clicks, however it is cut into pieces. The laws are those of TagGenerator.
 *
 * Time is divided into blocks with a random stream of their own: events are a Poisson process, so that blocks are
 * independent. What goes on from block to block is dead time. Where the block before has not been played, blocks before
 * are, from any state of their detectors at their beginning, until that state makes no difference any more ("coupling
 * from the past", Propp and Wilson, "Exact sampling with coupled Markov chains").
 */
export class TagBlocks {
  /** Instant that tags count from, nanoseconds on the clock that has stamped them. Changes with `cover`. */
  origin: Nanoseconds = 0
  /** Length of a block. */
  readonly block: Nanoseconds
  readonly ends: readonly [BlockEnd, BlockEnd]
  readonly #source: PairSourceParameters
  readonly #random: RandomSource
  readonly #rates: Float64Array
  readonly #total: number
  /** The blocks whose tags are there: first, and the one after the last. */
  #first = 0
  #next = 0

  /** @param lines the clocks that stamp; after a change of one what has been made must be forgotten */
  constructor(
    source: PairSourceParameters,
    random: RandomSource,
    lines: readonly [StampLine, StampLine] = [TRUE_STAMPS, TRUE_STAMPS]
  ) {
    this.#source = source
    this.#random = random
    this.ends = [
      new BlockEnd(source.alice, random.fork('alice'), lines[0]),
      new BlockEnd(source.bob, random.fork('bob'), lines[1])
    ]
    const [atAlice, atBob] = [endEfficiency(source.alice), endEfficiency(source.bob)]
    let total = 0
    this.#rates = Float64Array.from(
      [
        source.pairsPerSecond * atAlice * atBob,
        source.pairsPerSecond * atAlice * (1 - atBob),
        source.pairsPerSecond * (1 - atAlice) * atBob,
        this.ends[0].detectors * source.alice.detector.darkCountsPerSecond,
        this.ends[1].detectors * source.bob.detector.darkCountsPerSecond
      ],
      (rate) => (total += rate)
    )
    this.#total = total
    this.block = Math.max(1, Math.round(Math.min(LONGEST_BLOCK, (1e9 * EVENTS_PER_BLOCK) / Math.max(total, 1))))
  }

  /** Forgets what has been made; the same is made again when it is looked at. */
  forget(): void {
    this.#next = this.#first
  }

  /**
   * Makes ready, in `ends`, all tags of which the pair's photons leave the source, or dark counts come as late after it
   * as its photons do, between two true instants. More may be there; those before `from` may go.
   *
   * @param from nanoseconds; what is before 0 counts as 0: there was no light
   */
  cover(from: number, until: number): void {
    const { block } = this
    const first = Math.max(0, Math.floor(from / block))
    const next = Math.max(first, Math.ceil(until / block))
    const goesOn = first >= this.#first && first <= this.#next && this.#next > this.#first
    if (!goesOn || next * block - this.origin > FARTHEST) this.#begin(first)
    while (this.#next < next) this.#play(this.#next++)
    if (first - this.#first > 2 + 2 * (next - first)) this.#drop(first)
  }

  #begin(first: number): void {
    this.#first = first
    this.#next = first
    this.origin = first * this.block
    for (const end of this.ends) end.empty(this.origin)
    for (let before = 1; ; before *= 2) {
      const start = Math.max(0, first - before)
      for (const { ready } of this.ends) ready.begin(1000 * (start * this.block - this.origin), start === 0)
      for (let block = start; block < first; block++) this.#play(block, true)
      if (start === 0 || before >= MOST_LEAD_IN || this.ends.every(({ ready }) => ready.certain)) return
    }
  }

  /** Lets go of what comes from the blocks before one. */
  #drop(first: number): void {
    const before = 1000 * ((first - 1) * this.block - this.origin)
    this.#first = first
    for (const end of this.ends) end.dropBefore(before)
  }

  /** @param lead only the detectors' states are wanted */
  #play(block: number, lead = false): void {
    if (this.#total === 0) return
    const random = this.#random.stream(`block/${block}`)
    const start = 1000 * (block * this.block - this.origin)
    const mean = 1e12 / this.#total
    const length = 1000 * this.block
    for (let at = mean * random.exponential(); at < length; at += mean * random.exponential()) {
      this.#event(start + at, random, lead)
    }
  }

  #event(time: Picoseconds, random: RandomStream, lead: boolean): void {
    const [both, alice, bob, darkAlice] = this.#rates as unknown as readonly [number, number, number, number]
    const [a, b] = this.ends
    const at = random.uniform() * this.#total
    const kind =
      at < both
        ? Kind.Both
        : at < alice
          ? Kind.Alice
          : at < bob
            ? Kind.Bob
            : at < darkAlice
              ? Kind.DarkAlice
              : Kind.DarkBob
    switch (kind) {
      case Kind.Both: {
        const basisA = a.basis(this.origin, time, random)
        const basisB = b.basis(this.origin, time, random)
        const outcome = random.bernoulli(0.5) ? 1 : 0
        const { visibilityZ, visibilityX } = this.#source
        const visibility = basisA === 0 ? visibilityZ : visibilityX
        const agree = random.bernoulli(basisA === basisB ? (1 + visibility) / 2 : 0.5)
        a.click(time, tagLabel(basisA, outcome), random, lead)
        b.click(time, tagLabel(basisB, agree ? outcome : outcome === 0 ? 1 : 0), random, lead)
        return
      }
      case Kind.Alice:
      case Kind.Bob: {
        const end = kind === Kind.Alice ? a : b
        const basis = end.basis(this.origin, time, random)
        end.click(time, tagLabel(basis, random.bernoulli(0.5) ? 1 : 0), random, lead)
        return
      }
      case Kind.DarkAlice:
      case Kind.DarkBob: {
        const end = kind === Kind.DarkAlice ? a : b
        const detector = random.below(end.detectors)
        const label = end.detectors === 4 ? detector : tagLabel(end.basis(this.origin, time, random), detector as 0 | 1)
        end.click(time, label, random, lead)
        return
      }
    }
  }
}

/** One end: its tags in order, whole picoseconds since the origin by the end's clock, and its detectors. */
export class BlockEnd {
  readonly detectors: number
  readonly ready: DetectorsReady
  readonly settings: BasisSettings
  readonly tags = new TagBuffer()
  readonly #end: MeasuringEnd
  readonly #line: StampLine
  #shift: Picoseconds = 0

  constructor(end: MeasuringEnd, random: RandomSource, line: StampLine) {
    this.#end = end
    this.#line = line
    this.detectors = end.basisChoice.kind === 'passive' ? 4 : 2
    this.ready = new DetectorsReady(this.detectors, 1000 * end.detector.deadTimeNanoseconds)
    this.settings = new BasisSettings(end.basisChoice, random)
  }

  basis(origin: Nanoseconds, time: Picoseconds, random: RandomStream): 0 | 1 {
    return this.settings.at(origin, time + this.#end.delayPicoseconds, random)
  }

  click(time: Picoseconds, label: number, random: RandomStream, lead: boolean): void {
    const { jitterPicoseconds } = this.#end.detector
    const jitter = jitterPicoseconds === 0 ? 0 : random.normal()
    if (!this.ready.click(detectorOf(this.#end, label), time) || lead) return
    const cut = Math.max(-LARGEST_JITTER, Math.min(LARGEST_JITTER, jitter))
    this.tags.insert(this.#stamp(time + this.#end.delayPicoseconds + cut * jitterPicoseconds), label)
  }

  #stamp(time: Picoseconds): Picoseconds {
    return Math.round(time + this.#line.rate * time + this.#shift)
  }

  /** Begins anew, from another origin. */
  empty(origin: Nanoseconds): void {
    this.tags.clear()
    this.#shift = stampShift(this.#line, origin)
  }

  /** Lets go of what comes from before an instant of the source. */
  dropBefore(time: Picoseconds): void {
    this.tags.dropBefore(this.#stamp(time))
  }
}
