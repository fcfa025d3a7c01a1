import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describe as describeField, loadDefinitions, members } from '../scripts/definitions.js'
import { arbitraryDeviceMessage, arbitraryDeviceMessages } from '../test/arbitrary-device-message.js'
import { reflectionDecode } from '../test/reflection.js'
import { fromHex, toHex } from '../test/vectors.js'
import {
  decodeDeviceMessage,
  DeviceDistillation,
  type DeviceMessage,
  DeviceRefusal,
  encodeDeviceMessage,
  LIMITS,
  WireError
} from './index.js'

const parameters = { seed: 20_260_701 }
const definitions = loadDefinitions()

/** What JSON cannot say: bytes, infinity, and optional fields that are absent. */
const revived = (key: string, value: unknown): unknown =>
  key === 'name' || key === 'text' ? fromHex(value as string) : value === 'Infinity' ? Infinity : value

const vectors = JSON.parse(
  readFileSync(new URL('../../../spec/vectors/device-messages.json', import.meta.url), 'utf8'),
  revived
) as { name: string; bytes: string; message: DeviceMessage }[]

describe('device messages', () => {
  it.each(arbitraryDeviceMessages)('$type comes back as it was, and as another decoder reads it', ({ arbitrary }) => {
    fc.assert(
      fc.property(arbitrary, (message) => {
        const bytes = encodeDeviceMessage(message)
        const decoded = decodeDeviceMessage(bytes)
        expect(decoded).toEqual(message)
        expect(Object.keys(decoded)).toEqual(Object.keys(message))
        expect(toHex(encodeDeviceMessage(decoded))).toBe(toHex(bytes))
        expect(reflectionDecode(bytes, 'DeviceMessage')).toEqual(message)
      }),
      { ...parameters, numRuns: 100 }
    )
  })

  it('are refused with a WireError or read, whatever the bytes', () => {
    const change = fc.tuple(fc.nat(300), fc.nat(255), fc.constantFrom('set', 'cut', 'insert'))
    const damaged = fc.tuple(arbitraryDeviceMessage, fc.array(change, { minLength: 1, maxLength: 4 }))
    fc.assert(
      fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 200 })), (drawn) => {
        const bytes = drawn instanceof Uint8Array ? drawn : damage(...drawn)
        let message: DeviceMessage
        try {
          message = decodeDeviceMessage(bytes)
        } catch (error) {
          expect(error).toBeInstanceOf(WireError)
          return
        }
        expect(decodeDeviceMessage(encodeDeviceMessage(message))).toEqual(message)
        expect(reflectionDecode(bytes, 'DeviceMessage')).toEqual(message)
      }),
      { ...parameters, numRuns: 5000 }
    )
  })

  it('are refused by their size alone above the limit', () => {
    expect(() => decodeDeviceMessage(new Uint8Array(LIMITS.deviceBytes + 1))).toThrow(
      expect.objectContaining({ code: 'FRAME_TOO_LARGE' })
    )
  })

  it('have room for the hardware with the most links and operating points', () => {
    const point = { brightness: 0.1, fidelity: 0.9, successProbability: 1e-3 }
    const bases = Array.from({ length: 6 }, (_, basis) => ({ basis, share: 1 / 6 }))
    const link = {
      link: LIMITS.uint32,
      keep: true,
      arrival: { hardware: true, bases },
      points: Array.from({ length: LIMITS.devicePoints }, () => point),
      holds: true
    }
    const bytes = encodeDeviceMessage({
      type: 'READY',
      version: 1,
      incarnation: 1,
      clock: { clock: 1, era: 1, reading: LIMITS.integer, rate: 0.5, step: true },
      capabilities: {
        ...most,
        links: Array.from({ length: LIMITS.deviceLinks }, () => link)
      },
      switch: undefined
    })
    expect(bytes.length).toBeLessThan(LIMITS.deviceBytes)
    expect(decodeDeviceMessage(bytes)).toMatchObject({ capabilities: { coherenceTime: Infinity } })
  })

  it.each(vectors)('$name', ({ bytes, message }) => {
    expect(toHex(encodeDeviceMessage(message))).toBe(bytes)
    expect(decodeDeviceMessage(fromHex(bytes))).toEqual(message)
  })

  it('have a vector each', () => {
    const types = members(definitions, 'DeviceMessage').map(({ type }) => type)
    expect([...new Set(vectors.map(({ message }) => message.type))].sort()).toEqual(types.sort())
  })
})

describe('ranges of device messages', () => {
  const generate: DeviceMessage = {
    type: 'GENERATE',
    link: 1,
    qubit: 0,
    firstSlot: 5,
    slots: 6,
    brightness: 0.5,
    arrival: 7,
    period: 100.25,
    arrivalBases: []
  }

  it.each([
    [{ brightness: 1.5 }, 'OUT_OF_RANGE', 'GENERATE.brightness'],
    [{ brightness: Number.NaN }, 'OUT_OF_RANGE', 'GENERATE.brightness'],
    [{ period: 0 }, 'OUT_OF_RANGE', 'GENERATE.period'],
    [{ period: Infinity }, 'OUT_OF_RANGE', 'GENERATE.period'],
    [{ period: '1' }, 'BAD_TYPE', 'GENERATE.period'],
    [{ slots: 1.5 }, 'OUT_OF_RANGE', 'GENERATE.slots'],
    [{ firstSlot: Number.MAX_SAFE_INTEGER }, 'INCONSISTENT', 'GENERATE.slots'],
    [{ arrivalBases: [{ basis: 6, share: 1 }] }, 'OUT_OF_RANGE', 'GENERATE.arrivalBases[0].basis']
  ])('%j cannot be sent', (changes, code, path) => {
    expect(() => encodeDeviceMessage({ ...generate, ...changes } as DeviceMessage)).toThrow(
      expect.objectContaining({ code, path })
    )
  })

  it('hold for a receiver too, of numbers that are none and of numbers that are absent', () => {
    const bytes = encodeDeviceMessage({ ...generate, period: 100, brightness: 0.5 })
    const hex = toHex(bytes)
    // 0.5 and 100 as doubles, little-endian; NaN and infinity in their place.
    for (const [from, to, path] of [
      ['000000000000e03f', '000000000000f87f', 'GENERATE.brightness'],
      ['0000000000005940', '000000000000f07f', 'GENERATE.period']
    ] as const) {
      expect(hex).toContain(from)
      expect(() => decodeDeviceMessage(fromHex(hex.replace(from, to)))).toThrow(
        expect.objectContaining({ code: 'OUT_OF_RANGE', path })
      )
    }
    // A GENERATE with nothing in it: its slots would have no length.
    expect(() => decodeDeviceMessage(fromHex('0a00'))).toThrow(expect.objectContaining({ path: 'GENERATE.period' }))
  })

  it('tell an optional number that is zero from one that is absent', () => {
    const measured = { type: 'MEASURED', qubit: 0, tag: 0, outcome: 0 } as const
    expect(toHex(encodeDeviceMessage({ ...measured, basis: undefined }))).toBe('2200')
    expect(toHex(encodeDeviceMessage({ ...measured, basis: 0 }))).toBe('22022000')
    expect(decodeDeviceMessage(fromHex('2200'))).toEqual({ ...measured, basis: undefined })
    expect(decodeDeviceMessage(fromHex('22022000'))).toEqual({ ...measured, basis: 0 })
  })

  it('are those of the limits', () => {
    const limit = (message: string, field: string): number => {
      const { kind, maximum, maximumCount } = describeField(
        definitions.lookupType(`bellwire.v1.${message}`).fields[field]!
      )
      return kind === 'message' ? maximumCount : maximum
    }
    expect(limit('DeviceHello', 'name')).toBe(LIMITS.deviceNameBytes)
    expect(limit('DeviceRefused', 'text')).toBe(LIMITS.deviceTextBytes)
    expect(limit('DeviceCapabilities', 'links')).toBe(LIMITS.deviceLinks)
    expect(limit('DeviceConnect', 'links')).toBe(LIMITS.deviceLinks)
    expect(limit('DeviceLink', 'points')).toBe(LIMITS.devicePoints)
  })

  it.each([
    ['DeviceRefusal', DeviceRefusal],
    ['DeviceDistillation', DeviceDistillation]
  ] as [string, Record<string, number>][])('agree on %s', (name, values) => {
    const prefix = `${name.replace(/(?!^)[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}_`
    const named = Object.entries(values).map(([key, value]) => [prefix + key, value])
    expect(Object.fromEntries(named)).toEqual(definitions.lookupEnum(`bellwire.v1.${name}`).values)
  })
})

const most = {
  qubits: LIMITS.uint32,
  measureDuration: LIMITS.integer,
  correctDuration: LIMITS.integer,
  storeDuration: LIMITS.integer,
  swapping: true,
  swapDuration: LIMITS.integer,
  swapQuality: 1,
  prepareDuration: LIMITS.integer,
  gateDuration: LIMITS.integer,
  distillation: true,
  distilDuration: LIMITS.integer,
  storage: true,
  coherenceTime: Infinity
}

function damage(message: DeviceMessage, changes: readonly [number, number, string][]): Uint8Array {
  let bytes = [...encodeDeviceMessage(message)]
  for (const [place, byte, kind] of changes) {
    const at = place % (bytes.length + 1)
    if (kind === 'cut') bytes = bytes.slice(0, at)
    else bytes.splice(at, kind === 'set' ? 1 : 0, byte)
  }
  return Uint8Array.from(bytes)
}
