import {
  type DlczLinkParameters,
  rb87Memory,
  rb87NetworkLinks,
  rb87OperationsContrast,
  rb87Parameters as rb87,
  rb87Prompt,
  rb87Stabilisation,
  rb87Stored
} from '@bellwire/physics'
import type { PlatformInput } from '../../schema/platform.js'

const MICROSECOND = 1e3
const MILLISECOND = 1e6
const SECOND = 1e9

/** The loop that holds the phase, in the units of scenarios. It leaves a contrast of 0.95691 for the derived 0.9569. */
function heldBy(link: DlczLinkParameters, share: number) {
  const loop = rb87Stabilisation(link.attemptsPerSecond, share)
  const { driftRate, intervalSeconds, gain } = loop.frequencyDifference
  return {
    phaseWalk: Math.sqrt(loop.diffusion),
    probe: rb87.probeDuration.value * MICROSECOND,
    photons: loop.detectedPhotons,
    feedback: rb87.feedbackDelay.value * MICROSECOND,
    gap: rb87.gap.value * MICROSECOND,
    gain: loop.gain,
    probes: loop.probes,
    period: SECOND * loop.periodSeconds,
    calibration: { drift: driftRate, interval: Math.round(SECOND * intervalSeconds), gain }
  }
}

/**
 * Two atomic ensembles and a server between them. The fitted efficiencies count this fibre.
 *
 * @param share of the server's time that they are served
 */
function ensembles(link: DlczLinkParameters, title: string, share = 1): PlatformInput {
  return {
    title,
    length: 2 * rb87.fibreLength.value,
    emission: {
      kind: 'dlcz',
      photonOverlap: link.photonOverlap,
      stabilisation: heldBy(link, share),
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
      'emission.stabilisation': 'published',
      'emission.stabilisation.phaseWalk': 'assumed',
      'emission.stabilisation.photons': 'fitted',
      'emission.stabilisation.gain': 'assumed',
      'emission.stabilisation.calibration': 'assumed',
      'emission.stabilisation.calibration.drift': 'derived',
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
  return ensembles(link, `Rubidium ensembles, link ${name} of the metropolitan star`, 1 / rb87.links.value)
}
