import type { CircuitOutlook } from '@bellwire/network-layer'
import { ErrorCode } from '@bellwire/wire'
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
