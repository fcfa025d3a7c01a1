import {
  applyPauliToPair,
  hermitianEigen,
  type PauliPair,
  pairConcurrence,
  pairFidelity,
  pairToDensity
} from '@bellwire/quantum'
import { createRandom } from '@bellwire/runtime'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between } from '../../test/between.js'
import { anyQuantum, exchangeCoherence, heraldedEnsembles, loseQuanta, modesTrace } from '../../test/fock-ensembles.js'
import { ParameterError } from '../components/parameter.js'
import type { DetectorNoise, Side } from '../components/slot-model.js'
import { relaxationMemory } from '../memory/relaxation.js'
import { clickWeights } from './click-weights.js'
import { detectedPair, detectorAlone, inferredExcitation } from './heralded-memories.js'
import { dlczLink } from './link.js'
import { parseDlcz, parseDlczLink } from './parameters.js'
import { ensembleMemory, retrievalAfter } from './retrieval.js'
import { type DlczParameters, dlczSlot } from './slot.js'

const unit = between(0, 1)
const side = fc.record({ present: fc.boolean(), brightness: between(0, 0.9) })
const noise = fc.tuple(fc.oneof(fc.constant(0), unit), fc.oneof(fc.constant(0), unit))
const parameters = fc.record({
  efficiencyA: unit,
  efficiencyB: unit,
  photonOverlap: unit,
  phaseContrast: unit,
  operationsContrast: unit,
  retrievalEfficiencyA: between(0.01, 1),
  retrievalEfficiencyB: between(0.01, 1),
  phaseOffset: between(-Math.PI, Math.PI)
})

const published = {
  efficiencyA: 0.02563,
  efficiencyB: 0.02563,
  photonOverlap: 0,
  phaseContrast: 0.9569,
  operationsContrast: 0.668,
  retrievalEfficiencyA: 0.2762,
  retrievalEfficiencyB: 0.2762
} satisfies DlczParameters

/** Populations of 00, 01, 10, 11. */
function populations(state: PauliPair): number[] {
  const [zi, iz, zz] = [state[12]!, state[3]!, state[15]!]
  return [(1 + zi + iz + zz) / 4, (1 + zi - iz - zz) / 4, (1 - zi + iz - zz) / 4, (1 - zi - iz + zz) / 4]
}

test('every pattern has a state, and it is one: for any light, with or without noise', () => {
  fc.assert(
    fc.property(parameters, side, side, noise, (p, a, b, n) => {
      const slot = dlczSlot(p, a, b, n)
      let heralds = 0
      for (const { bellIndex, probability, state } of slot.patterns) {
        expect(probability).toBeGreaterThan(0)
        if (bellIndex < 0) continue
        heralds += probability
        expect(state?.[0]).toBe(1)
        const { values } = hermitianEigen(pairToDensity(state!).data)
        for (const value of values) expect(value).toBeGreaterThan(-1e-9)
      }
      expect(slot.heraldProbability).toBeCloseTo(heralds, 14)
      expect(slot.heraldProbability).toBeLessThanOrEqual(1 + 1e-12)
    }),
    { numRuns: 150, seed: 41 }
  )
})

test('patterns and states are those of truncated Fock space, with a side absent too', () => {
  fc.assert(
    fc.property(parameters, side, side, noise, (p, a, b, n) => {
      // Faint enough for three excitations to be all there are, to 1e-10.
      const [chiA, chiB] = [a.brightness * 4e-3, b.brightness * 4e-3]
      const efficiency = [a.present ? p.efficiencyA : 0, b.present ? p.efficiencyB : 0] as const
      const slot = dlczSlot(p, { ...a, brightness: chiA }, { ...b, brightness: chiB }, n)
      const setup = { chi: [chiA, chiB] as const, efficiency, photonOverlap: p.photonOverlap, noise: n, cut: 3 }
      for (const clicked of [1, 2, 3]) {
        const memories = heraldedEnsembles(setup, clicked)
        const expected = modesTrace(memories)
        const pattern = slot.patterns.find(({ detectors }) => detectors === clicked)
        expect(Math.abs((pattern?.probability ?? 0) - expected)).toBeLessThan(1e-9)
        if (clicked === 3 || pattern?.state == null || expected < 1e-2) continue
        const [x, y] = [p.retrievalEfficiencyA, p.retrievalEfficiencyB]
        const [, p01, p10, p11] = anyQuantum(loseQuanta(memories, x, y)).map((seen) => seen / expected)
        const m11 = p11! / (x * y)
        const m = [(p01! - (1 - x) * y * m11) / y, (p10! - (1 - y) * x * m11) / x, m11]
        const total = 1 - Math.min(0, 1 - m[0]! - m[1]! - m[2]!)
        m.forEach((value, index) => {
          expect(Math.abs(populations(pattern.state!)[index + 1]! - value / total)).toBeLessThan(1e-5)
        })
        if (p.photonOverlap < 0.01) continue
        // The oracle's contrast is √M, and its phase 0.
        const contrast = (p.phaseContrast * p.operationsContrast) / Math.sqrt(p.photonOverlap)
        const coherence = (exchangeCoherence(memories) / expected / total) * contrast
        expect(Math.abs(pattern.state[5]! - 2 * coherence * Math.cos(p.phaseOffset))).toBeLessThan(1e-8)
        expect(Math.abs(pattern.state[6]! - 2 * coherence * Math.sin(p.phaseOffset))).toBeLessThan(1e-8)
      }
    }),
    { numRuns: 60, seed: 42 }
  )
})

test('at the published working point either detector announces its Ψ, with the figures of the link', () => {
  const present = { present: true, brightness: 0.01 }
  const slot = dlczSlot(published, present, present, [8.63e-5, 8.63e-5])
  const link = dlczLink(
    { ...published, noiseClickProbability: [8.63e-5, 8.63e-5], attemptsPerSecond: 2760, probePhotons: 0.0244 },
    0.01
  )
  expect(slot.heraldProbability).toBeCloseTo(link.heraldProbability, 15)
  expect(slot.patterns.map(({ detectors, bellIndex }) => [detectors, bellIndex])).toEqual([
    [1, 1],
    [2, 3],
    [3, -1]
  ])
  for (const { state, bellIndex } of slot.patterns.slice(0, 2)) {
    const sign = bellIndex === 1 ? 1 : -1
    expect(state![5]).toBeCloseTo(sign * 2 * link.memories.coherence, 12)
    expect(state![10]).toBeCloseTo(sign * 2 * link.memories.coherence, 12)
    const { m00, m01, m10, m11 } = link.memories
    ;[m00, m01, m10, m11].forEach((value, index) => expect(populations(state!)[index]).toBeCloseTo(value, 12))
    expect(pairFidelity(state!, bellIndex)).toBeCloseTo(link.fidelity, 12)
    expect(pairConcurrence(state!)).toBeCloseTo(link.memoryConcurrence, 6)
  }
})

test('a phase offset turns the state as a phase of side B would', () => {
  const present = { present: true, brightness: 0.01 }
  const [straight] = dlczSlot(published, present, present, [0, 0]).patterns
  const [turned] = dlczSlot({ ...published, phaseOffset: Math.PI }, present, present, [0, 0]).patterns
  const flipped = Float64Array.from(straight!.state!)
  applyPauliToPair(flipped, 1, 2)
  flipped.forEach((value, index) => expect(turned!.state![index]).toBeCloseTo(value, 12))
})

test('a herald with one side absent leaves no coherence, and idle ensembles without noise never herald', () => {
  const slot = dlczSlot(published, { present: true, brightness: 0.1 }, { present: false, brightness: 0.2 }, [0, 0])
  for (const { state, bellIndex } of slot.patterns) {
    if (bellIndex < 0) continue
    expect(state?.[5]).toBeCloseTo(0, 15)
    // A certainly holds an excitation.
    expect(state?.[12]).toBeCloseTo(-1, 12)
  }
  const idle = { present: false, brightness: 0 }
  expect(dlczSlot(published, idle, idle, [0, 0])).toEqual({ heraldProbability: 0, patterns: [] })
  const nothingWritten = { present: true, brightness: 0 }
  expect(dlczSlot(published, nothingWritten, nothingWritten, [0, 0])).toEqual({ heraldProbability: 0, patterns: [] })
})

test('a herald of noise alone leaves every memory as it was written', () => {
  fc.assert(
    fc.property(between(0, 0.4), between(0, 0.4), between(0.1, 1), between(0.1, 1), (chiA, chiB, readA, readB) => {
      const dark = { ...published, retrievalEfficiencyA: readA, retrievalEfficiencyB: readB }
      const [a, b] = [
        { present: false, brightness: chiA },
        { present: false, brightness: chiB }
      ]
      const { patterns } = dlczSlot(dark, a, b, [1e-3, 0])
      expect(patterns.map(({ detectors }) => detectors)).toEqual([1])
      expect(patterns[0]!.probability).toBeCloseTo(1e-3, 12)
      const [one, two] = [1 - 2 * inferredExcitation(chiA, readA), 1 - 2 * inferredExcitation(chiB, readB)]
      expect(patterns[0]!.state![12]).toBeCloseTo(one, 9)
      expect(patterns[0]!.state![3]).toBeCloseTo(two, 9)
      expect(patterns[0]!.state![15]).toBeCloseTo(one * two, 9)
    }),
    { numRuns: 50, seed: 44 }
  )
})

test('without noise the inference leaves the states by about 2χ, and the nearest one is given', () => {
  const quiet = { ...published, noiseClickProbability: [0, 0] as const, attemptsPerSecond: 1, probePhotons: 0.02 }
  const inferred = dlczLink(quiet, 0.01).memories
  expect(inferred.m00).toBeLessThan(-0.005)
  expect(inferred.m00).toBeGreaterThan(-0.02)
  const present = { present: true, brightness: 0.01 }
  const [pattern] = dlczSlot(published, present, present, [0, 0]).patterns
  expect(populations(pattern!.state!)[0]).toBeCloseTo(0, 12)
  // Read by perfect retrieval, the memories are a state as they are.
  const perfect = dlczLink({ ...quiet, retrievalEfficiencyA: 1, retrievalEfficiencyB: 1 }, 0.01).memories
  expect(perfect.m00).toBeCloseTo(0, 12)
  expect(perfect.m11).toBeGreaterThan(0.005)
})

test('bright ensembles, out of reach of a cut series, trial by trial', () => {
  const random = createRandom(43).stream('trials')
  const [a, b]: [Side, Side] = [
    { present: true, brightness: 0.75 },
    { present: true, brightness: 0.6 }
  ]
  const n: DetectorNoise = [0.05, 0.1]
  const p = { ...published, efficiencyA: 0.2, efficiencyB: 0.3, retrievalEfficiencyA: 0.4, retrievalEfficiencyB: 1 }
  const trials = 200_000
  const counts = new Map<string, number>()
  const click = (photons: number, efficiency: number): [number, number] => {
    const arrived = photons === 0 ? 0 : random.binomial(photons, efficiency)
    const first = arrived === 0 ? 0 : random.binomial(arrived, 0.5)
    return [first, arrived - first]
  }
  for (let trial = 0; trial < trials; trial++) {
    const quantaA = random.geometric(1 - a.brightness) - 1
    const quantaB = random.geometric(1 - b.brightness) - 1
    const one = click(quantaA, p.efficiencyA)
    const two = click(quantaB, p.efficiencyB)
    const clicked0 = one[0] + two[0] > 0 || random.bernoulli(n[0])
    const clicked1 = one[1] + two[1] > 0 || random.bernoulli(n[1])
    const key = `${(clicked0 ? 1 : 0) + (clicked1 ? 2 : 0)}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
    if (key !== '1') continue
    const seenA = quantaA > 0 && random.binomial(quantaA, p.retrievalEfficiencyA) > 0
    const seenB = quantaB > 0
    const read = `read ${seenA ? 1 : 0}${seenB ? 1 : 0}`
    counts.set(read, (counts.get(read) ?? 0) + 1)
  }
  const sigmas = (key: string, of: number, probability: number) =>
    Math.abs((counts.get(key) ?? 0) - of * probability) / Math.sqrt(of * probability * (1 - probability))
  const slot = dlczSlot(p, a, b, n)
  for (const { detectors, probability } of slot.patterns) {
    expect(sigmas(`${detectors}`, trials, probability)).toBeLessThan(5)
  }
  const heralds = counts.get('1')!
  const seen = readOut(p, a, b, n)
  for (const key of ['00', '01', '10', '11']) expect(sigmas(`read ${key}`, heralds, seen[key]!)).toBeLessThan(5)
})

/** What a herald of detector 0 leaves to be seen. */
function readOut(p: DlczParameters, a: Side, b: Side, n: DetectorNoise): Record<string, number> {
  const weights = clickWeights(p, [a.brightness, b.brightness], n)
  const { p00, p01, p10, p11 } = detectedPair(
    weights,
    detectorAlone(0),
    [p.retrievalEfficiencyA, p.retrievalEfficiencyB],
    0
  )
  return { '00': p00, '01': p01, '10': p10, '11': p11 }
}

test('a memory that loses its excitation first and is read out then is one that is read out worse', () => {
  const present = { present: true, brightness: 0.01 }
  const [pattern] = dlczSlot(published, present, present, [8.63e-5, 8.63e-5]).patterns
  const [m00, m01, m10, m11] = populations(pattern!.state!) as [number, number, number, number]
  const out = new Float64Array(4)
  relaxationMemory(ensembleMemory(560)).factors(0, 102_000, out)
  const [factor, , zFactor, shift] = out as unknown as [number, number, number, number]
  const late = retrievalAfter(0.2762, 5, 107, 560)
  expect(late).toBeCloseTo(0.2302, 4)
  // ⟨Z⟩ ↦ zFactor·⟨Z⟩ + shift on either side.
  const [zi, iz, zz] = [pattern!.state![12]!, pattern!.state![3]!, pattern!.state![15]!]
  const decayed = (1 - zFactor * zi - shift - zFactor * iz - shift + zFactor ** 2 * zz) / 4
  const both = decayed + (zFactor * shift * (zi + iz) + shift * shift) / 4
  expect(both * 0.2762 ** 2).toBeCloseTo(m11 * late ** 2, 12)
  const one = (1 - zFactor * zi - shift) / 2
  expect(one * 0.2762).toBeCloseTo((m10 + m11) * late, 12)
  expect(m00 + m01).toBeCloseTo((1 + zi) / 2, 12)
  expect(factor ** 2 * 0.2762).toBeCloseTo(late, 12)
})

test.each([
  [{ retrievalEfficiencyA: 0 }, 'dlcz.retrievalEfficiencyA'],
  [{ photonOverlap: 1.5 }, 'dlcz.photonOverlap'],
  [{ noiseClickProbability: [0, -1] }, 'dlcz.noiseClickProbability.1'],
  [{ probePhotons: Infinity }, 'dlcz.probePhotons']
])('bad parameters are named (%#)', (wrong, field) => {
  const good = { ...published, noiseClickProbability: [0, 0], attemptsPerSecond: 1, probePhotons: 0.02 }
  expect(parseDlczLink(good)).toEqual(good)
  expect(parseDlcz(published)).toEqual(published)
  expect(() => parseDlcz(good)).toThrow(expect.objectContaining({ accepted: 'no such field' }))
  expect(() => parseDlczLink({ ...good, ...wrong })).toThrow(expect.objectContaining({ field }))
})

test('a write-out probability or a cut out of range is refused', () => {
  const faint = { present: true, brightness: 0.01 }
  expect(() => dlczSlot(published, { present: true, brightness: 1 }, faint, [0, 0])).toThrow(ParameterError)
  const link = { ...published, noiseClickProbability: [0, 0] as const, attemptsPerSecond: 1, probePhotons: 0.02 }
  expect(() => dlczLink(link, -0.1)).toThrow(expect.objectContaining({ field: 'excitation[0]' }))
  expect(() => dlczLink(link, 0.1, 1.5)).toThrow(expect.objectContaining({ field: 'excitations' }))
})
