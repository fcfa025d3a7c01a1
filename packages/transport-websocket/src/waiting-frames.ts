import type { Frame } from '@bellwire/wire'

interface Waiting {
  readonly frame: Frame
  readonly bytes: Uint8Array
  /** When it may not wait any longer, milliseconds of the process's monotonic time. */
  readonly until: number
}

/** Frames for a party that there is no connection with yet: for a short time, and not too many. Requirements TRN-006, TRN-024. */
export class WaitingFrames {
  #frames: Waiting[] = []
  #bytes = 0
  #timer: NodeJS.Timeout | undefined

  constructor(
    private readonly patience: number,
    private readonly maximumBytes: number,
    private readonly expired: (frame: Frame) => void
  ) {}

  /** Returns false where there is no room for it. */
  add(frame: Frame, bytes: Uint8Array): boolean {
    if (this.#bytes + bytes.length > this.maximumBytes) return false
    this.#frames.push({ frame, bytes, until: performance.now() + this.patience })
    this.#bytes += bytes.length
    this.#timer ??= setTimeout(() => this.#expire(), this.patience)
    return true
  }

  get size(): number {
    return this.#frames.length
  }

  /** Takes all of them, in the order in which they came. */
  take(): readonly { readonly frame: Frame; readonly bytes: Uint8Array }[] {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const frames = this.#frames
    this.#frames = []
    this.#bytes = 0
    return frames
  }

  #expire(): void {
    this.#timer = undefined
    const now = performance.now()
    const left = this.#frames.findIndex(({ until }) => until > now)
    const over = this.#frames.splice(0, left < 0 ? this.#frames.length : left)
    const [first] = this.#frames
    if (first !== undefined) this.#timer = setTimeout(() => this.#expire(), first.until - now + 1)
    for (const { frame, bytes } of over) {
      this.#bytes -= bytes.length
      this.expired(frame)
    }
  }
}
