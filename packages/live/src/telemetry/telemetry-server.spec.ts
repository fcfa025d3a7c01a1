import { once } from 'node:events'
import { listenWebSocket } from '@bellwire/transport-websocket'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { decodeTelemetry, type Telemetry } from './telemetry.js'
import { TelemetryRecorder } from './telemetry-recorder.js'
import { TelemetryServer } from './telemetry-server.js'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function served() {
  const clock = { now: () => 0 }
  const recorder = new TelemetryRecorder(clock)
  const telemetry = new TelemetryServer({ name: 'alice', clock, recorder })
  const server = await listenWebSocket()
  const allowed = { now: true }
  server.serve('/watch', (channel) => telemetry.accept(channel, () => allowed.now))
  closing.push(
    () => server.close(),
    () => telemetry.close()
  )
  const watch = async () => {
    const socket = new WebSocket(`${server.url}/watch`)
    closing.push(() => socket.terminate())
    const messages: Telemetry[] = []
    socket.on('message', (data: Buffer) => messages.push(decodeTelemetry(data)!))
    await once(socket, 'open')
    socket.send(Buffer.of(1))
    return { socket, messages }
  }
  return { recorder, telemetry, allowed, watch }
}

const happened = (recorder: TelemetryRecorder, fault: string) => recorder.record({ kind: 'fault', at: 'alice', fault })

describe('telemetry of a process', () => {
  it('begins with how things stand, goes on with what happens, for each watcher, and is not kept for nobody (MGT-021, MGT-024)', async () => {
    const { recorder, watch } = await served()
    recorder.record({ kind: 'restart', at: 'alice', incarnation: 3 })
    const one = await watch()
    await expect.poll(() => one.messages.length).toBeGreaterThan(0)
    expect(one.messages[0]).toMatchObject({ at: 'alice', first: true, records: [{ kind: 'restart', incarnation: 3 }] })
    happened(recorder, 'a')
    const other = await watch()
    await expect.poll(() => other.messages.length).toBeGreaterThan(0)
    happened(recorder, 'b')
    const faults = (messages: Telemetry[]) =>
      messages.flatMap(({ records }) => records.flatMap((record) => (record.kind === 'fault' ? [record.fault] : [])))
    await expect.poll(() => faults(one.messages)).toEqual(['a', 'b'])
    await expect.poll(() => faults(other.messages)).toEqual(['b'])
    one.socket.terminate()
    other.socket.terminate()
    await expect.poll(() => recorder.watched).toBe(false)
  })

  it('costs little of a watcher that never reads, who is cut (MGT-023)', async () => {
    const { recorder, telemetry, watch } = await served()
    const { socket } = await watch()
    await expect.poll(() => telemetry.watchers).toBe(1)
    socket.pause()
    const before = process.memoryUsage().rss
    const text = 'x'.repeat(20_000)
    const flood = setInterval(() => {
      for (let index = 0; index < 20; index++) happened(recorder, text)
    }, 20)
    closing.push(() => clearInterval(flood))
    await expect.poll(() => telemetry.watchers, { timeout: 50_000, interval: 50 }).toBe(0)
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000)
    expect(recorder.watched).toBe(false)
  })

  it('ends when a watcher may watch no longer', async () => {
    const { allowed, telemetry, watch } = await served()
    const { socket } = await watch()
    await expect.poll(() => telemetry.watchers).toBe(1)
    allowed.now = false
    const [, reason] = (await once(socket, 'close')) as [number, Buffer]
    expect(reason.toString()).toBe('no longer allowed')
    expect(telemetry.watchers).toBe(0)
  })

  it('is for so many watchers at a time and no more', async () => {
    const { telemetry, watch } = await served()
    for (let index = 0; index < 8; index++) await watch()
    await expect.poll(() => telemetry.watchers).toBe(8)
    const { socket } = await watch()
    await once(socket, 'close')
    expect(telemetry.watchers).toBe(8)
  })
})
