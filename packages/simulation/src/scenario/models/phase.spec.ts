import { rb87Stabilisation, stabilisedPhase } from '@bellwire/physics'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { networkOf } from '../network/network-of.js'
import { readScenario } from '../read/read-scenario.js'
import { ScenarioError } from '../read/scenario-error.js'

const LOOP = {
  phaseWalk: `${Math.sqrt(2000)} rad/sqrt(s)`,
  probe: '4 us',
  photons: 14,
  feedback: '2 us',
  gap: '5 us',
  probes: 2,
  period: '0.4 ms'
}
const CALIBRATION = { drift: `${5000 / 76} Hz/h`, interval: '2 min', gain: '50 %' }

const MODELS = {
  'single-click': { photonOverlap: 0.9, operationsContrast: 0.99 },
  'two-click': { photonOverlap: 0.9, operationsContrast: 0.99 },
  dlcz: { photonOverlap: 0.9, operationsContrast: 0.99 },
  cavity: {
    photonOverlap: 0.9,
    decay: '150 rad/us',
    coupling: '0.3 rad/ns',
    linewidth: '150 rad/us',
    modeBandwidth: '150 rad/us',
    modes: 2
  }
}
const KINDS = Object.entries(MODELS)

function read(model: object) {
  const link = { a: 'alice', b: 'bob', station: 'middle', length: '20 km', model }
  const nodes = ['alice', 'bob'].map((name) => ({ name, qubits: 1 }))
  const content = { name: 'held', duration: '1 s', nodes, stations: [{ name: 'middle' }], links: [link] }
  return readScenario(stringify(content), 'held.yaml')
}

function parametersOf(model: object) {
  return networkOf(read(model)).links[0]!.model.parameters as { phaseContrast: number; phaseOffset?: number }
}

function refusal(model: object): ScenarioError {
  try {
    read(model)
  } catch (error) {
    if (error instanceof ScenarioError) return error
  }
  throw new Error('not refused')
}

describe.each(KINDS)('the phase of a %s link', (kind, rest) => {
  const base = { kind, ...rest }

  it('has the contrast and the offset that its stabilisation leaves', () => {
    const { phaseContrast, phaseOffset } = parametersOf({ ...base, stabilisation: LOOP })
    // With all of it taken back: what happened since the last probe, and the shot noise of 14 photons.
    expect(phaseContrast).toBeCloseTo(Math.exp(-(2000 * (4e-6 / 3 + 7e-6) + 1 / 14) / 2), 12)
    expect(phaseOffset).toBe(0)
    const known = stabilisedPhase(rb87Stabilisation(2500, 1))
    const corrected = parametersOf({ ...base, stabilisation: { ...LOOP, calibration: CALIBRATION } })
    expect(corrected.phaseContrast).toBeCloseTo(known.contrast, 12)
    expect(corrected.phaseOffset).toBeCloseTo(known.mean, 12)
  })

  it('is turned by a frequency difference, beside the offset that is stated', () => {
    const turned = { ...base, stabilisation: { ...LOOP, frequencyDifference: '-1 kHz' } }
    const angle = -2 * Math.PI * 1000 * 9e-6
    expect(parametersOf(turned).phaseOffset).toBeCloseTo(angle, 12)
    expect(parametersOf({ ...turned, phaseOffset: '0.5 rad' }).phaseOffset).toBeCloseTo(0.5 + angle, 12)
    // A whole turn is none.
    expect(parametersOf({ ...turned, phaseOffset: '-360 deg' }).phaseOffset).toBeCloseTo(angle, 12)
    const before = parametersOf({ ...base, stabilisation: LOOP }).phaseContrast
    expect(parametersOf(turned).phaseContrast).toBeLessThan(before)
    expect(parametersOf(turned).phaseContrast).toBeCloseTo(before, 4)
  })

  it('is said one way', () => {
    for (const [model, value] of [
      [base, 'without phaseContrast and stabilisation'],
      [{ ...base, phaseContrast: 1, stabilisation: LOOP }, 'given phaseContrast and stabilisation']
    ] as const) {
      expect(refusal(model)).toMatchObject({
        field: 'links[0].model',
        value,
        accepted: 'one of phaseContrast and stabilisation',
        others: []
      })
    }
  })
})

describe('a stabilisation', () => {
  it('of any numbers that are accepted leaves a contrast from 0 to 1 and an offset of half a turn at most', () => {
    const worst = { ...LOOP, phaseWalk: '1e6 rad/sqrt(s)', photons: 0.001, visibility: 0.001, period: '104 d' }
    for (const more of [
      {},
      { frequencyDifference: '-1 GHz', gain: 0.001, probes: 1000 },
      // A whole turn while the probe lasts.
      { frequencyDifference: '250 kHz' },
      { calibration: { drift: '1e9 Hz/s', interval: '104 d', gain: 1.999 } },
      { probe: '0 s', feedback: '0 s', gap: '0 s', photons: 1e300 }
    ]) {
      const { phaseContrast, phaseOffset } = parametersOf({
        kind: 'dlcz',
        ...MODELS.dlcz,
        stabilisation: { ...worst, ...more },
        phaseOffset: '360 deg'
      })
      expect(phaseContrast).toBeGreaterThanOrEqual(0)
      expect(phaseContrast).toBeLessThanOrEqual(1)
      expect(Math.abs(phaseOffset!)).toBeLessThanOrEqual(Math.PI)
    }
  })

  it.each([
    [{ period: '16 us' }, '.period', '16 us', /^at least 17 us, all probes and the gap$/],
    [{ gain: 2 }, '.gain', '2', /^a number from 0\.001 to 1\.999/],
    [{ phaseWalk: '44 rad' }, '.phaseWalk', '"44 rad"', /in rad\/sqrt\(s\), .*, 0 to 1e6 rad\/sqrt\(s\)$/],
    [{ photons: 0 }, '.photons', '0', /^a number of at least 0\.001$/],
    [{ probes: 0 }, '.probes', '0', /^an integer from 1 to 1000$/],
    [{ frequencyDifference: '2 GHz' }, '.frequencyDifference', '"2 GHz"', /up to 1 GHz either way$/],
    [{ calibration: { ...CALIBRATION, drift: '5 kHz' } }, '.calibration.drift', '"5 kHz"', /in Hz\/s, .*kHz\/h/],
    [
      { calibration: { ...CALIBRATION, interval: '30 us' } },
      '.calibration.interval',
      '30 us',
      /^at least 400 us, the period$/
    ],
    [
      { calibration: CALIBRATION, frequencyDifference: '5 Hz' },
      '',
      'given frequencyDifference and calibration',
      /^one of frequencyDifference and calibration$/
    ]
  ])('is refused in one line: %j', (wrong, field, value, accepted) => {
    const error = refusal({ kind: 'dlcz', ...MODELS.dlcz, stabilisation: { ...LOOP, ...wrong } })
    expect(error).toMatchObject({ field: `links[0].model.stabilisation${field}`, value, others: [] })
    expect(error.accepted).toMatch(accepted)
  })
})
