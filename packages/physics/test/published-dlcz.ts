import type { DlczLinkParameters } from '../src/dlcz/link.js'

/** The working point of the rubidium memories 5 µs after writing: published, fitted and assumed numbers together. */
export const published: DlczLinkParameters = {
  efficiencyA: 0.02563,
  efficiencyB: 0.02563,
  photonOverlap: 0,
  phaseContrast: 0.9569,
  operationsContrast: 0.668,
  retrievalEfficiencyA: 0.2762,
  retrievalEfficiencyB: 0.2762,
  noiseClickProbability: [8.63e-5, 8.63e-5],
  attemptsPerSecond: 2760,
  probePhotons: 0.0244
}
