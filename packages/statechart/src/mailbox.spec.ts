import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Mail, MailRoom } from './mailbox.js'

it('keeps several queues, whatever is put in and taken out', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(2), fc.integer({ min: -40, max: 60 })), { maxLength: 40, size: 'max' }),
      (bursts) => {
        const room = new MailRoom<string, number, string>()
        const newest: (Mail<string, number, string> | undefined)[] = [undefined, undefined, undefined]
        const expected: number[][] = [[], [], []]
        let next = 0
        for (const [box, burst] of bursts) {
          for (let put = 0; put < burst; put++) {
            expected[box]!.push(next)
            newest[box] = room.put(newest[box], `kind ${next}`, next, `name ${next}`, { next })
            next++
          }
          for (let taken = burst; taken < 0; taken++) {
            const oldest = expected[box]!.shift()
            const last = newest[box]
            expect(last === undefined).toBe(oldest === undefined)
            if (last === undefined) continue
            const mail = last.next
            expect([mail.kind, mail.table, mail.name, mail.payload]).toEqual([
              `kind ${oldest}`,
              oldest,
              `name ${oldest}`,
              { next: oldest }
            ])
            newest[box] = room.takeOut(mail, last)
            expect([mail.table, mail.name, mail.payload]).toEqual([undefined, undefined, undefined])
          }
        }
      }
    ),
    { seed: 7, numRuns: 100 }
  )
})
