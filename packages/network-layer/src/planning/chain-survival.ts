import { integral, ORDER, type Panel, panelOf, rule } from './panel.js'

/**
 * E[Π e^{−γᵢ|tᵢ−tᵢ₊₁|}; |tᵢ−tᵢ₊₁| ≤ c for all i]: links make their pairs after exponential times tᵢ of rates Rᵢ, and
 * only what no inner node has had to keep for longer than c counts. With γ = 0 it is the probability that nothing is cut
 * off.
 *
 * f₁(t) = R₁e^{−R₁t} and f_{k+1}(t) = R_{k+1}e^{−R_{k+1}t} ∫_{|t−u|≤c} f_k(u) e^{−γ_k|t−u|} du: smooth between the
 * multiples of c, and from (k−1)c on exactly an exponential, of the sum of the rates up to k. So f_k is kept at the nodes
 * of k−1 panels of length c, whatever c is, and the work grows with the square of the number of links.
 */
export function chainSurvival(rates: readonly number[], decayRates: readonly number[], cutoff: number): number {
  const total = rates.reduce((sum, rate) => sum + rate, 0)
  const panel = panelOf(cutoff, [0], total, Math.max(0, ...decayRates))
  const { nodes } = panel
  const links = rates.length
  const density = Array.from({ length: links + 1 }, () => new Float64Array(nodes.length))
  // The density where its last panel begins, and its exponent from there on.
  let beyond = rates[0] as number
  let exponent = beyond
  let gamma = 0
  let kernel = kernelOf(panel, gamma)
  for (let link = 1; link < links; link++) {
    fillExponential(density[link - 1] as Float64Array, nodes, beyond, exponent)
    fillExponential(density[link] as Float64Array, nodes, beyond * Math.exp(-exponent * cutoff), exponent)
    const rate = rates[link] as number
    if (gamma !== decayRates[link - 1]) kernel = kernelOf(panel, decayRates[link - 1] as number)
    gamma = decayRates[link - 1] as number
    const arms = density.slice(0, link + 1).map((values) => armsOf(values, panel, kernel))
    for (let at = 0; at < link; at++) {
      const values = density[at] as Float64Array
      addReached(values, arms[at - 1] ?? NOTHING, arms[at] as Arms, arms[at + 1] as Arms, kernel)
      for (let k = 0; k < nodes.length; k++) {
        values[k] = (values[k] as number) * rate * Math.exp(-rate * (at * cutoff + (nodes[k] as number)))
      }
    }
    const both = (arms[link - 1] as Arms).fromStart + (arms[link] as Arms).fromEnd
    beyond = rate * Math.exp(-rate * link * cutoff) * both
    exponent += rate
  }
  let sum = beyond / exponent
  for (let at = 0; at < links - 1; at++) sum += integral(density[at] as Float64Array, panel)
  return sum
}

/** e^{−γ·distance} at the nodes: what every panel needs of it. */
interface Kernel {
  /** e^{γ(x−start of the interval)}. */
  readonly grown: Float64Array
  /** Over each interval. */
  readonly across: Float64Array
  /** From the panel's start, and from its end. */
  readonly fromStart: Float64Array
  readonly fromEnd: Float64Array
  /** Over the whole panel. */
  readonly whole: number
}

function kernelOf({ edges, nodes, length }: Panel, gamma: number): Kernel {
  return {
    grown: nodes.map((x, k) => Math.exp(gamma * (x - (edges[Math.floor(k / ORDER)] as number)))),
    across: edges.slice(1).map((edge, interval) => Math.exp(-gamma * (edge - (edges[interval] as number)))),
    fromStart: nodes.map((x) => Math.exp(-gamma * x)),
    fromEnd: nodes.map((x) => Math.exp(-gamma * (length - x))),
    whole: Math.exp(-gamma * length)
  }
}

/** Integrals of a function f over one panel [0, c) with that kernel. */
interface Arms {
  /** ∫_0^x f(y) e^{−γ(x−y)} dy at every node x. */
  readonly up: Float64Array
  /** ∫_x^c f(y) e^{−γ(y−x)} dy. */
  readonly down: Float64Array
  /** `up` at c. */
  readonly fromStart: number
  /** `down` at 0. */
  readonly fromEnd: number
}

const NOTHING: Arms = { up: new Float64Array(0), down: new Float64Array(0), fromStart: 0, fromEnd: 0 }

function armsOf(values: Float64Array, { edges, nodes }: Panel, { grown, across }: Kernel): Arms {
  const intervals = edges.length - 1
  const up = new Float64Array(nodes.length)
  const down = new Float64Array(nodes.length)
  let fromStart = 0
  let fromEnd = 0
  for (let interval = 0; interval < intervals; interval++) {
    const length = (edges[interval + 1] as number) - (edges[interval] as number)
    const over = across[interval] as number
    let whole = 0
    for (let a = 0; a < ORDER; a++) {
      const at = interval * ORDER + a
      let sum = 0
      for (let b = 0; b < ORDER; b++) {
        const there = interval * ORDER + b
        sum += (rule.partial[a * ORDER + b] as number) * (values[there] as number) * (grown[there] as number)
      }
      up[at] = (fromStart + length * sum) / (grown[at] as number)
      whole += (rule.weights[a] as number) * (values[at] as number) * (grown[at] as number)
    }
    fromStart = (fromStart + length * whole) * over
  }
  for (let interval = intervals - 1; interval >= 0; interval--) {
    const length = (edges[interval + 1] as number) - (edges[interval] as number)
    const carried = fromEnd * (across[interval] as number)
    let whole = 0
    for (let a = 0; a < ORDER; a++) {
      const at = interval * ORDER + a
      let sum = 0
      for (let b = 0; b < ORDER; b++) {
        const there = interval * ORDER + b
        const share = (rule.weights[b] as number) - (rule.partial[a * ORDER + b] as number)
        sum += (share * (values[there] as number)) / (grown[there] as number)
      }
      down[at] = (carried + length * sum) * (grown[at] as number)
      whole += ((rule.weights[a] as number) * (values[at] as number)) / (grown[at] as number)
    }
    fromEnd = carried + length * whole
  }
  return { up, down, fromStart, fromEnd }
}

/** into ← ∫ f(u) e^{−γ|t−u|} du over |t−u| ≤ c, t in the middle one of three panels. */
function addReached(into: Float64Array, before: Arms, here: Arms, after: Arms, kernel: Kernel): void {
  const { fromStart, fromEnd, whole } = kernel
  for (let k = 0; k < into.length; k++) {
    const behind = (fromStart[k] as number) * before.fromStart - whole * (before.up[k] ?? 0)
    const ahead = (fromEnd[k] as number) * after.fromEnd - whole * (after.down[k] as number)
    into[k] = (here.up[k] as number) + (here.down[k] as number) + behind + ahead
  }
}

function fillExponential(into: Float64Array, nodes: Float64Array, value: number, exponent: number): void {
  for (let k = 0; k < nodes.length; k++) into[k] = value * Math.exp(-exponent * (nodes[k] as number))
}
