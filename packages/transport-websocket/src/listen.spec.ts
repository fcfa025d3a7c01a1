import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { Arrivals, caller, Inbox } from '../test/channels.js'
import type { Dialling, DialOptions } from './dial.js'
import { dial } from './dial.js'
import { type ListeningServer, listenWebSocket, type ListenOptions } from './listen.js'

const running: { close(): unknown }[] = []

afterEach(async () => {
  for (const one of running.splice(0).reverse()) await one.close()
})

async function server(options: ListenOptions = {}): Promise<ListeningServer & { channels: Arrivals<Inbox> }> {
  const made = await listenWebSocket(options)
  running.push(made)
  const channels = new Arrivals<Inbox>()
  made.serve('/one', (channel) => channels.add(new Inbox(channel)))
  return Object.assign(made, { channels })
}

function call(url: string, options: Partial<DialOptions> = {}) {
  const made = caller(url, options)
  running.push(made.dialling)
  return made
}

describe('a server', () => {
  it('listens at this machine alone, unless it is told otherwise (SEC-001)', async () => {
    const { address } = await server()
    expect(address.host).toBe('127.0.0.1')
    await expect(listenWebSocket({ host: '0.0.0.0' })).rejects.toThrow(
      'host is 0.0.0.0; accepted: an address of this machine alone where there is no TLS (UNPROTECTED)'
    )
    const open = await server({ host: '0.0.0.0', unprotected: true })
    expect(open.address.host).toBe('0.0.0.0')
    expect(() => dial('ws://192.0.2.1/x', { connected: () => {} })).toThrow('UNPROTECTED')
  })

  it('gives channels at paths, and answers requests', async () => {
    const one = await server()
    const other = new Arrivals<Inbox>()
    one.serve('/other', (channel) => other.add(new Inbox(channel)))
    one.handle('/healthz', (_request, response) => void response.end('well'))
    one.handle('/api/', (request, response) => void response.end(`api ${request.url}`))
    one.handle('/broken', () => {
      throw new Error('broken')
    })
    const a = await call(`${one.url}/one`).channels.next()
    const b = await call(`${one.url}/other?x=1`).channels.next()
    a.send('to one')
    b.send('to other')
    const atOne = await one.channels.next()
    expect(await atOne.count(1)).toEqual(['to one'])
    expect(await (await other.next()).count(1)).toEqual(['to other'])
    atOne.send('back')
    atOne.send('again')
    expect(await a.count(2)).toEqual(['back', 'again'])
    const at = one.url.replace('ws', 'http')
    const get = async (path: string) => {
      const response = await fetch(at + path, { headers: { connection: 'close' } })
      return [response.status, await response.text()]
    }
    expect(await get('/healthz')).toEqual([200, 'well'])
    expect(await get('/healthz?x')).toEqual([200, 'well'])
    expect(await get('/api/a/b')).toEqual([200, 'api /api/a/b'])
    expect(await get('/api')).toEqual([404, ''])
    expect(await get('/broken')).toEqual([500, ''])
  })

  it('refuses paths that cannot be, or are taken', async () => {
    const one = await server()
    expect(() => one.serve('/one', () => {})).toThrow('PATH_TAKEN')
    expect(() => one.handle('healthz', () => {})).toThrow('PATH_INVALID')
    expect(() => one.serve('/a b', () => {})).toThrow('PATH_INVALID')
    await expect(listenWebSocket({ limits: { fragments: 0 } })).rejects.toThrow('limits.fragments is 0')
    expect(() => dial('http://127.0.0.1', { connected: () => {} })).toThrow('ADDRESS_INVALID')
    expect(() => dial('wss://127.0.0.1', { connected: () => {} })).toThrow('tls is undefined')
  })

  it('refuses pages of other origins (SEC-009)', async () => {
    const one = await server({ origins: ['https://here'] })
    const statusOf = async (headers: Record<string, string>) =>
      new Promise((resolve) => {
        const socket = new WebSocket(`${one.url}/one`, { headers })
        socket.on('open', () => (resolve('open'), socket.terminate()))
        socket.on('unexpected-response', (_request, { statusCode }) => (resolve(statusCode), socket.terminate()))
        socket.on('error', () => {})
      })
    expect(await statusOf({})).toBe('open')
    expect(await statusOf({ Origin: 'https://here' })).toBe('open')
    expect(await statusOf({ Origin: 'https://elsewhere' })).toBe(403)
    expect(await statusOf({ Origin: 'null' })).toBe(403)
  })

  it('lets its own pages open channels where it gives pages, and no others', async () => {
    const one = await server({ ownPages: true })
    const own = one.url.replace('ws', 'http')
    const statusOf = (origin: string) =>
      new Promise((resolve) => {
        const socket = new WebSocket(`${one.url}/one`, { origin })
        socket.on('open', () => (resolve('open'), socket.terminate()))
        socket.on('unexpected-response', (_request, { statusCode }) => (resolve(statusCode), socket.terminate()))
        socket.on('error', () => {})
      })
    expect(await statusOf(own)).toBe('open')
    expect(await statusOf('http://127.0.0.1:1')).toBe(403)
    expect(await statusOf(own.replace('127.0.0.1', 'localhost'))).toBe(403)
  })

  it('refuses callers by what their requests say', async () => {
    const one = await server()
    const asked = new Arrivals<string | undefined>()
    const opened = new Arrivals<string | undefined>()
    one.serve('/known', (_channel, { headers }) => opened.add(headers.authorization), {
      refuses: ({ headers }) => {
        asked.add(headers.authorization)
        return headers.authorization === 'Bearer right' ? undefined : 401
      }
    })
    expect((await call(`${one.url}/known`).failures.next()).message).toMatch(/401/)
    const wrong = call(`${one.url}/known`, { headers: { authorization: 'Bearer wrong' } })
    expect((await wrong.failures.next()).message).toMatch(/401/)
    call(`${one.url}/known`, { headers: { authorization: 'Bearer right' } })
    expect(await opened.next()).toBe('Bearer right')
  })

  it('tells callers that it closes, and ends connections of every kind', async () => {
    const one = await server()
    const a = await call(`${one.url}/one`).channels.next()
    a.send('x')
    const atServer = await one.channels.next()
    const silent = connect(one.address.port, '127.0.0.1')
    silent.on('error', () => {})
    const silentEnded = new Promise((resolve) => silent.once('close', resolve))
    await new Promise((resolve) => silent.once('connect', resolve))
    await one.close()
    expect(await a.end()).toBe('closing')
    expect(await atServer.end()).toBe('closed here')
    await silentEnded
  })
})

describe('a dialled channel', () => {
  it('is there before its server, and comes back after it', async () => {
    const before = await server()
    const { address, url } = before
    await before.close()
    const { channels, failures } = call(`${url}/one`)
    expect((await failures.next()).message).toContain('ECONNREFUSED')
    const again = await server({ port: address.port })
    const first = await channels.next()
    first.send('x')
    ;(await again.channels.next()).channel.close('enough')
    expect(await first.end()).toBe('enough')
    const second = await channels.next()
    second.send('y')
    expect(await (await again.channels.next()).count(1)).toEqual(['y'])
  })

  it('comes back soon after it was good for something, however often that was', async () => {
    const one = await server()
    // A wait that doubled each time would be minutes in the end.
    const { channels } = call(`${one.url}/one`, { backoff: { first: 10, last: 1e9 }, random: () => 1 })
    for (let round = 0; round < 14; round++) {
      const here = await channels.next()
      here.send('x')
      const there = await one.channels.next()
      there.send('y')
      await here.count(1)
      there.channel.close()
      await here.end()
    }
  })

  it('is closed by its owner, by close or by signal', async () => {
    const one = await server()
    const ends: ((dialling: Dialling, controller: AbortController) => void)[] = [
      (dialling) => dialling.close('done'),
      (_dialling, controller) => controller.abort()
    ]
    for (const end of ends) {
      const controller = new AbortController()
      const { channels, dialling } = call(`${one.url}/one`, { signal: controller.signal })
      const here = await channels.next()
      here.send('x')
      const there = await one.channels.next()
      end(dialling, controller)
      expect(await here.end()).toBe('closed here')
      expect(['done', 'closed by the other end']).toContain(await there.end())
    }
  })
})
