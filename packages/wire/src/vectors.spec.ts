import { describe, expect, it } from 'vitest'
import { describe as describeField, loadDefinitions, members } from '../scripts/definitions.js'
import { reflectionDecode } from '../test/reflection.js'
import { fromHex, toHex, vectors } from '../test/vectors.js'
import { decodeFrame, encodedSize, encodeFrame, LIMITS, WireError } from './index.js'

const definitions = loadDefinitions()
const frameDefinition = definitions.lookupType('bellwire.v1.Frame')
const frames = vectors('frames')

describe('valid frames (WIR-010, WIR-012)', () => {
  it('has three of every message', () => {
    const types = Object.keys(frameDefinition.oneofs['message']!.fieldsArray)
    expect(new Set(frames.map((vector) => vector.frame.type)).size).toBe(types.length)
    expect(frames.length).toBe(3 * types.length)
  })

  it.each(frames)('$name', ({ bytes, frame }) => {
    expect(toHex(encodeFrame(frame))).toBe(bytes)
    expect(encodedSize(frame)).toBe(bytes.length / 2)
    const decoded = decodeFrame(fromHex(bytes))
    // Compared as text, so that the order of the properties counts too.
    expect(JSON.stringify(decoded)).toBe(JSON.stringify(frame))
    expect(decoded).toEqual(frame)
    expect(reflectionDecode(fromHex(bytes))).toEqual(frame)
  })

  it('keeps far below the limit of a frame', () => {
    expect(Math.max(...frames.map((vector) => vector.bytes.length / 2))).toBeLessThan(LIMITS.frameBytes / 4)
  })
})

describe('ranges (WIR-017)', () => {
  const ranges = frames.flatMap(({ name, frame }) => {
    const { message } = members(definitions).find(({ type }) => type === frame.type)!
    const scalars = message.fieldsArray
      .map(describeField)
      .filter(({ kind }) => !['message', 'bool', 'bytes'].includes(kind))
    return name.endsWith('typical')
      ? scalars.map((field) => ({ title: `${frame.type}.${field.name}`, frame, field }))
      : []
  })

  it.each(ranges)('are kept by the encoder for $title', ({ title, frame, field }) => {
    for (const value of [field.minimum - 1, field.maximum + 1, Math.max(field.minimum, 0) + 0.5]) {
      expect(() => encodeFrame({ ...frame, [field.name]: value })).toThrow(
        expect.objectContaining({ code: 'OUT_OF_RANGE', path: title, value })
      )
    }
  })
})

describe('other forms of valid frames (WIR-013, WIR-020)', () => {
  it.each(vectors('other-forms'))('$name', ({ bytes, frame, canonical }) => {
    expect(bytes).not.toBe(canonical)
    expect(decodeFrame(fromHex(bytes))).toEqual(frame)
    expect(decodeFrame(fromHex(canonical))).toEqual(frame)
    expect(toHex(encodeFrame(frame))).toBe(canonical)
    expect(reflectionDecode(fromHex(bytes))).toEqual(frame)
  })
})

describe('rejected frames (WIR-010, WIR-014, WIR-021, WIR-022)', () => {
  it.each(vectors('rejected'))('$name', ({ bytes, code, path }) => {
    let thrown: unknown
    try {
      decodeFrame(fromHex(bytes))
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(WireError)
    expect({ code: (thrown as WireError).code, path: (thrown as WireError).path }).toEqual({ code, path })
    expect((thrown as WireError).message).toContain(path)
  })

  it('has every code that a decoder can give', () => {
    const codes = new Set(vectors('rejected').map((vector) => vector.code))
    expect([...codes].sort()).toEqual(
      [
        'BAD_FIELD_NUMBER',
        'BAD_VARINT',
        'BAD_WIRE_TYPE',
        'DUPLICATE_FIELD',
        'INCONSISTENT',
        'MISSING_FIELD',
        'NO_MESSAGE',
        'OUT_OF_RANGE',
        'TOO_MANY',
        'TRUNCATED',
        'TWO_MESSAGES',
        'UNKNOWN_CRITICAL_FIELD',
        'UNKNOWN_MESSAGE'
      ] // FRAME_TOO_LARGE would fill the file: see the specification of the codec.
    )
  })
})
