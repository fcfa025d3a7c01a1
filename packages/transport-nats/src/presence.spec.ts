import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Presence } from './presence.js'

describe('presence', () => {
  it('tells every coming and going of whom it watches, in turns, and of nobody else', () => {
    const step = fc.record({
      node: fc.integer({ min: 1, max: 3 }),
      incarnation: fc.integer({ min: 1, max: 4 }),
      kind: fc.constantFrom('hear', 'here', 'gone', 'expire', 'lost'),
      after: fc.nat(3000)
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const there = new Map<number, number>()
        const presence = new Presence([1, 2], {
          present: (node, incarnation) => {
            expect(there.has(node)).toBe(false)
            expect([1, 2]).toContain(node)
            there.set(node, incarnation)
          },
          absent: (node) => expect(there.delete(node)).toBe(true)
        })
        let now = 0
        for (const { node, incarnation, kind, after } of steps) {
          now += after
          if (kind === 'hear' || kind === 'here') {
            const before = there.get(node)
            const counts = presence[kind](node, incarnation, now)
            if (before !== undefined) {
              if (kind === 'hear') expect(counts).toBe(incarnation >= before)
              expect(there.get(node)).toBe(incarnation <= before ? before : kind === 'here' ? incarnation : undefined)
            }
          } else if (kind === 'gone') {
            presence.gone(node, incarnation)
            expect(there.get(node)).not.toBe(incarnation)
          } else if (kind === 'lost') {
            presence.lost()
            expect(there.size).toBe(0)
          } else presence.expire(now)
        }
        presence.expire(now + 3501)
        expect(there.size).toBe(0)
      })
    )
  })

  it('takes up a run with a smaller number when the greater one is gone: clocks may be set back', () => {
    const presence = new Presence([], { present: () => undefined, absent: () => undefined })
    expect(presence.hear(1, 9, 0)).toBe(true)
    expect(presence.hear(1, 8, 1)).toBe(false)
    presence.expire(3501)
    expect(presence.hear(1, 8, 3502)).toBe(true)
  })
})
