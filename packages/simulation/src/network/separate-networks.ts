import type { Node } from '@bellwire/node'
import { type Nanoseconds, TimeError } from '@bellwire/runtime'
import type { NetworkDescription } from './description.js'
import { partsOf } from './parts.js'
import { SimulatedNetwork, type SimulatedNetworkOptions } from './simulated-network.js'

const MILLISECOND: Nanoseconds = 1_000_000

export interface SeparateNetworksOptions extends Omit<SimulatedNetworkOptions, 'recorder' | 'observer' | 'scenario'> {
  /** How far each part runs before the next one has its turn. Default 100 ms. */
  readonly window?: Nanoseconds
}

/**
 * The parts of a network that share neither node nor station, each in a virtual time of its own. What happens in a part
 * is what would happen in the whole, record by record but for numbers that are counted over the whole; but a part runs
 * for a window of time before the next has its turn, so its state stays in the processor's cache meanwhile. In one
 * {@link SimulatedNetwork} events are run in the order of time, and a thousand links push each other out of the cache
 * with every event.
 *
 * A program may act on one part alone: two parts may be as far as a window apart.
 */
export class SeparateNetworks {
  readonly parts: readonly SimulatedNetwork[]
  readonly #window: Nanoseconds
  readonly #partOf = new Map<string, SimulatedNetwork>()
  #now: Nanoseconds = 0
  /** What every part has reached, and the events run in all of them. */
  readonly clock: { now(): Nanoseconds; readonly events: number }

  /** @throws TimeError for a window that is no time */
  constructor(description: NetworkDescription, { window, ...options }: SeparateNetworksOptions) {
    this.#window = window ?? 100 * MILLISECOND
    if (!Number.isSafeInteger(this.#window) || this.#window < 1)
      throw new TimeError('TIME_INVALID', 'window', this.#window, 'a whole number of nanoseconds from 1 on')
    this.parts = partsOf(description).map((part) => new SimulatedNetwork(part, options))
    for (const part of this.parts) for (const name of part.nodes.keys()) this.#partOf.set(name, part)
    const { parts } = this
    const now = (): Nanoseconds => this.#now
    this.clock = {
      now,
      get events() {
        return parts.reduce((sum, { clock }) => sum + clock.events, 0)
      }
    }
  }

  node(name: string): Node {
    return (this.#partOf.get(name) as SimulatedNetwork).node(name)
  }

  /** Runs every part until `until`, or while a condition holds, which is asked after every window. */
  run(until: Nanoseconds, goOn: () => boolean = () => true): void {
    while (this.#now < until && goOn()) {
      this.#now = Math.min(until, this.#now + this.#window)
      for (const part of this.parts) part.run(this.#now)
    }
  }

  /** Runs until every link is up and fit, at most for `limit`. Returns whether they are. */
  settle(limit?: Nanoseconds): boolean {
    const settled = this.parts.map((part) => part.settle(limit))
    this.#now = Math.max(...this.parts.map(({ clock }) => clock.now()))
    for (const part of this.parts) part.run(this.#now)
    return settled.every((is) => is)
  }
}
