import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layOutLegend } from './legend.js'
import { element, escapeText, join } from './markup.js'
import { duration, fixed, measured, sigmas, significant } from './numbers.js'
import { linearScale, logarithmicScale, type Scale } from './scale.js'

/** Numbers of any size, evenly over their exponents. */
const anySize = fc
  .tuple(fc.integer({ min: -999_999, max: 999_999 }), fc.integer({ min: -12, max: 9 }))
  .map(([mantissa, exponent]) => mantissa * 10 ** (exponent - 5))
const positive = anySize.filter((value) => value !== 0).map(Math.abs)

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** Reads a number as it is printed for people. */
function parse(text: string): number {
  const plain = text.replace(/\u202f/g, '').replaceAll('−', '-')
  const [mantissa, power] = plain.split('·10')
  if (power === undefined && !plain.startsWith('10⁻') && !/^10[⁰¹²³⁴-⁹]/u.test(plain)) return Number(plain)
  const digits = (power ?? plain.slice(2))
    .replace('⁻', '-')
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/gu, (s) => String(SUPERSCRIPTS.indexOf(s)))
  return (power === undefined ? 1 : Number(mantissa)) * 10 ** Number(digits)
}

describe('numbers for people', () => {
  it('say the number to the digits promised', () => {
    fc.assert(
      fc.property(anySize, (value) => {
        const said = parse(significant(value))
        expect(Math.abs(said - value)).toBeLessThanOrEqual(Math.abs(value) * 5.01e-4)
      }),
      { seed: 4, numRuns: 500 }
    )
  })

  it('give a value to two digits of its error', () => {
    fc.assert(
      fc.property(
        anySize,
        fc.integer({ min: 10, max: 999 }),
        fc.integer({ min: -4, max: -1 }),
        (value, digits, power) => {
          const error = Math.max(Math.abs(value), 1e-3) * digits * 10 ** (power - 2)
          const [one, two] = measured(value, error).replace(/[()]/g, '').split(' ± ')
          const scale = two!.includes('·10') ? `·10${two!.split('·10')[1]}` : ''
          expect(Math.abs(parse(one! + scale) - value)).toBeLessThanOrEqual(0.051 * error)
          expect(Math.abs(parse(two!) - error)).toBeLessThanOrEqual(0.051 * error)
        }
      ),
      { seed: 5, numRuns: 500 }
    )
  })

  it.each([
    [significant(0.0291), '0.0291'],
    [significant(12_345_678), '12\u202f345\u202f678'],
    [significant(3.2e-7), '3.2·10⁻⁷'],
    [significant(NaN), '–'],
    [significant(-2.5), '−2.5'],
    [fixed(-0.0001, 2), '0.00'],
    [fixed(1234, 0), '1234'],
    [measured(2.57581, 0.0059), '2.5758 ± 0.0059'],
    [measured(0.99961, 0.0996), '1.00 ± 0.10'],
    [measured(1, 1e-12), '1'],
    [duration(386.1 * 3600), '16.09 d'],
    [duration(0.449, 0.004), '(449.0 ± 4.0) ms'],
    [duration(100), '100 s'],
    [duration(240), '4 min'],
    [sigmas(-0.04), '0.0 σ'],
    [sigmas(1.23), '+1.2 σ']
  ])('%s', (said, expected) => expect(said).toBe(expected))
})

describe('axes', () => {
  const check = (scale: Scale, low: number, high: number): void => {
    // An end that is a tick but for rounding adds no tick.
    expect(scale.low).toBeLessThanOrEqual(low + 1e-8 * (high - low))
    expect(scale.high).toBeGreaterThanOrEqual(high - 1e-8 * (high - low))
    expect(scale.position(scale.low)).toBeCloseTo(0, 9)
    expect(scale.position(scale.high)).toBeCloseTo(1, 9)
    const labels = scale.ticks.filter((tick) => tick.label !== '')
    expect(new Set(labels.map((tick) => tick.label)).size).toBe(labels.length)
    scale.ticks.forEach((tick, index) => {
      const at = scale.position(tick.value)
      expect(at).toBeGreaterThan(-1e-6)
      expect(at).toBeLessThan(1 + 1e-6)
      if (index > 0) expect(at).toBeGreaterThan(scale.position(scale.ticks[index - 1]!.value))
      if (tick.label !== '')
        expect(Math.abs(parse(tick.label) - tick.value)).toBeLessThanOrEqual(1e-3 * Math.abs(high - low))
    })
  }

  it('of linear scales end at round numbers and have ticks that can be told apart', () => {
    fc.assert(
      fc.property(anySize, positive, fc.boolean(), (low, span, nice) => {
        // Beyond this double precision itself runs out of ticks.
        fc.pre(span > Math.abs(low) * 1e-4)
        const scale = linearScale(low, low + span, 5, nice)
        check(scale, low, low + span)
        expect(scale.ticks.length).toBeGreaterThanOrEqual(2)
        expect(scale.ticks.length).toBeLessThanOrEqual(8)
        if (nice) {
          expect(scale.ticks[0]?.value).toBeCloseTo(scale.low, 9)
          const step = scale.ticks[1]!.value - scale.ticks[0]!.value
          expect([1, 2, 5, 10]).toContain(Math.round(step / 10 ** Math.floor(Math.log10(step * 1.001))))
        }
      }),
      { seed: 6, numRuns: 500 }
    )
  })

  it('of logarithmic scales have at least two labelled ticks, if they span a factor of three', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -6, max: 5 }),
        fc.integer({ min: 10, max: 99 }),
        fc.integer({ min: 3, max: 1e6 }),
        (power, digits, factor) => {
          const low = (digits / 10) * 10 ** power
          const scale = logarithmicScale(low, low * factor)
          for (const tick of scale.ticks) {
            expect(tick.value).toBeGreaterThanOrEqual(low * (1 - 1e-6))
            expect(tick.value).toBeLessThanOrEqual(low * factor * (1 + 1e-6))
            if (tick.label !== '') expect(parse(tick.label) / tick.value).toBeCloseTo(1, 6)
          }
          expect(scale.position(low)).toBeCloseTo(0, 9)
          expect(scale.position(low * factor)).toBeCloseTo(1, 9)
          expect(scale.ticks.filter((tick) => tick.label !== '').length).toBeGreaterThanOrEqual(factor >= 10 ? 2 : 1)
        }
      ),
      { seed: 7 }
    )
  })

  it('of a single value have room around it', () => {
    for (const value of [0, 3, -2e-7]) {
      const scale = linearScale(value, value, 5)
      expect(scale.low).toBeLessThan(value)
      expect(scale.high).toBeGreaterThan(value)
    }
  })
})

describe('the legend', () => {
  it('keeps within its width and off itself', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 30 }), { maxLength: 8 }), (labels) => {
        const { entries, height } = layOutLegend(labels, 500)
        expect(entries.length).toBe(labels.length)
        entries.forEach((entry, index) => {
          const before = entries[index - 1]
          if (entry.x > 0) {
            expect(entry.y).toBe(before?.y)
            expect(entry.x - before!.x).toBeGreaterThan(7 * labels[index - 1]!.length)
          } else if (before !== undefined) expect(entry.y).toBeGreaterThan(before.y)
          expect(entry.y).toBeLessThan(height)
        })
      }),
      { seed: 8 }
    )
  })
})

describe('markup', () => {
  it('lets no text become markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', size: 'max', maxLength: 40 }), (text) => {
        const { html } = element('p', { title: text }, text, [text, join([text])])
        expect(html.match(/</g)?.length).toBe(2)
        expect(html.match(/"/g)?.length).toBe(2)
        expect(escapeText(text)).not.toMatch(/[\p{Cc}\p{Cs}]/u)
      }),
      { seed: 9 }
    )
  })
})
