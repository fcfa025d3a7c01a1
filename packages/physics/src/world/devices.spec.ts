import { createRandom, VirtualClock } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import { linearFlipMemory } from '../memory/index.js'
import { chiSquareSigmas } from '../../test/statistics.js'
import {
  clear,
  generate,
  measureBoth,
  nextAnswer,
  observe,
  playBatch,
  twoNodeWorld
} from '../../test/two-node-world.js'
import { World } from './world.js'

const alice = { node: 'alice', qubit: 0 }

describe('local failures of generation', () => {
  it('come at a slot drawn from the train, end it there, and are told at that time (DEV-007)', () => {
    const setup = twoNodeWorld({ seed: 1, link: { a: { node: 'alice', generationFailure: 0.5 } } })
    const counts = new Array<number>(5).fill(0)
    for (let n = 0; n < 4000; n++) {
      const start = setup.clock.now()
      generate(setup, setup.alice, { firstSlot: 10, slots: 4 })
      let told = -1
      const before = setup.said.alice.length
      setup.clock.run({ while: () => setup.said.alice.length === before })
      const failure = setup.said.alice[before]
      if (failure?.type === 'generationFailed') {
        told = failure.firstSlot - 10
        expect(setup.clock.now() - start).toBe(1000 * (told + 1))
      }
      counts[told < 0 ? 4 : told] = (counts[told < 0 ? 4 : told] as number) + 1
      setup.clock.run({ until: start + 10_000 })
    }
    expect(chiSquareSigmas(counts, [500, 500, 500, 500, 2000])).toBeLessThan(5)
  })

  it('leave no photons from the slot on', () => {
    const setup = twoNodeWorld({ seed: 2, link: { a: { node: 'alice', generationFailure: 1 } } })
    generate(setup, setup.alice, { slots: 100 })
    generate(setup, setup.bob, { slots: 100 })
    setup.clock.run({ until: 500 })
    observe(setup, { firstSlot: 50, slots: 50, lead: 50_500 })
    const answer = nextAnswer(setup)
    setup.clock.run()
    const failure = setup.said.alice.find((result) => result.type === 'generationFailed')
    if (failure?.type !== 'generationFailed') throw new Error('no failure')
    expect(answer.type).toBe(failure.firstSlot > 50 ? 'detected' : 'silent')
  })

  it('are not told when the train was halted or replaced before', () => {
    const setup = twoNodeWorld({ seed: 3, link: { a: { node: 'alice', generationFailure: 1 } } })
    generate(setup, setup.alice, { slots: 100 })
    setup.alice.execute({ type: 'halt', link: 7 })
    setup.clock.run()
    expect(setup.said.alice).toEqual([])
  })
})

describe('a power cycle', () => {
  it('stops trains, empties qubits and drops answers (DEV-006)', () => {
    const setup = twoNodeWorld({ alice: () => ({ durations: { measure: 500, correct: 500, store: 500 } }) })
    playBatch(setup, { slots: 3 })
    setup.bob.execute({ type: 'halt', link: 7 })
    setup.alice.execute({ type: 'measure', qubit: 1, basis: 0, rotation: null, tag: 1 })
    setup.alice.reset()
    expect(setup.world.oracle.livePairs).toBe(0)
    expect(setup.world.oracle.pair({ node: 'bob', qubit: 0 })).toBeNull()
    expect(setup.world.oracle.state(alice, { node: 'bob', qubit: 0 })[12]).toBe(1)
    observe(setup, { firstSlot: 1, slots: 2, lead: 975 })
    expect(nextAnswer(setup)).toMatchObject({ type: 'silent' })
    setup.clock.run()
    expect(setup.said.alice).toEqual([])
    expect(setup.world.oracle.state(alice, { node: 'bob', qubit: 0 })[12]).toBe(1)
    // And it works again afterwards.
    expect(playBatch(setup).type).toBe('detected')
  })

  it('of a station closes its windows', () => {
    const setup = twoNodeWorld()
    observe(setup)
    setup.station.reset()
    setup.clock.run()
    expect(setup.said.station).toEqual([])
  })
})

describe('capabilities', () => {
  it('state what the hardware was given, with the working points of its links (DEV-009, DEV-046)', () => {
    const parameters = {
      efficiencyA: 0.002,
      efficiencyB: 0.002,
      photonOverlap: 1,
      phaseContrast: 1,
      operationsContrast: 1
    }
    const setup = twoNodeWorld({
      link: { model: { kind: 'single-click', parameters }, noise: [1e-9, 1e-9] },
      alice: () => ({
        qubits: 3,
        durations: { measure: 10, correct: 20, store: 30, swap: 40, distil: 50, prepare: 60, gate: 70 },
        storage: { memory: linearFlipMemory({ coherenceTimeMilliseconds: 550, flipRatePerSecond: 0.1 }) },
        coherenceTime: 550_000_000
      })
    })
    const { links, ...rest } = setup.alice.capabilities
    expect(rest).toEqual({
      qubits: 3,
      measureDuration: 10,
      correctDuration: 20,
      storeDuration: 30,
      swapping: true,
      swapDuration: 40,
      swapQuality: 1,
      distillation: true,
      distilDuration: 50,
      prepareDuration: 60,
      gateDuration: 70,
      storage: true,
      coherenceTime: 550_000_000
    })
    expect(setup.bob.capabilities).toMatchObject({ storage: false, coherenceTime: Infinity })
    const bare = twoNodeWorld({ alice: () => ({ twoQubitGate: null }) }).alice
    expect(bare.capabilities).toMatchObject({ swapping: false, distillation: false })
    const points = links[0]?.operatingPoints ?? []
    expect(links).toMatchObject([{ link: 7, keep: true }])
    // To first order in the efficiency F = 1 − α and p = 2αη.
    for (const { brightness, fidelity, successProbability } of points) {
      expect(Math.abs(fidelity - (1 - brightness))).toBeLessThan(2e-3)
      expect(successProbability / (2 * brightness * 0.002)).toBeCloseTo(1, 2)
    }
    const given = points.map(({ brightness }) => brightness)
    expect(given).toEqual(given.toSorted((a, b) => a - b))
  })

  it('of a two-click link are one point, per slot and not per attempt', () => {
    const parameters = {
      efficiencyA: 0.6,
      efficiencyB: 0.5,
      photonOverlap: 0.8,
      phaseContrast: 1,
      operationsContrast: 1
    }
    const setup = twoNodeWorld({ seed: 6, link: { model: { kind: 'two-click', parameters } } })
    const point = setup.alice.capabilities.links[0]?.operatingPoints[0]
    const rounds = 3000
    let slots = 0
    let fidelity = 0
    setup.world.onHerald = (herald) => {
      fidelity += herald.fidelity ?? 0
    }
    for (let n = 0; n < rounds; n++) {
      const answer = playBatch(setup, { slots: 5000, brightness: 0.9 })
      if (answer.type === 'detected') slots += answer.slot + 1
      clear(setup)
    }
    const p = point?.successProbability as number
    expect(point?.brightness).toBe(1)
    // The wait of a two-state chain has at most the spread of a geometric wait.
    expect(Math.abs(slots - rounds / p)).toBeLessThan((5 * Math.sqrt(rounds)) / p)
    expect(fidelity / rounds).toBeCloseTo(point?.fidelity as number, 12)
  })
})

describe('randomness', () => {
  it('is the same for the same seed, and a second link moves nobody else’s draws', () => {
    const run = (extra: boolean): unknown[] => {
      const clock = new VirtualClock()
      const world = new World({ clock, random: createRandom('independent') })
      const names = ['a', 'b', 'c'] as const
      const [a, b, c] = names.map((name) => world.addNode({ name, clock, qubits: 2, readoutFlip: 0.1 }))
      const station = world.addStation({ name: 's', clock })
      const optics = {
        model: { kind: 'ideal', parameters: { successProbability: 0.1, fidelity: 0.8, announced: [1, 3] } },
        window: 50,
        guard: 5,
        station: 's',
        photon: { kind: 'gaussian', fullWidthHalfMaximum: 5 }
      } as const
      world.addLink({ ...optics, link: 1, a: { node: 'a' }, b: { node: 'b' } })
      world.addLink({ ...optics, link: 2, a: { node: 'b' }, b: { node: 'c' } })
      const heard: unknown[] = []
      station.listen((result) => {
        if (result.link === 1) heard.push(result)
      })
      for (const device of [a, b]) {
        device?.listen((result) => {
          if (result.type === 'measured' && result.qubit === 0) heard.push(result.outcome.reveal())
        })
      }
      for (let n = 0; n < 200; n++) {
        const arrival = clock.now() + 1000
        const batch = { firstSlot: 0, slots: 50, arrival, period: 1000 }
        for (const device of [a, b]) device?.execute({ type: 'generate', link: 1, qubit: 0, brightness: 1, ...batch })
        if (extra) {
          b?.execute({ type: 'generate', link: 2, qubit: 1, brightness: 1, ...batch })
          c?.execute({ type: 'generate', link: 2, qubit: 0, brightness: 1, ...batch })
          station.execute({ type: 'observe', link: 2, ...batch })
        }
        station.execute({ type: 'observe', link: 1, ...batch })
        clock.run({ until: clock.now() + 60_000 })
        if (n % 2 === 0) {
          for (const device of [a, b]) device?.execute({ type: 'measure', qubit: 0, basis: 1, rotation: null, tag: 0 })
        }
      }
      return heard
    }
    const alone = run(false)
    expect(alone.length).toBeGreaterThan(300)
    expect(run(false)).toEqual(alone)
    expect(run(true)).toEqual(alone)
  })
})

describe('the oracle', () => {
  it('changes nothing by looking', () => {
    const law = linearFlipMemory({ coherenceTimeMilliseconds: 1e-3, flipRatePerSecond: 100 })
    const run = (look: boolean): number[] => {
      const setup = twoNodeWorld({ seed: 12, alice: () => ({ memory: law }), bob: () => ({ memory: law }) })
      const outcomes: number[] = []
      for (let n = 0; n < 300; n++) {
        playBatch(setup)
        for (let k = 0; k < 3; k++) {
          setup.clock.run({ until: setup.clock.now() + 100 })
          if (look) setup.world.oracle.fidelity(alice, { node: 'bob', qubit: 0 }, 0)
        }
        outcomes.push(...measureBoth(setup, 1))
        clear(setup)
      }
      return outcomes
    }
    expect(run(true)).toEqual(run(false))
  })

  it('hears of every herald before the station does', () => {
    const setup = twoNodeWorld({
      link: { model: { kind: 'ideal', parameters: { successProbability: 1, fidelity: 0.75, announced: [3] } } }
    })
    const order: unknown[] = []
    setup.world.onHerald = ({ link, slot, bellIndex, fidelity, state }) => {
      order.push([link, slot, bellIndex, fidelity?.toFixed(12), state?.length])
    }
    setup.station.listen((result) => order.push(result.type))
    generate(setup, setup.alice)
    generate(setup, setup.bob)
    observe(setup)
    setup.clock.run()
    expect(order).toEqual([[7, 0, 3, '0.750000000000', 16], 'detected'])
  })
})

describe('what means nothing is refused by name', () => {
  it('in commands', () => {
    const setup = twoNodeWorld()
    const refusal = (run: () => void, field: string): void =>
      expect(run).toThrow(expect.objectContaining({ code: 'physics.world', field }))
    const batch = { link: 7, firstSlot: 0, slots: 1, arrival: 1000, period: 1000 }
    const train = { type: 'generate', qubit: 0, brightness: 0.5, ...batch } as const
    refusal(() => setup.alice.execute({ ...train, qubit: 2 }), 'qubit')
    refusal(() => setup.alice.execute({ ...train, slots: 0 }), 'slots')
    refusal(() => setup.alice.execute({ ...train, brightness: 1.5 }), 'brightness')
    refusal(() => setup.alice.execute({ ...train, period: 0 }), 'period')
    refusal(() => setup.alice.execute({ ...train, link: 8 }), 'link')
    refusal(() => setup.alice.execute({ type: 'release', qubit: -1 }), 'qubit')
    refusal(() => setup.alice.execute({ type: 'correct', qubit: 0, pauli: 4, tag: 0 }), 'pauli')
    refusal(() => setup.alice.execute({ type: 'measure', qubit: 0, basis: 5, rotation: null, tag: 0 }), 'rotation')
    refusal(() => setup.alice.execute({ type: 'swap', a: 0, b: 2, tag: 0 }), 'qubit')
    refusal(() => setup.alice.execute({ type: 'swap', a: 1, b: 1, tag: 0 }), 'b')
    const step = { type: 'distil', keep: 0, sacrifice: 1, protocol: 'dejmps', side: 0, tag: 0 } as const
    refusal(() => setup.alice.execute({ ...step, sacrifice: 0 }), 'sacrifice')
    refusal(() => setup.alice.execute({ ...step, keep: -1 }), 'qubit')
    refusal(() => setup.alice.execute({ ...step, side: 2 as 0 }), 'side')
    refusal(() => setup.alice.execute({ ...step, protocol: 'best' as 'dejmps' }), 'protocol')
    const bare = twoNodeWorld({ alice: () => ({ twoQubitGate: null }) }).alice
    refusal(() => bare.execute({ type: 'swap', a: 0, b: 1, tag: 0 }), 'type')
    refusal(() => bare.execute(step), 'type')
    refusal(() => setup.station.execute({ type: 'observe', ...batch, slots: 0 }), 'slots')
    refusal(() => setup.station.execute({ type: 'close', link: 9 }), 'link')
  })

  it('in options', () => {
    const refusal = (run: () => void, field: string): void =>
      expect(run).toThrow(expect.objectContaining({ code: 'physics.world', field }))
    refusal(() => twoNodeWorld({ link: { window: 0 } }), 'window')
    refusal(() => twoNodeWorld({ link: { guard: -1 } }), 'guard')
    refusal(() => twoNodeWorld({ link: { noise: [2, 0] } }), 'noise[0]')
    refusal(() => twoNodeWorld({ link: { station: 'nowhere' } }), 'station')
    refusal(() => twoNodeWorld({ link: { b: { node: 'alice' } } }), 'b.node')
    refusal(() => twoNodeWorld({ link: { photon: { kind: 'exponential', decayTime: -1 } } }), 'photon.decayTime')
    refusal(() => twoNodeWorld({ alice: () => ({ readoutFlip: 0.6 }) }), 'readoutFlip')
    refusal(() => twoNodeWorld({ alice: () => ({ twoQubitGate: { depolarising: 1.1 } }) }), 'twoQubitGate.depolarising')
    refusal(() => twoNodeWorld({ alice: () => ({ durations: { swap: -1 } }) }), 'durations.swap')
    refusal(() => twoNodeWorld({ alice: () => ({ qubits: 0 }) }), 'qubits')
    refusal(() => twoNodeWorld({ bob: () => ({ name: 'alice' }) }), 'name')
  })
})
