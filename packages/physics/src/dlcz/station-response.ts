/** Light of two ensembles on its way to two detectors, of which no click of noise is counted yet. */
export interface LightPatterns {
  /** No detector sees light. */
  readonly dark: number
  /** A given one of the two detectors sees light and the other does not; the same for either. */
  readonly one: number
  /** Both see light. */
  readonly both: number
}

/** The optics from two ensembles to a balanced beam splitter and two threshold detectors. */
export interface EnsembleOptics {
  /** η_w of side A: probability that one write-out photon would make a detector click; 0..1. */
  readonly efficiencyA: number
  /** The same for side B. */
  readonly efficiencyB: number
  /**
   * M, the overlap of the two sides' wave packets as far as photons from both sides leave the beam splitter together,
   * 0..1. It changes two-photon events only: 0 counts every photon on its own, 1 lets them bunch fully. What the
   * overlap does to the coherence is part of the contrasts, which for real light are at most √M.
   */
  readonly photonOverlap: number
}

/**
 * The patterns that exactly `a` photons from side A and `b` from side B make.
 *
 * A detector stays dark with the expectation of the normally ordered operator :e^{−n}:, that is the permanent of the
 * single-photon matrix W = 1 − (what this detector would absorb), with rows and columns repeated a and b times:
 * Σ_k C(a,k) C(b,k) (1−η_A/2)^{a−k} (1−η_B/2)^{b−k} (M η_A η_B/4)^k. At M = 0 and equal efficiencies this is
 * (1−η/2)^{a+b}.
 *
 * @param a, b photon numbers, integers >= 0
 */
export function fockPatterns(optics: EnsembleOptics, a: number, b: number): LightPatterns {
  const { efficiencyA, efficiencyB, photonOverlap } = optics
  const dark = (1 - efficiencyA) ** a * (1 - efficiencyB) ** b
  const exchange = (photonOverlap * efficiencyA * efficiencyB) / 4
  let otherDark = 0
  let ways = 1
  for (let k = 0; k <= Math.min(a, b); k++) {
    otherDark += ways * (1 - efficiencyA / 2) ** (a - k) * (1 - efficiencyB / 2) ** (b - k) * exchange ** k
    ways *= ((a - k) * (b - k)) / (k + 1) ** 2
  }
  const one = otherDark - dark
  return { dark, one, both: 1 - dark - 2 * one }
}

/**
 * Σ over all photon numbers of u^a v^b times fockPatterns(a, b), in closed form.
 *
 * By MacMahon's master theorem the sum of permanents is 1/det(1 − diag(u,v)·W). With a = 1−u, b = 1−v, x = uη_A/2,
 * y = vη_B/2: all light 1/(ab); a given detector dark 1/N, N = (a+x)(b+y) − Mxy; both dark 1/D, D = (a+2x)(b+2y).
 * The differences are written out so that nothing cancels.
 *
 * @param u, v 0 <= u, v < 1
 */
export function summedPatterns(optics: EnsembleOptics, u: number, v: number): LightPatterns {
  const overlap = optics.photonOverlap
  const a = 1 - u
  const b = 1 - v
  const x = (u * optics.efficiencyA) / 2
  const y = (v * optics.efficiencyB) / 2
  const oneDark = (a + x) * (b + y) - overlap * x * y
  const allDark = (a + 2 * x) * (b + 2 * y)
  const linear = a * y + b * x
  const one = (linear + x * y * (3 + overlap)) / (oneDark * allDark)
  const squares = a * a * y * y + b * b * x * x + a * b * x * y * (1 - overlap)
  const both = 2 * (squares + x * y * linear * (3 - overlap) + 2 * x * x * y * y * (1 - overlap))
  return { dark: 1 / allDark, one, both: both / (oneDark * allDark * a * b) }
}
