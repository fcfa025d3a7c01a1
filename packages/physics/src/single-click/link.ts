import { BellIndex } from '@bellwire/quantum'
import { noiseClickProbability } from '../components/detector.js'
import type { DetectorNoise } from '../components/slot-model.js'
import { type SingleClickParameters, singleClickSlot } from './slot.js'

/** Everything that the closed form of a single-click link needs besides the brightness. */
export interface SingleClickLinkParameters extends SingleClickParameters {
  /** Noise clicks per second at detector 0 and at detector 1. */
  readonly noiseCountsPerSecond: readonly [number, number]
  /** τ: length of the detection window, nanoseconds. */
  readonly windowNanoseconds: number
  /** e: probability that preparation and readout of a spin give the wrong outcome, per side; 0..½. */
  readonly readoutFlip: readonly [number, number]
  /** Attempts (slots) per second. */
  readonly attemptsPerSecond: number
}

/** What a single-click link delivers, averaged over both detectors with the sign of each taken out. */
export interface SingleClickLink {
  /** p_h: probability that one slot heralds. */
  readonly heraldProbability: number
  /** Share of the heralds that are noise clicks with no photon detected. */
  readonly noiseFraction: number
  /** d: populations of ↑↑, ↑↓, ↓↑, ↓↓ given a herald. */
  readonly populations: readonly [number, number, number, number]
  /** Mean over the heralds of ±Re⟨↑↓|ρ|↓↑⟩, contrasts included, sign that of the announced state. */
  readonly coherence: number
  /** Magnitudes, as measured: readout flips included. ZZ is that of Ψ, −⟨ZZ⟩. */
  readonly xx: number
  readonly yy: number
  readonly zz: number
  /** Fidelity to the announced Ψ± that the measured correlators give: (1+ZZ+2XX)/4. */
  readonly fidelity: number
  /** Fidelity to the announced Ψ± of the state itself, no readout flips. */
  readonly stateFidelity: number
  /** Q = (1−ZZ)/2: error rate of a key from Z. */
  readonly errorRate: number
  /** S = √2(ZZ+XX), with A0 = Z, A1 = X, B0,1 = (Z±X)/√2. */
  readonly chsh: number
  /** Heralds per second. */
  readonly rate: number
}

/** Probability of a noise click of each detector in one window. */
export function windowNoise(
  parameters: Pick<SingleClickLinkParameters, 'noiseCountsPerSecond' | 'windowNanoseconds'>
): DetectorNoise {
  const [rate0, rate1] = parameters.noiseCountsPerSecond
  const { windowNanoseconds } = parameters
  return [noiseClickProbability(rate0, windowNanoseconds), noiseClickProbability(rate1, windowNanoseconds)]
}

/** What a herald leaves of both emitters at one brightness, averaged over both detectors: before any readout. */
export function heraldedState(
  parameters: SingleClickParameters,
  brightness: number,
  noise: DetectorNoise
): Pick<SingleClickLink, 'heraldProbability' | 'populations' | 'coherence' | 'stateFidelity'> {
  const side = { present: true, brightness }
  const slot = singleClickSlot(parameters, side, side, noise)
  const populations: [number, number, number, number] = [0, 0, 0, 0]
  let coherence = 0
  for (const { bellIndex, probability, state } of slot.patterns) {
    if (state === null) continue
    const share = probability / slot.heraldProbability
    const sign = bellIndex === BellIndex.PsiPlus ? 1 : -1
    const zi = state[12] as number
    const iz = state[3] as number
    const zz = state[15] as number
    populations[0] += (share * (1 + zi + iz + zz)) / 4
    populations[1] += (share * (1 + zi - iz - zz)) / 4
    populations[2] += (share * (1 - zi + iz - zz)) / 4
    populations[3] += (share * (1 - zi - iz + zz)) / 4
    coherence += (share * sign * (state[5] as number)) / 2
  }
  return {
    heraldProbability: slot.heraldProbability,
    populations,
    coherence,
    stateFidelity: (populations[1] + populations[2]) / 2 + coherence
  }
}

/**
 * The closed form of a single-click link with both emitters at one brightness ("A building block of quantum
 * repeaters", Liu et al., their equation 1 with noise, losses and two-photon terms kept to all orders).
 *
 * @param brightness α of both emitters, 0..1. Without any herald (α = 0 and no noise) the correlators are 0.
 */
export function singleClickLink(parameters: SingleClickLinkParameters, brightness: number): SingleClickLink {
  const noise = windowNoise(parameters)
  const { heraldProbability, populations, coherence, stateFidelity } = heraldedState(parameters, brightness, noise)
  const contrast = (1 - 2 * parameters.readoutFlip[0]) * (1 - 2 * parameters.readoutFlip[1])
  const [upUp, upDown, downUp, downDown] = populations
  const zz = (upDown + downUp - upUp - downDown) * contrast
  const xx = 2 * coherence * contrast
  return {
    heraldProbability,
    noiseFraction: heraldProbability > 0 ? noiseHeralds(parameters, brightness, noise) / heraldProbability : 0,
    populations,
    coherence,
    xx,
    yy: xx,
    zz,
    fidelity: (1 + zz + 2 * xx) / 4,
    stateFidelity,
    errorRate: (1 - zz) / 2,
    chsh: Math.SQRT2 * (zz + xx),
    rate: parameters.attemptsPerSecond * heraldProbability
  }
}

/** ΣD: no photon detected from either side, and exactly one detector has a noise click. */
function noiseHeralds(parameters: SingleClickParameters, brightness: number, noise: DetectorNoise): number {
  const dark = (1 - brightness * parameters.efficiencyA) * (1 - brightness * parameters.efficiencyB)
  return dark * (noise[0] * (1 - noise[1]) + noise[1] * (1 - noise[0]))
}
