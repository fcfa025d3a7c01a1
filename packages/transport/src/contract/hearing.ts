import { encodeFrame, type Frame } from '@bellwire/wire'
import type { NodeId, Transport } from '../transport.js'
import { ContractError } from './subject.js'

/** A frame that carries a number, to tell frames apart. */
export const numbered = (serial: number): Frame => ({
  type: 'MAINTENANCE_ACK',
  link: 1,
  incarnation: 7,
  epoch: 1,
  serial
})

export const serials = (from: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => from + index)

/** What a party has heard. */
export class Hearing {
  readonly frames: { readonly from: NodeId; readonly frame: Frame }[] = []
  readonly malformed: { readonly from: NodeId; readonly reason: string }[] = []

  constructor(transport: Transport) {
    transport.listen({
      frame: (from, frame) => this.frames.push({ from, frame }),
      malformed: (from, reason) => this.malformed.push({ from, reason })
    })
  }

  /** Forgets the numbers from one on. */
  forget(from: number): void {
    const kept = this.frames.filter(({ frame }) => frame.type !== 'MAINTENANCE_ACK' || frame.serial < from)
    this.frames.splice(0, this.frames.length, ...kept)
  }

  /** The numbers of numbered frames, all or those of one sender. */
  numbers(sender?: NodeId): number[] {
    return this.frames.flatMap(({ from, frame }) =>
      frame.type === 'MAINTENANCE_ACK' && (sender === undefined || from === sender) ? [frame.serial] : []
    )
  }
}

/** @throws ContractError where two lists differ */
export function same(actual: readonly unknown[], expected: readonly unknown[], what: string): void {
  const [found, wanted] = [actual, expected].map((list) => list.map((value) => JSON.stringify(value)))
  const length = Math.max(actual.length, expected.length)
  for (let index = 0; index < length; index++) {
    if (found?.[index] === wanted?.[index]) continue
    throw new ContractError(`${what}: number ${index} is ${found?.[index]} instead of ${wanted?.[index]}`)
  }
}

/** Bytes of a frame, hexadecimal: frames are the same where their bytes are. */
export const inBytes = (frame: Frame): string =>
  Array.from(encodeFrame(frame), (byte) => byte.toString(16).padStart(2, '0')).join('')
