import { expect, test } from 'vitest'
import { absorptiveLink } from '../absorptive-memory/absorptive-link.js'
import { chshSignificance, detectedChsh } from '../absorptive-memory/bell-test.js'
import { correlatorsOfFidelity, noiseFractionOf } from '../absorptive-memory/detected-pair.js'
import { chainEfficiency, formatOpticsBudget } from '../components/optics-chain.js'
import { ybEuChshRange } from './yb-eu-bell-figures.js'
import { ybEuFigures } from './yb-eu-figures.js'
import { ybEuLink, ybEuOpticsChain } from './yb-eu-link.js'
import { ybEuParameters } from './yb-eu-parameters.js'

const figures = new Map(ybEuFigures().map((figure) => [figure.id, figure]))

/** Within half a unit of the last digit given. */
function expectDigits(value: number, golden: number, digits: number): void {
  expect(Math.abs(value - golden)).toBeLessThanOrEqual(0.5 * 10 ** -digits * (1 + 1e-9))
}

test.each([
  ['conversion-first', 7.581e-4, 7, 'arithmetic'],
  ['conversion-second', 8.122e-4, 7, 'arithmetic'],
  ['overall-first', 1.094e-4, 7, 'arithmetic'],
  ['overall-second', 1.1e-4, 7, 'arithmetic'],
  ['overall-first-without-modulator', 1.37e-4, 6, 'arithmetic'],
  ['overall-second-without-modulator', 1.375e-4, 7, 'arithmetic'],
  ['storage-first', 0.31, 3, 'inferred'],
  ['storage-second', 0.289, 3, 'inferred'],
  ['attempts-per-cycle', 4.06e7, 0, 'arithmetic'],
  ['attempt-rate', 162_400, 0, 'arithmetic'],
  ['attempt-rate-overall', 157_364, 0, 'arithmetic'],
  ['attempt-time', 6.158, 3, 'arithmetic'],
  ['frame-time', 615.8, 1, 'arithmetic'],
  ['duty-cycle', 0.96899, 5, 'arithmetic'],
  ['rate', 0.2, 3, 'fit'],
  ['rate-per-attempt', 1.232e-6, 9, 'arithmetic'],
  ['rate-per-attempt-overall', 1.271e-6, 9, 'arithmetic'],
  ['source', 0.01123, 5, 'fit'],
  ['source-overall', 0.01159, 5, 'fit'],
  ['source-rest', 0.168, 3, 'inferred'],
  ['source-optics', 0.198, 3, 'inferred'],
  ['signal-to-noise', 28.6, 1, 'arithmetic'],
  ['noise-raw', 1.44, 2, 'arithmetic'],
  ['noise-per-attempt', 4.31e-8, 10, 'arithmetic'],
  ['fidelity', 0.8921, 4, 'fit'],
  ['fidelity-cap', 0.974, 3, 'inferred'],
  ['fidelity-without-noise', 0.915, 4, 'inferred'],
  ['correlator-zz', 0.9269, 4, 'inferred'],
  ['correlator-xx', 0.8208, 4, 'inferred'],
  ['chsh', 2.4715, 3, 'inferred'],
  ['chsh-werner', 2.4215, 4, 'inferred'],
  ['chsh-needed', 2.45, 3, 'inferred'],
  ['chsh-sigmas', 6.3, 1, 'conditional'],
  ['chsh-werner-sigmas', 5.6, 1, 'conditional'],
  ['time-1780', 2.47, 2, 'arithmetic'],
  ['time-1780-overall', 2.55, 2, 'arithmetic'],
  ['flight', 438, 0, 'inferred'],
  ['storage-time-1', 0.5, 9, 'fit'],
  ['storage-time-2', 1, 9, 'fit'],
  ['comb-depth-3', 3.81, 2, 'inferred'],
  ['comb-second-echo-3', 0.077, 3, 'inferred'],
  ['comb-depth-4', 4.16, 2, 'inferred'],
  ['comb-second-echo-4', 0.155, 3, 'inferred'],
  ['comb-depth-5', 4.81, 2, 'inferred'],
  ['comb-second-echo-5', 0.203, 3, 'inferred'],
  ['comb-depth-6', 5.55, 2, 'inferred'],
  ['comb-second-echo-6', 0.232, 3, 'inferred']
] as const)('%s is %d', (id, golden, digits, kind) => {
  const figure = figures.get(id)!
  expectDigits(figure.closedForm, golden, digits)
  expect(figure.kind).toBe(kind)
})

test('every figure has a golden value', () => {
  expect(figures.size).toBe(47)
  expect(ybEuFigures()).toHaveLength(47)
})

test('arithmetic on published numbers agrees with the published ones, rounded as they are', () => {
  expect(figures.get('conversion-first')!.closedForm.toFixed(5)).toBe('0.00076')
  for (const column of ['first', 'second']) {
    expect(figures.get(`overall-${column}`)!.closedForm.toFixed(5)).toBe('0.00011')
    expect(figures.get(`overall-${column}-without-modulator`)!.closedForm.toFixed(5)).not.toBe('0.00011')
  }
  expect(ybEuParameters.rate.value / ybEuParameters.noiseRate.value).toBeGreaterThan(28)
})

test('S is marked as inferred wherever it shows, and has no value of the paper', () => {
  const { kind, paper, quantity, note, closedForm } = figures.get('chsh')!
  expect(kind).toBe('inferred')
  expect(paper).toBeNull()
  expect(quantity).toContain('inferred')
  expect(note).toContain('2.47, range 2.45 to 2.50')
  expect(closedForm).toBeGreaterThan(ybEuChshRange[0])
  expect(closedForm).toBeLessThan(ybEuChshRange[1])
})

test.each([
  [0, 2.499],
  [0.01, 2.485],
  [0.02, 2.472],
  [0.03, 2.458]
])('with e_z = %d S is %d, above 6 standard deviations', (flipProbability, golden) => {
  const noiseFraction = noiseFractionOf(ybEuParameters.signalToNoise.value)
  const chsh = detectedChsh(correlatorsOfFidelity(0.8921, noiseFraction, flipProbability))
  // The goldens are rounded, one of them at a half.
  expect(Math.abs(chsh - golden)).toBeLessThan(6e-4)
  expect(chshSignificance(chsh, 1780)).toBeGreaterThan(6)
})

test('the link as parameters makes the published rate, noise and fidelity', () => {
  const link = absorptiveLink(ybEuLink())
  expectDigits(link.signalPerSecondInPhase, 0.2, 3)
  expectDigits(link.noisePerSecondInPhase, 0.007, 6)
  expectDigits(link.signalPerAttempt, 1.232e-6, 9)
  expect(link.signalToNoise).toBeGreaterThan(28)
  expect(Math.abs(link.fidelity - 0.8921)).toBeLessThan(1e-3)
})

test('the chain prints as a budget', () => {
  const chain = ybEuOpticsChain('first')
  const text = formatOpticsBudget(chain)
  expect(text.split('\n')).toHaveLength(chain.length + 1)
  expect(text).toContain('memory, storage for 0.5 µs')
  expect(text.trim().endsWith(chainEfficiency(chain).toPrecision(4))).toBe(true)
})

test('every parameter is labelled; what the text lacks is never called published', () => {
  for (const { tag } of Object.values(ybEuParameters)) {
    expect(['published', 'derived', 'fitted', 'assumed']).toContain(tag)
  }
  const missing = [
    'combSpacing',
    'detectorEfficiency',
    'sourceAndDetector',
    'flipProbability',
    'refractiveIndex'
  ] as const
  for (const key of missing) expect(ybEuParameters[key].tag).not.toBe('published')
})
