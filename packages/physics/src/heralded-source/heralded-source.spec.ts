import { BellIndex, pairFidelity } from '@bellwire/quantum'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fockSource } from '../../test/fock-source.js'
import { pairNumberProbability, pairTerm } from './pair-terms.js'
import { type HeraldedSourceParameters, parseHeraldedSource } from './parameters.js'
import { heraldedSource, heraldedSourceSlot } from './slot.js'

const share = fc.double({ min: 0, max: 1, noNaN: true })
const optics = fc.record({
  emitterEfficiency: share,
  idlerEfficiency: share,
  storageEfficiency: share,
  photonOverlap: share
})
const noises = fc.tuple(share, share)

const parameters: HeraldedSourceParameters = {
  emitterEfficiency: 0.02,
  meanPairs: 0.01,
  idlerEfficiency: 0.5,
  storageEfficiency: 0.3,
  photonOverlap: 0.9,
  flipProbability: 0.01,
  dephasingProbability: 0.02
}

describe('heralds of a pulse with a number of pairs', () => {
  it('have the probability and the state of a calculation in Fock space', () => {
    fc.assert(
      fc.property(optics, noises, fc.integer({ min: 0, max: 3 }), (setup, noise, pairs) => {
        const { heraldProbability, emptyProbability, singlet } = pairTerm(setup, pairs, noise)
        const { state, empty } = fockSource({ ...setup, noise }, pairs)
        expect(heraldProbability).toBeCloseTo(state[0]!, 10)
        expect(emptyProbability).toBeCloseTo(empty, 10)
        state.forEach((coefficient, index) => {
          const expected = index === 0 ? heraldProbability : [5, 10, 15].includes(index) ? -singlet : 0
          expect(expected).toBeCloseTo(coefficient, 10)
        })
      }),
      { numRuns: 40 }
    )
  })

  it('are a Bell measurement of two photons where there is one pair and nothing is lost', () => {
    const perfect = { emitterEfficiency: 1, idlerEfficiency: 1, storageEfficiency: 1, photonOverlap: 1 }
    expect(pairTerm(perfect, 1, [0, 0])).toEqual({ heraldProbability: 0.25, emptyProbability: 0, singlet: 0.25 })
  })
})

describe('a heralded source', () => {
  it('makes the mean number of pairs that it is said to, each number as often as two squeezers do', () => {
    for (const mean of [0, 0.01, 0.3, 1]) {
      let [total, pairs] = [0, 0]
      for (let n = 0; n < 400; n++) {
        total += pairNumberProbability(mean, n)
        pairs += n * pairNumberProbability(mean, n)
      }
      expect(total).toBeCloseTo(1, 12)
      expect(pairs).toBeCloseTo(mean, 12)
      // Two independent squeezers of half the mean: a convolution of two geometric laws.
      const geometric = (n: number): number => (1 / (1 + mean / 2)) * (mean / 2 / (1 + mean / 2)) ** n
      for (const n of [0, 1, 2, 5]) {
        const both = Array.from({ length: n + 1 }, (_, k) => geometric(k) * geometric(n - k)).reduce((a, b) => a + b)
        expect(pairNumberProbability(mean, n)).toBeCloseTo(both, 12)
      }
    }
  })

  it('is the sum over numbers of pairs of what a calculation in Fock space gives', () => {
    const noise = [1e-4, 3e-4] as const
    const { heraldProbability, singletWeight, emptyShare } = heraldedSource(parameters, noise)
    let [heralds, singlet, empty] = [0, 0, 0]
    for (let n = 0; n <= 3; n++) {
      const weight = pairNumberProbability(parameters.meanPairs, n)
      const { state, empty: without } = fockSource({ ...parameters, noise }, n)
      heralds += weight * state[0]!
      singlet -= weight * state[15]!
      empty += weight * without
    }
    // Four pairs and more: less than 10⁻⁸.
    expect(Math.abs(heraldProbability - heralds)).toBeLessThan(1e-8)
    expect(singletWeight).toBeCloseTo(singlet / heralds, 4)
    expect(emptyShare).toBeCloseTo(empty / heralds, 4)
  })

  it('is worse the brighter it is, and has the empty memory in its state (PHY-147)', () => {
    const at = (meanPairs: number) => heraldedSource({ ...parameters, meanPairs }, [0, 0])
    const faint = at(1e-6)
    expect(faint.emptyShare).toBeCloseTo(0.7, 4)
    const w = 0.9 / 1.1
    expect(faint.singletWeight).toBeCloseTo(0.3 * w, 4)
    expect(faint.fidelityGivenPhoton).toBeCloseTo((1 + w * (0.98 + 2 * 0.99 * 0.96)) / 4, 4)
    // By twos it heralds alone: as often as with the emitter's photon once its idlers are as many.
    expect(at(0.05).fidelityGivenPhoton).toBeLessThan(at(0.01).fidelityGivenPhoton)
    expect(at(0.01).heraldProbability).toBeLessThan(at(0.05).heraldProbability)
  })

  it('announces Ψ− with the state that goes with it (PHY-146)', () => {
    const noise = [1e-5, 2e-5] as const
    const { heraldProbability, fidelity } = heraldedSource(parameters, noise)
    const slot = heraldedSourceSlot(parameters, true, true, noise)
    expect(slot.heraldProbability).toBe(heraldProbability)
    expect(slot.patterns).toMatchObject([{ detectors: 3, bellIndex: BellIndex.PsiMinus }])
    expect(pairFidelity(slot.patterns[0]!.state!, BellIndex.PsiMinus)).toBeCloseTo(fidelity, 12)
  })

  it('leaves nothing in common where no photon of a is due, or the memory is not ready', () => {
    for (const [due, ready] of [
      [false, true],
      [true, false]
    ] as const) {
      const { patterns } = heraldedSourceSlot(parameters, due, ready, [1e-5, 1e-5])
      expect(Array.from(patterns[0]!.state!)).toEqual([1, 0, 0, 0, 0, -0, 0, 0, 0, 0, -0, 0, 0, 0, 0, -0])
    }
    expect(heraldedSourceSlot({ ...parameters, meanPairs: 0 }, false, true, [0, 0]).patterns).toEqual([])
  })

  it('refuses parameters that cannot be, by name', () => {
    expect(parseHeraldedSource(parameters)).toEqual(parameters)
    expect(() => parseHeraldedSource({ ...parameters, meanPairs: 2 })).toThrow('heraldedSource.meanPairs: got 2')
    expect(() => parseHeraldedSource({ ...parameters, photonOverlap: -1 })).toThrow('a number 0..1')
  })
})
