import type { CircuitEnded, CircuitFacts, ConnectionChanged, NetworkPair } from '@bellwire/network-layer'
import { ErrorCode, type Hop, type OrderedFrame } from '@bellwire/wire'
import { beforeEach, describe, expect, it } from 'vitest'
import type { NetworkDescription } from './description.js'
import { SimulatedNetwork } from './simulated-network.js'

const MILLISECOND = 1_000_000

/** a – b – d, and c beside them, a neighbour of b alone. */
const DESCRIPTION: NetworkDescription = {
  nodes: ['a', 'b', 'c', 'd'].map((name, index) => ({ name, number: index + 1, qubits: 8 })),
  stations: ['ab', 'bd', 'cb'].map((name) => ({ name })),
  links: [
    ['a', 'b'],
    ['b', 'd'],
    ['c', 'b']
  ].map(([a = '', b = '']) => ({
    a,
    b,
    station: `${a}${b}`,
    delays: [5000, 5000] as const,
    guard: 100,
    window: 100,
    model: { kind: 'ideal' as const, parameters: { successProbability: 0.3, fidelity: 0.98 } }
  })),
  network: {}
}

const [A, B, D] = [1, 2, 4]
const Z = { randomBasis: 0, probability1: 0, probability2: 0, rotationX1: 0, rotationY: 0, rotationX2: 0 }
const HEADER = { session: 0, peerSession: 0, serial: 0, expected: 0 } as const
const NOTHING = {
  connections: 0,
  circuits: 0,
  halves: 0,
  ends: 0,
  distilling: 0,
  foretold: 0,
  requests: 0,
  unsettled: 0,
  qubits: 0
}

class Scene {
  readonly network = new SimulatedNetwork(DESCRIPTION, { seed: 3 })
  readonly ended: CircuitEnded[] = []
  readonly changes: ConnectionChanged[] = []
  readonly pairs: NetworkPair[] = []
  circuit: CircuitFacts | undefined

  constructor() {
    this.network.settle()
    this.wait(1000)
    const { network: a } = this.network.node('a')
    const { network: d } = this.network.node('d')
    d.accept(0)
    d.subscribe({ delivered: (pair) => void d.release(pair) })
    a.subscribe({
      circuitOpened: (circuit) => (this.circuit = circuit),
      circuitEnded: (ended) => this.ended.push(ended),
      connectionChanged: (change) => this.changes.push(change),
      delivered: (pair) => {
        this.pairs.push(pair)
        a.release(pair)
      }
    })
  }

  wait(milliseconds: number): void {
    this.network.run(this.network.clock.now() + milliseconds * MILLISECOND)
  }

  get a() {
    return this.network.node('a').network
  }

  hops(): readonly Hop[] {
    const [route] = this.a.plan({ to: D, minimumFidelity: 0.9 })
    return (route as NonNullable<typeof route>).hops
  }

  open(): CircuitFacts {
    this.a.setUp({ responder: D, purpose: 0, minimumFidelity: 0.9, hops: this.hops() })
    this.wait(10)
    return this.circuit as CircuitFacts
  }

  ignored(name: string, reason: string): number {
    return this.network.node(name).ignored.get(reason) ?? 0
  }

  kept(name: string) {
    return this.network.node(name).network.layer.kept
  }

  /** All that nodes keep, what programs were told, and how often each node has ignored something, and why. */
  state(): Readonly<Record<string, unknown>> {
    const { ended, changes, pairs } = this
    const nodes = [...this.network.nodes].map(([name, node]) => {
      const { network, qubits, ignored } = node
      return [name, { kept: network.layer.kept, free: qubits.free, ignored: new Map(ignored) }] as const
    })
    return { told: [ended.length, changes.length, pairs.length], ...Object.fromEntries(nodes) }
  }
}

describe('a wish that nothing can meet', () => {
  let scene: Scene
  beforeEach(() => {
    scene = new Scene()
  })

  it.each([
    ['an unknown destination', { to: 99, minimumFidelity: 0.5 }],
    ['a fidelity that no way gives', { to: D, minimumFidelity: 0.999 }]
  ])('has no way and fails as unsupported: %s', (_, wish) => {
    expect(scene.a.plan(wish)).toEqual([])
    const connection = scene.a.layer.connect(wish)
    scene.wait(10)
    expect(scene.changes).toEqual([{ connection, state: 'failed', circuit: undefined, reason: ErrorCode.UNSUPP }])
    expect(scene.kept('a')).toEqual(NOTHING)
  })

  it.each([
    ['to a node that its last link does not reach', 99, (hops: readonly Hop[]) => hops.slice(0, 1), ErrorCode.CREATE],
    ['through its own beginning', A, (hops: readonly Hop[]) => hops, ErrorCode.CREATE],
    ['that comes by a node twice', D, ([first, last]: readonly Hop[]) => [first, last, first, last], ErrorCode.CREATE],
    ['that begins elsewhere', D, (hops: readonly Hop[]) => hops.slice(1), ErrorCode.CREATE],
    ['without a link', D, () => [], ErrorCode.CREATE],
    [
      'with more of a link than it gives',
      D,
      (hops: readonly Hop[]) => hops.map((hop) => ({ ...hop, minimumFidelity: 0xffff })),
      ErrorCode.UNSUPP
    ]
  ] as const)('is refused at once: a circuit %s', (_, responder, change, error) => {
    const hops = change(scene.hops()) as readonly Hop[]
    expect(scene.a.setUp({ responder, purpose: 0, minimumFidelity: 0.9, hops })).toEqual({ error })
    expect(scene.kept('a')).toEqual(NOTHING)
  })

  it('is not taken, and changes nothing: what makes no sense, and what is of nobody', () => {
    const circuit = scene.open()
    const { network: d } = scene.network.node('d')
    const before = scene.state()
    const wrong = (field: string) => expect.objectContaining({ code: 'NETWORK_INPUT', field })
    for (const [field, wish] of [
      ['to', { to: A, minimumFidelity: 0.5 }],
      ['to', { to: 1.5, minimumFidelity: 0.5 }],
      ['minimumFidelity', { to: D, minimumFidelity: 1.1 }],
      ['minimumFidelity', { to: D, minimumFidelity: Number.NaN }],
      ['rate', { to: D, minimumFidelity: 0.5, rate: -1 }],
      ['cutoff', { to: D, minimumFidelity: 0.5, cutoff: 0.5 }],
      ['purpose', { to: D, minimumFidelity: 0.5, purpose: 65_536 }]
    ] as const) {
      expect(() => scene.a.layer.connect(wish)).toThrow(wrong(field))
    }
    expect(() => scene.a.request(circuit, { number: 1, kind: 'measure', early: true })).toThrow(wrong('early'))
    expect(() => scene.a.request(circuit, { number: 0 })).toThrow()
    expect(scene.a.request({ ...circuit, circuit: 5 }, { number: 1 })).toEqual({ error: ErrorCode.OTHER })
    expect(d.request(circuit, { number: 1 })).toEqual({ error: ErrorCode.REJECTED })
    for (const { network } of scene.network.nodes.values()) {
      network.close({ initiator: 9, circuit: 9 })
      network.cancel(999)
      network.disconnect(999)
      expect(network.release({ pair: 999 })).toBe(false)
    }
    scene.wait(0.1)
    expect(scene.state()).toEqual(before)
  })

  it('is refused by the node that it comes to: a circuit through itself', () => {
    const [first, last] = scene.hops() as [Hop, Hop]
    scene.a.layer.neighbours.send(B, {
      type: 'PATH',
      ...HEADER,
      initiator: A,
      circuit: 77,
      responder: D,
      purpose: 0,
      minimumFidelity: 0,
      lifetime: 1000,
      position: 0,
      hops: [first, last, { ...first }],
      stages: []
    })
    scene.wait(10)
    expect(scene.ignored('a', 'not-on-circuit')).toBe(1)
    for (const name of ['a', 'b', 'd']) expect([name, scene.kept(name)]).toEqual([name, NOTHING])
  })
})

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
