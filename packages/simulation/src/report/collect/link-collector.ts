import { NANOSECONDS_PER_SECOND, type Nanoseconds } from '@bellwire/runtime'
import type {
  BrightnessPoint,
  BrightnessSamples,
  LifeSample,
  LinkSamples,
  Reference,
  RunningSeries,
  StorageSamples,
  WaitingLaw,
  WaitingSamples
} from '../samples.js'
import { brightnessByGoodness, GoodnessTally, meanOf } from './goodness-tally.js'
import { DoublingBins } from './doubling-bins.js'
import { exponentialWaiting } from './exponential-waiting.js'
import { RunningChsh, RunningErrorRate } from './running-estimate.js'
import { Thinned } from './thinned.js'

const PAIRS = 1024
const WAITING_BINS = 1024
/** Waits over a maintenance window or a partition, which must not cost the others their resolution. */
const LONG_WAITS = 64
const LONG_SHARE = 0.01
const STORAGE_BINS = 64
const LIFE_CHANGES = 2048

/** What a link is expected to do, for the report to draw beside what came out. */
export interface LinkExpectations {
  /** Default: exponential at the rates that the curve over brightness gives. */
  readonly waiting?: WaitingLaw
  readonly slotSeconds?: number
  readonly brightness?: BrightnessSamples['curve']
  readonly brightnessSymbol?: string
  /** Of pairs made at a brightness and kept for `longestStorage` at most. */
  readonly pairs?: (brightness: number, longestStorage: Nanoseconds) => PairExpectations
  readonly publishedStorage?: StorageSamples['published']
  /** Published values of S. */
  readonly chsh?: readonly Reference[]
  /** Published error rates by basis, as given to `matching`. */
  readonly errorRates?: { readonly [basis: string]: readonly Reference[] }
}

export interface PairExpectations {
  /** Names the curve and the values. */
  readonly label: string
  readonly storage: StorageSamples['curve']
  readonly chsh: number
  /** By basis. */
  readonly errorRates: { readonly [basis: string]: number }
}

/** Gathers what one link does into bounded memory. Every call is cheap: a few additions in typed arrays. */
export class LinkCollector {
  readonly #pairs = new Thinned(PAIRS, 5)
  readonly #waiting = new DoublingBins(WAITING_BINS, LONG_WAITS)
  readonly #storage = new DoublingBins(STORAGE_BINS)
  readonly #bellIndices = new Float64Array(4)
  readonly #goodness = new GoodnessTally()
  readonly #chsh = new RunningChsh()
  readonly #errorRates = new Map<string, RunningErrorRate>()
  readonly #life: LifeSample[] = []
  readonly #states = new Map<string, string>()
  #waited = 0
  #waitedSquares = 0
  #last: Nanoseconds = 0

  constructor(
    readonly from: string,
    readonly to: string
  ) {}

  /** Pairs delivered so far. */
  get count(): number {
    return this.#pairs.offered
  }

  /**
   * A pair was delivered.
   *
   * @param waiting since the pair before, or since the request if there was none
   * @param goodness fidelity that the nodes announced: it tells the brightness; NaN where there is none
   * @param fidelity as the world knows it; NaN where it is not known
   */
  pair(now: Nanoseconds, waiting: Nanoseconds, goodness: number, fidelity: number, bellIndex: number): void {
    this.#pairs.add(now, waiting, goodness, fidelity, bellIndex)
    this.#waiting.add(waiting)
    this.#waited += waiting
    this.#waitedSquares += waiting * waiting
    this.#bellIndices[bellIndex] = (this.#bellIndices[bellIndex] as number) + 1
    this.#goodness.add(goodness, waiting, fidelity)
    this.#last = now
  }

  /** Both ends measured a pair in the same basis. */
  matching(now: Nanoseconds, basis: string, error: boolean): void {
    let rate = this.#errorRates.get(basis)
    if (rate === undefined) {
      rate = new RunningErrorRate()
      this.#errorRates.set(basis, rate)
    }
    rate.add(now, error)
  }

  /**
   * Both ends measured a pair in the settings of a CHSH test.
   *
   * @param setting 2·(0 for A's first, 1 for A's second) + (0 for B's first, 1 for B's second)
   * @param alike whether the outcomes are the same, after the flips that the Bell state asks for
   */
  chsh(now: Nanoseconds, setting: number, alike: boolean): void {
    this.#chsh.add(now, setting, alike)
  }

  /** Fidelity of a pair that has been kept for `age` since its herald. */
  stored(age: Nanoseconds, fidelity: number): void {
    this.#storage.add(age, fidelity)
  }

  /** One end of the link is in a state, new or old. */
  life(now: Nanoseconds, end: string, state: string): void {
    if (this.#states.get(end) === state || this.#life.length === LIFE_CHANGES) return
    this.#states.set(end, state)
    this.#life.push({ seconds: now / NANOSECONDS_PER_SECOND, end, state })
  }

  samples(expectations: LinkExpectations = {}): LinkSamples {
    const { brightness: curve = [], brightnessSymbol: symbol } = expectations
    const used = this.#goodness.points(curve)
    const expected = this.#expectedPairs(used, expectations)
    const brightnessOf = brightnessByGoodness(curve)
    const pairs = Array.from({ length: this.#pairs.length }, (_, row) => ({
      seconds: this.#pairs.at(row, 0) / NANOSECONDS_PER_SECOND,
      waitingSeconds: this.#pairs.at(row, 1) / NANOSECONDS_PER_SECOND,
      brightness: brightnessOf(this.#pairs.at(row, 2)),
      fidelity: this.#pairs.at(row, 3),
      bellIndex: this.#pairs.at(row, 4)
    }))
    const references = (published: readonly Reference[] = [], value: number | undefined): readonly Reference[] =>
      value === undefined || expected === undefined ? published : [...published, { label: expected.label, value }]
    const errorRates = [...this.#errorRates].map(([basis, rate]) =>
      rate.series(`Q, basis ${basis}`, references(expectations.errorRates?.[basis], expected?.errorRates[basis]))
    )
    return {
      from: this.from,
      to: this.to,
      count: this.#pairs.offered,
      pairs,
      delivered: this.#deliveredOverTime(),
      waiting: this.#waitingSamples(
        expectations.waiting ?? exponentialWaiting(used, curve),
        expectations.slotSeconds ?? 0
      ),
      bellIndices: [...this.#bellIndices],
      chsh: this.#chsh.series(references(expectations.chsh, expected?.chsh)),
      errorRates: errorRates.filter((series): series is RunningSeries => series !== null),
      storage: this.#storageSamples(expected, expectations.publishedStorage),
      brightness:
        used.length === 0 && curve.length === 0 ? null : { curve, used, ...(symbol !== undefined && { symbol }) },
      life: [...this.#life]
    }
  }

  /** The closed forms of the brightness that most pairs were made at. */
  #expectedPairs(used: readonly BrightnessPoint[], { pairs }: LinkExpectations): PairExpectations | undefined {
    const [most] = used.toSorted((one, other) => other.count - one.count)
    return most && pairs?.(most.brightness, this.#storage.length * this.#storage.width)
  }

  #deliveredOverTime(): LinkSamples['delivered'] {
    const pairs = this.#pairs
    const { offered } = pairs
    const kept = Array.from({ length: pairs.length }, (_, row) => ({
      seconds: pairs.at(row, 0) / NANOSECONDS_PER_SECOND,
      count: 1 + row * pairs.stride
    }))
    if (offered > 0 && kept.at(-1)?.count !== offered) {
      kept.push({ seconds: this.#last / NANOSECONDS_PER_SECOND, count: offered })
    }
    return kept
  }

  #waitingSamples(law: WaitingLaw | null, slotSeconds: number): WaitingSamples | null {
    const bins = this.#waiting
    if (this.#pairs.offered === 0) return null
    bins.settle(LONG_SHARE * this.#pairs.offered)
    const mean = meanOf(this.#pairs.offered, this.#waited, this.#waitedSquares)
    return {
      binSeconds: bins.width / NANOSECONDS_PER_SECOND,
      counts: [...bins.counts.subarray(0, bins.length)],
      beyond: bins.beyond,
      meanSeconds: mean.value / NANOSECONDS_PER_SECOND,
      standardError: mean.standardError / NANOSECONDS_PER_SECOND,
      law,
      slotSeconds
    }
  }

  #storageSamples(
    expected: PairExpectations | undefined,
    published: StorageSamples['published'] = []
  ): StorageSamples | null {
    const bins = this.#storage
    const points = []
    for (let bin = 0; bin < bins.length; bin++) {
      const count = bins.counts[bin] as number
      if (count === 0) continue
      const fidelity = meanOf(count, bins.sums[bin] as number, bins.squares[bin] as number)
      const seconds = (bins.values[bin] as number) / count / NANOSECONDS_PER_SECOND
      points.push({ seconds, fidelity: fidelity.value, standardError: fidelity.standardError, count })
    }
    if (points.length === 0) return null
    return { points, curve: expected?.storage ?? [], curveLabel: expected?.label ?? '', published }
  }
}
