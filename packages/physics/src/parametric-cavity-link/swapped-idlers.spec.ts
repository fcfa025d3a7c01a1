import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between } from '../../test/between.js'
import { anyQuantum, exchangeCoherence, heraldedEnsembles, loseQuanta, modesTrace } from '../../test/fock-ensembles.js'
import { stableSources } from '../../test/parametric-cavity/sources.js'
import { swappedCovariance, vacuumProbability } from '../../test/parametric-cavity/vacuum-probability.js'
import { outputPhotons } from '../parametric-cavity/photon-numbers.js'
import { swappedIdlers } from './swapped-idlers.js'

const unit = between(0, 1)

/** A mode with χ and t as given. */
function mode(chi: number, storedShare: number) {
  return { idler: chi / (1 - chi), storedShare, modeMatch: 1 }
}

test('clicks, memories and single excitations are those of truncated Fock space, losses as Kraus operators', () => {
  const setups = fc.record({
    // So faint that three pairs in each source are all there are, to 1e-8.
    chi: fc.tuple(between(0, 0.01), between(0, 0.01)),
    share: fc.tuple(between(0.05, 1), between(0.05, 1)),
    efficiency: fc.tuple(unit, unit),
    photonOverlap: fc.oneof(fc.constant(0), fc.constant(1), unit),
    noise: fc.tuple(fc.oneof(fc.constant(0), unit), fc.oneof(fc.constant(0), unit)),
    contrast: unit
  })
  fc.assert(
    fc.property(setups, ({ chi, share, efficiency, photonOverlap, noise, contrast }) => {
      const optics = { efficiencyA: efficiency[0], efficiencyB: efficiency[1], photonOverlap }
      const found = swappedIdlers(optics, mode(chi[0], share[0]), mode(chi[1], share[1]), noise, contrast)
      for (const detector of [0, 1] as const) {
        const partners = heraldedEnsembles({ chi, efficiency, photonOverlap, noise, cut: 3 }, 1 << detector)
        const expected = modesTrace(partners)
        expect(Math.abs(found.only[detector] - expected)).toBeLessThan(1e-7)
        const memories = loseQuanta(partners, share[0], share[1])
        const pair = found.memories[detector]
        if (pair === null) continue
        const weight = found.only[detector]
        const populations = anyQuantum(memories)
        ;[pair.m00, pair.m01, pair.m10, pair.m11].forEach((population, index) => {
          expect(Math.abs(population * weight - populations[index]!)).toBeLessThan(1e-7)
        })
        const coherence = exchangeCoherence(memories) * contrast * (detector === 0 ? 1 : -1)
        expect(Math.abs(pair.coherence * weight - coherence)).toBeLessThan(1e-7)
        // |10⟩ and |01⟩ of four levels each are at indices 4 and 1.
        const size = 16
        const [one, other] = found.singleExcitations[detector]
        expect(Math.abs(one * weight - memories.matrix[4 * size + 4]!)).toBeLessThan(1e-7)
        expect(Math.abs(other * weight - memories.matrix[size + 1]!)).toBeLessThan(1e-7)
      }
      const both = modesTrace(heraldedEnsembles({ chi, efficiency, photonOverlap, noise, cut: 3 }, 3))
      expect(Math.abs(found.both - both)).toBeLessThan(1e-7)
    }),
    { numRuns: 80, seed: 61 }
  )
})

test('brighter sources converge to the sums as the cut goes up', () => {
  const chi = [0.12, 0.2] as const
  const optics = { efficiencyA: 0.6, efficiencyB: 0.35, photonOverlap: 0.8 }
  const noise = [0.01, 0.03] as const
  const { memories, only, singleExcitations } = swappedIdlers(optics, mode(chi[0], 0.8), mode(chi[1], 0.55), noise, 1)
  const errors = [2, 4, 6].map((cut) => {
    const partners = heraldedEnsembles({ chi, efficiency: [0.6, 0.35], photonOverlap: 0.8, noise, cut }, 1)
    const found = loseQuanta(partners, 0.8, 0.55)
    const size = (cut + 1) ** 2
    return Math.max(
      Math.abs(exchangeCoherence(found) - memories[0]!.coherence * only[0]),
      Math.abs(anyQuantum(found)[3] - memories[0]!.m11 * only[0]),
      Math.abs(found.matrix[(cut + 1) * size + cut + 1]! - singleExcitations[0][0] * only[0])
    )
  })
  expect(errors[1]).toBeLessThan(errors[0]! / 10)
  expect(errors[2]).toBeLessThan(errors[1]! / 10)
  expect(errors[2]).toBeLessThan(2e-5)
})

test('clicks and empty memories are those of the covariance matrices, however strong the drive', () => {
  fc.assert(
    fc.property(stableSources(0.95), between(-3, 3), unit, unit, (source, place, etaA, etaB) => {
      const detuning = place * source.cavityDecay
      const { idler, memory } = outputPhotons(source, detuning)
      const photons = { idler, storedShare: idler === 0 ? 0 : memory / idler, modeMatch: 1 }
      const optics = { efficiencyA: etaA, efficiencyB: etaB, photonOverlap: 1 }
      const { only, both, memories } = swappedIdlers(optics, photons, photons, [0, 0], 1)
      const covariance = swappedCovariance(source, detuning, [etaA, etaB])
      const empty = (...modes: number[]) => vacuumProbability(covariance, modes)
      const [detector0, memoryA, detector1, memoryB] = [0, 1, 2, 3]
      // Detector 0 alone: detector 1 dark, less both dark.
      const alone = (...memories: number[]) => empty(detector1, ...memories) - empty(detector0, detector1, ...memories)
      expect(Math.abs(only[0] - alone())).toBeLessThan(1e-9)
      expect(Math.abs(only[0] + only[1] + both - (1 - empty(detector0, detector1)))).toBeLessThan(1e-9)
      const pair = memories[0]
      if (pair === null) return
      expect(Math.abs(pair.m00 * only[0] - alone(memoryA, memoryB))).toBeLessThan(1e-9)
      expect(Math.abs((pair.m00 + pair.m01) * only[0] - alone(memoryA))).toBeLessThan(1e-9)
      expect(Math.abs((pair.m00 + pair.m10) * only[0] - alone(memoryB))).toBeLessThan(1e-9)
    }),
    { numRuns: 150, seed: 62 }
  )
})

test('what comes out is a state: populations of one, a coherence that they allow', () => {
  fc.assert(
    fc.property(
      fc.tuple(between(0, 0.95), between(0, 0.95), unit, unit),
      fc.tuple(unit, unit, unit, unit, unit),
      ([chiA, chiB, shareA, shareB], [etaA, etaB, photonOverlap, noise0, noise1]) => {
        const optics = { efficiencyA: etaA, efficiencyB: etaB, photonOverlap }
        const found = swappedIdlers(optics, mode(chiA, shareA), mode(chiB, shareB), [noise0, noise1], 1)
        for (const detector of [0, 1] as const) {
          const pair = found.memories[detector]
          if (pair === null) continue
          const { m00, m01, m10, m11, coherence } = pair
          expect(m00 + m01 + m10 + m11).toBeCloseTo(1, 9)
          expect(coherence ** 2).toBeLessThanOrEqual(m01 * m10 + 1e-12)
          const [one, other] = found.singleExcitations[detector]
          expect(one).toBeLessThanOrEqual(m10 + 1e-9)
          expect(other).toBeLessThanOrEqual(m01 + 1e-9)
          expect(coherence ** 2).toBeLessThanOrEqual(one * other + 1e-12)
        }
      }
    ),
    { numRuns: 200, seed: 63 }
  )
})
