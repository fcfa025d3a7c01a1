import { wernerParameter } from '../routing/link-cost.js'
import type { OperatingPoint } from '../routing/operating-points.js'
import { chainFidelity, chainRate, type SwapNode } from './chain-estimate.js'
import { waitingDecayContinuous } from './waiting.js'

/** How many thresholds, from the highest that will do downwards, are tried and improved. */
const TRIALS = 4
/** How many of the slowest links are traded against others. */
const TRADED = 3

type Choices = readonly (readonly OperatingPoint[])[]

/**
 * A good choice of points for a long path. For a least rate that every link is to have, the most faithful choice is
 * found link by link (dynamic programming, the waits at different nodes taken as independent); the highest least rate
 * whose choice meets the fidelity is found by halving. From there links are made faster one at a time, or one faster and
 * another more faithful, as long as the rate of the whole grows and the fidelity, with the waits as they are, is met.
 *
 * @param choices the points of each link, by rising fidelity and falling rate
 */
export function searchByThreshold(
  choices: Choices,
  nodes: readonly SwapNode[],
  minimumFidelity: number
): OperatingPoint[] | undefined {
  const meets = (points: readonly OperatingPoint[]): boolean => chainFidelity(points, nodes) >= minimumFidelity
  const slowestOfFastest = Math.min(...choices.map((points) => (points[0] as OperatingPoint).rate))
  const thresholds = [...new Set(choices.flatMap((points) => points.map(({ rate }) => rate)))]
    .filter((rate) => rate <= slowestOfFastest)
    .sort((a, b) => a - b)
  // The lowest threshold closes no point.
  let low = 0
  let high = thresholds.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (meets(mostFaithful(choices, nodes, thresholds[middle] as number))) low = middle
    else high = middle
  }
  let best: OperatingPoint[] | undefined
  for (let trial = low; trial >= 0 && trial > low - TRIALS; trial--) {
    let points = mostFaithful(choices, nodes, thresholds[trial] as number)
    if (!meets(points)) points = climbFidelity(choices, nodes, points, minimumFidelity)
    if (!meets(points)) continue
    points = climbRate(choices, points, meets)
    if (!best || chainRate(points) > chainRate(best)) best = points
  }
  return best
}

/** The choice with the highest Werner parameter, every link at `leastRate` or above, by the Viterbi algorithm. */
function mostFaithful(choices: Choices, nodes: readonly SwapNode[], leastRate: number): OperatingPoint[] {
  const open = choices.map((points) => points.filter(({ rate }) => rate >= leastRate))
  const cameFrom: number[][] = []
  let losses = (open[0] as OperatingPoint[]).map(({ fidelity }) => -Math.log(wernerParameter(fidelity)))
  for (let link = 1; link < open.length; link++) {
    const before = open[link - 1] as OperatingPoint[]
    const decayRate = 1 / (nodes[link - 1] as SwapNode).coherenceTime
    const origins: number[] = []
    losses = (open[link] as OperatingPoint[]).map(({ fidelity, rate }) => {
      let least = Infinity
      let origin = 0
      before.forEach((point, index) => {
        const loss = (losses[index] as number) - Math.log(waitingDecayContinuous(point.rate, rate, decayRate))
        if (loss < least) [least, origin] = [loss, index]
      })
      origins.push(origin)
      return least - Math.log(wernerParameter(fidelity))
    })
    cameFrom.push(origins)
  }
  let index = losses.indexOf(Math.min(...losses))
  const points: OperatingPoint[] = []
  for (let link = open.length - 1; link >= 0; link--) {
    points.push((open[link] as OperatingPoint[])[index] as OperatingPoint)
    index = cameFrom[link - 1]?.[index] ?? 0
  }
  return points.reverse()
}

/** Changes one link at a time where that raises the fidelity, until it is met or nothing helps. */
function climbFidelity(
  choices: Choices,
  nodes: readonly SwapNode[],
  start: readonly OperatingPoint[],
  minimumFidelity: number
): OperatingPoint[] {
  const points = [...start]
  let fidelity = chainFidelity(points, nodes)
  for (let improved = true; improved && fidelity < minimumFidelity; ) {
    improved = false
    for (const [link, alternatives] of choices.entries()) {
      for (const alternative of alternatives) {
        const before = points[link] as OperatingPoint
        points[link] = alternative
        const changed = chainFidelity(points, nodes)
        if (changed > fidelity) {
          fidelity = changed
          improved = true
        } else points[link] = before
      }
    }
  }
  return points
}

/** Makes links faster, the slowest first, while that keeps the fidelity. */
function climbRate(
  choices: Choices,
  start: readonly OperatingPoint[],
  meets: (points: readonly OperatingPoint[]) => boolean
): OperatingPoint[] {
  const points = [...start]
  let rate = chainRate(points)
  /** Takes the changed choice where it is faster and meets the fidelity. */
  const take = (changes: readonly (readonly [link: number, point: OperatingPoint])[]): boolean => {
    const before = changes.map(([link]) => [link, points[link] as OperatingPoint] as const)
    for (const [link, point] of changes) points[link] = point
    // The fidelity first: of the two it is the quicker to find.
    if (meets(points)) {
      const changed = chainRate(points)
      if (changed > rate) {
        rate = changed
        return true
      }
    }
    for (const [link, point] of before) points[link] = point
    return false
  }
  const beside = (link: number, step: 1 | -1): OperatingPoint | undefined => {
    const alternatives = choices[link] as readonly OperatingPoint[]
    return alternatives[alternatives.indexOf(points[link] as OperatingPoint) + step]
  }
  const slowestFirst = (): number[] =>
    points
      .map((_, link) => link)
      .sort((a, b) => (points[a] as OperatingPoint).rate - (points[b] as OperatingPoint).rate)
  const faster = (link: number): boolean => {
    const point = beside(link, -1)
    return point !== undefined && take([[link, point]])
  }
  const traded = (link: number): boolean => {
    const point = beside(link, -1)
    if (!point) return false
    // The fastest can best do with less.
    for (const other of slowestFirst().reverse()) {
      const giving = other === link ? undefined : beside(other, 1)
      if (
        giving &&
        take([
          [link, point],
          [other, giving]
        ])
      )
        return true
    }
    return false
  }
  for (let improved = true; improved; ) {
    improved = false
    for (const link of slowestFirst()) if (faster(link)) improved = true
    if (!improved) improved = slowestFirst().slice(0, TRADED).some(traded)
  }
  return points
}
