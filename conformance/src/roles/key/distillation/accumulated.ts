import type { SessionPlan } from '../../../subject/key.js'

const [LEAST_WON, MOST_WON] = [(2 - Math.SQRT2) / 4, (2 + Math.SQRT2) / 4]
const MOST_OF_CLASSICAL = 3 / 4

const LOG_5 = Math.log2(5)
const LOG_33 = Math.log2(33)

/** Bits that the verification and the error correction of the source publish. */
const FIXED = 264

/** Halvings by which an optimum is found: beyond what double precision tells apart. */
const STEPS = 70

/** ℓ' of shared tests (section 9.12), its optimum searched for. @param plan with a threshold; negative: no key */
export function accumulatedLength(plan: SessionPlan): number {
  return greatest(MOST_OF_CLASSICAL, MOST_WON, (t) => greatest(0, 1, (a) => lengthAt(plan, t, a)).value).value
}

/** The sum for a tangent at t, and α' − 1, with the best α'' − 1. */
function lengthAt(plan: SessionPlan, t: number, a: number): number {
  const { rounds, leakBudget, threshold } = plan
  const gamma = plan.probability / 2 ** 32
  const q = plan.flips / 2 ** 32
  const won = threshold / 1e6
  const [ea = 1, pa = 1, s = 1, first = 1, second = 1] = plan.epsilons.map(
    ({ mantissa, exponent }) => mantissa * 10 ** -exponent
  )
  const entropyOf = (omega: number): number => (1 - gamma) * roundEntropy(omega, q) + gamma * roundEntropy(omega, 0)
  const slope = (1 - gamma) * slopeOf(t, q) + gamma * slopeOf(t, 0)
  const tangent = (omega: number): number => entropyOf(t) + slope * (omega - t)
  const variance = (omega: number): number =>
    (Math.LN2 / 2) * (LOG_33 + Math.sqrt(2 + slope ** 2 * ((1 - omega) / gamma - (1 - omega) ** 2))) ** 2
  const least = -greatest(LEAST_WON, MOST_WON, (omega) => -(entropyOf(omega) - tangent(omega) - a * variance(omega)))
    .value
  const x = 2 + slope * (1 - LEAST_WON)
  const third = (2 ** (a * x) * Math.log(2 ** x + Math.exp(2)) ** 3) / (6 * (1 - a) ** 3 * Math.LN2)
  const lost = smoothing(second) - Math.log2(ea)
  const b = Math.min(Math.sqrt(lost / rounds), 1) / LOG_5
  return (
    rounds * (tangent(won) + least - a ** 2 * third - gamma - b * LOG_5 ** 2) -
    (smoothing(first) - (1 + a) * Math.log2(ea)) / a -
    (smoothing(second) - (1 + b) * Math.log2(ea)) / b -
    3 * smoothing(s - first - 2 * second) -
    2 +
    2 * Math.log2(pa) -
    leakBudget -
    FIXED
  )
}

/** η_q: bits that nobody else knows of an outcome flipped with probability q, tests being won with probability ω. */
function roundEntropy(omega: number, q: number): number {
  const chsh = Math.abs(8 * omega - 4)
  if (chsh <= 2) return binaryEntropy(q)
  return 1 - binaryEntropy((1 - Math.sqrt(chsh ** 2 / 4 - 1)) / 2) + binaryEntropy((1 - noiseRoot(chsh, q)) / 2)
}

/** η_q', where ω is more than 3/4. */
function slopeOf(omega: number, q: number): number {
  const chsh = 8 * omega - 4
  const root = Math.sqrt(chsh ** 2 / 4 - 1)
  const tau = noiseRoot(chsh, q)
  const noise = q === 0 ? 0 : 4 * q * (1 - q) * (chsh / tau) * Math.log2((1 + tau) / (1 - tau))
  return (chsh / root) * Math.log2((1 + root) / (1 - root)) - noise
}

function noiseRoot(chsh: number, q: number): number {
  return Math.sqrt(1 - q * (1 - q) * (8 - chsh ** 2))
}

/** ϑ(ε). */
function smoothing(epsilon: number): number {
  return Math.log2(2 / epsilon ** 2)
}

function binaryEntropy(x: number): number {
  return x <= 0 || x >= 1 ? 0 : -x * Math.log2(x) - (1 - x) * Math.log2(1 - x)
}

/** The greatest value of a function with one maximum between two numbers. */
function greatest(from: number, to: number, f: (x: number) => number): { readonly at: number; readonly value: number } {
  const golden = (Math.sqrt(5) - 1) / 2
  let [low, high] = [from, to]
  let [left, right] = [high - golden * (high - low), low + golden * (high - low)]
  let [atLeft, atRight] = [f(left), f(right)]
  for (let step = 0; step < STEPS; step++) {
    if (atLeft >= atRight) {
      ;[high, right, atRight] = [right, left, atLeft]
      left = high - golden * (high - low)
      atLeft = f(left)
    } else {
      ;[low, left, atLeft] = [left, right, atRight]
      right = low + golden * (high - low)
      atRight = f(right)
    }
  }
  return atLeft >= atRight ? { at: left, value: atLeft } : { at: right, value: atRight }
}
