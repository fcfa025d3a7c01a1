import { expect, test } from 'vitest'
import { dlczLink, phaseNoiseContrast } from '../dlcz/link.js'
import { parseDlczLink } from '../dlcz/parameters.js'
import { relaxationMemory } from '../memory/relaxation.js'
import { rb87Memory, rb87NetworkLink, rb87NetworkLinks, rb87Prompt, rb87Retrieval, rb87Stored } from './rb87-dlcz.js'
import { rb87Figures } from './rb87-figures.js'
import { rb87Parameters } from './rb87-parameters.js'

/** Within half a unit of the last digit given. */
function expectDigits(value: number, golden: number, digits: number): void {
  expect(Math.abs(value - golden)).toBeLessThanOrEqual(0.5 * 10 ** -digits * (1 + 1e-9))
}

const figures = new Map(rb87Figures().map((figure) => [figure.id, figure]))

test.each([
  ['herald-prompt', 6.9e-4, 5],
  ['herald-stored', 8e-4, 5],
  ['noise-share-prompt', 0.25, 3],
  ['noise-share-stored', 0.25, 3],
  ['signal-to-noise-prompt', 3, 2],
  ['signal-to-noise-stored', 3, 2],
  ['rate-prompt', 1.904, 3],
  ['rate-stored', 0.824, 3],
  ['concurrence', 0.086, 4],
  ['memory-concurrence', 0.381, 3],
  ['pme-fidelity-plus', 0.668, 3],
  ['pme-fidelity-minus', 0.668, 3],
  ['pme-rate', 0.013, 4],
  ['pme-coincidence-rate', 0.012, 4],
  ['pme-fidelity-plus-stored', 0.665, 3],
  ['pme-fidelity-minus-stored', 0.665, 3],
  ['pme-rate-stored', 0.0037, 4],
  ['concurrence-stored', 0.071, 3],
  ['rate-switched', 0.643, 3],
  ['heralds-per-slot', 11.2, 1],
  ['contrast-AB-plus', 0.637, 3],
  ['contrast-AB-minus', 0.637, 3],
  ['contrast-AC-plus', 0.596, 3],
  ['contrast-AC-minus', 0.5275, 4],
  ['contrast-BC-plus', 0.349, 3],
  ['contrast-BC-minus', 0.431, 3],
  ['concurrence-AB-plus', 0.0856, 4],
  ['concurrence-AB-minus', 0.0856, 4],
  ['concurrence-AC-plus', 0.0773, 4],
  ['concurrence-AC-minus', 0.0635, 4],
  ['concurrence-BC-plus', 0.0276, 4],
  ['concurrence-BC-minus', 0.0442, 4],
  ['pme-fidelity-AB-plus', 0.667, 3],
  ['pme-fidelity-AB-minus', 0.667, 3],
  ['pme-fidelity-AC-plus', 0.651, 3],
  ['pme-fidelity-AC-minus', 0.624, 3],
  ['pme-fidelity-BC-plus', 0.554, 3],
  ['pme-fidelity-BC-minus', 0.586, 3],
  ['write-out-rest', 0.111, 3],
  ['window-short', 170, -1],
  ['window-long', 330, -1],
  ['leading-concurrence', 0.0895, 4],
  ['leading-memory-concurrence', 0.391, 3],
  ['leading-pme-fidelity', 0.679, 3],
  ['keep-fidelity', 0.6117, 4],
  ['retrieval-stored', 0.2302, 4]
])('%s is %d', (id, golden, digits) => expectDigits(figures.get(id)!.closedForm, golden, digits))

test('cut at four excitations the figures are the same to every digit', () => {
  for (const parameters of [rb87Prompt, rb87Stored, ...rb87NetworkLinks.map(rb87NetworkLink)]) {
    const [all, four] = [dlczLink(parameters, 0.01), dlczLink(parameters, 0.01, 4)]
    expect(four.concurrence).toBeCloseTo(all.concurrence, 6)
    expect(four.memoryConcurrence).toBeCloseTo(all.memoryConcurrence, 6)
    expect(four.polarisation.fidelity).toBeCloseTo(all.polarisation.fidelity, 6)
    expect(four.rate).toBeCloseTo(all.rate, 6)
  }
})

test('bunching, which the fit leaves out, would change little', () => {
  const counted = dlczLink(rb87Prompt, 0.01)
  const bunched = dlczLink({ ...rb87Prompt, photonOverlap: 1 }, 0.01)
  expectDigits(counted.concurrence - bunched.concurrence, 1.5e-4, 5)
})

test('the four fitted numbers of Alice and Bob are met to a χ² of 0.003', () => {
  const link = dlczLink(rb87Prompt, 0.01)
  const meanFidelity = (0.672 / 0.032 ** 2 + 0.666 / 0.031 ** 2) / (1 / 0.032 ** 2 + 1 / 0.031 ** 2)
  const chiSquare =
    ((link.concurrence - 0.086) / 0.014) ** 2 +
    ((link.memoryConcurrence - 0.38) / 0.05) ** 2 +
    (link.polarisation.fidelity - meanFidelity) ** 2 * (1 / 0.032 ** 2 + 1 / 0.031 ** 2)
  expect(chiSquare).toBeLessThan(0.005)
})

test('nothing inferred is given as the paper’s, and every id is its own', () => {
  const all = rb87Figures()
  expect(figures.size).toBe(all.length)
  for (const { kind, paper } of all) {
    if (kind === 'inferred') expect(paper).toBeNull()
    if (kind === 'fit') expect(paper).not.toBeNull()
  }
})

test('every prediction that the paper has a number for is within one standard deviation', () => {
  const tested = rb87Figures().filter(({ kind, paper }) => kind === 'prediction' && paper?.error !== undefined)
  expect(tested.length).toBe(8)
  for (const { paper, closedForm } of tested) {
    expect(Math.abs(closedForm - paper!.value) / paper!.error!).toBeLessThan(1)
  }
  for (const { paper, closedForm } of rb87Figures()) {
    if (paper?.bound === 'above') expect(closedForm).toBeGreaterThan(paper.value)
  }
})

test('the parameters pass their own check, and follow from each other where they are derived', () => {
  for (const parameters of [rb87Prompt, rb87Stored]) expect(parseDlczLink(parameters)).toEqual(parameters)
  expectDigits(phaseNoiseContrast((17 * Math.PI) / 180), rb87Parameters.phaseContrast.value, 4)
  for (const { tag } of Object.values(rb87Parameters)) {
    expect(['published', 'derived', 'fitted', 'assumed']).toContain(tag)
  }
  expect(rb87Parameters.operationsContrast.tag).toBe('fitted')
  expect(rb87Parameters.fibreLength.tag).toBe('assumed')
})

test('the memory keeps what is retrieved after its storage', () => {
  const out = new Float64Array(4)
  relaxationMemory(rb87Memory).factors(5000, 107_000, out)
  expect(out[2]! * rb87Retrieval(5)).toBeCloseTo(rb87Retrieval(107), 12)
  expect(out[0]! ** 2).toBeCloseTo(out[2]!, 12)
})
