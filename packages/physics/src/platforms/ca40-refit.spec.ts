import { expect, test } from 'vitest'
import { singleClickLink } from '../single-click/link.js'
import { ca40Parameters } from './ca40-parameters.js'
import { type Ca40Refit, refitCa40 } from './ca40-refit.js'

const table = { windowNanoseconds: 50, noiseCountsPerSecond: 9.6, darkCountsPerSecond: 2 }

/** Every combination of the assumptions that are open; "all" makes every noise click a dark count. */
const combinations = [20, 50, 64, 100].flatMap((windowNanoseconds) =>
  [9.6, 4.8].flatMap((noiseCountsPerSecond) =>
    [0, 2, noiseCountsPerSecond].map((darkCountsPerSecond) => ({
      windowNanoseconds,
      noiseCountsPerSecond,
      darkCountsPerSecond
    }))
  )
)

function range(figure: (refit: Ca40Refit) => number): [number, number] {
  const values = combinations.map((combination) => figure(refitCa40(combination)))
  return [Math.min(...values), Math.max(...values)]
}

test('under the table’s assumptions the fit gives the table', () => {
  const refit = refitCa40(table)
  expect(refit.operationsContrast).toBeCloseTo(ca40Parameters.operationsContrast.value, 4)
  expect(refit.readoutFlip).toBeCloseTo(ca40Parameters.readoutFlip.value, 5)
  expect(refit.attemptsPerSecond).toBeCloseTo(ca40Parameters.attemptRate10km.value, 0)
  expect(refit.diqkdBrightness).toBeCloseTo(ca40Parameters.brightnessDiqkd10km.value, 4)
})

test('α = 2.5 % with a lower duty cycle fits as well', () => {
  const refit = refitCa40({ ...table, diqkdBrightness: 0.025 })
  expect(refit.operationsContrast).toBeCloseTo(0.9449, 4)
  expect(refit.readoutFlip).toBeCloseTo(0.00206, 5)
  const link = singleClickLink(refit.at(10), 0.025)
  expect(link.chsh).toBeCloseTo(2.5758, 10)
  expect(link.errorRate).toBeCloseTo(0.036, 10)
  expect(0.29148 / (refit.attemptsPerSecond * link.heraldProbability)).toBeCloseTo(0.884, 3)
})

test('the fidelity at α = 2.5 % over 10 km does not depend on what is assumed', () => {
  const [lowest, highest] = range((refit) => singleClickLink(refit.at(10), 0.025).fidelity)
  expect(lowest).toBeCloseTo(0.926, 2)
  expect(lowest).toBeGreaterThan(0.9255)
  expect(highest).toBeLessThan(0.9285)
})

test('a window of 100 ns with all of the noise at each detector leaves no room for flips', () => {
  expect(refitCa40({ ...table, windowNanoseconds: 100 }).readoutFlip).toBeLessThan(0)
  expect(refitCa40({ ...table, windowNanoseconds: 64 }).readoutFlip).toBeGreaterThan(0)
})

test('the figures over 101 km do depend on it', () => {
  const at = (refit: Ca40Refit) => singleClickLink(refit.at(101), 0.05)
  const golden = [
    [range((refit) => at(refit).fidelity), [0.866, 0.911], 3],
    [range((refit) => at(refit).chsh), [2.31, 2.5], 2],
    [range((refit) => at(refit).errorRate), [0.054, 0.099], 3]
  ] as const
  for (const [values, limits, digits] of golden) {
    values.forEach((value, end) => expect(value).toBeCloseTo(limits[end]!, digits))
  }
  const all = { ...table, darkCountsPerSecond: 9.6 }
  expect(at(refitCa40(all)).fidelity).toBeCloseTo(0.8835, 4)
  const fainter = (refit: Ca40Refit) => singleClickLink(refit.at(101), 0.025)
  expect(fainter(refitCa40(table)).chsh).toBeCloseTo(2.524, 3)
  expect(fainter(refitCa40(table)).errorRate).toBeCloseTo(0.0482, 4)
  expect(fainter(refitCa40(all)).chsh).toBeCloseTo(2.367, 3)
  expect(fainter(refitCa40(all)).errorRate).toBeCloseTo(0.0854, 4)
})
