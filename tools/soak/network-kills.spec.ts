import { expect, it } from 'vitest'
import { networkKills } from './network-kills.mjs'

const KILLS = 20

// Some kills here; `node tools/soak.mjs --network-kills` has more. Needs a build: what is killed are processes of the command.
it('a network of processes serves again after any of them was killed, and loses and doubles nothing (MGT-001, MGT-006, MGT-007)', async () => {
  const { violations, counts, recovery } = await networkKills({ kills: KILLS, seed: 1 })
  expect(violations).toEqual([])
  expect(counts.kills).toBe(KILLS)
  expect(Object.keys(recovery.kinds)).toEqual(expect.arrayContaining(['KME', 'node', 'station']))
  expect(counts.pairs).toBeGreaterThan(20)
  expect(counts.linkPairs).toBeGreaterThan(50)
  expect(counts.collected).toBeGreaterThan(50)
}, 600_000)
