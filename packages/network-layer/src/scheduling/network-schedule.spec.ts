import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NetworkInputError } from '../errors.js'
import { binsOf } from './bins.js'
import {
  type CircuitDemand,
  type LinkName,
  type NetworkSchedule,
  scheduleNetwork,
  type ScheduleOptions
} from './network-schedule.js'

const between = (a: number, b: number): LinkName => ({ first: Math.min(a, b), second: Math.max(a, b), link: 1 })

const demand = (circuit: number, nodes: readonly number[], shares: readonly number[]): CircuitDemand => ({
  initiator: nodes[0] as number,
  circuit,
  links: nodes.slice(1).map((node, k) => between(nodes[k] as number, node)),
  shares
})

/** Walks in a grid of 3 by 3 nodes, which has no loops of odd length, or with diagonals, which has. */
const walks = (diagonals: boolean) =>
  fc
    .tuple(fc.nat(8), fc.array(fc.nat(7), { minLength: 1, maxLength: 5 }))
    .map(([start, turns]) => {
      const nodes = [start]
      for (const turn of turns) {
        const here = nodes.at(-1) as number
        const near = Array.from({ length: 9 }, (_, node) => node).filter((node) => {
          const [x, y] = [Math.abs((node % 3) - (here % 3)), Math.abs(Math.floor(node / 3) - Math.floor(here / 3))]
          return !nodes.includes(node) && (x + y === 1 || (diagonals && x === 1 && y === 1))
        })
        if (near.length > 0) nodes.push(near[turn % near.length] as number)
      }
      return nodes
    })
    .filter((nodes) => nodes.length > 1)

const demands = (diagonals: boolean) =>
  fc
    .array(fc.tuple(walks(diagonals), fc.array(fc.nat(20), { minLength: 5, maxLength: 5 })), {
      minLength: 1,
      maxLength: 6
    })
    .map((all) =>
      all.map(([nodes, shares], index) =>
        demand(
          index + 1,
          nodes,
          nodes.slice(1).map((_, k) => (shares[k] as number) / 64)
        )
      )
    )

const qubitsOf = (seed: number) => (node: number) => 1 + ((node * 7 + seed) % 3)

const unitsOf = (share: number, steps: number) => Math.max(0, Math.ceil(share * steps - 1e-9))

/** Steps that a node needs for all links that it serves. */
function loads(all: readonly CircuitDemand[], steps: number): Map<number, number> {
  const sums = new Map<number, number>()
  for (const { links, shares } of all)
    links.forEach(({ first, second }, k) => {
      const units = unitsOf(shares[k] as number, steps)
      for (const node of [first, second]) sums.set(node, (sums.get(node) ?? 0) + units)
    })
  return sums
}

/** What must hold of every schedule. */
function expectSound(schedule: NetworkSchedule, { qubits = () => 1, steps = 64, fill = true }: ScheduleOptions): void {
  const { links, demands: all } = schedule
  const busy = (node: number, step: number) =>
    links.filter(({ first, second, steps: served }) => (first === node || second === node) && served[step] !== -1)
      .length
  const nodes = new Set(links.flatMap(({ first, second }) => [first, second]))
  for (const { steps: served } of links) expect(served).toHaveLength(steps)
  for (const node of nodes)
    for (let step = 0; step < steps; step++) expect(busy(node, step)).toBeLessThanOrEqual(qubits(node))
  all.forEach(({ links: way, shares }, index) => {
    way.forEach((name, k) => {
      const link = links.find(({ first, second }) => first === name.first && second === name.second)
      const got = link?.steps.filter((served) => served === index).length ?? 0
      expect(got / steps).toBeGreaterThanOrEqual((shares[k] as number) - 1e-9)
      if (!fill) expect(got).toBe(unitsOf(shares[k] as number, steps))
    })
  })
  // A link serves only circuits on whose way it is.
  for (const { first, second, steps: served } of links)
    for (const index of served)
      if (index !== -1)
        expect(all[index]?.links.some((name) => name.first === first && name.second === second)).toBe(true)
}

describe('the schedule of a network', () => {
  it('gives every circuit its share of every link, and no node more links at once than it has qubits', () => {
    const options = fc.record({ seed: fc.nat(10), fill: fc.boolean() })
    fc.assert(
      fc.property(demands(true), options, (all, { seed, fill }) => {
        const asked = { qubits: qubitsOf(seed), fill }
        const schedule = scheduleNetwork(all, asked)
        if (schedule !== undefined) expectSound(schedule, asked)
        // No two qubits of neighbours have more to do than there are steps.
        else expect(Math.max(...loads(all, 64).values())).toBeGreaterThan(32)
      }),
      { seed: 94, numRuns: 60 }
    )
  })

  it('is found exactly where no node has more to do than there are steps, without loops of odd length', () => {
    fc.assert(
      fc.property(demands(false), (all) => {
        const schedule = scheduleNetwork(all)
        const most = Math.max(...loads(all, 64).values())
        expect(schedule !== undefined).toBe(most <= 64)
        if (schedule !== undefined) expectSound(schedule, {})
      }),
      { seed: 95, numRuns: 60 }
    )
  })

  it('leaves no step idle in which a circuit could have a link', () => {
    fc.assert(
      fc.property(demands(true), (all) => {
        const schedule = scheduleNetwork(all, { steps: 16 })
        if (schedule === undefined) return
        const { links } = schedule
        for (let step = 0; step < 16; step++) {
          const busy = new Set(links.flatMap(({ first, second, steps }) => (steps[step] === -1 ? [] : [first, second])))
          for (const { first, second } of links) expect(busy.has(first) || busy.has(second)).toBe(true)
        }
      }),
      { seed: 96 }
    )
  })

  it('shares what nobody needs in turn', () => {
    const all = [demand(1, [1, 2], [0]), demand(2, [1, 2], [0]), demand(3, [1, 2], [0.5])]
    const [link] = scheduleNetwork(all)?.links ?? []
    const counts = [0, 1, 2].map((index) => link?.steps.filter((served) => served === index).length)
    expect(counts.reduce<number>((sum, count) => sum + (count ?? 0), 0)).toBe(64)
    expect(counts.map((count) => Math.abs((count ?? 0) - 64 / 2 / 3) <= 1)).toEqual([true, true, false])
    expect(counts[2]).toBeGreaterThanOrEqual(32 + 10)
  })

  it('uses both qubits of a repeater for its two sides at once', () => {
    const chain = [demand(1, [1, 2, 3], [1, 1])]
    expect(scheduleNetwork(chain)).toBeUndefined()
    const schedule = scheduleNetwork(chain, { qubits: () => 2 })
    expect(schedule?.links.map(({ steps }) => new Set(steps))).toEqual([new Set([0]), new Set([0])])
  })

  it.each([
    [[demand(1, [1, 2], [1.1])], {}],
    [[demand(1, [1, 2], [0.5, 0.5])], {}],
    [[demand(1, [1], [])], {}],
    [[demand(1, [1, 2], [0.5])], { steps: 65 }],
    [[demand(1, [1, 2], [0.5])], { qubits: () => 0 }]
  ])('refuses what makes no sense: %j with %o', (all, options) => {
    expect(() => scheduleNetwork(all, options)).toThrow(NetworkInputError)
  })
})

describe('the bins of a link', () => {
  const steps = [0, 0, -1, 1, 0, 2, 2, 1]
  const link = { first: 1, second: 2, link: 3, steps }
  const slots = { slotPeriod: 10, slotOrigin: 5 }

  it('are its steps in slots, those side by side for one purpose together', () => {
    const schedule = binsOf(link, (index) => 0x8000 + index, slots, { step: 40, from: 100 })
    expect(schedule).toEqual({
      firstSlot: 10,
      period: 32,
      bins: [
        { start: 0, end: 8, purpose: 0x8000 },
        { start: 12, end: 16, purpose: 0x8001 },
        { start: 16, end: 20, purpose: 0x8000 },
        { start: 20, end: 28, purpose: 0x8002 },
        { start: 28, end: 32, purpose: 0x8001 }
      ]
    })
  })

  it('serve nobody for a circuit without a label, and leave a guard at their ends', () => {
    const purposeOf = (index: number) => (index === 0 ? 0x8000 : undefined)
    expect(binsOf(link, purposeOf, slots, { step: 40, from: 0, guard: 11 })).toEqual({
      firstSlot: 0,
      period: 32,
      bins: [
        { start: 0, end: 6, purpose: 0x8000 },
        { start: 16, end: 18, purpose: 0x8000 }
      ]
    })
    expect(() => binsOf(link, purposeOf, slots, { step: 45, from: 0 })).toThrow(NetworkInputError)
    expect(() => binsOf(link, purposeOf, slots, { step: 40, from: 0, guard: 40 })).toThrow(NetworkInputError)
  })
})
