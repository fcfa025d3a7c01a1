import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryFrame, arbitraryFrames } from '../test/arbitrary-frame.js'
import { reflectionDecode } from '../test/reflection.js'
import { fromHex, toHex, vectors } from '../test/vectors.js'
import { decodeFrame, encodedSize, encodeFrame, type Frame, LIMITS, WireError } from './index.js'

const parameters = { seed: 20_260_101 }

function failure(action: () => unknown): WireError {
  try {
    action()
  } catch (error) {
    if (error instanceof WireError) return error
    throw error
  }
  throw new Error('it did not fail')
}

describe('encoding and decoding', () => {
  it.each(Object.entries<fc.Arbitrary<Frame>>(arbitraryFrames))('%s comes back as it was', (_type, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (frame) => {
        const bytes = encodeFrame(frame)
        const decoded = decodeFrame(bytes)
        expect(decoded).toEqual(frame)
        expect(Object.keys(decoded)).toEqual(Object.keys(frame))
        expect(encodedSize(frame)).toBe(bytes.length)
        expect(reflectionDecode(bytes)).toEqual(frame)
      }),
      { ...parameters, numRuns: 150 }
    )
  })

  it('gives the same bytes for equal frames, whatever the order of their properties (WIR-012)', () => {
    fc.assert(
      fc.property(arbitraryFrame, (frame) => {
        const reversed = Object.fromEntries(Object.entries(frame).reverse()) as unknown as Frame
        expect(toHex(encodeFrame(reversed))).toBe(toHex(encodeFrame(frame)))
        expect(toHex(encodeFrame(decodeFrame(encodeFrame(frame))))).toBe(toHex(encodeFrame(frame)))
      }),
      { ...parameters, numRuns: 500 }
    )
  })

  it('gives bytes that later frames do not change', () => {
    const [first, second] = fc.sample(arbitraryFrame, { ...parameters, numRuns: 2 }) as [Frame, Frame]
    const bytes = encodeFrame(first)
    const before = toHex(bytes)
    encodeFrame(second)
    expect(toHex(bytes)).toBe(before)
  })

  it('decodes a part of a larger buffer', () => {
    fc.assert(
      fc.property(arbitraryFrame, (frame) => {
        const bytes = encodeFrame(frame)
        const larger = new Uint8Array(bytes.length + 20).fill(0xff)
        larger.set(bytes, 10)
        expect(decodeFrame(larger.subarray(10, 10 + bytes.length))).toEqual(frame)
      }),
      { ...parameters, numRuns: 200 }
    )
  })
})

describe('hostile bytes', () => {
  /** Decodes, and expects a WireError or a frame that encodes again and that another decoder reads in the same way. */
  function survive(bytes: Uint8Array): void {
    let frame: Frame
    try {
      frame = decodeFrame(bytes)
    } catch (error) {
      expect(error).toBeInstanceOf(WireError)
      return
    }
    expect(decodeFrame(encodeFrame(frame))).toEqual(frame)
    expect(reflectionDecode(bytes)).toEqual(frame)
  }

  it('is refused with a WireError or read, if random', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => survive(bytes)),
      { ...parameters, numRuns: 5000 }
    )
  })

  it('is refused with a WireError or read, if random inside a message', () => {
    const tags = vectors('frames').map(({ bytes }) => fromHex(bytes)[0]!)
    fc.assert(
      fc.property(fc.constantFrom(...tags), fc.uint8Array({ maxLength: 100 }), (tag, body) => {
        const prefix = tag < 128 ? [tag] : [tag, 1]
        survive(Uint8Array.from([...prefix, body.length, ...body]))
      }),
      { ...parameters, numRuns: 5000 }
    )
  })

  it('is refused with a WireError or read, if a valid frame was damaged', () => {
    const mutation = fc.record({
      kind: fc.constantFrom('change', 'remove', 'insert', 'cut', 'repeat'),
      at: fc.nat(),
      byte: fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 127, 128, 255))
    })
    fc.assert(
      fc.property(arbitraryFrame, fc.array(mutation, { minLength: 1, maxLength: 4 }), (frame, mutations) => {
        let bytes = [...encodeFrame(frame)]
        for (const { kind, at, byte } of mutations) {
          const index = at % (bytes.length + 1)
          if (kind === 'change') bytes[Math.min(index, bytes.length - 1)] = byte
          else if (kind === 'remove') bytes.splice(index, 1)
          else if (kind === 'insert') bytes.splice(index, 0, byte)
          else if (kind === 'cut') bytes = bytes.slice(0, index)
          else bytes = [...bytes, ...bytes.slice(index)]
        }
        survive(Uint8Array.from(bytes))
      }),
      { ...parameters, numRuns: 5000 }
    )
  })

  it('of every prefix of a frame is refused', () => {
    fc.assert(
      fc.property(arbitraryFrame, (frame) => {
        const bytes = encodeFrame(frame)
        for (let length = 0; length < bytes.length; length++) {
          expect(failure(() => decodeFrame(bytes.subarray(0, length))).code).toBe(
            length === 0 ? 'NO_MESSAGE' : 'TRUNCATED'
          )
        }
      }),
      { ...parameters, numRuns: 30 }
    )
  })

  it('is refused by its size alone above the limit, and read up to it (WIR-011)', () => {
    const error = failure(() => decodeFrame(new Uint8Array(LIMITS.frameBytes + 1)))
    expect(error.code).toBe('FRAME_TOO_LARGE')
    expect(error.value).toBe(65_537)

    // A KEEPALIVE, and an unknown optional field of Frame (number 2000) that fills the rest.
    const bytes = new Uint8Array(LIMITS.frameBytes)
    const head = fromHex('1a022001827d')
    const rest = bytes.length - head.length - 3
    bytes.set([...head, (rest & 127) | 128, ((rest >> 7) & 127) | 128, rest >> 14])
    expect(decodeFrame(bytes)).toMatchObject({ type: 'KEEPALIVE', answer: true })
  })

  it('never builds more elements than the limit, however many the bytes hold (WIR-016)', () => {
    // 30,000 empty test rounds of two bytes each, which would be 30,000 objects.
    const rounds = 30_000
    const bytes = new Uint8Array(1 + 3 + 2 * rounds)
    bytes.set([0x4a, ((2 * rounds) & 127) | 128, (((2 * rounds) >> 7) & 127) | 128, (2 * rounds) >> 14])
    for (let index = 0; index < rounds; index++) bytes[4 + 2 * index] = 0x22
    const error = failure(() => decodeFrame(bytes))
    expect(error.code).toBe('TOO_MANY')
    expect(error.value).toBe(LIMITS.testRounds + 1)
  })
})

describe('fields of bytes', () => {
  it('never hold more than their limit, whatever length is stated (WIR-016)', () => {
    const longest = encodeFrame({ type: 'ASK', dialogue: 1, purpose: 2, step: 3, body: new Uint8Array(61_440).fill(7) })
    expect(decodeFrame(longest)).toMatchObject({ body: { length: 61_440 } })
    // One byte more, in the body and in the lengths of body and message: both are varints of three bytes.
    const longer = Uint8Array.from([...longest, 7])
    const lengths = [2, longest.length - 61_440 - 3]
    for (const at of lengths) longer[at] = (longer[at] as number) + 1
    expect(failure(() => decodeFrame(longer))).toMatchObject({ code: 'TOO_MANY', path: 'ASK.body', value: 61_441 })
  })

  it('are copied: what came in may be overwritten', () => {
    const bytes = encodeFrame({ type: 'ASK', dialogue: 1, purpose: 2, step: 3, body: Uint8Array.of(1, 2, 3) })
    const decoded = decodeFrame(bytes)
    bytes.fill(0)
    expect(decoded).toMatchObject({ body: Uint8Array.of(1, 2, 3) })
  })
})

describe('what cannot be encoded (WIR-017)', () => {
  const gen: Frame = {
    type: 'GEN',
    link: 1,
    incarnation: 2,
    epoch: 3,
    queueId: 4,
    firstSlot: 5,
    slots: 6,
    brightness: 7
  }
  const add = fc.sample(arbitraryFrames.ADD, { ...parameters, numRuns: 1 })[0]!
  const ask: Frame = { type: 'ASK', dialogue: 1, purpose: 2, step: 3, body: new Uint8Array(61_440) }
  const broken = (frame: object, changes: object): Frame => ({ ...frame, ...changes }) as unknown as Frame

  it.each([
    ['a number above its range', broken(gen, { brightness: 65_536 }), 'OUT_OF_RANGE', 'GEN.brightness'],
    ['a negative number', broken(gen, { firstSlot: -1 }), 'OUT_OF_RANGE', 'GEN.firstSlot'],
    ['a fraction', broken(gen, { slots: 1.5 }), 'OUT_OF_RANGE', 'GEN.slots'],
    ['NaN', broken(gen, { slots: Number.NaN }), 'OUT_OF_RANGE', 'GEN.slots'],
    ['2^53', broken(gen, { firstSlot: 2 ** 53 }), 'OUT_OF_RANGE', 'GEN.firstSlot'],
    ['a missing number', broken(gen, { slots: undefined }), 'BAD_TYPE', 'GEN.slots'],
    ['a string', broken(gen, { queueId: '4' }), 'BAD_TYPE', 'GEN.queueId'],
    ['a number for a boolean', broken(add, { atomic: 1 }), 'BAD_TYPE', 'ADD.atomic'],
    ['a missing message', broken(add, { responder: undefined }), 'MISSING_FIELD', 'ADD.responder'],
    ['null for a message', broken(add, { responder: null }), 'BAD_TYPE', 'ADD.responder'],
    [
      'a number out of range in a message',
      broken(add, { originator: { ...add.originator, rotationY: 256 } }),
      'OUT_OF_RANGE',
      'ADD.originator.rotationY'
    ],
    ['bytes that are none', broken(ask, { body: '00' }), 'BAD_TYPE', 'ASK.body'],
    ['bytes that are absent', broken(ask, { body: undefined }), 'BAD_TYPE', 'ASK.body'],
    ['too many bytes', broken(ask, { body: new Uint8Array(61_441) }), 'TOO_MANY', 'ASK.body'],
    ['an unknown type', broken(gen, { type: 'DETOUR' }), 'UNKNOWN_MESSAGE', 'Frame.type'],
    ['a type that every object has', broken(gen, { type: 'toString' }), 'UNKNOWN_MESSAGE', 'Frame.type'],
    ['slots beyond the last', broken(gen, { firstSlot: Number.MAX_SAFE_INTEGER }), 'INCONSISTENT', 'GEN.slots'],
    [
      'too many test rounds',
      {
        type: 'TEST_RESULTS',
        link: 1,
        incarnation: 2,
        epoch: 3,
        rounds: Array.from({ length: 257 }, () => ({ sequence: 1, basis: 0, outcome: 0 }))
      },
      'TOO_MANY',
      'TEST_RESULTS.rounds'
    ],
    [
      'a test round that is none',
      broken({ type: 'TEST_RESULTS', link: 1, incarnation: 2, epoch: 3 }, { rounds: [3] }),
      'BAD_TYPE',
      'TEST_RESULTS.rounds[0]'
    ]
  ] as [string, Frame, string, string][])('%s', (_name, frame, code, path) => {
    const error = failure(() => encodeFrame(frame))
    expect({ code: error.code, path: error.path }).toEqual({ code, path })
    expect(error.accepted).not.toBe('')
    // Nothing of it is left over in what is encoded next.
    expect(decodeFrame(encodeFrame(gen))).toEqual(gen)
  })
})
