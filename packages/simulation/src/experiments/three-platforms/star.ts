import { reserved, roundRobin } from '@bellwire/physical-layer'
import type { SwitchDescription } from '../../network/description.js'
import type { SimulatedNetwork } from '../../network/simulated-network.js'
import { ExperimentError } from '../errors.js'

// The ensembles' link is one of a star: west has another with a third node, which asks all the time.

/** The node that has no part in the circuit. */
export const THIRD = 'third'

/** Half of the width of a gate for arrivals, of every link, nanoseconds. */
export const GUARD = 100

/** Length of a turn: short beside the wait for a herald, so that the wait has the law of a link served half as brightly. */
export const TURN = 10_000_000

/** Of a turn a guard and a nanosecond are kept free at both ends, and every other turn is the third node's. */
export const SERVED = (1 - (2 * (GUARD + 1)) / TURN) / 2

/**
 * Serves two links in turn, whether or not they ask.
 *
 * @param links by their numbers
 */
export function turnAbout(links: readonly [number, number]): SwitchDescription {
  const bins = links.map((link, turn) => ({ start: turn, end: turn + 1, link }))
  return { slot: TURN, policy: reserved(links.length, bins, roundRobin) }
}

/** What the third node has got. */
export interface ThirdNode {
  /** Pairs that it and its neighbour have measured. */
  readonly pairs: number
}

/** Has the third node measure pairs with a neighbour without end. @throws ExperimentError REQUEST_FAILED */
export function askWithoutEnd(network: SimulatedNetwork, neighbour: string): ThirdNode {
  const own = network.node(THIRD).link(neighbour)
  const got = { pairs: 0 }
  network.node(neighbour).link(THIRD).accept(0)
  own.subscribe({ delivered: () => (got.pairs += 1) })
  const { error } = own.createDirect({
    kind: 'measure',
    number: 0xffff_ffff,
    minimumFidelity: 0.99 * own.maximumFidelity,
    raw: true,
    originator: { basis: 'Z' },
    responder: { basis: 'Z' }
  })
  if (error !== 0) throw new ExperimentError('REQUEST_FAILED', `a request ended with code ${error}`)
  return got
}
