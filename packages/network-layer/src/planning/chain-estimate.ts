import { NetworkInputError, requireEntries, requirePositive, requireRange } from '../errors.js'
import { wernerFidelity, wernerParameter } from '../routing/link-cost.js'
import type { OperatingPoint } from '../routing/operating-points.js'
import { expectedMaximumTime } from './maximum.js'
import { swapAsapDecayContinuous } from './swap-asap.js'

/** A node in the inside of a chain. */
export interface SwapNode {
  /** Seconds in which a waiting pair's Werner parameter falls by 1/e in this node's memory; infinity for no decay. */
  readonly coherenceTime: number
  /** Factor of one swap on the Werner parameter, above 0, at most 1. */
  readonly swapWerner: number
}

/** What a chain is expected to give from end to end. */
export interface ChainEstimate {
  /** Mean fidelity of the pairs from end to end. */
  readonly fidelity: number
  /** Pairs per second from end to end. */
  readonly rate: number
}

/**
 * What a chain gives in rounds: every link makes one pair, with exponential waiting; every inner node swaps as soon as
 * it has both; when the last has swapped, the next round begins. So the rate is 1/E[max], below that of the slowest
 * link, and W = Π W_link · Π W_swap · E[Π e^{−|tᵢ−tᵢ₊₁|/Tᵢ}], pairs taken as Werner states. Nothing is discarded, and
 * messages take no time.
 *
 * @param points what each link is run at
 * @param nodes the inner nodes, one fewer than links
 */
export function estimateChain(points: readonly OperatingPoint[], nodes: readonly SwapNode[]): ChainEstimate {
  requireEntries('points', points, 1)
  points.forEach(({ fidelity, rate }, index) => {
    requireRange(`points[${index}].fidelity`, fidelity, 0, 1)
    requirePositive(`points[${index}].rate`, rate)
  })
  requireNodes(nodes, points.length)
  return { fidelity: chainFidelity(points, nodes), rate: chainRate(points) }
}

/** The mean fidelity alone, of a chain that has been checked. */
export function chainFidelity(points: readonly OperatingPoint[], nodes: readonly SwapNode[]): number {
  const decay = swapAsapDecayContinuous(
    points.map(({ rate }) => rate),
    nodes.map(({ coherenceTime }) => 1 / coherenceTime)
  )
  const swaps = nodes.reduce((product, { swapWerner }) => product * swapWerner, 1)
  return wernerFidelity(points.reduce((product, { fidelity }) => product * wernerParameter(fidelity), decay * swaps))
}

/** The rate alone, of a chain that has been checked. */
export function chainRate(points: readonly OperatingPoint[]): number {
  return 1 / expectedMaximumTime(points.map(({ rate }) => rate))
}

/** @throws NetworkInputError where the inner nodes do not fit the links or are not physical */
export function requireNodes(nodes: readonly SwapNode[], links: number): void {
  if (nodes.length !== links - 1) {
    throw new NetworkInputError('nodes.length', nodes.length, `${links - 1}, one fewer than links`)
  }
  nodes.forEach(({ coherenceTime, swapWerner }, index) => {
    if (!(coherenceTime > 0)) {
      throw new NetworkInputError(`nodes[${index}].coherenceTime`, coherenceTime, 'seconds above 0, or Infinity')
    }
    requireRange(`nodes[${index}].swapWerner`, swapWerner, Number.MIN_VALUE, 1)
  })
}
