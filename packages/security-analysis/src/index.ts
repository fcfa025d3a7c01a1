/**
 * Security analysis of quantum key distribution: how long a key may be, by which argument. Pure mathematics.
 *
 * @packageDocumentation
 */
export * from './analysis.js'
export * from './asymptotic/entropy-bound.js'
export * from './asymptotic/rate.js'
export * from './asymptotic/threshold.js'
export * from './complementarity/azuma.js'
export * from './complementarity/chernoff.js'
export * from './complementarity/sifted.js'
export * from './complementarity/supermartingale.js'
export * from './entropic-uncertainty/analysis.js'
export * from './entropic-uncertainty/expected.js'
export * from './entropic-uncertainty/plan.js'
export * from './entropy-accumulation/accept.js'
export * from './entropy-accumulation/analysis.js'
export * from './entropy-accumulation/bound.js'
export * from './entropy-accumulation/epsilons.js'
export * from './entropy-accumulation/plan.js'
export * from './entropy-accumulation/tradeoff.js'
export { SecurityInputError } from './errors.js'
export * from './extractor.js'
export * from './statistics/acceptance.js'
export * from './statistics/binomial.js'
export * from './statistics/spread.js'
