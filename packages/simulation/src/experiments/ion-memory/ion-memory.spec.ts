import { absorptiveLink, attemptRates, operatingPointsOf, ybEuLink, ybEuSchedule } from '@bellwire/physics'
import { describe, expect, it } from 'vitest'
import { ionMemory } from './ion-memory.js'
import { detectionRate, inferredComb, memoryNetwork, receiverNoise, receiverOf, SLOT_PERIOD } from './memory-network.js'

const figures = new Map(ionMemory.figures.map((figure) => [figure.id, figure]))

describe('the ion and the crystal’s memory as an experiment', () => {
  it('plays the published link: its rate, its noise and its fidelity', () => {
    const link = absorptiveLink(ybEuLink())
    const [point] = operatingPointsOf({ kind: 'receiver', parameters: receiverOf({}) }, receiverNoise())
    expect(point!.successProbability / (link.signalPerAttempt + link.noisePerAttempt)).toBeCloseTo(1, 6)
    expect(point!.fidelity).toBeCloseTo(link.fidelity, 6)
    expect(detectionRate()).toBeCloseTo(link.signalPerSecondInPhase + link.noisePerSecondInPhase, 8)
    expect(detectionRate({ light: false })).toBeCloseTo(link.noisePerSecondInPhase, 8)
  })

  it('has the published cycle of preparation and frames, attempts as far apart as on average', () => {
    const [link] = memoryNetwork({}).links
    expect(link!.drift!.dark).toEqual({ every: 258e9, for: 8e9, first: 250e9 })
    expect(SLOT_PERIOD * 1e-9).toBeCloseTo(attemptRates(ybEuSchedule).meanAttemptSeconds, 9)
    // 90 m of fibre, and one period of storage.
    expect(link!.delays).toEqual([938, 0])
    expect(memoryNetwork({ storage: inferredComb(4, 2) }).links[0]!.delays).toEqual([1438, 0])
  })

  it('never states an inferred number as the paper’s', () => {
    for (const { id, kind, paper } of figures.values()) if (kind === 'inferred') expect(paper, id).toBeNull()
    expect(figures.get('ion-memory-chsh')).toMatchObject({ kind: 'inferred', paper: null })
    expect(figures.get('ion-memory-chsh-sigmas')).toMatchObject({ kind: 'conditional', paper: { bound: 'above' } })
  })

  it('has a line of the budget for each element, and a known value for everything that is not played', () => {
    const budget = [...figures.keys()].filter((id) => id.includes('-budget-'))
    expect(budget).toHaveLength(16)
    expect(figures.get('ion-memory-budget-first-4')?.quantity).toBe(
      'photons left after: modulator against noise (80 %), first polarisation'
    )
    const played = [...figures.values()].filter(({ golden }) => golden === undefined).map(({ id }) => id)
    expect(played.map((id) => id.replace('ion-memory-', ''))).toEqual([
      'duty-cycle',
      'rate',
      'signal-to-noise',
      'noise-per-attempt',
      'fidelity',
      'correlator-zz',
      'correlator-xx',
      'chsh',
      'chsh-sigmas',
      'tomography-1780',
      'time-1780-detections',
      'echo-1',
      'echo-2',
      'keep-refused'
    ])
  })
})
