import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SweepError } from './sweep-error.js'
import { type SweepValue, valueName, valuesOf } from './values-of.js'

const values = (text: string): readonly SweepValue[] => valuesOf('field', text)

describe('the values that a text stands for', () => {
  it.each<[string, SweepValue[]]>([
    ['1', [1]],
    ['0.9, .95,1e-3,-2', [0.9, 0.95, 0.001, -2]],
    ['10 km,20km', ['10 km', '20km']],
    ['true,false', [true, false]],
    ['fcfs,strict-priority', ['fcfs', 'strict-priority']],
    ['10 km..50 km:5', ['10 km', '20 km', '30 km', '40 km', '50 km']],
    ['10..50 km:3', ['10 km', '30 km', '50 km']],
    ['5 %..15 %:3', ['5 %', '10 %', '15 %']],
    ['0.1..0.3:3', [0.1, 0.2, 0.3]],
    ['0..1', [0, 0.25, 0.5, 0.75, 1]],
    ['4..1:4', [4, 3, 2, 1]],
    ['-1e-1..+1e-1:3', [-0.1, 0, 0.1]],
    ['1 km..100 km:3xlog', ['1 km', '10 km', '100 km']],
    ['1 s..10 s:3xlog', ['1 s', '3.16228 s', '10 s']],
    ['0.001..1:4log', [0.001, 0.01, 0.1, 1]],
    ['0.1 rad/sqrt(s)..0.2 rad/sqrt(s):2', ['0.1 rad/sqrt(s)', '0.2 rad/sqrt(s)']],
    ['1..3 /s:3', ['1 /s', '2 /s', '3 /s']],
    ['1e999', ['1e999']]
  ])('%s', (text, expected) => {
    expect(values(text)).toEqual(expected)
  })

  it.each<[string, RegExp]>([
    ['', /^field is ''; accepted: a list such as '10 km,20 km' or a range such as /],
    ['1,,2', /^field is '1,,2'; accepted: a list/],
    ['1..', /^field is '1\.\.'; accepted: a list/],
    ['a..b:3', /^field is 'a\.\.b:3'; accepted: a list/],
    ['1..5:x', /accepted: a list/],
    ['1 km..5 m:3', /^field is '1 km\.\.5 m:3'; accepted: a range with both ends in the same unit$/],
    ['1 km..5:3', /both ends in the same unit$/],
    ['1..5:1', /accepted: a range of 2 to 10000 steps$/],
    ['1..5:1000000000', /accepted: a range of 2 to 10000 steps$/],
    ['0..5:3xlog', /accepted: ends above 0 for even ratios$/],
    ['1..1e999:3', /accepted: a range between finite numbers$/],
    ['1,2,1', /^field is 1 twice in '1,2,1'; accepted: every value once$/],
    ['1 km,1.0km', /^field is 1 km twice in /],
    ['3..3:2', /^field is 3 twice in /]
  ])("'%s' is refused", (text, message) => {
    expect(() => values(text)).toThrow(SweepError)
    expect(() => values(text)).toThrow(message)
  })

  it('go from end to end at even distances, or even ratios', () => {
    const end = fc.integer({ min: 1, max: 100_000 }).map((n) => n / 1000)
    fc.assert(
      fc.property(end, end, fc.integer({ min: 2, max: 40 }), fc.boolean(), (from, to, steps, log) => {
        fc.pre(from !== to)
        const numbers = values(`${from}..${to}:${steps}${log ? 'xlog' : ''}`) as number[]
        expect(numbers).toHaveLength(steps)
        expect([numbers[0], numbers.at(-1)]).toEqual([from, to])
        const moves = numbers.slice(1).map((n, index) => (log ? n / numbers[index]! : n - numbers[index]!))
        const move = log ? (to / from) ** (1 / (steps - 1)) : (to - from) / (steps - 1)
        // Twelve digits of each number are kept, six where they are at even ratios.
        const tolerance = log ? 2e-5 * move : 1e-11 * Math.max(from, to)
        for (const one of moves) expect(Math.abs(one - move)).toBeLessThan(tolerance)
      }),
      { seed: 1 }
    )
  })
})

describe('the name of a value', () => {
  it.each<[SweepValue, string]>([
    ['10km', '10 km'],
    ['1e1 km', '10 km'],
    ['10.0 %', '10 %'],
    [10, '10'],
    [true, 'true'],
    ['5f', '5f'],
    ['strict-priority', 'strict-priority']
  ])('of %s is %s', (value, name) => {
    expect(valueName(value)).toBe(name)
  })
})
