import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { Authority } from '../test/authority.js'
import { Arrivals, caller, Inbox } from '../test/channels.js'
import { numbered, serialOf } from '../test/numbered.js'
import { Raw } from '../test/raw.js'
import { until } from '../test/until.js'
import { attachWebSocket, type AttachOptions } from './attach.js'
import type { TlsMaterial } from './tls.js'
import { webSocketTransport } from './web-socket-transport.js'

const running: { close(): unknown }[] = []

afterEach(async () => {
  for (const one of running.splice(0).reverse()) await one.close()
})

async function listening(server: Server, host = '127.0.0.1'): Promise<number> {
  server.listen(0, host)
  await once(server, 'listening')
  running.push({
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    }
  })
  return (server.address() as AddressInfo).port
}

/** An application with a server of its own, and channels beside it. */
async function application(options: AttachOptions = {}, host?: string) {
  const server = createServer((request, response) => void response.end(`hello ${request.url}`))
  const attached = attachWebSocket(server, options)
  const channels = new Arrivals<Inbox>()
  attached.serve('/one', (channel) => channels.add(new Inbox(channel)))
  const port = await listening(server, host)
  running.push(attached)
  const hello = async () => (await fetch(`http://127.0.0.1:${port}/x`, { headers: { connection: 'close' } })).text()
  return { server, attached, channels, port, url: `ws://127.0.0.1:${port}`, hello }
}

function call(url: string, tls?: TlsMaterial) {
  const made = caller(url, tls ? { tls } : {})
  running.push(made.dialling)
  return made
}

async function raw(port: number): Promise<Raw> {
  const made = new Raw(port)
  running.push(made)
  return made.connected()
}

/** What becomes of asking for a WebSocket. */
async function statusOf(url: string, headers: Record<string, string> = {}): Promise<unknown> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, { headers })
    socket.on('open', () => (resolve('open'), socket.terminate()))
    socket.on('unexpected-response', (_request, { statusCode }) => (resolve(statusCode), socket.terminate()))
    socket.on('error', () => {})
  })
}

describe('a server that was there before', () => {
  it('has channels at paths beside what it serves itself, and is left when they are closed', async () => {
    const { server, attached, channels, url, hello } = await application()
    const a = await call(`${url}/one`).channels.next()
    a.send('x')
    const atServer = await channels.next()
    expect(await atServer.count(1)).toEqual(['x'])
    expect(await hello()).toBe('hello /x')
    expect(await statusOf(`${url}/two`)).toBe(404)
    attached.close()
    expect(await a.end()).toBe('closing')
    expect(await atServer.end()).toBe('closed here')
    expect(await hello()).toBe('hello /x')
    expect(server.listenerCount('upgrade')).toBe(0)
  })

  it('goes on to have WebSockets of its own', async () => {
    const { server, channels, url } = await application()
    const own = new WebSocketServer({ noServer: true })
    server.on('upgrade', (request, socket, head) => {
      if (request.url === '/own') own.handleUpgrade(request, socket, head, (one) => one.send('own'))
    })
    const socket = new WebSocket(`${url}/own`)
    running.push({ close: () => socket.terminate() })
    expect(String((await once(socket, 'message'))[0])).toBe('own')
    const a = await call(`${url}/one`).channels.next()
    a.send('x')
    expect(await (await channels.next()).count(1)).toEqual(['x'])
  })

  it('takes the frames of a transport', async () => {
    const { attached, url } = await application()
    const two = webSocketTransport({
      node: 2,
      server: attached,
      parties: new Map([[1, { name: 'one', neighbour: true }]]),
      unproven: true
    })
    const one = webSocketTransport({
      node: 1,
      parties: new Map([[2, { name: 'two', url: `${url}/peer`, neighbour: true }]]),
      unproven: true
    })
    running.push(one, two)
    const heard = { one: [] as number[], two: [] as number[] }
    one.listen({ frame: (_from, frame) => heard.one.push(serialOf(frame)), malformed: () => {} })
    two.listen({ frame: (_from, frame) => heard.two.push(serialOf(frame)), malformed: () => {} })
    await until(() => two.isConnected(1), 'the connection')
    one.send(2, numbered(5))
    two.send(1, numbered(6))
    await until(() => heard.one.length + heard.two.length === 2, 'both frames')
    expect(heard).toEqual({ one: [6], two: [5] })
  })

  it('refuses pages of other origins (SEC-009)', async () => {
    const { url } = await application({ origins: ['https://here'] })
    expect(await statusOf(`${url}/one`)).toBe('open')
    expect(await statusOf(`${url}/one`, { Origin: 'https://here' })).toBe('open')
    expect(await statusOf(`${url}/one`, { Origin: 'https://elsewhere' })).toBe(403)
  })

  it('ends WebSockets on which no first message comes, and no other connections (SEC-008)', async () => {
    const { port } = await application({ limits: { helloTimeout: 50 } })
    const [idle, silent] = [await raw(port), await raw(port)]
    silent.upgrade('/one')
    await silent.ended
    expect(silent.text).toContain('101 Switching')
    expect(idle.isOver).toBe(false)
  })

  it('keeps WebSockets within its limits, and lets other connections be (SEC-020, SEC-021, SEC-022)', async () => {
    const { port, channels, url, hello } = await application({ limits: { halfOpen: 2, perAddress: 3 } })
    const idle = await Promise.all(Array.from({ length: 5 }, () => raw(port)))
    const asking: Raw[] = []
    for (let count = 0; count < 3; count++) {
      const one = await raw(port)
      asking.push(one)
      one.upgrade('/one')
      await until(() => one.text.includes('101 Switching'), 'the WebSocket')
    }
    await asking[0]!.ended
    expect(asking.map(({ isOver }) => isOver)).toEqual([true, false, false])
    await Promise.all([channels.next(), channels.next(), channels.next()])
    const known = []
    for (let count = 0; count < 3; count++) {
      const one = await call(`${url}/one`).channels.next()
      one.send('x')
      known.push(await (await channels.next()).count(1))
    }
    expect(known).toEqual([['x'], ['x'], ['x']])
    // As many as an address may have, and none of them half open.
    const more = await raw(port)
    more.upgrade('/one')
    await more.ended
    expect(more.text).toBe('')
    expect(await hello()).toBe('hello /x')
    expect(idle.every(({ isOver }) => !isOver)).toBe(true)
  })

  const address = Object.values(networkInterfaces())
    .flat()
    .find((one) => one?.family === 'IPv4' && !one.internal)?.address

  it.runIf(address !== undefined)('takes channels from this machine alone without TLS (SEC-001)', async () => {
    const { port } = await application({}, '0.0.0.0')
    expect(await statusOf(`ws://127.0.0.1:${port}/one`)).toBe('open')
    expect(await statusOf(`ws://${address}:${port}/one`)).toBe(403)
    const open = await application({ unprotected: true }, '0.0.0.0')
    expect(await statusOf(`ws://${address}:${open.port}/one`)).toBe('open')
  })
})

describe('a server with TLS that was there before', () => {
  const authority = new Authority()

  async function application() {
    const { key, certificate: cert } = authority.party('bob')
    const ca = authority.certificate
    const server = createTlsServer({ key, cert, ca, requestCert: true, rejectUnauthorized: false }, (_, response) =>
      response.end()
    )
    const attached = attachWebSocket(server)
    const channels = new Arrivals<Inbox>()
    attached.serve('/one', (channel) => channels.add(new Inbox(channel)))
    attached.serve('/anyone', (channel) => channels.add(new Inbox(channel)), { unproven: true })
    const port = await listening(server)
    running.push(attached)
    return { channels, url: `wss://127.0.0.1:${port}` }
  }

  it('has channels of callers that prove their names (SEC-011, SEC-012)', async () => {
    const { channels, url } = await application()
    const a = await call(`${url}/one`, authority.party('alice')).channels.next()
    a.send('x')
    expect((await channels.next()).channel.peer).toBe('alice')
    const stranger: TlsMaterial = { ...new Authority().party('alice'), authority: authority.certificate }
    expect((await call(`${url}/one`, stranger).failures.next()).message).toContain('403')
    const other = await call(`${url}/anyone`, stranger).channels.next()
    other.send('y')
    expect((await channels.next()).channel.peer).toBeUndefined()
  })

  it('believes no session that is resumed (SEC-015)', async () => {
    const { url } = await application()
    const { key, certificate: cert } = authority.party('alice')
    const statusWith = async (session?: Buffer) =>
      new Promise<{ status: unknown; ticket: Buffer | undefined }>((resolve) => {
        let ticket: Buffer | undefined
        const tls = { key, cert, ca: authority.certificate, session, rejectUnauthorized: false }
        const socket = new WebSocket(`${url}/one`, tls)
        const end = (status: unknown): void => (resolve({ status, ticket }), socket.terminate())
        socket.on('upgrade', ({ socket: below }) => {
          const secure = below as unknown as { getSession(): Buffer }
          ticket = secure.getSession()
        })
        socket.on('open', () => end('open'))
        socket.on('unexpected-response', (_request, { statusCode }) => end(statusCode))
        socket.on('error', () => {})
      })
    const { status, ticket } = await statusWith()
    expect(status).toBe('open')
    expect((await statusWith(ticket)).status).toBe(403)
  })
})
