/**
 * A brute-force model of a heralded source: an emitter's spin and photon, a pulse with a given number of pairs of
 * polarised photons, losses, a balanced beam splitter and two threshold detectors, in Fock space. It shares nothing
 * with the closed forms: creation operators act on occupation numbers of every mode, states are vectors over all
 * configurations, detectors and noise are applied configuration by configuration.
 */

export interface FockSource {
  readonly emitterEfficiency: number
  readonly idlerEfficiency: number
  readonly storageEfficiency: number
  /** |⟨φ_A|φ_B⟩|². */
  readonly photonOverlap: number
  readonly noise: readonly [number, number]
}

/** Modes in pairs of polarisations H, V, by number of the first of each. */
const SPIN = 0
const DETECTOR_0 = 2
const DETECTOR_1 = 4
/** The wave packet of the emitter's photon that the idlers do not have, behind the beam splitter. */
const ODD_0 = 6
const ODD_1 = 8
const LOST_A = 10
const LOST_IDLER = 12
const STORED = 14
const LOST_SIGNAL = 16
const MODES = 18

/** A polynomial in creation operators: amplitudes by occupation numbers, √(n!) not yet counted. */
type Polynomial = Map<string, number>
type Creation = readonly (readonly [mode: number, weight: number])[]

function times(polynomial: Polynomial, terms: readonly (readonly Creation[])[]): Polynomial {
  const product: Polynomial = new Map()
  for (const factors of terms) {
    let partial = polynomial
    for (const creation of factors) {
      const next: Polynomial = new Map()
      for (const [key, amplitude] of partial) {
        const occupation = key.split(',').map(Number)
        for (const [mode, weight] of creation) {
          const raised = [...occupation]
          raised[mode]! += 1
          const at = raised.join()
          next.set(at, (next.get(at) ?? 0) + amplitude * weight)
        }
      }
      partial = next
    }
    for (const [key, amplitude] of partial) product.set(key, (product.get(key) ?? 0) + amplitude)
  }
  return product
}

/**
 * What a coincidence leaves of the spin and one photon of the memory, not normalised, as 16 Pauli coefficients (the
 * first one is the probability), and the probability of a coincidence with an empty memory.
 */
export function fockSource(setup: FockSource, pairs: number): { readonly state: number[]; readonly empty: number } {
  const { emitterEfficiency, idlerEfficiency, storageEfficiency, photonOverlap, noise } = setup
  const half = Math.SQRT1_2
  const emitted = (polarisation: 0 | 1): Creation => {
    const there = Math.sqrt(emitterEfficiency) * half
    const [same, odd] = [Math.sqrt(photonOverlap) * there, Math.sqrt(1 - photonOverlap) * there]
    return [
      [DETECTOR_0 + polarisation, same],
      [DETECTOR_1 + polarisation, same],
      [ODD_0 + polarisation, odd],
      [ODD_1 + polarisation, odd],
      [LOST_A + polarisation, Math.sqrt(1 - emitterEfficiency)]
    ]
  }
  const idler = (polarisation: 0 | 1): Creation => {
    const there = Math.sqrt(idlerEfficiency) * half
    return [
      [DETECTOR_0 + polarisation, there],
      [DETECTOR_1 + polarisation, -there],
      [LOST_IDLER + polarisation, Math.sqrt(1 - idlerEfficiency)]
    ]
  }
  const signal = (polarisation: 0 | 1): Creation => [
    [STORED + polarisation, Math.sqrt(storageEfficiency)],
    [LOST_SIGNAL + polarisation, Math.sqrt(1 - storageEfficiency)]
  ]
  const spin = (polarisation: 0 | 1): Creation => [[SPIN + polarisation, 1]]
  let polynomial: Polynomial = new Map([[new Array(MODES).fill(0).join(), 1]])
  polynomial = times(polynomial, [
    [spin(0), emitted(0)],
    [spin(1), emitted(1)]
  ])
  for (let pair = 0; pair < pairs; pair++) {
    polynomial = times(polynomial, [
      [signal(0), idler(0)],
      [signal(1), idler(1)]
    ])
  }
  // Everything that is not kept tells configurations apart: one vector of the spin and the memory for each.
  const vectors = new Map<string, { light: number; kept: Map<string, number> }>()
  let norm = 0
  for (const [key, raw] of polynomial) {
    const occupation = key.split(',').map(Number)
    const amplitude = occupation.reduce((value, n) => value * Math.sqrt(factorial(n)), raw)
    norm += amplitude * amplitude
    const seen = (modes: readonly number[]): boolean =>
      modes.some((mode) => occupation[mode]! + occupation[mode + 1]! > 0)
    const rest = occupation.map((n, mode) => (mode < 2 || (mode >= STORED && mode < STORED + 2) ? 0 : n)).join()
    let entry = vectors.get(rest)
    if (entry === undefined) {
      const light = (seen([DETECTOR_0, ODD_0]) ? 1 : 0) | (seen([DETECTOR_1, ODD_1]) ? 2 : 0)
      entry = { light, kept: new Map() }
      vectors.set(rest, entry)
    }
    const kept = [occupation[SPIN + 1]!, occupation[STORED]!, occupation[STORED + 1]!].join()
    entry.kept.set(kept, (entry.kept.get(kept) ?? 0) + amplitude)
  }
  // Density matrix of the spin and one photon: index 2·spin + polarisation.
  const density = new Float64Array(16)
  let empty = 0
  for (const { light, kept } of vectors.values()) {
    const weight = (light & 1 ? 1 : noise[0]) * (light & 2 ? 1 : noise[1])
    for (const [bra, one] of kept) {
      for (const [ket, other] of kept) {
        const [s, h, v] = bra.split(',').map(Number) as [number, number, number]
        const [t, k, w] = ket.split(',').map(Number) as [number, number, number]
        const amplitude = (weight * one * other) / norm
        if (h + v !== k + w) continue
        const photons = h + v
        if (photons === 0) {
          // Found by chance.
          for (const p of [0, 1]) density[4 * (2 * s + p) + 2 * t + p]! += amplitude / 2
          if (s === t) empty += amplitude
          continue
        }
        // One of the photons at random: a†_p a_q over their number.
        for (const p of [0, 1] as const) {
          for (const q of [0, 1] as const) {
            const from = [k, w]
            const lowered = Math.sqrt(from[q]!)
            from[q]! -= 1
            const raised = Math.sqrt(from[p]! + 1)
            from[p]! += 1
            if (from[0] !== h || from[1] !== v || lowered === 0) continue
            // ⟨bra|a†_p a_q|ket⟩ is the element q, p of the photon's own density matrix.
            density[4 * (2 * t + q) + 2 * s + p]! += (amplitude * lowered * raised) / photons
          }
        }
      }
    }
  }
  return { state: paulis(density), empty }
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1)
}

/** Tr(ρ σ_i⊗σ_j) of a real 4×4 density matrix; those with one Y vanish. */
function paulis(density: Float64Array): number[] {
  const single: readonly (readonly [number, number, number, number])[] = [
    [1, 0, 0, 1],
    [0, 1, 1, 0],
    // Y/i: two of them together make a sign.
    [0, -1, 1, 0],
    [1, 0, 0, -1]
  ]
  const state: number[] = []
  for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 4; j++) {
      let sum = 0
      for (let row = 0; row < 4; row++) {
        for (let column = 0; column < 4; column++) {
          const element = single[i]![2 * (row >> 1) + (column >> 1)]! * single[j]![2 * (row & 1) + (column & 1)]!
          sum += density[4 * column + row]! * element
        }
      }
      const ys = (i === 2 ? 1 : 0) + (j === 2 ? 1 : 0)
      state.push(ys === 1 ? 0 : ys === 2 ? -sum : sum)
    }
  }
  return state
}
