import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { Arrivals, caller, Inbox } from '../test/channels.js'
import { clientFrame, Raw } from '../test/raw.js'
import { until } from '../test/until.js'
import { DEFAULT_LIMITS, type ServerLimits } from './limits.js'
import { listenWebSocket } from './listen.js'

const running: { close(): unknown }[] = []

afterEach(async () => {
  for (const one of running.splice(0).reverse()) await one.close()
})

/** Every limit but those that are under test is far away. */
const FAR: Partial<ServerLimits> = {
  headersTimeout: 60_000,
  requestTimeout: 60_000,
  helloTimeout: 60_000,
  halfOpen: 1000,
  perAddress: 1000,
  connections: 1000
}

async function server(limits: Partial<ServerLimits> = {}) {
  const made = await listenWebSocket({ limits: { ...FAR, ...limits } })
  running.push(made)
  const channels = new Arrivals<Inbox>()
  made.serve('/one', (channel) => channels.add(new Inbox(channel)))
  return Object.assign(made, { channels })
}

function raw(port: number, localAddress?: string): Raw {
  const made = new Raw(port, localAddress)
  running.push(made)
  return made
}

function call(url: string) {
  const made = caller(url)
  running.push(made.dialling)
  return made
}

/** A client of ws itself, and how its connection was closed. */
async function client(url: string, options: ConstructorParameters<typeof WebSocket>[2] = {}) {
  const socket = new WebSocket(url, options)
  running.push({ close: () => socket.terminate() })
  socket.on('error', () => {})
  const closed = new Promise<[number, string]>((resolve) =>
    socket.once('close', (code: number, reason: Buffer) => resolve([code, reason.toString()]))
  )
  await new Promise((resolve) => socket.once('open', resolve))
  return { socket, closed }
}

it('are these, where nothing else is said (SEC-002, SEC-003, SEC-004, SEC-006, SEC-007, SEC-008, SEC-020 to SEC-024)', () => {
  expect(DEFAULT_LIMITS).toEqual({
    messageBytes: 65_536,
    fragments: 64,
    bufferedChunks: 1024,
    pingInterval: 15_000,
    missedPings: 2,
    backlogBytes: 1_048_576,
    backlogTimeout: 5000,
    closeTimeout: 1000,
    headersTimeout: 5000,
    requestTimeout: 10_000,
    helloTimeout: 5000,
    halfOpen: 64,
    perAddress: 16,
    connections: 256
  })
})

describe('messages', () => {
  it('end a connection that are too large (SEC-002)', async () => {
    const one = await server()
    const { socket, closed } = await client(`${one.url}/one`)
    socket.send(Buffer.alloc(65_536))
    const inbox = await one.channels.next()
    await inbox.count(1)
    socket.send(Buffer.alloc(65_537))
    expect((await closed)[0]).toBe(1009)
    expect(await inbox.end()).toContain('Max payload size exceeded')
  })

  it('may be as large as a path allows (SEC-002)', async () => {
    const one = await server()
    const channels = new Arrivals<Inbox>()
    one.serve('/large', (channel) => channels.add(new Inbox(channel)), { messageBytes: 100_000 })
    const { socket, closed } = await client(`${one.url}/large`)
    socket.send(Buffer.alloc(100_000))
    expect((await (await channels.next()).count(1)).map(({ length }) => length)).toEqual([100_000])
    socket.send(Buffer.alloc(100_001))
    expect((await closed)[0]).toBe(1009)
  })

  it('end a connection that come in too many pieces (SEC-003)', async () => {
    const one = await server()
    const { socket, closed } = await client(`${one.url}/one`)
    const pieces = (count: number) => {
      for (let piece = 1; piece <= count; piece++) socket.send('x', { binary: true, fin: piece === count })
    }
    pieces(64)
    const inbox = await one.channels.next()
    expect(await inbox.count(1)).toEqual(['x'.repeat(64)])
    pieces(65)
    expect((await closed)[0]).toBe(1008)
    expect(inbox.messages.length).toBe(1)
  })

  it('end a connection that trickle in (SEC-004)', async () => {
    const one = await server({ bufferedChunks: 8 })
    const trickle = raw(one.address.port)
    trickle.upgrade('/one')
    await until(() => trickle.text.includes('101 Switching'), 'the WebSocket')
    trickle.write(clientFrame(2, new Uint8Array(0), true, 60_000))
    for (let sent = 0; sent < 1000 && !trickle.isOver; sent++) {
      trickle.write(Uint8Array.of(1))
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    await trickle.ended
    expect((await one.channels.next()).messages).toEqual([])
    expect(trickle.text).toContain(String.fromCharCode(0x88, 2, 1008 >> 8, 1008 & 0xff))
  })

  it('are not compressed (SEC-005)', async () => {
    const one = await server()
    const { socket } = await client(`${one.url}/one`, { perMessageDeflate: true })
    expect(socket.extensions).toBe('')
  })

  it('are no text', async () => {
    const one = await server()
    const { socket, closed } = await client(`${one.url}/one`)
    socket.send('text')
    expect(await closed).toEqual([1003, 'text'])
    expect(await (await one.channels.next()).end()).toBe('the other end sent text')
  })

  it('wait for a listener, up to a bound', async () => {
    const one = await server()
    one.serve('/deaf', () => {})
    const { socket, closed } = await client(`${one.url}/deaf`)
    for (let count = 0; count < 17; count++) socket.send(Buffer.alloc(65_536))
    expect(await closed).toEqual([1013, 'nobody listens'])
  })
})

describe('connections', () => {
  it('end that do not send the head of a request in time (SEC-006)', async () => {
    const one = await server({ headersTimeout: 100 })
    const slow = await raw(one.address.port).connected()
    slow.write('GET / HTTP/1.1\r\nHost: x\r\n')
    await slow.ended
    expect(slow.text).toMatch(/^HTTP\/1.1 408 /)
  })

  it('end that do not send a request in time (SEC-007)', async () => {
    const one = await server({ headersTimeout: 100, requestTimeout: 200 })
    one.handle('/post', async (request, response) => {
      await once(request.resume(), 'end')
      response.end('all of it')
    })
    const slow = await raw(one.address.port).connected()
    slow.write('POST /post HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n12345')
    await slow.ended
    expect(slow.text).not.toContain('all of it')
  })

  it('end on which nothing comes (SEC-008)', async () => {
    const one = await server({ helloTimeout: 300 })
    const speaker = await call(`${one.url}/one`).channels.next()
    speaker.send('x')
    const atServer = await one.channels.next()
    const silent = raw(one.address.port)
    const { closed } = await client(`${one.url}/one`)
    await silent.ended
    expect((await closed)[0]).toBe(1006)
    speaker.send('y')
    expect(await atServer.count(2)).toEqual(['x', 'y'])
  })

  it('give way, the oldest first, where too many are half open (SEC-020)', async () => {
    const one = await server({ halfOpen: 3 })
    const speaker = await call(`${one.url}/one`).channels.next()
    speaker.send('x')
    const atServer = await one.channels.next()
    await atServer.count(1)
    const silent: Raw[] = []
    for (let count = 0; count < 5; count++) silent.push(await raw(one.address.port).connected())
    await Promise.all([silent[0]!.ended, silent[1]!.ended])
    const late = await call(`${one.url}/one`).channels.next()
    late.send('z')
    expect(await (await one.channels.next()).count(1)).toEqual(['z'])
    await silent[2]!.ended
    speaker.send('y')
    await atServer.count(2)
    expect(silent.map(({ isOver }) => isOver)).toEqual([true, true, true, false, false])
  })

  it('are not more than some from one address (SEC-021)', async () => {
    const one = await server({ perAddress: 3 })
    const speakers: Inbox[] = []
    for (let count = 0; count < 2; count++) {
      speakers.push(await call(`${one.url}/one`).channels.next())
      speakers[count]!.send('x')
      await (await one.channels.next()).count(1)
    }
    const silent = await raw(one.address.port).connected()
    // Takes the silent one's place.
    const third = await call(`${one.url}/one`).channels.next()
    await silent.ended
    third.send('x')
    await (await one.channels.next()).count(1)
    const { failures, dialling } = call(`${one.url}/one`)
    await failures.next()
    dialling.close()
    const elsewhere = await raw(one.address.port, '127.0.0.2').connected()
    elsewhere.write('GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n')
    await until(() => elsewhere.text.includes('404'), 'an answer to another address')
    third.channel.close()
    const fourth = await call(`${one.url}/one`).channels.next()
    fourth.send('x')
    await one.channels.next()
    expect(speakers.map(({ closed }) => closed)).toEqual([undefined, undefined])
  })

  it('are not more than some in all (SEC-022)', async () => {
    const one = await server({ connections: 2 })
    const speaker = await call(`${one.url}/one`).channels.next()
    speaker.send('x')
    await (await one.channels.next()).count(1)
    const silent = await raw(one.address.port, '127.0.0.2').connected()
    const second = await call(`${one.url}/one`).channels.next()
    await silent.ended
    second.send('x')
    await (await one.channels.next()).count(1)
    const refused = raw(one.address.port, '127.0.0.3')
    await refused.ended
    expect([speaker.closed, second.closed]).toEqual([undefined, undefined])
  })

  it('end that do not answer pings, at either end (SEC-023)', async () => {
    const one = await server({ pingInterval: 30 })
    const { socket, closed } = await client(`${one.url}/one`, { autoPong: false })
    let pings = 0
    socket.on('ping', () => pings++)
    socket.send('x', { binary: true })
    const inbox = await one.channels.next()
    expect((await closed)[0]).toBe(1006)
    expect([await inbox.end(), pings]).toEqual(['no answer to pings', 2])

    const dead = new WebSocketServer({ port: 0, host: '127.0.0.1', autoPong: false })
    running.push(dead, { close: () => dead.clients.forEach((other) => other.terminate()) })
    await new Promise((resolve) => dead.once('listening', resolve))
    const { port } = dead.address() as { port: number }
    const { channels, dialling } = caller(`ws://127.0.0.1:${port}/`, { limits: { pingInterval: 30 } })
    running.push(dialling)
    expect(await (await channels.next()).end()).toBe('no answer to pings')
  })

  it('stay that answer pings and say nothing else (SEC-023)', async () => {
    const one = await server({ pingInterval: 50 })
    const { socket, closed } = await client(`${one.url}/one`)
    let pings = 0
    socket.on('ping', () => pings++)
    socket.send('x', { binary: true })
    const inbox = await one.channels.next()
    await Promise.race([until(() => pings > 10, 'pings'), closed])
    expect([pings > 10, inbox.closed]).toEqual([true, undefined])
  })

  it('end that take too slowly what is sent (SEC-024)', async () => {
    const one = await server({ backlogTimeout: 200 })
    const { socket, closed } = await client(`${one.url}/one`)
    socket.send('x', { binary: true })
    const inbox = await one.channels.next()
    socket.pause()
    while (inbox.channel.backlog <= 2 * DEFAULT_LIMITS.backlogBytes) {
      inbox.channel.send(new Uint8Array(65_536))
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(inbox.closed).toBeUndefined()
    expect(await inbox.end()).toBe('the other end is too slow')
    socket.resume()
    expect(await closed).toEqual([1013, 'too slow'])
  })

  it('end at once when far too much waits (SEC-024)', async () => {
    const one = await server({ backlogTimeout: 60_000 })
    const { socket } = await client(`${one.url}/one`)
    socket.send('x', { binary: true })
    const inbox = await one.channels.next()
    socket.pause()
    while (inbox.closed === undefined) {
      inbox.channel.send(new Uint8Array(65_536))
      expect(inbox.channel.backlog).toBeLessThan(9 * DEFAULT_LIMITS.backlogBytes)
    }
    expect(inbox.closed).toBe('the other end is too slow')
  })

  it('come back into use when the backlog has gone (SEC-024)', async () => {
    const one = await server({ backlogTimeout: 2000 })
    const { socket } = await client(`${one.url}/one`)
    let taken = 0
    socket.on('message', (data: Buffer) => (taken += data.length))
    socket.send('x', { binary: true })
    const inbox = await one.channels.next()
    let sent = 0
    socket.pause()
    while (inbox.channel.backlog <= 2 * DEFAULT_LIMITS.backlogBytes) {
      inbox.channel.send(new Uint8Array(65_536))
      sent += 65_536
      await new Promise((resolve) => setImmediate(resolve))
    }
    socket.resume()
    await until(() => taken === sent, 'all that was sent')
    await new Promise((resolve) => setTimeout(resolve, 2100))
    inbox.send('again')
    await until(() => taken === sent + 5, 'what was sent after it')
    expect(inbox.closed).toBeUndefined()
  })
})
