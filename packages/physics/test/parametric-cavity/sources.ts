import fc from 'fast-check'
import { instabilityThreshold } from '../../src/parametric-cavity/threshold.js'
import type { ParametricCavity } from '../../src/parametric-cavity/parameters.js'
import { between } from '../between.js'

/** Evenly over the logarithm of a range. */
export function logarithmic(lowest: number, highest: number): fc.Arbitrary<number> {
  return between(Math.log(lowest), Math.log(highest)).map(Math.exp)
}

/** Sources of all shapes whose drive is up to `fraction` of the threshold, some strongly coupled, some hardly. */
export function stableSources(fraction: number): fc.Arbitrary<ParametricCavity> {
  return fc
    .record({
      cavityDecay: logarithmic(0.1, 1000),
      collectiveCoupling: fc.oneof(fc.constant(0), logarithmic(0.1, 1000)),
      inhomogeneousLinewidth: logarithmic(0.1, 1000),
      combFinesse: fc.oneof(fc.constant(1), between(1, 20)),
      part: between(0.001, fraction)
    })
    .map(({ part, ...passive }) => ({
      ...passive,
      parametricDrive: part * instabilityThreshold({ ...passive, parametricDrive: 1 }).parametricDrive
    }))
}

/** The example parameters of the paper's table, its numbers taken for rad/µs as they stand. */
export const tableSource: ParametricCavity = {
  cavityDecay: 150,
  parametricDrive: 40,
  collectiveCoupling: 300,
  inhomogeneousLinewidth: 150,
  combFinesse: 3
}
