/**
 * Closed forms for a pair of stored qubits under the linear-flip law: XX(t) = YY(t) = XX₀e^{−t/τ_c},
 * ZZ(t) = max(0, ZZ₀ − kt), F(t) = (1 + ZZ + 2XX)/4. Correlators are magnitudes, signed so that the wanted Bell state
 * has all of them positive. Times in seconds.
 */
export interface StoredPair {
  /** Magnitude of ⟨XX⟩ = ⟨YY⟩ when storage begins, 0..1. */
  readonly xxInitial: number
  /** Magnitude of ⟨ZZ⟩ when storage begins, 0..1. */
  readonly zzInitial: number
  /** τ_c of the pair, seconds. */
  readonly coherenceTimeSeconds: number
  /** k: slope of ZZ, per second. κ = k/ZZ₀ is the flip rate of the memory law. */
  readonly zzSlopePerSecond: number
}

/** What the transfer into storage leaves of a heralded pair's correlators, ZZ·t_Z and XX·(1+t_Z)/2. */
export function transferredCorrelators(xx: number, zz: number, zFactor: number): { xx: number; zz: number } {
  return { xx: (xx * (1 + zFactor)) / 2, zz: zz * zFactor }
}

/** Magnitude of ⟨XX⟩ after `seconds` of storage. */
export function storedXX(pair: StoredPair, seconds: number): number {
  return pair.xxInitial * Math.exp(-seconds / pair.coherenceTimeSeconds)
}

/** Magnitude of ⟨ZZ⟩ after `seconds` of storage. */
export function storedZZ(pair: StoredPair, seconds: number): number {
  return Math.max(0, pair.zzInitial - pair.zzSlopePerSecond * seconds)
}

/** Fidelity to the wanted Bell state after `seconds` of storage. */
export function storedFidelity(pair: StoredPair, seconds: number): number {
  return (1 + storedZZ(pair, seconds) + 2 * storedXX(pair, seconds)) / 4
}

/**
 * When the fidelity has fallen to a value: 0 if it starts below, Infinity if it never gets there. Bisection to the
 * last bit; the fidelity falls monotonically.
 */
export function timeOfFidelity(pair: StoredPair, fidelity: number): number {
  if (storedFidelity(pair, 0) <= fidelity) return 0
  // Correlators that have not underflowed to exactly 0 keep the fidelity above 1/4.
  if (fidelity <= 0.25) return Infinity
  let before = 0
  let after = pair.coherenceTimeSeconds
  while (storedFidelity(pair, after) > fidelity) {
    after *= 2
    if (after === Infinity) return Infinity
  }
  for (;;) {
    const middle = (before + after) / 2
    if (middle <= before || middle >= after) return after
    if (storedFidelity(pair, middle) > fidelity) before = middle
    else after = middle
  }
}

/**
 * F̄(T) = ∫₀ᵀ F(t) R e^{−Rt} dt / (1 − e^{−RT}): mean fidelity of the stored pair when the next one comes, over those
 * that come within T. In closed form, the clamp of ZZ included; T = Infinity gives the mean over all.
 *
 * @param ratePerSecond R > 0, at which the next pair comes
 * @param windowSeconds T >= 0
 */
export function windowMeanFidelity(pair: StoredPair, ratePerSecond: number, windowSeconds: number): number {
  if (windowSeconds === 0) return storedFidelity(pair, 0)
  const arrived = -Math.expm1(-ratePerSecond * windowSeconds)
  const total = ratePerSecond + 1 / pair.coherenceTimeSeconds
  const xx = (-pair.xxInitial * ratePerSecond * Math.expm1(-total * windowSeconds)) / (total * arrived)
  const end = Math.min(windowSeconds, pair.zzSlopePerSecond > 0 ? pair.zzInitial / pair.zzSlopePerSecond : Infinity)
  return (1 + zzIntegral(pair, ratePerSecond, end) / arrived + 2 * xx) / 4
}

/** ∫₀ᵉ (ZZ₀ − kt) R e^{−Rt} dt. */
function zzIntegral(pair: StoredPair, rate: number, end: number): number {
  const arrived = -Math.expm1(-rate * end)
  // (1 − e^{−x} − x e^{−x}) is x²/2 for small x, where the difference would lose its digits.
  const x = rate * end
  const meanTime =
    x < 1e-3
      ? x * x * (1 / 2 - x / 3 + (x * x) / 8 - (x * x * x) / 30)
      : arrived - (end === Infinity ? 0 : x * Math.exp(-x))
  return pair.zzInitial * arrived - (pair.zzSlopePerSecond * meanTime) / rate
}
