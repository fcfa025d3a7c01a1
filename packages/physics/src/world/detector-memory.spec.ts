import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterpulsesInWindow, idealDetector } from '../components/detector.js'
import { DetectorMemory } from './detector-memory.js'

const detector = {
  ...idealDetector,
  deadTimeNanoseconds: 40,
  afterpulseProbability: 0.05,
  afterpulseTimeConstantNanoseconds: 300
}

describe('what detectors remember', () => {
  it('is the sum of the afterpulses of every past click', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 40, max: 2000 }), { minLength: 1, maxLength: 6 }),
        fc.nat(3000),
        (gaps, wait) => {
          const memory = new DetectorMemory(detector)
          let time = 0
          const clicks: number[] = []
          for (const gap of gaps) {
            time += gap
            clicks.push(time)
            memory.click(1, time)
          }
          const opens = time + 40 + wait
          const sum = clicks.reduce((total, click) => total + afterpulsesInWindow(detector, opens - click, 50), 0)
          expect(memory.afterpulses(0, opens, 50)).toBeCloseTo(sum, 12)
          expect(memory.afterpulses(1, opens, 50)).toBe(0)
          expect(memory.noise(0, 1e-3, opens, 50)).toBeCloseTo(1 - (1 - 1e-3) * Math.exp(-sum), 12)
        }
      ),
      { seed: 5 }
    )
  })

  it('shuts the gate while either is dead, and is forgotten in the end', () => {
    const memory = new DetectorMemory(detector)
    expect(memory.quiet(0, 50)).toBe(true)
    memory.click(2, 1000)
    expect(memory.live(1039)).toBe(false)
    expect(memory.live(1040)).toBe(true)
    expect(memory.quiet(1040, 50)).toBe(false)
    const forgotten = 1040 + 300 * Math.log(0.05 / 1e-15)
    expect(memory.quiet(forgotten - 1000, 50)).toBe(false)
    expect(memory.quiet(forgotten, 50)).toBe(true)
  })

  it('of ideal detectors is nothing', () => {
    const memory = new DetectorMemory(idealDetector)
    memory.click(3, 10)
    expect(memory.remembers).toBe(false)
    expect(memory.quiet(10, 50)).toBe(true)
  })
})
