import { pairConcurrence, pairFidelity } from '@bellwire/quantum'
import { createRandom } from '@bellwire/runtime'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between } from '../../test/between.js'
import { stableSources, tableSource } from '../../test/parametric-cavity/sources.js'
import { ParameterError } from '../components/parameter.js'
import { outputPhotons } from '../parametric-cavity/photon-numbers.js'
import { memoryShareRatio } from '../parametric-cavity/photon-numbers.js'
import { instabilityThreshold } from '../parametric-cavity/threshold.js'
import { cavityLink, type CavityLinkParameters } from './link.js'
import { parseCavity } from './parameters.js'
import { cavityMode, cavitySlot } from './slot.js'
import { drivenCavity, excitationOf, modeDuration, modePhotons, modesDuring } from './temporal-mode.js'

const { parametricDrive: _, ...cavity } = tableSource

const parameters: CavityLinkParameters = {
  efficiencyA: 0.3,
  efficiencyB: 0.2,
  photonOverlap: 0.95,
  cavity,
  modeBandwidth: 150,
  modes: 23,
  phaseContrast: 0.97,
  noiseClickProbability: [1e-5, 2e-5],
  attemptsPerSecond: 1e4
}

test('a narrow mode has the photon numbers of its frequency and is matched; a wide one has the means of its band', () => {
  fc.assert(
    fc.property(stableSources(0.9), (source) => {
      const narrow = modePhotons(source, 1e-6 * Math.min(source.cavityDecay, source.inhomogeneousLinewidth))
      const { idler, memory } = outputPhotons(source, 0)
      expect(narrow.idler).toBeCloseTo(idler, 6)
      expect(narrow.storedShare * idler).toBeCloseTo(memory, 6)
      expect(narrow.modeMatch).toBeGreaterThan(1 - 1e-6)
      // At one frequency the share is that of the beam splitter of the equivalent circuit, whatever the drive.
      const ratio = memoryShareRatio(source, 0)
      expect(narrow.storedShare).toBeCloseTo(ratio / (1 + ratio), 6)
    }),
    { numRuns: 60, seed: 71 }
  )
  // Simpson's rule, a thousand places.
  const steps = 1000
  let [idler, memory, correlation] = [0, 0, 0]
  for (let n = 0; n <= steps; n++) {
    const photons = outputPhotons(tableSource, (-75 * (steps - 2 * n)) / steps)
    const weight = (n === 0 || n === steps ? 1 : n % 2 === 1 ? 4 : 2) / (3 * steps)
    idler += weight * photons.idler
    memory += weight * photons.memory
    correlation += weight * Math.sqrt(photons.memory * (1 + photons.idler))
  }
  const wide = modePhotons(tableSource, 150)
  expect(wide.idler).toBeCloseTo(idler, 10)
  expect(wide.modeMatch).toBeCloseTo(correlation ** 2 / (memory * (1 + idler)), 10)
  expect(wide.storedShare).toBeCloseTo((memory / idler) * wide.modeMatch, 10)
  expect(excitationOf(wide)).toBeCloseTo(idler / (1 + idler), 12)
})

test('modes fit into a pump pulse as 2π over their band', () => {
  expect(modeDuration(150)).toBeCloseTo(0.041888, 6)
  expect(modesDuring(1, 150)).toBe(23)
  expect(modesDuring(7 * modeDuration(10), 10)).toBe(7)
  expect(modesDuring(0.01, 150)).toBe(0)
})

test('many modes are played mode by mode: the first with one click heralds, with that mode’s state', () => {
  const random = createRandom(72).stream('modes')
  const noise = [0.05, 0.1] as const
  const bright = { ...parameters, modes: 5, efficiencyA: 0.6, efficiencyB: 0.7 }
  const [a, b] = [
    { present: true, brightness: 0.2 },
    { present: true, brightness: 0.3 }
  ]
  const slot = cavitySlot(bright, a, b, noise)
  const { only, both } = cavityMode(bright, a, b, noise)
  // The same mode alone, at a fifth of the noise, in the sense that five of them have all of it.
  const share = (total: number) => 1 - (1 - total) ** (1 / 5)
  const alone = cavitySlot({ ...bright, modes: 1 }, a, b, [share(noise[0]), share(noise[1])])
  expect(alone.patterns.map(({ probability }) => probability)).toEqual([
    expect.closeTo(only[0], 12),
    expect.closeTo(only[1], 12),
    expect.closeTo(both, 12)
  ])
  const attempts = 100_000
  const counts = [0, 0, 0, 0]
  for (let attempt = 0; attempt < attempts; attempt++) {
    let seen = 0
    for (let mode = 0; mode < 5 && seen !== 1 && seen !== 2; mode++) {
      const drawn = random.uniform()
      if (drawn < only[0]) seen = 1
      else if (drawn < only[0] + only[1]) seen = 2
      else if (drawn < only[0] + only[1] + both) seen = 3
    }
    counts[seen]!++
  }
  expect(slot.patterns.map(({ detectors }) => detectors)).toEqual([1, 2, 3])
  for (const { detectors, probability, state } of slot.patterns) {
    const spread = Math.sqrt(attempts * probability * (1 - probability))
    expect(Math.abs(counts[detectors]! - attempts * probability)).toBeLessThan(5 * spread)
    const single = alone.patterns.find((pattern) => pattern.detectors === detectors)
    expect(state === null).toBe(detectors === 3)
    state?.forEach((value, index) => expect(value).toBeCloseTo(single!.state![index]!, 12))
  }
})

test('the figures of a link are those of its slot', () => {
  fc.assert(
    fc.property(between(0.01, 0.6), fc.integer({ min: 1, max: 40 }), (drive, modes) => {
      const link = { ...parameters, modes, noiseClickProbability: [1e-4, 1e-4] as const }
      const side = { present: true, brightness: drive }
      const slot = cavitySlot(link, side, side, link.noiseClickProbability)
      const closed = cavityLink(link, drive)
      expect(closed.heraldProbability).toBeCloseTo(slot.heraldProbability, 14)
      for (const { bellIndex, state } of slot.patterns) {
        if (bellIndex < 0) continue
        expect(pairFidelity(state!, bellIndex)).toBeCloseTo(closed.fidelity, 9)
        expect(pairConcurrence(state!)).toBeCloseTo(closed.concurrence, 5)
      }
      expect(closed.singleExcitationFidelity).toBeLessThanOrEqual(closed.fidelity)
      expect(closed.rate).toBeCloseTo(1e4 * slot.heraldProbability, 9)
    }),
    { numRuns: 30, seed: 73 }
  )
})

test('faintly driven without noise, a memory is left empty as often as the signal took the partner', () => {
  const quiet = { ...parameters, noiseClickProbability: [0, 0] as const, modes: 1, photonOverlap: 1, phaseContrast: 1 }
  const even = { ...quiet, efficiencyB: quiet.efficiencyA }
  const closed = cavityLink(even, 1e-3)
  const { storedShare } = closed.photons
  expect(closed.fidelity).toBeCloseTo(storedShare, 4)
  expect(closed.memories.m00).toBeCloseTo(1 - storedShare, 4)
  expect(closed.heraldProbability).toBeCloseTo(2 * excitationOf(closed.photons) * even.efficiencyA, 8)
  expect(closed.noiseShare).toBe(0)
  // A phase offset of π turns the announced state into the other Ψ.
  const side = { present: true, brightness: 0.05 }
  const [turned] = cavitySlot({ ...even, phaseOffset: Math.PI }, side, side, [0, 0]).patterns
  const [, other] = cavitySlot(even, side, side, [0, 0]).patterns
  turned!.state!.forEach((value, index) => expect(value).toBeCloseTo(other!.state![index]!, 12))
})

test('an absent side leaves no coherence, and nothing at all heralds without light and noise', () => {
  const slot = cavitySlot(parameters, { present: true, brightness: 0.2 }, { present: false, brightness: 0.1 }, [0, 0])
  for (const { state, bellIndex } of slot.patterns) if (bellIndex >= 0) expect(state![5]).toBeCloseTo(0, 15)
  const idle = { present: false, brightness: 0 }
  expect(cavitySlot(parameters, idle, idle, [0, 0])).toEqual({ heraldProbability: 0, patterns: [] })
  const undriven = { present: true, brightness: 0 }
  expect(cavitySlot(parameters, undriven, undriven, [0, 0])).toEqual({ heraldProbability: 0, patterns: [] })
  expect(cavitySlot(parameters, undriven, undriven, [1, 0]).heraldProbability).toBeCloseTo(1, 12)
})

test.each([
  [{ efficiencyA: 2 }, 'cavity.efficiencyA', 'a number 0..1'],
  [{ modes: 0 }, 'cavity.modes', 'an integer 1..1000000'],
  [{ modes: 1.5 }, 'cavity.modes', 'an integer 1..1000000'],
  [{ modeBandwidth: 0 }, 'cavity.modeBandwidth', 'a finite number > 0'],
  [{ cavity: { ...cavity, combFinesse: 0.5 } }, 'cavity.cavity.combFinesse', 'a finite number >= 1'],
  [{ cavity: tableSource }, 'cavity.cavity.parametricDrive', 'no such field']
])('bad parameters are named (%#)', (wrong, field, accepted) => {
  const { noiseClickProbability: _n, attemptsPerSecond: _a, ...good } = parameters
  expect(parseCavity(good)).toEqual(good)
  expect(() => parseCavity({ ...good, ...wrong })).toThrow(expect.objectContaining({ field, accepted }))
})

test('a drive at the threshold and a band that is none are refused', () => {
  const limit = instabilityThreshold(tableSource).parametricDrive
  expect(drivenCavity(cavity, 0.25).parametricDrive).toBeCloseTo(limit / 4, 12)
  expect(() => drivenCavity(cavity, 1)).toThrow(ParameterError)
  expect(() => cavityLink(parameters, -0.1)).toThrow(expect.objectContaining({ field: 'brightness' }))
  expect(() => modePhotons(tableSource, 0)).toThrow(expect.objectContaining({ field: 'modeBandwidth' }))
  expect(() => modePhotons({ ...tableSource, parametricDrive: limit }, 1)).toThrow(
    expect.objectContaining({ field: 'parametricCavity.parametricDrive' })
  )
})
