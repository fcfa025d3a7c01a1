import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { entropyBound, phaseErrorBound } from '../asymptotic/entropy-bound.js'
import { azumaDeviation, complementarityAzuma } from './azuma.js'
import { complementarityChernoff } from './chernoff.js'
import { expectedSiftedData, nominalChsh, observedChsh, uniformTestProbability } from './sifted.js'
import { bestSupermartingale, momentBound, patternBits, tangentLine } from './supermartingale.js'

const double = (least: number, most: number) => fc.double({ min: least, max: most, noNaN: true })
const anyProtocol = fc.tuple(double(3, 10), double(0.01, 0.9), double(0.05, 1)).map(([log, keyProbability, share]) => ({
  rounds: Math.round(10 ** log),
  keyProbability,
  testSettingProbability: (share * (1 - keyProbability)) / 4
}))
const unit = double(0, 1)

/** What κ(λ) is the maximum of, straight from its formula. */
function moment(
  protocol: { keyProbability: number; testSettingProbability: number },
  lambda: number,
  t: number,
  chsh: number
): number {
  const { keyProbability: key, testSettingProbability: test } = protocol
  const h = (x: number): number => (x <= 0 || x >= 1 ? 0 : -x * Math.log2(x) - (1 - x) * Math.log2(1 - x))
  const error = (s: number): number => (s <= 2 ? 0.5 : (1 - Math.sqrt(Math.min(1, s ** 2 / 4 - 1))) / 2)
  const r = Math.sqrt(t ** 2 / 4 - 1)
  const slope = (-Math.log2((1 - error(t)) / error(t)) * t) / (8 * r)
  const e = error(chsh)
  const power = (lambda * key * slope) / test
  return (
    Math.log2(
      key * (e ** (1 - lambda) + (1 - e) ** (1 - lambda)) +
        4 * test * (((1 + chsh / 4) / 2) * 2 ** -power + ((1 - chsh / 4) / 2) * 2 ** power) +
        (1 - key - 4 * test)
    ) -
    lambda * key * (h(error(t)) - slope * t)
  )
}

describe('the exponential moment', () => {
  it('is the maximum over all CHSH values', () => {
    fc.assert(
      fc.property(anyProtocol, double(-5, -0.31), double(2.01, 2.82), (protocol, log, tangent) => {
        const lambda = 10 ** log
        const bound = momentBound(protocol, { lambda, tangent })
        if (!Number.isFinite(bound)) return
        let most = Number.NEGATIVE_INFINITY
        for (let k = 0; k <= 4000; k++) {
          const chsh = k <= 2000 ? (k / 1000 - 1) * 2 * Math.SQRT2 : 2 + ((k - 2000) / 2000) * (2 * Math.SQRT2 - 2)
          most = Math.max(most, moment(protocol, lambda, tangent, chsh))
        }
        const scale = 1 + Math.abs(bound)
        expect(bound).toBeGreaterThanOrEqual(most - 1e-12 * scale)
        expect(bound).toBeLessThanOrEqual(most + 1e-4 * scale * lambda + 1e-12 * scale)
      }),
      { numRuns: 60 }
    )
  })

  it('has a line above the phase-error entropy', () => {
    fc.assert(
      fc.property(double(2.001, 2.828), double(2, 2 * Math.SQRT2), (tangent, chsh) => {
        const { value, slope } = tangentLine(tangent)
        expect(value + slope * (chsh - tangent)).toBeGreaterThanOrEqual(1 - entropyBound(chsh) - 1e-9)
      })
    )
  })

  it('has λ and t that a grid does not better', () => {
    fc.assert(
      fc.property(anyProtocol, double(2.05, 2.8), double(-20, -1), (protocol, chsh, log) => {
        const epsilon = 10 ** log
        const bits = (lambda: number, tangent: number): number => {
          const { line, moment: m, confidence } = patternBits(protocol, { lambda, tangent }, chsh, epsilon)
          return line + m + confidence
        }
        const best = bestSupermartingale(protocol, chsh, epsilon)
        const least = bits(best.lambda, best.tangent)
        for (let i = 0; i <= 20; i++) {
          for (let j = 1; j < 20; j++) {
            const lambda = 0.5 * 10 ** (-i / 2)
            const bitsThere = bits(lambda, 2 + j * 0.0414)
            expect(least).toBeLessThanOrEqual(bitsThere + 1e-6 * Math.abs(bitsThere))
          }
        }
      }),
      { numRuns: 15, seed: 5 }
    )
  })
})

describe('the complementarity analyses', () => {
  const analyses = (protocol: { rounds: number; keyProbability: number; testSettingProbability: number }, s: number) =>
    [
      complementarityAzuma({ ...protocol, epsilon: 1e-6 }),
      complementarityChernoff({ ...protocol, epsilon: 1e-6, expectedChsh: s })
    ] as const

  it('give no key without a violation, and a number always', () => {
    fc.assert(
      fc.property(anyProtocol, double(-2.8, 2.8), unit, unit, (protocol, chsh, keyShare, leakShare) => {
        const keyRounds = Math.round(keyShare * protocol.rounds)
        const data = { keyRounds, chsh, publishedBits: leakShare * keyRounds }
        for (const analysis of analyses(protocol, 2.6)) {
          const key = analysis.keyLength(data)
          expect(Number.isFinite(key.unrounded)).toBe(true)
          expect(Number.isInteger(key.length) && key.length >= 0).toBe(true)
          expect(key.mayRelease).toBe(key.length > 0)
          expect(key.length).toBeLessThanOrEqual(keyRounds)
        }
        // The supermartingale bound adds key rounds drawn above their expectation to the key, so ask of a typical number.
        const typical = { ...data, keyRounds: Math.round(protocol.rounds * protocol.keyProbability) }
        if (chsh <= 2)
          for (const analysis of analyses(protocol, 2.6)) expect(analysis.keyLength(typical).length).toBe(0)
      }),
      { numRuns: 60 }
    )
  })

  it('give more with a higher S, more rounds, a smaller leak and a larger ε', () => {
    fc.assert(
      fc.property(anyProtocol, double(2.2, 2.7), double(0, 0.1), unit, (protocol, chsh, qber, more) => {
        const data = expectedSiftedData(protocol, { chsh, qber })
        const better = expectedSiftedData(protocol, { chsh: chsh + 0.1 * more, qber: qber * more })
        const longer = { ...protocol, rounds: Math.round(protocol.rounds * (1 + 3 * more)) }
        analyses(protocol, chsh).forEach((analysis, k) => {
          const base = analysis.keyLength(data).unrounded
          const slack = 1e-9 * protocol.rounds
          expect(analysis.keyLength({ ...data, publishedBits: better.publishedBits }).unrounded).toBeGreaterThanOrEqual(
            base
          )
          expect(analysis.keyLength({ ...data, chsh: better.chsh }).unrounded).toBeGreaterThanOrEqual(base - slack)
          const long = analyses(longer, chsh)[k]?.keyLength(expectedSiftedData(longer, { chsh, qber }))
            .unrounded as number
          if (base > 0) expect(long).toBeGreaterThanOrEqual(base - 2 - slack)
        })
        const strict = complementarityChernoff({ ...protocol, epsilon: 1e-9, expectedChsh: chsh }).keyLength(
          data
        ).unrounded
        const loose = complementarityChernoff({ ...protocol, epsilon: 1e-3, expectedChsh: chsh }).keyLength(
          data
        ).unrounded
        expect(loose).toBeGreaterThanOrEqual(strict)
        const azuma = (epsilon: number): number =>
          complementarityAzuma({ ...protocol, epsilon }).keyLength(data).unrounded
        expect(azuma(1e-3)).toBeGreaterThanOrEqual(azuma(1e-9))
      }),
      { numRuns: 25, seed: 6 }
    )
  })

  it('tend to the asymptotic rate', () => {
    const protocol = { rounds: 1e14, keyProbability: 0.26, testSettingProbability: 0.12 }
    const data = expectedSiftedData(protocol, { chsh: 2.5758, qber: 0.036, efficiency: 1.122 })
    for (const analysis of analyses(protocol, 2.5758)) {
      expect(analysis.keyLength(data).unrounded / 0.26e14 / 0.298730282).toBeCloseTo(1, 3)
    }
  })

  it('keep the λ and t of the plan whatever is observed', () => {
    const protocol = { rounds: 400_000, keyProbability: 0.26, testSettingProbability: 0.12 }
    const planned = complementarityChernoff({ ...protocol, epsilon: 1e-5, expectedChsh: 2.7 })
    const hindsight = complementarityChernoff({ ...protocol, epsilon: 1e-5, expectedChsh: 2.5 })
    const data = expectedSiftedData(protocol, { chsh: 2.5, qber: 0.02 })
    expect(planned.keyLength(data).unrounded).toBeLessThan(hindsight.keyLength(data).unrounded)
  })
})

describe('the spread of the calibrated form', () => {
  it('is that of simulated sessions', () => {
    const rounds = 405_145
    const keyProbability = 105_976 / rounds
    const protocol = { rounds, keyProbability, testSettingProbability: uniformTestProbability(keyProbability) }
    const parameters = { ...protocol, epsilon: 1e-5 }
    const honest = { chsh: 2.5758, qber: 0.036, efficiency: 1.122 }
    const analysis = complementarityAzuma(parameters)
    const normal = normals(20_261_121)
    const binomial = (n: number, p: number): number => Math.round(n * p + normal() * Math.sqrt(n * p * (1 - p)))
    const sessions = 4000
    let sum = 0
    let squares = 0
    for (let k = 0; k < sessions; k++) {
      const keyRounds = binomial(rounds, keyProbability)
      const tests = binomial(rounds - keyRounds, (4 * protocol.testSettingProbability) / (1 - keyProbability))
      let left = tests
      const counts = [4, 3, 2, 1].map((settings, setting) => {
        const here = settings === 1 ? left : binomial(left, 1 / settings)
        left -= here
        const won = binomial(here, (1 + honest.chsh / 4) / 2)
        return setting === 3 ? { equal: here - won, unequal: won } : { equal: won, unequal: here - won }
      })
      const error = binomial(keyRounds, honest.qber) / keyRounds
      const published = expectedSiftedData(protocol, { ...honest, qber: error }).publishedBits
      const publishedBits = (published * keyRounds) / 105_976
      const bits = analysis.keyLength({ keyRounds, chsh: nominalChsh(protocol, counts), publishedBits }).unrounded
      sum += bits
      squares += bits * bits
    }
    const mean = sum / sessions
    const deviation = Math.sqrt(squares / sessions - mean * mean)
    const expected = azumaDeviation(parameters, honest)
    // The relative error of a standard deviation from m samples is 1/√(2m); five of them.
    expect(Math.abs(deviation / expected - 1)).toBeLessThan(5 / Math.sqrt(2 * sessions))
    expect(Math.abs(mean - 1899.5)).toBeLessThan((5 * expected) / Math.sqrt(sessions))
  })
})

/** Normal numbers from a small generator, for tests of what is statistical. */
function normals(seed: number): () => number {
  let state = seed
  const uniform = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    let x = state
    x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d)
    x = Math.imul(x ^ (x >>> 12), 0x297a2d39)
    return ((x ^ (x >>> 15)) >>> 0) / 2 ** 32
  }
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
}

describe('the sifted protocol', () => {
  it('estimates S with the probability declared', () => {
    const protocol = { rounds: 1000, keyProbability: 0.2, testSettingProbability: 0.2 }
    const counts = [
      { equal: 170, unequal: 30 },
      { equal: 160, unequal: 30 },
      { equal: 171, unequal: 31 },
      { equal: 28, unequal: 180 }
    ]
    expect(nominalChsh(protocol, counts)).toBeCloseTo((140 + 130 + 140 + 152) / 200, 14)
    expect(observedChsh(counts)).toBeCloseTo(140 / 200 + 130 / 190 + 140 / 202 + 152 / 208, 14)
    expect(observedChsh([...counts.slice(0, 3), { equal: 0, unequal: 0 }])).toBeCloseTo(
      140 / 200 + 130 / 190 + 140 / 202,
      14
    )
    expect(() => observedChsh([...counts.slice(0, 3), { equal: -1, unequal: 0 }])).toThrow('counts[3].equal is -1')
    expect(() => nominalChsh(protocol, counts.slice(1))).toThrow('counts.length is 3; accepted: 4')
    expect(uniformTestProbability(105_976 / 405_145)).toBeCloseTo(0.119212, 6)
  })

  it('refuses nonsense by name', () => {
    const protocol = { rounds: 1000, keyProbability: 0.5, testSettingProbability: 0.1 }
    const azuma = (change: object) => () => complementarityAzuma({ ...protocol, epsilon: 1e-5, ...change })
    expect(azuma({ rounds: 0 })).toThrow('rounds is 0')
    expect(azuma({ keyProbability: 0.7 })).toThrow(
      'keyProbability + 4·testSettingProbability is 1.1; accepted: at most 1'
    )
    expect(azuma({ testSettingProbability: 0 })).toThrow('testSettingProbability is 0')
    expect(azuma({ epsilon: 1 })).toThrow('epsilon is 1; accepted: a number above 0 and below 1')
    const analysis = azuma({})()
    expect(() => analysis.keyLength({ keyRounds: 1001, chsh: 2, publishedBits: 0 })).toThrow('keyRounds is 1001')
    expect(() => analysis.keyLength({ keyRounds: 10, chsh: Number.NaN, publishedBits: 0 })).toThrow('chsh is NaN')
    expect(() => analysis.keyLength({ keyRounds: 10, chsh: 2, publishedBits: -1 })).toThrow('publishedBits is -1')
    expect(() => complementarityChernoff({ ...protocol, epsilon: 1e-5, expectedChsh: 3 })).toThrow('expectedChsh is 3')
    expect(() => expectedSiftedData(protocol, { chsh: 2.9, qber: 0 })).toThrow('chsh is 2.9')
    expect(phaseErrorBound(2.5)).toBeCloseTo(0.125, 15)
  })
})
