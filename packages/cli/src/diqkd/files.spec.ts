import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BitString } from '@bellwire/post-processing'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { WrongUse } from '../errors.js'
import { readKey, writeKeys } from './key-file.js'
import { readRounds } from './rounds-file.js'

const folder = mkdtempSync(join(tmpdir(), 'bellwire-files-'))
const path = join(folder, 'file')
afterAll(() => rmSync(folder, { recursive: true }))

const keys = fc
  .uint8Array({ minLength: 8, maxLength: 60 })
  .chain((bytes) => fc.integer({ min: 64, max: 8 * bytes.length }).map((length) => BitString.fromBytes(bytes, length)))
const blank = fc.constantFrom('', ' ', '\n', '\r\n', '\t')

describe('the file of a key', () => {
  it('is read as it was written, as packed bits', () => {
    fc.assert(
      fc.property(keys, (key) => {
        writeKeys('x', [{ flag: 'key-alice', path, key }])
        expect(statSync(path).mode & 0o777).toBe(0o600)
        expect(readKey('x', 'alice', path, 'bits', key.length).equals(key)).toBe(true)
      })
    )
  })

  it('is read as text with blanks anywhere, whatever format is asked for', () => {
    fc.assert(
      fc.property(
        keys,
        fc.array(blank, { minLength: 500, maxLength: 500 }),
        fc.constantFrom('auto', 'text'),
        (key, blanks, format) => {
          const text = Array.from({ length: key.length }, (_, k) => `${key.get(k)}${blanks[k] ?? ''}`).join('')
          writeFileSync(path, text)
          expect(readKey('x', 'alice', path, format, undefined).equals(key)).toBe(true)
        }
      )
    )
  })

  it('that is anything else gives a key of its bits or is refused, showing none of it', () => {
    const content = fc.oneof(
      fc.uint8Array({ maxLength: 100 }),
      fc.string().map((text) => Buffer.from(text))
    )
    fc.assert(
      fc.property(content, fc.option(fc.integer({ min: 1, max: 900 }), { nil: undefined }), (bytes, length) => {
        writeFileSync(path, bytes)
        try {
          const key = readKey('x', 'bob', path, 'auto', length)
          expect(key.length).toBe(length ?? key.length)
        } catch (error) {
          expect(error).toBeInstanceOf(WrongUse)
          expect((error as Error).message).toMatch(/^bellwire x: --bob .*; accepted: /)
          expect((error as Error).message).not.toMatch(/[01]{8}/)
        }
      }),
      { numRuns: 300 }
    )
  })
})

describe('the file of rounds', () => {
  const rounds = fc.array(
    fc.record({
      x: fc.constantFrom(0, 1),
      y: fc.constantFrom(0, 1, 2),
      a: fc.constantFrom(0, 1),
      b: fc.constantFrom(0, 1),
      note: fc.constantFrom('', 'late', '7')
    }),
    { minLength: 64, maxLength: 80 }
  )
  const order = fc.shuffledSubarray(['x', 'y', 'a', 'b', 'note'] as const, { minLength: 5 })

  it('has its columns in any order, with others among them, and ends of lines of any kind', () => {
    fc.assert(
      fc.property(rounds, order, fc.constantFrom('\n', '\r\n'), fc.boolean(), (recorded, columns, end, upper) => {
        const titles = columns.map((name) => (upper ? name.toUpperCase() : name)).join(',')
        const lines = recorded.map((round) => columns.map((name) => round[name]).join(', '))
        writeFileSync(path, [titles, ...lines, ''].join(end))
        expect(readRounds('x', path)).toEqual(recorded.map(({ x, y, a, b }) => ({ x, y, a, b })))
      }),
      { numRuns: 50 }
    )
  })

  it('that is cut anywhere has fewer rounds or is refused', () => {
    fc.assert(
      fc.property(rounds, fc.nat(2000), (recorded, cut) => {
        const whole = `x,y,a,b\n${recorded.map(({ x, y, a, b }) => `${x},${y},${a},${b}\n`).join('')}`
        writeFileSync(path, whole.slice(0, cut))
        let read: readonly unknown[] = []
        try {
          read = readRounds('x', path)
        } catch (error) {
          expect(error).toBeInstanceOf(WrongUse)
        }
        expect(recorded.map(({ x, y, a, b }) => ({ x, y, a, b })).slice(0, read.length)).toEqual(read)
      }),
      { numRuns: 100 }
    )
  })
})
