import { pointAtFidelity } from './operating-points.js'
import type { TopologyLink } from './topology.js'

/** What it means for a path to use a link. */
export interface LinkMetric {
  /** What the path with the least sum of is the best; 0 or above. Seconds per pair in the costs of this file. */
  readonly cost: number
  /** Werner parameter of the link's pairs, above 0, at most 1: multiplies along the path. */
  readonly werner: number
}

/** Cost and Werner parameter of a link, or undefined where the link cannot be used. */
export type LinkCost = (link: TopologyLink) => LinkMetric | undefined

/** W = (4F − 1)/3: what is left of a Werner state beside noise. Multiplies under ideal swapping, where F does not. */
export function wernerParameter(fidelity: number): number {
  return (4 * fidelity - 1) / 3
}

/** F = (1 + 3W)/4. */
export function wernerFidelity(parameter: number): number {
  return (1 + 3 * parameter) / 4
}

/**
 * Every link run at the fastest point that gives at least `linkFidelity`: the cost is the mean time of one pair there,
 * in seconds, 1 over the measured rate (Van Meter et al., "Path selection for quantum repeater networks").
 */
export function secondsPerPair(linkFidelity: number): LinkCost {
  return ({ operatingPoints }) => {
    const point = pointAtFidelity(operatingPoints, linkFidelity)
    if (!point) return undefined
    const werner = wernerParameter(point.fidelity)
    return werner > 0 ? { cost: 1 / point.rate, werner } : undefined
  }
}

/**
 * The best of everything a link can do, though not at once: the seconds per pair at its fastest point and the Werner
 * parameter at its most faithful one. A path that is out of reach under this cost is out of reach altogether, so it
 * finds the paths worth planning (`planFidelityBudget`).
 */
export const optimisticCost: LinkCost = ({ operatingPoints }) => {
  let cost = Infinity
  let werner = 0
  for (const { fidelity, rate } of operatingPoints) {
    cost = Math.min(cost, 1 / rate)
    werner = Math.max(werner, wernerParameter(fidelity))
  }
  return werner > 0 && cost < Infinity ? { cost, werner } : undefined
}

/** Every usable link costs 1: the fewest swaps. Werner parameters as in {@link secondsPerPair}. */
export function hopCount(linkFidelity: number): LinkCost {
  const measured = secondsPerPair(linkFidelity)
  return (link) => {
    const metric = measured(link)
    return metric && { cost: 1, werner: metric.werner }
  }
}
