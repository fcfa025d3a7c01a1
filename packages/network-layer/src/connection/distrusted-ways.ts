import type { Nanoseconds } from '@bellwire/runtime'
import type { Hop } from '@bellwire/wire'
import type { CircuitFacts } from '../service.js'
import { edgesOf } from '../circuit/edges.js'

interface Found {
  /** End to end, 0..1: what the way was to give, and did not. */
  readonly minimumFidelity: number
  readonly until: Nanoseconds
}

/**
 * Ways whose circuits were closed because their pairs were measured to be worse than promised. What nodes advertise says
 * that they are good: so that is not believed for some time, for this fidelity and higher ones.
 */
export class DistrustedWays {
  readonly #byWay = new Map<string, Found>()

  add({ hops, peer, minimumFidelity }: CircuitFacts, now: Nanoseconds, duration: Nanoseconds): void {
    const way = wayOf(hops, peer)
    const before = this.#byWay.get(way)
    const least = before !== undefined && before.until > now ? before.minimumFidelity : 1
    this.#byWay.set(way, { minimumFidelity: Math.min(least, minimumFidelity), until: now + duration })
  }

  has(hops: readonly Hop[], responder: number, minimumFidelity: number, now: Nanoseconds): boolean {
    const found = this.#byWay.get(wayOf(hops, responder))
    // What was promised went over the wire, rounded up.
    return found !== undefined && found.until > now && minimumFidelity + 1 / 0xffff >= found.minimumFidelity
  }

  /** How many there are now. */
  number(now: Nanoseconds): number {
    for (const [way, { until }] of this.#byWay) if (until <= now) this.#byWay.delete(way)
    return this.#byWay.size
  }
}

function wayOf(hops: readonly Hop[], responder: number): string {
  return edgesOf(hops, responder).join(' ')
}
