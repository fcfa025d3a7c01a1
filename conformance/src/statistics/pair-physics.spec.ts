import { describe, expect, it } from 'vitest'
import { areAlike, errorRate, PAULI_BASES } from './pair-physics.js'

type Complex = readonly [number, number]
type Vector = readonly (readonly [Complex, Complex])[]

/** Both outcomes of a measurement in Z, X and Y, as states of one half. */
const OUTCOMES: readonly Vector[] = [
  [
    [
      [1, 0],
      [0, 0]
    ],
    [
      [0, 0],
      [1, 0]
    ]
  ],
  [
    [
      [Math.SQRT1_2, 0],
      [Math.SQRT1_2, 0]
    ],
    [
      [Math.SQRT1_2, 0],
      [-Math.SQRT1_2, 0]
    ]
  ],
  [
    [
      [Math.SQRT1_2, 0],
      [0, Math.SQRT1_2]
    ],
    [
      [Math.SQRT1_2, 0],
      [0, -Math.SQRT1_2]
    ]
  ]
]

/** Amplitudes of Bell states for 00, 01, 10, 11, by index: Φ+, Ψ+, Φ−, Ψ−. */
const BELL_STATES = [
  [1, 0, 0, 1],
  [0, 1, 1, 0],
  [1, 0, 0, -1],
  [0, 1, -1, 0]
]

/** Probability that both halves of a Bell state have the same outcome in a basis. */
function alike(bellIndex: number, basis: number): number {
  let sum = 0
  for (const one of OUTCOMES[basis] ?? []) {
    let [re, im] = [0, 0]
    for (const [place, amplitude] of (BELL_STATES[bellIndex] ?? []).entries()) {
      const [a, b] = [one[(place >> 1) as 0 | 1], one[(place & 1) as 0 | 1]]
      // The bra's components are conjugate.
      re += (amplitude * (a[0] * b[0] - a[1] * b[1])) / Math.SQRT2
      im -= (amplitude * (a[0] * b[1] + a[1] * b[0])) / Math.SQRT2
    }
    sum += re * re + im * im
  }
  return sum
}

describe('outcomes of pairs', () => {
  it('are alike in a basis as the amplitudes of the Bell state say', () => {
    for (const bellIndex of [0, 1, 2, 3])
      for (const basis of PAULI_BASES)
        expect(alike(bellIndex, basis)).toBeCloseTo(areAlike(bellIndex, basis) ? 1 : 0, 12)
  })

  it('of a Werner state are those of its Bell state but for the share of three other ones that differ in the basis', () => {
    for (const fidelity of [0.25, 0.6, 1]) {
      for (const basis of PAULI_BASES) {
        const others = [1, 2, 3].filter((other) => areAlike(other, basis) !== areAlike(0, basis))
        expect(errorRate(fidelity)).toBeCloseTo((others.length * (1 - fidelity)) / 3, 12)
      }
    }
  })
})
