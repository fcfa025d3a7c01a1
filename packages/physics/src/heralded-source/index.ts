export { pairNumberProbability, type PairTerm, pairTerm } from './pair-terms.js'
export { type HeraldedSourceParameters, heraldedSourceParameters, parseHeraldedSource } from './parameters.js'
export { type HeraldedSource, heraldedSource, heraldedSourceSlot } from './slot.js'
