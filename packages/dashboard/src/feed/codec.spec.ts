import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeCommand, decodeFeed, encodeFeed, FeedError } from './codec.js'
import type { FeedCommand } from './commands.js'
import type { FeedMessage } from './messages.js'

const name = fc.string({ minLength: 1, maxLength: 12 })
const time = fc.maxSafeNat()
const share = fc.double({ min: 0, max: 1, noNaN: true })
const qubit = fc.record({ node: name, qubit: fc.nat(64) })

const message: fc.Arbitrary<FeedMessage> = fc.oneof(
  fc.record({
    type: fc.constant('pairs' as const),
    time,
    pairs: fc.array(
      fc.record({
        id: fc.nat(),
        a: qubit,
        b: qubit,
        link: fc.integer({ min: -1, max: 9 }),
        bellIndex: fc.nat(3),
        fidelity: share,
        age: time
      })
    )
  }),
  fc.record({
    type: fc.constant('records' as const),
    records: fc.array(
      fc.record({
        kind: fc.constant('restart' as const),
        n: fc.nat(),
        time,
        at: name,
        incarnation: fc.nat(0xffff_ffff)
      })
    )
  }),
  fc.record({ type: fc.constant('pace' as const), time, speed: share, reached: share, paused: fc.boolean() }),
  fc.record({ type: fc.constant('notice' as const), level: fc.constant('error' as const), text: fc.string() })
)

const command: fc.Arbitrary<FeedCommand> = fc.oneof(
  fc.record({ type: fc.constant('pace' as const), speed: share, paused: fc.boolean() }),
  fc.record({ type: fc.constant('cut' as const), link: fc.nat(), on: fc.boolean() }),
  fc.record({ type: fc.constant('crash' as const), node: name, on: fc.boolean() }),
  fc.record({ type: fc.constant('seek' as const), to: time })
)

describe('the messages of a feed', () => {
  it('come out of their bytes as they went in', () => {
    fc.assert(
      fc.property(message, (one) => {
        expect(decodeFeed(encodeFeed(one))).toEqual(one)
      })
    )
    fc.assert(
      fc.property(command, (one) => {
        expect(decodeCommand(encodeFeed(one))).toEqual(one)
      })
    )
  })

  it('are refused where they are none, whatever the bytes are', () => {
    const attempt = (decode: () => unknown): unknown => {
      try {
        return decode()
      } catch (error) {
        return error
      }
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        for (const decode of [decodeFeed, decodeCommand]) {
          const result = attempt(() => decode(bytes))
          expect(result instanceof FeedError || typeof (result as { type?: unknown }).type === 'string').toBe(true)
        }
      })
    )
  })

  it.each([
    [{ type: 'explode' }, /type is explode; accepted for a command: pace/],
    [{ type: 'cut', link: '1', on: true }, /link of cut is string; accepted: number/],
    [{ type: 'crash', node: 'alice' }, /on of crash is undefined; accepted: boolean/],
    [{ type: 'pace', speed: Number.NaN }, /speed of pace is NaN; accepted: number/]
  ])('say what is wrong with a command: %j', (value, reason) => {
    expect(() => decodeCommand(encodeFeed(value as FeedCommand))).toThrow(reason)
  })
})
