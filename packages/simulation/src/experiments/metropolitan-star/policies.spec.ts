import { expect, it } from 'vitest'
import type { SimulatedFigure } from '../row.js'
import { RunStatistics } from '../statistics.js'
import { playPolicies, policyFigures } from './policies.js'

it('states waits of a star with an error for each statistic, and none for the longest', () => {
  const results = new Map<string, SimulatedFigure>()
  const run = {
    statistics: new RunStatistics(),
    seed: (stream: string) => stream,
    scaled: () => 132,
    progress: () => {}
  }
  playPolicies({ ...run, account: () => {} }, results)
  expect([...results.keys()].sort()).toEqual(
    policyFigures()
      .map(({ id }) => id)
      .sort()
  )
  const error = (id: string) => results.get(`star12-${id}`)!.standardError
  for (const policy of ['random', 'random-asking', 'round-robin', 'demand-weighted', 'reserved']) {
    for (const what of ['slot', 'pair']) expect(error(`${policy}-${what}-worst`), policy).toBe(0)
  }
  // Served in turn, every link waits as long as every other; a turn ends one wait of 249.4 s.
  expect(error('round-robin-slot-p95')).toBe(0)
  expect(error('round-robin-slot-mean')).toBeLessThan(2)
  expect(error('random-slot-mean')).toBeGreaterThan(15)
  expect(error('random-asking-slot-p95')).toBeGreaterThan(20)
  // The link that half of the turns belong to decides the index in every stretch of turns.
  expect(error('reserved-jain')).toBeLessThan(0.02)
})
