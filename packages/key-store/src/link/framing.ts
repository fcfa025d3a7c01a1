import { LIMITS } from '@bellwire/wire'

const HEAD = 4

/** A frame as it goes over a stream: its length in four octets, the most significant first, and the frame. KEY-041. */
export function framed(frame: Uint8Array): Uint8Array {
  const octets = Buffer.alloc(HEAD + frame.length)
  octets.writeUInt32BE(frame.length)
  octets.set(frame, HEAD)
  return octets
}

/** A length that no frame has: the stream is of no more use. */
class FramingError extends Error {
  override readonly name = 'FramingError'
  readonly code = 'FRAME_LENGTH'

  constructor(readonly length: number) {
    super(`a frame of ${length} octets is announced; accepted: 1 to ${LIMITS.frameBytes}`)
  }
}

/** Finds the frames in a stream, however it is cut into pieces. Holds one frame at most. */
export class FrameReader {
  #rest: Buffer = Buffer.alloc(0)

  /** @throws FramingError before anything is held for what is announced. KEY-042. */
  push(piece: Uint8Array): Uint8Array[] {
    this.#rest = this.#rest.length === 0 ? Buffer.from(piece) : Buffer.concat([this.#rest, piece])
    const frames: Uint8Array[] = []
    while (this.#rest.length >= HEAD) {
      const length = this.#rest.readUInt32BE(0)
      if (length === 0 || length > LIMITS.frameBytes) throw new FramingError(length)
      if (this.#rest.length < HEAD + length) break
      frames.push(Uint8Array.from(this.#rest.subarray(HEAD, HEAD + length)))
      this.#rest = this.#rest.subarray(HEAD + length)
    }
    return frames
  }
}
