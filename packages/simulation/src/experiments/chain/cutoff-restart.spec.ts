import { cutoffInSlots } from '@bellwire/network-layer'
import { createRandom } from '@bellwire/runtime'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Mean } from '../mean.js'
import { cutoffWithRestart, type RestartedCutoff } from './cutoff-restart.js'

const probability = fc.double({ min: 0.05, max: 1, noNaN: true })

describe('a cut-off after which a link needs time to begin again', () => {
  it('is the closed form where it needs none', () => {
    fc.assert(
      fc.property(
        probability,
        probability,
        fc.integer({ min: 1, max: 12 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (first, second, cutoff, decay) => {
          const followed = cutoffWithRestart({ probabilities: [first, second], cutoff, decay, restart: 0 })
          const closed = cutoffInSlots(first, second, cutoff, decay)
          for (const quantity of ['success', 'meanTime', 'decay', 'meanWait'] as const) {
            expect(Math.abs(followed[quantity] - closed[quantity])).toBeLessThan(1e-8 * (1 + closed[quantity]))
          }
        }
      ),
      { numRuns: 50, seed: 1 }
    )
  })

  it.each([
    [0.1, 0.1, 5, 2],
    [0.3, 0.05, 2, 4],
    [0.5, 0.5, 1, 2],
    [0.2, 0.6, 3, 1]
  ])('is what drawing its waits gives: p = %d and %d, cut-off %d, restart %d', (first, second, cutoff, restart) => {
    const setting: RestartedCutoff = { probabilities: [first, second], cutoff, decay: 0.9, restart }
    const { success, meanTime, decay, meanWait } = cutoffWithRestart(setting)
    const drawn = draw(setting, 40_000)
    const expected = { time: meanTime, decay, wait: meanWait, discards: 1 / success - 1 }
    for (const quantity of ['time', 'decay', 'wait', 'discards'] as const) {
      const { value, standardError } = drawn[quantity].estimate
      expect(Math.abs(value - expected[quantity]), quantity).toBeLessThan(5 * standardError)
    }
  })
})

/** Round by round from geometric waits, in the order of events instead of slots. */
function draw({ probabilities, cutoff, decay, restart }: RestartedCutoff, rounds: number) {
  const random = createRandom('cutoff-restart').stream(probabilities.join())
  const means = { time: new Mean(), decay: new Mean(), wait: new Mean(), discards: new Mean() }
  for (let round = 0; round < rounds; round++) {
    const at = probabilities.map((p) => random.geometric(p)) as [number, number]
    let discards = 0
    while (Math.abs(at[0] - at[1]) > cutoff) {
      const earlier = at[0] < at[1] ? 0 : 1
      at[earlier] += cutoff + restart + random.geometric(probabilities[earlier])
      discards += 1
    }
    const wait = Math.abs(at[0] - at[1])
    means.time.add(Math.max(...at))
    means.wait.add(wait)
    means.decay.add(decay ** wait)
    means.discards.add(discards)
  }
  return means
}
