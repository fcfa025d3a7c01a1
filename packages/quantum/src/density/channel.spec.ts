import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  anyAngle,
  anyDirection,
  anyDistribution,
  anyHermitian,
  anyMatrix,
  anyProbability,
  anyState,
  difference
} from '../../test/arbitraries.js'
import {
  type ComplexMatrix,
  type DensityMatrix,
  Gate,
  QuantumInputError,
  adjointMatrix,
  affineChannel,
  amplitudeDampingChannel,
  applyChannel,
  channelOfTransfer,
  choiMatrix,
  combineMatrices,
  composeChannels,
  copyDensityMatrix,
  dephasingChannel,
  depolarisingChannel,
  densityQubitBloch,
  densityTrace,
  hermitianEigen,
  identityMatrix,
  isCompletelyPositive,
  isUnitary,
  krausChannel,
  krausMap,
  kroneckerProduct,
  matrixDistance,
  multiplyMatrices,
  partialTrace,
  pauliChannel,
  pauliExpectation,
  rotationGate,
  transferMatrix,
  unitaryChannel
} from '../index.js'

/** Σ K ρ K† with every K embedded into the whole space: the slow way round. */
function bruteForce(
  state: DensityMatrix,
  operators: readonly ComplexMatrix[],
  qubits: readonly number[]
): ComplexMatrix {
  const n = state.qubits
  const d = 1 << n
  const bit = (index: number, qubit: number): number => (index >> (n - 1 - qubit)) & 1
  const code = (index: number): number => qubits.reduce((sum, qubit) => 2 * sum + bit(index, qubit), 0)
  const others = Array.from({ length: n }, (_, k) => k).filter((k) => !qubits.includes(k))
  const embed = (k: ComplexMatrix): ComplexMatrix => {
    const whole = new Float64Array(2 * d * d)
    for (let r = 0; r < d; r++) {
      for (let c = 0; c < d; c++) {
        if (others.some((qubit) => bit(r, qubit) !== bit(c, qubit))) continue
        const from = 2 * (code(r) * (1 << qubits.length) + code(c))
        whole[2 * (r * d + c)] = k[from]!
        whole[2 * (r * d + c) + 1] = k[from + 1]!
      }
    }
    return whole
  }
  return combineMatrices(
    operators.map(
      (k) => [1, multiplyMatrices(multiplyMatrices(embed(k), state.data), adjointMatrix(embed(k)))] as const
    )
  )
}

/** A random unitary: the eigenvectors of a random Hermitian matrix. */
const anyUnitary = (dimension: number) => anyHermitian(dimension).map((h) => hermitianEigen(h).vectors)

const distinctQubits = (n: number, count: number) =>
  fc.shuffledSubarray(
    Array.from({ length: n }, (_, k) => k),
    { minLength: count, maxLength: count }
  )

describe('applyChannel', () => {
  it.each([1, 2, 3])('on %i of three qubits, in any order, is Σ KρK† in the whole space', (count) => {
    fc.assert(
      fc.property(
        anyState(3),
        fc.array(anyMatrix(1 << count), { minLength: 1, maxLength: 3 }),
        distinctQubits(3, count),
        (state, operators, qubits) => {
          const expected = bruteForce(state, operators, qubits)
          applyChannel(state, krausMap(operators), qubits)
          expect(matrixDistance(state.data, expected)).toBeLessThan(1e-12)
        }
      ),
      { numRuns: 40 }
    )
  })

  it('keeps trace, hermiticity and positivity for unitaries and channels', () => {
    fc.assert(
      fc.property(anyState(3), anyUnitary(4), anyProbability, distinctQubits(3, 2), (state, unitary, p, qubits) => {
        expect(isUnitary(unitary)).toBe(true)
        applyChannel(state, unitaryChannel(unitary), qubits)
        applyChannel(state, amplitudeDampingChannel(p), [qubits[0]!])
        applyChannel(state, depolarisingChannel(p), [qubits[1]!])
        expect(densityTrace(state)).toBeCloseTo(1, 12)
        expect(matrixDistance(state.data, adjointMatrix(state.data))).toBeLessThan(1e-13)
        expect(hermitianEigen(state.data).values.at(-1)).toBeGreaterThan(-1e-13)
      }),
      { numRuns: 40 }
    )
  })

  it('refuses qubits that are not there, named twice or too few', () => {
    const state = partialTrace(fc.sample(anyState(2), { numRuns: 1, seed: 1 })[0]!, [0, 1])
    const cnot = unitaryChannel(Gate.CNOT)
    expect(() => applyChannel(state, cnot, [0, 2])).toThrow(QuantumInputError)
    expect(() => applyChannel(state, cnot, [1, 1])).toThrow(/each qubit once/)
    expect(() => applyChannel(state, cnot, [1])).toThrow(/accepted: 2/)
  })
})

describe('gates', () => {
  it('obey their relations', () => {
    const square = (m: ComplexMatrix): ComplexMatrix => multiplyMatrices(m, m)
    expect(matrixDistance(square(Gate.T), Gate.S)).toBeLessThan(1e-15)
    expect(matrixDistance(square(Gate.S), Gate.Z)).toBeLessThan(1e-15)
    expect(matrixDistance(multiplyMatrices(multiplyMatrices(Gate.H, Gate.X), Gate.H), Gate.Z)).toBeLessThan(1e-15)
    const onTarget = kroneckerProduct(Gate.I, Gate.H)
    expect(matrixDistance(multiplyMatrices(multiplyMatrices(onTarget, Gate.CZ), onTarget), Gate.CNOT)).toBeLessThan(
      1e-15
    )
    for (const gate of [Gate.X, Gate.Y, Gate.Z, Gate.H, Gate.CNOT, Gate.CZ, Gate.SWAP]) {
      expect(matrixDistance(square(gate), identityMatrix(Math.sqrt(gate.length / 2)))).toBeLessThan(1e-15)
    }
    const reversed = multiplyMatrices(multiplyMatrices(Gate.SWAP, Gate.CNOT), Gate.SWAP)
    // |01> → |11>: with the roles exchanged the second qubit is the control.
    expect(reversed[2 * (3 * 4 + 1)]).toBe(1)
  })

  it('of rotations add their angles about one axis and are unitary', () => {
    fc.assert(
      fc.property(anyDirection, anyAngle, anyAngle, (axis, a, b) => {
        const product = multiplyMatrices(rotationGate(axis, a), rotationGate(axis, b))
        expect(matrixDistance(product, rotationGate(axis, a + b))).toBeLessThan(1e-13)
        expect(isUnitary(product)).toBe(true)
      })
    )
  })
})

describe('channels', () => {
  it('do to a Bloch vector what their descriptions say', () => {
    fc.assert(
      fc.property(anyState(1), anyProbability, (state, p) => {
        const [, x, y, z] = densityQubitBloch(state, 0) as unknown as [number, number, number, number]
        const cases = [
          [depolarisingChannel(p), [1, (1 - p) * x, (1 - p) * y, (1 - p) * z]],
          [dephasingChannel(p), [1, (1 - 2 * p) * x, (1 - 2 * p) * y, z]],
          [amplitudeDampingChannel(p), [1, Math.sqrt(1 - p) * x, Math.sqrt(1 - p) * y, p + (1 - p) * z]],
          [affineChannel(0.3, 0.2, 0.1, -0.4), [1, 0.3 * x, 0.2 * y, 0.1 * z - 0.4]]
        ] as const
        for (const [channel, expected] of cases) {
          const after = copyDensityMatrix(state)
          applyChannel(after, channel, [0])
          expect(difference(densityQubitBloch(after, 0), expected)).toBeLessThan(1e-13)
        }
      })
    )
  })

  it('that depolarise two or three qubits scale every Pauli string on them but the identity', () => {
    fc.assert(
      fc.property(anyState(3), anyProbability, (state, p) => {
        const two = copyDensityMatrix(state)
        applyChannel(two, depolarisingChannel(p, 2), [2, 0])
        const three = copyDensityMatrix(state)
        applyChannel(three, depolarisingChannel(p, 3), [0, 1, 2])
        for (const [string, inTwo, inThree] of [
          ['III', 1, 1],
          ['IZI', 1, 1 - p],
          ['XII', 1 - p, 1 - p],
          ['IIY', 1 - p, 1 - p],
          ['ZXY', 1 - p, 1 - p]
        ] as const) {
          const before = pauliExpectation(state, string)
          expect(pauliExpectation(two, string)).toBeCloseTo(inTwo * before, 12)
          expect(pauliExpectation(three, string)).toBeCloseTo(inThree * before, 12)
        }
        expect(isCompletelyPositive(depolarisingChannel(p, 2))).toBe(true)
      }),
      { numRuns: 20 }
    )
  })

  it('of Paulis in BellIndex order mix the conjugations', () => {
    fc.assert(
      fc.property(anyState(1), anyDistribution, (state, p) => {
        const expected = bruteForce(
          state,
          [Gate.I, Gate.X, Gate.Z, Gate.Y].map((pauli, k) => combineMatrices([[Math.sqrt(p[k]!), pauli]])),
          [0]
        )
        applyChannel(state, pauliChannel(p), [0])
        expect(matrixDistance(state.data, expected)).toBeLessThan(1e-13)
      })
    )
  })

  it('compose, and have transfer matrices that multiply', () => {
    fc.assert(
      fc.property(anyUnitary(2), anyProbability, (unitary, p) => {
        const first = unitaryChannel(unitary)
        const second = amplitudeDampingChannel(p)
        const both = composeChannels(first, second)
        const a = transferMatrix(second)
        const b = transferMatrix(first)
        const product = Array.from({ length: 16 }, (_, k) =>
          [0, 1, 2, 3].reduce((sum, m) => sum + a[4 * Math.floor(k / 4) + m]! * b[4 * m + (k % 4)]!, 0)
        )
        expect(difference(transferMatrix(both), product)).toBeLessThan(1e-12)
        expect(matrixDistance(channelOfTransfer(transferMatrix(both)).superoperator, both.superoperator)).toBeLessThan(
          1e-12
        )
      })
    )
  })

  it('are completely positive, and the transpose is not', () => {
    fc.assert(
      fc.property(anyProbability, (p) => {
        expect(isCompletelyPositive(amplitudeDampingChannel(p))).toBe(true)
        expect(isCompletelyPositive(depolarisingChannel(p))).toBe(true)
      })
    )
    expect(isCompletelyPositive(affineChannel(1, -1, 1, 0))).toBe(false)
    // x scaled more than |1 + fz| allows.
    expect(isCompletelyPositive(affineChannel(0.9, 0.9, 0.7, 0))).toBe(false)
    expect(isCompletelyPositive(affineChannel(0.85, 0.85, 0.7, 0))).toBe(true)
  })

  it('have a Choi matrix that is their action on half of an entangled pair', () => {
    fc.assert(
      fc.property(anyUnitary(2), anyProbability, (unitary, p) => {
        const channel = composeChannels(unitaryChannel(unitary), amplitudeDampingChannel(p))
        const pair = new Float64Array(32)
        for (const r of [0, 3]) for (const c of [0, 3]) pair[2 * (4 * r + c)] = 1
        const state = { qubits: 2, data: pair }
        applyChannel(state, channel, [1])
        expect(matrixDistance(choiMatrix(channel), state.data)).toBeLessThan(1e-12)
      })
    )
  })

  it('refuse what is none', () => {
    expect(() => krausChannel([Gate.X, Gate.Z])).toThrow(QuantumInputError)
    expect(() => unitaryChannel(combineMatrices([[0.5, Gate.X]]))).toThrow(/not unitary/)
    expect(() => depolarisingChannel(0.1, 4)).toThrow(/qubits is 4/)
    expect(() => depolarisingChannel(1.1)).toThrow(/p is 1.1; accepted: a number from 0 to 1/)
    expect(() => pauliChannel([0.5, 0.4, 0, 0])).toThrow(QuantumInputError)
    expect(() => krausMap([])).toThrow(/at least one/)
    expect(() => krausMap([identityMatrix(3)])).toThrow(/2, 4 or 8/)
  })
})
