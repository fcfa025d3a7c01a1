import { connect } from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { Authority } from '../test/authority.js'
import { Arrivals, caller, Inbox } from '../test/channels.js'
import { type ListeningServer, listenWebSocket, type ListenOptions } from './listen.js'
import type { TlsMaterial } from './tls.js'

const authority = new Authority()
const running: { close(): unknown }[] = []

afterEach(async () => {
  for (const one of running.splice(0).reverse()) await one.close()
})

async function server(tls: TlsMaterial, options: ListenOptions = {}) {
  const made: ListeningServer = await listenWebSocket({ tls, ...options })
  running.push(made)
  const channels = new Arrivals<Inbox>()
  made.serve('/one', (channel) => channels.add(new Inbox(channel)))
  made.serve('/anyone', (channel) => channels.add(new Inbox(channel)), { unproven: true })
  return Object.assign(made, { channels })
}

function call(url: string, tls: TlsMaterial, expected?: string) {
  const made = caller(url, { tls, expected })
  running.push(made.dialling)
  return made
}

describe('channels over TLS', () => {
  it('know the name that the other end has proven (SEC-012)', async () => {
    const one = await server(authority.party('bob'))
    const a = await call(`${one.url}/one`, authority.party('älice/1'), 'bob').channels.next()
    a.send('x')
    const b = await one.channels.next()
    expect([a.channel.peer, b.channel.peer]).toEqual(['bob', 'älice/1'])
    expect(await b.count(1)).toEqual(['x'])
  })

  it('are open to callers that prove nothing where nobody must, who prove the server all the same (SEC-013)', async () => {
    const one = await server(authority.party('bob'), { clientCertificates: 'optional' })
    const trust = { authority: authority.certificate }
    const known = caller(`${one.url}/anyone`, { tls: trust, expected: 'bob' })
    running.push(known.dialling)
    const a = await known.channels.next()
    a.send('x')
    expect((await one.channels.next()).channel.peer).toBeUndefined()
    expect(a.channel.peer).toBe('bob')
    const other = caller(`${one.url}/anyone`, { tls: trust, expected: 'eve' })
    running.push(other.dialling)
    expect((await other.failures.next()).message).toMatch(/is bob, not eve/)
  })

  it.each([
    ['of another authority', new Authority().party('alice'), /./],
    ['without a name', authority.issue(['urn:bellwire:kme:a']), /403/],
    ['with two names', authority.issue(['bellwire:alice', 'bellwire:bob']), /403/],
    ['with an empty name', authority.issue(['bellwire:']), /403/],
    ['with a name that is no text', authority.issue(['bellwire:%ff']), /403/],
    ['that is over', authority.issue(['bellwire:alice'], { notAfter: new Date(Date.now() - 1000) }), /./]
  ])('refuse a caller with a certificate %s (SEC-011, SEC-012)', async (_what, tls, message) => {
    const one = await server(authority.party('bob'))
    // The caller believes the server: it is the server that refuses.
    const { failures } = call(`${one.url}/one`, { ...tls, authority: authority.certificate })
    expect((await failures.next()).message).toMatch(message)
    const known = await call(`${one.url}/one`, authority.party('alice')).channels.next()
    known.send('x')
    expect((await one.channels.next()).channel.peer).toBe('alice')
  })

  it.each([
    ['of another authority', new Authority().party('bob'), /unable to verify/],
    ['of another party', authority.party('eve'), /is eve, not bob/],
    ['without a name', authority.issue([]), /is without a name, not bob/]
  ])('refuse a server with a certificate %s (SEC-011, SEC-013)', async (_what, tls, message) => {
    const one = await server({ ...tls, authority: authority.certificate })
    const { failures } = call(`${one.url}/one`, authority.party('alice'), 'bob')
    expect((await failures.next()).message).toMatch(message)
  })

  it('speak TLS 1.3 alone (SEC-010)', async () => {
    const one = await server(authority.party('bob'))
    const { key, certificate: cert, authority: ca } = authority.party('alice')
    const outcome = async (maxVersion: 'TLSv1.2' | 'TLSv1.3') =>
      new Promise((resolve) => {
        const options = { port: one.address.port, key, cert, ca, maxVersion, checkServerIdentity: () => undefined }
        const socket = connect(options, () => (resolve('spoken'), socket.destroy()))
        socket.on('error', () => resolve('refused'))
      })
    expect(await outcome('TLSv1.3')).toBe('spoken')
    expect(await outcome('TLSv1.2')).toBe('refused')
  })

  it('are proven anew each time (SEC-015)', async () => {
    const one = await server(authority.party('bob'))
    const { key, certificate: cert, authority: ca } = authority.party('alice')
    const sessions: Buffer[] = []
    const connectOnce = async (session?: Buffer) =>
      new Promise<boolean>((resolve, reject) => {
        const options = { port: one.address.port, key, cert, ca, session, checkServerIdentity: () => undefined }
        let isReused = false
        const socket = connect(options, () => {
          isReused = socket.isSessionReused()
          socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
        })
        socket.on('session', (ticket) => sessions.push(ticket)).on('error', reject)
        socket.resume().once('close', () => resolve(isReused))
      })
    expect(await connectOnce()).toBe(false)
    expect(await connectOnce(sessions[0])).toBe(false)
  })

  it('take new material at the next connection, and keep those that are there (SEC-014)', async () => {
    const one = await server(authority.party('bob'))
    const { channels, failures, dialling } = call(`${one.url}/one`, authority.party('alice'), 'bob')
    const first = await channels.next()
    first.send('x')
    const atServer = await one.channels.next()
    const next = new Authority('the next authority')
    one.updateTls(next.party('bob'))
    first.send('y')
    expect(await atServer.count(2)).toEqual(['x', 'y'])
    atServer.channel.close()
    await failures.next()
    dialling.updateTls(next.party('alice'))
    const second = await channels.next()
    second.send('z')
    expect((await one.channels.next()).channel.peer).toBe('alice')
  })

  it('are open to callers without a certificate where that was chosen (SEC-011)', async () => {
    const one = await server(authority.party('bob'), { clientCertificates: 'optional' })
    const anonymous: TlsMaterial = new Authority().party('alice')
    const tls = { ...anonymous, authority: authority.certificate }
    expect((await call(`${one.url}/one`, tls).failures.next()).message).toContain('403')
    const a = await call(`${one.url}/anyone`, tls).channels.next()
    a.send('x')
    expect((await one.channels.next()).channel.peer).toBeUndefined()
  })
})
