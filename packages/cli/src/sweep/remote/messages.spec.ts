import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jobOf, outcomeOf, ownMaker, packed, termsOf } from './messages.js'

describe('what travels between a sweep and its workers', () => {
  it('comes back as it was, figures to the last bit', () => {
    const figure = fc.oneof(
      fc.double(),
      fc.constantFrom(null, -0, 0, Number.NaN, Infinity, -Infinity, Number.MIN_VALUE, 0.1 + 0.2)
    )
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string().filter((name) => name !== '__proto__'),
          figure
        ),
        (figures) => {
          expect(outcomeOf(packed({ figures }))).toEqual({ figures: { ...figures } })
        }
      )
    )
    const outcome = outcomeOf(packed({ figures: { zero: -0 } }))
    expect('figures' in outcome && Object.is(outcome.figures['zero'], -0)).toBe(true)
    expect(outcomeOf(packed({ failure: 'no memory' }))).toEqual({ failure: 'no memory' })
    const changes = [
      { path: ['links', 0, 'length'], value: '1 km' },
      { path: ['nodes', 1, 'qubits'], value: 2 }
    ]
    expect(jobOf(packed({ changes, seed: '1/sweep/x/0' }))).toEqual({ changes, seed: '1/sweep/x/0' })
    const terms = { maker: ownMaker, file: 'a.yaml', text: 'scenario: "é"\n' }
    expect(termsOf(packed(terms))).toEqual(terms)
  })

  it('is read only up to a size that a scenario may have', () => {
    const bomb = gzipSync(Buffer.alloc(65 * 1024 * 1024, '0'))
    expect(bomb.length).toBeLessThan(2 ** 20)
    expect(() => termsOf(bomb)).toThrow(/larger than/)
  })
})
