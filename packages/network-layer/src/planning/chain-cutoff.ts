import { NetworkInputError, requireEntries, requireNonNegative, requirePositive } from '../errors.js'
import { chainRoundTime } from './chain-round-time.js'
import { chainSurvival } from './chain-survival.js'
import { expectedMaximumTime } from './maximum.js'
import { swapAsapDecayContinuous } from './swap-asap.js'

/**
 * A chain of links that make pairs at rates Rᵢ with exponential waiting, in rounds: all links begin together, inner
 * nodes swap as soon as they have both pairs, and as soon as one has kept a pair for longer than the cut-off everything
 * is discarded and all links begin anew. For two links it is `cutoffInTime`.
 *
 * A stack in which only those links begin anew whose pairs have become part of the discarded one gives more pairs: a
 * tenth more on four links, up to twice as many on eleven. They have waited a little longer, as pairs that are kept are
 * older. Messages take no time.
 */
export interface CutoffChain {
  /** Rᵢ in 1/s, 1 to 64 of them. */
  readonly rates: readonly number[]
  /** Seconds, above 0, or infinity for none; the same at all inner nodes. */
  readonly cutoff: number
}

/** Probability that a round ends with a pair from end to end. */
export function cutoffSuccess(chain: CutoffChain): number {
  check(chain)
  return survival(
    chain,
    chain.rates.slice(1).map(() => 0)
  )
}

/**
 * E[Π e^{−γᵢ|tᵢ−tᵢ₊₁|}] over the rounds that end with a pair: what the waiting at inner nodes leaves.
 *
 * @param decayRates γᵢ of each inner node in 1/s, 0 or above and finite; one fewer than links
 */
export function cutoffDecay(chain: CutoffChain, decayRates: readonly number[]): number {
  check(chain)
  const { rates } = chain
  if (decayRates.length !== rates.length - 1) {
    throw new NetworkInputError('decayRates.length', decayRates.length, `${rates.length - 1}, one fewer than rates`)
  }
  decayRates.forEach((rate, index) => {
    requireNonNegative(`decayRates[${index}]`, rate)
    if (rate === Infinity) throw new NetworkInputError(`decayRates[${index}]`, rate, 'a finite number')
  })
  return survival(chain, decayRates) / cutoffSuccess(chain)
}

/** Mean time from a start to a pair from end to end, over all rounds that it takes; seconds. */
export function cutoffMeanTime(chain: CutoffChain): number {
  const success = cutoffSuccess(chain)
  const { rates, cutoff } = chain
  return isEndless(chain) ? expectedMaximumTime(rates) : chainRoundTime(rates, cutoff) / success
}

function survival(chain: CutoffChain, decayRates: readonly number[]): number {
  const { rates, cutoff } = chain
  if (!isEndless(chain)) return chainSurvival(rates, decayRates, cutoff)
  return decayRates.every((rate) => rate === 0) ? 1 : swapAsapDecayContinuous(rates, decayRates)
}

/** Nothing is cut off: a link is silent for so long with probability e^−40. */
function isEndless({ rates, cutoff }: CutoffChain): boolean {
  return rates.length === 1 || cutoff * Math.min(...rates) > 40
}

/** Chains are not longer: the work grows with the cube of their length. */
const LONGEST = 64

function check({ rates, cutoff }: CutoffChain): void {
  requireEntries('rates', rates, 1)
  if (rates.length > LONGEST) throw new NetworkInputError('rates.length', rates.length, `${LONGEST} or fewer`)
  rates.forEach((rate, index) => requirePositive(`rates[${index}]`, rate))
  if (!(cutoff > 0)) throw new NetworkInputError('cutoff', cutoff, 'seconds above 0, or Infinity')
}
