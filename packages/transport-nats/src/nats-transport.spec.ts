import { connect, type NatsConnection } from '@nats-io/transport-node'
import { encodeFrame, WireError } from '@bellwire/wire'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { missingServer, TestServer } from '../test/nats-server.js'
import { numbered, type Party, party } from '../test/party.js'
import { NatsError, type NatsTransportOptions } from './index.js'

const missing = missingServer()
const canSkip = process.env['CI'] !== 'true'

describe.skipIf(missing !== undefined && canSkip)(`transports over one server${missing ? ` (${missing})` : ''}`, () => {
  const server = new TestServer()
  const open: { close(): Promise<void> }[] = []

  const join = async (node: number, options: Partial<NatsTransportOptions> = {}): Promise<Party> => {
    const joined = await party(node, { servers: server.url, ...options })
    open.push(joined.transport)
    return joined
  }
  const plainConnection = async (): Promise<NatsConnection> => {
    const connection = await connect({ servers: server.url })
    open.push(connection)
    return connection
  }

  beforeAll(() => server.start())
  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.close()))
  })
  afterAll(() => server.remove())

  it('deliver frames in the order of sending, with the node that has sent them, never inside send (TRN-060, TRN-061)', async () => {
    const [one, two, three] = [await join(1), await join(2), await join(3)]
    for (let serial = 0; serial < 200; serial++) {
      one.transport.send(2, numbered(serial))
      if (serial < 3) three.transport.send(2, numbered(1000 + serial))
    }
    expect(two.lines).toEqual(['connected'])
    await expect.poll(() => two.lines.length).toBe(204)
    expect(two.lines.filter((line) => line.startsWith('1:'))).toEqual(
      Array.from({ length: 200 }, (_, serial) => `1: ${serial}`)
    )
    expect(two.lines.filter((line) => line.startsWith('3:'))).toEqual(['3: 1000', '3: 1001', '3: 1002'])
    expect(one.lines).toEqual(['connected'])
    expect(three.lines).toEqual(['connected'])
  })

  it('lose frames to nobody, and keep networks apart', async () => {
    const [one, two, elsewhere] = [await join(1), await join(2), await join(2, { network: 'other' })]
    one.transport.send(9, numbered(1))
    one.transport.send(1, numbered(2))
    one.transport.send(Number.NaN, numbered(2))
    one.transport.send(2, numbered(3))
    await expect.poll(() => two.lines).toEqual(['connected', '1: 3'])
    expect(one.lines).toEqual(['connected', 'dropped 1 no-channel', 'dropped NaN no-channel'])
    expect(elsewhere.lines).toEqual(['connected'])
  })

  it('refuse a frame that cannot be encoded, and send nothing of it', async () => {
    const [one, two] = [await join(1), await join(2)]
    expect(() => one.transport.send(2, numbered(-1))).toThrow(WireError)
    one.transport.send(2, numbered(4))
    await expect.poll(() => two.lines).toEqual(['connected', '1: 4'])
  })

  it('tell of bytes that are not a frame, pass over subjects of another form, and go on (TRN-062)', async () => {
    const two = await join(2)
    const stranger = await plainConnection()
    const bytes: [string, Uint8Array][] = [
      ['bellwire.test.frames.2.1.7', Uint8Array.of(0x1a, 0x7f)],
      ['bellwire.test.frames.2.1.7', new Uint8Array(70_000)],
      ['bellwire.test.frames.2.1.7', new Uint8Array(0)],
      // Subjects that no party has.
      ['bellwire.test.frames.2.1.x', encodeFrame(numbered(1))],
      ['bellwire.test.frames.2.1e0.7', encodeFrame(numbered(1))],
      ['bellwire.test.frames.2.-1.7', encodeFrame(numbered(1))],
      ['bellwire.test.presence.2.x.here', new Uint8Array(0)],
      ['bellwire.test.frames.2.1.7', encodeFrame(numbered(5))]
    ]
    for (const [subject, payload] of bytes) stranger.publish(subject, payload)
    await expect
      .poll(() => two.lines)
      .toEqual([
        'connected',
        '1: malformed TRUNCATED',
        '1: malformed FRAME_TOO_LARGE',
        '1: malformed NO_MESSAGE',
        '1: 5'
      ])
  })

  it('hand over what was sent before a close, and nothing after it', async () => {
    const [one, two] = [await join(1), await join(2, { peers: [1] })]
    await expect.poll(() => two.lines).toEqual(['connected', 'present 1'])
    for (let serial = 0; serial < 100; serial++) one.transport.send(2, numbered(serial))
    const closing = one.transport.close()
    one.transport.send(2, numbered(100))
    await closing
    await one.transport.close()
    expect(await one.transport.closed).toBeUndefined()
    await expect.poll(() => two.lines.length).toBe(103)
    expect(two.lines.slice(-2)).toEqual(['1: 99', 'absent 1'])
    expect(one.lines.slice(-1)).toEqual(['dropped 2 closed'])
  })

  it('tell who is there as they come and go (TRN-069, TRN-070)', async () => {
    const one = await join(1, { peers: [2] })
    const two = await join(2, { peers: [1] })
    await expect.poll(() => one.lines).toEqual(['connected', 'present 2'])
    await expect.poll(() => two.lines).toEqual(['connected', 'present 1'])
    await two.transport.close()
    await expect.poll(() => one.lines).toEqual(['connected', 'present 2', 'absent 2'])
    await join(2)
    await expect.poll(() => one.lines.slice(3)).toEqual(['present 2'])
  })

  it('take a party that says nothing any more as gone (TRN-071)', async () => {
    const one = await join(1, { peers: [2] })
    const stranger = await plainConnection()
    stranger.publish('bellwire.test.presence.2.5.here')
    await expect.poll(() => one.lines, { timeout: 10_000 }).toEqual(['connected', 'present 2', 'absent 2'])
  })

  it('give way to a later process of the same party, whose frames alone count from then on (TRN-066, TRN-067, TRN-068)', async () => {
    const [peer, old] = [await join(1), await join(2)]
    const late = await join(2)
    expect(late.transport.incarnation).toBeGreaterThan(old.transport.incarnation)
    const why = await old.transport.closed
    expect(why).toBeInstanceOf(NatsError)
    expect(why?.message).toBe(
      'node is 2, for which another process has begun; accepted: one process for each party (NATS_SUPERSEDED)'
    )
    old.transport.send(1, numbered(1))
    late.transport.send(1, numbered(2))
    await expect.poll(() => peer.lines).toEqual(['connected', '2: 2'])
    const stranger = await plainConnection()
    // What the old process has sent, and has been on its way ever since.
    stranger.publish(`bellwire.test.frames.1.2.${old.transport.incarnation}`, encodeFrame(numbered(3)))
    stranger.publish(`bellwire.test.frames.1.2.${late.transport.incarnation}`, encodeFrame(numbered(4)))
    await expect.poll(() => peer.lines).toEqual(['connected', '2: 2', '2: 4'])
  })

  it('drop frames beyond what may wait, and send again when the server has taken them (TRN-073)', async () => {
    const size = encodeFrame(numbered(100)).length
    const [one, two] = [await join(1, { maximumBacklog: 3 * size }), await join(2)]
    for (let serial = 100; serial < 105; serial++) one.transport.send(2, numbered(serial))
    expect(one.transport.backlog).toBe(3 * size)
    expect(one.lines).toEqual(['connected', 'dropped 2 backlog', 'dropped 2 backlog'])
    await expect.poll(() => one.transport.backlog).toBe(0)
    one.transport.send(2, numbered(105))
    await expect.poll(() => two.lines).toEqual(['connected', '1: 100', '1: 101', '1: 102', '1: 105'])
  })

  it('go on when the listener throws', async () => {
    const [one, two] = [await join(1), await join(2)]
    const thrown: unknown[] = []
    const listeners = process.listeners('uncaughtException')
    process.removeAllListeners('uncaughtException')
    process.on('uncaughtException', (error) => thrown.push(error))
    const heard: number[] = []
    two.transport.listen({
      frame: () => {
        heard.push(1)
        throw new Error('of the owner')
      },
      malformed: () => undefined
    })
    try {
      one.transport.send(2, numbered(1))
      one.transport.send(2, numbered(2))
      await expect.poll(() => thrown).toEqual([new Error('of the owner'), new Error('of the owner')])
      expect(heard).toEqual([1, 1])
    } finally {
      process.removeAllListeners('uncaughtException')
      for (const listener of listeners) process.on('uncaughtException', listener)
    }
  })

  it('refuse a server that takes no whole frame (TRN-063)', async () => {
    const small = new TestServer('max_payload: 65535')
    await small.start()
    try {
      await expect(join(1, { servers: small.url })).rejects.toMatchObject({
        code: 'NATS_SERVER_UNFIT',
        message: 'max_payload is 65535; accepted: at least 65536, the bytes of a frame (NATS_SERVER_UNFIT)'
      })
    } finally {
      await small.remove()
    }
  })

  it.each<[string, Partial<NatsTransportOptions>, string]>([
    ['servers', { servers: 'localhost' }, 'localhost'],
    ['servers', { servers: 'http://a:b@localhost' }, 'http://…@localhost'],
    ['servers', { servers: 'nats://localhost/x' }, 'nats://localhost/x'],
    ['servers', { servers: [] }, 'empty'],
    ['network', { network: 'a.b' }, 'a.b'],
    ['node', { node: 1.5 }, '1.5'],
    ['peers', { peers: [1, -1] }, '-1'],
    ['credentials', { credentials: 'x' }, 'not of its form']
  ])('refuse what cannot be: %s of %j', async (field, options, value) => {
    await expect(join(1, options)).rejects.toMatchObject({
      code: 'NATS_OPTION_INVALID',
      field,
      message: expect.stringContaining(`${field} is ${value}; accepted: `) as string
    })
  })
})
