import type { ArrivalBases } from '@bellwire/device'
import { basisDirections, type Direction } from '@bellwire/quantum'
import type { RandomSource, RandomStream } from '@bellwire/runtime'
import { drawBasis } from './arrival-bases.js'
import type { HeldQubit } from './held-qubit.js'

/** What a node's measurements report, and what it measures on arrival. */
export class Measurements {
  readonly #outcomes: RandomStream
  readonly #readout: RandomStream
  readonly #arrivals: RandomStream

  /** @param flip probability that the wrong outcome is reported, 0..0.5 */
  constructor(
    streams: RandomSource,
    private readonly flip: number
  ) {
    this.#outcomes = streams.stream('measure')
    this.#readout = streams.stream('readout')
    this.#arrivals = streams.stream('arrival')
  }

  /** Measures a qubit along a direction. */
  find(held: HeldQubit, direction: Direction, time: number): 0 | 1 {
    const outcome = held.measure(direction, this.#outcomes.uniform(), time)
    if (this.flip === 0 || !this.#readout.bernoulli(this.flip)) return outcome
    return outcome === 0 ? 1 : 0
  }

  /** A photon is measured as it arrives: what came out stays at its place. */
  record(held: HeldQubit, bases: ArrivalBases, time: number): void {
    const basis = drawBasis(bases, this.#arrivals)
    const outcome = this.find(held, basisDirections[basis] as Direction, time)
    held.record = { basis, outcome }
  }
}
