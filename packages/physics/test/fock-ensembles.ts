/**
 * A brute-force model of two atomic ensembles and a station, in truncated Fock space: memories and photons as state
 * vectors over occupation numbers, losses as Kraus operators, the beam splitter as a matrix exponential, detectors and
 * noise pattern by pattern. It shares nothing with the closed forms of src/dlcz.
 */

export interface EnsemblesSetup {
  /** Write-out probabilities. */
  readonly chi: readonly [number, number]
  /** Write-out photon to detector. */
  readonly efficiency: readonly [number, number]
  /** Overlap |⟨φ_A|φ_B⟩|² of the photons' wave packets. */
  readonly photonOverlap: number
  readonly noise: readonly [number, number]
  /** Most excitations per node. */
  readonly cut: number
}

/** Density matrix of two modes with at most `cut` quanta each, real; index (a, b) = a·(cut+1) + b, row by row. */
export interface TwoModes {
  readonly cut: number
  readonly matrix: Float64Array
}

const factorials = [1, 1, 2, 6, 24, 120, 720, 5040, 40320]

function choose(n: number, k: number): number {
  return factorials[n]! / (factorials[k]! * factorials[n - k]!)
}

/** Amplitude of losing `lost` of n quanta when each passes with `efficiency`. */
function lossAmplitude(n: number, lost: number, efficiency: number): number {
  return lost > n ? 0 : Math.sqrt(choose(n, lost) * efficiency ** (n - lost) * (1 - efficiency) ** lost)
}

const splitters = new Map<number, Float64Array>()

/**
 * exp(θ(a†b − b†a)) at θ = π/4 in the space of `total` photons over two modes, with the second input's sign turned:
 * first input → (c₀+c₁)/√2, second → (c₀−c₁)/√2. Element [photons in c₀][photons in the first input].
 */
function splitter(total: number): Float64Array {
  const known = splitters.get(total)
  if (known !== undefined) return known
  const size = total + 1
  const generator = new Float64Array(size * size)
  for (let n = 0; n < total; n++) {
    const element = (Math.PI / 4) * Math.sqrt((n + 1) * (total - n))
    generator[n * size + n + 1] = -element
    generator[(n + 1) * size + n] = element
  }
  const multiply = (one: Float64Array, other: Float64Array): Float64Array =>
    Float64Array.from({ length: size * size }, (_, index) => {
      const row = Math.floor(index / size)
      let sum = 0
      for (let k = 0; k < size; k++) sum += one[row * size + k]! * other[k * size + (index % size)]!
      return sum
    })
  const small = generator.map((element) => element / 256)
  let result: Float64Array = Float64Array.from({ length: size * size }, (_, index) =>
    index % (size + 1) === 0 ? 1 : 0
  )
  let term = result
  for (let order = 1; order <= 14; order++) {
    term = multiply(term, small).map((element) => element / order)
    result = result.map((element, index) => element + term[index]!)
  }
  for (let doubling = 0; doubling < 8; doubling++) result = multiply(result, result)
  // As a rotation, one photon at index 1 goes to (c₀−c₁)/√2 and one at index 0 to (c₀+c₁)/√2: that index counts the
  // second input's photons.
  const oriented = Float64Array.from({ length: size * size }, (_, index) => {
    const out = Math.floor(index / size)
    const first = index % size
    return result[out * size + (total - first)]!
  })
  splitters.set(total, oriented)
  return oriented
}

/** Probability that noise turns the pattern that light made into `clicked` (bit 0: detector 0, bit 1: detector 1). */
function noiseCompletes(light: number, clicked: number, noise: readonly [number, number]): number {
  let probability = 1
  for (const detector of [0, 1] as const) {
    const bit = 1 << detector
    if ((light & bit) !== 0) probability *= (clicked & bit) !== 0 ? 1 : 0
    else probability *= (clicked & bit) !== 0 ? noise[detector] : 1 - noise[detector]
  }
  return probability
}

/** The unnormalised state of the memories given that exactly the detectors of `clicked` click. */
export function heraldedEnsembles(setup: EnsemblesSetup, clicked: number): TwoModes {
  const { cut, noise, photonOverlap } = setup
  const [chiA, chiB] = setup.chi
  const [etaA, etaB] = setup.efficiency
  const size = cut + 1
  const matrix = new Float64Array(size ** 4)
  // For every lost configuration and every configuration at the detectors, a state vector of the memories: modes are
  // A's and B's common wave packet, and what of B's is orthogonal to it.
  const vectors = new Map<string, { vector: Float64Array; light: number }>()
  for (let a = 0; a <= cut; a++) {
    for (let b = 0; b <= cut; b++) {
      const written = Math.sqrt((1 - chiA) * (1 - chiB) * chiA ** a * chiB ** b)
      for (let same = 0; same <= b; same++) {
        const other = b - same
        const split = written * Math.sqrt(choose(b, same) * photonOverlap ** same * (1 - photonOverlap) ** other)
        for (let lostA = 0; lostA <= a; lostA++) {
          for (let lostSame = 0; lostSame <= same; lostSame++) {
            for (let lostOther = 0; lostOther <= other; lostOther++) {
              const arrived =
                split *
                lossAmplitude(a, lostA, etaA) *
                lossAmplitude(same, lostSame, etaB) *
                lossAmplitude(other, lostOther, etaB)
              if (arrived === 0) continue
              const common = a - lostA + same - lostSame
              const odd = other - lostOther
              for (let c0 = 0; c0 <= common; c0++) {
                const commonAmplitude = splitter(common)[c0 * (common + 1) + (a - lostA)]!
                for (let o0 = 0; o0 <= odd; o0++) {
                  const amplitude = arrived * commonAmplitude * splitter(odd)[o0 * (odd + 1)]!
                  const key = [lostA, lostSame, lostOther, c0, common - c0, o0, odd - o0].join()
                  let entry = vectors.get(key)
                  if (entry === undefined) {
                    const light = (c0 + o0 > 0 ? 1 : 0) | (common - c0 + odd - o0 > 0 ? 2 : 0)
                    entry = { vector: new Float64Array(size * size), light }
                    vectors.set(key, entry)
                  }
                  entry.vector[a * size + b]! += amplitude
                }
              }
            }
          }
        }
      }
    }
  }
  for (const { vector, light } of vectors.values()) {
    const weight = noiseCompletes(light, clicked, noise)
    if (weight === 0) continue
    vector.forEach((bra, row) => {
      if (bra === 0) return
      vector.forEach((ket, column) => {
        matrix[row * vector.length + column]! += weight * bra * ket
      })
    })
  }
  return { cut, matrix }
}

export function modesTrace({ cut, matrix }: TwoModes): number {
  const size = (cut + 1) ** 2
  let sum = 0
  for (let index = 0; index < size; index++) sum += matrix[index * size + index]!
  return sum
}

/** Every quantum of A passes with etaA, of B with etaB. */
export function loseQuanta({ cut, matrix }: TwoModes, etaA: number, etaB: number): TwoModes {
  const size = cut + 1
  const out = new Float64Array(matrix.length)
  for (let row = 0; row < size * size; row++) {
    for (let column = 0; column < size * size; column++) {
      const [a, b] = [Math.floor(row / size), row % size]
      const [c, d] = [Math.floor(column / size), column % size]
      for (let j = 0; j <= Math.min(a, c); j++) {
        for (let k = 0; k <= Math.min(b, d); k++) {
          const factor =
            lossAmplitude(a, j, etaA) *
            lossAmplitude(c, j, etaA) *
            lossAmplitude(b, k, etaB) *
            lossAmplitude(d, k, etaB)
          const target = ((a - j) * size + b - k) * size * size + (c - j) * size + d - k
          out[target]! += factor * matrix[row * size * size + column]!
        }
      }
    }
  }
  return { cut, matrix: out }
}

/** Populations by "any quantum" of A and of B: [neither, B only, A only, both], not normalised. */
export function anyQuantum({ cut, matrix }: TwoModes): [number, number, number, number] {
  const size = cut + 1
  const seen: [number, number, number, number] = [0, 0, 0, 0]
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      const index = a * size + b
      seen[(a > 0 ? 2 : 0) + (b > 0 ? 1 : 0)]! += matrix[index * size * size + index]!
    }
  }
  return seen
}

/** The matrix element ⟨10|ρ|01⟩. */
export function exchangeCoherence({ cut, matrix }: TwoModes): number {
  const size = cut + 1
  return matrix[size * size * size + 1]!
}

/**
 * Both modes (H) combined with coherent pulses (V) of `probes` photons, A's and B's: the probabilities that exactly one
 * detector clicks at each node, as [A first, B first][+ or −], in the basis H/V or in H±V. Not normalised.
 */
export function probedCoincidences(
  modes: TwoModes,
  probes: readonly [number, number],
  superposed: boolean
): [number, number, number, number] {
  const { cut, matrix } = modes
  const size = cut + 1
  const most = 8 - cut
  const pulse = (probe: number, v: number): number => Math.exp(-probe / 2) * Math.sqrt(probe ** v / factorials[v]!)
  // [outcome]: operator on H of "this detector alone".
  const effectsOf = (probe: number) =>
    [0, 1].map((outcome) => {
      const effect = new Float64Array(size * size)
      for (let row = 0; row < size; row++) {
        for (let column = 0; column < size; column++) {
          for (let v = 0; v <= most; v++) {
            const w = row + v - column
            if (w < 0 || w > most || row + v === 0) continue
            const total = row + v
            const at = outcome === 0 ? total : 0
            const amplitude = superposed
              ? splitter(total)[at * (total + 1) + row]! * splitter(total)[at * (total + 1) + column]!
              : row === at && column === at
                ? 1
                : 0
            effect[row * size + column]! += pulse(probe, v) * pulse(probe, w) * amplitude
          }
        }
      }
      return effect
    })
  const expect = (one: Float64Array, other: Float64Array): number => {
    let sum = 0
    for (let row = 0; row < size * size; row++) {
      for (let column = 0; column < size * size; column++) {
        const first = one[Math.floor(column / size) * size + Math.floor(row / size)]!
        sum += matrix[row * size * size + column]! * first * other[(column % size) * size + (row % size)]!
      }
    }
    return sum
  }
  const [plusA, minusA] = effectsOf(probes[0]) as [Float64Array, Float64Array]
  const [plusB, minusB] = effectsOf(probes[1]) as [Float64Array, Float64Array]
  return [expect(plusA, plusB), expect(plusA, minusB), expect(minusA, plusB), expect(minusA, minusB)]
}
