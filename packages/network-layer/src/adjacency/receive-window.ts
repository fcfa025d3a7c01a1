import type { OrderedFrame } from '@bellwire/wire'
import { WINDOW } from './configuration.js'

/** What a frame that has come is, by its serial. */
type Place = 'next' | 'early' | 'repeated' | 'outside'

/** Puts the frames of a neighbour back in order: those that come too early are kept until their turn. */
export class ReceiveWindow {
  #expected: number
  /** By serial, modulo the window; made when the first frame comes too early. */
  #early: (OrderedFrame | undefined)[] | undefined
  #kept = 0

  constructor(firstSerial: number) {
    this.#expected = firstSerial
  }

  /** Serial of the next frame in order: all before it have come. */
  get expected(): number {
    return this.#expected
  }

  /** Takes a frame: where it is the next, it counts as received; where it is early, it is kept. */
  take(frame: OrderedFrame): Place {
    const ahead = (frame.serial - this.#expected) >>> 0
    if (ahead === 0) {
      this.#expected = (this.#expected + 1) >>> 0
      return 'next'
    }
    if (ahead < WINDOW) {
      const early = (this.#early ??= new Array<undefined>(WINDOW).fill(undefined))
      const slot = frame.serial & (WINDOW - 1)
      if (early[slot] !== undefined) return 'repeated'
      early[slot] = frame
      this.#kept += 1
      return 'early'
    }
    return ahead >= 2 ** 32 - WINDOW ? 'repeated' : 'outside'
  }

  /** The next frame in order, where it came early: it counts as received now. */
  takeKept(): OrderedFrame | undefined {
    if (this.#kept === 0 || this.#early === undefined) return undefined
    const slot = this.#expected & (WINDOW - 1)
    const frame = this.#early[slot]
    if (frame === undefined) return undefined
    this.#early[slot] = undefined
    this.#kept -= 1
    this.#expected = (this.#expected + 1) >>> 0
    return frame
  }

  reset(firstSerial: number): void {
    this.#expected = firstSerial
    this.#early = undefined
    this.#kept = 0
  }
}
