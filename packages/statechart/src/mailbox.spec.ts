import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Mailbox } from './mailbox.js'

it('is a queue, whatever is put in and taken out', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -40, max: 60 }), { maxLength: 40, size: 'max' }), (bursts) => {
      const mailbox = new Mailbox<string, number, string, object>()
      const expected: number[] = []
      let next = 0
      for (const burst of bursts) {
        for (let put = 0; put < burst; put++) {
          expected.push(next)
          mailbox.push(`kind ${next}`, next, `name ${next}`, { next })
          next++
        }
        for (let taken = burst; taken < 0; taken++) {
          const oldest = expected.shift()
          expect(mailbox.take()).toBe(oldest === undefined ? undefined : `kind ${oldest}`)
          if (oldest === undefined) continue
          expect([mailbox.table, mailbox.name, mailbox.payload]).toEqual([oldest, `name ${oldest}`, { next: oldest }])
        }
        expect(mailbox.size).toBe(expected.length)
      }
    }),
    { seed: 7, numRuns: 100 }
  )
})
