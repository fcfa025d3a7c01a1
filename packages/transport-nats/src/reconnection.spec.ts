import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { missingServer, TestServer } from '../test/nats-server.js'
import { numbered, party } from '../test/party.js'
import { natsTransport, type NatsTransport } from './index.js'

const missing = missingServer()
const canSkip = process.env['CI'] !== 'true'

describe.skipIf(missing !== undefined && canSkip)(
  `a server that comes and goes${missing ? ` (${missing})` : ''}`,
  () => {
    let server: TestServer
    const open: NatsTransport[] = []
    const join = async (node: number, peers: readonly number[] = []) => {
      const joined = await party(node, { servers: server.url, peers })
      open.push(joined.transport)
      return joined
    }

    beforeEach(async () => {
      server = new TestServer()
      await server.start()
    })
    afterEach(async () => {
      await Promise.all(open.splice(0).map((one) => one.close()))
      await server.remove()
    })

    it('is found again; frames in between are lost and told, not sent late (TRN-072)', async () => {
      const [one, two] = [await join(1), await join(2, [1])]
      await expect.poll(() => two.told).toEqual(['attached', 'connected 1'])
      await server.kill()
      await expect.poll(() => one.told).toEqual(['attached', 'connected 2', 'disconnected 2', 'detached'])
      await expect.poll(() => two.told.slice(2)).toEqual(['disconnected 1', 'detached'])
      one.transport.send(2, numbered(1))
      expect(one.told.at(-1)).toBe('dropped 2 no-server')
      await server.start()
      await expect.poll(() => one.told.slice(5)).toEqual(['attached', 'connected 2'])
      await expect.poll(() => two.told.slice(4)).toEqual(['attached', 'connected 1'])
      one.transport.send(2, numbered(2))
      await expect.poll(() => two.heard).toEqual(['1: 2'])
    })

    it('is waited for, where parties begin before it', async () => {
      await server.kill()
      const lines: string[] = []
      const waiting = natsTransport({
        servers: server.url,
        network: 'test',
        node: 1,
        observer: { attached: () => lines.push('attached'), detached: (reason) => lines.push(reason) }
      })
      await expect
        .poll(() => lines[0])
        .toMatch(/^servers is 127\.0\.0\.1:\d+ \(connection refused\); accepted: a running/)
      await server.start()
      open.push(await waiting)
      expect(lines.at(-1)).toBe('attached')
    })

    it('is waited for no longer than wanted', async () => {
      await server.kill()
      const stop = new AbortController()
      const observer = { detached: () => stop.abort(new Error('enough')) }
      await expect(
        natsTransport({ servers: server.url, network: 'test', node: 1, observer, signal: stop.signal })
      ).rejects.toThrow()
    })

    it('does not keep a transport from closing', async () => {
      const one = await join(1)
      await server.kill()
      await expect.poll(() => one.told).toEqual(['attached', 'detached'])
      await one.transport.close()
      expect(await one.transport.closed).toBeUndefined()
    })
  }
)
