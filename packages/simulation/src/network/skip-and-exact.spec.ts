import type { PairDelivered } from '@bellwire/link-layer'
import type { SamplingMode } from '@bellwire/physics'
import { describe, expect, it } from 'vitest'
import type { LinkDescription } from './description.js'
import { SimulatedNetwork } from './simulated-network.js'

/**
 * Through the whole stack, from CREATE to the outcomes at both ends, drawing failures in one go and playing every
 * attempt give the same distributions.
 */

const PAIRS = 6000
const REQUEST = 100

interface Sample {
  /** Times between deliveries, in order of size. */
  readonly intervals: readonly number[]
  /** Pairs by Bell state, bases and outcomes. */
  readonly outcomes: ReadonlyMap<string, number>
  readonly events: number
}

function play(mode: SamplingMode, model: LinkDescription['model'], link: Partial<LinkDescription> = {}): Sample {
  const network = new SimulatedNetwork(
    {
      nodes: ['alice', 'bob'].map((name) => ({ name, qubits: 3, readoutFlip: 0.02 })),
      stations: [{ name: 'station' }],
      links: [
        {
          a: 'alice',
          b: 'bob',
          station: 'station',
          delays: [3_000, 5_000],
          guard: 100,
          window: 50,
          // Batches so short that many of them end without a herald.
          batchSlots: 14,
          model,
          ...link
        }
      ]
    },
    { seed: `skip-and-exact/${mode}`, mode }
  )
  if (!network.settle()) throw new Error('the link did not come up')
  const alice = network.node('alice').link('bob')
  const bob = network.node('bob').link('alice')
  bob.accept(0)
  const intervals: number[] = []
  const outcomes = new Map<string, number>()
  const waiting = new Map<string, string>()
  let last = network.clock.now()
  /** Puts what both ends say of one pair together. */
  const ended = (pair: PairDelivered): void => {
    const name = `${pair.epoch}/${pair.sequence}`
    const own = `${pair.basis}${pair.outcome?.reveal()}`
    const others = waiting.get(name)
    if (others === undefined) waiting.set(name, own)
    else {
      waiting.delete(name)
      const cell = `${pair.bellIndex} ${[own, others].sort().join(' ')}`
      outcomes.set(cell, (outcomes.get(cell) ?? 0) + 1)
    }
  }
  alice.subscribe({
    delivered: (pair) => {
      intervals.push(network.clock.now() - last)
      last = network.clock.now()
      ended(pair)
    }
  })
  bob.subscribe({ delivered: ended })
  for (let n = 0; n < PAIRS / REQUEST; n++) {
    const random = { random: 'XZ' } as const
    const request = {
      kind: 'measure',
      number: REQUEST,
      minimumFidelity: 0.6,
      originator: random,
      responder: random
    } as const
    const { error } = alice.createDirect(request)
    expect(error).toBe(0)
  }
  network.run(1e12, () => intervals.length < PAIRS)
  network.run(network.clock.now() + 1e6)
  expect(intervals.length).toBe(PAIRS)
  expect([...outcomes.values()].reduce((sum, count) => sum + count, 0)).toBe(PAIRS)
  return { intervals: intervals.sort((one, other) => one - other), outcomes, events: network.clock.events }
}

/** The largest distance of the two distribution functions, over the distance that equal laws pass once in 5 sigma. */
function kolmogorovSmirnov(one: readonly number[], other: readonly number[]): number {
  let distance = 0
  let [i, j] = [0, 0]
  while (i < one.length && j < other.length) {
    const value = Math.min(one[i]!, other[j]!)
    while (i < one.length && one[i]! <= value) i++
    while (j < other.length && other[j]! <= value) j++
    distance = Math.max(distance, Math.abs(i / one.length - j / other.length))
  }
  const fiveSigma = 5.733e-7
  const allowed = Math.sqrt((-Math.log(fiveSigma / 2) / 2) * (1 / one.length + 1 / other.length))
  return distance / allowed
}

/** The largest difference of any cell's counts, in standard deviations. */
function largestDifference(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  const cells = [...new Set([...one.keys(), ...other.keys()])]
  return Math.max(
    ...cells.map((cell) => {
      const [n, m] = [one.get(cell) ?? 0, other.get(cell) ?? 0]
      return Math.abs(n - m) / Math.sqrt(n + m)
    })
  )
}

function agree(model: LinkDescription['model'], link: Partial<LinkDescription> = {}): readonly [Sample, Sample] {
  const skip = play('skip', model, link)
  const exact = play('exact', model, link)
  expect(kolmogorovSmirnov(skip.intervals, exact.intervals)).toBeLessThan(1)
  expect(largestDifference(skip.outcomes, exact.outcomes)).toBeLessThan(5)
  return [skip, exact]
}

const optics = { photonOverlap: 0.9, phaseContrast: 0.98, operationsContrast: 0.95 }
const singleClick = { kind: 'single-click', parameters: { efficiencyA: 0.3, efficiencyB: 0.2, ...optics } } as const
const twoClick = { kind: 'two-click', parameters: { efficiencyA: 0.6, efficiencyB: 0.5, ...optics } } as const
const ensembles = {
  kind: 'dlcz',
  parameters: {
    efficiencyA: 0.4,
    efficiencyB: 0.3,
    photonOverlap: 0.5,
    phaseContrast: 0.98,
    operationsContrast: 0.95,
    retrievalEfficiencyA: 0.4,
    retrievalEfficiencyB: 0.8,
    phaseOffset: 0.3
  }
} as const
const ideal = (successProbability: number) =>
  ({ kind: 'ideal', parameters: { successProbability, fidelity: 0.9, announced: [0, 1, 2, 3] } }) as const

describe('drawing failures in one go and playing every attempt, through the whole stack', () => {
  it('agree for ideal heralds', () => {
    const [skip, exact] = agree(ideal(0.06))
    expect(exact.events).toBeGreaterThan(1.2 * skip.events)
    // Four Bell states, two bases and two outcomes at either end, unordered ends.
    expect(skip.outcomes.size).toBeGreaterThan(30)
  })

  it('agree for a single click', () => {
    const [skip] = agree(singleClick, { noise: [0.002, 0.004] })
    expect([...skip.outcomes.keys()].some((cell) => cell.startsWith('1 '))).toBe(true)
    expect([...skip.outcomes.keys()].some((cell) => cell.startsWith('3 '))).toBe(true)
  })

  it('agree for a single click on detectors that remember their clicks', () => {
    const detectors = {
      jitterPicoseconds: 40,
      deadTimeNanoseconds: 15_000,
      afterpulseProbability: 0.05,
      afterpulseTimeConstantNanoseconds: 20_000
    }
    agree(singleClick, { noise: [0.002, 0.004], detectors })
  })

  it('agree for two clicks', () => {
    agree(twoClick, { noise: [0.001, 0.002] })
  })

  it('agree for two atomic ensembles', () => {
    const [skip] = agree(ensembles, { noise: [0.001, 0.002] })
    expect([...skip.outcomes.keys()].some((cell) => cell.startsWith('1 '))).toBe(true)
    expect([...skip.outcomes.keys()].some((cell) => cell.startsWith('3 '))).toBe(true)
  })

  it('agree for two parametric cavities and several temporal modes', () => {
    const cavity = { cavityDecay: 150, collectiveCoupling: 300, inhomogeneousLinewidth: 150, combFinesse: 3 }
    const light = { efficiencyA: 0.5, efficiencyB: 0.3, photonOverlap: 0.9, phaseContrast: 0.97, phaseOffset: 0.2 }
    const parameters = { ...light, cavity, modeBandwidth: 100, modes: 4 }
    const [skip] = agree({ kind: 'cavity', parameters }, { noise: [0.001, 0.002] })
    expect([...skip.outcomes.keys()].some((cell) => cell.startsWith('1 '))).toBe(true)
    expect([...skip.outcomes.keys()].some((cell) => cell.startsWith('3 '))).toBe(true)
  })

  it('agree where trains fail at one end', () => {
    agree(ideal(0.05), { generationFailure: [0.1, 0.2] })
  })

  it('would be told apart at a success probability that is a quarter higher', () => {
    const { intervals } = play('skip', ideal(0.06))
    expect(kolmogorovSmirnov(intervals, play('exact', ideal(0.075)).intervals)).toBeGreaterThan(1)
  })
})
