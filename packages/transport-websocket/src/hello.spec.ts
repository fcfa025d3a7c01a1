import {
  decodeFrame,
  decodeTransportMessage,
  encodeFrame,
  encodeTransportFrames,
  encodeTransportHello,
  type TransportHello
} from '@bellwire/wire'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { Authority } from '../test/authority.js'
import { numbered, serialOf } from '../test/numbered.js'
import { WebSocketNetwork } from '../test/web-socket-network.js'
import { dial } from './dial.js'
import { helloOf } from './greeting.js'
import { listenWebSocket } from './listen.js'
import type { TlsMaterial } from './tls.js'
import type { WebSocketChannel } from './web-socket-channel.js'
import { webSocketTransport, type WebSocketTransport } from './web-socket-transport.js'

const framesOf = (...serials: number[]) =>
  encodeTransportFrames({ type: 'FRAMES', frames: serials.map((serial) => encodeFrame(numbered(serial))) })
const damaged = encodeTransportFrames({
  type: 'FRAMES',
  frames: [encodeFrame(numbered(1)), Uint8Array.of(0x1a, 0x7f), encodeFrame(numbered(2))]
})
const hello = (changes: Partial<TransportHello> = {}) => encodeTransportHello({ ...helloOf(1, 2, 99), ...changes })

/** Everything that party 2 is told. */
class Party2 {
  readonly told: string[] = []
  transport!: WebSocketTransport

  async start(network: WebSocketNetwork): Promise<void> {
    this.transport = await network.start(2, {
      connected: (peer, incarnation) => this.told.push(`connected ${peer} ${incarnation}`),
      disconnected: (peer, reason) => this.told.push(`disconnected ${peer}: ${reason}`)
    })
    this.transport.listen({
      frame: (from, frame) => this.told.push(`${from}: ${serialOf(frame)}`),
      malformed: (from, reason) => this.told.push(`${from}: ${reason}`)
    })
  }
}

let network: WebSocketNetwork
let two: Party2

async function begin(authority?: Authority): Promise<void> {
  network = await new WebSocketNetwork(authority, false).open()
  two = new Party2()
  await two.start(network)
}

afterEach(async () => network.close())

/** Sends messages to party 2 after a first one that was answered; with which code and why the connection was closed. */
async function say(messages: readonly Uint8Array[], tls?: TlsMaterial, first = hello()): Promise<string> {
  const socket = new WebSocket(network.party(2).url ?? '', {
    ...(tls !== undefined && { key: tls.key, cert: tls.certificate, rejectUnauthorized: false })
  })
  socket.on('error', () => {})
  socket.once('open', () => socket.send(first))
  socket.once('message', () => {
    for (const message of messages) socket.send(message)
    // What is refused is refused before this comes.
    socket.close(1000, 'done')
  })
  return new Promise((resolve) =>
    socket.once('close', (code: number, reason: Buffer) => resolve(`${code} ${reason.toString()}`))
  )
}

describe('a party', () => {
  beforeEach(async () => begin())

  it('answers a hello by its own, and then takes frames (TRN-010, TRN-011)', async () => {
    const answers: Uint8Array[] = []
    await network.connect(2, undefined, (channel, closed) => {
      channel.listen({
        message: (bytes) => {
          answers.push(bytes)
          channel.send(framesOf(5, 6))
          channel.finish(1000, 'done')
        },
        closed
      })
      setTimeout(() => {
        answers.push(Uint8Array.of(0))
        channel.send(hello())
      }, 50)
    })
    expect(answers[0]).toEqual(Uint8Array.of(0))
    expect(decodeTransportMessage(answers[1]!)).toEqual(helloOf(2, 1, two.transport.incarnation))
    expect(answers.length).toBe(2)
    expect(two.told).toEqual(['connected 1 99', '1: 5', '1: 6', expect.stringMatching(/^disconnected 1/)])
  })

  it.each([
    ['frames', framesOf(1), '4001 the first message is no hello'],
    ['what is no message', Uint8Array.of(0xff), '4001 the first message is no hello'],
    ['nothing', new Uint8Array(0), '4001 the first message is no hello'],
    ['a hello for another party', hello({ peer: 3 }), '4001 this is 2, not 3'],
    ['a hello of its own, sent back', hello({ node: 2 }), '4001 2 is this party itself'],
    ['a hello of an unknown party', hello({ node: 4 }), '4001 4 is not known'],
    ['a hello of other versions', hello({ minimumVersion: 2, maximumVersion: 9 }), '4002 versions 2 to 9']
  ])('refuses %s, and nothing has changed (TRN-010, TRN-012, TRN-013, SEC-018)', async (_what, first, reason) => {
    expect(await say([framesOf(1)], undefined, first)).toBe(reason)
    expect(two.told).toEqual([])
    expect(two.transport.isConnected(1)).toBe(false)
    expect(await say([framesOf(7)])).toBe('1000 done')
    expect(two.told.slice(0, 2)).toEqual(['connected 1 99', '1: 7'])
  })

  it('takes no second hello (TRN-012)', async () => {
    expect(await say([framesOf(1), hello(), framesOf(2)])).toBe('4001 a second hello')
    expect(two.told.slice(1)).toEqual(['1: 1', 'disconnected 1: a second hello'])
  })

  it('hands over the frames around one that is none (TRN-016)', async () => {
    await say([damaged])
    expect(two.told.slice(1, 4)).toEqual(['1: 1', '1: TRUNCATED', '1: 2'])
  })

  it('ends a connection with too many frames that are none (TRN-017)', async () => {
    const many = (count: number) => Array.from({ length: count }, () => damaged)
    await say(many(64))
    expect(two.told.filter((line) => line === '1: 2').length).toBe(64)
    two.told.length = 0
    expect(await say([...many(66)])).toBe('4003 too many frames that are none')
    expect(two.told.filter((line) => line === '1: 2').length).toBe(64)
    expect(two.told.filter((line) => line === '1: TRUNCATED').length).toBe(65)
  })

  it('ends a connection with what is no message (TRN-015)', async () => {
    expect(await say([framesOf(1), Uint8Array.of(0x12, 5, 0), framesOf(2)])).toBe('4003 TRUNCATED')
    expect(two.told.slice(1)).toEqual(['1: 1', '1: TRUNCATED', 'disconnected 1: TRUNCATED'])
  })

  it('sends many frames of a turn together, and no message that is too large (TRN-014)', async () => {
    const sizes: number[] = []
    let count = 0
    const largest = encodeFrame({ type: 'ASK', dialogue: 1, purpose: 1, step: 1, body: new Uint8Array(61_440) })
    await network.connect(2, undefined, (channel, closed) => {
      channel.send(hello())
      channel.listen({
        message: (bytes) => {
          const message = decodeTransportMessage(bytes)
          if (message.type === 'HELLO') {
            for (let serial = 0; serial < 1000; serial++) two.transport.send(1, numbered(serial))
            for (let copy = 0; copy < 5; copy++) {
              two.transport.send(1, { type: 'ASK', dialogue: 1, purpose: 1, step: 1, body: new Uint8Array(61_440) })
            }
            return
          }
          sizes.push(bytes.length)
          count += message.frames.length
          if (count === 1005) channel.finish(1000, 'done')
        },
        closed
      })
    })
    expect(sizes.length).toBe(6)
    expect(Math.max(...sizes)).toBe(largest.length + 4)
  })

  it('ends the connection with an earlier process, and hears it no more (TRN-004, TRN-023)', async () => {
    let former: WebSocketChannel | undefined
    const formerEnd = network.connect(2, undefined, (channel, closed) => {
      channel.send(hello())
      channel.listen({ message: () => (former = channel), closed })
    })
    await network.until(() => former !== undefined, 'the first process')
    await say([framesOf(5)], undefined, hello({ incarnation: 100 }))
    former?.send(framesOf(6))
    expect(await formerEnd).toBe('another process is there')
    expect(two.told).toEqual([
      'connected 1 99',
      'disconnected 1: another process is there',
      'connected 1 100',
      '1: 5',
      expect.stringMatching(/^disconnected 1/)
    ])
  })

  it('sends on the connection that the party with the lower number has dialled, or else the later one (TRN-020, TRN-021)', async () => {
    const heard: string[] = []
    const ends: Promise<string>[] = []
    const connect = async (name: string, first: Uint8Array) => {
      ends.push(
        network.connect(2, undefined, (channel, closed) => {
          channel.send(first)
          channel.listen({
            message: (bytes) => {
              const message = decodeTransportMessage(bytes)
              if (message.type === 'HELLO') heard.push(`${name} hello`)
              else heard.push(`${name} ${message.frames.length}`)
            },
            closed
          })
        })
      )
      await network.until(() => heard.includes(`${name} hello`), 'a hello')
    }
    // Party 1 has the lower number, and dials twice: 2 waits for 1 to end the first one, or does so itself.
    await connect('a', hello())
    await connect('b', hello())
    two.transport.send(1, numbered(1))
    await network.until(() => heard.includes('b 1'), 'a frame')
    expect(await ends[0]).toBe('another connection is used')
    // Party 3 has the higher number: what it dials is used until 2 dials.
    await connect('c', hello({ node: 3 }))
    two.transport.send(3, numbered(1))
    await network.until(() => heard.includes('c 1'), 'a frame')
    expect(heard).toEqual(['a hello', 'b hello', 'b 1', 'c hello', 'c 1'])
  })

  it.each([
    [1, 'here'],
    [3, 'there']
  ])(
    'sends to %i on the one that the lower has dialled of two connections (TRN-020, TRN-021, TRN-022)',
    async (peer, used) => {
      const told: string[] = []
      const hear = (where: string, channel: WebSocketChannel, answer: boolean) =>
        channel.listen({
          message: (bytes) => {
            const message = decodeTransportMessage(bytes)
            if (message.type === 'HELLO') {
              if (answer) channel.send(hello({ node: peer, incarnation: 7 }))
              told.push(`hello ${where}`)
            } else told.push(...message.frames.map((frame) => `${serialOf(decodeFrame(frame))} ${where}`))
          },
          closed: (reason) => told.push(`${where}: ${reason}`)
        })
      // What party 2 dials comes 'there', what it is dialled by begins 'here'.
      const there: WebSocketChannel[] = []
      const peerServer = await listenWebSocket()
      peerServer.serve('/peer', (channel) => {
        there.push(channel)
        hear('there', channel, true)
      })
      const server = await listenWebSocket()
      const heard: number[] = []
      const transport = webSocketTransport({
        node: 2,
        server,
        parties: new Map([[peer, { name: 'peer', url: `${peerServer.url}/peer` }]]),
        unproven: true
      })
      transport.listen({ frame: (_from, frame) => heard.push(serialOf(frame)), malformed: () => {} })
      transport.send(peer, numbered(1))
      await network.until(() => told.includes('1 there'), 'a frame')
      const dialling = dial(`${server.url}/peer`, {
        connected: (channel) => {
          hear('here', channel, false)
          channel.send(hello({ node: peer, incarnation: 7 }))
          // Whoever has not heard of the other end's choice yet goes on as before.
          channel.send(framesOf(10))
          there[0]?.send(framesOf(20))
        }
      })
      await network.until(() => told.includes('hello here'), 'the other connection')
      transport.send(peer, numbered(2))
      await network.until(() => told.some((line) => line.startsWith('2 ')), 'a frame')
      await network.until(() => heard.length === 2, 'the frames of both')
      expect(told.filter((line) => line.startsWith('2 '))).toEqual([`2 ${used}`])
      expect(told.includes('here: another connection is used')).toBe(peer === 3)
      dialling.close()
      await transport.close()
      await peerServer.close()
      await server.close()
    }
  )

  it('goes on when its listener throws', async () => {
    const thrown: unknown[] = []
    const before = process.listeners('uncaughtException')
    process.removeAllListeners('uncaughtException')
    process.on('uncaughtException', (error) => thrown.push(error))
    try {
      two.transport.listen({
        frame: (_from, frame) => {
          two.told.push(`heard ${serialOf(frame)}`)
          throw new Error('of the owner')
        },
        malformed: () => {
          throw new Error('of the owner')
        }
      })
      await say([damaged, framesOf(3)])
      await network.until(() => thrown.length === 4, 'what was thrown')
    } finally {
      process.removeAllListeners('uncaughtException')
      for (const listener of before) process.on('uncaughtException', listener)
    }
    expect(two.told.slice(1, 4)).toEqual(['heard 1', 'heard 2', 'heard 3'])
  })

  it('is not held up by a party that takes nothing (TRN-006, TRN-007, SEC-019)', async () => {
    const three = new WebSocket(network.party(2).url ?? '')
    three.once('open', () => three.send(hello({ node: 3 })))
    await new Promise((resolve) => three.once('message', resolve))
    three.pause()
    const one = await network.start(1)
    let count = 0
    one.listen({ frame: () => (count += 1), malformed: () => {} })
    const large = { type: 'ASK', dialogue: 1, purpose: 1, step: 1, body: new Uint8Array(61_440) } as const
    for (let round = 0; round < 200; round++) {
      two.transport.send(3, large)
      two.transport.send(1, numbered(round))
      await new Promise((resolve) => setImmediate(resolve))
    }
    await network.until(() => count >= 200, 'what is for party 1')
    three.terminate()
  })
})

describe('a party that dials', () => {
  it.each([
    ['as another party than was dialled', { node: 3, peer: 1 }, '2 was dialled, not 3'],
    ['to another party', { node: 2, peer: 3 }, 'this is 1, not 3'],
    ['in other versions', { node: 2, peer: 1, minimumVersion: 3, maximumVersion: 3 }, 'versions 3 to 3']
  ])('refuses an answer %s (TRN-012, TRN-013)', async (_what, changes, reason) => {
    await begin()
    const impostor = await listenWebSocket()
    const told: string[] = []
    impostor.serve('/peer', (channel) => {
      channel.listen({ message: () => channel.send(hello(changes)), closed: () => {} })
    })
    const transport = webSocketTransport({
      node: 1,
      parties: new Map([
        [2, { name: 'two', url: `${impostor.url}/peer` }],
        [3, { name: 'three' }]
      ]),
      unproven: true,
      patience: 100,
      observer: {
        connected: (peer) => told.push(`connected ${peer}`),
        failed: (_peer, why) => told.push(why),
        dropped: (_from, to, _frame, why) => told.push(`dropped ${to} ${why}`)
      }
    })
    transport.send(2, numbered(1))
    await network.until(() => told.includes('dropped 2 receiver-detached'), 'the loss of the frame')
    expect(told[0]).toBe(reason)
    expect(told.filter((line) => line.startsWith('connected'))).toEqual([])
    await transport.close()
    await impostor.close()
  })
})

describe('a party that asks for proof', () => {
  it('believes no hello of another party, and none of nobody (SEC-016, SEC-017)', async () => {
    const authority = new Authority()
    await begin(authority)
    expect(await say([framesOf(1)], authority.party('party 3'))).toBe('4001 1 is not party 3')
    expect(two.told).toEqual([])
    await say([framesOf(1)], authority.party('party 1'))
    expect(two.told.slice(0, 2)).toEqual(['connected 1 99', '1: 1'])
  })

  it('is changed by nothing that strangers send, and nothing that is sent again or back (SEC-011, SEC-016, SEC-018, SEC-019)', async () => {
    const authority = new Authority()
    await begin(authority)
    const one = await network.start(1)
    let serial = 0
    await network.until(() => {
      one.send(2, numbered(serial++))
      return two.told.length > 1
    }, 'the genuine party')
    const sent = [hello({ incarnation: one.incarnation }), framesOf(1000), framesOf(1001)] as const
    const own = encodeTransportHello(helloOf(2, 1, two.transport.incarnation))
    const stranger = new Authority().party('party 1')
    const anonymous = { key: '', certificate: '', authority: '' }
    for (const tls of [stranger, anonymous]) expect(await say(sent.slice(1), tls, sent[0])).toBe('1006 ')
    expect(await say(sent.slice(1), authority.party('party 3'), sent[0])).toBe('4001 1 is not party 3')
    expect(await say(sent.slice(1), authority.party('party 1'), own)).toBe('4001 this is 2, not 1')
    one.send(2, numbered(2000))
    await network.until(() => two.told.includes('1: 2000'), 'the genuine party')
    const expected = Array.from({ length: serial }, (_, number) => `1: ${number}`)
    expect(two.told).toEqual([`connected 1 ${one.incarnation}`, ...expected, '1: 2000'])
  })

  it('believes no hello without TLS, unless that was chosen (SEC-017)', async () => {
    await begin()
    const server = await listenWebSocket()
    const parties = new Map([[1, { name: 'one' }]])
    const told: string[] = []
    const transport = webSocketTransport({
      node: 2,
      server,
      parties,
      observer: { failed: (_peer, why) => told.push(why) }
    })
    const dialler = webSocketTransport({
      node: 1,
      parties: new Map([[2, { name: 'two', url: `${server.url}/peer`, neighbour: true }]]),
      unproven: true
    })
    await network.until(() => told.length > 0, 'a refusal')
    expect(told[0]).toBe('nothing is proven')
    expect(transport.isConnected(1)).toBe(false)
    await dialler.close()
    await transport.close()
    await server.close()
    expect(() =>
      webSocketTransport({ node: 1, parties: new Map([[2, { name: 'two', url: 'ws://127.0.0.1:1/peer' }]]) })
    ).toThrow('url of 2 is ws://127.0.0.1:1/peer; accepted: wss:, or the choice of unproven (UNPROTECTED)')
  })
})

describe('frames for a party without a connection', () => {
  it('are lost after a time (TRN-024)', async () => {
    await begin()
    const told: string[] = []
    const transport = webSocketTransport({
      node: 2,
      parties: new Map([[1, { name: 'one' }]]),
      patience: 50,
      observer: { dropped: (_from, to, frame, reason) => told.push(`${to} ${serialOf(frame)} ${reason}`) }
    })
    transport.send(1, numbered(1))
    expect(told).toEqual([])
    await network.until(() => told.length > 0, 'a loss')
    transport.send(1, numbered(2))
    await transport.close()
    transport.send(1, numbered(3))
    transport.send(7, numbered(4))
    expect(told).toEqual(['1 1 receiver-detached', '1 2 sender-detached', '1 3 sender-detached', '7 4 sender-detached'])
  })

  it('connect, for as long as there are frames (TRN-026)', async () => {
    network = await new WebSocketNetwork(undefined, false, { idleTimeout: 100 }).open()
    const told: string[] = []
    const one = await network.start(1, {
      connected: (peer) => told.push(`connected ${peer}`),
      disconnected: (peer) => told.push(`disconnected ${peer}`)
    })
    await network.start(2)
    expect(one.isConnected(2)).toBe(false)
    one.send(2, numbered(1))
    await network.until(() => told.length >= 2, 'the end of the connection')
    one.send(2, numbered(1))
    await network.until(() => told.length >= 3, 'another connection')
    expect(told.slice(0, 3)).toEqual(['connected 2', 'disconnected 2', 'connected 2'])
  })
})
