import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Presence } from './presence.js'

describe('presence', () => {
  it('tells every coming and going, in turns, and always of the greatest run', () => {
    const step = fc.record({
      node: fc.integer({ min: 1, max: 3 }),
      incarnation: fc.integer({ min: 1, max: 4 }),
      kind: fc.constantFrom('hear', 'hear', 'gone', 'expire', 'lost'),
      after: fc.nat(3000)
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const there = new Map<number, number>()
        const presence = new Presence({
          present: (node, incarnation) => {
            expect(there.has(node)).toBe(false)
            there.set(node, incarnation)
          },
          absent: (node) => expect(there.delete(node)).toBe(true)
        })
        const heard = new Set<number>()
        let now = 0
        for (const { node, incarnation, kind, after } of steps) {
          now += after
          const before = there.get(node)
          if (kind === 'hear') {
            heard.add(node)
            expect(presence.hear(node, incarnation, now)).toBe(incarnation >= (before ?? 0))
            expect(there.get(node)).toBe(Math.max(incarnation, before ?? 0))
          } else if (kind === 'gone') {
            presence.gone(node, incarnation)
            expect(there.get(node)).toBe(before === incarnation ? undefined : before)
          } else if (kind === 'lost') {
            presence.lost()
            expect(there.size).toBe(0)
          } else presence.expire(now)
          for (const one of [1, 2, 3]) {
            expect(presence.runOf(one)).toBe(there.get(one))
            expect(presence.wasHeard(one)).toBe(heard.has(one))
          }
        }
        presence.expire(now + 3501)
        expect(there.size).toBe(0)
      })
    )
  })

  it('takes up a run with a smaller number when the greater one is gone: clocks may be set back', () => {
    const presence = new Presence({ present: () => undefined, absent: () => undefined })
    expect(presence.hear(1, 9, 0)).toBe(true)
    expect(presence.hear(1, 8, 1)).toBe(false)
    presence.expire(3501)
    expect(presence.hear(1, 8, 3502)).toBe(true)
  })
})
