import type { OrderedFrame } from '@bellwire/wire'
import { serialAdd, serialDistance } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numbered } from '../../test/neighbour-network.js'
import { WINDOW } from './configuration.js'
import { ReceiveWindow } from './receive-window.js'
import { SendWindow } from './send-window.js'

const firsts = fc.constantFrom<number>(0, 7, 0xffff_ffff, 0xffff_ffc0, 0x7fff_fff0)
const frame = (serial: number): OrderedFrame => ({ ...numbered(1, 1, 0), serial })

describe('the send window', () => {
  const deeds = fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.record({ do: fc.constant('push' as const), count: fc.integer({ min: 1, max: 30 }) }) },
      { weight: 3, arbitrary: fc.record({ do: fc.constant('send' as const), count: fc.integer({ min: 1, max: 30 }) }) },
      {
        weight: 2,
        arbitrary: fc.record({ do: fc.constant('drop' as const), share: fc.double({ min: 0, max: 1, noNaN: true }) })
      },
      {
        weight: 1,
        arbitrary: fc.record({
          do: fc.constant('again' as const),
          share: fc.double({ min: 0, max: 0.99, noNaN: true })
        })
      },
      { weight: 1, arbitrary: fc.constant({ do: 'reset' } as const) }
    ),
    { maxLength: 60, size: 'max' }
  )

  it('is a list of frames, the first of them under way, with the times when they were sent', () => {
    fc.assert(
      fc.property(firsts, deeds, (first, script) => {
        const window = new SendWindow(first)
        let next = first
        let sent: { frame: OrderedFrame; at: number }[] = []
        let waiting: OrderedFrame[] = []
        let now = 100
        for (const deed of script) {
          now += 1
          switch (deed.do) {
            case 'push':
              for (let index = 0; index < deed.count; index++) {
                const pushed = frame(window.next)
                window.push(pushed)
                waiting.push(pushed)
                next = serialAdd(next, 1)
              }
              break
            case 'send':
              for (let index = 0; index < deed.count && waiting.length > 0; index++) {
                const expected = waiting.shift() as OrderedFrame
                expect(window.takeUnsent(now)).toBe(expected)
                sent.push({ frame: expected, at: now })
              }
              break
            case 'drop': {
              const count = Math.round(deed.share * sent.length)
              window.drop(count)
              sent = sent.slice(count)
              break
            }
            case 'again': {
              const entry = sent[Math.floor(deed.share * sent.length)]
              if (entry === undefined) break
              expect(window.takeAgain(sent.indexOf(entry), now)).toBe(entry.frame)
              entry.at = now
              break
            }
            case 'reset':
              window.reset(first)
              next = first
              sent = []
              waiting = []
          }
          expect([window.next, window.inFlight, window.waiting]).toEqual([next, sent.length, waiting.length])
          expect(window.oldest).toBe(serialAdd(next, -sent.length - waiting.length))
          if (sent.length > 0) expect(window.oldestSentAt).toBe(sent[0]?.at)
        }
      }),
      { seed: 81, numRuns: 200 }
    )
  })
})

describe('the receive window', () => {
  it('gives every frame once, in order, and knows which are early, repeated or out of place', () => {
    const offsets = fc.array(fc.oneof(fc.integer({ min: -3, max: 6 }), fc.integer({ min: -70, max: 70 })), {
      maxLength: 200,
      size: 'max'
    })
    fc.assert(
      fc.property(firsts, offsets, fc.nat(60), (first, script, resetAt) => {
        const window = new ReceiveWindow(first)
        let expected = first
        let kept = new Set<number>()
        script.forEach((offset, step) => {
          if (step === resetAt) {
            window.reset(first)
            expected = first
            kept = new Set()
          }
          const serial = serialAdd(expected, offset)
          const place = window.take(frame(serial))
          if (offset === 0) {
            expect(place).toBe('next')
            expected = serialAdd(expected, 1)
          } else if (offset < 0) expect(place).toBe(offset >= -WINDOW ? 'repeated' : 'outside')
          else if (offset >= WINDOW) expect(place).toBe('outside')
          else {
            expect(place).toBe(kept.has(serial) ? 'repeated' : 'early')
            kept.add(serial)
          }
          expect(window.expected).toBe(expected)
          for (let given = window.takeKept(); given !== undefined; given = window.takeKept()) {
            expect([given.serial, kept.delete(given.serial)]).toEqual([expected, true])
            expected = serialAdd(expected, 1)
          }
          expect(kept.has(expected)).toBe(false)
          for (const early of kept) expect(serialDistance(expected, early)).toBeGreaterThan(0)
        })
      }),
      { seed: 82, numRuns: 200 }
    )
  })
})
