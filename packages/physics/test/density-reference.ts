import {
  affineChannel,
  applyChannel,
  basisDirections,
  combineMatrices,
  complexMatrix,
  type DensityMatrix,
  densityMatrixOf,
  depolarisingChannel,
  densityTrace,
  Gate,
  krausMap,
  normaliseDensityMatrix,
  pairToDensity,
  pauliMatrices,
  rotationGate,
  tensorProduct,
  unitaryChannel
} from '@bellwire/quantum'
import type { MemoryLaw } from '../src/memory/law.js'
import type { Heralded } from './chain-world.js'

export interface ReferenceNode {
  readonly memory: MemoryLaw | null
  readonly storage: MemoryLaw
  readonly transfer: readonly [number, number, number, number]
  readonly depolarising: number
}

interface History {
  birth: number
  stored: boolean
}

/**
 * Four pairs or fewer as one density matrix of all their qubits, to hold the world against. It knows nothing of pairs
 * and groups, never takes a qubit out, brings the decay of every qubit up to date at every step, and does the
 * operations as circuits.
 */
export class DensityReference {
  state: DensityMatrix
  /** Product of the probabilities of all outcomes: what rounding errors are divided by. */
  likelihood = 1
  readonly #history: History[]
  #time: number

  /** @param nodes of each qubit, in the order a0, b0, a1, b1, … */
  constructor(
    pairs: readonly Heralded[],
    private readonly nodes: readonly ReferenceNode[]
  ) {
    this.state = pairs.map(({ state }) => pairToDensity(state)).reduce((all, pair) => tensorProduct(all, pair))
    this.#history = pairs.flatMap(({ time }) => [
      { birth: time, stored: false },
      { birth: time, stored: false }
    ])
    this.#time = -1
  }

  /** Lets all qubits decay. */
  advance(now: number): void {
    const factors = new Float64Array(4)
    this.#history.forEach(({ birth, stored }, qubit) => {
      const { memory, storage } = this.nodes[qubit]!
      const law = stored ? storage : memory
      const before = Math.max(0, this.#time - birth)
      if (law === null || now <= birth) return
      law.factors(before, now - birth, factors)
      this.#affine(qubit, factors)
    })
    this.#time = now
  }

  #affine(qubit: number, factors: ArrayLike<number>): void {
    applyChannel(this.state, affineChannel(factors[0]!, factors[1]!, factors[2]!, factors[3]!), [qubit])
  }

  store(qubit: number): void {
    const history = this.#history[qubit]!
    if (history.stored) return
    this.#affine(qubit, this.nodes[qubit]!.transfer)
    history.stored = true
    history.birth = this.#time
  }

  correct(qubit: number, pauli: number): void {
    applyChannel(this.state, unitaryChannel([Gate.I, Gate.X, Gate.Z, Gate.Y][pauli]!), [qubit])
  }

  /** Puts a fresh qubit of ⟨Z⟩ = z in the place of one. */
  replace(qubit: number, z: number): void {
    this.#affine(qubit, [0, 0, 0, z])
    this.#history[qubit] = { birth: this.#time, stored: false }
  }

  /** Probabilities of the outcomes of measuring along a basis. */
  probabilities(qubit: number, basis: number): readonly [number, number] {
    return [0, 1].map((outcome) => densityTrace(this.#projected([qubit], [projector(basis, outcome)]))) as [
      number,
      number
    ]
  }

  /** Finds an outcome. */
  find(qubit: number, basis: number, outcome: number): void {
    this.#keep(this.#projected([qubit], [projector(basis, outcome)]))
  }

  #projected(qubits: readonly number[], projectors: readonly Float64Array[]): DensityMatrix {
    const copy = densityMatrixOf(Float64Array.from(this.state.data))
    qubits.forEach((qubit, k) => applyChannel(copy, krausMap([projectors[k]!]), [qubit]))
    return copy
  }

  #keep(state: DensityMatrix): void {
    this.likelihood *= normaliseDensityMatrix(state)
    this.state = state
  }

  #noise(a: number, b: number): void {
    const p = this.nodes[a]!.depolarising
    const mixed = densityMatrixOf(Float64Array.from(this.state.data))
    for (const qubit of [a, b]) applyChannel(mixed, depolarisingChannel(1), [qubit])
    this.state = densityMatrixOf(
      combineMatrices([
        [1 - p, this.state.data],
        [p, mixed.data]
      ])
    )
  }

  /** The circuit of a Bell measurement up to its readout; returns the probabilities of the four indices. */
  beginSwap(a: number, b: number): readonly number[] {
    applyChannel(this.state, unitaryChannel(Gate.CNOT), [a, b])
    this.#noise(a, b)
    applyChannel(this.state, unitaryChannel(Gate.H), [a])
    return [0, 1, 2, 3].map((m) => densityTrace(this.#read(a, b, m)))
  }

  endSwap(a: number, b: number, outcome: number): void {
    this.#keep(this.#read(a, b, outcome))
  }

  #read(a: number, b: number, outcome: number): DensityMatrix {
    return this.#projected([a, b], [projector(0, outcome >> 1), projector(0, outcome & 1)])
  }

  /** The gates of one end of a distillation step, up to the readout. */
  beginDistil(keep: number, sacrifice: number, turn: number): void {
    const gate = unitaryChannel(rotationGate([1, 0, 0], (turn * Math.PI) / 2))
    for (const qubit of [keep, sacrifice]) applyChannel(this.state, gate, [qubit])
    applyChannel(this.state, unitaryChannel(Gate.CNOT), [keep, sacrifice])
    this.#noise(keep, sacrifice)
  }
}

function projector(basis: number, outcome: number): Float64Array {
  const [x, y, z] = Array.from(basisDirections[basis]!) as [number, number, number]
  const sign = 1 - 2 * outcome
  return combineMatrices([
    [
      0.5,
      complexMatrix([
        [1, 0],
        [0, 1]
      ])
    ],
    [(sign * x) / 2, pauliMatrices[1]!],
    [(sign * y) / 2, pauliMatrices[2]!],
    [(sign * z) / 2, pauliMatrices[3]!]
  ])
}
