import type { Output } from '@bellwire/conformance'
import type { Transport, TransportListener } from '@bellwire/transport'
import { decodeFrame, encodeFrame, type Frame, WireError } from '@bellwire/wire'

/** Frames of a party under test, whose other side is the tester. */
export class TestedTransport implements Transport {
  #listener: TransportListener | undefined

  constructor(
    readonly node: number,
    private readonly put: (output: Output) => void
  ) {}

  send(to: number, frame: Frame): void {
    this.put({ type: 'frame', to, bytes: encodeFrame(frame) })
  }

  listen(listener: TransportListener): void {
    this.#listener = listener
  }

  /** Bytes have come, which may be no frame. */
  receive(from: number, bytes: Uint8Array): void {
    let frame: Frame
    try {
      frame = decodeFrame(bytes)
    } catch (error) {
      if (!(error instanceof WireError)) throw error
      this.#listener?.malformed(from, error.code)
      return
    }
    this.#listener?.frame(from, frame)
  }
}
