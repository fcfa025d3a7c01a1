import { BellIndex, createPair } from '@bellwire/quantum'
import type { DetectorNoise, SlotModel } from '../components/slot-model.js'
import { pairNumberProbability, pairTerm } from './pair-terms.js'
import type { HeraldedSourceParameters } from './parameters.js'

/** What a heralded source gives. */
export interface HeraldedSource {
  /** Probability that an attempt heralds: both of the station's detectors click. */
  readonly heraldProbability: number
  /** Share of the heralds after which the memory is empty, or gives nothing back. */
  readonly emptyShare: number
  /** W of the pair, an empty memory counted as a random qubit; without flips and dephasing. */
  readonly singletWeight: number
  /** Fidelity to Ψ−, flips and dephasing counted. */
  readonly fidelity: number
  /** The same of those pairs alone whose photon comes out of the memory. */
  readonly fidelityGivenPhoton: number
}

/** Pulses with more pairs are left out once so little is missing. */
const NEGLIGIBLE = 1e-15
const BOTH_DETECTORS = 3
const NOTHING: SlotModel = { heraldProbability: 0, patterns: [] }

/**
 * Two photons' Bell measurement at a balanced beam splitter with a threshold detector at each output: both click, Ψ−
 * is announced. All numbers of pairs are counted, and noise to all orders; see pairTerm.
 */
export function heraldedSource(parameters: HeraldedSourceParameters, noise: DetectorNoise): HeraldedSource {
  let heralds = 0
  let empty = 0
  let singlet = 0
  let left = 1
  for (let pairs = 0; left > NEGLIGIBLE; pairs++) {
    const weight = pairNumberProbability(parameters.meanPairs, pairs)
    const term = pairTerm(parameters, pairs, noise)
    heralds += weight * term.heraldProbability
    empty += weight * term.emptyProbability
    singlet += weight * term.singlet
    left -= weight
    // Rounding may keep the sum of all weights from 1.
    if (weight < NEGLIGIBLE && pairs > 2) break
  }
  const singletWeight = heralds > 0 ? singlet / heralds : 0
  const emptyShare = heralds > 0 ? empty / heralds : 0
  const given = emptyShare < 1 ? singletWeight / (1 - emptyShare) : 0
  return {
    heraldProbability: heralds,
    emptyShare,
    singletWeight,
    fidelity: fidelityOf(parameters, singletWeight),
    fidelityGivenPhoton: fidelityOf(parameters, given)
  }
}

type Errors = Pick<HeraldedSourceParameters, 'flipProbability' | 'dephasingProbability'>

/** Factors on ⟨ZZ⟩, and on ⟨XX⟩ and ⟨YY⟩. */
function errorFactors({ flipProbability, dephasingProbability }: Errors): readonly [zz: number, xx: number] {
  return [1 - 2 * flipProbability, (1 - flipProbability) * (1 - 2 * dephasingProbability)]
}

function fidelityOf(errors: Errors, singletWeight: number): number {
  const [zz, xx] = errorFactors(errors)
  return (1 + singletWeight * (zz + 2 * xx)) / 4
}

/**
 * One slot of such a link. The source makes its pairs whether or not a photon of a is due: those that come in two make
 * heralds by themselves.
 *
 * @param photonDue a photon of a may reach the gate
 * @param ready b's memory can absorb: otherwise what is announced has nothing in it
 */
export function heraldedSourceSlot(
  parameters: HeraldedSourceParameters,
  photonDue: boolean,
  ready: boolean,
  noise: DetectorNoise
): SlotModel {
  const { heraldProbability, singletWeight } = heraldedSource(
    {
      ...parameters,
      emitterEfficiency: photonDue ? parameters.emitterEfficiency : 0,
      storageEfficiency: ready ? parameters.storageEfficiency : 0
    },
    noise
  )
  if (heraldProbability <= 0) return NOTHING
  const [zz, xx] = errorFactors(parameters)
  const state = createPair()
  state[0] = 1
  state[5] = -singletWeight * xx
  state[10] = -singletWeight * xx
  state[15] = -singletWeight * zz
  return {
    heraldProbability,
    patterns: [{ detectors: BOTH_DETECTORS, bellIndex: BellIndex.PsiMinus, probability: heraldProbability, state }]
  }
}
