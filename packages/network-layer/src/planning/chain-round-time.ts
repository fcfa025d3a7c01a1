import { integral, ORDER, type Panel, panelOf, rule } from './panel.js'

/**
 * Mean time until a round of a chain ends: all links have a pair, or an inner node has kept one for the cut-off c.
 * ∫ P(not over at t) dt. Up to c nothing is cut off, so that is 1 − Π(1−e^{−Rᵢt}); from (n−1)c on it falls exactly as
 * e^{−ΣRᵢ·t}; between, it is followed link by link for every t of a quadrature.
 */
export function chainRoundTime(rates: readonly number[], cutoff: number): number {
  const total = rates.reduce((sum, rate) => sum + rate, 0)
  const panel = panelOf(cutoff, [0], total / COARSER, 0)
  let sum = integral(
    panel.nodes.map((t) => 1 - rates.reduce((product, rate) => product * -Math.expm1(-rate * t), 1)),
    panel
  )
  for (let at = 1; at < rates.length - 1; at++) {
    const part = integral(
      panel.nodes.map((x) => goesOn(rates, cutoff, at, x)),
      panel
    )
    sum += part
    if (part <= NEGLIGIBLE * sum) return sum
  }
  return sum + goesOn(rates, cutoff, Math.max(1, rates.length - 1), 0) / total
}

const NEGLIGIBLE = 1e-9

/** Without a kernel longer intervals do: a mean time needs no more than seven digits. */
const COARSER = 4

/**
 * The probability that a round is not over at t = at·c + x. Link by link: the weight that this link has no pair yet, and
 * the density of the time s at which it got its pair, once with every link up to it having one and once without. A link
 * without a pair beside one with a pair needs s > t − c, and two with one |s − s'| ≤ c.
 */
function goesOn(rates: readonly number[], cutoff: number, at: number, x: number): number {
  const total = rates.reduce((sum, rate) => sum + rate, 0)
  const panel = panelOf(cutoff, x > 0 ? [0, x] : [0], total / COARSER, 0)
  const cut = panel.edges.indexOf(x)
  const inside = cut * ORDER
  const t = at * cutoff + x
  const [first = 0, ...others] = rates
  // The last panel ends at x.
  const times = Array.from({ length: inside > 0 ? at + 1 : at }, (_, index) =>
    panel.nodes.slice(0, index === at ? inside : undefined).map((node) => index * cutoff + node)
  )
  let all: Float64Array[] = times.map((panelTimes) => panelTimes.map((s) => first * Math.exp(-first * s)))
  let some: Float64Array[] = times.map((panelTimes) => new Float64Array(panelTimes.length))
  let none = Math.exp(-first * t)
  let decay = all
  let decayRate = first
  for (const rate of others) {
    const ofAll = all.map((values) => runningSums(values, panel))
    const ofSome = some.map((values) => runningSums(values, panel))
    // Chains of equal links are common, and exponentials are what costs most.
    if (rate !== decayRate) decay = times.map((panelTimes) => panelTimes.map((s) => rate * Math.exp(-rate * s)))
    decayRate = rate
    all = decay.map((values, index) => reached(values, ofAll, index, 0, Infinity))
    some = decay.map((values, index) =>
      reached(values, ofSome, index, none, index === at ? 0 : index === at - 1 ? inside : Infinity)
    )
    none = Math.exp(-rate * t) * (none + since(ofAll, at, cut) + since(ofSome, at, cut))
  }
  return none + some.reduce((sum, values) => sum + runningSums(values, panel).total, 0)
}

/** Integrals from the start of a panel. */
interface RunningSums {
  readonly atNodes: Float64Array
  readonly atEdges: Float64Array
  readonly total: number
}

function runningSums(values: Float64Array, { edges }: Panel): RunningSums {
  const intervals = values.length / ORDER
  const atNodes = new Float64Array(values.length)
  const atEdges = new Float64Array(intervals + 1)
  let total = 0
  for (let interval = 0; interval < intervals; interval++) {
    const length = (edges[interval + 1] as number) - (edges[interval] as number)
    let whole = 0
    for (let a = 0; a < ORDER; a++) {
      let sum = 0
      for (let b = 0; b < ORDER; b++) {
        sum += (rule.partial[a * ORDER + b] as number) * (values[interval * ORDER + b] as number)
      }
      atNodes[interval * ORDER + a] = total + length * sum
      whole += (rule.weights[a] as number) * (values[interval * ORDER + a] as number)
    }
    total += length * whole
    atEdges[interval + 1] = total
  }
  return { atNodes, atEdges, total }
}

/**
 * The density of the next link's time at the nodes of a panel: that which it has alone, times the weight of all times of
 * the link before that are no further than the cut-off; from node `late` on also `none`, where that has no pair.
 */
function reached(
  alone: Float64Array,
  sums: readonly RunningSums[],
  index: number,
  none: number,
  late: number
): Float64Array {
  const density = new Float64Array(alone.length)
  const before = sums[index - 1]
  const after = sums[index + 1]
  const full = (sums[index] as RunningSums).total + (before?.total ?? 0)
  for (let k = 0; k < density.length; k++) {
    let sum = full + (k >= late ? none : 0)
    if (before !== undefined) sum -= before.atNodes[k] as number
    // The last panel may end before its node k.
    if (after !== undefined) sum += k < after.atNodes.length ? (after.atNodes[k] as number) : after.total
    density[k] = (alone[k] as number) * sum
  }
  return density
}

/** The integral over the last cut-off time before now, which is edge `cut` of panel `at`. */
function since(sums: readonly RunningSums[], at: number, cut: number): number {
  const before = sums[at - 1] as RunningSums
  return before.total - (before.atEdges[cut] as number) + (sums[at]?.total ?? 0)
}
