import { expect, test } from 'vitest'
import { chainEfficiency } from '../components/optics-chain.js'
import { fibreTransmission } from '../components/fibre.js'
import { type StoredPair, storedFidelity, storedXX, storedZZ, windowMeanFidelity } from '../memory/stored-pair.js'
import { waitingSwap } from '../memory/waiting-swap.js'
import { infidelityBudget } from '../single-click/infidelity-budget.js'
import { singleClickLink } from '../single-click/link.js'
import { parseSingleClickLink } from '../single-click/parameters.js'
import { ca40Figures, ca40RepeaterFigures } from './ca40-figures.js'
import { ca40Parameters } from './ca40-parameters.js'
import {
  ca40Arm,
  ca40FixedMicroseconds,
  ca40GateFlipRate,
  ca40Memory,
  ca40OpticsChain,
  ca40SingleClick,
  ca40SingleClick101km,
  ca40SingleClick10km,
  ca40StoredPair
} from './ca40-single-click.js'

/** Within half a unit of the last digit given. */
function expectDigits(value: number, golden: number, digits: number): void {
  expect(Math.abs(value - golden)).toBeLessThanOrEqual(0.5 * 10 ** -digits * (1 + 1e-9))
}

const figures = new Map([...ca40Figures(), ...ca40RepeaterFigures()].map((figure) => [figure.id, figure]))

test.each([
  ['rate-17', 2.226, 3],
  ['interval-17', 449.2, 1],
  ['fidelity-2.5-plus', 0.9269, 4],
  ['fidelity-2.5-minus', 0.9269, 4],
  ['signal-to-noise-2.5', 128, 0],
  ['fidelity-5-10km', 0.9067, 4],
  ['diqkd-rate-10km', 0.2914, 4],
  ['diqkd-rounds-per-second', 0.29148, 5],
  ['chsh-10km', 2.5758, 4],
  ['error-rate-10km', 0.036, 4],
  ['fidelity-diqkd-10km', 0.9287, 4],
  ['key-10km', 0.326, 4],
  ['key-101km', 0.0989, 4],
  ['key-finite-10km', 4.73e-3, 5],
  ['chsh-101km', 2.461, 3],
  ['error-rate-101km', 0.0636, 4],
  ['fidelity-101km', 0.9017, 4],
  ['rate-101km', 0.0372, 4],
  ['hours-101km', 20.9, 1],
  ['fidelity-stored-0', 0.7871, 4],
  ['fidelity-stored-450', 0.536, 4],
  ['time-fidelity-half', 548.4, 1],
  ['mean-fidelity-450', 0.66801, 5],
  ['mean-fidelity', 0.57811, 5],
  ['link-efficiency', 1.224, 3],
  ['link-efficiency-rounded', 1.237, 3],
  ['swap-fidelity', 0.4837, 4],
  ['swap-rate', 1.484, 3],
  ['swap-fidelity-200', 0.5889, 4],
  ['swap-time-200', 1.074, 3],
  ['swap-fidelity-450', 0.549, 4],
  ['swap-time-450', 0.804, 3],
  ['swap-fidelity-100', 0.611, 3],
  ['swap-time-100', 1.575, 3],
  ['swap-fidelity-better-memory', 0.504, 4]
] as const)('%s is %d', (id, golden, digits) => {
  expectDigits(figures.get(id)!.closedForm, golden, digits)
})

test('every figure has a golden value', () => {
  expect(figures.size).toBe(35)
})

test.each([
  [0.17, 8.362e-4, 7],
  [0.05, 2.466e-4, 7],
  [0.025, 1.238e-4, 7]
])('the herald probability at α = %d over 10 km is %d', (brightness, golden, digits) => {
  expectDigits(singleClickLink(ca40SingleClick10km, brightness).heraldProbability, golden, digits)
})

test('the herald probability at α = 5 % over 101 km is 3.052e-5', () => {
  expectDigits(singleClickLink(ca40SingleClick101km, 0.05).heraldProbability, 3.052e-5, 8)
})

test('the correlators of the DI-QKD state', () => {
  const link = singleClickLink(ca40SingleClick10km, ca40Parameters.brightnessDiqkd10km.value)
  expectDigits(link.xx, 0.8934, 4)
  expectDigits(link.zz, 0.928, 4)
})

test('the fit targets are met within the paper’s errors', () => {
  for (const { kind, paper, closedForm, id } of figures.values()) {
    if (kind !== 'fit' || paper?.error === undefined) continue
    expect(Math.abs(closedForm - paper.value), id).toBeLessThan(paper.error)
  }
})

test('what removing each cause wins back at α = 2.5 %', () => {
  const budget = infidelityBudget(ca40SingleClick10km, 0.025)
  expectDigits(budget.protocol, 0.025, 3)
  expectDigits(budget.operations, 0.025, 3)
  expectDigits(budget.flips, 0.0084, 4)
  expectDigits(budget.noise, 0.007, 4)
  expectDigits(budget.phase, 0.0063, 4)
  expectDigits(budget.total, 0.0731, 4)
})

test('the derived parameters', () => {
  expectDigits(ca40FixedMicroseconds, 326.7, 1)
  expectDigits(ca40SingleClick101km.noiseCountsPerSecond[0], 2.935, 3)
  expectDigits(ca40SingleClick101km.efficiencyA / 0.026, 0.0112, 5)
  expectDigits(ca40SingleClick101km.attemptsPerSecond, 1218, 0)
  expect(ca40SingleClick10km.attemptsPerSecond).toBeCloseTo(2662.2, 9)
  expect(ca40SingleClick10km.noiseCountsPerSecond).toEqual([9.6, 9.6])
  // Filters, 5 km of fibre and the fitted rest make up the published link efficiency.
  const { filterTransmission, conversionAndDetection } = ca40Parameters
  const product = filterTransmission.value * conversionAndDetection.value * fibreTransmission(ca40Arm(10))
  expectDigits(product, 0.091, 4)
  expect(chainEfficiency(ca40OpticsChain('A', 10))).toBeCloseTo(0.026 * 0.091, 15)
  expect(chainEfficiency(ca40OpticsChain('B', 101))).toBeCloseTo(ca40SingleClick101km.efficiencyB, 15)
})

test('the memory’s derived parameters', () => {
  const pair = ca40StoredPair(0.17)
  expectDigits(pair.zzInitial, 0.63683, 5)
  // The printed fit was made with more digits of V_o than the table has.
  expect(Math.abs(pair.xxInitial - 0.75588)).toBeLessThan(2e-5)
  expectDigits(pair.zzSlopePerSecond, 0.35491, 5)
  expectDigits(ca40Memory.flipRatePerSecond, 0.557, 3)
  expectDigits(ca40GateFlipRate(ca40Parameters.gateErrorFraction.value), 0.557, 3)
})

test('gate errors in full would contradict the measured fidelities', () => {
  const pair = ca40StoredPair(0.17)
  const full: StoredPair = { ...pair, zzSlopePerSecond: ca40GateFlipRate(1) * pair.zzInitial }
  expect(storedFidelity(full, 0.45)).toBeCloseTo(0.4168, 4)
  expect(storedFidelity(full, 0.45)).toBeLessThan(0.554 - 2 * 0.05)
  const { rate } = singleClickLink(ca40SingleClick10km, 0.17)
  expect(windowMeanFidelity(full, rate, Infinity)).toBeLessThan(0.578 - 10 * 0.006)
})

test('two links swapped: cut-offs and better memories', () => {
  // The golden numbers were made with the fit's unrounded V_o, which shows in the fifth digit of XX₀.
  const pair = { ...ca40StoredPair(0.17), xxInitial: 0.75588 }
  const { rate } = singleClickLink(ca40SingleClick10km, 0.17)
  const cutoffs = [
    [0.45, 0.549, 0.804],
    [0.2, 0.5889, 1.074],
    [0.1, 0.6108, 1.575]
  ] as const
  for (const [cutoff, fidelity, seconds] of cutoffs) {
    const swap = waitingSwap(pair, rate, cutoff)
    expectDigits(swap.fidelity, fidelity, 4)
    expectDigits(swap.meanSeconds, seconds, 3)
  }
  expectDigits((1 + storedZZ(pair, 0) ** 2 + 2 * storedXX(pair, 0) ** 2) / 4, 0.6371, 4)
  const better = [
    [1.25, 0.504],
    [2, 0.5415],
    [10, 0.613]
  ] as const
  for (const [factor, fidelity] of better) {
    const longer = {
      ...pair,
      coherenceTimeSeconds: pair.coherenceTimeSeconds * factor,
      zzSlopePerSecond: pair.zzSlopePerSecond / factor
    }
    expectDigits(waitingSwap(longer, rate, Infinity).fidelity, fidelity, 4)
  }
})

test('no brightness makes a swap without cut-off entangled: at most 0.4893, at α = 0.135', () => {
  let best = { brightness: 0, fidelity: 0 }
  for (let step = 1; step <= 100; step++) {
    const brightness = step * 0.005
    const { rate } = singleClickLink(ca40SingleClick10km, brightness)
    const { fidelity } = waitingSwap(ca40StoredPair(brightness), rate, Infinity)
    if (fidelity > best.fidelity) best = { brightness, fidelity }
  }
  expect(best.brightness).toBeCloseTo(0.135, 9)
  expectDigits(best.fidelity, 0.4893, 4)
})

test('the parameters pass their own check, and every one is labelled', () => {
  for (const kilometres of [0, 10, 101]) expect(parseSingleClickLink(ca40SingleClick(kilometres))).toBeDefined()
  for (const { tag } of Object.values(ca40Parameters)) {
    expect(['published', 'derived', 'fitted', 'assumed']).toContain(tag)
  }
  expect(ca40Parameters.operationsContrast.tag).toBe('fitted')
  expect(ca40Parameters.window.tag).toBe('assumed')
})
