import { bestFlips } from '../asymptotic/best-flips.js'
import { SecurityInputError } from '../errors.js'
import { type AccumulationParameters, type AccumulationPlan, planAccumulation } from './plan.js'

/**
 * The plan with the noise that gives the longest key: ℓ' maximised over q, with m as each q needs it. Never shorter than
 * without noise.
 *
 * PERF: about eighty plans, a quarter of a second.
 *
 * @throws SecurityInputError where m is given: with the same m every q would seem free
 */
export function planWithBestFlips(parameters: Omit<AccumulationParameters, 'flips'>): AccumulationPlan {
  if (parameters.syndromeBits !== undefined) {
    throw new SecurityInputError('syndromeBits', parameters.syndromeBits, 'none where the best noise is looked for')
  }
  const plan = (flips: number): AccumulationPlan => planAccumulation({ ...parameters, flips })
  return plan(bestFlips((flips) => plan(flips).unrounded, 1e-5, 16).flips)
}
