import { serialAdd } from '@bellwire/wire'
import type { LinkCore } from '../core.js'

/** Tells the peer which pairs were given back here: in ranges, since pairs are mostly given back in order. */
export class ReleaseNotices {
  readonly #core: LinkCore
  #low = 0
  #high = 0

  constructor(core: LinkCore) {
    this.#core = core
  }

  open(firstSequence: number): void {
    this.#low = firstSequence
    this.#high = firstSequence
  }

  released(sequence: number): void {
    if (sequence !== this.#high) {
      this.flush()
      this.#low = sequence
    }
    this.#high = serialAdd(sequence, 1)
  }

  flush(): void {
    if (this.#low === this.#high) return
    const { physical } = this.#core
    if (physical.epoch !== 0)
      this.#core.send({ type: 'RELEASED', ...physical.header, low: this.#low, high: this.#high })
    this.#low = this.#high
  }
}
