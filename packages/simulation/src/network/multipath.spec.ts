import {
  type CircuitFacts,
  type CircuitOutlook,
  type NetworkPair,
  NetworkInputError,
  type RequestEnded,
  type RouteWish
} from '@bellwire/network-layer'
import type { NetworkCircuit } from '@bellwire/node'
import { ErrorCode } from '@bellwire/wire'
import { describe, expect, it, vi } from 'vitest'
import { Driven, networkOf } from '../../test/driven-network.js'

const SECOND = 1_000_000_000
const number = { a: 1, b: 2, c: 3, d: 4 } as const

/** Two ways from a to d, as good as each other but for their memories' noise. */
const diamond = networkOf([
  ['a', 'b', 0.98],
  ['b', 'd', 0.98],
  ['a', 'c', 0.97],
  ['c', 'd', 0.97]
])

const wish = { to: number.d, minimumFidelity: 0.9, purpose: 5 } as const

function driven() {
  const driven = new Driven(diamond)
  const d = driven.service('d')
  d.accept(5)
  const received: NetworkPair[] = []
  d.subscribe({
    delivered: (pair) => {
      received.push(pair)
      if (pair.qubit >= 0) d.release(pair)
    }
  })
  const open = (options: Partial<RouteWish> = {}): Promise<NetworkCircuit> =>
    driven.until(driven.service('a').openCircuit({ ...wish, ...options }))
  return { driven, open, received }
}

const waysOf = ({ circuits }: NetworkCircuit) => new Set(circuits.map(({ hops }) => hops[1]?.node))

/** Pairs that a circuit gives in a time. */
async function madeIn(time: number, open: () => Promise<{ driven: Driven; circuit: NetworkCircuit }>) {
  const { driven, circuit } = await open()
  let made = 0
  driven.service('a').subscribe({
    delivered: (pair) => {
      made += 1
      circuit.release(pair)
    }
  })
  const stream = circuit.pairs({ number: 1_000_000 })
  driven.wait(time)
  const count = made
  await stream.return?.()
  circuit.close()
  driven.expectNothingKept()
  return count
}

const nameOf = ({ circuit, headEpoch, headSequence, tailEpoch, tailSequence, bellIndex }: NetworkPair) =>
  [circuit, headEpoch, headSequence, tailEpoch, tailSequence, bellIndex].join('/')

describe('a circuit of two paths', () => {
  it('runs on two ways that share no link, and both give its pairs: the same at both ends', async () => {
    const { driven: network, open, received } = driven()
    const circuit = await open({ paths: 2 })
    network.wait(SECOND / 10)
    expect(waysOf(circuit)).toEqual(new Set([number.b, number.c]))
    const pairs = await network.until(network.take(circuit.pairs({ number: 200 }), (pair) => circuit.release(pair)))
    network.wait(SECOND / 10)
    expect(pairs).toHaveLength(200)
    const shares = circuit.circuits.map((one) => pairs.filter((pair) => pair.circuit === one.circuit).length)
    expect(Math.min(...shares)).toBeGreaterThan(50)
    expect(received.map(nameOf).sort()).toEqual(pairs.map(nameOf).sort())
    circuit.close()
    await network.until(circuit.closed)
    network.expectNothingKept()
  })

  it('sends no PATH over a link of its other circuits, whatever becomes of these (NET-126)', async () => {
    const { driven: network, open } = driven()
    const a = network.service('a')
    const links = new Map<number, readonly number[]>()
    let sent = 0
    a.subscribe({ circuitEnded: ({ circuit }) => void links.delete(circuit) })
    const setUp = a.layer.setUp.bind(a.layer)
    vi.spyOn(a.layer, 'setUp').mockImplementation((plan) => {
      const own = plan.hops.map(({ link }) => link)
      expect([...links.values()].flat().filter((link) => own.includes(link))).toEqual([])
      const name = setUp(plan)
      if (!('error' in name)) links.set(name.circuit, own)
      sent += 1
      return name
    })
    const circuit = await open({ paths: 3 })
    for (const [one, other] of [
      [number.b, number.d],
      [number.a, number.c],
      [number.a, number.b],
      [number.c, number.d]
    ] as const) {
      network.wait(10 * SECOND)
      expect(waysOf(circuit)).toEqual(new Set([number.b, number.c]))
      network.network.network.partition(one, other, true)
      network.wait(20 * SECOND)
      expect(circuit.circuits).toHaveLength(1)
      network.network.network.partition(one, other, false)
      network.wait(20 * SECOND)
    }
    expect(sent).toBeGreaterThanOrEqual(6)
    circuit.close()
    network.expectNothingKept()
  })

  it('is closed when the other end closes one of its circuits (NET-127)', async () => {
    for (const which of [0, 1]) {
      const { driven: network, open } = driven()
      const circuit = await open({ paths: 2 })
      network.wait(SECOND / 10)
      network.service('d').close(circuit.circuits[which] as CircuitFacts)
      await network.until(circuit.closed)
      expect(circuit.state).toBe('closed')
      network.expectNothingKept()
    }
  })

  it('makes no pair too many, at either end, and ends every request (NET-128, NET-129)', async () => {
    const { driven: network, open, received } = driven()
    const circuit = await open({ paths: 2 })
    network.wait(SECOND / 10)
    const ended: RequestEnded[] = []
    network.service('a').subscribe({ requestEnded: (end) => ended.push(end) })
    const taken: NetworkPair[] = []
    const numbers = [1, 1, 2, 3, 1, 5, 40, 1, 2]
    for (const wanted of numbers)
      taken.push(
        ...(await network.until(network.take(circuit.pairs({ number: wanted, kind: 'measure' }), () => undefined)))
      )
    network.wait(SECOND)
    const total = numbers.reduce((sum, each) => sum + each, 0)
    expect([taken.length, received.length]).toEqual([total, total])
    expect(new Set(received.map(nameOf))).toEqual(new Set(taken.map(nameOf)))
    expect(ended).toHaveLength(2 * numbers.length)
    expect(ended.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(total)
    numbers.forEach((wanted, index) => {
      for (const { code, delivered } of ended.slice(2 * index, 2 * index + 2))
        expect(code).toBe(delivered === wanted ? ErrorCode.UNSPECIFIED : ErrorCode.OTHER)
    })
    circuit.close()
    network.expectNothingKept()
  })

  it('gives as many pairs as both ways together', async () => {
    const time = SECOND / 10
    const alone = (way: 'b' | 'c') =>
      madeIn(time, async () => {
        const { driven: network, open } = driven()
        network.network.node(way === 'b' ? 'c' : 'b').crash()
        network.wait(60 * SECOND)
        return { driven: network, circuit: await open() }
      })
    const byB = await alone('b')
    const byC = await alone('c')
    const both = await madeIn(time, async () => {
      const { driven: network, open } = driven()
      const circuit = await open({ paths: 2 })
      network.wait(SECOND / 10)
      return { driven: network, circuit }
    })
    // Pairs of a way come no less regularly than at random.
    expect(Math.abs(both - byB - byC)).toBeLessThan(5 * Math.sqrt(both + byB + byC))
    expect(both - Math.max(byB, byC)).toBeGreaterThan(5 * Math.sqrt(both + Math.max(byB, byC)))
  })

  it('says that it can give what its circuits can give together, each of them as promised', async () => {
    const { driven: network, open } = driven()
    const one = await open()
    network.wait(SECOND / 10)
    const single = one.outlook as CircuitOutlook
    one.close()
    const circuit = await open({ paths: 2 })
    const told: CircuitOutlook[] = []
    circuit.subscribe({ outlookChanged: (outlook) => told.push(outlook) })
    network.wait(SECOND / 10)
    expect(circuit.outlook?.rate).toBeCloseTo(2 * single.rate, 6)
    expect(circuit.outlook?.fidelity).toBeGreaterThan(0.9)
    expect(circuit.outlook?.fidelity).toBeLessThan(single.fidelity as number)
    network.network.node('c').crash()
    network.wait(20 * SECOND)
    expect(circuit.outlook).toMatchObject({ rate: single.rate, fidelity: single.fidelity })
    expect(told.at(-1)).toBe(circuit.outlook)
  })

  it('goes on by one way when a link of the other is cut, and is on both again when that has healed', async () => {
    const { driven: network, open, received } = driven()
    const circuit = await open({ paths: 2 })
    network.wait(SECOND / 10)
    const states: string[] = []
    circuit.watch((state) => states.push(`${state} ${circuit.circuits.length}`))
    const pairs: NetworkPair[] = []
    const stream = circuit.pairs({ number: 3000 })
    const read = async (number: number): Promise<void> => {
      for (let left = number; left > 0; left--) {
        const { value } = await network.until(stream.next())
        pairs.push(value as NetworkPair)
        circuit.release(value as NetworkPair)
      }
    }
    await read(1000)
    network.network.network.partition(number.b, number.d, true)
    network.wait(20 * SECOND)
    expect(waysOf(circuit)).toEqual(new Set([number.c]))
    await read(1000)
    network.network.network.partition(number.b, number.d, false)
    network.wait(30 * SECOND)
    expect(waysOf(circuit)).toEqual(new Set([number.b, number.c]))
    expect(states).toEqual(['running 1', 'running 2'])
    await read(1000)
    expect(await network.until(stream.next())).toEqual({ done: true, value: undefined })
    expect(new Set(pairs.map(nameOf)).size).toBe(3000)
    const wayOf = ({ circuit: name }: NetworkPair) =>
      circuit.circuits.find((one) => one.circuit === name)?.hops[1]?.node
    expect(new Set(pairs.slice(2000).map(wayOf))).toEqual(new Set([number.b, number.c]))
    const known = new Set(received.map(nameOf))
    expect(pairs.filter((pair) => !known.has(nameOf(pair)))).toEqual([])
    circuit.close()
    network.expectNothingKept()
  })

  it.each([0, 1.5, 9, Number.NaN])('is refused for %s paths', (paths) => {
    const { driven: network } = driven()
    const opening = () => network.service('a').layer.connect({ ...wish, paths })
    expect(opening).toThrow(NetworkInputError)
    expect(opening).toThrow(`paths is ${paths}; accepted: an integer from 1 to 8`)
  })
})
