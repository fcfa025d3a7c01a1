import { ErrorCode } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { type Body, LABEL, PlayedLayer, PURPOSE } from '../../test/played-layer.js'

const PATIENCE = 60
const WISH = { to: 3, minimumFidelity: 0.5, purpose: PURPOSE }

/** What node 2, or 3, says of the link between them. */
const advertisement = (origin: 2 | 3, fit: boolean, sequence: number) => {
  const points = [{ fidelity: 60_000, rate: 5_000_000 }]
  const between = { neighbour: origin === 2 ? 3 : 2, link: 23, fit, points }
  const links = origin === 3 ? [between] : [{ neighbour: 1, link: 12, fit: true, points }, between]
  return { type: 'ADVERTISEMENT', origin, incarnation: 1, sequence, lifetime: 4e9, links }
}

/** Node 1, which knows a way to node 3. */
function knowing(): PlayedLayer {
  const played = new PlayedLayer(1, { configuration: { stallPatience: PATIENCE } })
  for (const origin of [2, 3] as const) played.hears(2, advertisement(origin, true, 1))
  return played
}

/** Numbers of the circuits for which it has sent PATH since it was last asked. */
const paths = (played: PlayedLayer) =>
  played.sent().flatMap(({ type, circuit }) => (type === 'PATH' ? [circuit as number] : []))

/** Without what is asked from end to end of circuits that are over. */
const signals = (sent: readonly Body[]) => sent.filter(({ type }) => type !== 'SETTLE')

const states = (played: PlayedLayer) =>
  played.told.flatMap(({ type, state }) => (type === 'connectionChanged' ? [state] : []))

const resv = (circuit: number) => ({ type: 'RESV', initiator: 1, circuit, label: LABEL, window: 2 })

/** The same with a connection, and its circuit. */
function connected() {
  const played = knowing()
  const connection = played.layer.connect(WISH)
  const [circuit] = paths(played) as [number]
  played.hears(2, resv(circuit))
  expect(states(played)).toEqual(['running'])
  return { played, connection, circuit }
}

describe('a connection', () => {
  it('sets up another circuit, of another number, when its own is lost', () => {
    const { played, circuit } = connected()
    const ended = { type: 'CIRCUIT_ERR', initiator: 1, circuit, node: 3, reason: ErrorCode.OTHER }
    const [path, ...more] = signals(played.hears(2, ended))
    expect(path).toMatchObject({ to: 2, type: 'PATH', responder: 3, purpose: PURPOSE })
    expect(more).toEqual([])
    const other = path!.circuit as number
    expect(other).not.toBe(circuit)
    played.hears(2, resv(other))
    expect(states(played)).toEqual(['running', 'moving', 'running'])
  })

  it('is over when the responder closes its circuit: no other is set up (NET-124)', () => {
    const { played, circuit } = connected()
    const tear = { type: 'TEAR', initiator: 1, circuit, reason: ErrorCode.UNSPECIFIED }
    expect(signals(played.hears(2, tear))).toEqual([])
    for (const [sequence, fit] of [
      [2, false],
      [3, true]
    ] as const)
      expect(signals(played.hears(2, advertisement(3, fit, sequence)))).toEqual([])
    expect(states(played)).toEqual(['running', 'closed'])
    expect(played.kept).toMatchObject({ connections: 0, circuits: 0 })
  })

  it('closes the circuit that it leaves for another (NET-125)', () => {
    const { played, circuit } = connected()
    played.hears(2, advertisement(3, false, 2))
    expect(signals(played.wait(PATIENCE - 1))).toEqual([])
    expect(signals(played.wait(1))).toMatchObject([{ to: 2, type: 'TEAR', circuit, reason: ErrorCode.UNSPECIFIED }])
    expect(states(played)).toEqual(['running', 'stalled', 'moving'])
    const [path] = signals(played.hears(2, advertisement(3, true, 3)))
    expect(path).toMatchObject({ type: 'PATH' })
    expect(path!.circuit).not.toBe(circuit)
  })

  it('closes its circuit when the program has had enough, whether it stands or not (NET-125)', () => {
    const { played, connection, circuit } = connected()
    played.layer.disconnect(connection)
    expect(signals(played.sent())).toMatchObject([{ to: 2, type: 'TEAR', circuit, reason: ErrorCode.UNSPECIFIED }])
    const early = knowing()
    early.layer.disconnect(early.layer.connect(WISH))
    expect(early.sent().map(({ type }) => type)).toEqual(['PATH', 'TEAR'])
    for (const each of [played, early]) expect(each.kept).toMatchObject({ connections: 0, circuits: 0, qubits: 0 })
  })

  it('asks for the order of swaps on every circuit', () => {
    const played = knowing()
    played.layer.connect({ ...WISH, order: [7] })
    expect(played.sent()).toMatchObject([{ type: 'PATH', hops: [{ rank: 0 }, { rank: 7 }] }])
    const other = knowing()
    other.layer.connect({ ...WISH, order: [7, 7] })
    expect(other.sent()).toEqual([])
    expect(states(other)).toEqual(['failed'])
  })
})
