import { expect, it } from 'vitest'
import { networkKills } from './network-kills.mjs'

// A few kills here; `node tools/soak.mjs --network-kills` has more. Needs a build: what is killed are processes of the command.
it('a network of processes serves again after any of them was killed, and loses and doubles nothing (MGT-001, MGT-006, MGT-007)', async () => {
  const victims = ['world', 'n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'kme-n5', 'kme-n6']
  const { violations, counts } = await networkKills({ kills: 5, seed: 1, victims })
  expect(violations).toEqual([])
  expect(counts.kills).toBe(5)
  expect(counts.pairs).toBeGreaterThan(5)
  expect(counts.linkPairs).toBeGreaterThan(50)
  expect(counts.collected).toBeGreaterThan(50)
}, 600_000)
