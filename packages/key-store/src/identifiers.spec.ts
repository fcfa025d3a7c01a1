import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  isUuid,
  parseUuid,
  saeFromWire,
  saeName,
  saeToWire,
  sessionIdentifier,
  unitIdentifier,
  uuidFromWire,
  uuidToWire
} from './identifiers.js'

const SESSION = '8f14e45f-ceea-467f-ab5c-2f2d4bd27e0a'

it('names the block of a session alike at both ends (KEY-060)', () => {
  const text = Buffer.concat([
    Buffer.from('bellwire key session'),
    Buffer.from([0, 0, 0, 11, 0, 0, 0, 12]),
    Buffer.from('11/305419896')
  ])
  const hash = createHash('sha256').update(text).digest('hex')
  for (const nodes of [
    [11, 12],
    [12, 11]
  ] as const) {
    const name = sessionIdentifier(nodes, '11/305419896')
    expect(name).toBe('34dbab50-6b79-8972-9ae7-faed0575802f')
    expect(name.replaceAll('-', '').slice(0, 12)).toBe(hash.slice(0, 12))
  }
  const others = [sessionIdentifier([11, 13], '11/305419896'), sessionIdentifier([11, 12], '12/305419896')]
  expect(new Set(others).has('34dbab50-6b79-8972-9ae7-faed0575802f')).toBe(false)
})

it('names units alike at both ends, by session and index alone (KEY-003)', () => {
  // Worked out with sha256sum: printf 'bellwire key unit' + 16 octets of the session + 00 00 00 05.
  const hash = createHash('sha256')
    .update(Buffer.concat([Buffer.from('bellwire key unit'), Buffer.from(SESSION.replaceAll('-', ''), 'hex')]))
    .update(Buffer.from([0, 0, 0, 5]))
    .digest('hex')
  const name = unitIdentifier(SESSION, 5)
  expect(name.replaceAll('-', '').slice(0, 12)).toBe(hash.slice(0, 12))
  expect(name[14]).toBe('8')
  expect('89ab').toContain(name[19])
  expect(name.replaceAll('-', '').slice(17)).toBe(hash.slice(17, 32))
  expect(isUuid(name)).toBe(true)
  expect(unitIdentifier(SESSION, 0)).toBe('6de4a40a-b8d3-83f7-86cf-f6a443005d38')
})

it('gives every unit a name of its own', () => {
  const names = Array.from({ length: 2000 }, (_, index) => unitIdentifier(SESSION, index))
  expect(new Set(names).size).toBe(names.length)
})

it('sends names as words and has them back', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.string(), (uuid, sae) => {
      expect(uuidFromWire(uuidToWire(uuid))).toBe(uuid)
      expect(saeFromWire(saeToWire(saeName(sae)))).toBe(saeName(sae))
    }),
    { seed: 1 }
  )
  expect(uuidToWire(SESSION)).toEqual({ word1: 0x8f14e45f, word2: 0xceea467f, word3: 0xab5c2f2d, word4: 0x4bd27e0a })
  // SHA-256 of "abc", FIPS 180-4.
  expect(saeName('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

it('takes UUIDs in either case and nothing else', () => {
  expect(parseUuid(SESSION.toUpperCase())).toBe(SESSION)
  for (const wrong of ['', `${SESSION}0`, SESSION.replace('-', ''), 'zf14e45f-ceea-467f-ab5c-2f2d4bd27e0a'])
    expect(() => parseUuid(wrong)).toThrow(expect.objectContaining({ code: 'IDENTIFIER_INVALID' }))
})
