export type { MemoryLaw } from './law.js'
export { type LinearFlipParameters, linearFlipMemory, linearFlipParameters } from './linear-flip.js'
export { perfectMemory } from './perfect.js'
export { type RelaxationParameters, relaxationMemory, relaxationParameters } from './relaxation.js'
export {
  type StoredPair,
  storedFidelity,
  storedXX,
  storedZZ,
  timeOfFidelity,
  transferredCorrelators,
  windowMeanFidelity
} from './stored-pair.js'
export { transferFactors } from './transfer.js'
export { swappedAfterWaiting, type WaitingSwap, waitingSwap } from './waiting-swap.js'
