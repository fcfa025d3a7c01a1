import { readFileSync } from 'node:fs'
import { dial } from '@bellwire/transport-websocket'
import type { FeedMessage } from '@bellwire/dashboard'
import type { TraceRecord } from '@bellwire/runtime'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { Deployed, type Name, NAMES, ROLES } from '../../test/deployed.js'
import { placeOf, readDeployment } from '../deployment/deployment.js'
import { makeToken } from '../management/tokens.js'
import { makeLog } from '../observation/log.js'
import type { LiveProcess } from '../processes/service.js'
import { startProcess } from '../processes/start-process.js'
import { NetworkWatch } from '../watch/network-watch.js'
import { decodeTelemetry, TELEMETRY_PATH, type Telemetry } from './telemetry.js'

const PATIENCE = { timeout: 50_000, interval: 50 }

let deployed: Deployed
const running = new Map<Name, LiveProcess>()
const closing: (() => unknown)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  await Promise.all([...running.values()].map((process) => process.close()))
  running.clear()
  deployed.remove()
})

async function start(...names: Name[]): Promise<void> {
  for (const name of names) {
    const deployment = readDeployment(deployed.file)
    const place = placeOf(deployment, { role: ROLES[name], name })
    const log = () => makeLog(place, 'silent', { write: () => undefined })
    running.set(name, await startProcess({ deployment, place, version: '0', log }))
  }
}

async function network(): Promise<void> {
  deployed = await Deployed.make()
  for (const name of NAMES) deployed.certify(name)
  await start(...NAMES)
}

/** Watches one process by hand. */
function watched(name: Name, token = deployed.token) {
  const messages: Telemetry[] = []
  const failures: string[] = []
  const ends: string[] = []
  const authority = readFileSync(`${deployed.certificates}/authority.pem`)
  const dialling = dial(deployed.url(name).replace('http', 'ws') + TELEMETRY_PATH, {
    tls: { authority },
    expected: name,
    headers: { authorization: `Bearer ${token}` },
    limits: { messageBytes: 4_194_304 },
    connected: (channel) => {
      channel.send(Uint8Array.of(0))
      channel.listen({
        message: (bytes) => messages.push(decodeTelemetry(bytes)!),
        closed: (reason) => ends.push(reason)
      })
    },
    failed: ({ message }) => failures.push(message)
  })
  closing.push(() => dialling.close())
  return { messages, failures, ends }
}

/** Watches all processes, as a page does. */
function watchedNetwork(token = deployed.token) {
  const told: FeedMessage[] = []
  const deployment = readDeployment(deployed.file)
  const watch = new NetworkWatch({ deployment, token, told: (message) => told.push(message) })
  closing.push(() => watch.close())
  return { watch, told }
}

const isUp = async (name: Name) => ((await deployed.client(name).ask('GET', '/v1/status')) as { ready: boolean }).ready

/** Outcomes of pairs that alice asks for, and of bob's halves of them. */
async function pairs(number: number): Promise<readonly string[][]> {
  const [alice, bob] = [deployed.client('alice'), deployed.client('bob')]
  const all = async (lines: AsyncIterable<Record<string, unknown>>) => {
    const found: string[] = []
    for await (const { pair, outcome } of lines) if (pair !== undefined) found.push(JSON.stringify([pair, outcome]))
    return found
  }
  const wish = { purpose: 3, number, timeLimit: 60_000 }
  const there = all(bob.lines('POST', '/v1/requests', { ...wish, kind: 'receive-measured', link: 'alice' }))
  await expect
    .poll(async () => ((await bob.ask('GET', '/v1/requests')) as { requests: object[] }).requests.at(-1), PATIENCE)
    .toMatchObject({ state: 'open' })
  return [await all(alice.lines('POST', '/v1/requests', { ...wish, kind: 'measure', link: 'bob' })), await there]
}

describe('processes that are watched', () => {
  it('are by those with the scope watch alone, and for as long as they may (MGT-020, SEC-055, SEC-046)', async () => {
    deployed = await Deployed.make()
    for (const name of NAMES) deployed.certify(name)
    const reader = makeToken()
    const watcher = makeToken()
    const known = [
      { name: 'reader', hash: reader.hash, scopes: ['read', 'faults', 'requests', 'circuits'] },
      { name: 'watcher', hash: watcher.hash, scopes: ['watch'] }
    ]
    deployed.writeTokens(known)
    await start('world')
    for (const [token, status] of [
      [makeToken().token, '401'],
      [reader.token, '403']
    ] as const) {
      const { failures, messages } = watched('world', token)
      await expect.poll(() => failures[0], PATIENCE).toMatch(status)
      expect(messages).toEqual([])
    }
    const socket = new WebSocket(deployed.url('world').replace('http', 'ws') + TELEMETRY_PATH, {
      rejectUnauthorized: false,
      origin: 'https://elsewhere.example',
      headers: { authorization: `Bearer ${watcher.token}` }
    })
    socket.on('error', () => undefined)
    const status = await new Promise((resolve) =>
      socket.once('unexpected-response', (_request, { statusCode }) => resolve(statusCode))
    )
    expect(status).toBe(403)
    const { told } = watchedNetwork(reader.token)
    const notices = () => told.flatMap((message) => (message.type === 'notice' ? [message.text] : []))
    await expect.poll(notices, PATIENCE).toEqual(['world refuses the token (403): its scope must be watch.'])
    const { messages, ends } = watched('world', watcher.token)
    await expect.poll(() => messages.length, PATIENCE).toBeGreaterThan(2)
    expect(messages[0]).toMatchObject({ at: 'world', first: true, world: { pairs: [], paused: false, scale: 1 } })
    deployed.writeTokens(known.slice(0, 1))
    running.get('world')!.reload()
    await expect.poll(() => ends[0], PATIENCE).toBe('no longer allowed')
  })

  it('tell one feed: pairs, frames with their arrivals, states of machines, and no outcome (MGT-021, SEC-054)', async () => {
    await network()
    await expect.poll(() => isUp('alice').catch(() => false), PATIENCE).toBe(true)
    const { watch, told } = watchedNetwork()
    const records = () => told.flatMap((message) => (message.type === 'records' ? message.records : []))
    const of = <K extends TraceRecord['kind']>(kind: K) =>
      records().filter((record): record is Extract<TraceRecord, { kind: K }> => record.kind === kind)
    // How it stands, of all that was there before anybody watched.
    for (const at of ['alice', 'bob', 'middle'])
      await expect.poll(() => of('restart').some((record) => record.at === at), PATIENCE).toBe(true)
    await expect
      .poll(() => of('transition').find(({ at, table }) => at === 'alice' && table === 'session')?.to, PATIENCE)
      .toBeTypeOf('string')
    expect(of('linkState').map(({ at, state }) => `${at} ${state}`)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^alice /), expect.stringMatching(/^bob /)])
    )
    // To be watched changes nothing: they are Bell pairs.
    const [here, there] = await pairs(20)
    expect(here).toHaveLength(20)
    expect(here).toEqual(there)
    await expect.poll(() => of('ok').filter(({ at }) => at === 'alice').length, PATIENCE).toBe(20)
    await expect.poll(() => of('ok').filter(({ at }) => at === 'bob').length, PATIENCE).toBe(20)
    expect(of('create')).toMatchObject([{ at: 'alice', number: 20 }])
    expect(of('herald').length).toBeGreaterThanOrEqual(20)
    const arrived = new Set(of('frameReceived').map(({ id }) => id))
    expect(of('frameSent').filter(({ id }) => arrived.has(id)).length).toBeGreaterThan(10)
    // A station's REPLY says by its outcome whether there is a pair.
    const said = JSON.stringify(records()).replaceAll(/"type":"REPLY"[^}]*/g, '')
    expect(/"outcome"|bw_/.exec(said)).toBeNull()
    await expect
      .poll(() => told.findLast(({ type }) => type === 'samples'), PATIENCE)
      .toMatchObject({ samples: [{ quantity: 'fidelity', of: 'alice-bob', value: 1 }] })
    // Commands go to the world.
    await watch.command({ type: 'cut', link: 1, on: true })
    await watch.command({ type: 'lie', station: 'middle', on: true })
    await watch.command({ type: 'pace', paused: true })
    const latest = (type: FeedMessage['type']) => told.findLast((message) => message.type === type)
    await expect.poll(() => latest('faults'), PATIENCE).toMatchObject({ cut: [1], lying: ['middle'], down: [] })
    await expect.poll(() => latest('pace'), PATIENCE).toMatchObject({ paused: true })
    await watch.command({ type: 'pace', paused: false })
    // A process that ends, and one that comes in its place.
    await running.get('bob')!.close()
    await expect.poll(() => latest('faults'), PATIENCE).toMatchObject({ down: ['bob'] })
    await start('bob')
    await expect.poll(() => latest('faults'), PATIENCE).toMatchObject({ down: [] })
    await expect.poll(() => of('restart').filter(({ at }) => at === 'bob').length, PATIENCE).toBe(2)
  })

  it('are shown anew where there is another world, whose time begins anew', async () => {
    await network()
    const { told } = watchedNetwork()
    const times = () => told.flatMap((message) => (message.type === 'pace' ? [message.time] : []))
    await expect.poll(() => times().at(-1), PATIENCE).toBeGreaterThan(1e9)
    await running.get('world')!.close()
    await start('world')
    await expect.poll(() => told.filter(({ type }) => type === 'network').length, PATIENCE).toBe(2)
    const before = told.findLastIndex(({ type }) => type === 'network')
    const restarted = (at: string) =>
      told
        .slice(before)
        .some(
          (message) =>
            message.type === 'records' && message.records.some((one) => one.kind === 'restart' && one.at === at)
        )
    for (const at of ['alice', 'bob']) await expect.poll(() => restarted(at), PATIENCE).toBe(true)
  })
})
