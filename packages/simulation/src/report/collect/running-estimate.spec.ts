import { createRandom } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import { RunningChsh, RunningErrorRate } from './running-estimate.js'

const random = createRandom('running-estimate')
const uniform = (stream: string): (() => number) => {
  const bits = random.stream(stream)
  return () => bits.bits32() / 2 ** 32
}

describe('an error rate as it accumulates', () => {
  it('is the share of errors at every point, and ends with all rounds', () => {
    const draw = uniform('rate')
    const rate = new RunningErrorRate()
    const errors: boolean[] = []
    for (let n = 0; n < 5003; n++) {
      errors.push(draw() < 0.1)
      rate.add(n * 1e9, errors[n]!)
    }
    const { points, label } = rate.series('Q', [])!
    expect(label).toBe('Q')
    expect(points.at(-1)?.rounds).toBe(5003)
    for (const point of points) {
      const share = errors.slice(0, point.rounds).filter(Boolean).length / point.rounds
      expect(point.value).toBeCloseTo(share, 14)
      expect(point.seconds).toBe(point.rounds - 1)
    }
    // Binomial, but for the half error added.
    expect(points.at(-1)?.standardError).toBeCloseTo(Math.sqrt((0.1 * 0.9) / 5003), 3)
  })

  it('has an error even where nothing has gone wrong', () => {
    const rate = new RunningErrorRate()
    for (let n = 0; n < 100; n++) rate.add(n, false)
    const { points } = rate.series('Q', [])!
    for (const { value, standardError } of points) {
      expect(value).toBe(0)
      expect(standardError).toBeGreaterThan(0)
    }
  })

  it('keeps few points of many rounds, evenly in the logarithm', () => {
    const rate = new RunningErrorRate()
    for (let n = 0; n < 1_000_000; n++) rate.add(n, (n & 31) === 0)
    const { points } = rate.series('Q', [])!
    expect(points.length).toBeLessThan(330)
    points.slice(1, -1).forEach(({ rounds }, index) => {
      expect(rounds).toBeLessThanOrEqual(Math.max(points[index]!.rounds + 1, Math.ceil(points[index]!.rounds * 1.04)))
    })
  })

  it('is nothing without a round', () => {
    expect(new RunningErrorRate().series('Q', [])).toBe(null)
  })
})

describe('the CHSH value as it accumulates', () => {
  const correlators = [0.7, 0.65, 0.72, -0.6]
  const play = (seed: string, rounds: number): RunningChsh => {
    const draw = uniform(seed)
    const chsh = new RunningChsh()
    for (let n = 0; n < rounds; n++) {
      const setting = Math.floor(4 * draw())
      chsh.add(n, setting, draw() < (1 + correlators[setting]!) / 2)
    }
    return chsh
  }

  it('scatters about the true value as its standard error says', () => {
    const truth = 0.7 + 0.65 + 0.72 + 0.6
    const pulls = Array.from({ length: 200 }, (_, n) => {
      const { value, standardError } = play(`chsh ${n}`, 800).series([])!.points.at(-1)!
      return (value - truth) / standardError
    })
    const mean = pulls.reduce((sum, pull) => sum + pull, 0) / pulls.length
    const square = pulls.reduce((sum, pull) => sum + pull ** 2, 0) / pulls.length
    expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(200))
    expect(Math.abs(square - 1)).toBeLessThan(5 * Math.sqrt(2 / 200))
  })

  it('is nothing until every setting has been measured', () => {
    const chsh = new RunningChsh()
    for (let n = 0; n < 300; n++) chsh.add(n, n % 3, true)
    expect(chsh.series([])).toBe(null)
    chsh.add(300, 3, false)
    expect(chsh.series([])!.points.at(-1)).toMatchObject({ rounds: 301, value: 4 })
  })
})
