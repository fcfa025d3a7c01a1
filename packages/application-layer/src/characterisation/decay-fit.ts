import type { Estimate } from '@bellwire/quantum'
import { ApplicationError } from '../errors.js'

export interface DecayPoint extends Estimate {
  /** How often what decays has acted. */
  readonly length: number
}

/** amplitude · decay^length, and the sum of squared residuals in units of the points' errors. */
export interface DecayFit {
  readonly amplitude: Estimate
  readonly decay: Estimate
  readonly chiSquare: number
}

const MOST_STEPS = 200
const GRID = 400

/**
 * Fits an exponential decay by weighted least squares: the best decay on a grid over [0, 1], with the amplitude that goes with
 * it, then Gauss–Newton steps. Errors are those of the points, propagated to first order.
 *
 * @throws ApplicationError INPUT for fewer than two different lengths, or an error that is not positive
 */
export function fitDecay(points: readonly DecayPoint[]): DecayFit {
  if (new Set(points.map(({ length }) => length)).size < 2)
    throw new ApplicationError('INPUT', `points has ${points.length} points; accepted: two different lengths at least`)
  for (const [index, { standardError }] of points.entries()) {
    if (!(standardError > 0))
      throw new ApplicationError(
        'INPUT',
        `points[${index}].standardError is ${standardError}; accepted: a number above 0`
      )
  }
  let decay = 0
  let amplitude = 0
  let best = Infinity
  for (let step = 1; step <= GRID; step++) {
    const candidate = bestAmplitude(points, step / GRID)
    const misfit = misfitOf(points, candidate, step / GRID)
    if (misfit >= best) continue
    best = misfit
    amplitude = candidate
    decay = step / GRID
  }
  for (let step = 0; step < MOST_STEPS; step++) {
    const { aa, al, ll, a, l } = normalEquations(points, amplitude, decay)
    const determinant = aa * ll - al * al
    if (!(determinant > 0)) break
    const [byAmplitude, byDecay] = [(ll * a - al * l) / determinant, (aa * l - al * a) / determinant]
    let share = 1
    while (share > 1e-6 && !(misfitOf(points, amplitude + share * byAmplitude, decay + share * byDecay) <= best))
      share /= 2
    if (share <= 1e-6) break
    amplitude += share * byAmplitude
    decay += share * byDecay
    const misfit = misfitOf(points, amplitude, decay)
    const gained = best - misfit
    best = misfit
    if (gained < 1e-14 * (1 + best)) break
  }
  const { aa, al, ll } = normalEquations(points, amplitude, decay)
  const determinant = aa * ll - al * al
  return {
    amplitude: { value: amplitude, standardError: Math.sqrt(ll / determinant) },
    decay: { value: decay, standardError: Math.sqrt(aa / determinant) },
    chiSquare: best
  }
}

function bestAmplitude(points: readonly DecayPoint[], decay: number): number {
  let [upper, lower] = [0, 0]
  for (const { length, value, standardError } of points) {
    const model = decay ** length
    upper += (value * model) / standardError ** 2
    lower += model ** 2 / standardError ** 2
  }
  return upper / lower
}

function misfitOf(points: readonly DecayPoint[], amplitude: number, decay: number): number {
  return points.reduce(
    (sum, { length, value, standardError }) => sum + ((value - amplitude * decay ** length) / standardError) ** 2,
    0
  )
}

/** Of the amplitude (a) and the decay (l): products of derivatives, and of these with the residuals. */
function normalEquations(points: readonly DecayPoint[], amplitude: number, decay: number) {
  const sums = { aa: 0, al: 0, ll: 0, a: 0, l: 0 }
  for (const { length, value, standardError } of points) {
    const weight = 1 / standardError ** 2
    const byAmplitude = decay ** length
    const byDecay = length === 0 ? 0 : amplitude * length * decay ** (length - 1)
    const residual = value - amplitude * byAmplitude
    sums.aa += weight * byAmplitude ** 2
    sums.al += weight * byAmplitude * byDecay
    sums.ll += weight * byDecay ** 2
    sums.a += weight * byAmplitude * residual
    sums.l += weight * byDecay * residual
  }
  return sums
}
