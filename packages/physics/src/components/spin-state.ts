import { createPair, type PauliPair, setSingleClickPair } from '@bellwire/quantum'
import type { Side } from './slot-model.js'

/** Both spins before any detection, √(1−α)|↑⟩ + √α|↓⟩ each. */
export interface EmittingSpins {
  /** Of ↑↑, ↑↓, ↓↑, ↓↓. */
  readonly populations: readonly number[]
  /** Matrix element ⟨↑↓|ρ|↓↑⟩, real and positive. */
  readonly coherence: number
}

/** The spins of two independent emitters. */
export function emittingSpins(a: Side, b: Side): EmittingSpins {
  const [brightA, brightB] = [a.brightness, b.brightness]
  const [darkA, darkB] = [1 - brightA, 1 - brightB]
  return {
    populations: [darkA * darkB, darkA * brightB, brightA * darkB, brightA * brightB],
    coherence: Math.sqrt(brightA * darkA * brightB * darkB)
  }
}

/** Populations times a station's weights, entry by entry. */
export function weighted(populations: readonly number[], weights: Float64Array): readonly number[] {
  return populations.map((population, spins) => population * (weights[spins] as number))
}

/** The probability that unnormalised populations stand for. */
export function totalPopulation(populations: readonly number[]): number {
  return populations.reduce((total, population) => total + population, 0)
}

/**
 * The pair states that heralding leaves: four populations and the one coherence between ↑↓ and ↓↑, with |0⟩ = |↑⟩,
 * |1⟩ = |↓⟩ and side A first, normalised.
 *
 * @param populations of ↑↑, ↑↓, ↓↑, ↓↓; any positive total
 * @param real, imaginary parts of the matrix element ⟨↑↓|ρ|↓↑⟩ on the same scale as the populations
 */
export function heraldedPair(populations: readonly number[], real: number, imaginary: number): PauliPair {
  const total = totalPopulation(populations)
  const [upUp, upDown, downUp, downDown] = populations as [number, number, number, number]
  const pair = createPair()
  setSingleClickPair(
    pair,
    upUp / total,
    upDown / total,
    downUp / total,
    downDown / total,
    real / total,
    imaginary / total
  )
  pair[0] = 1
  return pair
}
