import { NetworkInputError, requireNonNegative, requirePositive, requireProbability, requireRange } from '../errors.js'
import { bothAtOnce } from './waiting.js'

/** What two links give that are swapped when both have a pair, and started anew when one has waited too long. */
export interface CutoffOutcome {
  /** Probability that a round ends in a swap. */
  readonly success: number
  /** Mean time from a start to the swap, over all rounds that it takes: slots or seconds, as the cut-off's unit. */
  readonly meanTime: number
  /** Mean of q^|Δ| or e^{−γ|Δ|} over the rounds that end in a swap. */
  readonly decay: number
  /** Mean time that the earlier pair has waited, over the rounds that end in a swap. */
  readonly meanWait: number
}

/**
 * Two links in slots, with success probabilities p₁ and p₂ in each, and a cut-off of m slots: when the later pair has
 * not come m slots after the earlier one, that is discarded and both start anew in the next slot. For equal links, with
 * r = 1−p and s₀ = p/(2−p): s = s₀ + (1−s₀)(1−rᵐ), E[T] = [1/(1−r²) + (1−s₀)(1−rᵐ)/p]/s,
 * E[q^|Δ| | swap] = [s₀ + (1−s₀)pq(1−(rq)ᵐ)/(1−rq)]/s.
 *
 * @param cutoff m: an integer of 0 or above, or infinity for none
 * @param decay q, the factor of one slot in memory, 0 to 1
 */
export function cutoffInSlots(first: number, second: number, cutoff: number, decay: number): CutoffOutcome {
  requireProbability('first', first)
  requireProbability('second', second)
  requireRange('decay', decay, 0, 1)
  if (cutoff !== Infinity && !(Number.isInteger(cutoff) && cutoff >= 0)) {
    throw new NetworkInputError('cutoff', cutoff, 'an integer of 0 or above, or Infinity')
  }
  const together = bothAtOnce(first, second)
  // The later pair comes 1 to m slots after the earlier: p Σ xᵈ with x = 1 − p, then xq in its place.
  const one = waitFor(second, cutoff, decay)
  const other = waitFor(first, cutoff, decay)
  // The first alone succeeds at the end of the first slots in which any does: p₁(1−p₂)/(1−ab), and likewise the second.
  const firstAlone = (together * (1 - second)) / second
  const secondAlone = (together * (1 - first)) / first
  const success = together + firstAlone * one.comes + secondAlone * other.comes
  const untilAny = together / (first * second)
  const round = untilAny + (firstAlone * one.comes) / second + (secondAlone * other.comes) / first
  return {
    success,
    meanTime: round / success,
    decay: (together + firstAlone * one.decay + secondAlone * other.decay) / success,
    meanWait: (firstAlone * one.wait + secondAlone * other.wait) / success
  }
}

/** Over waits of 1 to m slots: the probability that it ends by success, E[qᵈ; success] and E[d; success]. */
function waitFor(probability: number, cutoff: number, decay: number) {
  const failure = Math.log1p(-probability)
  const stays = cutoff === 0 ? 1 : Math.exp(cutoff * failure)
  const comes = cutoff === 0 ? 0 : -Math.expm1(cutoff * failure)
  const x = (1 - probability) * decay
  const shrinks = cutoff === 0 ? 1 : x === 0 ? 0 : Math.exp(cutoff * Math.log(x))
  const decayed = x === 1 ? cutoff : (1 - shrinks) / (1 - x)
  // E[d; d <= m] = Σ_{d<m} (1−p)ᵈ − m(1−p)ᵐ
  const wait = comes / probability - (stays === 0 ? 0 : cutoff * stays)
  return { comes, decay: probability * decay * decayed, wait }
}

/**
 * The same with exponential waiting: link i makes pairs at rate Rᵢ, the memory loses e^{−γt}, and the earlier pair is
 * discarded after `cutoff` seconds. s = Σ Rᵢ/(R₁+R₂)·(1−e^{−Rⱼc}), and
 * E[T] = [1 + Σ (Rᵢ/Rⱼ)(1−e^{−Rⱼc})]/((R₁+R₂)s), j being the other of i; decays with Rⱼ+γ in the place of Rⱼ.
 *
 * @param cutoff seconds, above 0, or infinity for none
 * @param decayRate γ in 1/s, 0 or above
 */
export function cutoffInTime(firstRate: number, secondRate: number, cutoff: number, decayRate: number): CutoffOutcome {
  requirePositive('firstRate', firstRate)
  requirePositive('secondRate', secondRate)
  requireNonNegative('decayRate', decayRate)
  if (!(cutoff > 0)) throw new NetworkInputError('cutoff', cutoff, 'seconds above 0, or Infinity')
  const total = firstRate + secondRate
  const one = exponentialWait(secondRate, cutoff, decayRate)
  const other = exponentialWait(firstRate, cutoff, decayRate)
  const firstShare = firstRate / total
  const secondShare = secondRate / total
  const success = firstShare * one.comes + secondShare * other.comes
  const round = 1 / total + (firstShare * one.comes) / secondRate + (secondShare * other.comes) / firstRate
  return {
    success,
    meanTime: round / success,
    decay: (firstShare * one.decay + secondShare * other.decay) / success,
    meanWait: (firstShare * one.wait + secondShare * other.wait) / success
  }
}

function exponentialWait(rate: number, cutoff: number, decayRate: number) {
  const comes = -Math.expm1(-rate * cutoff)
  const stays = Math.exp(-rate * cutoff)
  const both = rate + decayRate
  return {
    comes,
    decay: both === Infinity ? 0 : (rate / both) * -Math.expm1(-both * cutoff),
    wait: comes / rate - (stays === 0 ? 0 : cutoff * stays)
  }
}
