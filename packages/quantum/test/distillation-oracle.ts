import fc from 'fast-check'
import {
  type Channel,
  type DensityMatrix,
  type Direction,
  type DistillationErrors,
  Gate,
  type PauliPair,
  applyChannel,
  combineMatrices,
  complexMatrix,
  createPair,
  densityTrace,
  depolarisingChannel,
  krausMap,
  pairFromDensity,
  pairToDensity,
  partialTrace,
  rotationGate,
  setBellDiagonalPair,
  tensorProduct,
  unitaryChannel
} from '../src/index.js'
import { anyProbability } from './arbitraries.js'

export const anyErrors: fc.Arbitrary<DistillationErrors> = fc
  .tuple(anyProbability, anyProbability, anyProbability, anyProbability)
  .map(([p, q, e, f]) => ({ gateDepolarising: [p, q], readoutFlip: [e, f] }))

export function pairOf(probabilities: ArrayLike<number>): PauliPair {
  const pair = createPair()
  setBellDiagonalPair(pair, probabilities)
  return pair
}

export interface DistillationResult {
  readonly probability: number
  readonly pair: PauliPair
}

/** A readout in Z that reports `bit`, wrong with probability `flip`. */
export function readout(bit: number, flip: number): Channel {
  const projector = (k: number) =>
    complexMatrix(
      k === 0
        ? [
            [1, 0],
            [0, 0]
          ]
        : [
            [0, 0],
            [0, 1]
          ]
    )
  return krausMap([
    combineMatrices([[Math.sqrt(1 - flip), projector(bit)]]),
    combineMatrices([[Math.sqrt(flip), projector(1 - bit)]])
  ])
}

export function noisyCnot(state: DensityMatrix, control: number, target: number, depolarising: number): void {
  applyChannel(state, unitaryChannel(Gate.CNOT), [control, target])
  applyChannel(state, depolarisingChannel(depolarising, 2), [control, target])
}

function keptOf(state: DensityMatrix): DistillationResult {
  const probability = densityTrace(state)
  return { probability, pair: pairFromDensity(partialTrace(state, [0, 1])).map((x) => x / probability) }
}

const xAxis: Direction = [1, 0, 0]

/** Qubits A0 B0 A1 B1: turned by Rx(angle) on A and Rx(−angle) on B, CNOTs, readout of A1 and B1. */
export function parityCheckOracle(
  kept: PauliPair,
  measured: PauliPair,
  [a, b]: readonly [number, number],
  errors: DistillationErrors,
  angle = 0
): DistillationResult {
  const state = tensorProduct(pairToDensity(kept), pairToDensity(measured))
  for (const [qubit, sign] of [
    [0, 1],
    [2, 1],
    [1, -1],
    [3, -1]
  ] as const) {
    if (angle !== 0) applyChannel(state, unitaryChannel(rotationGate(xAxis, sign * angle)), [qubit])
  }
  noisyCnot(state, 0, 2, errors.gateDepolarising[0])
  noisyCnot(state, 1, 3, errors.gateDepolarising[1])
  applyChannel(state, readout(a, errors.readoutFlip[0]), [2])
  applyChannel(state, readout(b, errors.readoutFlip[1]), [3])
  return keptOf(state)
}

/** Qubits A0 B0 A1 B1 A2 B2: CNOTs 0 → 1, then 2 → 1, readout of pair 1 in Z and of pair 2 in X. */
export function doubleSelectionOracle(
  pairs: readonly [PauliPair, PauliPair, PauliPair],
  [a1, b1, a2, b2]: readonly [number, number, number, number],
  errors: DistillationErrors
): DistillationResult {
  const [kept, first, second] = pairs
  const state = tensorProduct(tensorProduct(pairToDensity(kept), pairToDensity(first)), pairToDensity(second))
  const [gateA, gateB] = errors.gateDepolarising
  const [flipA, flipB] = errors.readoutFlip
  noisyCnot(state, 0, 2, gateA)
  noisyCnot(state, 1, 3, gateB)
  noisyCnot(state, 4, 2, gateA)
  noisyCnot(state, 5, 3, gateB)
  applyChannel(state, unitaryChannel(Gate.H), [4])
  applyChannel(state, unitaryChannel(Gate.H), [5])
  applyChannel(state, readout(a1, flipA), [2])
  applyChannel(state, readout(b1, flipB), [3])
  applyChannel(state, readout(a2, flipA), [4])
  applyChannel(state, readout(b2, flipB), [5])
  return keptOf(state)
}

/** The mixture of results, each with its probability: what is known when only their success is. */
export function mixResults(results: readonly DistillationResult[]): DistillationResult {
  const probability = results.reduce((sum, result) => sum + result.probability, 0)
  const pair = createPair()
  pair.fill(0)
  for (const result of results) {
    if (!(result.probability > 0)) continue
    for (let k = 0; k < 16; k++) pair[k]! += (result.probability / probability) * result.pair[k]!
  }
  return { probability, pair }
}
