import { ParameterError, parseParameters } from '../components/parameter.js'
import { compassSearch } from './compass-search.js'
import { type ParametricCavity, parametricCavityParameters } from './parameters.js'
import { entanglementRate, heraldingEfficiency } from './rates.js'
import { instabilityThreshold } from './threshold.js'

/** Lowest and highest value allowed, both included; twice the same to hold a parameter. */
type Bounds = readonly [lowest: number, highest: number]

/** What a parametric cavity may be built as. Units as in {@link ParametricCavity}. */
export type ParametricCavityBounds = { readonly [K in keyof ParametricCavity]: Bounds }

/** What an optimum is sought of. */
export type ParametricCavityGoal = 'entanglement-rate' | 'heralding-efficiency'

export interface ParametricCavityOptimum {
  readonly source: ParametricCavity
  /** Ebit/µs, or the efficiency. */
  readonly value: number
  /** Parameters that ended at the edge of what is allowed, the drive also at `largestThresholdFraction`. */
  readonly atBound: readonly (keyof ParametricCavity)[]
  readonly evaluations: number
}

const FIELDS = [
  'cavityDecay',
  'collectiveCoupling',
  'inhomogeneousLinewidth',
  'combFinesse',
  'parametricDrive'
] as const satisfies readonly (keyof ParametricCavity)[]

/** What is searched; `combCoupling` is G/√𝓕, the only way in which G and 𝓕 count. */
const AXES = ['cavityDecay', 'combCoupling', 'inhomogeneousLinewidth', 'parametricDrive'] as const

type Axis = (typeof AXES)[number]
type AxisBounds = { readonly [K in Axis]: Bounds }

/** Places along each coordinate from which searches may start. */
const START_PLACES = [0.1, 0.5, 0.9] as const
const STARTS = 4
const SEARCH_ERROR = 1e-9

/**
 * The source within bounds and below threshold that makes most entanglement of memory and idler per second, or heralds
 * best. The drive is sought as a place between its lower bound and the smaller of its upper bound and the given
 * fraction of the threshold that the other parameters have, so that no search runs along the edge of stability;
 * coordinates are logarithms. From a coarse grid the best few places are each climbed from; nothing proves that the
 * highest hill is among them, and on the edge where the threshold and the highest drive meet a climb can end some
 * 1e-5 of the value short. The same input gives the same answer. G and 𝓕 count only as G²/𝓕; where
 * several pairs of them make the best one, that with the smallest finesse is given.
 *
 * @param largestThresholdFraction λ/λ_threshold at most, in (0, 1)
 * @throws ParameterError if a bound is no possible value, the two are in the wrong order, or nothing within them is
 *   below the threshold where a search could start
 */
export function parametricCavityOptimum(
  bounds: ParametricCavityBounds,
  goal: ParametricCavityGoal = 'entanglement-rate',
  largestThresholdFraction = 0.99
): ParametricCavityOptimum {
  checkBounds(bounds, largestThresholdFraction)
  const axes = axisBounds(bounds)
  const free = AXES.filter((axis) => axes[axis][0] < axes[axis][1])
  const at = (point: readonly number[]) => sourceAt(bounds, axes, free, point, largestThresholdFraction)
  const f = (point: readonly number[]) => {
    const source = at(point)
    if (source === undefined) return -Infinity
    if (goal === 'heralding-efficiency') return heraldingEfficiency(source, SEARCH_ERROR).value
    return entanglementRate(source, 'idler', SEARCH_ERROR).value
  }
  const starts = startPoints(free.length)
    .map((point) => ({ point, value: f(point) }))
    .filter(({ value }) => value > -Infinity)
    .sort((a, b) => b.value - a.value)
  if (starts.length === 0) {
    const accepted = `a range that begins below ${largestThresholdFraction} of the threshold somewhere in the bounds`
    throw new ParameterError('bounds.parametricDrive', bounds.parametricDrive, accepted)
  }
  const climbs = starts.slice(0, STARTS).map(({ point }) => compassSearch(f, point))
  const best = climbs.reduce((one, other) => (other.value > one.value ? other : one))
  return {
    source: at(best.point) as ParametricCavity,
    value: best.value,
    atBound: free
      .filter((_, index) => best.point[index] === 0 || best.point[index] === 1)
      .flatMap((axis) => (axis === 'combCoupling' ? COUPLING_FIELDS : [axis]))
      .filter((field) => bounds[field][0] < bounds[field][1]),
    evaluations: climbs.reduce((sum, { evaluations }) => sum + evaluations, startPoints(free.length).length)
  }
}

/** At either end of G/√𝓕 both are at a bound. */
const COUPLING_FIELDS = ['collectiveCoupling', 'combFinesse'] as const

function axisBounds({ collectiveCoupling, combFinesse, ...others }: ParametricCavityBounds): AxisBounds {
  const lowest = collectiveCoupling[0] / Math.sqrt(combFinesse[1])
  const highest = collectiveCoupling[1] / Math.sqrt(combFinesse[0])
  return { ...others, combCoupling: [lowest, highest] }
}

/** The source at a place in the unit cube of its free axes; undefined if even the least drive is too strong. */
function sourceAt(
  bounds: ParametricCavityBounds,
  axes: AxisBounds,
  free: readonly Axis[],
  point: readonly number[],
  largestThresholdFraction: number
): ParametricCavity | undefined {
  const place = (axis: Axis) => point[free.indexOf(axis)] ?? 0
  const of = (axis: Axis) => between(axes[axis], place(axis))
  const passive = {
    cavityDecay: of('cavityDecay'),
    inhomogeneousLinewidth: of('inhomogeneousLinewidth'),
    ...combOf(bounds, of('combCoupling'))
  }
  const [lowest, highest] = bounds.parametricDrive
  const limit = largestThresholdFraction * instabilityThreshold({ ...passive, parametricDrive: lowest }).parametricDrive
  if (lowest > limit) return undefined
  const parametricDrive = between([lowest, Math.min(highest, limit)], place('parametricDrive'))
  return { ...passive, parametricDrive }
}

/** G and the smallest 𝓕 with G/√𝓕 as given, kept within their bounds against rounding. */
function combOf(
  { collectiveCoupling, combFinesse }: ParametricCavityBounds,
  combCoupling: number
): Pick<ParametricCavity, 'collectiveCoupling' | 'combFinesse'> {
  const needed = combCoupling > 0 ? (collectiveCoupling[0] / combCoupling) ** 2 : combFinesse[0]
  const finesse = clamp(needed, combFinesse)
  return { combFinesse: finesse, collectiveCoupling: clamp(combCoupling * Math.sqrt(finesse), collectiveCoupling) }
}

function clamp(value: number, [lowest, highest]: Bounds): number {
  return Math.min(highest, Math.max(lowest, value))
}

/** Evenly in the logarithm, or plainly if the lower bound is 0. */
function between([lowest, highest]: Bounds, place: number): number {
  if (place === 0 || lowest === highest) return lowest
  if (place === 1) return highest
  return lowest > 0 ? lowest * (highest / lowest) ** place : highest * place
}

function startPoints(axes: number): readonly (readonly number[])[] {
  let points: readonly (readonly number[])[] = [[]]
  for (let axis = 0; axis < axes; axis++) {
    points = points.flatMap((point) => START_PLACES.map((place) => [...point, place]))
  }
  return points
}

function checkBounds(bounds: ParametricCavityBounds, largestThresholdFraction: number): void {
  const edge = (index: 0 | 1) => Object.fromEntries(FIELDS.map((field) => [field, bounds[field][index]]))
  parseParameters(parametricCavityParameters, edge(0), 'bounds')
  parseParameters(parametricCavityParameters, edge(1), 'bounds')
  for (const field of FIELDS) {
    const [lowest, highest] = bounds[field]
    if (lowest > highest) throw new ParameterError(`bounds.${field}`, bounds[field], 'the lower bound first')
  }
  if (!(largestThresholdFraction > 0 && largestThresholdFraction < 1)) {
    throw new ParameterError('largestThresholdFraction', largestThresholdFraction, 'a number > 0 and < 1')
  }
}
