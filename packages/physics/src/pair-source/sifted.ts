/** What sifting by basis leaves, from a matrix of counts or of rates by the two labels, [4·a + b]. */
export interface Sifted {
  /** Coincidences in which both measured Z. */
  readonly z: SiftedBasis
  /** Coincidences in which both measured X. */
  readonly x: SiftedBasis
  /** Coincidences in both bases together, in the unit of the matrix. */
  readonly kept: number
  /** Coincidences in all, those of different bases counted. */
  readonly all: number
}

export interface SiftedBasis {
  /** Coincidences, in the unit of the matrix. */
  readonly kept: number
  /** Share in which the outcomes differ; NaN where there are none. */
  readonly errorRate: number
  /** (agree − differ)/(agree + differ) = 1 − 2·errorRate: the visibility as it is measured. */
  readonly visibility: number
}

/** @param matrix 16 numbers by Alice's label, then Bob's */
export function sift(matrix: ArrayLike<number>): Sifted {
  const z = basis(matrix, 0)
  const x = basis(matrix, 2)
  let all = 0
  for (let k = 0; k < matrix.length; k++) all += matrix[k] as number
  return { z, x, kept: z.kept + x.kept, all }
}

function basis(matrix: ArrayLike<number>, first: number): SiftedBasis {
  const at = (a: number, b: number): number => matrix[4 * (first + a) + first + b] as number
  const agree = at(0, 0) + at(1, 1)
  const differ = at(0, 1) + at(1, 0)
  const kept = agree + differ
  return { kept, errorRate: differ / kept, visibility: (agree - differ) / kept }
}
