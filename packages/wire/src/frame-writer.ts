import protobuf from 'protobufjs/minimal.js'

/**
 * A protobufjs writer that takes the short way for 64-bit integers that fit 32 bits, as nearly all do, and that is
 * used again for every frame.
 */
export class FrameWriter extends protobuf.Writer {
  restart(): void {
    this.pos = 0
    this.states = null
  }

  /** A copy of what was written since the restart. */
  copy(): Uint8Array {
    return this.buf.slice(0, this.pos)
  }

  override uint64(value: number): protobuf.Writer {
    return value <= 0xffff_ffff ? this.uint32(value) : super.uint64(value)
  }

  override sint64(value: number): protobuf.Writer {
    return value === (value | 0) ? this.sint32(value) : super.sint64(value)
  }
}
