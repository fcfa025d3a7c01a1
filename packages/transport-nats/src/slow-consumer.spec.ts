import type { Socket } from 'node:net'
import type { Frame } from '@bellwire/wire'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { missingServer, TestServer } from '../test/nats-server.js'
import { numbered, party } from '../test/party.js'
import type { NatsTransport } from './index.js'

const missing = missingServer()
const canSkip = process.env['CI'] !== 'true'
const large: Frame = { type: 'ASK', dialogue: 1, purpose: 1, step: 1, body: new Uint8Array(60_000) }

/** The socket of a transport, which nobody outside has a handle on. */
function socketOf(transport: NatsTransport): Socket {
  const { connection } = transport as unknown as {
    connection: { protocol: { transport: { socket: Socket } } }
  }
  return connection.protocol.transport.socket
}

describe.skipIf(missing !== undefined && canSkip)(`a party that does not read${missing ? ` (${missing})` : ''}`, () => {
  const server = new TestServer('max_pending: 2MB\nwrite_deadline: "1s"')
  beforeAll(() => server.start())
  afterAll(() => server.remove())

  it('is cut off by the server, is told, comes back, and has held up nobody else', async () => {
    const [one, slow, other] = await Promise.all([1, 2, 3].map((node) => party(node, { servers: server.url })))
    try {
      one!.transport.send(2, numbered(0))
      await expect.poll(() => slow!.heard).toEqual(['1: 0'])
      socketOf(slow!.transport).pause()
      // 30 MB: more than the operating systems of both ends and the server will keep for it.
      for (let sent = 0; sent < 500; sent++) {
        one!.transport.send(2, large)
        if (sent % 50 === 0) await expect.poll(() => one!.transport.backlog).toBe(0)
      }
      // The end of the connection is seen only by whoever reads.
      socketOf(slow!.transport).resume()
      await expect.poll(() => slow!.told.includes('detached')).toBe(true)
      await expect.poll(() => slow!.told.at(-1)).toBe('connected 1')
      one!.transport.send(3, numbered(1))
      one!.transport.send(2, numbered(2))
      await expect.poll(() => other!.heard).toEqual(['1: 1'])
      await expect.poll(() => slow!.heard.at(-1)).toBe('1: 2')
      expect(slow!.heard.length).toBeLessThan(500)
      expect(one!.told.filter((line) => line.includes('backlog') || line === 'detached')).toEqual([])
    } finally {
      await Promise.all([one, slow, other].map((one) => one!.transport.close()))
    }
  })
})
