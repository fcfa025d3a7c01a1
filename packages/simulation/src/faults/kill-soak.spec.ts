import { describe, expect, it } from 'vitest'
import { killSoakRun } from './soak-run.js'

/** Seeds that show a defence that is missing. */
const TELLING = [
  // Pairs that the peer was told to be settled, before that was written down.
  60_031, 60_074
]

const SEEDS = Array.from({ length: 100 }, (_, index) => 60_100 + index)

describe('a link whose nodes are killed', () => {
  it.each(TELLING)('keeps every invariant with seed %i', (seed) => {
    expect(killSoakRun(seed).violations).toEqual([])
  })

  it('keeps the word of dead processes, comes to rest and serves new requests (RES-005, RES-006, RES-007)', () => {
    const happened = new Set<string>()
    for (const seed of SEEDS) {
      const { violations, occurrences } = killSoakRun(seed)
      expect(violations, `seed ${seed}`).toEqual([])
      for (const name of occurrences.keys()) happened.add(name)
    }
    expect([...happened]).toEqual(
      expect.arrayContaining(['kill', 'epoch begun anew', 'pair delivered', 'pair expired', 'request failed: 4'])
    )
  })
})
