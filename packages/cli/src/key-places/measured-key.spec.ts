import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BitString } from '@bellwire/post-processing'
import { createRandom, MemoryJournal } from '@bellwire/runtime'
import { type KeyEnd, networkOf, readScenario, SimulatedNetwork } from '@bellwire/simulation'
import { afterEach, expect, it } from 'vitest'
import { KeyPlaces } from './key-places.js'

const example = new URL('../../../../examples/scenarios/photon-pairs.yaml', import.meta.url)
const PURPOSE = 5
const ROUNDS = 16_000

const folder = mkdtempSync(join(tmpdir(), 'bellwire-measured-'))
afterEach(() => rmSync(folder, { recursive: true }))

it('puts a key from photon pairs into the stores of both ends, the same bits', async () => {
  const network = new SimulatedNetwork(networkOf(readScenario(readFileSync(example, 'utf8'))), { seed: 4 })
  expect(network.settle()).toBe(true)
  const [alice, bob] = [network.node('alice'), network.node('bob')]
  expect(alice.keepsPairsWith('bob')).toBe(false)
  const options = { purpose: PURPOSE, request: { minimumFidelity: 0.85 }, zShare: 0.5 }
  const sources = [alice.measuredLinkSource('bob', options), bob.measuredLinkSource('alice', options)] as const
  const draws = createRandom(1).stream('shared')
  const shared = new BitString(2048)
  for (let k = 0; k < shared.length; k++) shared.set(k, draws.bernoulli(0.5) ? 1 : 0)

  const places = await KeyPlaces.open(folder)
  const [{ peer: bobNode }, { peer: aliceNode }] = sources
  const parties: readonly [KeyEnd, KeyEnd] = [
    places.end({ name: 'alice', node: aliceNode, peer: 'bob', peerNode: bobNode }, shared.clone()),
    places.end({ name: 'bob', node: bobNode, peer: 'alice', peerNode: aliceNode }, shared.clone())
  ]
  const openings = parties.map(({ pool }) => pool.availableBits)
  let over = 0
  const listener = { over: () => (over += 1) }
  bob.applications.answerDiqkd(PURPOSE, {
    decide: () => ({ source: sources[1], ...parties[1], journal: new MemoryJournal(), listener })
  })
  const session = alice.applications.diqkd({
    protocol: 'bbm92',
    rounds: ROUNDS,
    probability: 0.5,
    expectedQber: 0.018,
    epsilons: [1e-6, 1e-9],
    source: sources[0],
    ...parties[0],
    listener
  })
  network.run(Number.MAX_SAFE_INTEGER, () => over < 2)
  const { origin, key } = await session.key
  const ends = (['alice', 'bob'] as const).map((node, index) => {
    const opening = openings[index]!
    const closing = parties[index]!.pool.availableBits
    const burnt = opening - closing
    return { node, opening, closing, burnt, released: key.length, net: key.length - burnt }
  })
  const stored = places.stored({
    session: origin.session,
    analysis: origin.analysis,
    standing: origin.label,
    agree: true,
    ends: [ends[0]!, ends[1]!]
  })
  const units = Math.floor(key.length / 256)
  expect(units).toBeGreaterThanOrEqual(2)
  expect(stored).toMatchObject({ ends: [{ units }, { units }], unitSize: 256, same: true })
  await places.close()
})
