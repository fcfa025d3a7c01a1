import type { TraceRecord } from '@bellwire/runtime'

type FrameRecord = Extract<TraceRecord, { kind: 'frameSent' | 'frameReceived' | 'frameDropped' }>

/** Frames of one kind between two parties of which the arrival is awaited. */
const MOST = 64

/**
 * Gives sendings and arrivals of frames the same number. Each process counts its own, so they are matched by what they
 * have in common: frames of one type between two parties arrive in the order in which they were sent.
 */
export class FrameNumbers {
  readonly #awaited = new Map<string, number[]>()
  #next = 0

  /** To be called in the order in which it happened. */
  numbered<R extends FrameRecord>(record: R): R {
    const key = `${record.from} ${record.to} ${record.kind === 'frameDropped' ? record.type : record.frame.type}`
    const awaited = this.#awaited.get(key) ?? []
    this.#awaited.set(key, awaited)
    if (record.kind !== 'frameSent') return { ...record, id: awaited.shift() ?? -1 }
    const id = this.#next++
    awaited.push(id)
    if (awaited.length > MOST) awaited.shift()
    return { ...record, id }
  }
}
