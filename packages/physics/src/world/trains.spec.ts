import { createRandom, LocalClock, VirtualClock } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import { kolmogorovSmirnov } from '../../test/statistics.js'
import {
  clear,
  generate,
  nextAnswer,
  observe,
  playBatch,
  twoNodeWorld,
  type TwoNodeWorld
} from '../../test/two-node-world.js'
import { World } from './world.js'

const alice = { node: 'alice', qubit: 0 }
const bob = { node: 'bob', qubit: 0 }
const modes = ['skip', 'exact'] as const
/** Only photons click, always, and always alone: what clicks tells which side's photon was in the gate. */
const transparent = {
  kind: 'single-click',
  parameters: { efficiencyA: 1, efficiencyB: 1, photonOverlap: 1, phaseContrast: 1, operationsContrast: 1 }
} as const

function until(setup: TwoNodeWorld, time: number): void {
  setup.clock.run({ until: time })
}

describe('a train that goes on past its herald', () => {
  it('destroys the pair with its next emission, and not before', () => {
    const setup = twoNodeWorld({ link: { a: { node: 'alice', flightTime: 300 } } })
    expect(playBatch(setup, { slots: 5 })).toMatchObject({ type: 'detected', slot: 0 })
    setup.bob.execute({ type: 'halt', link: 7 })
    // Alice's next photon is due at 2000 and leaves at 1700.
    until(setup, 1700)
    expect(setup.world.oracle.fidelity(alice, bob, 0)).toBeCloseTo(1, 12)
    until(setup, 1701)
    expect(setup.world.oracle.pair(alice)).toBeNull()
    expect(setup.world.oracle.pair(bob)).toBeNull()
    expect(setup.world.oracle.fidelity(alice, bob, 0)).toBeCloseTo(0.25, 12)
    expect(setup.world.oracle.livePairs).toBe(0)
  })

  it('leaves the pair when it is halted at the instant of the next emission (DEV-003)', () => {
    for (const mode of modes) {
      const setup = twoNodeWorld({ mode, link: { a: { node: 'alice', flightTime: 300 } } })
      playBatch(setup, { slots: 5 })
      setup.bob.execute({ type: 'halt', link: 7 })
      until(setup, 1700)
      setup.alice.execute({ type: 'halt', link: 7 })
      until(setup, 10_000)
      expect(setup.world.oracle.fidelity(alice, bob, 0)).toBeCloseTo(1, 12)
    }
  })

  it('a late halt finds the pair gone', () => {
    const setup = twoNodeWorld()
    playBatch(setup, { slots: 5 })
    setup.bob.execute({ type: 'halt', link: 7 })
    until(setup, 2500)
    setup.alice.execute({ type: 'halt', link: 7 })
    expect(setup.world.oracle.pair(bob)).toBeNull()
  })

  it('a batch commanded ahead on the same qubit spares the pair until it begins (DEV-002)', () => {
    const setup = twoNodeWorld()
    generate(setup, setup.alice, { slots: 1 })
    generate(setup, setup.bob, { slots: 1 })
    generate(setup, setup.alice, { firstSlot: 1, slots: 4, lead: 3000 })
    observe(setup)
    expect(nextAnswer(setup)).toMatchObject({ slot: 0 })
    until(setup, 3000)
    expect(setup.world.oracle.pair(bob)?.id).toBe(1)
    until(setup, 3001)
    expect(setup.world.oracle.pair(bob)).toBeNull()
  })

  it('makes the measured outcome independent of the lost pair', () => {
    const setup = twoNodeWorld({ seed: 4 })
    let equal = 0
    const rounds = 4000
    for (let n = 0; n < rounds; n++) {
      const start = setup.clock.now()
      playBatch(setup, { slots: 2 })
      until(setup, start + 2500)
      const outcomes = [setup.alice, setup.bob].map((device) => {
        device.execute({ type: 'measure', qubit: 0, basis: 1, rotation: null, tag: 0 })
        const answer = (device === setup.alice ? setup.said.alice : setup.said.bob).at(-1)
        return answer?.type === 'measured' ? answer.outcome.reveal() : -1
      })
      if (outcomes[0] === outcomes[1]) equal++
      clear(setup)
    }
    expect(Math.abs(equal - rounds / 2)).toBeLessThan(5 * Math.sqrt(rounds / 4))
  })
})

describe('a qubit acted on while its photon flies', () => {
  it('has no part in the herald of that photon', () => {
    const setup = twoNodeWorld({ link: { a: { node: 'alice', flightTime: 300 }, b: { node: 'bob', flightTime: 300 } } })
    generate(setup, setup.alice)
    generate(setup, setup.bob)
    observe(setup)
    until(setup, 800)
    setup.alice.execute({ type: 'release', qubit: 0 })
    expect(nextAnswer(setup)).toMatchObject({ type: 'detected', slot: 0 })
    expect(setup.world.oracle.pair(bob)).toBeNull()
    const state = setup.world.oracle.state(alice, bob)
    expect([state[12], state[3], state[15]]).toEqual([1, 0, 0])
  })
})

describe('gates and clocks', () => {
  it('let a photon in within the guard and not beyond (DEV-001, DEV-030)', () => {
    for (const mode of modes) {
      for (const [late, present] of [
        [-10, true],
        [10, true],
        [-11, false],
        [11, false]
      ] as const) {
        const setup = twoNodeWorld({ mode })
        generate(setup, setup.alice, { slots: 3, lead: 1000 + late })
        generate(setup, setup.bob, { slots: 3 })
        observe(setup, { slots: 3 })
        expect(nextAnswer(setup).type).toBe(present ? 'detected' : 'silent')
      }
    }
  })

  it('herald from one side alone leave garbage: the right fidelity is a product state', () => {
    for (const mode of modes) {
      const setup = twoNodeWorld({
        mode,
        link: { model: transparent },
        alice: (clock) => ({ clock: new LocalClock(clock, { offset: 40 }) })
      })
      // Alice's clock is 40 ns ahead: her photons come 40 ns early and miss the gates.
      generate(setup, setup.alice, { slots: 50, brightness: 0.25 })
      generate(setup, setup.bob, { slots: 50, brightness: 0.25 })
      observe(setup, { slots: 50 })
      const answer = nextAnswer(setup)
      expect(answer.type).toBe('detected')
      setup.alice.execute({ type: 'halt', link: 7 })
      setup.bob.execute({ type: 'halt', link: 7 })
      expect(setup.world.oracle.pair(bob)).toBeNull()
      const state = setup.world.oracle.state(alice, bob)
      // Bob's photon was seen, so his spin is bright (⟨Z⟩ = −1); Alice's is as emitted, ⟨Z⟩ = 1 − 2α.
      expect(state[3]).toBeCloseTo(-1, 12)
      expect(state[12]).toBeCloseTo(0.5, 12)
      expect(state[5]).toBeCloseTo(0, 12)
    }
  })

  it('lose each other when a drift carries the photons out of the guard in the middle of a batch', () => {
    for (const mode of modes) {
      const setup = twoNodeWorld({
        mode,
        link: { model: { kind: 'ideal', parameters: { successProbability: 0.02, fidelity: 1 } } },
        // 10 parts per million fast: 10 ns early after 1 ms, slot 999 of 1000 ns.
        alice: (clock) => ({ clock: new LocalClock(clock, { drift: 10_000_000 }) })
      })
      let latest = -1
      for (let n = 0; n < 300; n++) {
        const start = 2_000_000 * n
        until(setup, start)
        const local = Math.round(start * (1 + 1e-5))
        setup.alice.execute({
          type: 'generate',
          link: 7,
          qubit: 0,
          firstSlot: 0,
          slots: 1900,
          brightness: 1,
          arrival: local + 1000,
          period: 1000
        })
        generate(setup, setup.bob, { slots: 1900 })
        observe(setup, { firstSlot: 0, slots: 1900 })
        const answer = nextAnswer(setup)
        if (answer.type === 'detected') latest = Math.max(latest, answer.slot)
        clear(setup)
      }
      expect(latest).toBeLessThan(1000)
      expect(latest).toBeGreaterThan(100)
    }
  })

  it('keep a batch of a wandering clock on its piecewise line', () => {
    for (const mode of modes) {
      const clock = new VirtualClock()
      const random = createRandom('wander')
      const world = new World({ clock, random, mode })
      const local = new LocalClock(clock, {
        wander: { partsPerTrillion: 10_000_000, interval: 1_000_000, stream: random.stream('clock') }
      })
      const bobs = world.addNode({ name: 'bob', clock, qubits: 1 })
      const alices = world.addNode({ name: 'alice', clock: local, qubits: 1 })
      const station = world.addStation({ name: 'mid', clock })
      world.addLink({
        link: 1,
        a: { node: 'alice' },
        b: { node: 'bob' },
        station: 'mid',
        window: 100,
        guard: 20,
        model: { kind: 'ideal', parameters: { successProbability: 1, fidelity: 1 } }
      })
      const slots = 40_000
      const generate = {
        type: 'generate',
        link: 1,
        qubit: 0,
        firstSlot: 0,
        slots,
        brightness: 1,
        arrival: 5000,
        period: 1000
      } as const
      const heralds: number[] = []
      station.listen((result) => {
        if (result.type === 'detected') {
          heralds.push(result.slot)
          const next = result.slot + 1
          if (next < slots) {
            station.execute({
              type: 'observe',
              link: 1,
              firstSlot: next,
              slots: slots - next,
              arrival: 5000 + 1000 * next,
              period: 1000
            })
          }
        }
      })
      alices.execute(generate)
      bobs.execute(generate)
      station.execute({ type: 'observe', link: 1, firstSlot: 0, slots, arrival: 5000, period: 1000 })
      clock.run({ until: 60_000_000 })
      // A slot heralds exactly when Alice's clock, read at the gate, shows the slot's time to within the guard.
      const expected: number[] = []
      const borderline = new Set<number>()
      for (let slot = 0; slot < slots; slot++) {
        const centre = 5000 + 1000 * slot
        const late = local.toTrue(centre) - centre
        if (Math.abs(Math.abs(late - 0.5) - 20) < 1) borderline.add(slot)
        else if (Math.abs(late) <= 20) expected.push(slot)
      }
      expect(heralds.filter((slot) => !borderline.has(slot))).toEqual(expected)
      expect(expected.length).toBeGreaterThan(1000)
      expect(expected.length).toBeLessThan(slots - 1000)
    }
  })

  it('follow a clock that is set in the middle of a batch', () => {
    for (const mode of modes) {
      let local: LocalClock | undefined
      const setup = twoNodeWorld({
        mode,
        link: { model: { kind: 'ideal', parameters: { successProbability: 1, fidelity: 1 } } },
        alice: (clock) => ({ clock: (local = new LocalClock(clock, { offset: 300 })) })
      })
      generate(setup, setup.alice, { slots: 10 })
      generate(setup, setup.bob, { slots: 10 })
      observe(setup, { slots: 10 })
      setup.clock.at(4500, { run: () => local?.step(-300) })
      // Slots 0..3 miss; from slot 4, due at 5000, on they meet.
      expect(nextAnswer(setup)).toMatchObject({ type: 'detected', slot: 4 })
    }
  })

  it('pair by time and not by slot number', () => {
    const setup = twoNodeWorld()
    generate(setup, setup.alice, { firstSlot: 40, slots: 2 })
    generate(setup, setup.bob, { firstSlot: 0, slots: 2 })
    observe(setup, { firstSlot: 7, slots: 2 })
    expect(nextAnswer(setup)).toMatchObject({ type: 'detected', slot: 7 })
    setup.alice.execute({ type: 'halt', link: 7 })
    setup.bob.execute({ type: 'halt', link: 7 })
    expect(setup.world.oracle.pair(alice)?.partner).toEqual(bob)
  })

  it('miss what is commanded too late', () => {
    for (const mode of modes) {
      const setup = twoNodeWorld({ mode, link: { a: { node: 'alice', flightTime: 300 } } })
      until(setup, 100)
      // Slots 0..2 should have left by now.
      generate(setup, setup.alice, { slots: 6, lead: -1700 })
      generate(setup, setup.bob, { slots: 6, lead: -1700 })
      observe(setup, { slots: 6, lead: -1700 })
      expect(nextAnswer(setup)).toMatchObject({ type: 'detected', slot: 2 })
      observe(setup, { slots: 2, lead: -5000 })
      expect(nextAnswer(setup)).toEqual({ type: 'silent', link: 7, lastSlot: 1 })
    }
  })

  it('answer at the end of each gate, and of a lone slot (DEV-031)', () => {
    for (const mode of modes) {
      const setup = twoNodeWorld({ mode, link: { window: 51 } })
      observe(setup)
      expect(nextAnswer(setup)).toEqual({ type: 'silent', link: 7, lastSlot: 0 })
      expect(setup.clock.now()).toBe(1026)
      observe(setup, { slots: 4, period: 1000.5 })
      nextAnswer(setup)
      expect(setup.clock.now()).toBe(Math.ceil(1026 + 1000 + 3 * 1000.5 + 25.5))
    }
  })

  it('say nothing after a close (DEV-031)', () => {
    const setup = twoNodeWorld()
    generate(setup, setup.alice)
    generate(setup, setup.bob)
    observe(setup)
    until(setup, 1010)
    setup.station.execute({ type: 'close', link: 7 })
    until(setup, 5000)
    expect(setup.said.station).toEqual([])
    expect(setup.world.oracle.livePairs).toBe(0)
  })
})

describe('the offset of a detection', () => {
  function offsets(link: Parameters<typeof twoNodeWorld>[0], batch: () => Record<string, number>): number[] {
    const setup = twoNodeWorld(link)
    const sample: number[] = []
    while (sample.length < 4000) {
      const answer = playBatch(setup, { slots: 1000, brightness: 0.1, ...batch() })
      if (answer.type === 'detected') sample.push(answer.offset)
      clear(setup)
    }
    return sample
  }

  it('has the shape of the photon, cut to the gate', () => {
    const decay = 7
    const sample = offsets({ seed: 1, link: { photon: { kind: 'exponential', decayTime: decay } } }, () => ({}))
    const cdf = (x: number): number => -Math.expm1(-(x / 1000 - 25) / decay) / -Math.expm1(-25 / decay)
    expect(kolmogorovSmirnov(sample, (x) => (x < 25_000 ? 0 : cdf(x)))).toBeLessThan(2.5)
  })

  it('is anywhere in the gate for noise', () => {
    const model = { ...transparent, parameters: { ...transparent.parameters, efficiencyA: 0, efficiencyB: 0 } }
    const sample = offsets({ seed: 2, link: { model, noise: [0.1, 0.1] } }, () => ({}))
    expect(kolmogorovSmirnov(sample, (x) => x / 50_000)).toBeLessThan(2.5)
  })

  it('carries the jitter of the detectors', () => {
    const detectors = {
      jitterPicoseconds: 500,
      deadTimeNanoseconds: 0,
      afterpulseProbability: 0,
      afterpulseTimeConstantNanoseconds: 1
    }
    const sample = offsets({ seed: 3, link: { detectors } }, () => ({}))
    const mean = sample.reduce((sum, x) => sum + x, 0) / sample.length
    const variance = sample.reduce((sum, x) => sum + (x - mean) ** 2, 0) / sample.length
    expect(Math.abs(mean - 24_999.5)).toBeLessThan((5 * 500) / Math.sqrt(sample.length))
    expect(Math.abs(variance - 500 ** 2 - 1 / 12)).toBeLessThan(5 * 500 ** 2 * Math.sqrt(2 / sample.length))
  })
})
