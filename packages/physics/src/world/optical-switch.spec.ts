import { createRandom, VirtualClock } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import { tally, twoSampleSigmas } from '../../test/statistics.js'
import { generate, observe, type TwoNodeWorld, twoNodeWorld } from '../../test/two-node-world.js'
import type { SamplingMode } from './simulated-link.js'
import { World } from './world.js'

const modes = ['skip', 'exact'] as const

function switched(duration = 0, mode: SamplingMode = 'skip', successProbability = 1, seed = 'switch'): TwoNodeWorld {
  return twoNodeWorld({
    mode,
    seed,
    station: () => ({ switch: { duration } }),
    link: { model: { kind: 'ideal', parameters: { successProbability, fidelity: 1 } } }
  })
}

/** Slots 0 to 99, centred at 1000, 2000, …, in which nobody stops emitting. */
function light(setup: TwoNodeWorld): void {
  generate(setup, setup.alice, { slots: 100 })
  generate(setup, setup.bob, { slots: 100 })
  observe(setup, { slots: 100 })
}

function connectAt(setup: TwoNodeWorld, time: number, links: readonly number[] = [7]): void {
  setup.clock.at(setup.clock.now() + time, { run: () => setup.station.execute({ type: 'connect', links }) })
}

describe.each(modes)('an optical switch (%s)', (mode) => {
  it('states how many interferometers it has, and how long it takes', () => {
    expect(switched(20, mode).station.switch).toEqual({ interferometers: 1, switchDuration: 20 })
    expect(twoNodeWorld({ mode }).station.switch).toBeUndefined()
  })

  it('connects nothing at first, nor after a reset (DEV-034, DEV-036)', () => {
    for (const prepare of [
      () => undefined,
      ({ station }: TwoNodeWorld) => {
        station.execute({ type: 'connect', links: [7] })
        station.reset()
      }
    ]) {
      const setup = switched(0, mode)
      prepare(setup)
      light(setup)
      setup.clock.run({ until: 200_000 })
      expect(setup.said.station).toEqual([{ type: 'silent', link: 7, lastSlot: 99 }])
    }
  })

  it('lets the light of a link through when the time of switching has passed (DEV-033, DEV-034)', () => {
    for (const [duration, slot] of [
      [0, 4],
      // The gate of slot 4 is centred at 5000.
      [699, 4],
      [700, 5],
      [20_000, 24]
    ] as const) {
      const setup = switched(duration, mode)
      light(setup)
      connectAt(setup, 4300)
      setup.clock.run({ until: 100_000 })
      expect(setup.said.station).toMatchObject([{ type: 'detected', slot }])
    }
  })

  it('cuts off at once what is not named any more, also while it is still moving (DEV-033)', () => {
    const setup = switched(2000, mode)
    light(setup)
    connectAt(setup, 4300)
    connectAt(setup, 6299, [])
    setup.clock.run({ until: 200_000 })
    expect(setup.said.station).toMatchObject([{ type: 'silent' }])
  })

  it('leaves connected what is named again (DEV-033)', () => {
    const setup = switched(2000, mode)
    connectAt(setup, 100)
    setup.clock.run({ until: 5000 })
    light(setup)
    connectAt(setup, 900)
    setup.clock.run({ until: 100_000 })
    expect(setup.said.station).toMatchObject([{ type: 'detected', slot: 0 }])
  })
})

describe('an optical switch', () => {
  it('is one and the same light in both modes, to the last slot of a turn', () => {
    const heralds = (mode: SamplingMode): Map<string, number> => {
      const slots = new Map<string, number>()
      const setup = switched(3300, mode, 0.02, `light/${mode}`)
      for (let n = 0; n < 6000; n++) {
        light(setup)
        connectAt(setup, 14_000)
        connectAt(setup, 42_500, [])
        connectAt(setup, 60_000)
        connectAt(setup, 80_100, [])
        const before = setup.said.station.length
        setup.clock.run({ until: setup.clock.now() + 110_000 })
        const [answer] = setup.said.station.slice(before)
        tally(slots, answer?.type === 'detected' ? `${answer.slot}` : 'silent')
        for (const device of [setup.alice, setup.bob]) {
          device.execute({ type: 'halt', link: 7 })
          device.execute({ type: 'release', qubit: 0 })
        }
      }
      return slots
    }
    const [skip, exact] = [heralds('skip'), heralds('exact')]
    expect(twoSampleSigmas(skip, exact)).toBeLessThan(5)
    for (const slots of [skip, exact]) {
      const seen = [...slots.keys()].filter((key) => key !== 'silent').map(Number)
      const [first, second] = [seen.filter((slot) => slot < 50), seen.filter((slot) => slot >= 50)]
      expect([Math.min(...first), Math.max(...first)]).toEqual([17, 41])
      expect([Math.min(...second), Math.max(...second)]).toEqual([63, 79])
    }
  })

  it('refuses more links than interferometers, two of one node, and what a station without a switch cannot do (DEV-035)', () => {
    const clock = new VirtualClock()
    const world = new World({ clock, random: createRandom(1) })
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) world.addNode({ name, clock, qubits: 1 })
    const station = world.addStation({ name: 's', clock, switch: { interferometers: 2 } })
    const link = (number: number, a: string, b: string) =>
      world.addLink({
        link: number,
        a: { node: a },
        b: { node: b },
        station: 's',
        model: { kind: 'ideal', parameters: { successProbability: 1, fidelity: 1 } },
        window: 50,
        guard: 10
      })
    link(1, 'a', 'b')
    link(2, 'c', 'd')
    link(3, 'b', 'c')
    link(4, 'e', 'f')
    const connect = (links: readonly number[]) => () => station.execute({ type: 'connect', links })
    expect(connect([1, 2])).not.toThrow()
    expect(connect([1, 2, 4])).toThrow('"1, 2, 4", accepted is at most 2, one for each interferometer')
    expect(connect([1, 3])).toThrow('"1, 3", accepted is different links without a node in common')
    expect(connect([1, 1])).toThrow('"1, 1", accepted is different links without a node in common')
    expect(connect([9])).toThrow('a link of station s')
    const plain = twoNodeWorld()
    expect(() => plain.station.execute({ type: 'connect', links: [7] })).toThrow('station mid has no switch')
    expect(() => world.addStation({ name: 't', clock, switch: { interferometers: 0 } })).toThrow(
      'switch.interferometers'
    )
    expect(() => world.addStation({ name: 't', clock, switch: { duration: -1 } })).toThrow('switch.duration')
  })
})
