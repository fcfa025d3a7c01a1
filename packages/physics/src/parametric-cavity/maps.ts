import type { ParametricCavity, RadiansPerMicrosecond } from './parameters.js'
import { entanglementRate, heraldingEfficiency } from './rates.js'
import { instabilityThreshold, isBelowThreshold } from './threshold.js'

/** One axis of a map or of a set of curves. */
export interface ScanAxis {
  readonly quantity: string
  readonly symbol: string
  readonly unit: string
  /** In rising order. */
  readonly values: readonly number[]
}

/** A line to be drawn over a map: y at each value of the map's x. */
export interface ScanOverlay {
  readonly label: string
  readonly y: readonly number[]
}

/** A quantity over two parameters. */
export interface ScanMap {
  readonly quantity: string
  readonly unit: string
  readonly x: ScanAxis
  readonly y: ScanAxis
  /** Row by row, one row for each y: values[row · columns + column]. NaN where there is no steady state. */
  readonly values: Float64Array
  readonly overlays: readonly ScanOverlay[]
}

/** Quantities over one parameter. */
export interface ScanCurves {
  readonly quantity: string
  readonly unit: string
  readonly x: ScanAxis
  /** One number for each x; NaN where there is no steady state. */
  readonly curves: readonly { readonly label: string; readonly values: Float64Array }[]
}

/** To plot, six digits are plenty. */
const PLOT_ERROR = 1e-6

/** `number` values from `first` to `last`, evenly spaced, both included. */
export function evenAxis(first: number, last: number, number: number): readonly number[] {
  return Array.from({ length: number }, (_, step) =>
    step === number - 1 ? last : first + ((last - first) * step) / (number - 1)
  )
}

/**
 * Fig. 2(a): E_R/κ of memory and idler over coupling and linewidth at a weak drive, and the line of impedance matching,
 * G = √(κΓ)/2. No comb, κ = 1.
 *
 * @param linewidths Γ/κ > 0
 * @param couplings G/κ ≥ 0
 * @param drive λ/κ; 0.1 in the paper
 */
export function couplingLinewidthMap(
  linewidths: readonly number[],
  couplings: readonly number[],
  drive = 0.1
): ScanMap {
  return {
    quantity: 'entanglement rate of memory and idler over the cavity’s decay',
    unit: '1',
    x: { quantity: 'linewidth of the ensemble', symbol: 'Γ/κ', unit: '1', values: linewidths },
    y: { quantity: 'coupling of the ensemble', symbol: 'G/κ', unit: '1', values: couplings },
    values: grid(linewidths, couplings, idlerRate, (inhomogeneousLinewidth, collectiveCoupling) => {
      return { cavityDecay: 1, parametricDrive: drive, collectiveCoupling, inhomogeneousLinewidth, combFinesse: 1 }
    }),
    overlays: [{ label: 'C = 1', y: linewidths.map((linewidth) => Math.sqrt(linewidth) / 2) }]
  }
}

/**
 * Fig. 2(b): E_R/κ over the drive at impedance matching, 2G = Γ = κ without a comb, once for the memory and the idler
 * and once for the memory and both photons. Unstable from λ/κ = 1/√2.
 *
 * @param drives λ/κ > 0
 */
export function driveCurves(drives: readonly number[]): ScanCurves {
  const matched = { cavityDecay: 1, collectiveCoupling: 0.5, inhomogeneousLinewidth: 1, combFinesse: 1 }
  const both = (source: ParametricCavity) => entanglementRate(source, 'idler-and-signal', PLOT_ERROR).value
  const curve = (f: (source: ParametricCavity) => number) =>
    Float64Array.from(drives, (parametricDrive) => ifStable({ ...matched, parametricDrive }, f))
  return {
    quantity: 'entanglement rate over the cavity’s decay',
    unit: '1',
    x: { quantity: 'parametric drive', symbol: 'λ/κ', unit: '1', values: drives },
    curves: [
      { label: 'memory and idler', values: curve(idlerRate) },
      { label: 'memory, idler and signal', values: curve(both) }
    ]
  }
}

/**
 * Fig. 4, entanglement rate (its caption's part a): E_R of memory and idler, ebit/µs, over drive and cavity decay with
 * all else as in `source`.
 *
 * @param drives λ > 0, rad/µs
 * @param decays κ > 0, rad/µs
 */
export function entanglementRateMap(
  source: ParametricCavity,
  drives: readonly RadiansPerMicrosecond[],
  decays: readonly RadiansPerMicrosecond[]
): ScanMap {
  return driveDecayMap(source, drives, decays, 'entanglement rate of memory and idler', 'ebit/µs', idlerRate)
}

/** Fig. 4, heralding efficiency (its caption's part b): η over the same axes as {@link entanglementRateMap}. */
export function heraldingEfficiencyMap(
  source: ParametricCavity,
  drives: readonly RadiansPerMicrosecond[],
  decays: readonly RadiansPerMicrosecond[]
): ScanMap {
  const efficiency = (at: ParametricCavity) => heraldingEfficiency(at, PLOT_ERROR).value
  return driveDecayMap(source, drives, decays, 'heralding efficiency', '1', efficiency)
}

/** The decays are the x axis, so that the threshold is a line λ(κ). */
function driveDecayMap(
  source: ParametricCavity,
  drives: readonly number[],
  decays: readonly number[],
  quantity: string,
  unit: string,
  f: (source: ParametricCavity) => number
): ScanMap {
  const unstableFrom = decays.map((cavityDecay) => instabilityThreshold({ ...source, cavityDecay }).parametricDrive)
  return {
    quantity,
    unit,
    x: { quantity: 'decay of the cavity', symbol: 'κ', unit: 'rad/µs', values: decays },
    y: { quantity: 'parametric drive', symbol: 'λ', unit: 'rad/µs', values: drives },
    values: grid(decays, drives, f, (cavityDecay, parametricDrive) => ({ ...source, cavityDecay, parametricDrive })),
    overlays: [{ label: 'threshold', y: unstableFrom }]
  }
}

function grid(
  xs: readonly number[],
  ys: readonly number[],
  f: (source: ParametricCavity) => number,
  at: (x: number, y: number) => ParametricCavity
): Float64Array {
  return Float64Array.from(ys.flatMap((y) => xs.map((x) => ifStable(at(x, y), f))))
}

function ifStable(source: ParametricCavity, f: (source: ParametricCavity) => number): number {
  return isBelowThreshold(source) ? f(source) : NaN
}

function idlerRate(source: ParametricCavity): number {
  return entanglementRate(source, 'idler', PLOT_ERROR).value
}
