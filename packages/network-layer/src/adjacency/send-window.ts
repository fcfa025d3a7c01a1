import type { Nanoseconds } from '@bellwire/runtime'
import type { OrderedFrame } from '@bellwire/wire'

const SMALLEST = 8

/**
 * The frames to one neighbour that it has not acknowledged, in the order of their serials: first those that are under
 * way, then those that wait for room in the window. A ring, which grows when it must and is never looked through.
 */
export class SendWindow {
  #frames: (OrderedFrame | undefined)[] = new Array<undefined>(SMALLEST).fill(undefined)
  #sentAt = new Float64Array(SMALLEST)
  #oldest: number
  #unsent: number
  #next: number

  constructor(firstSerial: number) {
    this.#oldest = this.#unsent = this.#next = firstSerial
  }

  /** Serial of the oldest frame, or of the next one where there is none. */
  get oldest(): number {
    return this.#oldest
  }

  /** Serial that the next frame will have. */
  get next(): number {
    return this.#next
  }

  /** Frames under way. */
  get inFlight(): number {
    return (this.#unsent - this.#oldest) >>> 0
  }

  /** Frames that have never been sent. */
  get waiting(): number {
    return (this.#next - this.#unsent) >>> 0
  }

  /** Adds a frame, which must have the serial `next`; it waits. */
  push(frame: OrderedFrame): void {
    if (this.inFlight + this.waiting === this.#frames.length) this.#grow()
    this.#frames[this.#next & (this.#frames.length - 1)] = frame
    this.#next = (this.#next + 1) >>> 0
  }

  /** The first frame that waits goes under way. */
  takeUnsent(now: Nanoseconds): OrderedFrame {
    const slot = this.#unsent & (this.#frames.length - 1)
    this.#sentAt[slot] = now
    this.#unsent = (this.#unsent + 1) >>> 0
    return this.#frames[slot] as OrderedFrame
  }

  /** One of the frames under way, the oldest at 0, is sent again. */
  takeAgain(index: number, now: Nanoseconds): OrderedFrame {
    const slot = (this.#oldest + index) & (this.#frames.length - 1)
    this.#sentAt[slot] = now
    return this.#frames[slot] as OrderedFrame
  }

  /** When the oldest frame was last sent. */
  get oldestSentAt(): Nanoseconds {
    return this.#sentAt[this.#oldest & (this.#sentAt.length - 1)] as number
  }

  /** The oldest frames, at most those under way, have arrived. */
  drop(count: number): void {
    const mask = this.#frames.length - 1
    for (let index = 0; index < count; index++) this.#frames[(this.#oldest + index) & mask] = undefined
    this.#oldest = (this.#oldest + count) >>> 0
  }

  /** Drops everything. */
  reset(firstSerial: number): void {
    this.#frames = new Array<undefined>(SMALLEST).fill(undefined)
    this.#sentAt = new Float64Array(SMALLEST)
    this.#oldest = this.#unsent = this.#next = firstSerial
  }

  #grow(): void {
    const { length } = this.#frames
    const frames = new Array<OrderedFrame | undefined>(2 * length).fill(undefined)
    const sentAt = new Float64Array(2 * length)
    for (let index = 0; index < length; index++) {
      const serial = this.#oldest + index
      frames[serial & (2 * length - 1)] = this.#frames[serial & (length - 1)]
      sentAt[serial & (2 * length - 1)] = this.#sentAt[serial & (length - 1)] as number
    }
    this.#frames = frames
    this.#sentAt = sentAt
  }
}
