import type { DetectorNoise, Side } from './slot-model.js'

/** What the photons of two emitters meet on their way to the station's two detectors. */
export interface StationOptics {
  /** Probability that the photon of side A, once emitted, would make a detector click; 0..1. */
  readonly efficiencyA: number
  /** The same for side B. */
  readonly efficiencyB: number
  /**
   * M = |⟨φ_A|φ_B⟩|², the Hong–Ou–Mandel overlap of the two photons' wave packets, 0..1. 1 for photons that cannot be
   * told apart.
   */
  readonly photonOverlap: number
}

/**
 * The click statistics of a station, as operators on the two spins: ρ ↦ weights applied entry by entry. Each spin
 * basis state (order ↑↑, ↑↓, ↓↑, ↓↓; ↓ comes with a photon, ↑ without) keeps its population times a weight; of the
 * coherences only ↑↓–↓↑ survives, times its own weight.
 */
export interface StationResponse {
  /** [detector]: 4 weights for "this detector clicked and the other did not". */
  readonly only: readonly [Float64Array, Float64Array]
  /** 4 weights for "both clicked". */
  readonly both: Float64Array
  /** [detector]: weight of the coherence ↑↓–↓↑ for "this detector alone clicked". Positive at 0, negative at 1. */
  readonly coherence: readonly [number, number]
}

/**
 * The response of a balanced beam splitter with a threshold detector (no photon-number resolution) at each output.
 *
 * Modes: a → √η_A (c₀+c₁)/√2, b → √η_B (c₀−c₁)/√2, plus loss into modes that nobody looks at. Losses of the two arms
 * are orthogonal, so a lost photon tells which side it came from and leaves no coherence.
 *
 * - One photon, from A: it fires detector 0 or 1 with η_A/2 each. From B: η_B/2 each. When it is detected the loss
 *   modes are empty in both cases, so the two histories interfere: weight ±√(η_A η_B)/2 · ⟨φ_A|φ_B⟩, with the sign of
 *   the detector. |⟨φ_A|φ_B⟩| = √M.
 * - Two photons: one arrives and one is lost with η_A(1−η_B)+η_B(1−η_A), half at each detector. Both arrive with
 *   η_A η_B: they leave by the same port with (1+M)/2, half at each detector, and by different ports with (1−M)/2.
 * - Terms with different photon numbers meet with orthogonal detected-or-lost modes: no coherence.
 *
 * Noise clicks, independent of the light, then act on the signal pattern: "only j" needs no noise click at the other
 * detector, and is reached either by signal at j (noise at j or not) or by noise at j alone. Noise on the dark
 * component leaves no coherence, since there the photon was lost.
 */
export function stationResponse(optics: StationOptics, noise: DetectorNoise): StationResponse {
  const { efficiencyA, efficiencyB, photonOverlap } = optics
  const [noise0, noise1] = noise
  const bothArrive = efficiencyA * efficiencyB
  const oneArrives = efficiencyA * (1 - efficiencyB) + efficiencyB * (1 - efficiencyA)
  // Signal patterns per spin state: one given detector alone, neither, both.
  const single = [0, efficiencyB / 2, efficiencyA / 2, oneArrives / 2 + (bothArrive * (1 + photonOverlap)) / 4]
  const dark = [1, 1 - efficiencyB, 1 - efficiencyA, (1 - efficiencyA) * (1 - efficiencyB)]
  const double = [0, 0, 0, (bothArrive * (1 - photonOverlap)) / 2]

  const only0 = new Float64Array(4)
  const only1 = new Float64Array(4)
  const both = new Float64Array(4)
  for (let spins = 0; spins < 4; spins++) {
    const signal = single[spins] as number
    const none = dark[spins] as number
    only0[spins] = (signal + none * noise0) * (1 - noise1)
    only1[spins] = (signal + none * noise1) * (1 - noise0)
    both[spins] = (double[spins] as number) + signal * (noise0 + noise1) + none * noise0 * noise1
  }
  const interference = Math.sqrt(bothArrive * photonOverlap) / 2
  return { only: [only0, only1], both, coherence: [interference * (1 - noise1), -interference * (1 - noise0)] }
}

/** The station's optics in a slot: a side that is not present has efficiency 0. */
export function opticsInSlot(optics: StationOptics, a: Side, b: Side): StationOptics {
  return {
    efficiencyA: a.present ? optics.efficiencyA : 0,
    efficiencyB: b.present ? optics.efficiencyB : 0,
    photonOverlap: optics.photonOverlap
  }
}
