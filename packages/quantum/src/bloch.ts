/**
 * Directions on the Bloch sphere and rotations of it. A direction n = (x, y, z), |n| = 1, is the observable
 * n·σ; outcome 0 is its eigenvalue +1, so outcome 0 along (0, 0, 1) is |0>.
 */
export type Direction = ArrayLike<number>

const half = Math.SQRT1_2

/** The fixed measurement bases of the link layer by their codes: Z 0, X 1, Y 2, (Z+X)/√2 3, (Z−X)/√2 4. */
export const basisDirections: readonly Direction[] = Object.freeze([
  Object.freeze([0, 0, 1]),
  Object.freeze([1, 0, 0]),
  Object.freeze([0, 1, 0]),
  Object.freeze([half, 0, half]),
  Object.freeze([-half, 0, half])
])

/**
 * The direction that is measured when a qubit is rotated about X by `x1`, then about Y by `y`, then about X by `x2`
 * (radians, each rotation exp(−iθσ/2)) and then measured in Z: the observable U†ZU with U = Rx(x2)·Ry(y)·Rx(x1).
 * So y = −π/4 alone measures (Z+X)/√2. Writes 3 numbers into `into` and returns it.
 */
export function eulerDirection(
  x1: number,
  y: number,
  x2: number,
  into: Float64Array = new Float64Array(3)
): Float64Array {
  const across = Math.sin(x2)
  const along = Math.cos(x2) * Math.cos(y)
  into[0] = -Math.cos(x2) * Math.sin(y)
  into[1] = across * Math.cos(x1) + along * Math.sin(x1)
  into[2] = along * Math.cos(x1) - across * Math.sin(x1)
  return into
}

/**
 * The rotation of the Bloch sphere by `angle` radians about a unit axis (Rodrigues), as 9 numbers by rows: what
 * exp(−i·angle·axis·σ/2) does to a Bloch vector.
 */
export function blochRotation(axis: Direction, angle: number, into: Float64Array = new Float64Array(9)): Float64Array {
  const x = axis[0] as number
  const y = axis[1] as number
  const z = axis[2] as number
  const cosine = Math.cos(angle)
  const sine = Math.sin(angle)
  const rest = 1 - cosine
  into[0] = cosine + rest * x * x
  into[1] = rest * x * y - sine * z
  into[2] = rest * x * z + sine * y
  into[3] = rest * y * x + sine * z
  into[4] = cosine + rest * y * y
  into[5] = rest * y * z - sine * x
  into[6] = rest * z * x - sine * y
  into[7] = rest * z * y + sine * x
  into[8] = cosine + rest * z * z
  return into
}
