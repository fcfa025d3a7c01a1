import { createRandom, LocalClock } from '@bellwire/runtime'
import { expect, it } from 'vitest'
import { pairSourceWorld, play, qualities, read, untilFound } from '../../test/pair-source-world.js'
import type { TwoNodeWorld } from '../../test/two-node-world.js'

/** Share of slots with a herald over some rounds; each node commands by its own clock, as synchronised nodes do. */
function share(setup: TwoNodeWorld, bob: LocalClock, rounds: number): number {
  let [heralds, slots] = [0, 0]
  for (let k = 0; k < rounds; k++) {
    const shown: [number, number] = [0, bob.now() - setup.clock.now()]
    const result = play(setup, { slots: 100, shown })
    slots += result.type === 'detected' ? result.slot + 1 : 100
    heralds += result.type === 'detected' ? 1 : 0
    for (const who of ['alice', 'bob'] as const) read(setup, who)
  }
  return heralds / slots
}

function worldWith(make: (...given: ConstructorParameters<typeof LocalClock>) => LocalClock, options = {}) {
  let bob: LocalClock | undefined
  const setup = pairSourceWorld({ bobsClock: (clock) => (bob = make(clock, options)) })
  expect(untilFound(setup)).toBe(true)
  const expected = setup.alice.capabilities.links[0]!.operatingPoints[0]!.successProbability
  return { setup, bob: bob as LocalClock, expected }
}

it('a clock that wanders is followed (PHY-161)', () => {
  const wander = { partsPerTrillion: 20, interval: 50_000_000, stream: createRandom(3).stream('clock') }
  const { setup, bob, expected } = worldWith((clock, options) => new LocalClock(clock, options), {
    drift: 200_000,
    wander
  })
  // Over half a minute, in which the rates come to differ by 5·10⁻¹⁰: in that time the clocks would be nanoseconds off.
  for (let part = 0; part < 6; part++) {
    setup.clock.run({ until: setup.clock.now() + 5e9 })
    expect(Math.abs(share(setup, bob, 200) - expected)).toBeLessThan(5 * Math.sqrt(expected / 400))
  }
  expect(qualities(setup.said.alice)).toEqual([3, 0])
})

it('a clock that is set loses the pairs until the latest tags show its new relation', () => {
  const { setup, bob, expected } = worldWith((clock) => new LocalClock(clock, { offset: 7000 }))
  expect(share(setup, bob, 100)).toBeGreaterThan(0.3)
  for (const step of [50_000, -400_000, 3]) {
    bob.step(step)
    // As many slots as tell that pairs stay out, and the tags of one stretch.
    setup.clock.run({ until: setup.clock.now() + 1e8 })
    share(setup, bob, 20)
    expect(Math.abs(share(setup, bob, 300) - expected)).toBeLessThan(5 * Math.sqrt(expected / 600))
  }
  expect(qualities(setup.said.alice).at(-1)).toBe(0)
})

it('nobody is told of a relation that is lost and found again between two slots', () => {
  const { setup, bob } = worldWith((clock) => new LocalClock(clock, {}))
  setup.clock.run({ until: setup.clock.now() + 3600e9 })
  expect(share(setup, bob, 50)).toBeGreaterThan(0.3)
  expect(qualities(setup.said.bob)).toEqual([3, 0])
})
