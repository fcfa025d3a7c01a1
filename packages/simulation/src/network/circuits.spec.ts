import { Basis } from '@bellwire/device'
import { LinkLayerError } from '@bellwire/link-layer'
import { type NetworkPair, NetworkInputError } from '@bellwire/network-layer'
import { NodeError, RequestFailedError } from '@bellwire/node'
import { describe, expect, it } from 'vitest'
import { Driven, networkOf } from '../../test/driven-network.js'

const MILLISECOND = 1_000_000
const SECOND = 1_000_000_000

/** A long way and a short one between a and d. */
const diamond = networkOf([
  ['a', 'b', 0.99],
  ['b', 'd', 0.99],
  ['a', 'c', 0.98],
  ['c', 'd', 0.98]
])

const number = { a: 1, b: 2, c: 3, d: 4 } as const

describe('a circuit between two nodes that share no link', () => {
  it('gives pairs at both ends, the same ones, in Φ+', async () => {
    const driven = new Driven(diamond)
    const d = driven.service('d')
    const received: NetworkPair[] = []
    d.accept(5)
    d.subscribe({
      delivered: (pair) => {
        received.push(pair)
        d.release(pair)
      }
    })
    const circuit = await driven.until(
      driven.service('a').openCircuit({ to: number.d, minimumFidelity: 0.9, purpose: 5 })
    )
    expect(circuit.facts?.hops.map(({ node }) => node)).toEqual([number.a, number.b])
    const pairs = await driven.until(driven.take(circuit.pairs({ number: 20 }), (pair) => circuit.release(pair)))
    driven.wait(MILLISECOND)
    const name = ({ headEpoch, headSequence, tailEpoch, tailSequence, bellIndex }: NetworkPair) => [
      headEpoch,
      headSequence,
      tailEpoch,
      tailSequence,
      bellIndex
    ]
    expect(pairs).toHaveLength(20)
    expect(received.map(name)).toEqual(pairs.map(name))
    for (const { corrected, tracked, fidelity, head } of pairs) {
      expect([corrected, tracked, head]).toEqual([true, true, true])
      expect(fidelity).toBeCloseTo((1 + 3 * ((4 * 0.99 - 1) / 3) ** 2) / 4, 3)
    }
    circuit.close()
    await driven.until(circuit.closed)
    expect(circuit.state).toBe('closed')
    driven.expectNothingKept()
  })

  it('gives pairs back at once at an end that accepts its purpose no more', async () => {
    const driven = new Driven(diamond)
    const d = driven.service('d')
    d.accept(5)
    const circuit = await driven.until(
      driven.service('a').openCircuit({ to: number.d, minimumFidelity: 0.9, purpose: 5 })
    )
    let there = 0
    d.subscribe({ delivered: () => (there += 1) })
    d.refuse(5)
    await driven.until(driven.take(circuit.pairs({ number: 5 }), (pair) => circuit.release(pair)))
    circuit.close()
    await driven.until(circuit.closed)
    expect(there).toBe(5)
    driven.expectNothingKept()
  })

  it('gives pairs back at once, and is refused anew, at an end that accepts its purpose of another node alone', async () => {
    const driven = new Driven(diamond)
    const d = driven.service('d')
    const here: NetworkPair[] = []
    d.subscribe({ delivered: (pair) => here.push(pair) })
    const { a, b } = number
    for (const from of [a, b]) d.accept(5, from)
    const open = (name: string) =>
      driven.until(driven.service(name).openCircuit({ to: number.d, minimumFidelity: 0.9, purpose: 5 }))
    const circuits = [await open('a'), await open('b')]
    d.refuse(5, a)
    for (const circuit of circuits) {
      await driven.until(driven.take(circuit.pairs({ number: 2 }), (pair) => circuit.release(pair)))
      circuit.close()
    }
    driven.wait(SECOND)
    expect(here.map(({ peer }) => peer)).toEqual([a, a, b, b])
    const held = here.filter((pair) => d.release(pair))
    expect(held.map(({ peer }) => peer)).toEqual([b, b])
    await expect(open('a')).rejects.toThrow(/REJECTED/)
    d.refuse(5, b)
    await expect(open('b')).rejects.toThrow(/REJECTED/)
    driven.expectNothingKept()
  })

  it('measures at both ends at once, and the outcomes agree', async () => {
    const driven = new Driven(
      networkOf([
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'd']
      ])
    )
    const d = driven.service('d')
    const there: NetworkPair[] = []
    d.accept(9)
    d.subscribe({ delivered: (pair) => there.push(pair) })
    const circuit = await driven.until(
      driven.service('a').openCircuit({ to: number.d, minimumFidelity: 0.9, purpose: 9 })
    )
    const measured: NetworkPair[] = []
    for (const basis of ['X', 'Y', 'Z'] as const) {
      const wish = { number: 20, kind: 'measure', originator: { basis }, responder: { basis } } as const
      measured.push(...(await driven.until(driven.take(circuit.pairs(wish), () => undefined))))
    }
    circuit.close()
    await driven.until(circuit.closed)
    expect(measured).toHaveLength(60)
    const outcomes = (pairs: readonly NetworkPair[]) =>
      new Map(pairs.map((pair) => [`${pair.headEpoch}/${pair.headSequence}`, [pair.basis, pair.outcome?.reveal()]]))
    // Those of Φ+: equal in X and Z, unequal in Y.
    const expected = outcomes(measured)
    const flipped = [...expected].map(([name, [basis, outcome]]) => [
      name,
      [basis, basis === Basis.Y ? 1 - (outcome as number) : outcome]
    ])
    expect([...outcomes(there)]).toEqual(flipped)
    for (const { kind, qubit, corrected } of measured) expect([kind, qubit, corrected]).toEqual(['measure', -1, true])
    driven.expectNothingKept()
  })

  it('makes not many more outcomes than are read', async () => {
    const driven = new Driven(diamond)
    driven.service('d').accept(0)
    let made = 0
    driven.service('a').subscribe({ delivered: () => (made += 1) })
    const circuit = await driven.until(driven.service('a').openCircuit({ to: number.d, minimumFidelity: 0.9 }))
    const stream = circuit.pairs({ number: 10_000, kind: 'measure' })
    driven.wait(SECOND)
    expect(made).toBe(256)
    for (let pair = 0; pair < 2; pair++) await driven.until(stream.next())
    driven.wait(SECOND)
    expect(made).toBe(512)
    await stream.return?.()
    circuit.close()
    driven.expectNothingKept()
  })

  it('moves to another way when a link of its own goes down, and what was asked for goes on', async () => {
    const driven = new Driven(diamond)
    const d = driven.service('d')
    d.accept(0)
    d.subscribe({ delivered: (pair) => void d.release(pair) })
    const circuit = await driven.until(driven.service('a').openCircuit({ to: number.d, minimumFidelity: 0.9 }))
    const states: string[] = []
    circuit.watch((state) => states.push(state))
    const stream = circuit.pairs({ number: 100_000_000 })
    for (let pair = 0; pair < 5; pair++) {
      const { value } = await driven.until(stream.next())
      circuit.release(value as NetworkPair)
    }
    driven.network.network.partition(number.a, number.b, true)
    let pairs = 0
    while (circuit.facts?.hops[1]?.node !== number.c || pairs < 5) {
      const { value } = await driven.until(stream.next())
      circuit.release(value as NetworkPair)
      if (circuit.facts?.hops[1]?.node === number.c) pairs += 1
    }
    expect(states).toEqual(['stalled', 'moving', 'running'])
    await stream.return?.()
    circuit.close()
    driven.network.network.partition(number.a, number.b, false)
    driven.expectNothingKept()
  })

  it('has the cut-off that suits the memory where that is asked for, and is opened where no other would be', async () => {
    const coherenceTime = 5 * MILLISECOND
    const short = networkOf(
      [
        ['a', 'b', 0.98],
        ['b', 'c', 0.98]
      ],
      { nodes: ['a', 'b', 'c'].map((name) => ({ name, qubits: 16, coherenceTime })) }
    )
    const slow = short.links.map((link) => ({
      ...link,
      slotPeriod: MILLISECOND,
      model: { kind: 'ideal' as const, parameters: { successProbability: 0.02, fidelity: 0.98 } }
    }))
    const driven = new Driven({ ...short, links: slow })
    const [a, c] = [driven.service('a'), driven.service('c')]
    c.accept(0)
    const wish = { to: number.c, minimumFidelity: 0.85 }
    expect(a.plan(wish)).toEqual([])
    const [planned] = a.plan({ ...wish, cutoff: 'best' })
    expect(planned?.fidelity).toBeCloseTo(0.85, 4)
    const circuit = await driven.until(a.openCircuit({ ...wish, cutoff: 'best' }))
    const cutoffs = circuit.facts!.hops.map(({ cutoff }) => cutoff)
    expect(cutoffs).toEqual(planned!.hops.map(({ cutoff }) => cutoff))
    expect(new Set(cutoffs).size).toBe(1)
    expect(cutoffs[0]).toBeGreaterThan(0.05 * coherenceTime)
    expect(cutoffs[0]).toBeLessThan(coherenceTime)
    // Where less is asked nothing need be discarded.
    const [patient] = a.plan({ to: number.c, minimumFidelity: 0.3, cutoff: 'best' })
    expect(patient!.hops.map(({ cutoff }) => cutoff)).toEqual([0, 0])
    circuit.close()
    await driven.until(circuit.closed)
  })

  it('is refused where nothing can give it', async () => {
    const driven = new Driven(diamond)
    const a = driven.service('a')
    const code = (promise: Promise<unknown>) => driven.until(promise.then(String, (error: unknown) => error))
    expect(await code(a.openCircuit({ to: 77, minimumFidelity: 0.9 }))).toMatchObject({ code: 'NO_CIRCUIT' })
    const tooFaithful = await code(a.openCircuit({ to: number.d, minimumFidelity: 0.999 }))
    expect(tooFaithful).toBeInstanceOf(NodeError)
    expect(String(tooFaithful)).toMatch(/fidelity 0.999: UNSUPP/)
    expect(await code(a.openCircuit({ to: number.a, minimumFidelity: 0.9 }))).toBeInstanceOf(NetworkInputError)
    expect(await code(a.openCircuit({ to: number.d, minimumFidelity: 2 }))).toBeInstanceOf(NetworkInputError)
    for (const cutoff of [-1, 1.5, Number.NaN, 2 ** 53, 'worst' as 'best']) {
      const wrong = await code(a.openCircuit({ to: number.d, minimumFidelity: 0.9, cutoff }))
      expect(wrong).toBeInstanceOf(NetworkInputError)
      expect(wrong).toMatchObject({ field: 'cutoff' })
    }
    // Nobody at d has opted in.
    expect(String(await code(a.openCircuit({ to: number.d, minimumFidelity: 0.9 })))).toMatch(/REJECTED/)
    driven.expectNothingKept()
  })

  it('throws malformed requests back, and ends one that comes too late', async () => {
    const driven = new Driven(diamond)
    const d = driven.service('d')
    d.accept(0)
    d.subscribe({ delivered: (pair) => void d.release(pair) })
    const circuit = await driven.until(driven.service('a').openCircuit({ to: number.d, minimumFidelity: 0.9 }))
    expect(() => circuit.pairs({ number: 0 })).toThrow(LinkLayerError)
    expect(() => circuit.pairs({ number: 1, kind: 'measure', early: true })).toThrow(NetworkInputError)
    const late = circuit.pairs({ number: 100_000_000, timeLimit: MILLISECOND })
    const failure = await driven.until(
      driven
        .take(late, (pair) => circuit.release(pair))
        .then(
          () => undefined,
          (error: unknown) => error
        )
    )
    expect(failure).toBeInstanceOf(RequestFailedError)
    expect(failure).toMatchObject({ code: 6 })
    circuit.close()
    driven.expectNothingKept()
  })
})
