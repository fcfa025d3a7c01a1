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
    expect(two.heard).toEqual([])
    await expect.poll(() => two.heard.length).toBe(203)
    expect(two.heard.filter((line) => line.startsWith('1:'))).toEqual(
      Array.from({ length: 200 }, (_, serial) => `1: ${serial}`)
    )
    expect(two.heard.filter((line) => line.startsWith('3:'))).toEqual(['3: 1000', '3: 1001', '3: 1002'])
    expect(one.told).toEqual(['attached', 'connected 2'])
  })

  it('keep frames for a party that was never there for a second, and lose them then (TRN-074)', async () => {
    const one = await join(1)
    one.transport.send(9, numbered(1))
    one.transport.send(2, numbered(2))
    one.transport.send(9, numbered(3))
    one.transport.send(2, numbered(4))
    expect(one.transport.backlog).toBe(4 * encodeFrame(numbered(1)).length)
    const two = await join(2)
    await expect.poll(() => two.heard).toEqual(['1: 2', '1: 4'])
    await expect
      .poll(() => one.told)
      .toEqual(['attached', 'connected 2', 'dropped 9 receiver-detached', 'dropped 9 receiver-detached'])
    expect(one.transport.backlog).toBe(0)
    expect(two.heard).toEqual(['1: 2', '1: 4'])
  })

  it('lose frames for a party that has gone, also for the one that comes after it (TRN-070, TRN-075)', async () => {
    const [one, two] = [await join(1), await join(2)]
    one.transport.send(2, numbered(1))
    await expect.poll(() => two.heard).toEqual(['1: 1'])
    await two.transport.close()
    await expect.poll(() => one.told.at(-1)).toBe('disconnected 2')
    one.transport.send(2, numbered(2))
    expect(one.told.at(-1)).toBe('dropped 2 receiver-detached')
    const again = await join(2)
    await expect.poll(() => one.told.at(-1)).toBe('connected 2')
    one.transport.send(2, numbered(3))
    await expect.poll(() => again.heard).toEqual(['1: 3'])
  })

  it('lose frames to nobody, and keep networks apart', async () => {
    const [one, two, elsewhere] = [await join(1), await join(2), await join(2, { network: 'other' })]
    one.transport.send(1, numbered(2))
    one.transport.send(Number.NaN, numbered(2))
    one.transport.send(2, numbered(3))
    await expect.poll(() => two.heard).toEqual(['1: 3'])
    expect(one.told).toEqual(['attached', 'dropped 1 no-channel', 'dropped NaN no-channel', 'connected 2'])
    expect([elsewhere.heard, elsewhere.told]).toEqual([[], ['attached']])
  })

  it('refuse a frame that cannot be encoded, and send nothing of it', async () => {
    const [one, two] = [await join(1), await join(2)]
    expect(() => one.transport.send(2, numbered(-1))).toThrow(WireError)
    one.transport.send(2, numbered(4))
    await expect.poll(() => two.heard).toEqual(['1: 4'])
  })

  it('tell of bytes that are not a frame, pass over subjects of another form, and go on (TRN-062)', async () => {
    const two = await join(2)
    const stranger = await plainConnection()
    const to = `bellwire.test.frames.2.${two.transport.incarnation}`
    const bytes: [string, Uint8Array][] = [
      [`${to}.1.7`, Uint8Array.of(0x1a, 0x7f)],
      [`${to}.1.7`, new Uint8Array(70_000)],
      [`${to}.1.7`, new Uint8Array(0)],
      // Subjects that no party has.
      [`${to}.1.x`, encodeFrame(numbered(1))],
      [`${to}.1e0.7`, encodeFrame(numbered(1))],
      [`${to}.-1.7`, encodeFrame(numbered(1))],
      [`${to}.2.8`, encodeFrame(numbered(1))],
      ['bellwire.test.presence.2.x.here', new Uint8Array(0)],
      ['bellwire.test.presence.2.7.there', new Uint8Array(0)],
      ['bellwire.test.call.2.x.7', new Uint8Array(0)],
      [`${to}.1.7`, encodeFrame(numbered(5))]
    ]
    for (const [subject, payload] of bytes) stranger.publish(subject, payload)
    await expect
      .poll(() => two.heard)
      .toEqual(['1: malformed TRUNCATED', '1: malformed FRAME_TOO_LARGE', '1: malformed NO_MESSAGE', '1: 5'])
    expect(two.told).toEqual(['attached', 'connected 1'])
  })

  it('hand over what was sent before a close, and nothing after it', async () => {
    const [one, two] = [await join(1), await join(2)]
    for (let serial = 0; serial < 100; serial++) one.transport.send(2, numbered(serial))
    await expect.poll(() => two.heard.length).toBe(100)
    for (let serial = 100; serial < 200; serial++) one.transport.send(2, numbered(serial))
    const closing = one.transport.close()
    one.transport.send(2, numbered(200))
    await closing
    await one.transport.close()
    expect(await one.transport.closed).toBeUndefined()
    await expect.poll(() => two.told).toEqual(['attached', 'connected 1', 'disconnected 1'])
    expect(two.heard).toEqual(Array.from({ length: 200 }, (_, serial) => `1: ${serial}`))
    expect(one.told).toContain('dropped 2 sender-detached')
  })

  it('tell who is there as they come and go (TRN-069, TRN-070)', async () => {
    const one = await join(1, { peers: [2, 1] })
    const two = await join(2)
    await expect.poll(() => one.told).toEqual(['attached', 'connected 2'])
    await two.transport.close()
    await expect.poll(() => one.told).toEqual(['attached', 'connected 2', 'disconnected 2'])
    await join(2)
    await expect.poll(() => one.told.slice(3)).toEqual(['connected 2'])
    const three = await join(3, { peers: [1, 2] })
    await expect.poll(() => three.told.toSorted()).toEqual(['attached', 'connected 1', 'connected 2'])
  })

  it('take a party that says nothing any more as gone (TRN-071)', async () => {
    const one = await join(1, { peers: [2] })
    const stranger = await plainConnection()
    stranger.publish('bellwire.test.presence.2.5.here')
    await expect.poll(() => one.told).toEqual(['attached', 'connected 2', 'disconnected 2'])
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
    await expect.poll(() => peer.heard).toEqual(['2: 2'])
    const stranger = await plainConnection()
    const to = `bellwire.test.frames.1.${peer.transport.incarnation}`
    // What the old process has sent, and has been on its way ever since.
    stranger.publish(`${to}.2.${old.transport.incarnation}`, encodeFrame(numbered(3)))
    stranger.publish(`${to}.2.${late.transport.incarnation}`, encodeFrame(numbered(4)))
    await expect.poll(() => peer.heard).toEqual(['2: 2', '2: 4'])
  })

  it('drop frames beyond what may wait, and send again when the server has taken them (TRN-073)', async () => {
    const size = encodeFrame(numbered(100)).length
    const [one, two] = [await join(1, { maximumBacklog: 3 * size, peers: [2] }), await join(2)]
    await expect.poll(() => one.told).toEqual(['attached', 'connected 2'])
    for (let serial = 100; serial < 105; serial++) one.transport.send(2, numbered(serial))
    expect(one.transport.backlog).toBe(3 * size)
    expect(one.told.slice(2)).toEqual(['dropped 2 backlog', 'dropped 2 backlog'])
    await expect.poll(() => one.transport.backlog).toBe(0)
    one.transport.send(2, numbered(105))
    await expect.poll(() => two.heard).toEqual(['1: 100', '1: 101', '1: 102', '1: 105'])
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
