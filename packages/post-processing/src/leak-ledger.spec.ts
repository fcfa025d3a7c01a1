import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PostProcessingInputError } from './errors.js'
import { LEAK_KINDS, LeakLedger } from './leak-ledger.js'

describe('the leak ledger', () => {
  it('has the sum of what was added, by kind, and never more than its budget', () => {
    const entries = fc.array(fc.tuple(fc.constantFrom(...LEAK_KINDS), fc.nat(1000)))
    fc.assert(
      fc.property(entries, fc.nat(20_000), (added, budget) => {
        const ledger = new LeakLedger(budget)
        const accepted = added.filter(([kind, bits]) => {
          const allowed = ledger.allows(bits)
          if (allowed) ledger.add(kind, bits)
          else expect(() => ledger.add(kind, bits)).toThrow(PostProcessingInputError)
          return allowed
        })
        for (const kind of LEAK_KINDS) {
          const sum = accepted.filter(([other]) => other === kind).reduce((total, [, bits]) => total + bits, 0)
          expect(ledger.of(kind)).toBe(sum)
          expect(ledger.toJSON()[kind]).toBe(sum)
        }
        expect(ledger.total).toBe(accepted.reduce((total, [, bits]) => total + bits, 0))
        expect(ledger.total).toBeLessThanOrEqual(budget)
      })
    )
  })

  it('is used up to the last bit of its budget', () => {
    const ledger = new LeakLedger(5)
    ledger.add('tag', 2)
    expect([ledger.allows(3), ledger.allows(4)]).toEqual([true, false])
  })

  it('refuses what is no number of bits', () => {
    expect(() => new LeakLedger().add('parity', -1)).toThrow('bits is -1')
    expect(() => new LeakLedger(1.5)).toThrow('budget is 1.5')
  })
})
