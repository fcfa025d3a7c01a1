import { createRandom } from '@bellwire/runtime'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitDecay } from './decay-fit.js'

const lengths = [1, 2, 4, 8, 16]

describe('fitting a decay', () => {
  it('finds an exact one', () => {
    const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })
    fc.assert(
      fc.property(number(0.2, 1), number(0.3, 0.999), (amplitude, decay) => {
        const fit = fitDecay(
          lengths.map((length) => ({ length, value: amplitude * decay ** length, standardError: 0.01 }))
        )
        expect(fit.decay.value).toBeCloseTo(decay, 6)
        expect(fit.amplitude.value).toBeCloseTo(amplitude, 6)
        expect(fit.chiSquare).toBeLessThan(1e-9)
      }),
      { seed: 1 }
    )
  })

  it('states errors that are those of repeated fits', () => {
    const stream = createRandom(1).stream('fits')
    const normal = (): number =>
      Math.sqrt(-2 * Math.log(1 - stream.uniform())) * Math.cos(2 * Math.PI * stream.uniform())
    const [amplitude, decay] = [0.9, 0.93]
    const pulls = { amplitude: 0, decay: 0, chiSquare: 0 }
    const fits = 1000
    for (let n = 0; n < fits; n++) {
      const fit = fitDecay(
        lengths.map((length) => ({ length, value: amplitude * decay ** length + 0.01 * normal(), standardError: 0.01 }))
      )
      pulls.amplitude += ((fit.amplitude.value - amplitude) / fit.amplitude.standardError) ** 2 / fits
      pulls.decay += ((fit.decay.value - decay) / fit.decay.standardError) ** 2 / fits
      pulls.chiSquare += fit.chiSquare / fits
    }
    // A mean of squares of normal numbers has the variance 2/n; of the sum of three of them, 6/n.
    expect(Math.abs(pulls.amplitude - 1)).toBeLessThan(5 * Math.sqrt(2 / fits))
    expect(Math.abs(pulls.decay - 1)).toBeLessThan(5 * Math.sqrt(2 / fits))
    expect(Math.abs(pulls.chiSquare - 3)).toBeLessThan(5 * Math.sqrt(6 / fits))
  })

  it('needs two lengths, and errors', () => {
    const point = { length: 1, value: 1, standardError: 0.1 }
    expect(() => fitDecay([point, point])).toThrow(/two different lengths/)
    expect(() => fitDecay([point, { ...point, length: 2, standardError: 0 }])).toThrow(/points\[1\].standardError is 0/)
  })
})
