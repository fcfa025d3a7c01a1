import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between } from '../../test/between.js'
import { leadingOrderLink } from './leading-order.js'
import { dlczLink } from './link.js'

test('the sum of all orders tends to the leading order as χ, η_w and p_d fall together', () => {
  fc.assert(
    fc.property(between(0.1, 1), between(0.1, 2), between(0, 1), between(0.1, 1), between(0.1, 1), (...numbers) => {
      const [efficiency, noise, contrast, read, mu] = numbers
      const [far, near] = [1e-3, 1e-5].map((small) => {
        const common = { chi: small, contrast, retrievalEfficiency: read, probePhotons: mu * small }
        const noiseClickProbability = noise * small * small
        const leading = leadingOrderLink({ ...common, efficiency: efficiency * small, noiseClickProbability })
        const full = dlczLink(
          {
            efficiencyA: efficiency * small,
            efficiencyB: efficiency * small,
            photonOverlap: 0.5,
            phaseContrast: contrast,
            operationsContrast: 1,
            retrievalEfficiencyA: read,
            retrievalEfficiencyB: read,
            noiseClickProbability: [noiseClickProbability, noiseClickProbability],
            attemptsPerSecond: 1,
            probePhotons: common.probePhotons
          },
          small
        )
        return [
          full.heraldProbability / leading.heraldProbability - 1,
          full.noiseShare - leading.noiseShare,
          full.memories.m00 - leading.memories.m00,
          full.memories.m10 - leading.memories.m10,
          full.memories.coherence - leading.memories.coherence,
          full.memories.m11 / leading.memories.m11 - 1,
          full.detected.p10 - leading.detected.p10
        ].map(Math.abs)
      }) as [number[], number[]]
      near.forEach((difference, index) => {
        expect(difference).toBeLessThan(5e-4)
        expect(far[index]).toBeLessThan(5e-2)
      })
    }),
    { numRuns: 60, seed: 51 }
  )
})

test('at the published working point it is close to the full sum, in places by a few per cent', () => {
  const leading = leadingOrderLink({
    chi: 0.01,
    efficiency: 0.02563,
    noiseClickProbability: 8.63e-5,
    contrast: 0.6392,
    retrievalEfficiency: 0.2762,
    probePhotons: 0.0244
  })
  expect(leading.concurrence).toBeCloseTo(0.0895, 4)
  expect(leading.memoryConcurrence).toBeCloseTo(0.391, 3)
  expect(leading.polarisation.fidelity).toBeCloseTo(0.679, 3)
  expect(leading.noiseShare).toBeCloseTo(0.2519, 4)
})
