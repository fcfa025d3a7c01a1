/**
 * Security analysis of quantum key distribution: how long a key may be, by which argument. Pure mathematics.
 *
 * Four analyses with one shape, {@link SecurityAnalysis}: {@link entropyAccumulation} (device-independent, the default),
 * {@link complementarityAzuma} (calibrated, not a proof), {@link complementarityChernoff} (experimental) and
 * {@link entropicUncertainty} (BBM92, trusted measurements). A session declares one of them, with all its parameters,
 * before its first round, and only that one releases its key.
 *
 * @example
 * ```ts
 * const analysis = entropyAccumulation({
 *   rounds: 1_500_000, testProbability: 13 / 256, expectedChsh: 2.64, expectedQber: 0.018
 * })
 * analysis.parameters.winningThreshold // 0.82553
 * analysis.parameters.syndromeBits // 296517
 * const key = analysis.keyLength({ won: 63_200, lost: 12_975, errorCorrectionBits: 290_114 })
 * key.mayRelease && key.length // 95884
 * ```
 *
 * @packageDocumentation
 */
export * from './analysis.js'
export * from './asymptotic/entropy-bound.js'
export * from './asymptotic/random-key-basis.js'
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
export * from './entropy-accumulation/best-flips.js'
export * from './entropy-accumulation/bound.js'
export * from './entropy-accumulation/epsilons.js'
export * from './entropy-accumulation/plan.js'
export * from './entropy-accumulation/round-entropy.js'
export * from './entropy-accumulation/tradeoff.js'
export { SecurityInputError } from './errors.js'
export * from './extractor.js'
export * from './record/input-check.js'
export * from './record/tally.js'
export * from './statistics/acceptance.js'
export * from './statistics/binomial.js'
export * from './statistics/chi-squared.js'
export * from './statistics/spread.js'
