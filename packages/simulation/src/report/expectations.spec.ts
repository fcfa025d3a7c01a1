import {
  ca40Memory,
  ca40Parameters,
  ca40SingleClick10km,
  ca40StoredPair,
  linearFlipMemory,
  relaxationMemory,
  singleClickLink,
  storedFidelity,
  transferFactors,
  windowNoise
} from '@bellwire/physics'
import { describe, expect, it } from 'vitest'
import type { LinkDescription, NodeDescription } from '../network/description.js'
import { linkExpectations } from './expectations.js'

const link = (model: LinkDescription['model'], more: Partial<LinkDescription> = {}): LinkDescription => {
  return { a: 'alice', b: 'bob', station: 'station', delays: [10, 10], guard: 1, window: 50, model, ...more }
}

describe('what a link is expected to do', () => {
  it('is the published calcium link’s closed form', () => {
    const brightness = ca40Parameters.brightnessMemory.value
    const transfer = new Float64Array(4)
    transferFactors(ca40Parameters.transferZFactor.value, transfer)
    const storage = { memory: linearFlipMemory(ca40Memory) }
    const nodes: [NodeDescription, NodeDescription] = [
      { name: 'alice', qubits: 1, storage: { ...storage, transfer } },
      { name: 'bob', qubits: 1, storage }
    ]
    const ideal = { ...ca40SingleClick10km, readoutFlip: [0, 0] as const }
    const described = link(
      { kind: 'single-click', parameters: ideal },
      {
        noise: windowNoise(ideal),
        operatingPoints: [{ brightness, fidelity: 0, successProbability: 0 }]
      }
    )
    const slotPeriod = 1e9 / ideal.attemptsPerSecond
    const expected = linkExpectations(described, { slotPeriod, nodes, brightness, stored: true })

    const closed = singleClickLink(ideal, brightness)
    const point = expected.brightness?.find((candidate) => candidate.brightness === brightness)
    expect(point?.ratePerSecond).toBeCloseTo(closed.rate, 9)
    expect(point?.fidelity).toBeCloseTo(closed.fidelity, 9)
    expect(expected.waiting).toBe(undefined)

    // Measured at once with the published readout flips.
    const flipping = nodes.map((node, side) => ({
      ...node,
      readoutFlip: ca40SingleClick10km.readoutFlip[side as 0 | 1]
    }))
    const real = singleClickLink(ca40SingleClick10km, brightness)
    const seen = linkExpectations(described, { slotPeriod, nodes: flipping as unknown as typeof nodes, brightness })
    expect(seen.chsh?.[0]?.value).toBeCloseTo(real.chsh, 12)
    expect(seen.chsh?.[0]?.label).toBe('closed form, α = 0.17')
    expect(seen.errorRates?.['Z']?.[0]?.value).toBeCloseTo(real.errorRate, 12)
    expect(seen.errorRates?.['X']?.[0]?.value).toBeCloseTo((1 - real.xx) / 2, 12)
    expect(seen.errorRates?.['Y']?.[0]?.value).toBeCloseTo((1 - real.xx) / 2, 12)

    // The closed form of storage counts readout flips; without them both correlators are larger by their contrast.
    const contrast = (1 - 2 * ca40SingleClick10km.readoutFlip[0]) * (1 - 2 * ca40SingleClick10km.readoutFlip[1])
    const stored = ca40StoredPair(brightness)
    const pure = {
      ...stored,
      xxInitial: stored.xxInitial / contrast,
      zzInitial: stored.zzInitial / contrast,
      zzSlopePerSecond: stored.zzSlopePerSecond / contrast
    }
    for (const { seconds, fidelity } of expected.storage ?? [])
      expect(fidelity).toBeCloseTo(storedFidelity(pure, seconds), 9)
    expect(expected.storage?.at(-1)?.seconds).toBe(1)
  })

  it('is geometric for ideal heralds, whose pairs relax with T1 and T2', () => {
    const memory = relaxationMemory({
      relaxationTimeMilliseconds: 20,
      coherenceTimeMilliseconds: 10,
      equilibriumPolarisation: 0
    })
    const nodes: [NodeDescription, NodeDescription] = [
      { name: 'alice', qubits: 1, memory },
      { name: 'bob', qubits: 1 }
    ]
    const described = link({ kind: 'ideal', parameters: { successProbability: 0.1, fidelity: 1, announced: [1, 2] } })
    const expected = linkExpectations(described, { slotPeriod: 1000, nodes, brightness: 1, longestStorage: 40_000_000 })
    expect(expected.waiting).toEqual({ kind: 'geometric', probability: 0.1, periodSeconds: 1e-6 })
    expect(expected.brightness).toEqual([
      { brightness: 1, fidelity: 1, ratePerSecond: expect.closeTo(1e5, 6) as number }
    ])
    for (const { seconds, fidelity } of expected.storage ?? []) {
      const f = (1 + Math.exp(-seconds / 0.02) + 2 * Math.exp(-seconds / 0.01)) / 4
      expect(fidelity).toBeCloseTo(f, 12)
    }
  })

  it('of two clicks begins at the fidelity of the operating point', () => {
    const parameters = {
      efficiencyA: 0.4,
      efficiencyB: 0.3,
      photonOverlap: 0.9,
      phaseContrast: 0.98,
      operationsContrast: 0.95
    }
    const nodes: [NodeDescription, NodeDescription] = [
      { name: 'alice', qubits: 1 },
      { name: 'bob', qubits: 1 }
    ]
    const described = link({ kind: 'two-click', parameters }, { noise: [0.01, 0.02] })
    const expected = linkExpectations(described, { slotPeriod: 1000, nodes, brightness: 1 })
    expect(expected.storage?.[0]?.fidelity).toBeCloseTo(expected.brightness?.[0]?.fidelity ?? NaN, 12)
    expect(expected.storage?.at(-1)?.fidelity).toBe(expected.storage?.[0]?.fidelity)
  })
})
