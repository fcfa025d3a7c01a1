import { Basis, type DeviceResult } from '@bellwire/device'
import { VirtualClock } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import {
  generate,
  nextAnswer,
  observe,
  playBatch,
  twoNodeWorld,
  type TwoNodeOptions,
  type TwoNodeWorld
} from '../../test/two-node-world.js'

const alice = { node: 'alice', qubit: 0 }
const bob = { node: 'bob', qubit: 0 }
const HOUR = 3_600_000_000_000

function holding(options: TwoNodeOptions = {}): TwoNodeWorld {
  return twoNodeWorld({ ...options, link: { holdsOnHerald: true, ...options.link } })
}

const fidelity = ({ world }: TwoNodeWorld, bellIndex = 0): number => world.oracle.fidelity(alice, bob, bellIndex)
const until = ({ clock }: TwoNodeWorld, time: number): void => {
  clock.run({ until: time })
}
const halt = (setup: TwoNodeWorld): void => {
  setup.alice.execute({ type: 'halt', link: 7 })
  setup.bob.execute({ type: 'halt', link: 7 })
}

/** Reads more than has been done, as a clock under wall time does in a process that is late. */
class LateClock extends VirtualClock {
  late = 0

  override now(): number {
    return super.now() + this.late
  }

  get reached(): number {
    return super.now()
  }
}

describe('hardware that holds', () => {
  it('keeps a pair at which somebody looks before it is known, since its world is late', () => {
    const clock = new LateClock()
    const setup = holding({ clock })
    for (const device of [setup.alice, setup.bob]) generate(setup, device, { slots: 500 })
    observe(setup, { slots: 500 })
    until(setup, 900)
    clock.late = 20_000
    for (const address of [alice, bob]) expect(setup.world.oracle.pair(address)).toBeNull()
    expect(setup.world.oracle.state(alice, bob)).toHaveLength(16)
    clock.late = 0
    expect(nextAnswer(setup)).toMatchObject({ type: 'detected', slot: 0 })
    expect(fidelity(setup)).toBeCloseTo(1, 12)
  })

  it('keeps a pair that is due when a command overtakes it, since its world is late', () => {
    const clock = new LateClock()
    const setup = holding({ clock })
    for (const device of [setup.alice, setup.bob]) generate(setup, device, { slots: 500 })
    observe(setup, { slots: 500 })
    until(setup, 900)
    clock.late = 2_000_000
    generate(setup, setup.bob, { firstSlot: 800, slots: 500 })
    clock.late = 0
    expect(nextAnswer(setup)).toMatchObject({ type: 'detected', slot: 0 })
    expect(fidelity(setup)).toBeCloseTo(1, 12)
  })

  it('says so, and other hardware does not', () => {
    expect(holding().alice.capabilities.links[0]).toMatchObject({ holds: true })
    expect(twoNodeWorld().alice.capabilities.links[0]).not.toHaveProperty('holds')
  })

  it.each(['skip', 'exact'] as const)(
    'keeps the heralded pair while its trains were to go on: %s (DEV-058)',
    (mode) => {
      const setup = holding({ mode, link: { a: { node: 'alice', flightTime: 300 } } })
      expect(playBatch(setup, { slots: 500 })).toMatchObject({ type: 'detected', slot: 0 })
      until(setup, HOUR)
      expect(fidelity(setup)).toBeCloseTo(1, 12)
      halt(setup)
      expect(fidelity(setup)).toBeCloseTo(1, 12)
    }
  )

  it('keeps it where slots are shorter than the way of light: later ones were emitted already (DEV-058)', () => {
    const setup = holding({ link: { a: { node: 'alice', flightTime: 7300 }, b: { node: 'bob', flightTime: 2400 } } })
    expect(playBatch(setup, { slots: 500, lead: 10_000 })).toMatchObject({ type: 'detected', slot: 0 })
    until(setup, HOUR)
    expect(fidelity(setup)).toBeCloseTo(1, 12)
  })

  it('keeps it where an order is replaced while the heralded photon is on its way (DEV-058)', () => {
    const setup = holding({ link: { a: { node: 'alice', flightTime: 7300 } } })
    generate(setup, setup.alice, { slots: 2, lead: 10_000 })
    generate(setup, setup.alice, { firstSlot: 10, slots: 500, lead: 20_000 })
    generate(setup, setup.bob, { firstSlot: 10, slots: 500, lead: 20_000 })
    observe(setup, { firstSlot: 10, slots: 500, lead: 20_000 })
    // The first train is past, and slots 10 to 15 have left.
    until(setup, 18_000)
    generate(setup, setup.alice, { firstSlot: 40, slots: 10, lead: 32_000 })
    expect(nextAnswer(setup)).toMatchObject({ slot: 10 })
    until(setup, HOUR)
    expect(fidelity(setup)).toBeCloseTo(1, 12)
  })

  it('begins no train of the run, ordered before the herald or after, and the next one does (DEV-059)', () => {
    const setup = holding()
    generate(setup, setup.alice, { slots: 2 })
    generate(setup, setup.bob, { slots: 2 })
    generate(setup, setup.alice, { firstSlot: 2, slots: 4, lead: 3000 })
    observe(setup)
    expect(nextAnswer(setup)).toMatchObject({ slot: 0 })
    generate(setup, setup.bob, { firstSlot: 8, slots: 4, lead: 8000 })
    until(setup, 50_000)
    expect(fidelity(setup)).toBeCloseTo(1, 12)
    halt(setup)
    generate(setup, setup.alice, { firstSlot: 60, slots: 1, lead: 1000 })
    until(setup, 60_000)
    expect(setup.world.oracle.pair(bob)).toBeNull()
  })

  it('begins no train of slots of which the run before has heralded one, and says so (DEV-087, DEV-088)', () => {
    const setup = holding()
    const results: DeviceResult[] = []
    setup.alice.listen((result) => results.push(result))
    // Slots 0 to 3 are heralded at once.
    expect(playBatch(setup, { slots: 4 })).toMatchObject({ type: 'detected', slot: 0 })
    until(setup, 10_000)
    halt(setup)
    // Ordered for slot 0 on, as if it had come before: its arrival is that of the heralded slot.
    const arrival = 1000 - setup.clock.now()
    generate(setup, setup.alice, { slots: 40, lead: arrival })
    expect(results).toEqual([{ type: 'generationFailed', link: 7, firstSlot: 0 }])
    until(setup, 30_000)
    expect(fidelity(setup)).toBeCloseTo(1, 12)
    // One of later slots is begun, as late as it may be.
    generate(setup, setup.alice, { firstSlot: 1, slots: 40, lead: arrival + 1000 - 20_000 })
    expect(results).toHaveLength(1)
    until(setup, 60_000)
    expect(setup.world.oracle.pair(bob)).toBeNull()
  })

  it('is not stopped in a run by a photon of the one before (DEV-059)', () => {
    const setup = holding({ link: { a: { node: 'alice', flightTime: 5000 } } })
    generate(setup, setup.alice, { slots: 1, lead: 6000 })
    generate(setup, setup.bob, { slots: 1, lead: 6000 })
    observe(setup, { lead: 6000 })
    // Alice's photon is on its way when she halts and orders anew.
    until(setup, 2000)
    setup.alice.execute({ type: 'halt', link: 7 })
    generate(setup, setup.alice, { firstSlot: 8, slots: 3, lead: 12_000 })
    expect(nextAnswer(setup)).toMatchObject({ type: 'detected', slot: 0 })
    setup.bob.execute({ type: 'halt', link: 7 })
    generate(setup, setup.bob, { firstSlot: 8, slots: 3, lead: 14_000 - setup.clock.now() })
    observe(setup, { firstSlot: 8, slots: 3, lead: 14_000 - setup.clock.now() })
    expect(nextAnswer(setup)).toMatchObject({ type: 'detected', slot: 8 })
    expect(fidelity(setup)).toBeCloseTo(1, 12)
  })

  it('does not fail in what a herald has stopped', () => {
    let failures = 0
    for (let seed = 0; seed < 40; seed++) {
      const setup = holding({ seed, link: { a: { node: 'alice', generationFailure: 1 } } })
      const { slot } = playBatch(setup, { slots: 500 }) as { slot?: number }
      until(setup, HOUR)
      const failed = setup.said.alice.filter(({ type }) => type === 'generationFailed').length
      expect(failed).toBe(slot === undefined ? 1 : 0)
      failures += failed
    }
    expect(failures).toBeLessThan(40)
  })
})

describe('ends that measure on arrival, and hold', () => {
  it('keep the record of the heralded slot (DEV-058)', () => {
    const arrival = { bases: [Basis.Z], choice: 'hardware', shares: [1] } as const
    const setup = holding({ link: { a: { node: 'alice', arrival }, b: { node: 'bob', arrival } } })
    expect(playBatch(setup, { slots: 500 })).toMatchObject({ type: 'detected', slot: 0 })
    until(setup, HOUR)
    for (const name of ['alice', 'bob'] as const) {
      setup[name].execute({ type: 'measure', qubit: 0, basis: Basis.Z, rotation: null, tag: 1 })
      expect(setup.said[name].at(-1)).toMatchObject({ type: 'measured', basis: Basis.Z })
    }
  })
})
