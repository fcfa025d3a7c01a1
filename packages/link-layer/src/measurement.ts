import { type ArrivalBases, Basis, type BasisCode, type Rotation } from '@bellwire/device'
import { type Measurement, RandomBasis, RequestKind } from '@bellwire/wire'

/** How one end of a request measures, as an application states it. */
export type MeasurementChoice =
  | { readonly basis: 'Z' | 'X' | 'Y' | 'ZPlus' | 'ZMinus' }
  /** Euler angles about X, Y, X in units of 2π/256, then Z. */
  | { readonly rotation: readonly [number, number, number] }
  /** A basis drawn for each pair; `probabilities` of all bases of the set but the last, 0..1; even by default. */
  | { readonly random: 'XZ' | 'XYZ' | 'CHSH'; readonly probabilities?: readonly number[] }

const UNIT = 256
const QUARTER = UNIT / 4
const EIGHTH = UNIT / 8

/** Rotations that turn the named direction to Z, as [x1, y, x2]. */
const ROTATIONS: { readonly [Name in 'Z' | 'X' | 'Y' | 'ZPlus' | 'ZMinus']: readonly [number, number, number] } = {
  Z: [0, 0, 0],
  X: [0, UNIT - QUARTER, 0],
  Y: [QUARTER, 0, 0],
  ZPlus: [0, UNIT - EIGHTH, 0],
  ZMinus: [0, EIGHTH, 0]
}

/** The sets of random bases, in the order in which probabilities are given. */
const SETS: { readonly [set: number]: readonly BasisCode[] } = {
  [RandomBasis.XZ]: [Basis.X, Basis.Z],
  [RandomBasis.XYZ]: [Basis.X, Basis.Y, Basis.Z],
  [RandomBasis.CHSH]: [Basis.ZPlus, Basis.ZMinus]
}

const KIND_CODES = {
  keep: RequestKind.KEEP,
  measure: RequestKind.MEASURE,
  prepare: RequestKind.REMOTE_STATE_PREPARATION
} as const

export function kindToWire(kind: 'keep' | 'measure' | 'prepare'): RequestKind {
  return KIND_CODES[kind]
}

export const MEASURE_Z: Measurement = {
  randomBasis: 0,
  probability1: 0,
  probability2: 0,
  rotationX1: 0,
  rotationY: 0,
  rotationX2: 0
}

export function measurementToWire(choice: MeasurementChoice): Measurement {
  if ('random' in choice) {
    const set = RandomBasis[choice.random]
    const even = 1 / (SETS[set] as readonly BasisCode[]).length
    const [first = even, second = set === RandomBasis.XYZ ? even : 0] = choice.probabilities ?? []
    return {
      ...MEASURE_Z,
      randomBasis: set,
      probability1: Math.round(first * 255),
      probability2: Math.round(second * 255)
    }
  }
  const [rotationX1, rotationY, rotationX2] = 'basis' in choice ? ROTATIONS[choice.basis] : choice.rotation
  return { ...MEASURE_Z, rotationX1, rotationY, rotationX2 }
}

/** The basis to measure in; `random` is 32 uniform bits, used where the basis is drawn. */
export function basisOf(measurement: Measurement, random: number): BasisCode {
  const set = SETS[measurement.randomBasis]
  if (set !== undefined) {
    const draw = (random / 0x1_0000_0000) * 255
    if (draw < measurement.probability1) return set[0] as BasisCode
    if (set.length === 2 || draw < measurement.probability1 + measurement.probability2) return set[1] as BasisCode
    return set[2] as BasisCode
  }
  const { rotationX1, rotationY, rotationX2 } = measurement
  for (const name of ['Z', 'X', 'Y', 'ZPlus', 'ZMinus'] as const) {
    const rotation = ROTATIONS[name]
    if (rotation[0] === rotationX1 && rotation[1] === rotationY && rotation[2] === rotationX2) return Basis[name]
  }
  return Basis.Rotated
}

/** The bases that a measurement may take, each with its share of the pairs; those that it never takes are left out. */
export function basesOf(measurement: Measurement): ArrivalBases {
  const set = SETS[measurement.randomBasis]
  if (set === undefined) return { bases: [basisOf(measurement, 0)], shares: [1] }
  const first = measurement.probability1 / 255
  const second = set.length === 2 ? 1 - first : Math.min(measurement.probability2 / 255, 1 - first)
  const shares = [first, second, ...(set.length === 2 ? [] : [1 - first - second])]
  const taken = set.map((_, place) => place).filter((place) => (shares[place] as number) > 0)
  return {
    bases: taken.map((place) => set[place] as BasisCode),
    shares: taken.map((place) => shares[place] as number)
  }
}

/** Angles in radians, for basis Rotated. */
export function rotationOf(measurement: Measurement): Rotation {
  const angle = (units: number) => (units * 2 * Math.PI) / UNIT
  return { x1: angle(measurement.rotationX1), y: angle(measurement.rotationY), x2: angle(measurement.rotationX2) }
}

/** Whether the originator flips its outcome, so that outcomes are those of Φ+ (requirement LNK-065). Only in X, Y and Z. */
export function flipsOutcome(bellIndex: number, basis: BasisCode): boolean {
  const parity = bellIndex & 1
  const phase = bellIndex >> 1
  switch (basis) {
    case Basis.Z:
      return parity === 1
    case Basis.X:
      return phase === 1
    case Basis.Y:
      return (parity ^ phase) === 1
    default:
      return false
  }
}

/** Whether outcomes in this basis can be corrected at all. */
export function isCorrectable(basis: BasisCode): boolean {
  return basis === Basis.Z || basis === Basis.X || basis === Basis.Y
}
