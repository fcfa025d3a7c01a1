import { wernerChainFidelity } from '@bellwire/quantum'
import { createRandom } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import { ChainWorld } from '../../test/chain-world.js'
import { chiSquareSigmas } from '../../test/statistics.js'
import { clear, generate, nextAnswer, observe, twoNodeWorld } from '../../test/two-node-world.js'
import { linearFlipMemory } from '../memory/index.js'

const at = (node: number, qubit = 0) => ({ node: `n${node}`, qubit })

function announcing(...indices: readonly number[]) {
  return (link: number) => ({
    model: {
      kind: 'ideal',
      parameters: { successProbability: 1, fidelity: 1, announced: [indices[link]! as 0 | 1 | 2 | 3] }
    } as const
  })
}

/** Three nodes, a pair on either side of the middle one: in its qubits 0 and 1. */
function twoPairs(chain: ChainWorld, brightness?: number): ChainWorld {
  chain.herald(0, 0, 0, brightness)
  chain.herald(1, 1, 0, brightness)
  return chain
}

function releaseAll(chain: ChainWorld): void {
  for (const device of chain.devices) for (const qubit of [0, 1]) device.execute({ type: 'release', qubit })
}

describe('a swap', () => {
  it('of Bell states leaves the outer qubits in the XOR of both indices and the outcome (DEV-040, DEV-041)', () => {
    const seen = new Set<number>()
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < 4; j++) {
        const random = createRandom(`swap ${i} ${j}`)
        const chain = twoPairs(
          new ChainWorld({ nodes: 3, random, link: announcing(i, j), node: () => ({ durations: { swap: 500 } }) })
        )
        const before = chain.oracle.pair(at(2))!.id
        chain.devices[1]!.execute({ type: 'swap', a: 0, b: 1, tag: 9 })
        expect(chain.said[1]).toEqual([])
        expect(chain.oracle.livePairs).toBe(1)
        chain.wait(10_000)
        const [answer, ...more] = chain.said[1]!
        expect(answer).toMatchObject({ type: 'swapped', a: 0, b: 1, tag: 9 })
        expect(more).toEqual([])
        if (answer?.type !== 'swapped') throw new Error('not swapped')
        seen.add(answer.outcome)
        const bellIndex = i ^ j ^ answer.outcome
        expect(chain.oracle.fidelity(at(0), at(2), bellIndex)).toBeCloseTo(1, 12)
        const view = { id: before + 1, link: -1, bellIndex, age: 10_000 }
        expect(chain.oracle.pair(at(0))).toEqual({ ...view, partner: at(2) })
        expect(chain.oracle.pair(at(2))).toEqual({ ...view, partner: at(0) })
      }
    }
    expect([...seen].toSorted((x, y) => x - y)).toEqual([0, 1, 2, 3])
  })

  it('leaves its qubits in the eigenstates of Z that its circuit has found, bit 1 in the first one (DEV-043)', () => {
    const chain = new ChainWorld({ nodes: 3, random: createRandom(5) })
    for (let round = 0; round < 20; round++) {
      twoPairs(chain)
      const outcome = chain.swap(1, 1, 0)
      for (const qubit of [0, 1]) expect(chain.oracle.pair(at(1, qubit))).toBeNull()
      expect(chain.measure(1, 1, 0)).toBe(outcome >> 1)
      expect(chain.measure(1, 0, 0)).toBe(outcome & 1)
      expect(chain.oracle.fidelity(at(0), at(2), outcome)).toBeCloseTo(1, 12)
      releaseAll(chain)
      expect(chain.oracle.livePairs).toBe(0)
    }
  })

  it('is not answered after a reset, and has happened all the same (DEV-040)', () => {
    const chain = twoPairs(new ChainWorld({ nodes: 3, node: () => ({ durations: { swap: 500 } }) }))
    chain.devices[1]!.execute({ type: 'swap', a: 0, b: 1, tag: 1 })
    chain.devices[1]!.reset()
    chain.wait(1000)
    expect(chain.said[1]).toEqual([])
    expect(chain.oracle.pair(at(0))).toMatchObject({ partner: at(2) })
  })

  it('in a chain of Werner states gives the closed form, in any order of the nodes', () => {
    const golden = new Map([
      [2, 0.960533],
      [4, 0.923142],
      [8, 0.854161]
    ])
    for (const [links, fidelity] of golden) {
      for (const order of ['along', 'back', 'halves'] as const) {
        const chain = new ChainWorld({
          nodes: links + 1,
          random: createRandom(`${links} ${order}`),
          link: () => ({ model: { kind: 'ideal', parameters: { successProbability: 1, fidelity: 0.98 } } })
        })
        for (let link = 0; link < links; link++) chain.herald(link, 1, 0)
        const inner = Array.from({ length: links - 1 }, (_, k) => k + 1)
        if (order === 'back') inner.reverse()
        if (order === 'halves') inner.sort((x, y) => (y % 2) - (x % 2))
        for (const node of inner) {
          if (node % 2 === 0) chain.swap(node, 0, 1)
          else chain.swap(node, 1, 0)
        }
        const view = chain.oracle.pair(at(0, 1))!
        expect(view.partner).toEqual(at(links))
        const reached = chain.oracle.fidelity(at(0, 1), at(links), view.bellIndex)
        expect(reached).toBeCloseTo(wernerChainFidelity(0.98, links), 12)
        expect(reached).toBeCloseTo(fidelity, 5)
        expect(chain.oracle.livePairs).toBe(1)
      }
    }
  })

  it('of single-click pairs has outcomes that are not equally likely (DEV-042)', () => {
    const alpha = 0.17
    const parameters = {
      efficiencyA: 1e-3,
      efficiencyB: 1e-3,
      photonOverlap: 1,
      phaseContrast: 1,
      operationsContrast: 1
    }
    const chain = new ChainWorld({
      nodes: 3,
      random: createRandom(17),
      link: () => ({ model: { kind: 'single-click', parameters } })
    })
    const rounds = 40_000
    const counts = [0, 0, 0, 0]
    let [sum, squares] = [0, 0]
    for (let round = 0; round < rounds; round++) {
      twoPairs(chain, alpha)
      const outcome = chain.swap(1, 0, 1)
      counts[outcome]!++
      if (round % 8 === 0) {
        const fidelity = chain.oracle.fidelity(at(0), at(2), chain.oracle.pair(at(0))!.bellIndex)
        sum += fidelity
        squares += fidelity ** 2
      }
      releaseAll(chain)
    }
    const expected = [0.2572, 0.2428, 0.2572, 0.2428].map((p) => p * rounds)
    expect(chiSquareSigmas(counts, expected)).toBeLessThan(5)
    // Equal outcomes are excluded as clearly.
    expect(
      chiSquareSigmas(
        counts,
        [1, 1, 1, 1].map((p) => (p * rounds) / 4)
      )
    ).toBeGreaterThan(8)
    // On average over the outcomes XX, YY and ZZ of the two pairs multiply; to first order in the efficiency.
    const looks = rounds / 8
    const mean = sum / looks
    const fidelity = (1 + (1 - 2 * alpha) ** 2 + 2 * (1 - alpha) ** 2) / 4
    expect(Math.abs(mean - fidelity)).toBeLessThan(5 * Math.sqrt((squares / looks - mean ** 2) / looks) + 1e-3)
  })

  it('with a qubit alone teleports it', () => {
    const chain = new ChainWorld({ nodes: 2, random: createRandom(3), link: announcing(2) })
    const outcomes = new Set<number>()
    for (let round = 0; round < 40; round++) {
      chain.herald(0, 0, 0)
      const basis = ([0, 1, 2, 3, 4] as const)[round % 5]!
      const sign = 1 - 2 * chain.measure(0, 1, basis)
      const outcome = round % 2 === 0 ? chain.swap(0, 0, 1) : chain.swap(0, 1, 0)
      outcomes.add(outcome)
      expect(chain.oracle.livePairs).toBe(0)
      chain.devices[1]!.execute({ type: 'correct', qubit: 0, pauli: 2 ^ outcome, tag: 1 })
      expect(chain.measure(1, 0, basis)).toBe((1 - sign) / 2)
      releaseAll(chain)
    }
    expect(outcomes.size).toBe(4)
  })

  it('of both halves of one pair reports its Bell index, and of two qubits alone what their states allow', () => {
    for (let seed = 0; seed < 12; seed++) {
      // Two pairs of the same two nodes: the first swap brings both halves of a pair together.
      const near = new ChainWorld({ nodes: 2, random: createRandom(seed), link: announcing(seed % 4) })
      for (const qubit of [0, 1]) near.herald(0, qubit, qubit)
      const outcome = near.swap(0, 0, 1)
      expect(near.oracle.pair(at(1, 0))).toMatchObject({ partner: at(1, 1), bellIndex: outcome })
      expect(near.swap(1, 1, 0)).toBe(outcome)
      expect(near.oracle.livePairs).toBe(0)
    }
    const chain = new ChainWorld({ nodes: 2, random: createRandom(8) })
    const counts = [0, 0, 0, 0]
    for (let round = 0; round < 400; round++) {
      // |00⟩ is (Φ+ + Φ−)/√2.
      counts[chain.swap(0, 0, 1)]!++
      for (const qubit of [0, 1]) chain.devices[0]!.execute({ type: 'release', qubit })
    }
    expect([counts[1], counts[3]]).toEqual([0, 0])
    expect(Math.abs(counts[0]! - 200)).toBeLessThan(5 * 10)
  })

  it('leaves each outer qubit its own history of decay', () => {
    const [coherence, flips] = [0.55, 0.557]
    const law = linearFlipMemory({ coherenceTimeMilliseconds: 1e3 * coherence, flipRatePerSecond: flips })
    const chain = new ChainWorld({ nodes: 3, random: createRandom(4), node: () => ({ storage: { memory: law } }) })
    const store = (node: number, qubit: number): void => chain.devices[node]!.execute({ type: 'store', qubit, tag: 0 })
    chain.herald(0, 0, 0)
    store(0, 0)
    const [storedA, waits] = [chain.clock.now(), 200_000_000]
    chain.wait(30_000_000)
    store(1, 0)
    chain.wait(waits)
    chain.herald(1, 1, 0)
    store(1, 1)
    store(2, 0)
    const storedC = chain.clock.now()
    chain.wait(50_000_000)
    const swapped = chain.clock.now()
    const outcome = chain.swap(1, 0, 1)
    for (const later of [0, 100_000_000, 400_000_000]) {
      chain.wait(later)
      const now = chain.clock.now()
      const seconds = [now - storedA, swapped - storedA - 30_000_000, swapped - storedC, now - storedC].map(
        (t) => t / 1e9
      )
      const xx = seconds.reduce((product, t) => product * Math.exp(-t / (2 * coherence)), 1)
      const zz = seconds.reduce((product, t) => product * Math.sqrt(1 - flips * t), 1)
      expect(chain.oracle.fidelity(at(0), at(2), outcome)).toBeCloseTo((1 + zz + 2 * xx) / 4, 12)
    }
  })

  it('of a qubit whose photon is still on its way takes it its part in the herald', () => {
    const setup = twoNodeWorld({ link: { a: { node: 'alice', flightTime: 600 }, b: { node: 'bob' } } })
    const acts = [
      { type: 'swap', a: 0, b: 1, tag: 1 },
      { type: 'swap', a: 1, b: 0, tag: 1 },
      { type: 'distil', keep: 0, sacrifice: 1, protocol: 'dejmps', side: 0, tag: 1 },
      { type: 'distil', keep: 1, sacrifice: 0, protocol: 'dejmps', side: 0, tag: 1 }
    ] as const
    for (const act of [null, ...acts]) {
      for (const device of [setup.alice, setup.bob]) generate(setup, device)
      observe(setup)
      setup.clock.run({ until: setup.clock.now() + 500 })
      if (act !== null) setup.alice.execute(act)
      expect(nextAnswer(setup).type).toBe('detected')
      expect(setup.world.oracle.livePairs).toBe(act === null ? 1 : 0)
      clear(setup)
      clear(setup, 1)
    }
  })

  it('by an imperfect gate and readout has the closed form of both', () => {
    const [depolarising, readoutFlip] = [0.1, 0.04]
    const chain = new ChainWorld({
      nodes: 3,
      random: createRandom(6),
      link: announcing(1, 3),
      node: () => ({ twoQubitGate: { depolarising }, readoutFlip })
    })
    const flips = [0, 0, 0, 0]
    const outcomes = [0, 0, 0, 0]
    const rounds = 6000
    for (let round = 0; round < rounds; round++) {
      twoPairs(chain)
      const outcome = chain.swap(1, 0, 1)
      outcomes[outcome]!++
      const { bellIndex } = chain.oracle.pair(at(0))!
      expect(bellIndex).toBe(1 ^ 3 ^ outcome)
      const fidelities = [0, 1, 2, 3].map((wrong) => chain.oracle.fidelity(at(0), at(2), bellIndex ^ wrong))
      const wrong = fidelities.indexOf(Math.max(...fidelities))
      expect(fidelities[wrong]).toBeCloseTo(1 - (3 * depolarising) / 4, 12)
      flips[wrong]!++
      releaseAll(chain)
    }
    const right = 1 - readoutFlip
    const shares = [right ** 2, readoutFlip * right, readoutFlip * right, readoutFlip ** 2]
    expect(
      chiSquareSigmas(
        flips,
        shares.map((p) => p * rounds)
      )
    ).toBeLessThan(5)
    expect(
      chiSquareSigmas(
        outcomes,
        [1, 1, 1, 1].map((p) => (p * rounds) / 4)
      )
    ).toBeLessThan(5)
  })

  it('draws from a stream of its own, so that measurements elsewhere in the run stay as they are', () => {
    const run = (swaps: boolean): number[] => {
      const chain = new ChainWorld({
        nodes: 3,
        qubits: 4,
        random: createRandom('own'),
        node: () => ({ readoutFlip: 0.3 })
      })
      return Array.from({ length: 60 }, () => {
        if (swaps) chain.swap(1, 2, 3)
        chain.herald(0, 0, 0)
        return chain.measure(1, 0, 1)
      })
    }
    expect(run(true)).toEqual(run(false))
  })
})
