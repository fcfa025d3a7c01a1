/**
 * A brute-force model of two emitters, two lossy arms, a balanced beam splitter and two threshold detectors, in Fock
 * space with up to two photons. It shares nothing with the closed forms: amplitudes of every photon configuration in
 * seven modes, the state of the spins as a dense 4×4 complex matrix, detectors and noise applied configuration by
 * configuration.
 */

/** A dense 4×4 complex matrix in the spin basis ↑↑, ↑↓, ↓↑, ↓↓, row by row. */
export interface SpinMatrix {
  readonly re: Float64Array
  readonly im: Float64Array
}

export interface FockOptics {
  readonly efficiencyA: number
  readonly efficiencyB: number
  /** |⟨φ_A|φ_B⟩|². */
  readonly photonOverlap: number
  /** Phase of photon B against photon A, radians. */
  readonly phase: number
}

/** Modes: detector 0 and 1, each in two orthogonal wave packets; loss of arm A; loss of arm B in both wave packets. */
const MODES = 7
const CLICKS = [1, 1, 2, 2, 0, 0, 0]

type Creation = readonly number[]

/** Amplitudes of each Fock state that the product of creation operators makes from vacuum, by occupation numbers. */
function create(operators: readonly Creation[]): Map<string, { occupation: number[]; amplitude: number }> {
  let states = new Map([['vacuum', { occupation: Array.from({ length: MODES }, () => 0), amplitude: 1 }]])
  for (const operator of operators) {
    const next: typeof states = new Map()
    for (const { occupation, amplitude } of states.values()) {
      operator.forEach((weight, mode) => {
        if (weight === 0) return
        const raised = [...occupation]
        raised[mode]! += 1
        const key = raised.join()
        const entry = next.get(key) ?? { occupation: raised, amplitude: 0 }
        entry.amplitude += amplitude * weight * Math.sqrt(raised[mode]!)
        next.set(key, entry)
      })
    }
    states = next
  }
  return states
}

/**
 * The unnormalised spin state after one round: the spins emit (↓ with a photon, ↑ without), and exactly the detectors
 * of `clicked` click, by light or by noise. Its trace is the probability of that.
 */
export function fockRound(
  spins: SpinMatrix,
  optics: FockOptics,
  noise: readonly [number, number],
  clicked: number
): SpinMatrix {
  const half = Math.SQRT1_2
  const throughA = Math.sqrt(optics.efficiencyA)
  const throughB = Math.sqrt(optics.efficiencyB)
  const same = Math.sqrt(optics.photonOverlap)
  const other = Math.sqrt(1 - optics.photonOverlap)
  const lostB = Math.sqrt(1 - optics.efficiencyB)
  const a: Creation = [throughA * half, 0, throughA * half, 0, Math.sqrt(1 - optics.efficiencyA), 0, 0]
  const b: Creation = [
    throughB * same * half,
    throughB * other * half,
    -throughB * same * half,
    -throughB * other * half,
    0,
    lostB * same,
    lostB * other
  ]
  const emitted = [create([]), create([b]), create([a]), create([a, b])]
  const phases = [0, optics.phase, 0, optics.phase]
  const re = new Float64Array(16)
  const im = new Float64Array(16)
  for (let row = 0; row < 4; row++) {
    for (let column = 0; column < 4; column++) {
      // Partial trace over the photons: only equal configurations meet.
      let weight = 0
      for (const { occupation, amplitude } of emitted[row]!.values()) {
        const partner = [...emitted[column]!.values()].find((entry) => entry.occupation.join() === occupation.join())
        if (partner === undefined) continue
        const light = occupation.reduce((mask, photons, mode) => (photons > 0 ? mask | CLICKS[mode]! : mask), 0)
        weight += amplitude * partner.amplitude * noiseCompletes(light, clicked, noise)
      }
      const turn = phases[row]! - phases[column]!
      const index = 4 * row + column
      re[index] = weight * (spins.re[index]! * Math.cos(turn) - spins.im[index]! * Math.sin(turn))
      im[index] = weight * (spins.re[index]! * Math.sin(turn) + spins.im[index]! * Math.cos(turn))
    }
  }
  return { re, im }
}

/** Probability that noise turns the pattern that light made into `clicked`. */
function noiseCompletes(light: number, clicked: number, noise: readonly [number, number]): number {
  let probability = 1
  for (const detector of [0, 1] as const) {
    const bit = 1 << detector
    if ((light & bit) !== 0) probability *= (clicked & bit) !== 0 ? 1 : 0
    else probability *= (clicked & bit) !== 0 ? noise[detector] : 1 - noise[detector]
  }
  return probability
}

/** The product state of both emitters, √(1−α)|↑⟩ + √α|↓⟩ each. */
export function emitterProduct(brightnessA: number, brightnessB: number): SpinMatrix {
  const one = [Math.sqrt(1 - brightnessA), Math.sqrt(brightnessA)]
  const two = [Math.sqrt(1 - brightnessB), Math.sqrt(brightnessB)]
  const amplitudes = [0, 1, 2, 3].map((spins) => one[spins >> 1]! * two[spins & 1]!)
  const re = Float64Array.from({ length: 16 }, (_, index) => amplitudes[index >> 2]! * amplitudes[index & 3]!)
  return { re, im: new Float64Array(16) }
}

/** Both spins turned over. */
export function flipSpins(spins: SpinMatrix): SpinMatrix {
  return {
    re: spins.re.map((_, index) => spins.re[15 - index]!),
    im: spins.im.map((_, index) => spins.im[15 - index]!)
  }
}

/** first·weight + second·(1 − weight). */
export function mixture(first: SpinMatrix, second: SpinMatrix, weight: number): SpinMatrix {
  const mix = (one: Float64Array, two: Float64Array) =>
    one.map((value, index) => value * weight + two[index]! * (1 - weight))
  return { re: mix(first.re, second.re), im: mix(first.im, second.im) }
}

export function trace(spins: SpinMatrix): number {
  return spins.re[0]! + spins.re[5]! + spins.re[10]! + spins.re[15]!
}

/** Pauli coefficients Tr(ρ σ_i⊗σ_j), at [4·i+j], by explicit matrices. */
export function pauliCoefficients(spins: SpinMatrix): Float64Array {
  const paulis = [
    [1, 0, 0, 0, 0, 0, 1, 0],
    [0, 0, 1, 0, 1, 0, 0, 0],
    [0, 0, 0, -1, 0, 1, 0, 0],
    [1, 0, 0, 0, 0, 0, -1, 0]
  ]
  const state = new Float64Array(16)
  for (let index = 0; index < 16; index++) {
    for (let row = 0; row < 4; row++) {
      for (let column = 0; column < 4; column++) {
        const one = 2 * (2 * (column >> 1) + (row >> 1))
        const two = 2 * (2 * (column & 1) + (row & 1))
        const [a, b] = [paulis[index >> 2]!, paulis[index & 3]!]
        const re = a[one]! * b[two]! - a[one + 1]! * b[two + 1]!
        const im = a[one]! * b[two + 1]! + a[one + 1]! * b[two]!
        state[index]! += spins.re[4 * row + column]! * re - spins.im[4 * row + column]! * im
      }
    }
  }
  return state
}
