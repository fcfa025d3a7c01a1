import { type IntervalRule, intervalRule } from './quadrature.js'

/** Nodes on every interval of a panel. */
export const ORDER = 8
export const rule: IntervalRule = intervalRule(ORDER)

/** An exponential falls by no more than e^−2 on an interval on which it counts: eight nodes then give nine digits. */
const STEEPEST = 2

/** A stretch of time cut into intervals, with Gauss–Legendre nodes on each. */
export interface Panel {
  readonly length: number
  /** Of the intervals, from 0 to the length. */
  readonly edges: Float64Array
  /** {@link ORDER} of them on each interval, counted from the panel's start. */
  readonly nodes: Float64Array
}

/**
 * Cuts [0, length) so that functions which jump at some places and then change at a rate of up to `fastest` are seen
 * well: short intervals behind a jump, twice as long each further on, and nowhere longer than `decay` allows.
 *
 * @param jumps in ascending order, the first 0; each is the edge of an interval
 * @param fastest in 1/s, above 0
 * @param decay of a kernel that is centred anywhere, in 1/s; 0 for none
 */
export function panelOf(length: number, jumps: readonly number[], fastest: number, decay: number): Panel {
  const longest = decay > 0 ? STEEPEST / decay : Infinity
  const edges: number[] = []
  jumps.forEach((jump, index) => {
    const end = jumps[index + 1] ?? length
    let step = Math.min(STEEPEST / fastest, longest)
    for (let at = jump; at < end; ) {
      edges.push(at)
      // What would be left over as a splinter goes with the interval before it.
      at = at + 1.5 * step >= end ? end : at + step
      step = Math.min(2 * step, longest)
    }
  })
  edges.push(length)
  const nodes = new Float64Array((edges.length - 1) * ORDER)
  for (let k = 0; k < nodes.length; k++) {
    const interval = Math.floor(k / ORDER)
    const start = edges[interval] as number
    nodes[k] = start + ((edges[interval + 1] as number) - start) * (rule.nodes[k % ORDER] as number)
  }
  return { length, edges: Float64Array.from(edges), nodes }
}

/** ∫ over the panel of a function given at its nodes. */
export function integral(values: Float64Array, { edges }: Panel): number {
  let sum = 0
  for (let interval = 0; interval < edges.length - 1; interval++) {
    let part = 0
    for (let a = 0; a < ORDER; a++) part += (rule.weights[a] as number) * (values[interval * ORDER + a] as number)
    sum += part * ((edges[interval + 1] as number) - (edges[interval] as number))
  }
  return sum
}
