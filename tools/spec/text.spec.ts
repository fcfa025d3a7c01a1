// The tables of the specification are those of the code and of the definitions.
import { readFileSync } from 'node:fs'
import { Basis } from '@bellwire/device'
import { DEFAULT_KEY_TIMERS } from '@bellwire/key-store'
import {
  basisOf,
  defaultLinkLayerConfiguration,
  expectsEqual,
  firstComeFirstServed,
  isTestRound,
  measurementToWire,
  testBasis
} from '@bellwire/link-layer'
import { DEFAULT_NETWORK_CONFIGURATION, defaultAdjacencyConfiguration } from '@bellwire/network-layer'
import { defaultTimers } from '@bellwire/physical-layer'
import { bellSign, bellStateNames } from '@bellwire/quantum'
import {
  CRITICAL_FIELDS,
  ERROR_CODE_NAMES,
  HERALD_ERROR_NAMES,
  LIMITS,
  MESSAGE_FIELDS,
  STATE_NAMES
} from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { describe as describeField, loadDefinitions, lookup, members } from '../../packages/wire/scripts/definitions.js'
import { tableBelow } from './tables.mjs'

const chapter = (name: string): string => readFileSync(new URL(`../../spec/${name}.md`, import.meta.url), 'utf8')
const conventions = chapter('00-conventions')
const physicalLayer = chapter('20-physical-layer')
const linkLayer = chapter('30-link-layer')
const wireFormat = chapter('40-wire-format')
const deviceInterface = chapter('50-device-interface')
const networkLayer = chapter('60-network-layer')
const keyDelivery = chapter('80-key-delivery')

const rowsBelow = (text: string, beginning: string): readonly (readonly string[])[] => {
  const rows = tableBelow(text, beginning)?.rows ?? []
  expect(rows, beginning).not.toHaveLength(0)
  return rows
}

describe('the message tables', () => {
  const definitions = loadDefinitions()
  type Field = Parameters<typeof describeField>[0]

  const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

  const FULL_RANGES = new Map<string, readonly [number, number]>([
    ['bool', [0, 1]],
    ['uint32', [0, LIMITS.uint32]],
    ['fixed32', [0, LIMITS.uint32]],
    ['uint64', [0, LIMITS.integer]],
    ['sint64', [-LIMITS.integer, LIMITS.integer]]
  ])

  function rangeOf(field: Field): string {
    const { kind, minimum, maximum, maximumCount } = describeField(field)
    if (kind === 'message') return maximumCount > 0 ? `up to ${maximumCount}` : 'required'
    if (kind === 'bytes') return `up to ${maximum} bytes`
    if (lookup(field) !== null) return 'declared'
    const [smallest, largest] = FULL_RANGES.get(field.type)!
    if (maximum !== largest) return `${minimum} to ${maximum}`
    return minimum === smallest ? 'any' : `from ${minimum}`
  }

  const rowOf = (field: Field): string[] => [
    String(field.id),
    snakeCase(field.name),
    `${field.repeated ? 'repeated ' : ''}${lookup(field)?.name ?? field.type}`,
    rangeOf(field)
  ]

  const described = (rows: readonly (readonly string[])[]): (readonly string[])[] => {
    for (const row of rows) expect(row[4], row.join(' ')).toMatch(/\S/)
    return rows.map((row) => row.slice(0, 4))
  }

  /** Which header a message begins with: by its first field. */
  const HEADERS = {
    link: ['Every message that concerns a link', 3],
    session: ['Every message of the network layer', 2],
    dialogue: ['A message of an application', 3],
    purpose: ['A message of a teleportation', 7]
  } as const
  const headerOf = (fields: object) => Object.keys(fields)[0] as keyof typeof HEADERS
  const headerLength = (fields: object): number => HEADERS[headerOf(fields)][1]

  it('begin with the header that every message has', () => {
    const headers = Object.fromEntries(
      Object.entries(HEADERS).map(([field, [text]]) => [field, described(rowsBelow(wireFormat, text))])
    )
    for (const { message } of members(definitions)) {
      expect(message.fieldsArray.slice(0, headerLength(message.fields)).map(rowOf)).toEqual(
        headers[headerOf(message.fields)]
      )
    }
  })

  it('are those of all messages, and of no others', () => {
    const headings = [...wireFormat.matchAll(/^#### ([A-Z_]+) \((\d+)\)$/gm)].map(
      ([, name, number]) => `${name} ${number}`
    )
    const defined = members(definitions).map(({ type, number }) => `${type} ${number}`)
    expect(headings.sort()).toEqual(defined.sort())
  })

  it.each(members(definitions))('have the fields of $type', ({ type, number, message }) => {
    const rows = tableBelow(wireFormat, `#### ${type} (${number})`)?.rows ?? []
    expect(described(rows)).toEqual(message.fieldsArray.slice(headerLength(message.fields)).map(rowOf))
  })

  it.each([
    'Measurement',
    'TestRound',
    'ScheduleBin',
    'AdvertisedLink',
    'AdvertisedPoint',
    'Hop',
    'Identifier',
    'SaeDigest'
  ])('have the fields of %s', (name) => {
    const fields = definitions.lookupType(`bellwire.v1.${name}`).fieldsArray
    expect(described(rowsBelow(wireFormat, `#### ${name}`))).toEqual(fields.map(rowOf))
  })

  it('have the values of every enumeration', () => {
    const enumerations = new Map<string, string>()
    const parts = ['Measurement', 'Stage'].map((name) => ({ message: definitions.lookupType(`bellwire.v1.${name}`) }))
    for (const { message } of [...members(definitions), ...parts]) {
      for (const field of message.fieldsArray) collect(field)
    }
    collect(definitions.lookupType('bellwire.v1.TestRound').fields['basis']!)
    function collect(field: Field): void {
      const type = lookup(field)
      if (type === null || !('values' in type)) return
      const prefix = `${type.name.replace(/(?!^)[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}_`
      const values = Object.entries(type.values as Record<string, number>)
      enumerations.set(type.name, values.map(([name, value]) => `${value} ${name.slice(prefix.length)}`).join(', '))
    }
    const rows = rowsBelow(wireFormat, '### Enumerations')
    expect(new Map(rows.map(([name, values]) => [name, values]))).toEqual(enumerations)
  })

  it('state the limits and the ranges of field numbers', () => {
    expect(wireFormat).toContain(`${LIMITS.frameBytes.toLocaleString('en')} bytes`)
    expect(wireFormat).toContain(`number is ${CRITICAL_FIELDS.first} to ${CRITICAL_FIELDS.last}`)
    expect(wireFormat).toContain(`a number from ${MESSAGE_FIELDS.first} to ${MESSAGE_FIELDS.last}`)
  })

  it('say for what a frame is refused, with the codes of the vectors', () => {
    const rejected = JSON.parse(readFileSync(new URL('../../spec/vectors/rejected.json', import.meta.url), 'utf8'))
    // A frame that is too large is refused by its size alone: there is no vector of it.
    const codes = new Set(['FRAME_TOO_LARGE', ...(rejected as { code: string }[]).map(({ code }) => code)])
    const table = rowsBelow(wireFormat, '### Refusals').map(([, code]) => code)
    expect(new Set(table)).toEqual(codes)
    expect(table).toHaveLength(codes.size)
  })
})

describe('the codes', () => {
  it('are those of errors, in both tables', () => {
    const names = Object.entries(ERROR_CODE_NAMES)
    expect(rowsBelow(conventions, '## 0.7').map(([code, name]) => [code, name])).toEqual(names)
    const mapped = rowsBelow(conventions, '*(informative)* Two other numberings').map(([name, code]) => [code, name])
    expect(mapped).toEqual(names.slice(1))
  })

  it('are those of link states', () => {
    expect(rowsBelow(physicalLayer, '## 2.5').map(([code, name]) => [code, name])).toEqual(Object.entries(STATE_NAMES))
  })

  it('of heralding errors are all named in the physical layer', () => {
    for (const name of Object.values(HERALD_ERROR_NAMES).slice(1)) expect(physicalLayer).toContain(name)
  })

  it('are those of the bases of the device', () => {
    expect(rowsBelow(deviceInterface, '## 5.2').map(([code]) => Number(code))).toEqual(Object.values(Basis))
  })
})

it('the table of Bell states gives the correlations of the algebra (WIR-002)', () => {
  const signs = rowsBelow(conventions, '## 0.5')
  const sign = (value: number): string => (value > 0 ? '+1' : '−1')
  expect(signs.map(([index, name, , ...correlations]) => [index, name, ...correlations])).toEqual(
    bellStateNames.map((name, index) => [String(index), name, ...[1, 2, 3].map((axis) => sign(bellSign(index, axis)))])
  )
  for (const [index, , , xx, yy, zz] of signs) {
    const equal = [zz, xx, yy].map((correlation) => correlation === '+1')
    expect([0, 1, 2].map((basis) => expectsEqual(Number(index), basis))).toEqual(equal)
  }
})

it('the examples of the choice of test rounds are those of the code (LNK-070, LNK-071)', () => {
  for (const [seed, sequence, mixed, basis] of rowsBelow(linkLayer, 'basis:  ')) {
    const share = Number(mixed) & 0xffff
    expect(testBasis(Number(seed), Number(sequence))).toBe(Number(basis))
    expect(testBasis(Number(seed), Number(sequence))).toBe((Number(mixed) >>> 16) % 3)
    expect(isTestRound(Number(seed), share, Number(sequence))).toBe(false)
    expect(isTestRound(Number(seed), share + 1, Number(sequence))).toBe(true)
  }
})

it('the angles of named bases are those of the code', () => {
  const names = ['Z', 'X', 'Y', 'ZPlus', 'ZMinus'] as const
  const rows = rowsBelow(linkLayer, 'The basis codes of OK')
  expect(rows).toHaveLength(names.length)
  names.forEach((name, index) => {
    const { rotationX1, rotationY, rotationX2 } = measurementToWire({ basis: name })
    expect(rows[index]!.slice(1).map(Number)).toEqual([rotationX1, rotationY, rotationX2])
    expect(Number(rows[index]![0]!.split(' ')[0])).toBe(Basis[name])
    expect(basisOf(measurementToWire({ rotation: [rotationX1, rotationY, rotationX2] }), 0)).toBe(Basis[name])
  })
})

describe('the default timers', () => {
  const UNITS = new Map([
    ['ns', 1],
    ['µs', 1e3],
    ['ms', 1e6],
    ['s', 1e9]
  ])

  /** '3 R', '10 s', '256' or 'max(3 R, 1 s)' for a round trip R. */
  function evaluate(text: string, roundTrip: number): number {
    const largest = /^max\((.*), (.*)\)$/.exec(text)
    if (largest !== null) return Math.max(evaluate(largest[1]!, roundTrip), evaluate(largest[2]!, roundTrip))
    const [, number, unit] = /^(\d+)(?: (\S+))?$/.exec(text)!
    if (unit === undefined) return Number(number)
    return Number(number) * (unit === 'R' ? roundTrip : UNITS.get(unit)!)
  }

  it.each([
    [0, 0],
    [50_000, 100_000],
    [80_000, 20_000],
    [400_000_000, 500_000_000]
  ])('of the physical layer are those of the code, for delays of %i and %i ns', (stationDelay, peerDelay) => {
    const roundTrip = Math.max(1000, 2 * stationDelay, 2 * peerDelay)
    const table = rowsBelow(physicalLayer, '## 2.8').map(([name, text]) => [name, evaluate(text!, roundTrip)])
    expect(Object.fromEntries(table)).toEqual(defaultTimers(stationDelay, peerDelay))
  })

  it.each([0, 1000, 200_000])('of the link layer are those of the code, for a round trip of %i ns', (given) => {
    const { scheduler: _scheduler, roundTrip, ...values } = defaultLinkLayerConfiguration(firstComeFirstServed, given)
    const table = rowsBelow(linkLayer, '## 3.13').map(([name, text]) => [name, evaluate(text!, roundTrip)])
    expect(roundTrip).toBe(Math.max(1000, given))
    expect(Object.fromEntries(table)).toEqual(values)
  })

  it('of the network layer are those of the code', () => {
    const values = { ...defaultAdjacencyConfiguration(), ...DEFAULT_NETWORK_CONFIGURATION }
    // Said elsewhere in the text, or an assumption of the planner alone.
    const { firstSerial, swapWerner: _factor, ...shared } = values
    expect(firstSerial).toBe(0)
    const table = rowsBelow(networkLayer, '## 6.14').map(([name, text]) => [name, evaluate(text!, 0)])
    expect(Object.fromEntries(table)).toEqual(shared)
  })
  it('of key delivery are those of the code', () => {
    const table = rowsBelow(keyDelivery, '## 8.10').map(([name, text]) => [name, evaluate(text!, 0)])
    expect(Object.fromEntries(table)).toEqual(DEFAULT_KEY_TIMERS)
  })
})
