import { expect, test } from 'vitest'
import { dlczLink } from '../dlcz/link.js'
import { rb87Prompt } from './rb87-dlcz.js'
import { refitRb87 } from './rb87-refit.js'

test.each([0.008, 0.009, 0.01, 0.011, 0.012])('χ = %d fits the published numbers as well', (chi) => {
  const { link, contrast, chiSquare } = refitRb87(chi)
  const figures = dlczLink(link, chi)
  expect(figures.heraldProbability).toBeCloseTo(6.9e-4, 12)
  expect(figures.noiseShare).toBeCloseTo(0.25, 9)
  expect(contrast).toBeGreaterThan(0.605)
  expect(contrast).toBeLessThan(0.675)
  expect(chiSquare).toBeLessThan(0.13)
  // The best there is: any step away is worse.
  for (const [x, y] of [
    [0.01, 0],
    [-0.01, 0],
    [0, 0.005],
    [0, -0.005]
  ] as const) {
    const moved = dlczLink(
      {
        ...link,
        operationsContrast: link.operationsContrast + x,
        retrievalEfficiencyA: link.retrievalEfficiencyA + y,
        retrievalEfficiencyB: link.retrievalEfficiencyA + y,
        probePhotons: 0.013 / 1.93 / (link.retrievalEfficiencyA + y)
      },
      chi
    )
    const worse =
      ((moved.concurrence - 0.086) / 0.014) ** 2 +
      ((moved.memoryConcurrence - 0.38) / 0.05) ** 2 +
      ((moved.polarisation.fidelity - 0.6689) / 0.0223) ** 2
    expect(worse).toBeGreaterThan(chiSquare)
  }
})

test('at 1 % it comes back to the table', () => {
  const { link } = refitRb87(0.01)
  expect(Math.abs(link.efficiencyA / rb87Prompt.efficiencyA - 1)).toBeLessThan(1e-3)
  expect(Math.abs(link.noiseClickProbability[0] / rb87Prompt.noiseClickProbability[0] - 1)).toBeLessThan(1e-3)
  expect(Math.abs(link.operationsContrast - rb87Prompt.operationsContrast)).toBeLessThan(0.003)
  expect(Math.abs(link.retrievalEfficiencyA - rb87Prompt.retrievalEfficiencyA)).toBeLessThan(0.003)
  expect(Math.abs(link.probePhotons - rb87Prompt.probePhotons)).toBeLessThan(0.0003)
})
