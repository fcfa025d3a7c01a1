import { estimateStage } from '@bellwire/network-layer'
import { type BellDiagonal, bbpsswBell, dejmpsBell, wernerState } from '@bellwire/quantum'
import { DistillationProtocol, DistillationSchedule, type Stage } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { Driven, networkOf } from '../../test/driven-network.js'
import { type Distilled, distilledPairs, type DistilledPairs } from '../../test/distilled-pairs.js'

const { BBPSSW, DEJMPS, DOUBLE_SELECTION } = DistillationProtocol
const { NESTED, PUMPED } = DistillationSchedule

const stage = (first: number, last: number, protocol: number, schedule: number, rounds: number): Stage => ({
  first,
  last,
  protocol,
  schedule,
  rounds
})

const play = (facts: Omit<DistilledPairs, 'seed' | 'pairs'> & { readonly pairs?: number }): Distilled => {
  const result = distilledPairs({ seed: 'distillation', pairs: 60, ...facts })
  expect(result.fidelities.length).toBe(facts.pairs ?? 60)
  return result
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

function expectEach(values: readonly number[], expected: number, digits = 6): void {
  for (const value of values) expect(value).toBeCloseTo(expected, digits)
}

/** By how many sigmas the steps of a level succeeded too often or too rarely. */
function sigmas({ steps }: Distilled, level: number, p: number): number {
  const { tried, succeeded } = steps[level]!
  return Math.abs(succeeded - tried * p) / Math.sqrt(tried * p * (1 - p))
}

/** W = (4F − 1)/3 multiplies under swaps. */
const swapped = (...fidelities: readonly number[]) =>
  (1 + 3 * fidelities.reduce((product, fidelity) => product * ((4 * fidelity - 1) / 3), 1)) / 4

type Step = (kept: BellDiagonal, measured: BellDiagonal, into: Float64Array) => number

function distilled(step: Step, kept: BellDiagonal, measured: BellDiagonal): Float64Array {
  const into = new Float64Array(4)
  step(kept, measured, into)
  return into
}

/** Errors of the two pairs of a swap add up. */
function swappedBell(one: BellDiagonal, other: BellDiagonal): Float64Array {
  const sum = new Float64Array(4)
  for (let i = 0; i < 4; i++) for (let j = 0; j < 4; j++) sum[i ^ j]! += one[i]! * other[j]!
  return sum
}

describe('distillation on a link', () => {
  it('by one round of BBPSSW of Werner states has the closed form (NET-207)', () => {
    const result = play({ links: 1, fidelity: 0.8, stages: [stage(0, 1, BBPSSW, NESTED, 1)], pairs: 300 })
    expectEach(result.fidelities, 0.83815)
    expect(sigmas(result, 0, 0.768889)).toBeLessThan(5)
  })

  it('by four rounds of DEJMPS nested has the closed form at every level (NET-205, NET-207)', () => {
    const expected = [0.735294, 0.845946, 0.934395, 0.972004]
    for (const [index, fidelity] of expected.entries()) {
      const result = play({
        links: 1,
        fidelity: 0.7,
        stages: [stage(0, 1, DEJMPS, NESTED, index + 1)],
        pairs: index === 3 ? 50 : 8
      })
      expectEach(result.fidelities, fidelity)
      expectEach(result.estimates, fidelity, 3)
      if (index < 3) continue
      for (const [level, p] of [0.68, 0.640138, 0.766253, 0.898387].entries())
        expect(sigmas(result, level, p)).toBeLessThan(5)
    }
  })

  it('by BBPSSW twice needs its twirls: on average they make Werner states (NET-211)', () => {
    const result = play({ links: 1, fidelity: 0.8, stages: [stage(0, 1, BBPSSW, NESTED, 2)], pairs: 400 })
    const { fidelity } = estimateStage(stage(0, 1, BBPSSW, NESTED, 2), 0.8)
    expect(new Set(result.fidelities.map((value) => value.toFixed(6))).size).toBeGreaterThan(1)
    const spread = Math.sqrt(mean(result.fidelities.map((value) => (value - mean(result.fidelities)) ** 2)))
    expect(Math.abs(mean(result.fidelities) - fidelity)).toBeLessThan((5 * spread) / Math.sqrt(400))
  })

  it.each([
    ['DEJMPS pumped', DEJMPS, PUMPED, 3],
    ['double selection', DOUBLE_SELECTION, NESTED, 1],
    ['double selection nested', DOUBLE_SELECTION, NESTED, 2],
    ['double selection pumped', DOUBLE_SELECTION, PUMPED, 2]
  ] as const)('by %s has the closed form (NET-205, NET-207)', (_, protocol, schedule, rounds) => {
    const rule = stage(0, 1, protocol, schedule, rounds)
    const { fidelities } = play({ links: 1, fidelity: 0.8, stages: [rule], pairs: 15 })
    expectEach(fidelities, estimateStage(rule, 0.8).fidelity)
  })

  it('takes time where the hardware does, and the links go on meanwhile', () => {
    const rule = stage(0, 1, DEJMPS, NESTED, 2)
    const slow = play({ links: 1, fidelity: 0.7, stages: [rule], distilDuration: 3_000_000, pairs: 30 })
    expectEach(slow.fidelities, 0.845946)
  })
})

describe('distillation over a chain', () => {
  it('of each link comes before the swap (NET-203)', () => {
    const stages = [stage(0, 1, DEJMPS, NESTED, 1), stage(1, 2, DEJMPS, NESTED, 2)]
    const fresh = wernerState(0.7)
    const once = distilled(dejmpsBell, fresh, fresh)
    const expected = swappedBell(once, distilled(dejmpsBell, once, once))
    expectEach(play({ links: 2, fidelity: 0.7, stages, pairs: 30 }).fidelities, expected[0]!)
  })

  it('from end to end is of what the swaps leave (NET-204, NET-215)', () => {
    const rule = stage(0, 2, DEJMPS, NESTED, 2)
    const result = play({ links: 2, fidelity: 0.9, stages: [rule], pairs: 60 })
    expectEach(result.fidelities, estimateStage(rule, swapped(0.9, 0.9)).fidelity)
  })

  it('can be done on links and from end to end (NET-202)', () => {
    const link = stage(0, 1, BBPSSW, NESTED, 1)
    const ends = stage(0, 2, DEJMPS, PUMPED, 2)
    const stages = [link, stage(1, 2, BBPSSW, NESTED, 1), ends]
    const fresh = wernerState(0.8)
    const once = distilled(bbpsswBell, fresh, fresh)
    const tracked = swappedBell(once, once)
    // The ends know the fidelity of what they have tracked, and count its errors as those of a Werner state; it is none.
    const pumped = distilled(dejmpsBell, distilled(dejmpsBell, tracked, tracked), tracked)
    expectEach(play({ links: 2, fidelity: 0.8, stages, pairs: 20 }).fidelities, pumped[0]!)
  })

  it('is what a program asks for where nothing else gives the fidelity', async () => {
    const driven = new Driven(
      networkOf([
        ['a', 'b', 0.85],
        ['b', 'c', 0.85]
      ])
    )
    const service = driven.service('a')
    driven.service('c').accept(0)
    driven.service('c').subscribe({ delivered: (pair) => void driven.service('c').release(pair) })
    expect(service.plan({ to: 3, minimumFidelity: 0.85 })).toEqual([])
    const wish = { to: 3, minimumFidelity: 0.85, distillation: { links: { protocol: 'dejmps', rounds: 2 } } } as const
    const circuit = await driven.until(service.openCircuit(wish))
    expect(circuit.facts?.stages).toHaveLength(2)
    const pairs = await driven.until(driven.take(circuit.pairs({ number: 5 }), (pair) => void circuit.release(pair)))
    for (const { fidelity } of pairs) expect(fidelity).toBeGreaterThan(0.85)
    circuit.close()
    driven.expectNothingKept()
  })

  it('leaves no qubit and no pair behind when the circuit is closed', () => {
    const stages = [stage(0, 1, DEJMPS, NESTED, 2), stage(0, 2, DOUBLE_SELECTION, NESTED, 1)]
    const { network, close } = play({ links: 2, fidelity: 0.8, stages, pairs: 20, distilDuration: 500_000 })
    close()
    network.run(network.clock.now() + 30_000_000_000)
    for (const name of ['node0', 'node1', 'node2']) {
      const node = network.node(name)
      expect(node.network.layer.kept).toMatchObject({
        circuits: 0,
        halves: 0,
        ends: 0,
        distilling: 0,
        foretold: 0,
        qubits: 0
      })
      expect(node.qubits.free).toBe(node.qubits.total)
    }
  })
})
