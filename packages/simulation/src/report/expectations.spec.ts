import {
  ca40Memory,
  ca40Parameters,
  ca40SingleClick10km,
  ca40StoredPair,
  cavityLink,
  dlczLink,
  erYsoLink,
  linearFlipMemory,
  rb87Parameters,
  rb87Prompt,
  relaxationMemory,
  singleClickLink,
  storedFidelity,
  transferFactors,
  windowNoise
} from '@bellwire/physics'
import { describe, expect, it } from 'vitest'
import type { LinkDescription, NodeDescription } from '../network/description.js'
import type { LinkExpectations } from './collect/link-collector.js'
import { networkExpectations } from './expectations.js'

const SECOND = 1e9

/** What a link between two nodes, alice and bob, is expected to do. */
function expectations(
  model: LinkDescription['model'],
  more: Partial<LinkDescription> = {},
  alice: Partial<NodeDescription> = {},
  bob: Partial<NodeDescription> = {}
): LinkExpectations & Required<Pick<LinkExpectations, 'brightness' | 'pairs'>> {
  const of = networkExpectations({
    nodes: [
      { name: 'alice', qubits: 1, ...alice },
      { name: 'bob', qubits: 1, ...bob }
    ],
    stations: [{ name: 'station' }],
    links: [{ a: 'alice', b: 'bob', station: 'station', delays: [300, 499], guard: 1, window: 50, model, ...more }]
  })
  expect(of('bob', 'alice')).toEqual({})
  const { brightness, pairs, ...rest } = of('alice', 'bob')
  return { ...rest, brightness: brightness!, pairs: pairs! }
}

describe('what a link is expected to do', () => {
  it('is the published calcium link’s closed form', () => {
    const brightness = ca40Parameters.brightnessMemory.value
    const transfer = new Float64Array(4)
    transferFactors(ca40Parameters.transferZFactor.value, transfer)
    const memory = linearFlipMemory(ca40Memory)
    const [flipA, flipB] = ca40SingleClick10km.readoutFlip
    const expected = expectations(
      { kind: 'single-click', parameters: ca40SingleClick10km },
      {
        noise: windowNoise(ca40SingleClick10km),
        slotPeriod: SECOND / ca40SingleClick10km.attemptsPerSecond,
        operatingPoints: [{ brightness, fidelity: 0, successProbability: 0 }]
      },
      { readoutFlip: flipA, storage: { memory, transfer } },
      { readoutFlip: flipB, storage: { memory } }
    )
    const closed = singleClickLink(ca40SingleClick10km, brightness)
    const point = expected.brightness.find((candidate) => candidate.brightness === brightness)
    expect(point?.ratePerSecond).toBeCloseTo(closed.rate, 9)
    expect(point?.fidelity).toBeCloseTo(closed.stateFidelity, 12)
    // The law is left to the brightnesses that the run uses.
    expect(expected.waiting).toBe(undefined)

    const pairs = expected.pairs(brightness, SECOND)
    expect(pairs.label).toBe('closed form, α = 0.17')
    expect(pairs.chsh).toBeCloseTo(closed.chsh, 12)
    expect(pairs.errorRates['Z']).toBeCloseTo(closed.errorRate, 12)
    expect(pairs.errorRates['X']).toBeCloseTo((1 - closed.xx) / 2, 12)
    expect(pairs.errorRates['Y']).toBeCloseTo((1 - closed.xx) / 2, 12)

    // The closed form of storage counts readout flips; without them both correlators are larger by their contrast.
    const contrast = (1 - 2 * flipA) * (1 - 2 * flipB)
    const stored = ca40StoredPair(brightness)
    const pure = {
      ...stored,
      xxInitial: stored.xxInitial / contrast,
      zzInitial: stored.zzInitial / contrast,
      zzSlopePerSecond: stored.zzSlopePerSecond / contrast
    }
    expect(pairs.storage.at(-1)?.seconds).toBe(1)
    for (const { seconds, fidelity } of pairs.storage) expect(fidelity).toBeCloseTo(storedFidelity(pure, seconds), 9)
  })

  it('is the closed form of ensembles and of cavities, over what each calls its brightness', () => {
    const chi = rb87Parameters.excitation.value
    const ensembles = expectations(
      { kind: 'dlcz', parameters: rb87Prompt },
      {
        noise: rb87Prompt.noiseClickProbability,
        slotPeriod: SECOND / rb87Prompt.attemptsPerSecond,
        operatingPoints: [{ brightness: chi, fidelity: 0, successProbability: 0 }]
      }
    )
    const closed = dlczLink(rb87Prompt, chi)
    const point = ensembles.brightness.find(({ brightness }) => brightness === chi)
    expect(point?.ratePerSecond).toBeCloseTo(closed.rate, 9)
    expect(point?.fidelity).toBeCloseTo(closed.fidelity, 12)
    expect(ensembles.brightnessSymbol).toBe('χ')
    const pairs = ensembles.pairs(chi, SECOND)
    expect(pairs.label).toBe('closed form, χ = 0.01')
    expect(pairs.errorRates['Z']).toBeCloseTo(closed.memories.m00 + closed.memories.m11, 12)
    expect(pairs.errorRates['X']).toBeCloseTo(0.5 - closed.memories.coherence, 12)

    const { noiseClickProbability: noise, attemptsPerSecond, ...parameters } = erYsoLink(10)
    const cavities = expectations({ kind: 'cavity', parameters }, { noise, slotPeriod: SECOND / attemptsPerSecond })
    expect(cavities.brightnessSymbol).toBe('λ/λ_th')
    for (const { brightness, ratePerSecond, fidelity } of cavities.brightness) {
      const link = cavityLink(erYsoLink(10), brightness)
      expect(Math.abs(ratePerSecond / link.rate - 1)).toBeLessThan(1e-9)
      expect(fidelity).toBeCloseTo(link.fidelity, 9)
    }
  })

  it('is geometric for ideal heralds, whose pairs relax with T1 and T2', () => {
    const memory = relaxationMemory({
      relaxationTimeMilliseconds: 20,
      coherenceTimeMilliseconds: 10,
      equilibriumPolarisation: 0
    })
    const parameters = { successProbability: 0.1, fidelity: 1, announced: [1, 2] }
    const expected = expectations({ kind: 'ideal', parameters }, {}, { memory })
    // A slot by default: the longer arm there and back, and the guard twice.
    expect(expected.slotSeconds).toBeCloseTo(1e-6, 15)
    expect(expected.waiting).toEqual({ kind: 'geometric', probability: 0.1, periodSeconds: 1e-6 })
    const [point, ...others] = expected.brightness
    expect(others).toEqual([])
    expect(point).toMatchObject({ brightness: 1, fidelity: 1 })
    expect(point?.ratePerSecond).toBeCloseTo(1e5, 6)
    const pairs = expected.pairs(1, 0.04 * SECOND)
    expect(pairs.label).toBe('closed form')
    expect(pairs.chsh).toBeCloseTo(2 * Math.SQRT2, 12)
    for (const { seconds, fidelity } of pairs.storage) {
      const f = (1 + Math.exp(-seconds / 0.02) + 2 * Math.exp(-seconds / 0.01)) / 4
      expect(fidelity).toBeCloseTo(f, 12)
    }
    // The same of a node that keeps others worse.
    const worse = relaxationMemory({
      relaxationTimeMilliseconds: 1,
      coherenceTimeMilliseconds: 1,
      equilibriumPolarisation: 0
    })
    const ofLink = expectations({ kind: 'ideal', parameters }, { memories: { a: memory } }, { memory: worse })
    expect(ofLink.pairs(1, 0.04 * SECOND).storage).toEqual(pairs.storage)
  })

  it('of two clicks begins at the fidelity of the operating point', () => {
    const parameters = {
      efficiencyA: 0.4,
      efficiencyB: 0.3,
      photonOverlap: 0.9,
      phaseContrast: 0.98,
      operationsContrast: 0.95
    }
    const expected = expectations({ kind: 'two-click', parameters }, { noise: [0.01, 0.02] })
    const { storage } = expected.pairs(1, SECOND)
    expect(storage[0]?.fidelity).toBeCloseTo(expected.brightness[0]?.fidelity ?? NaN, 12)
    // Qubits without a memory law keep for ever.
    expect(storage.at(-1)?.fidelity).toBe(storage[0]?.fidelity)
  })
})
