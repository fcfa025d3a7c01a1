export {
  type ClickProbabilities,
  type ClickWeights,
  clickWeights,
  type Excitation,
  truncatedClickWeights
} from './click-weights.js'
export {
  type DetectedPair,
  detectedConcurrence,
  detectedPair,
  detectorAlone,
  eitherDetector,
  type Herald,
  inferredExcitation,
  jointCoherence,
  lossRemoved,
  memoryConcurrence,
  memoryFidelity,
  type MemoryPair,
  physicalMemoryPair,
  type RetrievalEfficiencies
} from './heralded-memories.js'
export { type LeadingOrderLink, leadingOrderLink, type LeadingOrderParameters } from './leading-order.js'
export { type DlczLink, dlczLink, type DlczLinkParameters, phaseNoiseContrast } from './link.js'
export { dlczLinkParameters, dlczParameters, parseDlcz, parseDlczLink } from './parameters.js'
export {
  coherenceLowerBound,
  type PolarisationEntanglement,
  polarisationEntanglement
} from './polarisation-entanglement.js'
export { ensembleMemory, retrievalAfter } from './retrieval.js'
export { type DlczParameters, dlczSlot } from './slot.js'
export { type EnsembleOptics, fockPatterns, type LightPatterns, summedPatterns } from './station-response.js'
export { type SwitchedLink, switchedLink, type SwitchedStation } from './switched-slots.js'
