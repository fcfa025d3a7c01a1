import { wernerFidelity, wernerParameter } from '../routing/link-cost.js'
import { type OperatingPoint, paretoPoints } from '../routing/operating-points.js'
import { cutoffDecay, cutoffMeanTime } from './chain-cutoff.js'
import { chainFidelity, chainRate, type SwapNode } from './chain-estimate.js'
import { type FidelityBudget, planFidelityBudget, type PlannedPath } from './fidelity-budget.js'

/** What each link is to be run at and how long pairs may wait, and what the path is then expected to give. */
export interface CutoffBudget extends FidelityBudget {
  /** Seconds, the same at all inner nodes; infinity where nothing is to be discarded. */
  readonly cutoff: number
}

/** Up to so many ways to choose points all are looked at; otherwise those of one least rate for all links. */
const FEW_CHOICES = 64

/** A longer path is planned without a cut-off: what one gives takes a time that grows with the cube of its length. */
const LONGEST = 16

/** Beyond so many coherence times nothing is left of a pair, beyond so many mean times none is waited for. */
const LOST = 64
const WAITED_FOR = 40

/** Steps between the lengths that are tried first, and how well the last one is known. */
const STEP = Math.SQRT2
const PRECISION = 1e-4
const ENOUGH = 1e-7

/**
 * Chooses the operating point of every link and one cut-off for all inner nodes so that the mean fidelity of the pairs
 * from end to end is met at the best rate, as chains with a cut-off are expected to give it (`CutoffChain`). With given
 * points a longer cut-off means more pairs: so each is given the longest with which it meets the fidelity. Faster points
 * with a cut-off may beat more faithful ones without.
 *
 * @returns undefined where no choice and no cut-off of a nanosecond or longer meets the fidelity
 */
export function planCutoffBudget(path: PlannedPath, minimumFidelity: number): CutoffBudget | undefined {
  const { links, nodes } = path
  const patient = planFidelityBudget(path, minimumFidelity)
  let best: CutoffBudget | undefined = patient && { ...patient, cutoff: Infinity }
  if (links.length === 1 || links.length > LONGEST || nodes.every(({ coherenceTime }) => coherenceTime === Infinity))
    return best
  const { all, exact } = candidatesOf(links.map(({ operatingPoints }) => paretoPoints(operatingPoints)))
  for (const points of all.toSorted((a, b) => chainRate(b) - chainRate(a))) {
    // With a cut-off it gives less than without.
    if (best !== undefined && chainRate(points) <= best.rate) break
    const found = longestCutoff(points, nodes, minimumFidelity)
    if (found !== undefined && found.rate > (best?.rate ?? 0)) best = { ...found, points, exact }
  }
  return best && { ...best, exact }
}

/** What a chain is expected to give with a cut-off, pairs taken as Werner states. */
export function estimateCutoff(
  points: readonly OperatingPoint[],
  nodes: readonly SwapNode[],
  cutoff: number
): Pick<CutoffBudget, 'cutoff' | 'fidelity' | 'rate'> {
  const rates = points.map(({ rate }) => rate)
  return { cutoff, fidelity: cutoffFidelity(points, nodes, cutoff), rate: 1 / cutoffMeanTime({ rates, cutoff }) }
}

function cutoffFidelity(points: readonly OperatingPoint[], nodes: readonly SwapNode[], cutoff: number): number {
  if (cutoff === Infinity) return chainFidelity(points, nodes)
  const chain = { rates: points.map(({ rate }) => rate), cutoff }
  return wernerFidelity(freshWerner(points, nodes) * cutoffDecay(chain, decayRates(nodes)))
}

/** Where nothing waits. */
function freshWerner(points: readonly OperatingPoint[], nodes: readonly SwapNode[]): number {
  const swaps = nodes.reduce((product, { swapWerner }) => product * swapWerner, 1)
  return points.reduce((product, { fidelity }) => product * wernerParameter(fidelity), swaps)
}

function decayRates(nodes: readonly SwapNode[]): number[] {
  return nodes.map(({ coherenceTime }) => 1 / coherenceTime)
}

function longestCutoff(points: readonly OperatingPoint[], nodes: readonly SwapNode[], minimumFidelity: number) {
  const excess = (cutoff: number): number => cutoffFidelity(points, nodes, cutoff) - minimumFidelity
  if (excess(Infinity) >= 0) return estimateCutoff(points, nodes, Infinity)
  const required = wernerParameter(minimumFidelity)
  const fresh = freshWerner(points, nodes)
  if (!(fresh > required)) return undefined
  const decay = decayRates(nodes)
  // Even if every pair waited so long, enough would be left.
  const safe = required > 0 ? Math.log(fresh / required) / decay.reduce((sum, rate) => sum + rate, 0) : Infinity
  let tooLong = Math.min(WAITED_FOR / Math.min(...points.map(({ rate }) => rate)), LOST / Math.max(...decay))
  // The fidelity need not fall all the way, so the longest is sought from above.
  let cutoff = tooLong
  let [left, missing] = [excess(cutoff), 0]
  while (left < 0 && cutoff > safe) {
    ;[tooLong, missing] = [cutoff, left]
    cutoff = Math.max(cutoff / STEP, safe)
    left = excess(cutoff)
  }
  if (missing < 0) cutoff = between(cutoff, Math.max(left, 0), tooLong, missing, excess)
  // Whole nanoseconds, as a hop has them.
  const whole = Math.min(Math.floor(cutoff * 1e9), Number.MAX_SAFE_INTEGER)
  return whole >= 1 ? estimateCutoff(points, nodes, whole / 1e9) : undefined
}

/** The longest cut-off with which nothing is missing, between one with which it is not and one with which it is. */
function between(
  met: number,
  excessMet: number,
  tooLong: number,
  missing: number,
  excess: (cutoff: number) => number
): number {
  let [low, high] = [met, tooLong]
  let [above, below] = [excessMet, missing]
  // False position, with the weight of an end that stays halved (the Illinois way), in the logarithm.
  for (let last = 0; high > low * (1 + PRECISION) && above > ENOUGH; ) {
    const at = low * (high / low) ** (above / (above - below))
    const left = excess(at)
    if (left >= 0) {
      ;[low, above] = [at, left]
      if (last === 1) below /= 2
      last = 1
    } else {
      ;[high, below] = [at, left]
      if (last === -1) above /= 2
      last = -1
    }
  }
  return low
}

/** Choices of points, one for each link, in which each is of use. */
function candidatesOf(choices: readonly (readonly OperatingPoint[])[]) {
  const useful = choices.map((points) => points.filter(({ fidelity }) => wernerParameter(fidelity) > 0))
  const ways = useful.reduce((product, points) => product * points.length, 1)
  if (ways <= FEW_CHOICES) {
    let all: OperatingPoint[][] = [[]]
    for (const points of useful) all = all.flatMap((before) => points.map((point) => [...before, point]))
    return { all, exact: true }
  }
  const all = [...new Set(useful.flatMap((points) => points.map(({ rate }) => rate)))].flatMap((leastRate) => {
    const points = useful.map((link) => link.findLast(({ rate }) => rate >= leastRate))
    return points.every((point) => point !== undefined) ? [points] : []
  })
  return { all, exact: false }
}
