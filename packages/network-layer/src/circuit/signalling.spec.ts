import { ErrorCode, type Hop } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import {
  CIRCUIT,
  headEnd,
  HOPS,
  innerNode,
  LABEL,
  NAME,
  pathFrom,
  PlayedLayer,
  PURPOSE,
  SECOND,
  setUp,
  tailEnd
} from '../../test/played-layer.js'

const RESV = { type: 'RESV', ...NAME, label: LABEL, window: 2 }
const hopsWith = (index: number, changes: Partial<Hop>) =>
  HOPS.map((hop, position) => (position === index ? { ...hop, ...changes } : hop))

/** A node's answer to a PATH from its neighbour, which it refuses. */
function refusal(node: 2 | 3, changes: object, options: ConstructorParameters<typeof PlayedLayer>[1] = {}) {
  const played = new PlayedLayer(node, options)
  played.layer.accept(PURPOSE)
  const [answer, ...rest] = played.hears(node - 1, pathFrom(node - 2, changes))
  expect(rest).toEqual([])
  expect(answer).toEqual({ to: node - 1, type: 'CIRCUIT_ERR', ...NAME, node, reason: expect.any(Number) })
  expect(played.kept).toMatchObject({ circuits: 0, qubits: 0 })
  return answer!.reason
}

describe('a circuit', () => {
  it('is set up hop by hop: PATH down, RESV up once the rest stands, RESV_CONF down (NET-031, NET-038, NET-040, NET-041)', () => {
    const head = new PlayedLayer(1)
    const circuit = setUp(head)
    const named = { initiator: 1, circuit }
    expect(head.sent()).toMatchObject([{ to: 2, type: 'PATH', ...named, position: 0, hops: HOPS, responder: 3 }])
    expect(head.hears(2, { ...RESV, ...named })).toEqual([{ to: 2, type: 'RESV_CONF', ...named }])
    expect(head.told).toMatchObject([{ type: 'opened', head: true }])

    const inner = new PlayedLayer(2)
    expect(inner.hears(1, pathFrom(0))).toEqual([{ to: 3, ...pathFrom(1) }])
    expect(inner.hears(3, RESV)).toMatchObject([{ to: 1, type: 'RESV', ...NAME }])
    expect(inner.hears(1, { type: 'RESV_CONF', ...NAME })).toEqual([{ to: 3, type: 'RESV_CONF', ...NAME }])

    const tail = new PlayedLayer(3)
    tail.layer.accept(PURPOSE)
    expect(tail.hears(2, pathFrom(1))).toMatchObject([{ to: 2, type: 'RESV', ...NAME }])
    expect(tail.told).toEqual([])
    expect(tail.hears(2, { type: 'RESV_CONF', ...NAME })).toEqual([])
    expect(tail.told).toMatchObject([{ type: 'opened', head: false }])
  })

  it('has at each link a label of the downstream node and as many pairs as that has room for (NET-039, NET-042)', () => {
    const inner = new PlayedLayer(2, { qubits: 7 })
    const labels: unknown[] = []
    const windows: unknown[] = []
    for (let number = 1; number <= 2; number++) {
      inner.hears(1, pathFrom(0, { circuit: number }))
      const [resv] = inner.hears(3, { ...RESV, circuit: number, label: LABEL + number })
      labels.push(resv!.label)
      windows.push(resv!.window)
    }
    expect(new Set(labels).size).toBe(2)
    expect(inner.accepted).toEqual(labels)
    // Two on each side, then what is left.
    expect(windows).toEqual([2, 1])
  })

  it('has a number that no other of its initiator has (NET-030)', () => {
    const head = new PlayedLayer(1)
    const numbers = Array.from({ length: 4 }, () => setUp(head))
    expect(new Set(numbers).size).toBe(4)
  })

  it('is refused with the reason, and nothing is kept of it (NET-032, NET-033, NET-034, NET-035, NET-036, NET-037)', () => {
    const [first, second] = HOPS as readonly [Hop, Hop]
    // Not from who is said to send it, not for this node, a loop, no beginning, no such link.
    for (const changes of [
      { position: 1 },
      { hops: [first, { ...second, node: 5 }] },
      { hops: [first, second, { ...second, node: 1 }] },
      { initiator: 3 },
      { hops: hopsWith(1, { link: 99 }) },
      { hops: hopsWith(0, { link: 23 }) }
    ]) {
      const played = new PlayedLayer(2)
      const sent = played.hears(1, pathFrom(0, changes))
      expect(sent).toMatchObject([{ type: 'CIRCUIT_ERR', reason: ErrorCode.CREATE }])
      expect(played.kept.circuits).toBe(0)
    }
    expect(refusal(3, { purpose: PURPOSE + 1 })).toBe(ErrorCode.REJECTED)
    expect(refusal(2, {}, { swapping: false })).toBe(ErrorCode.UNSUPP)
    expect(refusal(2, { hops: hopsWith(1, { minimumFidelity: 65000 }) })).toBe(ErrorCode.UNSUPP)
    expect(refusal(2, { hops: hopsWith(1, { rate: 101e6 }) })).toBe(ErrorCode.UNSUPP)
    expect(refusal(2, {}, { qubits: 1 })).toBe(ErrorCode.NORES)
    expect(refusal(2, {}, { port: { up: false } })).toBe(ErrorCode.OTHER)
  })

  it('is refused where the next node has begun anew, and taken when it is a neighbour again (NET-223)', () => {
    const inner = new PlayedLayer(2)
    inner.loses(3)
    expect(inner.hears(1, pathFrom(0))).toEqual([
      { to: 1, type: 'CIRCUIT_ERR', ...NAME, node: 2, reason: ErrorCode.OTHER }
    ])
    expect(inner.kept).toMatchObject({ circuits: 0, qubits: 0 })
    inner.meet(3)
    expect(inner.hears(1, pathFrom(0, { circuit: CIRCUIT + 1 }))).toMatchObject([{ to: 3, type: 'PATH' }])
    const head = new PlayedLayer(1)
    head.loses(2)
    const plan = { responder: 3, purpose: PURPOSE, minimumFidelity: 0.5, hops: HOPS }
    expect(head.layer.setUp(plan)).toEqual({ error: ErrorCode.OTHER })
  })

  it('is refused by its initiator where programs have opted in to those of others alone (NET-154)', () => {
    const tail = new PlayedLayer(3)
    const answers = () => tail.hears(2, pathFrom(1, { circuit: ++circuit })).map(({ type, reason }) => reason ?? type)
    let circuit = CIRCUIT
    tail.layer.accept(PURPOSE, 2)
    expect(answers()).toEqual([ErrorCode.REJECTED])
    tail.layer.accept(PURPOSE, NAME.initiator)
    expect(answers()).toEqual(['RESV'])
    tail.layer.refuse(PURPOSE, NAME.initiator)
    expect(answers()).toEqual([ErrorCode.REJECTED])
    // Every node's, whoever else's is accepted.
    tail.layer.accept(PURPOSE)
    tail.layer.refuse(PURPOSE, 2)
    expect(answers()).toEqual(['RESV'])
    tail.layer.refuse(PURPOSE)
    expect(answers()).toEqual([ErrorCode.REJECTED])
  })

  it('is refused for want of memory or of a link’s time that others have been promised (NET-036)', () => {
    const memory = innerNode({ qubits: 4 })
    expect(memory.hears(1, pathFrom(0, { circuit: CIRCUIT + 1 }))).toMatchObject([{ reason: ErrorCode.NORES }])
    const half = { hops: hopsWith(1, { rate: 60e6 }) }
    const time = innerNode({}, half)
    expect(time.hears(1, pathFrom(0, { circuit: CIRCUIT + 1, ...half }))).toMatchObject([{ reason: ErrorCode.NORES }])
    time.hears(1, { type: 'TEAR', ...NAME, reason: 0 })
    expect(time.hears(1, pathFrom(0, { circuit: CIRCUIT + 1, ...half }))).toMatchObject([{ to: 3, type: 'PATH' }])
  })

  it('has what is promised of a link advertised, while it stands (NET-150)', () => {
    const inner = innerNode({}, { hops: hopsWith(1, { rate: 60e6 }) })
    const promised = () => {
      const own = inner.advertised.findLast(({ origin }) => origin === 2) as unknown as { links: Sent[] }
      return Object.fromEntries(own.links.map(({ link, promised: share }) => [link, share]))
    }
    interface Sent {
      readonly link: number
      readonly promised: number
    }
    // 60 of 100 pairs in a second, to both neighbours; its link to the initiator is promised there.
    expect(promised()).toEqual({ 12: 0, 23: Math.ceil(0.6 * 0xffff) })
    inner.hears(1, { type: 'TEAR', ...NAME, reason: 0 })
    expect(promised()).toEqual({ 12: 0, 23: 0 })
  })

  it('is refreshed by PATH, which goes on downstream, and is over without it (NET-043, NET-044)', () => {
    const played = headEnd().played
    expect(played.wait(60 * SECOND).map(({ type }) => type)).toEqual(['PATH', 'PATH'])
    const inner = innerNode()
    for (let turn = 0; turn < 3; turn++) {
      expect(inner.wait(89 * SECOND)).toEqual([])
      expect(inner.hears(1, pathFrom(0))).toMatchObject([{ to: 3, type: 'PATH', position: 1 }])
    }
    expect(inner.wait(90 * SECOND)).toEqual([
      { to: 1, type: 'CIRCUIT_ERR', ...NAME, node: 2, reason: ErrorCode.TIMEOUT },
      { to: 3, type: 'TEAR', ...NAME, reason: ErrorCode.TIMEOUT }
    ])
    expect(inner.kept).toMatchObject({ circuits: 0, qubits: 0 })
    expect(inner.accepted).toEqual([])
  })

  it('is given up where PATH is not answered in time (NET-045)', () => {
    const head = new PlayedLayer(1)
    const circuit = setUp(head)
    expect(head.wait(5 * SECOND)).toEqual([{ to: 2, type: 'TEAR', initiator: 1, circuit, reason: ErrorCode.TIMEOUT }])
    expect(head.told).toMatchObject([{ type: 'ended', reason: ErrorCode.TIMEOUT, node: 1 }])
  })

  it('that ends is told on every side that does not know: with TEAR in good order, with CIRCUIT_ERR upstream otherwise (NET-046)', () => {
    const error = { type: 'CIRCUIT_ERR', ...NAME, node: 3, reason: ErrorCode.NORES }
    const tear = { type: 'TEAR', ...NAME, reason: 0 }
    expect(innerNode().hears(3, error)).toEqual([{ to: 1, ...error }])
    expect(innerNode().hears(1, tear)).toEqual([{ to: 3, ...tear }])
    expect(innerNode().hears(3, tear)).toEqual([{ to: 1, ...tear }])
    const tail = tailEnd()
    tail.layer.close(NAME)
    expect(tail.sent().filter(({ type }) => type !== 'SETTLE')).toEqual([{ to: 2, ...tear }])
    expect(tail.told.at(-1)).toMatchObject({ type: 'ended', reason: 0 })
  })

  it('ends where a neighbour on it is lost, and the others are told (NET-047)', () => {
    const upstream = innerNode()
    expect(upstream.loses(1)).toEqual([{ to: 3, type: 'TEAR', ...NAME, reason: ErrorCode.OTHER }])
    const downstream = innerNode()
    expect(downstream.loses(3)).toEqual([{ to: 1, type: 'CIRCUIT_ERR', ...NAME, node: 2, reason: ErrorCode.OTHER }])
    for (const played of [upstream, downstream]) expect(played.kept).toMatchObject({ circuits: 0, qubits: 0 })
  })

  it('is not changed by frames of who is not on it, of the wrong side, or that come again (NET-048)', () => {
    const played = innerNode()
    for (const [peer, frame] of [
      [3, pathFrom(0)],
      [1, RESV],
      [3, RESV],
      [3, { type: 'RESV_CONF', ...NAME }],
      [1, { type: 'RESV_CONF', ...NAME }],
      [1, { type: 'CIRCUIT_ERR', ...NAME, node: 1, reason: 4 }],
      [3, { type: 'FORWARD', ...NAME, request: 1 }],
      [1, { type: 'CREDIT', ...NAME, window: 5, epoch: 0, sequence: 0 }],
      [1, { type: 'TEAR', ...NAME, circuit: CIRCUIT + 1, reason: 0 }],
      [1, { type: 'TRACK', ...NAME, circuit: CIRCUIT + 1, epoch: 1, sequence: 1 }]
    ] as const) {
      const before = played.ignored.length
      expect(played.hears(peer, frame)).toEqual([])
      expect(played.ignored.length).toBe(before + 1)
    }
    expect(played.kept).toMatchObject({ circuits: 1, foretold: 0 })
  })

  it('that a node does not know ends downstream of it with TEAR, and nothing is changed here (NET-115)', () => {
    const played = innerNode()
    const before = played.kept
    const name = { initiator: 1, circuit: CIRCUIT + 1 }
    const tear = { type: 'TEAR', ...name, reason: ErrorCode.OTHER }
    for (const peer of [1, 3]) expect(played.hears(peer, { ...RESV, ...name })).toEqual([{ to: peer, ...tear }])
    expect(played.kept).toEqual(before)
    const tail = new PlayedLayer(3)
    tail.layer.accept(PURPOSE)
    tail.hears(2, pathFrom(1, name))
    expect(tail.kept.circuits).toBe(1)
    expect(tail.hears(2, tear)).toEqual([])
    expect(tail.kept).toMatchObject({ circuits: 0, qubits: 0 })
  })

  it('is over at once where its RESV crosses the word that it is over (NET-115)', () => {
    const inner = new PlayedLayer(2)
    inner.hears(1, pathFrom(0))
    const [told] = inner.hears(1, { type: 'TEAR', ...NAME, reason: 0 })
    expect(told).toMatchObject({ to: 3, type: 'TEAR' })
    expect(inner.hears(3, RESV)).toMatchObject([{ to: 3, type: 'TEAR' }])
    expect(inner.kept).toMatchObject({ circuits: 0, qubits: 0 })
  })

  it('that is over is not set up again by a PATH that crossed the word of it (NET-224)', () => {
    const inner = innerNode()
    inner.hears(3, { type: 'TEAR', ...NAME, reason: 0 })
    expect(inner.hears(1, pathFrom(0))).toEqual([])
    expect(inner.kept).toMatchObject({ circuits: 0, qubits: 0 })
    expect(inner.hears(1, pathFrom(0, { circuit: CIRCUIT + 1 }))).toMatchObject([{ to: 3, type: 'PATH' }])
  })

  it('takes no label for one of its links that another circuit has there', () => {
    const played = innerNode()
    played.hears(1, pathFrom(0, { circuit: CIRCUIT + 1 }))
    expect(played.hears(3, { ...RESV, circuit: CIRCUIT + 1 })).toMatchObject([
      { to: 1, type: 'CIRCUIT_ERR', circuit: CIRCUIT + 1 },
      { to: 3, type: 'TEAR', circuit: CIRCUIT + 1 }
    ])
    expect(played.kept.circuits).toBe(1)
  })
})
