import type { LinkService } from '@bellwire/node'
import type { VirtualClock } from '@bellwire/runtime'

/** For how long a link was fit for attempts, as one of its ends was told, and for how long in all. */
export class FitTime {
  readonly #clock: VirtualClock
  readonly #begin: number
  #fit: boolean
  #since: number
  #sum = 0

  constructor(link: LinkService, clock: VirtualClock) {
    this.#clock = clock
    this.#begin = clock.now()
    this.#since = this.#begin
    this.#fit = link.status.fit
    link.subscribe({
      linkChanged: (_up, _own, _peer, fit) => {
        if (fit === this.#fit) return
        if (this.#fit) this.#sum += clock.now() - this.#since
        this.#since = clock.now()
        this.#fit = fit
      }
    })
  }

  /** Seconds. */
  get fit(): number {
    return (this.#sum + (this.#fit ? this.#clock.now() - this.#since : 0)) * 1e-9
  }

  /** Seconds. */
  get all(): number {
    return (this.#clock.now() - this.#begin) * 1e-9
  }
}
