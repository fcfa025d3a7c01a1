import { isDeepStrictEqual } from 'node:util'
import type { TraceRecord } from '@bellwire/runtime'

type SentRecord = Extract<TraceRecord, { kind: 'frameSent' }>
type FrameRecord = SentRecord | Extract<TraceRecord, { kind: 'frameReceived' | 'frameDropped' }>

interface Awaited {
  readonly id: number
  readonly frame: SentRecord['frame']
}

/** Frames of one kind between two parties of which the arrival is awaited. */
const MOST = 64

/**
 * Gives sendings and arrivals of frames the same number. Each process counts its own, so they are matched by what they
 * have in common: what the frame says, and that frames of one type between two parties arrive in the order in which they
 * were sent. Any of these records may have been left out; an arrival whose sending was has the number -1.
 */
export class FrameNumbers {
  readonly #awaited = new Map<string, Awaited[]>()
  #next = 0

  /** To be called in the order in which it happened. */
  numbered<R extends FrameRecord>(record: R): R {
    const key = `${record.from} ${record.to} ${record.kind === 'frameDropped' ? record.type : record.frame.type}`
    const awaited = this.#awaited.get(key) ?? []
    this.#awaited.set(key, awaited)
    switch (record.kind) {
      case 'frameSent': {
        const id = this.#next++
        awaited.push({ id, frame: record.frame })
        if (awaited.length > MOST) awaited.shift()
        return { ...record, id }
      }
      case 'frameReceived': {
        const { frame } = record
        const index = awaited.findIndex((sent) => isDeepStrictEqual(sent.frame, frame))
        // Those sent before it do not arrive any more: they were lost, or their arrival was left out.
        return { ...record, id: awaited.splice(0, index + 1).at(-1)?.id ?? -1 }
      }
      case 'frameDropped':
        // What it said is not told: it was the first, as far as anyone can tell.
        return { ...record, id: awaited.shift()?.id ?? -1 }
    }
  }
}
