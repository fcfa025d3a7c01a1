import type { Frame } from '@bellwire/wire'
import type { Stage } from './stage.js'

/** Round trips after which what was not answered is sent again, and how often it is sent. */
const AGAIN = 3
const ATTEMPTS = 16

/** Sends frames again and again until they are answered (section 3.2). */
export class Repeater {
  readonly #stops = new Map<string, () => void>()

  constructor(
    private readonly stage: Stage,
    /** Who sends, and the one-way time of its frames. */
    private readonly from: { readonly node: number; readonly delay: number }
  ) {}

  /** @param key by which the answer is known; what was repeated under it before is so no more */
  repeat(key: string, frame: Frame): void {
    this.answered(key)
    let left = ATTEMPTS
    const send = (): void => {
      this.stage.send(this.from.node, frame)
      left -= 1
      this.#stops.set(key, left > 0 ? this.stage.after(2 * AGAIN * this.from.delay, send) : () => undefined)
    }
    send()
  }

  answered(key: string): void {
    this.#stops.get(key)?.()
    this.#stops.delete(key)
  }

  /** Of an epoch that is over nothing is repeated. */
  clear(): void {
    for (const key of this.#stops.keys()) this.answered(key)
  }
}
