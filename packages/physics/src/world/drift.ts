import { LATEST, type Nanoseconds, type RandomStream } from '@bellwire/runtime'
import { requireInteger, requireNumber, WorldError } from './errors.js'

/** How the contrast of a link falls with the time since its calibration, from 1. */
export type ContrastLaw =
  /** e^{−t/time} */
  | { readonly kind: 'exponential'; readonly time: Nanoseconds }
  /** e^{−(t/time)²}: at first it hardly changes. */
  | { readonly kind: 'gaussian'; readonly time: Nanoseconds }
  /** 1 − t/time, down to 0. */
  | { readonly kind: 'linear'; readonly time: Nanoseconds }
  | { readonly kind: 'constant' }

/** A time without light, in true time. */
export interface DarkPeriod {
  readonly from: Nanoseconds
  readonly until: Nanoseconds
}

/** Times without light that come again and again, in true time: [first + n·every, first + n·every + for), n = 0, 1, … */
export interface RecurringDark {
  readonly every: Nanoseconds
  readonly for: Nanoseconds
  /** When the first begins. Default 0. */
  readonly first?: Nanoseconds
}

/** How a link gets worse by itself. The change goes in steps: between steps the link is constant. */
export interface DriftOptions {
  readonly stepInterval: Nanoseconds
  readonly law: ContrastLaw
  /** Random walk of the phase between the two arms, radians per square root of a second. Default 0. */
  readonly phaseWalk?: number
  /**
   * What the hardware's monitor compares, and at which loss it calls the link drifting and out of specification:
   * 1 − contrast·cos(phase), or the fidelity lost against the calibrated link.
   */
  readonly thresholds: {
    readonly measure: 'contrast' | 'fidelity'
    readonly drifting: number
    readonly outOfSpecification: number
  }
  /** Times when no photon of either side arrives: in order and not overlapping, or for ever after a pattern. Default none. */
  readonly dark?: readonly DarkPeriod[] | RecurringDark
}

/** A link that never gets worse, but for times without light. */
export function onlyDark(dark: NonNullable<DriftOptions['dark']>): DriftOptions {
  return {
    stepInterval: 1_000_000_000,
    law: { kind: 'constant' },
    thresholds: { measure: 'contrast', drifting: 2, outOfSpecification: 2 },
    dark
  }
}

export type LinkQuality = 0 | 1 | 2 | 3

/** @throws WorldError for the first option that cannot be used */
export function checkDrift(drift: DriftOptions): void {
  if (!(Number.isSafeInteger(drift.stepInterval) && drift.stepInterval > 0)) {
    throw new WorldError('drift.stepInterval', drift.stepInterval, 'an integer number of nanoseconds > 0')
  }
  if (drift.law.kind !== 'constant' && !(drift.law.time > 0)) {
    throw new WorldError('drift.law.time', drift.law.time, 'a number of nanoseconds > 0')
  }
  requireNumber('drift.phaseWalk', drift.phaseWalk ?? 0, 0, Number.MAX_VALUE)
  const { drifting, outOfSpecification } = drift.thresholds
  requireNumber('drift.thresholds.outOfSpecification', outOfSpecification, 0, 2)
  requireNumber('drift.thresholds.drifting', drifting, 0, outOfSpecification)
  const { dark } = drift
  if (dark !== undefined && 'for' in dark) checkRecurring(dark)
  else checkPeriods(dark ?? [])
}

function checkRecurring(dark: RecurringDark): void {
  const natural = 'an integer number of nanoseconds > 0'
  if (!(Number.isSafeInteger(dark.every) && dark.every > 0))
    throw new WorldError('drift.dark.every', dark.every, natural)
  if (!(Number.isSafeInteger(dark.for) && dark.for > 0 && dark.for < dark.every))
    throw new WorldError('drift.dark.for', dark.for, `${natural}, less than every`)
  requireInteger('drift.dark.first', dark.first ?? 0, 0, Number.MAX_SAFE_INTEGER)
}

function checkPeriods(periods: readonly DarkPeriod[]): void {
  let end = 0
  periods.forEach(({ from, until }, index) => {
    if (!(Number.isSafeInteger(from) && Number.isSafeInteger(until) && from >= end && until > from)) {
      throw new WorldError(
        `drift.dark[${index}]`,
        { from, until },
        'integer times in order: from >= the last until, until > from'
      )
    }
    end = until
  })
}

/** The contrast that a law leaves after a time. */
export function contrastAfter(law: ContrastLaw, time: Nanoseconds): number {
  switch (law.kind) {
    case 'constant':
      return 1
    case 'exponential':
      return Math.exp(-time / law.time)
    case 'gaussian':
      return Math.exp(-((time / law.time) ** 2))
    case 'linear':
      return Math.max(0, 1 - time / law.time)
  }
}

/** The time after which a law leaves `contrast` (0..1); Infinity if it never falls so far. */
export function timeToContrast(law: ContrastLaw, contrast: number): number {
  if (contrast >= 1) return 0
  switch (law.kind) {
    case 'constant':
      return Infinity
    case 'exponential':
      return contrast <= 0 ? Infinity : -law.time * Math.log(contrast)
    case 'gaussian':
      return contrast <= 0 ? Infinity : law.time * Math.sqrt(-Math.log(contrast))
    case 'linear':
      return contrast < 0 ? Infinity : law.time * (1 - contrast)
  }
}

/**
 * The condition of one link: contrast and phase since its last calibration. Which threshold is crossed is decided on
 * the true values, as a monitor with a strong reference beam would.
 */
export class LinkCondition {
  contrast = 1
  phase = 0
  #calibrated: Nanoseconds = 0

  /** @param coherentFidelity part of the pair's fidelity that is proportional to the contrast */
  constructor(
    private readonly drift: DriftOptions,
    private readonly random: RandomStream,
    private readonly coherentFidelity: number
  ) {}

  /** Goes one step on, to time `now`. */
  step(now: Nanoseconds): void {
    this.contrast = contrastAfter(this.drift.law, now - this.#calibrated)
    const walk = this.drift.phaseWalk ?? 0
    if (walk > 0) this.phase += walk * Math.sqrt(this.drift.stepInterval * 1e-9) * this.random.normal()
  }

  calibrate(now: Nanoseconds): void {
    this.#calibrated = now
    this.contrast = 1
    this.phase = 0
  }

  get #weight(): number {
    return this.drift.thresholds.measure === 'contrast' ? 1 : this.coherentFidelity
  }

  /** What the thresholds are compared with. */
  get loss(): number {
    return this.#weight * (1 - this.contrast * Math.cos(this.phase))
  }

  get quality(): 0 | 1 | 2 {
    const { drifting, outOfSpecification } = this.drift.thresholds
    const loss = this.loss
    return loss >= outOfSpecification ? 2 : loss >= drifting ? 1 : 0
  }

  /**
   * How long the present quality lasts by the law alone, without the walk of the phase: until it crosses the next
   * threshold; LATEST if it never does.
   */
  validFor(now: Nanoseconds): Nanoseconds {
    const quality = this.quality
    const { drifting, outOfSpecification } = this.drift.thresholds
    if (quality === 2) return LATEST
    const threshold = quality === 0 ? drifting : outOfSpecification
    const contrast = (1 - threshold / this.#weight) / Math.cos(this.phase)
    const end = this.#calibrated + timeToContrast(this.drift.law, contrast)
    return end === Infinity ? LATEST : Math.max(0, Math.floor(end - now))
  }
}

/**
 * A heralded pair seen through lost contrast and a phase off by `phase` radians: a dephasing and a turn about Z of
 * side A. 16 Pauli coefficients in, a new array out.
 */
export function degradedState(state: Float64Array, contrast: number, phase: number): Float64Array {
  const degraded = state.slice()
  const along = contrast * Math.cos(phase)
  const across = contrast * Math.sin(phase)
  for (let j = 0; j < 4; j++) {
    const x = state[4 + j] as number
    const y = state[8 + j] as number
    degraded[4 + j] = along * x - across * y
    degraded[8 + j] = across * x + along * y
  }
  return degraded
}
