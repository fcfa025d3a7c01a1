import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromHex, toHex, vectors } from '../test/vectors.js'
import {
  decodeFrame,
  decodeTransportMessage,
  encodeTransportFrames,
  encodeTransportHello,
  framedSize,
  LIMITS,
  type TransportHello,
  type TransportMessage,
  WireError
} from './index.js'

const given = JSON.parse(
  readFileSync(new URL('../../../spec/vectors/transport-messages.json', import.meta.url), 'utf8'),
  (key, value: unknown) => (key === 'frames' ? (value as string[]).map(fromHex) : value)
) as { name: string; bytes: string; message: TransportMessage }[]

const hello: TransportHello = {
  type: 'HELLO',
  minimumVersion: 1,
  maximumVersion: 1,
  node: 7,
  peer: 8,
  incarnation: 9
}
const helloBytes = toHex(encodeTransportHello(hello))

const encode = (message: TransportMessage) =>
  message.type === 'HELLO' ? encodeTransportHello(message) : encodeTransportFrames(message)

describe('messages of a connection', () => {
  it.each(given)('are as in the vectors: $name', ({ bytes, message }) => {
    expect(toHex(encode(message))).toBe(bytes)
    expect(decodeTransportMessage(fromHex(bytes))).toEqual(message)
  })

  it('carry frames as they are, and no more than fit', () => {
    const frames = fc.array(fc.uint8Array({ maxLength: 40_000, size: 'max' }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(frames, (list) => {
        const size = list.reduce((sum, { length }) => sum + framedSize(length), 0)
        if (size > LIMITS.transportBytes) {
          expect(() => encodeTransportFrames({ type: 'FRAMES', frames: list })).toThrow('FRAME_TOO_LARGE')
          return
        }
        const bytes = encodeTransportFrames({ type: 'FRAMES', frames: list })
        expect(bytes.length).toBe(size)
        expect(decodeTransportMessage(bytes)).toEqual({ type: 'FRAMES', frames: list })
      }),
      { seed: 1, numRuns: 50 }
    )
    const whole = new Uint8Array(LIMITS.frameBytes)
    expect(decodeTransportMessage(encodeTransportFrames({ type: 'FRAMES', frames: [whole] }))).toMatchObject({
      frames: [whole]
    })
  })

  it('are views of what came: nothing is copied', () => {
    const [vector] = vectors('frames')
    const bytes = encodeTransportFrames({ type: 'FRAMES', frames: [fromHex(vector!.bytes)] })
    const message = decodeTransportMessage(bytes)
    const [view] = message.type === 'FRAMES' ? message.frames : []
    expect(view?.buffer).toBe(bytes.buffer)
    expect(decodeFrame(view!)).toEqual(vector!.frame)
  })

  it.each([
    ['nothing', '', 'NO_MESSAGE', 'TransportMessage'],
    ['only what is not known', '1a0100', 'NO_MESSAGE', 'TransportMessage'],
    ['a hello and frames', `${helloBytes}1200`, 'TWO_MESSAGES', 'TransportMessage'],
    ['frames and a hello', `1200${helloBytes}`, 'TWO_MESSAGES', 'TransportMessage'],
    ['two hellos', helloBytes + helloBytes, 'TWO_MESSAGES', 'TransportMessage'],
    ['a frame that is cut short', '120500', 'TRUNCATED', 'TransportMessage'],
    ['frames of another wire type', '1001', 'BAD_WIRE_TYPE', 'frames'],
    ['a hello of another wire type', '0801', 'BAD_WIRE_TYPE', 'HELLO'],
    ['a critical field', 'c23e00', 'UNKNOWN_CRITICAL_FIELD', 'TransportMessage'],
    ['a hello without an incarnation', '0a080801100118072008', 'OUT_OF_RANGE', 'HELLO.incarnation'],
    ['a hello with no version', '0a0b1001180720082d09000000', 'OUT_OF_RANGE', 'HELLO.minimumVersion'],
    ['versions the wrong way round', '0a0d08021001180720082d09000000', 'INCONSISTENT', 'HELLO.minimumVersion'],
    ['a frame that is too long', `12818004${'00'.repeat(65_537)}`, 'TOO_MANY', 'frames'],
    ['too much', '1200'.repeat(33_281), 'FRAME_TOO_LARGE', 'TransportMessage']
  ])('are refused: %s', (_what, bytes, code, path) => {
    expect(() => decodeTransportMessage(fromHex(bytes))).toThrow(expect.objectContaining({ code, path }))
  })

  it('may have fields that are not known', () => {
    expect(decodeTransportMessage(fromHex(`1a0100${helloBytes}`))).toEqual(hello)
    expect(decodeTransportMessage(fromHex('120100ca7d01001200'))).toEqual({
      type: 'FRAMES',
      frames: [Uint8Array.of(0), new Uint8Array(0)]
    })
  })

  it('are refused with a WireError or read, whatever the bytes', () => {
    const pieces = fc.constantFrom(helloBytes, '1200', '12', '0a', '1a0100', 'ff', '80', '0801', '2d09000000')
    const bytes = fc.array(
      fc.oneof(
        pieces,
        fc.nat(255).map((byte) => byte.toString(16).padStart(2, '0'))
      ),
      { maxLength: 30 }
    )
    fc.assert(
      fc.property(bytes, (list) => {
        try {
          decodeTransportMessage(fromHex(list.join('')))
        } catch (error) {
          expect(error).toBeInstanceOf(WireError)
        }
      }),
      { seed: 1, numRuns: 2000 }
    )
  })

  it('are not made of what cannot be', () => {
    expect(() => encodeTransportFrames({ type: 'FRAMES', frames: [] })).toThrow('NO_MESSAGE')
    expect(() => encodeTransportFrames({ type: 'FRAMES', frames: [new Uint8Array(65_537)] })).toThrow('TOO_MANY')
    expect(() => encodeTransportHello({ ...hello, incarnation: 0 })).toThrow('OUT_OF_RANGE')
    expect(() => encodeTransportHello({ ...hello, minimumVersion: 2 })).toThrow('INCONSISTENT')
  })
})
