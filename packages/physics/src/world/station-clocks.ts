import { type Clock, LATEST, type Nanoseconds, type Task, type Timer } from '@bellwire/runtime'
import { usualClockSearch } from '../pair-source/index.js'
import { ClockFollower, findRelation } from './clock-follower.js'
import type { CoincidenceSearch } from './coincidence-search.js'
import { expectedCoincidences, type PairSourceLinkParameters } from './pair-source-model.js'

/** Pairs that a recovery of the clocks is made with. */
const PAIRS = 2000
const SHORTEST: Nanoseconds = 1e6
const LONGEST: Nanoseconds = 1e10
/** A search that finds nothing is repeated with this many times the tags at most. */
const MOST_STRETCH = 16

/** The offset may be uncertain by this share of the coincidence window. */
const TRUSTED_SHARE = 1 / 8

/** So many coincidences missing in a row have chance e^−30: the clocks are not as they were. */
const MISSED = 30

/** What a station's knowledge of the clocks belongs to. */
export interface ClockedLink {
  readonly search: CoincidenceSearch
  /** True nanoseconds from which on there are no tags. */
  readonly end: number
  /** From the source over either end to the station, nanoseconds. */
  readonly delay: number
  /** Refreshes what is known of the ends' clocks. */
  refresh(): void
  /** The relation has been found, or lost; with how long that lasts, and why it is lost. */
  clocksChanged(known: boolean, validFor: Nanoseconds, why: string): void
}

/**
 * What the station knows of the relation of the two ends' clocks, by the correlations of their tags alone. At the
 * beginning it looks at a stretch of tags; then it follows the relation by the coincidences that it finds, and looks at
 * the latest stretch again where the relation has become too uncertain or where coincidences stay out.
 */
export class StationClocks implements Task {
  follower: ClockFollower | null = null
  readonly #timer: Timer
  readonly #stretch: Nanoseconds
  readonly #noise: number
  readonly #limit: number
  /** How long a time without coincidences says that they are lost, while gates are open. */
  #missing = Infinity
  readonly #perSecond: number
  #stretches = 1
  /** The last coincidence, or the last look at a stretch. */
  #confirmed: Nanoseconds = 0
  #over = false
  /** When the first look, or the next one after one in vain, can be made; 0 before the first is planned. */
  #due: Nanoseconds = 0

  constructor(
    private readonly clock: Clock,
    private readonly link: ClockedLink,
    private readonly parameters: PairSourceLinkParameters
  ) {
    const { source, coincidencePicoseconds } = parameters
    const { perSecond, pairsPerSecond } = expectedCoincidences(parameters)
    const accidental = perSecond > 0 ? 1 - Math.min(1, pairsPerSecond / perSecond) : 0
    const wanted = (1e9 * PAIRS) / Math.max(pairsPerSecond, 1e-9)
    this.#stretch = Math.round(Math.min(LONGEST, Math.max(SHORTEST, wanted)))
    const [alice, bob] = [source.alice.detector.jitterPicoseconds, source.bob.detector.jitterPicoseconds]
    this.#noise = 1 + alice ** 2 + bob ** 2 + (accidental * coincidencePicoseconds ** 2) / 12
    this.#limit = TRUSTED_SHARE * Math.max(1, coincidencePicoseconds)
    this.#perSecond = perSecond
    this.#timer = clock.timer(this)
    this.#timer.arm(clock.now())
  }

  /** Whether the recording is over, where there is one. */
  get over(): boolean {
    return this.#over
  }

  /**
   * The relation, followed up to now; null where it is not known. Looks at the latest stretch of tags where that is
   * needed.
   */
  now(): ClockFollower | null {
    const now = this.clock.now()
    if (this.follower === null) return null
    if (now >= this.link.end) {
      this.#lose('the recording of tags is over')
      return null
    }
    if (this.follower.uncertaintyAt(now) > this.#limit || now - this.#confirmed > this.#missing) this.#look()
    return this.follower
  }

  /** Up to when what is known now can be used without another look, true nanoseconds. */
  get trustedUntil(): Nanoseconds {
    const { follower } = this
    const now = this.clock.now()
    if (follower === null) return now
    const longest = Math.max(this.#stretch, Math.min(this.#missing, LONGEST))
    return Math.min(this.link.end, Math.max(now + this.#stretch / 8, follower.trustedUntil(now, this.#limit, longest)))
  }

  /** A coincidence has been found. */
  found(stamp: Nanoseconds, residual: number): void {
    this.follower?.observe(stamp, residual)
    this.#confirmed = this.clock.now()
  }

  /**
   * Gates are opened.
   *
   * @param share of the time
   * @param idle nobody has looked for some time
   */
  opened(share: number, idle: boolean): void {
    this.#missing = (1e9 * MISSED) / Math.max(this.#perSecond * share, 1e-9)
    if (idle) this.#confirmed = this.clock.now()
  }

  run(): void {
    if (this.follower !== null) {
      // What is known of Bob's clock has changed since, and with it when his tags are over.
      if (this.now() !== null) this.#watchEnd()
      return
    }
    const now = this.clock.now()
    if (now < this.#due) this.#wait('the clocks are not known yet')
    else this.#look()
  }

  #wait(why: string): void {
    const now = this.clock.now()
    this.link.clocksChanged(false, Math.max(0, this.#due - now), why)
    this.#timer.arm(this.#due)
  }

  #look(): void {
    const { link, parameters } = this
    const now = this.clock.now()
    const { delay, end } = link
    if (this.#due === 0) {
      this.#due = Math.ceil(now + this.#stretch + delay)
      return this.#wait('the clocks are not known yet')
    }
    if (now >= end)
      return this.#lose(
        `the recording of tags, ${milliseconds(end)} long, is over before the clocks are known, which takes ${milliseconds(this.#due)}`
      )
    link.refresh()
    const until = now - delay
    const stretch = link.search.stretch(Math.max(0, until - this.#stretch * this.#stretches), until)
    const fit = findRelation(stretch, parameters.clockSearch ?? usualClockSearch, this.follower)
    this.#confirmed = now
    if (fit !== null) {
      const before = this.follower
      this.follower = new ClockFollower(fit, stretch.origin, this.#noise)
      this.#stretches = 1
      this.#watchEnd()
      if (before === null) {
        const over = link.end
        link.clocksChanged(true, over === Infinity ? LATEST : Math.max(0, Math.floor(over - now)), '')
      }
      return
    }
    this.follower = null
    this.#stretches = Math.min(MOST_STRETCH, 2 * this.#stretches)
    this.#due = Math.ceil(now + (this.#stretch * this.#stretches) / 2)
    this.#wait('the tags of the two ends do not coincide anywhere')
  }

  #watchEnd(): void {
    const { end } = this.link
    if (end !== Infinity) this.#timer.arm(Math.max(this.clock.now() + 1, Math.ceil(end)))
  }

  #lose(why: string): void {
    this.follower = null
    this.#over = true
    this.#timer.cancel()
    this.link.clocksChanged(false, LATEST, why)
  }
}

function milliseconds(time: Nanoseconds): string {
  return `${Number((time / 1e6).toPrecision(4))} ms`
}
