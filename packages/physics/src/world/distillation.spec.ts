import { BellIndex, doubleSelectionBell, hadamardBell, matrixDistance, parityCheckBell } from '@bellwire/quantum'
import { createRandom } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import { ChainWorld } from '../../test/chain-world.js'
import { perfectMemory } from '../memory/index.js'

const at = (node: number, qubit = 0) => ({ node: `n${node}`, qubit })

/** Factors on X, Y, Z of the Pauli channel that turns Φ+ into a mixture of Bell states, in BellIndex order. */
function mixing([phiPlus, psiPlus, phiMinus, psiMinus]: readonly [number, number, number, number]) {
  return [
    phiPlus + psiPlus - phiMinus - psiMinus,
    phiPlus - psiPlus - phiMinus + psiMinus,
    phiPlus - psiPlus + phiMinus - psiMinus,
    0
  ]
}

function werner(fidelity: number, qubits = 2, seed: number | string = 1): ChainWorld {
  return new ChainWorld({
    nodes: 2,
    qubits,
    random: createRandom(seed),
    link: () => ({ model: { kind: 'ideal', parameters: { successProbability: 1, fidelity } } })
  })
}

function releaseAll(chain: ChainWorld, qubits: number): void {
  for (const device of chain.devices) {
    for (let qubit = 0; qubit < qubits; qubit++) device.execute({ type: 'release', qubit })
  }
}

/** How often two independent errors come to one Bell index. */
function sumOf([first, second]: readonly [readonly number[], readonly number[]], index: number): number {
  return first.reduce((total, share, one) => total + share * second[one ^ index]!, 0)
}

/** By how many sigmas a number of successes is off. */
function sigmas(successes: number, trials: number, p: number): number {
  return Math.abs(successes - trials * p) / Math.sqrt(trials * p * (1 - p))
}

describe('a distillation step', () => {
  it('by DEJMPS of two mixtures of Bell states has the closed form (DEV-044)', () => {
    const first = [0.7, 0.2, 0.05, 0.05] as const
    const second = [0.65, 0.15, 0.1, 0.1] as const
    const chain = new ChainWorld({
      nodes: 2,
      random: createRandom(11),
      node: (k) => ({ storage: { memory: perfectMemory, transfer: mixing(k === 0 ? first : second) } })
    })
    const rounds = 4000
    let successes = 0
    for (let round = 0; round < rounds; round++) {
      chain.herald(0, 0, 0)
      chain.devices[0]!.execute({ type: 'store', qubit: 0, tag: 1 })
      chain.herald(0, 1, 1)
      chain.devices[1]!.execute({ type: 'store', qubit: 1, tag: 1 })
      const [early, late] = round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)
      const one = chain.distil(early, 0, 1, 'dejmps', early)
      chain.wait(700)
      if (one === chain.distil(late, 0, 1, 'dejmps', late)) {
        successes++
        const reached = [0, 1, 2, 3].map((index) => chain.oracle.fidelity(at(0), at(1), index))
        ;[0.736, 0.056, 0.164, 0.044].forEach((share, index) => expect(reached[index]).toBeCloseTo(share, 12))
      }
      releaseAll(chain, 2)
    }
    expect(sigmas(successes, rounds, 0.625)).toBeLessThan(5)
  })

  it('by BBPSSW of two Werner states has the closed form (DEV-044)', () => {
    const chain = werner(0.8, 2, 12)
    const rounds = 4000
    let successes = 0
    for (let round = 0; round < rounds; round++) {
      for (const qubit of [0, 1]) chain.herald(0, qubit, qubit)
      if (chain.distil(0, 0, 1, 'bbpssw', 0) === chain.distil(1, 0, 1, 'bbpssw', 0)) {
        successes++
        expect(chain.oracle.fidelity(at(0), at(1), BellIndex.PhiPlus)).toBeCloseTo(0.83815, 6)
      }
      releaseAll(chain, 2)
    }
    expect(sigmas(successes, rounds, 0.768889)).toBeLessThan(5)
  })

  it('of double selection of three mixtures of Bell states has the closed form, errors of gates included (DEV-044)', () => {
    // Stored at the one end, at the other, and at both.
    const ends = [
      [0.85, 0.05, 0.07, 0.03],
      [0.8, 0.1, 0.04, 0.06]
    ] as const
    const storedAt = [[0], [1], [0, 1]] as const
    const mixtures = [...ends, [0, 1, 2, 3].map((sum) => sumOf(ends, sum))]
    const errors = { gateDepolarising: [0.1, 0.1], readoutFlip: [0, 0] } as const
    const expected = new Float64Array(4)
    const [p, q, r] = mixtures.map((mixture) => Float64Array.from(mixture)) as [
      Float64Array,
      Float64Array,
      Float64Array
    ]
    const success = doubleSelectionBell(p, q, r, expected, errors)
    const wanted = hadamardBell(expected)
    const chain = new ChainWorld({
      nodes: 2,
      qubits: 3,
      random: createRandom(21),
      node: (k) => ({
        twoQubitGate: { depolarising: 0.1 },
        storage: { memory: perfectMemory, transfer: mixing(ends[k]!) }
      })
    })
    const rounds = 1500
    let successes = 0
    for (let round = 0; round < rounds; round++) {
      storedAt.forEach((nodes, qubit) => {
        chain.herald(0, qubit, qubit)
        for (const node of nodes) chain.devices[node]!.execute({ type: 'store', qubit, tag: 1 })
      })
      const [early, late] = round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)
      const one = chain.doubleSelect(early, 0, 1, 2)
      chain.wait(700)
      if (one === chain.doubleSelect(late, 0, 1, 2)) {
        successes++
        const reached = [0, 1, 2, 3].map((index) => chain.oracle.fidelity(at(0), at(1), index))
        reached.forEach((share, index) => expect(share).toBeCloseTo(wanted[index]!, 10))
      }
      releaseAll(chain, 3)
      expect(chain.oracle.livePairs).toBe(0)
    }
    expect(sigmas(successes, rounds, success)).toBeLessThan(5)
  })

  it('after twirls has the closed form of the turned errors, whatever the Pauli operators (DEV-047)', () => {
    const mixture = [0.7, 0.15, 0.1, 0.05] as const
    const chain = new ChainWorld({
      nodes: 2,
      random: createRandom(22),
      node: () => ({ storage: { memory: perfectMemory, transfer: mixing(mixture) } })
    })
    const turned = (turns: number) => {
      // X becomes Y, Y becomes Z, Z becomes X.
      let [phiPlus, x, z, y] = mixture as readonly number[] as [number, number, number, number]
      for (let turn = 0; turn < turns; turn++) [x, y, z] = [z, x, y]
      return Float64Array.of(phiPlus, x, z, y)
    }
    const into = new Float64Array(4)
    for (let keep = 0; keep < 12; keep++) {
      for (let sacrifice = 0; sacrifice < 12; sacrifice++) {
        for (let attempt = 0; attempt < 3; attempt++) {
          for (const qubit of [0, 1]) {
            chain.herald(0, qubit, qubit)
            chain.devices[1]!.execute({ type: 'store', qubit, tag: 1 })
          }
          const one = chain.twirlAndDistil(0, 0, 1, [keep, sacrifice])
          if (one === chain.twirlAndDistil(1, 0, 1, [keep, sacrifice])) {
            parityCheckBell(turned(Math.floor(keep / 4)), turned(Math.floor(sacrifice / 4)), into)
            const reached = [0, 1, 2, 3].map((index) => chain.oracle.fidelity(at(0), at(1), index))
            reached.forEach((share, index) => expect(share).toBeCloseTo(into[index]!, 10))
          }
          releaseAll(chain, 2)
        }
      }
    }
  })

  it('nested has the closed form, though one end does all its steps before the other begins', () => {
    const chain = werner(0.7, 4, 13)
    const steps = [
      [0, 1],
      [2, 3],
      [0, 2]
    ] as const
    const rounds = 1200
    let both = 0
    let nested = 0
    for (let round = 0; round < rounds; round++) {
      for (let qubit = 0; qubit < 4; qubit++) chain.herald(0, qubit, qubit)
      const [ours, theirs] = ([0, 1] as const).map((node) =>
        steps.map(([keep, sacrifice]) => chain.distil(node, keep, sacrifice, 'dejmps', node))
      ) as [number[], number[]]
      const [one, two, last] = steps.map((_, k) => ours[k] === theirs[k])
      if (one && two) {
        both++
        if (last) {
          nested++
          expect(chain.oracle.fidelity(at(0), at(1), BellIndex.PhiPlus)).toBeCloseTo(0.845946, 6)
        }
      }
      releaseAll(chain, 4)
      expect(chain.oracle.livePairs).toBe(0)
    }
    expect(sigmas(both, rounds, 0.68 ** 2)).toBeLessThan(5)
    expect(sigmas(nested, both, 0.640138)).toBeLessThan(5)
  })

  it('done at one end leaves three qubits sharing a state, and at both the kept pair (DEV-045)', () => {
    const chain = werner(1)
    for (const qubit of [0, 1]) chain.herald(0, qubit, qubit)
    const kept = chain.oracle.pair(at(0))!
    const outcome = chain.distil(0, 0, 1, 'bbpssw', 0)
    expect(chain.oracle.pair(at(0))).toEqual(kept)
    expect(chain.oracle.pair(at(0, 1))).toBeNull()
    expect(chain.oracle.pair(at(1, 1))).toBeNull()
    expect(chain.oracle.livePairs).toBe(1)
    // The spent qubit is in the state found, whatever becomes of the others.
    expect(chain.oracle.joint([at(0, 1)]).data[0]).toBeCloseTo(1 - outcome, 12)
    // Together they are (|000⟩ + |111⟩)/√2 or so: each two of them share a classical bit and no more.
    expect(chain.oracle.fidelity(at(0), at(1), BellIndex.PhiPlus)).toBeCloseTo(0.5, 12)
    expect(chain.distil(1, 0, 1, 'bbpssw', 1)).toBe(outcome)
    expect(chain.oracle.pair(at(0))).toEqual(kept)
    expect(chain.oracle.fidelity(at(0), at(1), BellIndex.PhiPlus)).toBeCloseTo(1, 12)
    expect(chain.measure(0, 1, 0)).toBe(outcome)
    expect(chain.oracle.fidelity(at(0), at(1), BellIndex.PhiPlus)).toBeCloseTo(1, 12)
  })

  it('that the other end never does leaves two qubits that nobody has announced, and then nothing', () => {
    const chain = werner(1)
    for (const qubit of [0, 1]) chain.herald(0, qubit, qubit)
    chain.distil(0, 0, 1, 'bbpssw', 0)
    chain.devices[1]!.execute({ type: 'release', qubit: 0 })
    expect(chain.oracle.pair(at(0))).toMatchObject({ partner: at(1, 1), link: -1, bellIndex: -1 })
    expect(chain.oracle.livePairs).toBe(1)
    chain.devices[1]!.reset()
    expect(chain.oracle.pair(at(0))).toBeNull()
    expect(chain.oracle.livePairs).toBe(0)
  })

  it('with a qubit alone for the kept one leaves that sharing a state with the other end', () => {
    const chain = werner(1)
    chain.herald(0, 0, 0)
    chain.wait(5000)
    chain.distil(0, 1, 0, 'dejmps', 0)
    chain.wait(300)
    expect(chain.oracle.pair(at(0, 1))).toMatchObject({ partner: at(1), link: -1, bellIndex: -1, age: 300 })
    chain.measure(1, 0, 0)
    expect(chain.oracle.pair(at(0, 1))).toBeNull()
    // Of two qubits alone nothing is shared.
    releaseAll(chain, 2)
    expect(chain.distil(0, 0, 1, 'bbpssw', 0)).toBe(0)
    expect(chain.oracle.pair(at(0))).toBeNull()
    expect(chain.oracle.livePairs).toBe(0)
  })

  it('of double selection takes qubits as they are: alone, and halves of pairs', () => {
    const chain = werner(1, 3)
    releaseAll(chain, 3)
    for (const pairs of [[], [0], [1], [2], [1, 2], [0, 2]]) {
      for (const qubit of pairs) chain.herald(0, qubit, qubit)
      chain.doubleSelect(0, 0, 1, 2)
      for (const qubit of [1, 2]) expect(chain.oracle.pair(at(0, qubit))).toBeNull()
      releaseAll(chain, 3)
      expect(chain.oracle.livePairs).toBe(0)
    }
  })

  it('lets a swap at the other end come first', () => {
    const outcomes = new Set<number>()
    const found = new Set<number>()
    for (let seed = 0; seed < 24; seed++) {
      const chain = new ChainWorld({ nodes: 3, qubits: 3, random: createRandom(seed) })
      for (const qubit of [0, 1]) chain.herald(0, qubit, qubit)
      chain.herald(1, 2, 0)
      chain.distil(0, 0, 1, 'bbpssw', 0)
      const outcome = seed % 2 === 0 ? chain.swap(1, 0, 2) : chain.swap(1, 2, 0)
      outcomes.add(outcome)
      expect(chain.oracle.pair(at(0))).toMatchObject({ partner: at(2), link: -1, bellIndex: outcome })
      expect(chain.oracle.livePairs).toBe(1)
      expect(chain.oracle.fidelity(at(0), at(2), outcome)).toBeCloseTo(0.5, 12)
      // The three share a state like (|000⟩ + |111⟩)/√2: measured in X, the third gives the other two its phase.
      const phase = chain.measure(1, 1, 1)
      found.add(phase)
      expect(chain.oracle.pair(at(2))).toMatchObject({ partner: at(0), bellIndex: outcome })
      expect(chain.oracle.fidelity(at(0), at(2), outcome ^ (2 * phase))).toBeCloseTo(1, 12)
      releaseAll(chain, 3)
      expect(chain.oracle.livePairs).toBe(0)
    }
    expect([outcomes.size, found.size]).toEqual([4, 2])
  })

  it('is answered once, after its time, unless the hardware is reset before (DEV-040)', () => {
    const chain = new ChainWorld({ nodes: 2, node: () => ({ durations: { distil: 800 } }) })
    const step = { type: 'distil', keep: 0, sacrifice: 1, protocol: 'dejmps', side: 0, tag: 5 } as const
    chain.devices[0]!.execute(step)
    chain.wait(799)
    expect(chain.said[0]).toEqual([])
    chain.wait(10_000)
    expect(chain.said[0]).toMatchObject([{ type: 'distilled', keep: 0, sacrifice: 1, tag: 5 }])
    chain.devices[0]!.execute(step)
    chain.devices[0]!.reset()
    chain.wait(10_000)
    expect(chain.said[0]).toHaveLength(1)
  })

  it('reads its qubit as wrongly as a measurement does', () => {
    const readoutFlip = 0.1
    const chain = new ChainWorld({ nodes: 2, random: createRandom(16), node: () => ({ readoutFlip }) })
    const rounds = 3000
    let differ = 0
    for (let round = 0; round < rounds; round++) {
      for (const qubit of [0, 1]) chain.herald(0, qubit, qubit)
      if (chain.distil(0, 0, 1, 'dejmps', 0) !== chain.distil(1, 0, 1, 'dejmps', 1)) differ++
      expect(chain.oracle.fidelity(at(0), at(1), BellIndex.PhiPlus)).toBeCloseTo(1, 12)
      releaseAll(chain, 2)
    }
    expect(sigmas(differ, rounds, 2 * readoutFlip * (1 - readoutFlip))).toBeLessThan(5)
  })

  it('that would join more than 8 qubits is refused, and nothing has changed', () => {
    const chain = werner(0.9, 8, 17)
    for (let qubit = 0; qubit < 7; qubit++) chain.herald(0, qubit, qubit)
    for (let qubit = 1; qubit < 6; qubit++) chain.distil(0, 0, qubit, 'dejmps', 0)
    const shared = [at(0), ...[0, 1, 2, 3, 4, 5].map((qubit) => at(1, qubit))]
    const before = chain.oracle.joint(shared)
    const refused = expect.objectContaining({ code: 'physics.world', field: 'sacrifice' })
    expect(() => chain.distil(0, 0, 6, 'dejmps', 0)).toThrow(refused)
    expect(() => chain.swap(0, 0, 6)).toThrow(expect.objectContaining({ code: 'physics.world', field: 'b' }))
    expect(matrixDistance(chain.oracle.joint(shared).data, before.data)).toBe(0)
    expect(chain.oracle.fidelity(at(0, 6), at(1, 6), BellIndex.PhiPlus)).toBeCloseTo(0.9, 12)
    // The other end does its part, and the states are pairs again.
    for (let qubit = 1; qubit < 6; qubit++) chain.distil(1, 0, qubit, 'dejmps', 1)
    expect(chain.oracle.livePairs).toBe(2)
    chain.distil(0, 0, 6, 'dejmps', 0)
  })
})
