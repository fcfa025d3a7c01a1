import { createRandom } from '@bellwire/runtime'
import { expect, test } from 'vitest'
import { type SwitchedStation, switchedLink } from './switched-slots.js'

test.each([
  [{ links: 3, slotSeconds: 5.8, heraldsPerSecond: 1.93 }],
  [{ links: 3, slotSeconds: 0.3, heraldsPerSecond: 1.93 }],
  [{ links: 5, slotSeconds: 2, heraldsPerSecond: 0.4 }],
  [{ links: 1, slotSeconds: 2, heraldsPerSecond: 0.4 }]
] as const)('slot by slot: %j', (station: SwitchedStation) => {
  const random = createRandom(61).stream('slots')
  const link = switchedLink(station)
  const slots = 40_000
  let sum = 0
  let squares = 0
  let started = 0
  let waits = 0
  let waitSum = 0
  let waitSquares = 0
  for (let slot = 0; slot < slots; slot++) {
    let heralds = 0
    if (random.below(station.links) === 0) {
      let time = random.exponential() / station.heraldsPerSecond
      const first = time
      while (time < station.slotSeconds) {
        heralds++
        time += random.exponential() / station.heraldsPerSecond
      }
      if (heralds > 0) {
        const wait = (slot - started) * station.slotSeconds + first
        waits++
        waitSum += wait
        waitSquares += wait * wait
        started = slot + 1
      }
    }
    sum += heralds
    squares += heralds * heralds
  }
  const mean = sum / slots
  const variance = squares / slots - mean * mean
  const expected = link.heraldsPerSecond * station.slotSeconds
  expect(Math.abs(mean - expected)).toBeLessThan(5 * Math.sqrt(variance / slots))
  // The variance of a sample variance, by its fourth moment, is below (peak count)²·variance.
  const peak = link.heraldsPerServedSlot + 5 * Math.sqrt(link.heraldsPerServedSlot) + 5
  expect(Math.abs(variance - link.dispersion * expected)).toBeLessThan(5 * peak * Math.sqrt(variance / slots))
  const meanWait = waitSum / waits
  const waitDeviation = Math.sqrt((waitSquares / waits - meanWait * meanWait) / waits)
  expect(Math.abs(meanWait - link.meanFirstHeraldSeconds)).toBeLessThan(5 * waitDeviation)
})

test('one link alone gets all there is, three a third each', () => {
  const alone = switchedLink({ links: 1, slotSeconds: 5.8, heraldsPerSecond: 1.93 })
  expect(alone.dispersion).toBe(1)
  expect(alone.heraldsPerSecond).toBe(1.93)
  expect(alone.meanFirstHeraldSeconds).toBeCloseTo(1 / 1.93, 12)
  const shared = switchedLink({ links: 3, slotSeconds: 5.8, heraldsPerSecond: 1.93 })
  expect(shared.heraldsPerSecond).toBeCloseTo(0.643, 3)
  expect(shared.heraldsPerServedSlot).toBeCloseTo(11.2, 1)
})
