import { NetworkInputError, requireNonNegative, requirePositive, requireRange } from '../errors.js'

/** Slots that {@link swapAsapDecay} would have to follow at most: a probability of 1e-5 for the slowest link. */
const MAXIMUM_SLOTS = 5_000_000
/** What is left out beyond the last slot. */
const TAIL = 1e-17
/** How far, relatively, a decay rate is moved away from exponents that it meets; the next where digits would be lost. */
const NUDGES = [1e-4, 1e-3, 1e-2]
/** A sum whose terms are larger than itself by more than this has lost too many digits. */
const CANCELLATION = 1e13

/**
 * What waiting leaves of a chain of links in slots, each node swapping as soon as it has both pairs: link i first
 * succeeds in slot tᵢ, with probability pᵢ in every slot, and the memories of node i between links i and i+1 lose the
 * factor qᵢ for every slot that the earlier pair waits. E[Π qᵢ^|tᵢ−tᵢ₊₁|] = 1ᵀ(P_n K_{n−1} … P_2 K_1) p with P diagonal
 * and K[i,j] = q^|i−j|. Only inner memories count; the ends are left out. For two links it is `waitingDecay`.
 *
 * K is applied as one pass up and one down, so the work grows with links times slots.
 *
 * @param probabilities pᵢ of each link
 * @param decays qᵢ of each inner node, 0 to 1; one fewer than links
 */
export function swapAsapDecay(probabilities: readonly number[], decays: readonly number[]): number {
  requireChain('probabilities', probabilities, 'decays', decays)
  const slowest = Math.min(...probabilities)
  if (!(slowest >= 1e-5))
    throw new NetworkInputError('least of probabilities', slowest, 'a probability of 1e-5 or above')
  probabilities.forEach((p, index) => requireRange(`probabilities[${index}]`, p, 1e-5, 1))
  decays.forEach((q, index) => requireRange(`decays[${index}]`, q, 0, 1))
  const slots = slowest === 1 ? 1 : Math.min(MAXIMUM_SLOTS, Math.ceil(Math.log(TAIL) / Math.log1p(-slowest)) + 1)
  const weights = new Float64Array(slots).fill(1)
  const downward = new Float64Array(slots)
  probabilities.forEach((p, link) => {
    if (link > 0) spread(weights, downward, decays[link - 1] as number)
    let mass = p
    for (let slot = 0; slot < slots; slot++) {
      weights[slot] = (weights[slot] as number) * mass
      mass *= 1 - p
    }
  })
  return weights.reduce((sum, weight) => sum + weight, 0)
}

/** weights ← K·weights with K[i,j] = q^|i−j|. */
function spread(weights: Float64Array, downward: Float64Array, q: number): void {
  const last = weights.length - 1
  downward[last] = 0
  for (let slot = last - 1; slot >= 0; slot--) {
    downward[slot] = q * ((downward[slot + 1] as number) + (weights[slot + 1] as number))
  }
  let upward = 0
  for (let slot = 0; slot <= last; slot++) {
    upward = q * upward + (weights[slot] as number)
    weights[slot] = upward + (downward[slot] as number)
  }
}

/**
 * The limit of {@link swapAsapDecay} for short slots: link i makes pairs at rate Rᵢ with exponential waiting, node i
 * loses e^{−γᵢt}. After every link the weight of time t is a sum of exponentials, of one more than before; so work grows
 * with the square of the number of links, whatever the rates.
 *
 * A decay rate that meets one of the exponents would divide by zero: it is moved a little up and a little down, and the
 * mean is taken. Relative error 1e-6 then, and less than 1e-9 otherwise; 1e-3 where several nodes in a row meet each the
 * sum of all rates before it.
 *
 * @param rates Rᵢ in 1/s
 * @param decayRates γᵢ of each inner node in 1/s, 0 or above and finite; one fewer than links
 */
export function swapAsapDecayContinuous(rates: readonly number[], decayRates: readonly number[]): number {
  requireChain('rates', rates, 'decayRates', decayRates)
  rates.forEach((rate, index) => requirePositive(`rates[${index}]`, rate))
  decayRates.forEach((rate, index) => {
    requireNonNegative(`decayRates[${index}]`, rate)
    if (rate === Infinity) throw new NetworkInputError(`decayRates[${index}]`, rate, 'a finite number')
  })
  let left = 0
  for (const nudge of NUDGES) {
    const up = sumOfExponentials(rates, decayRates, nudge)
    if (!up.nudged) return up.left
    const down = sumOfExponentials(rates, decayRates, -nudge)
    left = (up.left + down.left) / 2
    if (Math.max(up.terms, down.terms) < CANCELLATION * left) break
  }
  return left
}

/** What is left, the sum of its terms' sizes, and whether any decay rate had to be moved. */
function sumOfExponentials(rates: readonly number[], decayRates: readonly number[], nudge: number) {
  // The weight of time t is Σ coefficient·e^{−exponent·t}.
  const exponents = new Float64Array(rates.length)
  const coefficients = new Float64Array(rates.length)
  exponents[0] = coefficients[0] = rates[0] as number
  let nudged = false
  for (let link = 1; link < rates.length; link++) {
    const rate = rates[link] as number
    let gamma = decayRates[link - 1] as number
    for (let step = 1; meets(gamma, exponents, link, Math.abs(nudge) / 2); step++) {
      gamma = (decayRates[link - 1] as number) * (1 + step * nudge)
      nudged = true
    }
    // ∫_0^∞ e^{−γ|t−s|}·e^{−μs} ds = 2γ·e^{−μt}/(γ²−μ²) − e^{−γt}/(γ−μ)
    let atGamma = 0
    for (let k = 0; k < link; k++) {
      const mu = exponents[k] as number
      const share = (coefficients[k] as number) / (gamma - mu)
      atGamma -= share
      coefficients[k] = (2 * gamma * share * rate) / (gamma + mu)
      exponents[k] = mu + rate
    }
    coefficients[link] = atGamma * rate
    exponents[link] = gamma + rate
  }
  let left = 0
  let terms = 0
  for (let k = 0; k < rates.length; k++) {
    const term = (coefficients[k] as number) / (exponents[k] as number)
    left += term
    terms += Math.abs(term)
  }
  return { left, terms, nudged }
}

function meets(gamma: number, exponents: Float64Array, count: number, nearness: number): boolean {
  for (let k = 0; k < count; k++) {
    if (Math.abs(gamma - (exponents[k] as number)) <= nearness * gamma) return true
  }
  return false
}

function requireChain(links: string, perLink: readonly number[], nodes: string, perNode: readonly number[]): void {
  if (perLink.length === 0) throw new NetworkInputError(`${links}.length`, 0, '1 or more')
  if (perNode.length !== perLink.length - 1) {
    throw new NetworkInputError(`${nodes}.length`, perNode.length, `${perLink.length - 1}, one fewer than ${links}`)
  }
}
