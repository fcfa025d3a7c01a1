import { expect, it } from 'vitest'
import { runHostile } from './hostile.mjs'

// A sample; `node tools/soak.mjs --hostile` has a million. Needs a build: what is attacked is a process.
it('a listener stands what is wrong, and serves others as if nothing were (TRN-005, TRN-007, SEC-018, SEC-019, SEC-020)', async () => {
  const { violations, counts, seen } = await runHostile({ frames: 5000, seed: 1, halfOpen: 1000, neverRead: 100 })
  expect(violations).toEqual([])
  expect(counts.sent).toBeGreaterThanOrEqual(5000)
  expect(counts.exchanged).toBeGreaterThan(500)
  expect(seen?.malformed).toBeGreaterThan(1000)
  expect(seen?.fromOthers).toBeGreaterThan(100)
  expect(seen?.refused).toBeGreaterThan(2)
}, 600_000)
