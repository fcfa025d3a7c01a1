import { ErrorCode, type Hop } from '@bellwire/wire'
import { beforeEach, describe, expect, it } from 'vitest'
import { A, B, D, HEADER, NOTHING, Scene } from '../../test/defended-circuit.js'

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
    const reason = ErrorCode.UNSUPP
    expect(scene.changes).toEqual([{ connection, state: 'failed', circuit: undefined, circuits: [], reason }])
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
