import type { Picoseconds, RandomStream } from '@bellwire/runtime'
import { ParameterError } from '../components/parameter.js'
import { endEfficiency } from './detector-rates.js'
import type { MeasuringEnd, PairSourceParameters } from './parameters.js'
import { TagBuffer, tagLabel, type TimeTags } from './time-tags.js'

/** Jitter is cut off at this many standard deviations, beyond which one click in 10^15 lies: tags can be given out. */
export const LARGEST_JITTER = 8

/** The tags of both ends. */
export interface TagsOfBothEnds {
  readonly alice: TimeTags
  readonly bob: TimeTags
}

/**
 * Clicks of both ends, drawn. Pairs of which both photons would click, pairs of which one would, and dark counts are
 * independent Poisson streams and are drawn as one, in order of time; each end then decides by its settings, dead times
 * and jitter what becomes of its part. Dead time is that of the instant of detection, before jitter. Outcomes of a pair
 * measured in one basis agree with probability (1 + V)/2, in different bases they are independent.
 *
 * Draws of the one stream, event by event: time, kind, then for Alice and for Bob basis (a new setting, or the photon's
 * own), outcome, jitter. The same stream gives the same tags, in whatever pieces they are asked for.
 */
export class TagGenerator {
  readonly #source: PairSourceParameters
  readonly #random: RandomStream
  readonly #alice: EndTagger
  readonly #bob: EndTagger
  /** Rates of: pairs at both, at Alice only, at Bob only, her dark counts, his; each with those before it, 1/s. */
  readonly #upTo: Float64Array
  readonly #meanPicoseconds: number
  #elapsed: Picoseconds = 0
  #next: Picoseconds

  constructor(source: PairSourceParameters, random: RandomStream) {
    this.#source = source
    this.#random = random
    this.#alice = new EndTagger(source.alice, random)
    this.#bob = new EndTagger(source.bob, random)
    const [atAlice, atBob] = [endEfficiency(source.alice), endEfficiency(source.bob)]
    const rates = [
      source.pairsPerSecond * atAlice * atBob,
      source.pairsPerSecond * atAlice * (1 - atBob),
      source.pairsPerSecond * (1 - atAlice) * atBob,
      this.#alice.detectors * source.alice.detector.darkCountsPerSecond,
      this.#bob.detectors * source.bob.detector.darkCountsPerSecond
    ]
    let total = 0
    this.#upTo = Float64Array.from(rates, (rate) => (total += rate))
    this.#meanPicoseconds = 1e12 / total
    this.#next = total === 0 ? Infinity : this.#meanPicoseconds * random.exponential()
  }

  /**
   * Lets the source run on. Gives the tags that no later one can come before; those of the last moments (the delay's,
   * and eight standard deviations of jitter) come with the next piece.
   *
   * @param duration picoseconds
   * @throws ParameterError if the time since the start passes what whole picoseconds can name, 2^53 − 1
   */
  next(duration: Picoseconds): TagsOfBothEnds {
    this.#run(duration)
    return { alice: this.#alice.takeUpTo(this.#elapsed), bob: this.#bob.takeUpTo(this.#elapsed) }
  }

  /** Like next, with all the tags of what the source has made: the end of a run. */
  last(duration: Picoseconds): TagsOfBothEnds {
    this.#run(duration)
    return { alice: this.#alice.takeUpTo(Infinity), bob: this.#bob.takeUpTo(Infinity) }
  }

  #run(duration: Picoseconds): void {
    const until = this.#elapsed + duration
    const delay = Math.max(this.#source.alice.delayPicoseconds, this.#source.bob.delayPicoseconds)
    if (!(duration >= 0 && until + delay <= Number.MAX_SAFE_INTEGER)) {
      throw new ParameterError('duration', duration, 'a number of picoseconds >= 0, of 2^53 - 1 in all')
    }
    while (this.#next < until) {
      this.#event(this.#next)
      this.#next += this.#meanPicoseconds * this.#random.exponential()
    }
    this.#elapsed = until
  }

  #event(time: Picoseconds): void {
    const [both, alice, bob, darkAlice] = this.#upTo as unknown as readonly [number, number, number, number]
    const at = this.#random.uniform() * (this.#upTo[4] as number)
    if (at < both) this.#pair(time)
    else if (at < alice) this.#alice.photon(time, this.#alice.basis(time), this.#outcome())
    else if (at < bob) this.#bob.photon(time, this.#bob.basis(time), this.#outcome())
    else if (at < darkAlice) this.#alice.darkCount(time)
    else this.#bob.darkCount(time)
  }

  #pair(time: Picoseconds): void {
    const basisAlice = this.#alice.basis(time)
    const basisBob = this.#bob.basis(time)
    const { visibilityZ, visibilityX } = this.#source
    const visibility = basisAlice === 0 ? visibilityZ : visibilityX
    const outcomeAlice = this.#outcome()
    const agree = this.#random.bernoulli(basisAlice === basisBob ? (1 + visibility) / 2 : 0.5)
    this.#alice.photon(time, basisAlice, outcomeAlice)
    this.#bob.photon(time, basisBob, agree ? outcomeAlice : outcomeAlice === 0 ? 1 : 0)
  }

  #outcome(): 0 | 1 {
    return this.#random.bernoulli(0.5) ? 1 : 0
  }
}

/** One end's settings, detectors and tags. Instants come in order of time, at the source. */
class EndTagger {
  readonly detectors: number
  readonly #end: MeasuringEnd
  readonly #random: RandomStream
  readonly #buffer = new TagBuffer()
  readonly #readyAt: Float64Array
  #period = -1
  #setting: 0 | 1 = 0

  constructor(end: MeasuringEnd, random: RandomStream) {
    this.#end = end
    this.#random = random
    this.detectors = end.basisChoice.kind === 'passive' ? 4 : 2
    this.#readyAt = new Float64Array(this.detectors).fill(-Infinity)
  }

  basis(time: Picoseconds): 0 | 1 {
    const choice = this.#end.basisChoice
    if (choice.kind === 'active') {
      const period = Math.floor((time + this.#end.delayPicoseconds) / choice.settingPicoseconds)
      // Settings that nobody looks at need no draw: each is independent of the others.
      if (period === this.#period) return this.#setting
      this.#period = period
    }
    this.#setting = this.#random.bernoulli(choice.zShare) ? 0 : 1
    return this.#setting
  }

  photon(time: Picoseconds, basis: 0 | 1, outcome: 0 | 1): void {
    const label = tagLabel(basis, outcome)
    this.#click(time, this.detectors === 4 ? label : outcome, label)
  }

  darkCount(time: Picoseconds): void {
    const detector = this.#random.below(this.detectors)
    const label = this.detectors === 4 ? detector : tagLabel(this.basis(time), detector as 0 | 1)
    this.#click(time, detector, label)
  }

  #click(time: Picoseconds, detector: number, label: number): void {
    const { jitterPicoseconds, deadTimeNanoseconds } = this.#end.detector
    if (time < (this.#readyAt[detector] as number)) return
    this.#readyAt[detector] = time + deadTimeNanoseconds * 1e3
    const jitter = jitterPicoseconds === 0 ? 0 : this.#random.normal()
    const cut = Math.max(-LARGEST_JITTER, Math.min(LARGEST_JITTER, jitter))
    this.#buffer.insert(Math.round(time + this.#end.delayPicoseconds + cut * jitterPicoseconds), label)
  }

  /** The tags that nothing of the source's instants from `time` on can come before. */
  takeUpTo(time: Picoseconds): TimeTags {
    const { delayPicoseconds, detector } = this.#end
    return this.#buffer.takeBefore(Math.floor(time + delayPicoseconds - LARGEST_JITTER * detector.jitterPicoseconds))
  }
}
