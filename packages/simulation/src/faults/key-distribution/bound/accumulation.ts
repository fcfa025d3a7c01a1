import { entropyOf, LARGEST_CHSH, phaseErrorAt } from './entropy.js'
import { highest } from './golden.js'

/** A session with shared tests as it was declared. */
export interface DeclaredAccumulation {
  readonly rounds: number
  readonly testProbability: number
  /** ω_thr. */
  readonly threshold: number
  /** m, bits that error correction may publish. */
  readonly budget: number
  /** ε_EA, ε_PA, ε_s, ε'_s, ε''_s. */
  readonly epsilons: readonly [number, number, number, number, number]
}

const LARGEST = (4 + LARGEST_CHSH) / 8
const SMALLEST = 1 - LARGEST
const VERIFICATION = 264

/** η(ω), entropy of an outcome; the same on both sides of ½. */
function entropyAt(winning: number): number {
  return 1 - entropyOf(phaseErrorAt(8 * Math.max(winning, 1 - winning) - 4))
}

/** η'(ω) above ¾. */
function slopeAt(winning: number): number {
  const chsh = 8 * winning - 4
  const r = Math.sqrt(chsh ** 2 / 4 - 1)
  return (chsh / r) * Math.log2((1 + r) / (1 - r))
}

const smoothing = (epsilon: number): number => Math.log2(2 / epsilon ** 2)

const known = new Map<string, number>()

/**
 * The longest key of Nadlinger et al., "Experimental quantum key distribution certified by Bell's theorem", with Toeplitz
 * matrices, over all choices of t, α' and α''. Negative: none.
 */
export function accumulationLength(declared: DeclaredAccumulation): number {
  const name = JSON.stringify(declared)
  const before = known.get(name)
  if (before !== undefined) return before
  const { rounds: n, testProbability: gamma, threshold, budget, epsilons } = declared
  const [accumulation, amplification, all, outcomes, tests] = epsilons
  const unlikely = Math.log2(1 / accumulation)
  const cost = (epsilon: number, excess: number): number => (smoothing(epsilon) + (1 + excess) * unlikely) / excess

  const rates = (t: number, excess: number): number => {
    const slope = slopeAt(t)
    const line = (winning: number): number => entropyAt(t) + slope * (winning - t)
    const below = (winning: number): number => {
      const variance = slope ** 2 * ((1 - winning) / gamma - (1 - winning) ** 2)
      const second = (Math.LN2 / 2) * (Math.log2(33) + Math.sqrt(2 + variance)) ** 2
      return line(winning) + excess * second - entropyAt(winning)
    }
    const worst = Math.max(below(SMALLEST), below(LARGEST), below(highest(below, SMALLEST, LARGEST)))
    const span = 2 + slope * (1 - SMALLEST)
    const third = (2 ** (excess * span) * Math.log(2 ** span + Math.E ** 2) ** 3) / (6 * (1 - excess) ** 3 * Math.LN2)
    return n * (line(threshold) - worst - excess ** 2 * third) - cost(outcomes, excess)
  }
  const bestExcess = (t: number): number =>
    Math.exp(highest((logarithm) => rates(t, Math.exp(logarithm)), Math.log(1e-7), Math.log(0.5), 45))
  const t = highest((one) => rates(one, bestExcess(one)), 0.7501, LARGEST - 1e-5, 45)
  const perTest = Math.log2(5)
  const inTests = (logarithm: number): number =>
    -n * Math.exp(logarithm) * perTest ** 2 - cost(tests, Math.exp(logarithm))
  const atTests = inTests(highest(inTests, Math.log(1e-7), Math.log(1 / perTest)))
  const extraction = 2 * Math.log2(1 / amplification) + 2
  const chain = 3 * smoothing(all - outcomes - 2 * tests)
  const length = rates(t, bestExcess(t)) + atTests - n * gamma - chain - extraction - budget - VERIFICATION
  known.set(name, length)
  return length
}
