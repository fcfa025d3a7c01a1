import { describe, expect, it } from 'vitest'
import { slowFramesSoakRun } from './soak-run.js'

const SEEDS = Array.from({ length: 60 }, (_, index) => 50_000 + index)

describe('a link whose frames take many slots under random faults', () => {
  it('keeps every invariant, comes to rest and serves new requests', () => {
    const happened = new Set<string>()
    for (const seed of SEEDS) {
      const { violations, occurrences } = slowFramesSoakRun(seed)
      expect(violations, `seed ${seed}`).toEqual([])
      for (const name of occurrences.keys()) happened.add(name)
    }
    expect([...happened]).toEqual(
      expect.arrayContaining(['frame lost: loss', 'crash', 'epoch begun anew', 'pair delivered', 'pair expired'])
    )
  })
})
