import type { NodeId } from '@bellwire/transport'
import type { Frame } from '@bellwire/wire'

/** Frames wait for a first word of their receiver for so long, milliseconds. */
const PATIENCE = 1000

/** A frame that is to be sent. */
export interface Outgoing {
  readonly frame: Frame
  readonly bytes: Uint8Array
}

interface Waiting {
  readonly frames: Outgoing[]
  readonly timer: NodeJS.Timeout
}

export interface FirstContactEvents {
  /** The receiver is to say which run of it is there. */
  call(node: NodeId): void
  /** It has not. */
  dropped(node: NodeId, frame: Frame): void
}

/** Frames for parties of which nothing has been heard yet. */
export class FirstContacts {
  readonly #waiting = new Map<NodeId, Waiting>()
  #bytes = 0

  constructor(private readonly events: FirstContactEvents) {}

  /** Bytes of all frames that wait. */
  get bytes(): number {
    return this.#bytes
  }

  hold(node: NodeId, outgoing: Outgoing): void {
    let waiting = this.#waiting.get(node)
    if (waiting === undefined) {
      waiting = { frames: [], timer: setTimeout(() => this.#drop(node), PATIENCE) }
      this.#waiting.set(node, waiting)
      this.events.call(node)
    }
    waiting.frames.push(outgoing)
    this.#bytes += outgoing.bytes.length
  }

  /** The receiver was heard: its frames, in the order of their sending, are the caller's to send. */
  take(node: NodeId): readonly Outgoing[] {
    const waiting = this.#waiting.get(node)
    if (waiting === undefined) return []
    clearTimeout(waiting.timer)
    this.#waiting.delete(node)
    for (const { bytes } of waiting.frames) this.#bytes -= bytes.length
    return waiting.frames
  }

  /** Nobody can be heard any more. */
  lost(): void {
    for (const node of this.#waiting.keys()) this.#drop(node)
  }

  #drop(node: NodeId): void {
    for (const { frame } of this.take(node)) this.events.dropped(node, frame)
  }
}
