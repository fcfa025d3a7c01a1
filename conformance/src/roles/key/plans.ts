import { QkdAnalysis, QkdProtocol, QkdReconciliation } from '@bellwire/wire'
import type { SessionPlan } from '../../subject/key.js'

/** A fraction as PROPOSAL has it. */
function fraction(share: number): number {
  return Math.round(share * 2 ** 32)
}

/**
 * BBM92 of few rounds, with far more room for failure than a key for use should have. By equation (2) of "Tight finite-key
 * analysis for quantum cryptography" (Tomamichel, Lim, Gisin and Renner) its key has 226 bits: of 1001 key rounds and 419 test
 * rounds, three standard deviations less than are expected, with a tolerated error rate three above.
 */
export const BBM92: SessionPlan = {
  protocol: QkdProtocol.BBM92,
  analysis: QkdAnalysis.ENTROPIC_UNCERTAINTY,
  rounds: 3000,
  probability: fraction(0.6),
  expectedChsh: 0,
  expectedQber: 5000,
  epsilons: [
    { mantissa: 5, exponent: 1 },
    { mantissa: 1, exponent: 9 }
  ],
  reconciliation: QkdReconciliation.CASCADE_OPTION3,
  leakBudget: 240,
  threshold: 0,
  deviations: 6,
  minimumLength: 100,
  flips: 0
}

/** Bits of its key: the corrector leaves a 64th of one (section 9.10). */
export const BBM92_LENGTH = 226

/** Its samples, and the errors that it tolerates among those of the test (section 9.11). */
export const BBM92_SIZES = { keyRounds: 1001, testRounds: 419, mostErrors: 6 }

/** The sifted protocol, by an analysis that is no proof. */
export const SIFTED: SessionPlan = {
  ...BBM92,
  protocol: QkdProtocol.SIFTED,
  analysis: QkdAnalysis.COMPLEMENTARITY_AZUMA,
  probability: fraction(0.4),
  expectedChsh: 2_770_000,
  expectedQber: 10_000,
  epsilons: [{ mantissa: 9, exponent: 1 }],
  leakBudget: 400,
  threshold: 2_400_000,
  minimumLength: 1
}

/** Shared tests of so few rounds that there can be no key: the session is played for its rounds. */
export const SHARED_TESTS: SessionPlan = {
  ...BBM92,
  protocol: QkdProtocol.SHARED_TESTS,
  analysis: QkdAnalysis.ENTROPY_ACCUMULATION,
  rounds: 240,
  probability: fraction(0.25),
  expectedChsh: 2_770_000,
  expectedQber: 10_000,
  epsilons: [
    { mantissa: 1, exponent: 2 },
    { mantissa: 1, exponent: 2 },
    { mantissa: 1, exponent: 2 },
    { mantissa: 3, exponent: 3 },
    { mantissa: 3, exponent: 3 }
  ],
  leakBudget: 400,
  threshold: 0,
  minimumLength: 0
}

/**
 * Shared tests of as few rounds as make a key with devices that win all of them, with as much room for failure as there can be.
 */
export const SHORT_SHARED: SessionPlan = {
  ...SHARED_TESTS,
  rounds: 12_000,
  probability: fraction(1 / 8),
  expectedChsh: 2_820_000,
  expectedQber: 1000,
  epsilons: [
    { mantissa: 99, exponent: 2 },
    { mantissa: 99, exponent: 2 },
    { mantissa: 99, exponent: 2 },
    { mantissa: 34, exponent: 2 },
    { mantissa: 32, exponent: 2 }
  ],
  leakBudget: 800,
  threshold: 845_000,
  deviations: 8
}

/** The same, with noise. */
export const NOISY_SHARED: SessionPlan = { ...SHORT_SHARED, leakBudget: 2000, flips: fraction(0.005) }
