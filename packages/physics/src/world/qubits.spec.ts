import { pairCorrelator, pairFidelity } from '@bellwire/quantum'
import { describe, expect, it } from 'vitest'
import { linearFlipMemory, relaxationMemory, transferFactors } from '../memory/index.js'
import {
  clear,
  generate,
  measureBoth,
  observe,
  playBatch,
  twoNodeWorld,
  type TwoNodeWorld
} from '../../test/two-node-world.js'

const alice = { node: 'alice', qubit: 0 }
const bob = { node: 'bob', qubit: 0 }

function wait(setup: TwoNodeWorld, nanoseconds: number): void {
  setup.clock.run({ until: setup.clock.now() + nanoseconds })
}

function transfer(z: number): Float64Array {
  const out = new Float64Array(4)
  transferFactors(z, out)
  return out
}

/** A pair in Φ+, heralded just now. */
function withPair(setup: TwoNodeWorld): TwoNodeWorld {
  expect(playBatch(setup).type).toBe('detected')
  return setup
}

describe('a stored pair', () => {
  const law = linearFlipMemory({ coherenceTimeMilliseconds: 550, flipRatePerSecond: 0.557 })
  const storage = { memory: law }

  it('follows the law of the pair whenever it is looked at', () => {
    const setup = withPair(
      twoNodeWorld({
        alice: () => ({ storage: { ...storage, transfer: transfer(0.9782) } }),
        bob: () => ({ storage })
      })
    )
    for (const device of [setup.alice, setup.bob]) device.execute({ type: 'store', qubit: 0, tag: 4 })
    expect(setup.said.alice).toEqual([{ type: 'stored', qubit: 0, tag: 4 }])
    const expected = (seconds: number): number =>
      (1 + 0.9782 * Math.max(0, 1 - 0.557 * seconds) + (1 + 0.9782) * Math.exp(-seconds / 0.55)) / 4
    const looks = [0, 0.1, 0.25, 1, 1.7, 2.5]
    let passed = 0
    for (const seconds of looks) {
      wait(setup, Math.round((seconds - passed) * 1e9))
      passed = seconds
      expect(setup.world.oracle.fidelity(alice, bob, 0)).toBeCloseTo(expected(seconds), 12)
      // A correction touches the qubit, and two of them change nothing.
      for (const tag of [1, 2]) setup.alice.execute({ type: 'correct', qubit: 0, pauli: 3, tag })
      expect(setup.world.oracle.fidelity(alice, bob, 0)).toBeCloseTo(expected(seconds), 12)
    }
    expect(setup.world.oracle.pair(alice)).toMatchObject({
      id: 1,
      link: 7,
      partner: bob,
      bellIndex: 0,
      age: 2.5e9 + 25
    })
  })

  it('shows the law in its measured correlators', () => {
    const setup = twoNodeWorld({
      seed: 5,
      alice: () => ({ storage, readoutFlip: 0.02, durations: { measure: 1000, store: 2000 } }),
      bob: () => ({ storage, readoutFlip: 0.03 })
    })
    const rounds = 8000
    let [xx, zz] = [0, 0]
    for (let n = 0; n < rounds; n++) {
      withPair(setup)
      for (const device of [setup.alice, setup.bob]) device.execute({ type: 'store', qubit: 0, tag: 0 })
      wait(setup, 200_002_000)
      const basis = n % 2 === 0 ? 1 : 0
      const [a, b] = measureBoth(setup, basis)
      if (basis === 1) xx += a === b ? 1 : -1
      else zz += a === b ? 1 : -1
      clear(setup)
    }
    const readout = (1 - 2 * 0.02) * (1 - 2 * 0.03)
    // Side B is measured a microsecond after A and was stored 2 µs longer: parts in 10⁵ of the decay.
    for (const [sum, mean] of [
      [xx, readout * Math.exp(-0.2 / 0.55)],
      [zz, readout * (1 - 0.557 * 0.2)]
    ] as const) {
      expect(Math.abs(sum / (rounds / 2) - mean)).toBeLessThan(5 * Math.sqrt((1 - mean * mean) / (rounds / 2)))
    }
  })

  it('counts its storage age from the end of the transfer, and a second store changes nothing (DEV-004, DEV-005)', () => {
    const setup = withPair(
      twoNodeWorld({
        alice: () => ({ storage, durations: { store: 50_000_000 } }),
        bob: () => ({})
      })
    )
    setup.alice.execute({ type: 'store', qubit: 0, tag: 9 })
    setup.bob.execute({ type: 'store', qubit: 0, tag: 9 })
    expect(setup.said.bob).toEqual([{ type: 'stored', qubit: 0, tag: 9 }])
    expect(setup.said.alice).toEqual([])
    wait(setup, 50_000_000)
    expect(setup.said.alice).toEqual([{ type: 'stored', qubit: 0, tag: 9 }])
    expect(setup.world.oracle.fidelity(alice, bob, 0)).toBeCloseTo(1, 12)
    wait(setup, 100_000_000)
    setup.alice.execute({ type: 'store', qubit: 0, tag: 10 })
    const state = setup.world.oracle.state(alice, bob)
    expect(state[5]).toBeCloseTo(Math.exp(-0.1 / 1.1), 12)
    expect(state[15]).toBeCloseTo(Math.sqrt(1 - 0.0557), 12)
  })
})

describe('an unstored pair', () => {
  it('relaxes toward the ground state from its herald on', () => {
    const law = relaxationMemory({
      relaxationTimeMilliseconds: 10,
      coherenceTimeMilliseconds: 5,
      equilibriumPolarisation: 1
    })
    const setup = withPair(twoNodeWorld({ alice: () => ({ memory: law }) }))
    wait(setup, 3_000_000 - 25)
    const state = setup.world.oracle.state(alice, bob)
    expect(state[12]).toBeCloseTo(1 - Math.exp(-0.3), 12)
    expect(state[15]).toBeCloseTo(Math.exp(-0.3), 12)
    expect(state[5]).toBeCloseTo(Math.exp(-0.6), 12)
  })
})

describe('measuring', () => {
  it('collapses the partner, which then lives alone', () => {
    const setup = withPair(twoNodeWorld({ seed: 8 }))
    setup.alice.execute({ type: 'measure', qubit: 0, basis: 3, rotation: null, tag: 1 })
    const measured = setup.said.alice[0]
    if (measured?.type !== 'measured') throw new Error('no outcome')
    expect(setup.world.oracle.pair(bob)).toBeNull()
    expect(setup.world.oracle.livePairs).toBe(0)
    const sign = 1 - 2 * measured.outcome.reveal()
    const state = setup.world.oracle.state(alice, bob)
    for (const at of [1, 3]) expect(state[at]).toBeCloseTo(sign * Math.SQRT1_2, 12)
    // Again, and at the partner: the same outcome for certain.
    for (const device of [setup.alice, setup.bob]) {
      device.execute({ type: 'measure', qubit: 0, basis: 3, rotation: null, tag: 2 })
    }
    for (const answer of [setup.said.alice[1], setup.said.bob[0]]) {
      expect(answer?.type === 'measured' && answer.outcome.reveal()).toBe(measured.outcome.reveal())
    }
  })

  it('along turned axes gives the correlator of the directions (DEV-011)', () => {
    const setup = twoNodeWorld({ seed: 9 })
    const rotation = { x1: 0.3, y: -0.7, x2: 1.1 }
    const rounds = 6000
    let sum = 0
    let expected = 0
    for (let n = 0; n < rounds; n++) {
      withPair(setup)
      // Rx(x2)Ry(y)Rx(x1) first, then Z: the direction follows from the three rotations one by one.
      const [x, y, z] = [
        -Math.cos(1.1) * Math.sin(-0.7),
        Math.sin(1.1) * Math.cos(0.3) + Math.cos(1.1) * Math.cos(-0.7) * Math.sin(0.3),
        Math.cos(1.1) * Math.cos(-0.7) * Math.cos(0.3) - Math.sin(1.1) * Math.sin(0.3)
      ]
      expected = pairCorrelator(setup.world.oracle.state(alice, bob), [x, y, z], [-Math.SQRT1_2, 0, Math.SQRT1_2])
      const before = setup.said.alice.length
      setup.alice.execute({ type: 'measure', qubit: 0, basis: 5, rotation, tag: 0 })
      setup.bob.execute({ type: 'measure', qubit: 0, basis: 4, rotation: null, tag: 0 })
      const [a, b] = [setup.said.alice[before], setup.said.bob[before]]
      if (a?.type !== 'measured' || b?.type !== 'measured') throw new Error('no outcome')
      sum += a.outcome.reveal() === b.outcome.reveal() ? 1 : -1
      clear(setup)
    }
    expect(Math.abs(sum / rounds - expected)).toBeLessThan(5 * Math.sqrt((1 - expected ** 2) / rounds))
  })

  it('of a qubit without a pair finds its own state (DEV-010)', () => {
    const setup = twoNodeWorld({ seed: 10 })
    for (let n = 0; n < 20; n++) expect(measureBoth(setup, 0)).toEqual([0, 0])
    let ones = 0
    for (let n = 0; n < 4000; n++) {
      setup.alice.execute({ type: 'release', qubit: 0 })
      ones += measureBoth(setup, 1)[0]
    }
    expect(Math.abs(ones - 2000)).toBeLessThan(5 * Math.sqrt(1000))
  })

  it('keeps its outcome a secret wherever it is printed (DEV-020)', () => {
    const setup = withPair(twoNodeWorld())
    measureBoth(setup, 0)
    expect(JSON.stringify(setup.said.alice[0])).toBe('{"type":"measured","qubit":0,"tag":1,"outcome":"[secret]"}')
  })
})

describe('corrections and releases', () => {
  it('turn the announced state into Φ+', () => {
    for (const announced of [0, 1, 2, 3] as const) {
      const setup = withPair(
        twoNodeWorld({
          link: {
            model: { kind: 'ideal', parameters: { successProbability: 1, fidelity: 0.9, announced: [announced] } }
          },
          bob: () => ({ durations: { correct: 300 } })
        })
      )
      setup.bob.execute({ type: 'correct', qubit: 0, pauli: announced, tag: 6 })
      expect(setup.said.bob).toEqual([])
      wait(setup, 300)
      expect(setup.said.bob).toEqual([{ type: 'corrected', qubit: 0, tag: 6 }])
      const state = setup.world.oracle.state(bob, alice)
      expect(pairFidelity(state, 0)).toBeCloseTo(0.9, 12)
    }
  })

  it('of one side leave the other with its own part', () => {
    const setup = withPair(
      twoNodeWorld({
        link: {
          model: {
            kind: 'single-click',
            parameters: { efficiencyA: 1, efficiencyB: 1, photonOverlap: 1, phaseContrast: 1, operationsContrast: 1 }
          },
          noise: [1, 0]
        }
      })
    )
    const before = setup.world.oracle.state(alice, bob)
    setup.alice.execute({ type: 'release', qubit: 0 })
    const after = setup.world.oracle.state(alice, bob)
    for (let j = 0; j < 4; j++) {
      expect(after[j]).toBeCloseTo(before[j] as number, 12)
      expect(after[12 + j]).toBeCloseTo(before[j] as number, 12)
    }
    expect(setup.world.oracle.livePairs).toBe(0)
  })

  it('leave other qubits alone', () => {
    const setup = withPair(twoNodeWorld())
    generate(setup, setup.alice, { qubit: 1, firstSlot: 1 })
    generate(setup, setup.bob, { qubit: 1, firstSlot: 1 })
    observe(setup, { firstSlot: 1 })
    wait(setup, 5000)
    setup.alice.execute({ type: 'release', qubit: 1 })
    expect(setup.world.oracle.fidelity(alice, bob, 0)).toBeCloseTo(1, 12)
    expect(setup.world.oracle.pair(alice)?.id).toBe(1)
    expect(setup.world.oracle.pair({ node: 'bob', qubit: 1 })).toBeNull()
  })
})
