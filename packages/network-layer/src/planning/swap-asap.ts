import { NetworkInputError, requireNonNegative, requirePositive, requireRange } from '../errors.js'

/** Slots that {@link swapAsapDecay} would have to follow at most: a probability of 1e-5 for the slowest link. */
const MAXIMUM_SLOTS = 5_000_000
/** What is left out beyond the last slot. */
const TAIL = 1e-17
/** Two exponents this near to each other, relatively, are treated as one: the error is of the order of its square. */
const RESONANCE = 1e-5

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
 * loses e^{−γᵢt}. Exact: after every link the weight of time t is a sum of exponentials, of one more than before. Work
 * grows with the square of the number of links, whatever the rates.
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
  // Σ coefficient·e^{−exponent·t}
  let exponents: number[] = [rates[0] as number]
  let coefficients: number[] = [rates[0] as number]
  for (let link = 1; link < rates.length; link++) {
    const [spreadExponents, spreadCoefficients] = spreadExponentials(
      exponents,
      coefficients,
      decayRates[link - 1] as number
    )
    const rate = rates[link] as number
    exponents = spreadExponents.map((exponent) => exponent + rate)
    coefficients = spreadCoefficients.map((coefficient) => coefficient * rate)
  }
  return coefficients.reduce((sum, coefficient, k) => sum + coefficient / (exponents[k] as number), 0)
}

/** ∫_0^∞ e^{−γ|t−s|} Σ c·e^{−μs} ds, as a sum of exponentials in t again. */
function spreadExponentials(exponents: number[], coefficients: number[], gamma: number): [number[], number[]] {
  const outExponents: number[] = []
  const outCoefficients: number[] = []
  let atGamma = 0
  exponents.forEach((mu, k) => {
    const coefficient = coefficients[k] as number
    const later = coefficient / (gamma + mu)
    if (Math.abs(gamma - mu) > RESONANCE * (gamma + mu)) {
      const earlier = coefficient / (gamma - mu)
      outExponents.push(mu)
      outCoefficients.push(earlier + later)
      atGamma -= earlier
      return
    }
    // (e^{−μt} − e^{−γt})/(γ−μ) is nearly t·e^{−mt}, m the mean of both: taken between exponents that are further apart.
    const mean = (gamma + mu) / 2
    const apart = RESONANCE * mean
    outExponents.push(mu, mean - apart, mean + apart)
    outCoefficients.push(later, coefficient / (2 * apart), -coefficient / (2 * apart))
  })
  outExponents.push(gamma)
  outCoefficients.push(atGamma)
  return [outExponents, outCoefficients]
}

function requireChain(links: string, perLink: readonly number[], nodes: string, perNode: readonly number[]): void {
  if (perLink.length === 0) throw new NetworkInputError(`${links}.length`, 0, '1 or more')
  if (perNode.length !== perLink.length - 1) {
    throw new NetworkInputError(`${nodes}.length`, perNode.length, `${perLink.length - 1}, one fewer than ${links}`)
  }
}
