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

const papers =
  'Nadlinger et al., Nature 607, 682 (2022); Dupuis, Fawzi, Renner, Commun. Math. Phys. 379, 867 (2020); ' +
  'Dupuis, Fawzi, IEEE Trans. Inf. Theory 65, 7596 (2019)'

const noisePapers = 'Ho et al., Phys. Rev. Lett. 124, 230502 (2020); Tan et al., Quantum 6, 880 (2022)'

const noisy =
  'Noisy preprocessing of the key rounds is not part of the published analysis: the entropy of a round is the mean of ' +
  'that of key rounds with flips (Ho et al.) and of test rounds without.'

/**
 * Entropy accumulation with a fixed length (Nadlinger et al., "Experimental quantum key distribution certified by Bell's
 * theorem"; Dupuis, Fawzi and Renner; Dupuis and Fawzi): the default analysis. With `flips`, key rounds have noisy
 * preprocessing (Ho et al.; for how it enters see `roundEntropy`): the published analysis has none.
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
    description: [published, ...(plan.centre === 1 ? [] : [centred]), ...(plan.flips === 0 ? [] : [noisy])].join(' '),
    reference: plan.flips === 0 ? papers : `${papers}; ${noisePapers}`,
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
