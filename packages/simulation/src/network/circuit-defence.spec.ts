import type { Hop, OrderedFrame } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { A, B, D, HEADER, NOTHING, Scene } from '../../test/defended-circuit.js'

const Z = { randomBasis: 0, probability1: 0, probability2: 0, rotationX1: 0, rotationY: 0, rotationX2: 0 }

describe('a neighbour that is not on a circuit', () => {
  const pair = { epoch: 1, sequence: 0 }
  const frames: readonly ((name: { initiator: number; circuit: number }) => OrderedFrame)[] = [
    (name) => ({
      type: 'TRACK',
      ...HEADER,
      ...name,
      ...pair,
      request: 1,
      originEpoch: 1,
      originSequence: 0,
      bellIndex: 0,
      fidelity: 65_535
    }),
    (name) => ({ type: 'PAIR_EXPIRE', ...HEADER, ...name, ...pair }),
    (name) => ({ type: 'CREDIT', ...HEADER, ...name, ...pair, window: 65_535 }),
    (name) => ({ type: 'TEAR', ...HEADER, ...name, reason: 0 }),
    (name) => ({ type: 'CIRCUIT_ERR', ...HEADER, ...name, node: 4, reason: 4 }),
    (name) => ({ type: 'RESV', ...HEADER, ...name, label: 0x8001, window: 1 }),
    (name) => ({ type: 'RESV_CONF', ...HEADER, ...name }),
    (name) => ({ type: 'COMPLETE', ...HEADER, ...name, request: 1, reason: 0 }),
    (name) => ({
      type: 'FORWARD',
      ...HEADER,
      ...name,
      request: 77,
      kind: 0,
      number: 5,
      early: false,
      originator: Z,
      responder: Z,
      raw: false,
      test: false
    }),
    (name) => ({ type: 'REACH', ...HEADER, ...name, ...pair, position: 1 }),
    (name) => ({
      type: 'DISTIL',
      ...HEADER,
      ...name,
      stage: 0,
      kept: pair,
      sacrificed: [pair],
      level: 0,
      outcomes: 0,
      twirl: 0,
      request: 0
    }),
    (name) => ({ type: 'DISTILLED', ...HEADER, ...name, stage: 0, kept: pair, outcomes: 0 }),
    (name) => ({ type: 'STAGE_EXPIRE', ...HEADER, ...name, stage: 0, ...pair })
  ]

  it.each(frames.map((make) => [make({ initiator: 0, circuit: 0 }).type, make] as const))(
    'changes nothing by a forged %s',
    (_, make) => {
      const scene = new Scene()
      const circuit = scene.open()
      const request = scene.a.request(circuit, { number: 40 })
      expect(typeof request).toBe('number')
      scene.wait(0.2)
      const before = scene.kept('b')
      expect(before.circuits).toBe(1)
      const { initiator, circuit: number } = circuit
      const intruder = scene.network.node('c').network.layer
      // The node between has it on no side towards the intruder.
      expect(intruder.neighbours.send(B, make({ initiator, circuit: number }))).toBe(true)
      scene.wait(0.015)
      expect(scene.ignored('b', 'not-on-circuit')).toBe(1)
      expect(scene.kept('b').circuits).toBe(1)
      scene.wait(200)
      expect(scene.pairs).toHaveLength(40)
      expect(scene.ended).toEqual([])
      scene.a.close(circuit)
      scene.wait(20_000)
      for (const name of ['a', 'b', 'c', 'd']) {
        expect([name, scene.kept(name)]).toEqual([name, NOTHING])
        const { free, total } = scene.network.node(name).qubits
        expect([name, free]).toEqual([name, total])
      }
    }
  )

  it.each(frames.map((make) => [make({ initiator: 0, circuit: 0 }).type, make] as const))(
    'leaves everything as it was, but for one count, by a forged %s for a circuit at rest (NET-048)',
    (_, make) => {
      const scene = new Scene()
      const { initiator, circuit } = scene.open()
      const before = scene.state()
      for (const intruder of ['c', 'd'] as const) {
        // d is on the circuit, and not on one of this number.
        const number = intruder === 'c' ? circuit : circuit + 1
        scene.network.node(intruder).network.layer.neighbours.send(B, make({ initiator, circuit: number }))
      }
      scene.wait(0.1)
      const after = scene.state()
      const { ignored } = before['b'] as { ignored: ReadonlyMap<string, number> }
      const counted = new Map([...ignored, ['not-on-circuit', (ignored.get('not-on-circuit') ?? 0) + 2]])
      // Whoever has set something aside for a circuit that nobody knows hears so, and knows as little of it.
      const { ignored: atD } = before['d'] as { ignored: ReadonlyMap<string, number> }
      const answered = make({ initiator, circuit }).type === 'RESV' ? new Map([...atD, ['not-on-circuit', 1]]) : atD
      expect(after).toEqual({
        ...before,
        b: { ...(before['b'] as object), ignored: counted },
        d: { ...(before['d'] as object), ignored: answered }
      })
    }
  )

  it.each([
    ['a question about pairs', { type: 'SETTLE', pairs: [pair], last: true, lost: [pair] }, []],
    ['an answer', { type: 'SETTLED', refused: [pair], known: false, open: [] }, ['unasked-SETTLED']]
  ] as const)(
    'is told nothing, and changes nothing, by %s of a circuit that is not its own (NET-104, NET-111)',
    (_, words, counted) => {
      const scene = new Scene()
      const name = scene.open()
      scene.a.request(name, { number: 2 })
      scene.wait(50)
      expect(scene.pairs).toHaveLength(2)
      const before = scene.state()
      const { initiator, circuit } = name
      const routed = { source: 3, target: A, hopLimit: 9, number: 1 }
      const frame = { ...HEADER, initiator, circuit, ...routed, ...words } as unknown as OrderedFrame
      scene.network.node('c').network.layer.neighbours.send(B, frame)
      scene.wait(0.1)
      const after = scene.state()
      const { ignored } = before['a'] as { ignored: ReadonlyMap<string, number> }
      const more = new Map([...ignored, ...counted.map((reason) => [reason, 1] as const)])
      const { ignored: atC } = after['c'] as { ignored: ReadonlyMap<string, number> }
      expect(after).toEqual({
        ...before,
        a: { ...(before['a'] as object), ignored: more },
        c: { ...(before['c'] as object), ignored: atC }
      })
    }
  )

  it('cannot set a circuit up in the name of another', () => {
    const scene = new Scene()
    const [, last] = scene.hops() as [Hop, Hop]
    const path = {
      initiator: A,
      circuit: 5,
      responder: D,
      purpose: 0,
      minimumFidelity: 0,
      lifetime: 1000,
      position: 0,
      stages: []
    }
    const hops = [{ ...last, node: A, link: 1 }, last]
    scene.network.node('c').network.layer.neighbours.send(B, { type: 'PATH', ...HEADER, ...path, hops })
    scene.wait(10)
    expect(scene.kept('b')).toEqual(NOTHING)
    expect(scene.kept('d')).toEqual(NOTHING)
  })
})
