import { switchedLink } from '@bellwire/physics'
import { describe, expect, it } from 'vitest'
import { figuresOf } from '../../sweep/figures-of.js'
import { ScenarioError } from '../read/scenario-error.js'
import { readScenario } from '../read/read-scenario.js'
import { LinkWaits } from './link-waits.js'
import type { RunReport } from './report.js'
import { runScenario } from './run-scenario.js'

const meter = { now: () => 0, peakMemoryBytes: () => 0 }
const NAMES = ['alice', 'bob', 'charlie', 'dora'] as const

/** Nodes around one station, every pair joined and wanting pairs without end. */
function star(nodes: number, board: string, { link = '', duration = '4 s' } = {}): string {
  const names = NAMES.slice(0, nodes)
  const pairs = names.flatMap((a, index) => names.slice(index + 1).map((b) => [a, b] as const))
  const fields = (a: string, b: string): string =>
    `{ a: ${a}, b: ${b}, station: server, length: 2 km, attemptRate: 50 kHz, model: { kind: ideal, successProbability: 1 %, fidelity: 0.9 }${link} }`
  return `
name: star
seed: 5
duration: ${duration}
nodes: [${names.map((name) => `{ name: ${name}, qubits: 1 }`).join(', ')}]
stations: [{ name: server, switch: ${board} }]
links: [${pairs.map(([a, b]) => fields(a, b)).join(', ')}]
requests: [${pairs.map(([a, b]) => `{ from: ${a}, to: ${b}, kind: measure, number: continuous, minimumFidelity: 0.6 }`).join(', ')}]
`
}

async function play(text: string): Promise<RunReport> {
  return (await runScenario(readScenario(text), { meter })).report
}

describe('a switched station in a scenario', () => {
  it('reports shares and waiting times as the closed form of a random switch has them', async () => {
    const { switches, pairs } = await play(star(3, '{ slot: 4 ms, policy: random }'))
    const [{ turns, jainIndex, links } = { turns: 0, jainIndex: 0, links: [] }] = switches ?? []
    const closed = switchedLink({ links: 3, slotSeconds: 0.004, heraldsPerSecond: 500 })
    // The last one begins with the end of the run.
    expect(turns).toBe(1000)
    expect(jainIndex).toBeGreaterThan(0.98)
    expect(links).toHaveLength(3)
    for (const [index, { share, shareOfDemand, slotWaiting, pairWaiting, turns: served }] of links.entries()) {
      expect(share).toBe(served / turns)
      expect(Math.abs(share - 1 / 3)).toBeLessThan(5 * Math.sqrt(2 / 9 / turns))
      expect(shareOfDemand).toBeCloseTo(share, 1)
      // The number of turns until its next one is geometric: mean 3, variance 6.
      expect(Math.abs(slotWaiting!.meanSeconds - 2 * 0.004)).toBeLessThan(5 * 0.004 * Math.sqrt(6 / slotWaiting!.count))
      const error = 5 * closed.meanFirstHeraldSeconds * (1.2 / Math.sqrt(pairWaiting!.count))
      expect(Math.abs(pairWaiting!.meanSeconds - closed.meanFirstHeraldSeconds)).toBeLessThan(error)
      expect(pairWaiting!.p95Seconds).toBeGreaterThan(pairWaiting!.meanSeconds)
      expect(pairWaiting!.worstSeconds).toBeGreaterThan(pairWaiting!.p95Seconds)
      expect(pairs[index]!.perSimulatedSecond).toBeGreaterThan(100)
    }
  })

  it('serves in turn whoever asks, each with the same time', async () => {
    const { switches } = await play(
      star(4, '{ slot: 4 ms, policy: round-robin, duration: 100 us }', { duration: '1 s' })
    )
    const [board] = switches!
    expect(board!.jainIndex).toBeGreaterThan(0.999)
    for (const { slotWaiting } of board!.links) expect(slotWaiting!.worstSeconds).toBeLessThan(6 * 0.004)
  })

  it('gives turns to those for whom they are reserved', async () => {
    const policy = '{ kind: reserved, cycle: 2, bins: [{ start: 0, end: 1, a: charlie, b: bob }], otherwise: random }'
    const { switches } = await play(star(3, `{ slot: 4 ms, policy: ${policy} }`, { duration: '2 s' }))
    const [, , reserved] = switches![0]!.links
    expect([reserved!.from, reserved!.to]).toEqual(['bob', 'charlie'])
    expect(Math.abs(reserved!.share - 2 / 3)).toBeLessThan((5 * Math.sqrt(2 / 9 / 250)) / Math.SQRT2)
  })

  it('has its numbers among those of a sweep', async () => {
    const report = await play(star(3, '{ slot: 4 ms, policy: round-robin }', { duration: '200 ms' }))
    const figures = figuresOf(report)
    expect(figures['server.jainIndex']).toBe(report.switches![0]!.jainIndex)
    expect(figures['alice-bob.share']).toBe(report.switches![0]!.links[0]!.share)
    expect(figures['bob-charlie.pairWaiting']).toBe(report.switches![0]!.links[2]!.pairWaiting!.meanSeconds)
  })

  it('is absent from a report where there is none', async () => {
    const text = star(3, '{ slot: 4 ms, policy: random }', { duration: '10 ms' }).replace(/, switch: [^\]]*\}\]/, '}]')
    expect((await play(text)).switches).toBeUndefined()
  })
})

describe('bad values of a switch', () => {
  const complaint = (text: string): string => {
    try {
      readScenario(text)
    } catch (error) {
      if (error instanceof ScenarioError) return error.message
      throw error
    }
    return 'accepted'
  }
  const reserved = (bin: string, cycle = '4'): string =>
    star(3, `{ slot: 4 ms, policy: { kind: reserved, cycle: ${cycle}, bins: [${bin}] } }`)

  it.each([
    [star(3, '{ policy: random }'), 'stations[0].switch.slot', 'slot is needed'],
    [star(3, '{ slot: 4, policy: random }'), 'stations[0].switch.slot', 'more than 0, whole nanoseconds'],
    [star(3, '{ slot: 4 ms }'), 'stations[0].switch.policy', 'policy is needed'],
    [
      star(3, '{ slot: 4 ms, policy: fair }'),
      'stations[0].switch.policy',
      'random, random-asking, round-robin, demand-weighted'
    ],
    [
      star(3, '{ slot: 4 ms, policy: random, interferometers: 0 }'),
      'stations[0].switch.interferometers',
      'an integer from 1 to 65536'
    ],
    [
      star(3, '{ slot: 4 ms, policy: random, lense: 1 }'),
      'stations[0].switch',
      'slot, policy, interferometers, duration, lead'
    ],
    // Four times 4897 ns and two guards.
    [
      star(3, '{ slot: 19788 ns, policy: random }'),
      'stations[0].switch.slot',
      'more than the lead and the duration of switching, 19788 ns'
    ],
    [
      star(3, '{ slot: 2 ms, policy: random, lead: 1 ms, duration: 1 ms }'),
      '2000000 ns',
      'more than the lead and the duration of switching, 2000000 ns'
    ],
    [
      reserved('{ start: 4, end: 5, a: alice, b: bob }'),
      'stations[0].switch.policy.bins[0].start',
      'an integer from 0 to 3'
    ],
    [
      reserved('{ start: 2, end: 5, a: alice, b: bob }'),
      'stations[0].switch.policy.bins[0].end',
      'an integer from 3 to 4'
    ],
    [
      reserved('{ start: 0, end: 1, a: alice, b: alice }'),
      'stations[0].switch.policy.bins[0].b',
      'ends of a link of this station: alice and bob'
    ],
    [reserved('{ start: 0, end: 1, a: alice, b: bob }', '0'), 'stations[0].switch.policy.cycle', 'an integer from 1']
  ])('are named with what is accepted (%#)', (text, place, accepted) => {
    const message = complaint(text)
    expect(message).toContain(place)
    expect(message).toContain(accepted)
  })

  it('include a node at two distances from its station', () => {
    const text = star(3, '{ slot: 4 ms, policy: random }').replace(
      'b: charlie, station: server, length: 2 km',
      'b: charlie, station: server, length: 3 km'
    )
    const message = complaint(text)
    expect(message).toContain('links[1]')
    expect(message).toContain('4897 ns, as in the link alice-bob')
  })
})

describe('the waits of a link', () => {
  const times = (waits: LinkWaits, now: number) => [waits.forSlot(now), waits.forPair(now)]

  it('are counted from when it wants to be served to its turn and its pair, and again after each turn', () => {
    const waits = new LinkWaits()
    waits.turn(true, 0)
    waits.herald(5)
    expect(times(waits, 10)).toEqual([null, null])
    waits.turn(false, 100)
    waits.wanted(4, 130)
    waits.turn(false, 200)
    waits.turn(true, 300)
    waits.herald(320)
    waits.herald(330)
    // Served again at once, and then not.
    waits.turn(true, 400)
    waits.turn(false, 500)
    waits.turn(true, 600)
    waits.herald(610)
    waits.wanted(0, 650)
    waits.turn(false, 700)
    const [slot, pair] = times(waits, 10_000)
    // 170, 0 and 100; 190 and 210, since the turn at 400 brought none.
    expect(slot).toMatchObject({ count: 3, worstSeconds: 170e-9 })
    expect(slot!.meanSeconds).toBeCloseTo(90e-9, 15)
    expect(pair).toMatchObject({ count: 2, worstSeconds: 210e-9 })
    expect(waits.shareOfDemand(10_000)).toBeCloseTo(250 / 520, 12)
  })

  it('that have not ended count for the longest alone', () => {
    const waits = new LinkWaits()
    waits.wanted(1, 0)
    waits.turn(true, 100)
    waits.turn(false, 200)
    expect(waits.forSlot(900)).toMatchObject({ count: 1, meanSeconds: 100e-9, worstSeconds: 700e-9 })
    expect(waits.forPair(900)).toBeNull()
  })

  it('of one that is served when it begins to want are 0', () => {
    const waits = new LinkWaits()
    waits.turn(true, 0)
    waits.wanted(1, 50)
    expect(waits.forSlot(60)).toMatchObject({ count: 1, worstSeconds: 0 })
    expect(new LinkWaits().shareOfDemand(5)).toBeUndefined()
  })
})
