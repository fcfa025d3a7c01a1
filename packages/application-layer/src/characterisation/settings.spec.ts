import { describe, expect, it } from 'vitest'
import { settingOf } from './settings.js'

const name = (parts: readonly [number, number, number, number, number, number]) => {
  const [initiator, circuit, headEpoch, headSequence, tailEpoch, tailSequence] = parts
  return { initiator, circuit, headEpoch, headSequence, tailEpoch, tailSequence }
}

describe('the setting of a pair', () => {
  it('is that of the worked examples (APP-092)', () => {
    expect(settingOf(name([1, 2, 3, 4, 5, 6]), 7)).toBe(3)
    expect(settingOf(name([0, 9, 1, 0xffff_ffff, 1, 0xffff_ffff]), 0xdead_beef)).toBe(8)
  })

  it('is each of the nine alike often, whatever the seed', () => {
    for (const seed of [0, 1, 0x1234_5678]) {
      const counts = new Array<number>(9).fill(0)
      for (let sequence = 0; sequence < 9000; sequence++)
        counts[settingOf(name([0, 1, 1, sequence, 1, sequence]), seed)]! += 1
      for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(5 * Math.sqrt(1000))
    }
  })
})
