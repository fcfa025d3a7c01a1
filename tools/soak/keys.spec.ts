import { expect, it } from 'vitest'
import { keySoak } from './keys.mjs'

// Twenty kills here; `node tools/soak.mjs --keys` has more. Needs a build: what is killed are processes of the command.
it('keys are given at most once, and the same at both ends, whenever their processes are killed (KEY-008, KEY-030, KEY-031, KEY-032, KEY-033, KEY-035)', async () => {
  const { violations, counts } = await keySoak({ kills: 20 })
  expect(violations).toEqual([])
  expect(counts.kills).toBe(20)
  expect(counts.delivered).toBeGreaterThan(200)
  expect(counts.collected).toBeGreaterThan(100)
  expect(counts.burnt).toBeGreaterThan(0)
}, 600_000)
