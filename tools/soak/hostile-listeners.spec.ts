import { expect, it } from 'vitest'
import { attackListener } from './hostile-listeners.mjs'

// Samples; `node tools/soak.mjs --hostile --listener LISTENER` has a million. They need a build: what is attacked are processes.
it.each([
  ['device', 30],
  ['management', 20],
  ['keys', 15]
])(
  'the listener %s stands what is wrong, and serves others as if nothing were (SEC-018, SEC-019, SEC-020)',
  async (listener, reasons) => {
    const { violations, counts, refusals } = await attackListener({
      listener,
      wrong: 2000,
      seed: 1,
      halfOpen: 200,
      neverRead: 10
    })
    expect(violations).toEqual([])
    expect(counts.sent).toBeGreaterThanOrEqual(2000)
    expect(counts.genuine).toBeGreaterThan(0)
    expect(refusals.size).toBeGreaterThan(reasons)
  },
  600_000
)
