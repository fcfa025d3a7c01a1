import { affineChannel, isCompletelyPositive } from '@bellwire/quantum'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between } from '../../test/between.js'
import { ParameterError } from '../components/parameter.js'
import type { MemoryLaw } from './law.js'
import { linearFlipMemory } from './linear-flip.js'
import { perfectMemory } from './perfect.js'
import { relaxationMemory } from './relaxation.js'
import { transferFactors } from './transfer.js'

const milliseconds = between(0.01, 1e5)
const unit = between(0, 1)

/** κ as a share of the fastest rate that is a channel. */
const linearFlip = fc.tuple(milliseconds, unit).map(([coherenceTimeMilliseconds, share]) => ({
  coherenceTimeMilliseconds,
  flipRatePerSecond: (share * 1e3) / (2 * Math.LN2 * coherenceTimeMilliseconds)
}))

const relaxation = fc
  .tuple(milliseconds, unit, between(-1, 1))
  .map(([relaxationTimeMilliseconds, share, equilibriumPolarisation]) => ({
    relaxationTimeMilliseconds,
    coherenceTimeMilliseconds: Math.max(1e-3, 2 * relaxationTimeMilliseconds * share),
    equilibriumPolarisation
  }))

const law: fc.Arbitrary<MemoryLaw> = fc.oneof(
  linearFlip.map(linearFlipMemory),
  relaxation.map(relaxationMemory),
  fc.constant(perfectMemory)
)

/** Ages in nanoseconds, from none to far beyond every time constant. */
const age = fc.oneof(
  fc.integer({ min: 0, max: 1000 }),
  between(0, 13).map((exponent) => Math.round(10 ** exponent))
)

function factors(memory: MemoryLaw, before: number, after: number): Float64Array {
  const out = new Float64Array(4)
  memory.factors(before, after, out)
  return out
}

function isChannel([x, y, z, shift]: Float64Array): boolean {
  return isCompletelyPositive(affineChannel(x!, y!, z!, shift!), 1e-11)
}

test('every law is a channel at every age', () => {
  fc.assert(
    fc.property(law, age, (memory, after) => isChannel(factors(memory, 0, after))),
    { numRuns: 400, seed: 5 }
  )
})

test('T1/T2 is a channel in every step, too', () => {
  fc.assert(
    fc.property(relaxation.map(relaxationMemory), age, age, (memory, one, two) =>
      isChannel(factors(memory, Math.min(one, two), Math.max(one, two)))
    ),
    { numRuns: 200, seed: 6 }
  )
})

test('however often a qubit is touched, its decay is the same', () => {
  fc.assert(
    fc.property(law, fc.array(age, { minLength: 1, maxLength: 6 }), (memory, ages) => {
      const touches = ages.toSorted((one, two) => one - two)
      const last = touches.at(-1)!
      let before = 0
      const state = [1, 1, 1, 0]
      for (const touch of touches) {
        const [x, y, z, shift] = factors(memory, before, touch)
        state[0]! *= x!
        state[1]! *= y!
        state[2]! *= z!
        state[3] = state[3]! * z! + shift!
        before = touch
      }
      factors(memory, 0, last).forEach((value, index) => expect(Math.abs(state[index]! - value)).toBeLessThan(1e-11))
    }),
    { numRuns: 300, seed: 7 }
  )
})

test('both qubits together give the published law of the pair', () => {
  const memory = linearFlipMemory({ coherenceTimeMilliseconds: 550, flipRatePerSecond: 0.557 })
  for (const seconds of [0, 0.1, 0.45, 1, 1.7, 2, 10]) {
    const [x, y, z, shift] = factors(memory, 0, seconds * 1e9)
    expect(x! ** 2).toBeCloseTo(Math.exp(-seconds / 0.55), 14)
    expect(y! ** 2).toBeCloseTo(Math.exp(-seconds / 0.55), 14)
    expect(z! ** 2).toBeCloseTo(Math.max(0, 1 - 0.557 * seconds), 14)
    expect(shift).toBe(0)
  }
})

test('the linear law is no semigroup: late steps are not channels, although every map from age 0 is', () => {
  const memory = linearFlipMemory({ coherenceTimeMilliseconds: 550, flipRatePerSecond: 0.557 })
  const end = 1e9 / 0.557
  expect(isChannel(factors(memory, 0.99 * end, 0.995 * end))).toBe(false)
  expect(isChannel(factors(memory, 0, 0.995 * end))).toBe(true)
})

test('the fastest flip rate that is taken is the fastest that is a channel', () => {
  const memory = linearFlipMemory({ coherenceTimeMilliseconds: 550, flipRatePerSecond: 1.3115 })
  expect(isChannel(factors(memory, 0, 1e9 / 1.3115))).toBe(true)
  // At the next rate, refused below, Z is gone while XY still has more than half: no flips alone do that.
  const transverse = Math.exp(-1 / (1.3117 * 2 * 0.55))
  expect(isChannel(Float64Array.of(transverse, transverse, 0, 0))).toBe(false)
})

test('T1/T2 agrees with the Bloch equations integrated numerically', () => {
  const memory = relaxationMemory({
    relaxationTimeMilliseconds: 2,
    coherenceTimeMilliseconds: 1.5,
    equilibriumPolarisation: 0.4
  })
  const [x, , z, shift] = factors(memory, 0, 3e6)
  const steps = 20_000
  const step = 3 / steps
  let transverse = 1
  let population = -0.7
  // Midpoint rule.
  for (let index = 0; index < steps; index++) {
    transverse += -step * ((transverse - (step / 2) * (transverse / 1.5)) / 1.5)
    const middle = population + (step / 2) * ((0.4 - population) / 2)
    population += step * ((0.4 - middle) / 2)
  }
  expect(x).toBeCloseTo(transverse, 7)
  expect(z! * -0.7 + shift!).toBeCloseTo(population, 7)
})

test('the transfer is a flip channel', () => {
  fc.assert(
    fc.property(between(-1, 1), (zFactor) => {
      const out = new Float64Array(4)
      transferFactors(zFactor, out)
      expect(isChannel(out)).toBe(true)
      // A flip about X or Y, equally likely: I keeps all, X keeps x, Y keeps y.
      const flip = (1 - zFactor) / 2
      expect(out[0]).toBeCloseTo(1 - flip + flip / 2 - flip / 2, 12)
      expect(out[2]).toBeCloseTo(1 - 2 * flip, 12)
    }),
    { numRuns: 100, seed: 8 }
  )
  // A factor on Z alone would not be one, nor would half of the transfer on either side.
  expect(isChannel(Float64Array.of(1, 1, 0.9782, 0))).toBe(false)
  const half = Math.sqrt(0.9891)
  expect(isChannel(Float64Array.of(half, half, Math.sqrt(0.9782), 0))).toBe(false)
})

test.each([
  [() => linearFlipMemory({ coherenceTimeMilliseconds: 0, flipRatePerSecond: 0 }), 'memory.coherenceTimeMilliseconds'],
  [() => linearFlipMemory({ coherenceTimeMilliseconds: 550, flipRatePerSecond: 1.3117 }), 'memory.flipRatePerSecond'],
  [
    () =>
      relaxationMemory({
        relaxationTimeMilliseconds: 1,
        coherenceTimeMilliseconds: 2.1,
        equilibriumPolarisation: 1
      }),
    'memory.coherenceTimeMilliseconds'
  ],
  [
    () =>
      relaxationMemory({
        relaxationTimeMilliseconds: 1,
        coherenceTimeMilliseconds: 1,
        equilibriumPolarisation: 1.1
      }),
    'memory.equilibriumPolarisation'
  ]
])('a law that is no channel is refused by name (%#)', (make, field) => {
  expect(make).toThrow(ParameterError)
  expect(make).toThrow(expect.objectContaining({ field, code: 'physics.parameter' }))
})
