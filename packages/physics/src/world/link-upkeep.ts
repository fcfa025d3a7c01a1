import type { DeviceResult } from '@bellwire/device'
import { bellSign } from '@bellwire/quantum'
import type { Clock, Nanoseconds, RandomSource, Task } from '@bellwire/runtime'
import { LATEST } from '@bellwire/runtime'
import { DarkTimes } from './dark-times.js'
import { degradedState, type DriftOptions, LinkCondition, type LinkQuality } from './drift.js'
import { attemptModel, effectiveBrightness, type HeraldingModel } from './heralding/heralding-model.js'
import type { LinkOptions } from './options.js'
import type { LinkNode } from './ports.js'

type QualityResult = Extract<DeviceResult, { type: 'linkQuality' }>

/** What the upkeep of a link does something to. */
export interface KeptLink {
  readonly number: number
  readonly sides: readonly { readonly node: LinkNode }[]
  cut(): void
  /** The conditions of slots to come have changed in more than the trains' timing. */
  conditionChanged(): void
}

/**
 * The condition of a link over time: drift in steps, times without light, calibration. A link with drift or dark
 * periods to come keeps a timer armed, so a world with one is never idle: run it until a stated time.
 */
export class LinkUpkeep {
  readonly #condition: LinkCondition | null
  readonly #calibrationDuration: Nanoseconds
  /** Whether the station leads the link's light to an interferometer. */
  connected = true
  /** Whether light gets through the link's fibres. */
  intact = true
  #dark: DarkTimes | null = null
  #calibrations = 0
  #told: LinkQuality = 0

  constructor(
    private readonly link: KeptLink,
    options: LinkOptions,
    private readonly clock: Clock,
    random: RandomSource,
    noise: readonly [number, number]
  ) {
    const { drift } = options
    this.#calibrationDuration = options.calibrationDuration ?? 0
    this.#condition =
      drift === undefined
        ? null
        : new LinkCondition(drift, random.stream('drift'), coherentFidelity(options.model, noise, options))
    if (drift !== undefined) this.#begin(drift)
  }

  #begin(drift: DriftOptions): void {
    const changes = drift.law.kind !== 'constant' || (drift.phaseWalk ?? 0) > 0
    if (changes) {
      const timer = this.clock.timer({
        run: () => {
          timer.arm(this.clock.now() + drift.stepInterval)
          this.#step()
        }
      })
      timer.arm(this.clock.now() + drift.stepInterval)
    }
    if (drift.dark !== undefined) this.#dark = new DarkTimes(drift.dark, this.clock, () => this.#darkened())
  }

  get #darkNow() {
    return this.#dark?.now ?? null
  }

  /** False while no photon of either side reaches the station. */
  get lit(): boolean {
    return this.#darkNow === null && this.connected && this.intact
  }

  /** True while a calibration is under way: the station takes no click for a herald. */
  get busy(): boolean {
    return this.#calibrations > 0
  }

  /** What the link's present condition makes of a heralded state; a state of its own where that changes anything. */
  degrade(state: Float64Array): Float64Array {
    const condition = this.#condition
    if (condition === null || (condition.contrast === 1 && condition.phase === 0)) return state
    return degradedState(state, condition.contrast, condition.phase)
  }

  /** The present contrast and phase of the link, for reports. */
  get condition(): { readonly contrast: number; readonly phase: number } {
    return this.#condition ?? { contrast: 1, phase: 0 }
  }

  /** Starts a calibration and calls back when it is done. */
  calibrate(done: () => void): void {
    if (this.#calibrationDuration === 0) {
      this.#restore()
      done()
      return
    }
    this.#calibrations++
    this.link.cut()
    const finish: Task = {
      run: () => {
        this.#calibrations--
        this.#restore()
        done()
      }
    }
    this.clock.at(this.clock.now() + this.#calibrationDuration, finish)
  }

  #restore(): void {
    this.#condition?.calibrate(this.clock.now())
    this.link.conditionChanged()
    this.#tellQuality()
  }

  #step(): void {
    this.#condition?.step(this.clock.now())
    this.link.conditionChanged()
    this.#tellQuality()
  }

  /** A dark period begins or ends. One may begin where another ends. */
  #darkened(): void {
    this.link.cut()
    // Another dark period is the same quality, but for longer than was said.
    if (this.#darkNow !== null) this.#told = 0
    this.#tellQuality()
  }

  /** What the monitor says now. */
  get quality(): LinkQuality {
    return this.#darkNow !== null ? 3 : (this.#condition?.quality ?? 0)
  }

  /** Tells both nodes when the quality has changed. */
  #tellQuality(): void {
    const quality = this.quality
    if (quality === this.#told) return
    this.#told = quality
    const result = this.#statement(quality)
    for (const { node } of this.link.sides) node.tell(result)
  }

  /** What was told last, as it would be told now; undefined where the link is in specification. */
  get complaint(): QualityResult | undefined {
    return this.#told === 0 ? undefined : this.#statement(this.#told)
  }

  #statement(quality: LinkQuality): QualityResult {
    const now = this.clock.now()
    const validFor = this.#darkNow !== null ? this.#darkNow.until - now : (this.#condition?.validFor(now) ?? LATEST)
    return { type: 'linkQuality', link: this.link.number, quality, validFor }
  }
}

/**
 * The part of the heralded pair's fidelity that goes with the contrast, (±XX±YY)/4, averaged over the heralds of a
 * calibrated link at the middle of its operating points.
 */
function coherentFidelity(model: HeraldingModel, noise: readonly [number, number], options: LinkOptions): number {
  const points = options.operatingPoints
  const asked = points?.[points.length >> 1]?.brightness ?? 0.05
  const side = { present: true, brightness: effectiveBrightness(model, asked) }
  const { first, second } = attemptModel(model, side, side, noise)
  let coherent = 0
  let heralds = 0
  for (const slot of second ?? [first]) {
    for (const { bellIndex, state, probability } of slot.patterns) {
      if (bellIndex < 0 || state === null) continue
      heralds += probability
      coherent +=
        (probability *
          (bellSign(bellIndex, 1) * (state[5] as number) + bellSign(bellIndex, 2) * (state[10] as number))) /
        4
    }
  }
  return heralds > 0 ? coherent / heralds : 0
}
