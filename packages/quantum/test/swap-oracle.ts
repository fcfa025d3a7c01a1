import {
  type PauliPair,
  bellProjector,
  combineMatrices,
  densityTrace,
  krausMap,
  applyChannel,
  pairFromDensity,
  pairToDensity,
  partialTrace,
  tensorProduct
} from '../src/index.js'

export interface SwapResult {
  readonly probability: number
  readonly pair: PauliPair
}

/** Projects the inner two of four qubits on a Bell state with the density matrix. */
export function applySwapOracle(left: PauliPair, right: PauliPair, outcome: number): SwapResult {
  const effect = [0, 0, 0, 0]
  effect[outcome] = 1
  return oracleEffect(left, right, effect)
}

/** As above, for a report that has probability `effect[t]` when the true Bell state is t. */
export function oracleEffect(left: PauliPair, right: PauliPair, effect: ArrayLike<number>): SwapResult {
  const four = tensorProduct(pairToDensity(left), pairToDensity(right))
  const operators = [0, 1, 2, 3].map((t) => combineMatrices([[Math.sqrt(effect[t]!), bellProjector(t)]]))
  applyChannel(four, krausMap(operators), [1, 2])
  const probability = densityTrace(four)
  const pair = pairFromDensity(partialTrace(four, [0, 3]))
  return { probability, pair: pair.map((x) => x / probability) }
}
