import { type KeyLength, judged, type Refusal, type SecurityAnalysis } from '../analysis.js'
import { requireInteger } from '../errors.js'
import { planSampling, type SamplingParameters, type SamplingPlan } from './plan.js'

/** The record of a BBM92 session. */
export interface SampledData {
  /** Rounds that both measured in the key basis; the raw key is n of them, drawn at random. */
  readonly keyRounds: number
  /** Rounds that both measured in the test basis; the sample is k of them, drawn at random. */
  readonly testRounds: number
  /** Errors among the k test rounds of the sample. */
  readonly testErrors: number
  /** Bits published by error correction, both directions, without the verification hash. */
  readonly errorCorrectionBits: number
}

const identity = { name: 'entropic-uncertainty', label: 'proof, trusted devices' } as const

/**
 * Entanglement-based BB84 (Bennett, Brassard and Mermin) with a fixed length, by the uncertainty relation for smooth
 * entropies: A measures what the source sends in X or Z, the key is what both measured in the one basis, the test what both
 * measured in the other. General attacks on source and channel; the devices are trusted: A measures qubits in bases of
 * the declared quality, whether a round is detected does not depend on the basis, and B's device keeps no memory.
 *
 * The number of rounds is to be fixed before, and a run in which too few of either kind come together refused: stopping as
 * soon as there are enough lets an adversary bias the sample (Pfister et al., "Sifting attacks in finite-size quantum key
 * distribution").
 */
export function entropicUncertainty(parameters: SamplingParameters): SecurityAnalysis<SamplingPlan, SampledData> {
  const plan = planSampling(parameters)
  return {
    ...identity,
    description:
      'BBM92: general attacks on source and channel, trusted and characterised measurements. Not device-independent.',
    reference: 'Tomamichel, Lim, Gisin, Renner, Nature Communications 3, 634 (2012), Theorem 2',
    mode: 'fixed-length',
    parameters: plan,
    keyLength: (data) => sampledKeyLength(plan, data)
  }
}

function sampledKeyLength(plan: SamplingPlan, data: SampledData): KeyLength {
  requireInteger('keyRounds', data.keyRounds, 0)
  requireInteger('testRounds', data.testRounds, 0)
  requireInteger('testErrors', data.testErrors, 0, Math.min(data.testRounds, plan.testRounds))
  requireInteger('errorCorrectionBits', data.errorCorrectionBits, 0)
  const epsilons = { secrecy: plan.secrecy, correctness: plan.correctness }
  return judged(identity, plan.terms, epsilons, () => plan.length, refusalOf(plan, data))
}

function refusalOf(plan: SamplingPlan, data: SampledData): Refusal | undefined {
  if (data.keyRounds < plan.keyRounds || data.testRounds < plan.testRounds) {
    return {
      code: 'too-few-rounds',
      detail: `${data.keyRounds} key and ${data.testRounds} test rounds, ${plan.keyRounds} and ${plan.testRounds} declared`
    }
  }
  if (data.testErrors > plan.maximumErrors) {
    return { code: 'test-failed', detail: `${data.testErrors} errors in the test, ${plan.maximumErrors} tolerated` }
  }
  if (data.errorCorrectionBits > plan.errorCorrectionBits) {
    return {
      code: 'error-correction-budget',
      detail: `${data.errorCorrectionBits} bits published, ${plan.errorCorrectionBits} declared`
    }
  }
  return undefined
}
