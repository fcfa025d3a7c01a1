import type { CircuitOutlook } from '@bellwire/network-layer'
import { ErrorCode } from '@bellwire/wire'
import { random, reserved } from '@bellwire/physical-layer'
import { describe, expect, it } from 'vitest'
import { Driven, networkOf } from '../../test/driven-network.js'
import type { NetworkDescription } from './description.js'

const number = { a: 1, b: 2, c: 3, d: 4 } as const
const SECOND = 1_000_000_000

const TESTED = { configuration: { testShare: 0.25, testBatch: 40, settleInterval: SECOND / 100 } }

/** Two ways from a to d. That by b is said to be the better one, and its links make pairs of the given fidelity. */
function diamond(fidelity: number): NetworkDescription {
  const description = networkOf(
    [
      ['a', 'b', fidelity],
      ['b', 'd', fidelity],
      ['a', 'c', 0.97],
      ['c', 'd', 0.97]
    ],
    { network: TESTED }
  )
  const stated = { brightness: 1, fidelity: 0.98, successProbability: 0.35 }
  return {
    ...description,
    links: description.links.map((link) =>
      link.a === 'b' || link.b === 'b' ? { ...link, operatingPoints: [stated] } : link
    )
  }
}

/** A program at a measures pairs with d. Returns the nodes that its circuit went by, and why it moved. */
async function used(fidelity: number, pairs: number) {
  const driven = new Driven(diamond(fidelity))
  driven.service('d').accept(5)
  const circuit = await driven.until(
    driven.service('a').openCircuit({ to: number.d, minimumFidelity: 0.9, purpose: 5 })
  )
  const ways = [circuit.facts?.hops[1]?.node]
  const reasons: ErrorCode[] = []
  const outlooks: CircuitOutlook[] = [circuit.outlook as CircuitOutlook]
  circuit.subscribe({ outlookChanged: (outlook) => outlooks.push(outlook) })
  circuit.watch((state, reason) => {
    if (state === 'moving') reasons.push(reason)
    if (state === 'running') ways.push(circuit.facts?.hops[1]?.node)
  })
  const taken = await driven.until(driven.take(circuit.pairs({ number: pairs, kind: 'measure' }), () => undefined))
  circuit.close()
  driven.expectNothingKept()
  return { driven, ways, reasons, taken, outlooks }
}

describe('test rounds of a circuit', () => {
  it('show a way that is worse than its links are said to be, and the circuit moves to another (NET-144)', async () => {
    const { ways, reasons, taken } = await used(0.85, 3000)
    expect(ways).toEqual([number.b, number.c])
    expect(reasons).toEqual([ErrorCode.UNSUPP])
    expect(taken).toHaveLength(3000)
  })

  it('leave a circuit alone that gives what was promised, and tell what it gives', async () => {
    const { ways, reasons, outlooks } = await used(0.98, 3000)
    expect([ways, reasons]).toEqual([[number.b], []])
    expect(outlooks[0]).toMatchObject({ source: 'links', standardError: undefined })
    const { source, fidelity = 0, standardError = 0 } = outlooks.at(-1) as CircuitOutlook
    expect(source).toBe('tests')
    // Two Werner pairs, swapped without noise.
    const expected = (1 + 3 * ((4 * 0.98 - 1) / 3) ** 2) / 4
    expect(Math.abs(fidelity - expected)).toBeLessThan(5 * standardError)
  })
})

describe('a node between', () => {
  const noisy = networkOf(
    [
      ['a', 'b', 0.98],
      ['b', 'd', 0.98]
    ],
    { network: TESTED }
  )

  it('states how good its swaps are, and circuits by it are planned and measured to be so (NET-151)', async () => {
    const driven = new Driven({
      ...noisy,
      nodes: noisy.nodes.map((node) =>
        node.name === 'b' ? { ...node, twoQubitGate: { depolarising: 0.06 }, readoutFlip: 0.02 } : node
      )
    })
    const d = driven.service('d')
    d.accept(5)
    const [route] = driven.service('a').plan({ to: 3, minimumFidelity: 0.8 })
    // Of the swap: depolarised in 6 of 100, each of two bits read wrongly in 2 of 100.
    const swapped = 0.94 * ((4 * 0.98 ** 2 - 1) / 3)
    expect(route?.fidelity).toBeCloseTo((1 + 3 * swapped * ((4 * 0.98 - 1) / 3) ** 2) / 4, 4)
    const circuit = await driven.until(driven.service('a').openCircuit({ to: 3, minimumFidelity: 0.8, purpose: 5 }))
    await driven.until(driven.take(circuit.pairs({ number: 4000, kind: 'measure' }), () => undefined))
    const { source, fidelity = 0, standardError = 0 } = circuit.outlook as CircuitOutlook
    expect(source).toBe('tests')
    expect(Math.abs(fidelity - (route?.fidelity as number))).toBeLessThan(5 * standardError)
    expect(standardError).toBeLessThan(0.02)
    expect(driven.service('a').plan({ to: 3, minimumFidelity: 0.92 })).toEqual([])
  })

  it('that cannot swap is not gone by (NET-152)', () => {
    const driven = new Driven({
      ...noisy,
      nodes: noisy.nodes.map((node) => (node.name === 'b' ? { ...node, twoQubitGate: null } : node))
    })
    expect(driven.service('a').plan({ to: 3, minimumFidelity: 0.5 })).toEqual([])
    expect(driven.service('a').plan({ to: 2, minimumFidelity: 0.5 })).toHaveLength(1)
  })
})

describe('a link that is slower than its hardware says', () => {
  it('is advertised with the rate that was measured (NET-153)', () => {
    const truth = 0.02
    const stated = 0.05
    const chain = networkOf([
      ['a', 'b'],
      ['b', 'c']
    ])
    const driven = new Driven({
      ...chain,
      network: { minimumInterval: SECOND / 100, measuredRates: true },
      links: chain.links.map((link) => ({
        ...link,
        model: { kind: 'ideal' as const, parameters: { successProbability: truth, fidelity: 0.9 } },
        operatingPoints: [{ brightness: 1, fidelity: 0.9, successProbability: stated }]
      }))
    })
    const rates = () =>
      driven
        .service('c')
        .layer.graph()
        .links.map((link) => link.operatingPoints[0]?.rate ?? 0)
    const [before, other] = rates() as [number, number]
    expect(before).toBeCloseTo(other, 6)
    const [link] = driven.network.node('a').links
    const pairs: unknown[] = []
    link?.subscribe({ delivered: (pair) => pairs.push(pair) })
    driven.network.node('b').links[0]?.accept(3)
    const from = driven.network.clock.now()
    link?.createDirect({ kind: 'measure', number: 5000, minimumFidelity: 0.8, purpose: 3 })
    while (pairs.length < 5000) driven.wait(SECOND / 10)
    const made = (5000 / (driven.network.clock.now() - from)) * SECOND
    driven.wait(SECOND)
    const [after, unused] = rates() as [number, number]
    expect(unused).toBe(other)
    expect(after).toBeLessThan(before / 2)
    // Steps of a tenth are told.
    expect(Math.abs(after / made - 1)).toBeLessThan(0.2)
  })

  it('since a switch serves others too, is advertised with the share that it has (NET-153)', () => {
    const chain = networkOf([
      ['a', 'b'],
      ['b', 'c']
    ])
    const turns = [1, 2].map((link) => ({ start: link - 1, end: link, link }))
    const alternating = reserved(2, turns, random)
    const driven = new Driven({
      ...chain,
      network: { minimumInterval: SECOND / 100, measuredRates: true },
      stations: [{ name: 'switched', switch: { slot: SECOND / 1000, policy: alternating } }],
      links: chain.links.map((link) => ({ ...link, station: 'switched' }))
    })
    const rate = () => driven.service('c').layer.graph().links[0]?.operatingPoints[0]?.rate ?? 0
    const before = rate()
    const pairs: unknown[] = []
    const [link] = driven.network.node('a').links
    link?.subscribe({ delivered: (pair) => pairs.push(pair) })
    driven.network.node('b').links[0]?.accept(3)
    const from = driven.network.clock.now()
    link?.createDirect({ kind: 'measure', number: 5000, minimumFidelity: 0.5, purpose: 3 })
    while (pairs.length < 5000) driven.wait(SECOND / 10)
    const made = (5000 / (driven.network.clock.now() - from)) * SECOND
    driven.wait(SECOND)
    expect(made).toBeLessThan(0.6 * before)
    expect(Math.abs(rate() / made - 1)).toBeLessThan(0.2)
  })
})

describe('what a circuit can still give', () => {
  const chain = networkOf([
    ['a', 'b', 0.97],
    ['b', 'd', 0.97]
  ])

  it('is told when another circuit is promised a share of its links, and when that ends', async () => {
    const driven = new Driven({ ...chain, network: { minimumInterval: SECOND / 100 } })
    for (const purpose of [5, 6]) driven.service('d').accept(purpose)
    const open = (purpose: number, rate: number) =>
      driven.until(driven.service('a').openCircuit({ to: 3, minimumFidelity: 0.9, purpose, rate }))
    const first = await open(5, 0)
    const rates: number[] = []
    const whole = first.outlook?.rate ?? 0
    expect(whole).toBeGreaterThan(0)
    const end = first.subscribe({ outlookChanged: ({ rate }) => rates.push(rate / whole) })
    // Told at once where a link of this node is concerned, then where that of the next one is.
    const second = await open(6, whole / 4)
    driven.wait(SECOND)
    expect(rates.at(-1)).toBeCloseTo(0.75, 3)
    expect(first.outlook?.rate).toBeCloseTo(0.75 * whole, -1)
    // The other has its own share and what is left.
    expect(second.outlook?.rate).toBeCloseTo(whole, -1)
    second.close()
    driven.wait(SECOND)
    expect(rates.at(-1)).toBeCloseTo(1, 9)
    const told = rates.length
    end()
    await open(6, whole / 2)
    driven.wait(SECOND)
    expect(rates).toHaveLength(told)
  })

  it('is nothing while a link can make no pairs', async () => {
    const driven = new Driven({ ...chain, network: { minimumInterval: SECOND / 100 } })
    driven.service('d').accept(5)
    const circuit = await driven.until(driven.service('a').openCircuit({ to: 3, minimumFidelity: 0.9, purpose: 5 }))
    const seen: [number, string][] = []
    circuit.subscribe({
      outlookChanged: ({ rate }) => seen.push([rate, circuit.state]),
      stateChanged: (state) => seen.push([circuit.outlook?.rate ?? -1, state])
    })
    driven.network.node('d').crash()
    driven.wait(20 * SECOND)
    expect(seen.length).toBeGreaterThan(0)
    expect(seen.map(([rate]) => rate > 0)).not.toContain(true)
    expect(circuit.outlook).toBeUndefined()
  })
})

describe('a circuit with a rate', () => {
  it('gives as much as that, and no more, however much is asked (NET-160)', async () => {
    const chain = networkOf([
      ['a', 'b', 0.97],
      ['b', 'd', 0.97]
    ])
    const driven = new Driven({ ...chain, network: {} })
    const d = driven.service('d')
    d.accept(5)
    d.subscribe({ delivered: (pair) => void d.release(pair) })
    const rate = 200
    const circuit = await driven.until(
      driven.service('a').openCircuit({ to: 3, minimumFidelity: 0.9, purpose: 5, rate })
    )
    // Its links could make many more.
    expect(circuit.outlook?.rate).toBeGreaterThan(10 * rate)
    for (const kind of ['measure', 'keep'] as const) {
      driven.wait(2 * SECOND)
      const begun = driven.network.clock.now()
      await driven.until(driven.take(circuit.pairs({ number: 5 * rate, kind }), (pair) => circuit.release(pair)))
      // The first second's worth at once, and the last begins when it may.
      const seconds = (driven.network.clock.now() - begun) / SECOND
      expect(seconds).toBeGreaterThanOrEqual(4)
      expect(seconds).toBeLessThan(4.2)
    }
  })
})
