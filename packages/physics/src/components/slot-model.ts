/** One slot's optics as the station's two detectors see them. */
export interface ClickPattern {
  /** Bit 0: detector 0 clicked, bit 1: detector 1 clicked. */
  readonly detectors: number
  /** The Bell state that this pattern announces, by BellIndex (Φ+ 0, Ψ+ 1, Φ− 2, Ψ− 3); -1: no herald. */
  readonly bellIndex: number
  /** Probability of exactly this pattern in one slot, 0..1. */
  readonly probability: number
  /**
   * The two spins given the pattern, as 16 Pauli coefficients T[4·i+j] = ⟨σ_i⊗σ_j⟩, side A first; null where nobody
   * will ever ask (no herald, or more rounds to come). Shared between slots: copy before changing.
   */
  readonly state: Float64Array | null
}

/** What one slot can do. Slots are independent of each other given the noise of each. */
export interface SlotModel {
  /** Sum of the probabilities of the patterns that herald. */
  readonly heraldProbability: number
  /** Every pattern with a click, heralds and not; the remainder to 1 is the probability of no click. */
  readonly patterns: readonly ClickPattern[]
}

/** One emitter's part in a slot. */
export interface Side {
  /**
   * False: no photon of this side can reach the detectors inside the gate, although the emitter may have emitted
   * outside it. An idle emitter is a side that is absent with brightness 0.
   */
  readonly present: boolean
  /** Population α of the bright state (the one that goes with a photon), 0..1. */
  readonly brightness: number
}

/** Probability of a noise click in the window of detector 0 and of detector 1. */
export type DetectorNoise = readonly [number, number]
