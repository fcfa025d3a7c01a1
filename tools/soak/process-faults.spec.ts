import { expect, it } from 'vitest'
import { processFaultSoak } from './process-faults.mjs'

// A sample; `node tools/soak.mjs --processes` goes on. Needs a build: those that are parted are processes of the command.
it('every request to processes whose frames are lost, doubled, late and parted ends once, and leaves nothing behind (LNK-010, MGT-006)', async () => {
  const { violations, counts } = await processFaultSoak({ runs: 1, seed: 1, requests: 10, faultTime: 5000 })
  expect(violations).toEqual([])
  expect(counts.requests).toBe(12)
  expect(counts.agreed).toBeGreaterThan(0)
  expect(counts.partitions).toBeGreaterThan(0)
  for (const fault of ['lost', 'doubled', 'late', 'parted'] as const) expect(counts[fault]).toBeGreaterThan(0)
}, 300_000)
