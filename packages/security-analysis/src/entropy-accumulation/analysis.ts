import { type KeyLength, judged, type Refusal, type SecurityAnalysis } from '../analysis.js'
import { requireInteger } from '../errors.js'
import { type GameScore, isAccepted, observedScore } from './accept.js'
import { accumulationSecrecy } from './epsilons.js'
import { type AccumulationParameters, type AccumulationPlan, planAccumulation } from './plan.js'

/** The record of a session whose raw key is the outcomes of all rounds. */
export interface AllRoundsData extends GameScore {
  /** Bits published by error correction, both directions, without the verification hash. */
  readonly errorCorrectionBits: number
}

const published =
  'Device-independent, general attacks, devices with memory within one session. The additive form and the constants are ' +
  'those of the published analysis; its place of the variance (inside the minimum over strategies) is inferred, and ' +
  'reproduces the published length to the bit.'

const centred =
  'The min-tradeoff function is not the published one: it is centred, for longer keys, and the acceptance test counts won ' +
  'rounds too.'

/**
 * Entropy accumulation with a fixed length (Nadlinger et al., "Experimental quantum key distribution certified by Bell's
 * theorem"; Dupuis, Fawzi and Renner; Dupuis and Fawzi): the default analysis. Noisy preprocessing is not part of it.
 *
 * @example
 * ```ts
 * const analysis = entropyAccumulation({
 *   rounds: 1_500_000, testProbability: 13 / 256, expectedChsh: 2.64, expectedQber: 0.018
 * })
 * analysis.parameters.length // 95884
 * ```
 */
export function entropyAccumulation(
  parameters: AccumulationParameters
): SecurityAnalysis<AccumulationPlan, AllRoundsData> {
  const plan = planAccumulation(parameters)
  return {
    name: 'entropy-accumulation',
    label: 'proof',
    description: plan.centre === 1 ? published : `${published} ${centred}`,
    reference:
      'Nadlinger et al., Nature 607, 682 (2022); Dupuis, Fawzi, Renner, Commun. Math. Phys. 379, 867 (2020); ' +
      'Dupuis, Fawzi, IEEE Trans. Inf. Theory 65, 7596 (2019)',
    mode: 'fixed-length',
    parameters: plan,
    keyLength: (data) => accumulationKeyLength(plan, data)
  }
}

function accumulationKeyLength(plan: AccumulationPlan, data: AllRoundsData): KeyLength {
  requireInteger('errorCorrectionBits', data.errorCorrectionBits, 0)
  return judged(
    { name: 'entropy-accumulation', label: 'proof' },
    plan.terms,
    { ...plan.epsilons, secrecy: accumulationSecrecy(plan.epsilons) },
    () => plan.length,
    refusalOf(plan, data)
  )
}

function refusalOf(plan: AccumulationPlan, data: AllRoundsData): Refusal | undefined {
  if (!isAccepted(plan, data)) {
    const score = observedScore(plan, data).toFixed(6)
    return { code: 'test-failed', detail: `score ${score}, below the threshold ${plan.winningThreshold}` }
  }
  if (data.errorCorrectionBits > plan.syndromeBits) {
    return {
      code: 'error-correction-budget',
      detail: `${data.errorCorrectionBits} bits published, ${plan.syndromeBits} declared`
    }
  }
  return undefined
}
