import { describe, expect, it } from 'vitest'
import { hardwareSoakRun } from './index.js'

/** The full number is played by the soak command. */
const SEEDS = Array.from({ length: 40 }, (_, index) => index + 1)

describe('a link whose hardware is behind channels, under faults', () => {
  it('keeps every invariant, comes to rest and serves new requests', () => {
    const happened = new Set<string>()
    for (const seed of SEEDS) {
      const { violations, occurrences } = hardwareSoakRun(seed)
      expect(violations, `seed ${seed}`).toEqual([])
      for (const name of occurrences.keys()) happened.add(name)
    }
    const faults = ['hardware cut', 'hardware restartServer', 'hardware open', 'crash', 'restartStation']
    expect([...happened]).toEqual(
      expect.arrayContaining([...faults, 'pair delivered', 'pair expired', 'frame lost: loss'])
    )
  })
})
