import type { Nanoseconds } from '@bellwire/runtime'
import type { ErrorCode } from '@bellwire/wire'
import { ByName, type Named } from '../entanglement/by-name.js'
import type { PairName } from '../entanglement/source.js'

/** What became of a teleportation. */
export class Settled implements Named {
  next: this | undefined = undefined
  /** The one that was settled next. */
  later: Settled | undefined = undefined

  constructor(
    readonly name: PairName,
    /** 0: delivered. */
    readonly error: ErrorCode,
    readonly until: Nanoseconds
  ) {}
}

/** What became of teleportations, each known for the same time. Older ones go as new ones come: no timer is needed. */
export class SettledTeleportations {
  readonly #byName = new ByName<Settled>()
  #oldest: Settled | undefined
  #newest: Settled | undefined

  get size(): number {
    return this.#byName.size
  }

  add(settled: Settled, now: Nanoseconds): void {
    this.#forget(now)
    this.#byName.add(settled)
    if (this.#newest === undefined) this.#oldest = settled
    else this.#newest.later = settled
    this.#newest = settled
  }

  find(name: PairName, now: Nanoseconds): Settled | undefined {
    const found = this.#byName.find(name)
    return found !== undefined && found.until > now ? found : undefined
  }

  clear(): void {
    this.#byName.clear()
    this.#oldest = undefined
    this.#newest = undefined
  }

  #forget(now: Nanoseconds): void {
    while (this.#oldest !== undefined && this.#oldest.until <= now) {
      this.#byName.remove(this.#oldest)
      this.#oldest = this.#oldest.later
    }
    if (this.#oldest === undefined) this.#newest = undefined
  }
}
