import { tsirelsonBound } from '@bellwire/quantum'
import { type KeyLength, judged, type SecurityAnalysis } from '../analysis.js'
import { requireBetween, requireRange } from '../errors.js'
import { requireProtocol, requireSiftedData, type SiftedData, type SiftedProtocol } from './sifted.js'
import { bestSupermartingale, patternBits, type SupermartingaleChoice } from './supermartingale.js'

export interface ChernoffParameters extends SiftedProtocol {
  /** ε_ph: probability that the pattern of phase errors has more bits than the bound. */
  readonly epsilon: number
  /** The CHSH value at which λ and t are chosen to be best, from 0 to 2√2. */
  readonly expectedChsh: number
}

const identity = { name: 'complementarity-chernoff', label: 'experimental' } as const

/**
 * Complementarity with an exponential supermartingale over all rounds, the phase errors' conditional probabilities and
 * the estimator of S in one sum:
 *
 *     K = n_key − I − published bits − s,   s = ⌈log2(1/ε)⌉
 *
 * with I of `patternBits`. The pattern is identified but with probability ε + 2^(−s), so the key is √(2(ε + 2^(−s))) from
 * an ideal one (Koashi, "Simple security proof of quantum key distribution based on complementarity"). A derivation, not
 * a reviewed proof. λ and t are chosen for the CHSH value expected, before any round.
 */
export function complementarityChernoff(
  parameters: ChernoffParameters
): SecurityAnalysis<ChernoffParameters & SupermartingaleChoice, SiftedData> {
  requireProtocol(parameters)
  requireBetween('epsilon', parameters.epsilon, 0, 1)
  requireRange('expectedChsh', parameters.expectedChsh, 0, tsirelsonBound)
  const { rounds, keyProbability, testSettingProbability, epsilon, expectedChsh } = parameters
  const choice = bestSupermartingale(parameters, Math.max(2, expectedChsh), epsilon)
  const fixed = { rounds, keyProbability, testSettingProbability, epsilon, expectedChsh, ...choice }
  return {
    ...identity,
    description:
      'Device-independent, sifted protocol. Exponential supermartingale for the phase errors; a derivation that nobody has ' +
      'reviewed.',
    reference: 'Koashi, New J. Phys. 11, 045018 (2009), for complementarity; the finite-size form is of this project',
    mode: 'variable-length',
    parameters: fixed,
    keyLength: (data) => chernoffKeyLength(fixed, data)
  }
}

function chernoffKeyLength(parameters: ChernoffParameters & SupermartingaleChoice, data: SiftedData): KeyLength {
  requireSiftedData(parameters, data)
  const { epsilon } = parameters
  const pattern = patternBits(parameters, parameters, data.chsh, epsilon)
  const hash = Math.ceil(-Math.log2(epsilon))
  const terms = [
    { name: 'raw key', bits: data.keyRounds },
    { name: 'phase errors at the observed CHSH value', bits: -pattern.line },
    { name: 'exponential moment', bits: -pattern.moment },
    { name: 'confidence', bits: -pattern.confidence },
    { name: 'pattern hash', bits: -hash },
    { name: 'published bits', bits: -data.publishedBits }
  ]
  const unidentified = epsilon + 2 ** -hash
  const epsilons = { phase: epsilon, pattern: unidentified, secrecy: Math.sqrt(2 * unidentified) }
  return judged(identity, terms, epsilons, (bits) => Math.max(0, Math.floor(Math.min(bits, data.keyRounds))))
}
