import { once } from 'node:events'
import { connect } from 'node:tls'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { LiveKmes } from '../../test/live-kmes.js'
import { TlsLink } from '../link/tls-link.js'

let kmes: LiveKmes
let link: TlsLink
beforeAll(async () => {
  kmes = await LiveKmes.start()
  const tls = kmes.authority.kme('kme-a', ['127.0.0.1'])
  link = new TlsLink({ node: 1, tls, peers: [{ node: 2, kmeId: 'kme-b' }], listen: { host: '127.0.0.1', port: 0 } })
  link.listen({ frame: () => {}, malformed: () => {} })
  await link.start()
})
afterAll(async () => {
  await link.close()
  await kmes.stop()
})

it.each([
  ['ECDHE-ECDSA-AES128-SHA', false],
  ['ECDHE-ECDSA-AES256-SHA384', false],
  ['ECDHE-ECDSA-AES128-GCM-SHA256', true],
  ['ECDHE-ECDSA-CHACHA20-POLY1305', true]
])('of TLS 1.2, %s is spoken at either door: %s (KEY-085)', async (ciphers, spoken) => {
  const { key, certificate: cert, authority: ca } = kmes.authority.kme('kme-b', [])
  for (const { port } of [kmes.a.server, link.address!]) {
    const socket = connect({ host: '127.0.0.1', port, key, cert, ca, maxVersion: 'TLSv1.2', ciphers })
    const outcome = await Promise.race([
      once(socket, 'secureConnect').then(() => true),
      new Promise((resolve) => socket.once('error', () => resolve(false)))
    ])
    socket.on('error', () => {})
    socket.destroy()
    expect(outcome).toBe(spoken)
  }
})
