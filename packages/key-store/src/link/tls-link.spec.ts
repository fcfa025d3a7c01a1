import { once } from 'node:events'
import { connect as connectSocket, type Socket } from 'node:net'
import { connect } from 'node:tls'
import type { Frame } from '@bellwire/wire'
import { afterEach, describe, expect, it } from 'vitest'
import { sleep } from '../../test/live-kmes.js'
import { TestAuthority } from '../certificates/authority.js'
import type { TlsIdentity } from '../tls/identity.js'
import { type Address, TlsLink, type TlsLinkOptions } from './tls-link.js'

const authority = new TestAuthority()
const frame = (reservation: number): Frame => ({
  type: 'KEY_TAKEN',
  session: 1,
  peerSession: 2,
  origin: 3,
  reservation
})

const links: TlsLink[] = []

afterEach(async () => {
  for (const link of links.splice(0)) await link.close()
})

interface Heard {
  readonly link: TlsLink
  readonly frames: (readonly [number, Frame])[]
  readonly malformed: (readonly [number, string])[]
  readonly log: string[]
}

async function started(node: number, tls: TlsIdentity, options: Partial<TlsLinkOptions>): Promise<Heard> {
  const log: string[] = []
  const link = new TlsLink({
    node,
    tls,
    peers: [],
    backoff: { first: 10, last: 50 },
    log: (text) => log.push(text),
    ...options
  })
  const heard: Heard = { link, frames: [], malformed: [], log }
  link.listen({
    frame: (from, one) => heard.frames.push([from, one]),
    malformed: (from, reason) => heard.malformed.push([from, reason])
  })
  links.push(link)
  await link.start()
  return heard
}

const listening = async (port = 0, options: Partial<TlsLinkOptions> = {}) =>
  started(1, authority.kme('a', ['127.0.0.1']), {
    ...options,
    listen: { host: '127.0.0.1', port },
    peers: [{ node: 2, kmeId: 'b' }]
  })

const calling = async (address: Address, tls = authority.kme('b', []), kmeId = 'a') =>
  started(2, tls, { peers: [{ node: 1, kmeId, address }] })

async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; !condition(); turn++) {
    if (turn > 2000) throw new Error('waited in vain')
    await sleep(5)
  }
}

async function silent({ host, port }: Address, count: number): Promise<Socket[]> {
  const sockets = Array.from({ length: count }, () => connectSocket(port, host).on('error', () => {}))
  await until(() => sockets.every(({ pending, closed }) => !pending || closed))
  return sockets
}

describe('the link between two KMEs', () => {
  it('carries frames both ways, in order (KEY-041)', async () => {
    const a = await listening()
    const b = await calling(a.link.address!)
    await until(() => a.link.connected(2) && b.link.connected(1))
    for (let number = 1; number <= 100; number++) {
      a.link.send(2, frame(number))
      b.link.send(1, frame(number))
    }
    a.link.send(9, frame(1))
    await until(() => a.frames.length === 100 && b.frames.length === 100)
    expect(a.frames).toEqual(Array.from({ length: 100 }, (_, index) => [2, frame(index + 1)]))
    expect(b.frames.map(([from]) => from)).toEqual(new Array(100).fill(1))
  })

  it('comes back when the other end does', async () => {
    const a = await listening()
    const { port } = a.link.address!
    const b = await calling(a.link.address!)
    await until(() => b.link.connected(1))
    await a.link.close()
    await until(() => !b.link.connected(1))
    b.link.send(1, frame(1))
    await sleep(100)
    const again = await listening(port)
    await until(() => again.link.connected(2) && b.link.connected(1))
    b.link.send(1, frame(2))
    await until(() => again.frames.length === 1)
    expect(again.frames).toEqual([[2, frame(2)]])
    // The caller dies and is started again.
    await b.link.close()
    await until(() => !again.link.connected(2))
    const next = await calling(again.link.address!)
    await until(() => again.link.connected(2) && next.link.connected(1))
  })

  it('is with nobody else than the peer (KEY-040, KEY-043)', async () => {
    const a = await listening()
    const address = a.link.address!
    const other = new TestAuthority()
    const strangers = [
      await calling(address, { ...other.kme('b', []), authority: authority.certificate }),
      await calling(address, authority.sae('b')),
      await calling(address, authority.kme('c', [])),
      await calling(address, authority.kme('b', []), 'x'),
      await calling(address, authority.kme('b\nb\u202e', []))
    ]
    await until(() => strangers.every(({ log }) => log.length > 1 || log.includes('a is gone')))
    expect(a.link.connected(2)).toBe(false)
    expect(a.frames).toEqual([])
    expect(a.log).toContain('"c" is no peer that calls')
    expect(a.log.filter((line) => /[^ -~é]/.test(line))).toEqual([])
    expect(a.log).toContain(String.raw`"b\nb\u{202e}" is no peer that calls`)
    expect(a.log).toContain('a caller without a KME ID is no peer that calls')
    expect(strangers[3]!.log[0]).toContain('is not x')
    const { key, certificate: cert, authority: ca } = authority.kme('b', [])
    const old = connect({ ...address, key, cert, ca, maxVersion: 'TLSv1.1', minVersion: 'TLSv1.1' })
    await once(old, 'error')
  })

  it('ends a connection with an impossible length, and overlooks what is no frame (KEY-042)', async () => {
    const a = await listening()
    const { key, certificate: cert, authority: ca } = authority.kme('b', [])
    const socket = connect({ ...a.link.address!, key, cert, ca, checkServerIdentity: () => undefined })
    await once(socket, 'secureConnect')
    socket.write(Buffer.from([0, 0, 0, 1, 0xff]))
    await until(() => a.malformed.length === 1)
    expect(a.malformed).toEqual([[2, 'TRUNCATED']])
    expect(a.link.connected(2)).toBe(true)
    socket.write(Buffer.from([0, 1, 0, 1]))
    socket.on('data', () => {})
    await once(socket, 'close')
    await until(() => !a.link.connected(2))
  })

  it('is kept from nobody by connections on which nothing comes, and closes with them (KEY-082)', async () => {
    const a = await listening()
    const idle = await silent(a.link.address!, 25)
    // All that a server takes without a proof, and more: the oldest are gone.
    await until(() => idle.some(({ closed }) => closed))
    const b = await calling(a.link.address!)
    await until(() => a.link.connected(2) && b.link.connected(1))
    expect(idle.filter(({ closed }) => !closed).length).toBeGreaterThan(15)
    await a.link.close()
    await until(() => idle.every(({ closed }) => closed))
  })

  it('ends a connection on which no proof comes in time (KEY-081)', async () => {
    const a = await listening(0, { handshakeTimeout: 50 })
    const idle = await silent(a.link.address!, 3)
    idle[0]!.write('no TLS at all')
    await until(() => idle.every(({ closed }) => closed))
  })
})
