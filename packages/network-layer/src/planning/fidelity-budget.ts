import { NetworkInputError, requireEntries, requirePositive, requireRange } from '../errors.js'
import { wernerParameter } from '../routing/link-cost.js'
import { type OperatingPoint, paretoPoints } from '../routing/operating-points.js'
import { type ChainEstimate, chainFidelity, chainRate, requireNodes, type SwapNode } from './chain-estimate.js'
import { searchByThreshold } from './threshold-search.js'

/** A path to be planned. */
export interface PlannedPath {
  /** What each link can be run at, from one end to the other; points that another beats in both figures are left out. */
  readonly links: readonly { readonly operatingPoints: readonly OperatingPoint[] }[]
  /** The inner nodes, one fewer than links. */
  readonly nodes: readonly SwapNode[]
}

/** What each link is to be run at, and what the path is then expected to give. */
export interface FidelityBudget extends ChainEstimate {
  readonly points: readonly OperatingPoint[]
  /** Whether it is certain that no other choice gives a higher rate. */
  readonly exact: boolean
}

export interface BudgetOptions {
  /** Paths with no more ways to choose than this are searched in full; 20 000 where not given. */
  readonly exactChoices?: number
}

/**
 * Chooses the operating point of every link so that the path meets a fidelity from end to end, the waiting for each
 * other included (`estimateChain`), at the best rate. Short paths are searched in full, by branch and bound; long ones by
 * a search that always meets the fidelity but may miss the best rate by a little.
 *
 * @returns undefined where no choice meets the fidelity; for long paths, where none was found
 */
export function planFidelityBudget(
  path: PlannedPath,
  minimumFidelity: number,
  { exactChoices = 20_000 }: BudgetOptions = {}
): FidelityBudget | undefined {
  requireRange('minimumFidelity', minimumFidelity, 0, 1)
  const choices = choicesOf(path)
  if (choices.some((points) => points.length === 0)) return undefined
  const ways = choices.reduce((product, points) => product * points.length, 1)
  const exact = ways <= exactChoices
  const good = searchByThreshold(choices, path.nodes, minimumFidelity)
  const points = exact ? searchInFull(choices, path.nodes, minimumFidelity, good) : good
  if (!points) return undefined
  return { points, exact, fidelity: chainFidelity(points, path.nodes), rate: chainRate(points) }
}

/** The points of each link that are worth choosing: beaten by no other, and of any use. */
function choicesOf({ links, nodes }: PlannedPath): OperatingPoint[][] {
  requireEntries('links', links, 1)
  requireNodes(nodes, links.length)
  return links.map(({ operatingPoints }, link) => {
    operatingPoints.forEach(({ fidelity, rate }, index) => {
      const field = `links[${link}].operatingPoints[${index}]`
      requireRange(`${field}.fidelity`, fidelity, 0, 1)
      requirePositive(`${field}.rate`, rate)
    })
    if (operatingPoints.length === 0) {
      throw new NetworkInputError(`links[${link}].operatingPoints.length`, 0, '1 or more')
    }
    return paretoPoints(operatingPoints.filter(({ fidelity }) => wernerParameter(fidelity) > 0))
  })
}

/**
 * Branch and bound, link by link. A branch ends where even the fastest points for the rest do not beat the best rate
 * found, or where even the most faithful ones without any waiting do not meet the fidelity. Begins from a choice that is
 * known to meet it, where there is one: the better that is, the more branches end early.
 */
function searchInFull(
  choices: readonly OperatingPoint[][],
  nodes: readonly SwapNode[],
  minimumFidelity: number,
  known: OperatingPoint[] | undefined
): OperatingPoint[] | undefined {
  const fastest = choices.map((points) => points[0] as OperatingPoint)
  const chosen = [...fastest]
  // The best Werner parameter of the links from each one on, and of all swaps.
  const reachable = new Float64Array(choices.length + 1)
  reachable[choices.length] = nodes.reduce((product, { swapWerner }) => product * swapWerner, 1)
  for (let link = choices.length - 1; link >= 0; link--) {
    const points = choices[link] as OperatingPoint[]
    const best = wernerParameter((points.at(-1) as OperatingPoint).fidelity)
    reachable[link] = (reachable[link + 1] as number) * best
  }
  const required = minimumFidelity <= 1 / 4 ? -Infinity : wernerParameter(minimumFidelity) * (1 - 1e-12)
  let best = known
  let bestRate = known ? chainRate(known) : 0
  const choose = (link: number, werner: number): void => {
    if (werner * (reachable[link] as number) < required) return
    const rate = chainRate(chosen)
    if (rate <= bestRate) return
    if (link === choices.length) {
      if (chainFidelity(chosen, nodes) < minimumFidelity) return
      best = [...chosen]
      bestRate = rate
      return
    }
    for (const point of choices[link] as OperatingPoint[]) {
      chosen[link] = point
      choose(link + 1, werner * wernerParameter(point.fidelity))
    }
    chosen[link] = fastest[link] as OperatingPoint
  }
  choose(0, 1)
  return best
}
