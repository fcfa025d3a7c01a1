import {
  type DlczLinkParameters,
  rb87Memory,
  rb87NetworkLinks,
  rb87OperationsContrast,
  rb87Parameters as rb87,
  rb87Prompt,
  rb87Stored
} from '@bellwire/physics'
import type { PlatformInput } from '../../schema/platform.js'

const MILLISECOND = 1e6

/** Two atomic ensembles and a server between them. The fitted efficiencies count this fibre. */
function ensembles(link: DlczLinkParameters, title: string): PlatformInput {
  return {
    title,
    length: 2 * rb87.fibreLength.value,
    emission: {
      kind: 'dlcz',
      photonOverlap: link.photonOverlap,
      phaseContrast: link.phaseContrast,
      operationsContrast: link.operationsContrast,
      retrievalEfficiencies: [link.retrievalEfficiencyA, link.retrievalEfficiencyB],
      brightnesses: [rb87.excitation.value]
    },
    // The same for both, and never said of one element alone.
    path: { 'write-out photon to click': link.efficiencyA },
    fibre: { attenuation: rb87.fibreAttenuation.value, statedAt: 2 * rb87.fibreLength.value },
    station: { noise: [...link.noiseClickProbability] },
    attempt: { rate: link.attemptsPerSecond },
    memory: {
      law: 'relaxation',
      relaxationTime: rb87Memory.relaxationTimeMilliseconds * MILLISECOND,
      coherenceTime: rb87Memory.coherenceTimeMilliseconds * MILLISECOND,
      equilibriumPolarisation: rb87Memory.equilibriumPolarisation
    },
    coherenceTime: rb87Memory.coherenceTimeMilliseconds * MILLISECOND,
    gates: { between: false },
    tags: {
      'emission.phaseContrast': 'derived',
      'emission.operationsContrast': 'fitted',
      'emission.retrievalEfficiencies': 'fitted',
      'emission.brightnesses': 'published',
      path: 'fitted',
      'fibre.attenuation': 'published',
      'station.noise': 'fitted',
      attempt: 'published',
      'memory.relaxationTime': 'published',
      'memory.coherenceTime': 'derived',
      coherenceTime: 'derived'
    }
  }
}

/** Alice and Bob, retrieved before the herald can have come back. */
export const rubidium = ensembles(rb87Prompt, 'Rubidium ensembles, retrieved 5 µs after writing')

/** Alice and Bob, stored for longer than light and answer take. */
export const rubidiumStored = ensembles(rb87Stored, 'Rubidium ensembles, stored for 107 µs')

/**
 * A link of the three-node experiment: that of Alice and Bob, its V_o from the mean of what both detectors' heralds are
 * published to leave in its memories.
 */
export function rubidiumLink(name: 'AB' | 'AC' | 'BC'): PlatformInput {
  const published = rb87NetworkLinks.filter((link) => link.name === name).map((link) => link.memoryConcurrence[0])
  const concurrence = published.reduce((sum, one) => sum + one, 0) / published.length
  const link = { ...rb87Prompt, operationsContrast: rb87OperationsContrast(rb87Prompt, concurrence) }
  return ensembles(link, `Rubidium ensembles, link ${name} of the metropolitan star`)
}
