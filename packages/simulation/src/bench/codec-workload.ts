import { decodeFrame, encodeFrame, type Frame, type LinkFrame } from '@bellwire/wire'
import type { WorkloadRun } from './link-workload.js'

const HEADER = { link: 7, incarnation: 0x9abc_def0, epoch: 3 }

/** The frames of one pair of the link workload, and the KEEPALIVE that settles it. */
const FRAMES: readonly Frame[] = [
  { type: 'GEN', ...HEADER, queueId: 5, firstSlot: 123_456_789, slots: 20_000, brightness: 6554 },
  {
    type: 'GEN',
    ...HEADER,
    incarnation: 0x1234_5678,
    queueId: 5,
    firstSlot: 123_456_789,
    slots: 20_000,
    brightness: 6554
  },
  {
    type: 'REPLY',
    ...HEADER,
    outcome: 1,
    bellIndex: 1,
    sequence: 77_123,
    slot: 123_457_012,
    offsetPicoseconds: 48_250,
    queueId: 5,
    peerQueueId: 5,
    error: 0
  },
  { type: 'KEEPALIVE', ...HEADER, answer: true, expected: 77_123, freeQubits: 1, confirmed: 77_059 }
]

export class CodecWorkload {
  readonly #bytes = FRAMES.map((frame) => encodeFrame(frame))
  /** Grows with every frame, so that no call can be left out. */
  checksum = 0

  encode(frames: number): WorkloadRun {
    for (let index = 0; index < frames; index++) this.checksum += encodeFrame(FRAMES[index & 3] as Frame).length
    return { count: frames, simulatedSeconds: 0, events: frames }
  }

  decode(frames: number): WorkloadRun {
    for (let index = 0; index < frames; index++)
      this.checksum += (decodeFrame(this.#bytes[index & 3] as Uint8Array) as LinkFrame).epoch
    return { count: frames, simulatedSeconds: 0, events: frames }
  }
}
