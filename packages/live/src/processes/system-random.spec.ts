import { describe, expect, it } from 'vitest'
import { systemRandom } from './system-random.js'

/** More than are fetched at once, by far. */
const DRAWS = 100_000

describe('the randomness of the system (APP-184)', () => {
  it('does not come again, neither by path nor in another process', () => {
    const [one, other] = [systemRandom(), systemRandom()]
    const streams = [one.stream('link'), one.stream('link'), one.fork('link').stream('link'), other.stream('link')]
    const drawn = streams.flatMap((stream) => Array.from({ length: 8 }, () => stream.uniform()))
    expect(new Set(drawn).size).toBe(drawn.length)
  })

  it('has as many ones as zeros in every place', () => {
    const stream = systemRandom().stream('places')
    const ones = Array.from({ length: 32 }, () => 0)
    for (let draw = 0; draw < DRAWS; draw++) {
      const word = stream.bits32()
      for (let place = 0; place < 32; place++) ones[place] = (ones[place] ?? 0) + ((word >>> place) & 1)
    }
    // Six standard deviations, of 32 places: wrong in fewer than one run of 10^7.
    for (const count of ones) expect(Math.abs(count - DRAWS / 2)).toBeLessThan(3 * Math.sqrt(DRAWS))
  })

  it('is refused without a path, as any', () => {
    expect(() => systemRandom().stream('')).toThrow('path')
    expect(() => systemRandom().fork('/')).toThrow('path')
  })
})
