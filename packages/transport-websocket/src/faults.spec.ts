import { afterEach, describe, expect, it } from 'vitest'
import { Authority } from '../test/authority.js'
import { FaultProxy } from '../test/fault-proxy.js'
import { numbered, serialOf } from '../test/numbered.js'
import { until } from '../test/until.js'
import { type ListeningServer, listenWebSocket } from './listen.js'
import { webSocketTransport, type WebSocketTransport } from './web-socket-transport.js'

let server: ListeningServer
let proxy: FaultProxy
let one: WebSocketTransport
let two: WebSocketTransport
let heard: number[] = []
let lost: string[] = []

/** Party 1 dials party 2 through the proxy. */
async function begin({ patience = 30_000, pingInterval = 60_000 } = {}): Promise<void> {
  const authority = new Authority()
  heard = []
  lost = []
  server = await listenWebSocket({ tls: authority.party('two'), limits: { pingInterval } })
  proxy = await FaultProxy.open(server.address)
  two = webSocketTransport({ node: 2, server, parties: new Map([[1, { name: 'one', neighbour: true }]]) })
  two.listen({ frame: (_from, frame) => heard.push(serialOf(frame)), malformed: () => {} })
  one = webSocketTransport({
    node: 1,
    tls: authority.party('one'),
    parties: new Map([[2, { name: 'two', url: `wss://127.0.0.1:${proxy.port}/peer`, neighbour: true }]]),
    backoff: { first: 10, last: 50 },
    limits: { pingInterval },
    patience,
    observer: { dropped: (_from, _to, frame, reason) => lost.push(`${serialOf(frame)} ${reason}`) }
  })
  await until(() => one.isConnected(2) && two.isConnected(1), 'the connection')
}

afterEach(async () => {
  proxy.frozen = false
  await Promise.all([one.close(), two.close()])
  await proxy.close()
  await server.close()
})

const upTo = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index)

describe('a connection', () => {
  it('comes back when it was cut, and frames that have waited for it arrive (TRN-024)', async () => {
    await begin()
    for (let round = 0; round < 5; round++) {
      proxy.cut()
      await until(() => !one.isConnected(2), 'the cut')
      one.send(2, numbered(round))
      await until(() => heard.length > round, 'the frame')
    }
    expect(heard).toEqual(upTo(5))
    expect(lost).toEqual([])
  })

  it('comes back when nothing has come on it for too long (SEC-023)', async () => {
    await begin({ pingInterval: 100 })
    proxy.halfOpen()
    await until(() => proxy.connections === 1 && one.isConnected(2) && two.isConnected(1), 'another connection')
    one.send(2, numbered(1))
    await until(() => heard.length > 0, 'a frame')
  })

  it('loses what is too much while the other end takes nothing, and then goes on in order (TRN-006, TRN-018)', async () => {
    await begin()
    const large = { type: 'ASK', dialogue: 1, purpose: 1, step: 1, body: new Uint8Array(61_440) } as const
    proxy.frozen = true
    let sent = 0
    while (lost.length < 10) {
      one.send(2, large)
      one.send(2, numbered(sent++))
    }
    proxy.frozen = false
    let last = 1_000_000
    await until(() => {
      one.send(2, numbered(last++))
      return heard.some((serial) => serial >= 1_000_000)
    }, 'a frame after it')
    const arrived = heard.filter((serial) => serial >= 0 && serial < 1_000_000)
    const missing = upTo(sent).filter((serial) => !arrived.includes(serial))
    expect(arrived).toEqual(upTo(sent).filter((serial) => !missing.includes(serial)))
    for (const serial of missing) expect(lost).toContain(`${serial} backlog`)
  })

  it('keeps the order of what comes late (TRN-018)', async () => {
    await begin()
    proxy.delay = 30
    for (const serial of upTo(50)) {
      one.send(2, numbered(serial))
      if (serial % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await until(() => heard.length >= 50, 'all frames')
    expect(heard).toEqual(upTo(50))
  })

  it('is tried for as long as it takes', async () => {
    await begin({ patience: 100 })
    proxy.refuses = true
    proxy.cut()
    await until(() => !one.isConnected(2) && !two.isConnected(1), 'the cut')
    one.send(2, numbered(1))
    await until(() => lost.length > 0, 'the loss of a frame')
    proxy.refuses = false
    await until(() => one.isConnected(2), 'another connection')
    one.send(2, numbered(2))
    await until(() => heard.length > 0, 'a frame')
    expect([heard, lost]).toEqual([[2], ['1 receiver-detached']])
  })
})
