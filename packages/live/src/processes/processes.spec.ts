import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { dial } from '@bellwire/transport-websocket'
import { afterEach, describe, expect, it } from 'vitest'
import { Deployed, type Name, NAMES, ROLES } from '../../test/deployed.js'
import { placeOf, type ProcessPlace, readDeployment } from '../deployment/deployment.js'
import { ManagementError } from '../management/client.js'
import { makeToken } from '../management/tokens.js'
import { makeLog } from '../observation/log.js'
import { readIdentity } from './identity.js'
import type { LiveProcess } from './service.js'
import { startProcess } from './start-process.js'

const PATIENCE = { timeout: 50_000, interval: 100 }

let deployed: Deployed
const running = new Map<Name, LiveProcess>()
const logs = new Map<string, string>()

afterEach(async () => {
  await Promise.all([...running.values()].map((process) => process.close()))
  running.clear()
  logs.clear()
  deployed.remove()
})

async function start(...names: Name[]): Promise<void> {
  for (const name of names) {
    const deployment = readDeployment(deployed.file)
    const place = placeOf(deployment, { role: ROLES[name], name })
    const log = (one: ProcessPlace) =>
      makeLog(one, one.log, { write: (line) => void logs.set(one.name, (logs.get(one.name) ?? '') + line) })
    running.set(name, await startProcess({ deployment, place, version: '0', log }))
  }
}

async function fresh(): Promise<void> {
  deployed = await Deployed.make()
  for (const name of NAMES) deployed.certify(name)
}

/** An answer without a token. */
function get(url: string): Promise<{ status: number; body: unknown }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { rejectUnauthorized: false, agent: false }, (response) => {
      let text = ''
      response.on('data', (chunk) => (text += String(chunk)))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text === '' ? '' : JSON.parse(text) }))
    })
    asked.on('error', reject)
    asked.end()
  })
}

const ready = async (name: Name) => (await get(`${deployed.url(name)}/healthz`)).status === 200

/** Asks for pairs at both ends, and returns the outcomes of each. */
async function pairs(number: number, purpose: number): Promise<unknown[][]> {
  const [alice, bob] = [deployed.client('alice'), deployed.client('bob')]
  const lines = async (client: typeof alice, wish: object) => {
    const found = []
    for await (const line of client.lines('POST', '/v1/requests', { ...wish, number, purpose, timeLimit: 60_000 }))
      found.push(line)
    expect(found.pop()).toMatchObject({ state: 'complete' })
    return found.map(({ pair, outcome }) => `${String(pair)} ${String(outcome)}`)
  }
  const there = lines(bob, { kind: 'receive-measured', link: 'alice' })
  await expect
    .poll(async () => ((await bob.ask('GET', '/v1/requests')) as { requests: object[] }).requests.at(-1), PATIENCE)
    .toMatchObject({ state: 'open' })
  return Promise.all([lines(alice, { kind: 'measure', link: 'bob' }), there])
}

describe('the processes of a network', () => {
  it('come together in whatever order they start, and make pairs (MGT-001)', async () => {
    await fresh()
    await start('alice', 'middle')
    const early = await get(`${deployed.url('alice')}/healthz`)
    expect(early).toMatchObject({
      status: 503,
      body: { live: true, ready: false, reasons: [expect.stringMatching(/hardware/), expect.any(String)] }
    })
    await expect(deployed.client('alice').ask('GET', '/v1/links')).rejects.toMatchObject({ status: 404 })
    await start('world', 'bob')
    await expect.poll(() => ready('alice'), PATIENCE).toBe(true)
    await expect.poll(() => ready('bob'), PATIENCE).toBe(true)
    const [here, there] = await pairs(10, 3)
    expect(here).toHaveLength(10)
    expect(here).toEqual(there)
    const world = (await deployed.client('world').ask('GET', '/v1/hardware')) as { links: object[] }
    expect(world.links).toMatchObject([{ name: 'alice-bob', heralds: expect.any(Number), meanFidelity: 1, cut: false }])
  })

  it('go on when the world comes back, and another one in its place (MGT-007)', async () => {
    await fresh()
    await start('world', 'middle', 'alice', 'bob')
    await expect.poll(() => ready('alice'), PATIENCE).toBe(true)
    await running.get('world')!.close()
    await expect.poll(() => ready('alice'), PATIENCE).toBe(false)
    expect((await get(`${deployed.url('alice')}/livez`)).status).toBe(200)
    await start('world')
    await expect.poll(() => ready('alice'), PATIENCE).toBe(true)
    await expect.poll(() => ready('bob'), PATIENCE).toBe(true)
    const [here, there] = await pairs(5, 4)
    expect(here).toEqual(there)
  })

  it('may be the world and a station in one, which are ended and started as one', async () => {
    deployed = await Deployed.make({ inWorld: true })
    for (const name of NAMES) deployed.certify(name)
    await expect(start('middle')).rejects.toThrow(/station middle is within the process of the world; accepted: /)
    await start('alice', 'world', 'bob')
    await expect.poll(() => ready('alice'), PATIENCE).toBe(true)
    await expect.poll(() => ready('bob'), PATIENCE).toBe(true)
    const [here, there] = await pairs(10, 3)
    expect(here).toHaveLength(10)
    expect(here).toEqual(there)
    expect(await deployed.client('middle').ask('GET', '/v1/status')).toMatchObject({ role: 'station', name: 'middle' })
    deployed.writeTokens([])
    running.get('world')!.reload()
    for (const name of ['world', 'middle'] as const)
      await expect(deployed.client(name).ask('GET', '/v1/status')).rejects.toMatchObject({ status: 401 })
    await running.get('world')!.close()
    await expect(get(`${deployed.url('middle')}/healthz`)).rejects.toThrow(/ECONNREFUSED/)
    await expect.poll(() => ready('alice'), PATIENCE).toBe(false)
    await start('world')
    await expect.poll(() => ready('alice'), PATIENCE).toBe(true)
    expect([
      ...new Set(
        logs
          .get('middle')!
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line).role)
      )
    ]).toEqual(['station'])
  })

  it('tell how they are to everybody, and what they count to whoever may read (MGT-011, MGT-012, MGT-013, MGT-014)', async () => {
    await fresh()
    await start('world')
    expect(await get(`${deployed.url('world')}/healthz`)).toEqual({
      status: 200,
      body: { live: true, ready: true, reasons: [] }
    })
    expect(await get(`${deployed.url('world')}/livez`)).toEqual({ status: 200, body: { live: true } })
    const metrics = (token?: string) =>
      new Promise<[number, string]>((resolve) => {
        const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
        request(
          `${deployed.url('world')}/metrics`,
          { headers, rejectUnauthorized: false, agent: false },
          (response) => {
            let text = ''
            response.on('data', (chunk) => (text += String(chunk)))
            response.on('end', () => resolve([response.statusCode!, text]))
          }
        ).end()
      })
    expect((await metrics())[0]).toBe(401)
    const [status, text] = await metrics(deployed.token)
    expect(status).toBe(200)
    const names = text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split(/[ {]/)[0]!)
    expect(names).toEqual(
      expect.arrayContaining([
        'bellwire_heralds_total',
        'bellwire_process_resident_memory_bytes',
        'bellwire_nodejs_eventloop_lag_p99_seconds'
      ])
    )
    expect(names.every((name) => name.startsWith('bellwire_'))).toBe(true)
    expect(await deployed.client('world').ask('GET', '/v1/status')).toMatchObject({
      role: 'world',
      name: 'world',
      live: true,
      ready: true
    })
  })

  it('disturb the world where a token allows it', async () => {
    await fresh()
    await start('world')
    const world = deployed.client('world')
    expect(await world.ask('POST', '/v1/faults', { link: 'alice-bob', cut: true })).toMatchObject({
      links: [{ cut: true }]
    })
    expect(await world.ask('POST', '/v1/faults', { station: 'middle', lying: true })).toMatchObject({
      stations: [{ lying: true }]
    })
    const paused = (await world.ask('POST', '/v1/time', { paused: true })) as { seconds: number }
    expect(paused).toMatchObject({ paused: true, timeScale: 1 })
    expect(((await world.ask('GET', '/v1/hardware')) as { seconds: number }).seconds).toBe(paused.seconds)
    expect(await world.ask('POST', '/v1/time', { paused: false, scale: 0.5 })).toMatchObject({
      paused: false,
      timeScale: 0.5
    })
    await expect(world.ask('POST', '/v1/faults', { link: 'bob-alice', cut: true })).rejects.toMatchObject({
      status: 404
    })
    await expect(world.ask('POST', '/v1/faults', { link: 'alice-bob' })).rejects.toMatchObject({ status: 400 })
  })

  it('take no notice of callers that speak nonsense or another version (MGT-006)', async () => {
    await fresh()
    await start('middle', 'alice')
    const { address } = placeOf(readDeployment(deployed.file), { role: 'station', name: 'middle' })
    const tls = readIdentity(deployed.certificates, 'bob')
    const closed = await new Promise<string>((resolve) => {
      const dialling = dial(`wss://${address.host}:${address.port}/peer`, {
        tls,
        connected: (channel) => {
          channel.listen({ message: () => undefined, closed: (reason) => (dialling.close(), resolve(reason)) })
          channel.send(Uint8Array.of(1, 2, 3))
        }
      })
    })
    expect(closed).not.toBe('')
    expect((await get(`${deployed.url('middle')}/livez`)).status).toBe(200)
    await expect.poll(() => logs.get('middle')).toMatch(/"msg":"peer not reached"/)
  })
})

describe('certificates and tokens', () => {
  /** The serial number of the certificate that a process shows to a new connection. */
  const serial = (name: Name) =>
    new Promise<string>((resolve, reject) => {
      const { port } = new URL(deployed.url(name))
      const socket = connect({ host: '127.0.0.1', port: Number(port), rejectUnauthorized: false }, () => {
        resolve(socket.getPeerCertificate().serialNumber)
        socket.destroy()
      })
      socket.on('error', reject)
    })

  it('are replaced while connections stand and go on (SEC-051, SEC-052)', async () => {
    await fresh()
    await start('world', 'middle', 'alice', 'bob')
    await expect.poll(() => ready('bob'), PATIENCE).toBe(true)
    const before = await serial('alice')
    const incarnations = () =>
      [...logs.values()].join('').match(/"msg":"(peer up|peer away|hardware up|hardware away)"/g)?.length
    const connections = incarnations()
    for (const name of NAMES) deployed.certify(name)
    await expect.poll(() => serial('alice'), PATIENCE).not.toBe(before)
    const [here, there] = await pairs(5, 6)
    expect(here).toEqual(there)
    expect(incarnations()).toBe(connections)
    // Those that come later prove themselves by the new ones.
    await running.get('bob')!.close()
    await start('bob')
    await expect.poll(() => ready('bob'), PATIENCE).toBe(true)
  })

  it('that cannot be used leave those before in use (SEC-053)', async () => {
    await fresh()
    await start('world')
    const before = await serial('world')
    deployed.certify('world', 'somebody-else')
    running.get('world')!.reload()
    writeFileSync(join(deployed.certificates, 'world.pem'), 'nothing')
    running.get('world')!.reload()
    expect(await serial('world')).toBe(before)
    expect(logs.get('world')).toMatch(
      /"reason":"[^"]*world\.pem proves bellwire:somebody-else; accepted: bellwire:world","msg":"not reloaded"/
    )
    expect(logs.get('world')).toMatch(/world\.pem is without a certificate/)
  })

  it('are taken away and given while the process runs (SEC-042, SEC-051)', async () => {
    await fresh()
    await start('world')
    const { token, hash } = makeToken()
    await expect(deployed.client('world', token).ask('GET', '/v1/status')).rejects.toThrow(ManagementError)
    deployed.writeTokens([{ name: 'other', hash, scopes: ['read'] }])
    await expect
      .poll(
        () =>
          deployed
            .client('world', token)
            .ask('GET', '/v1/status')
            .catch(() => undefined),
        PATIENCE
      )
      .toMatchObject({ ready: true })
    await expect(deployed.client('world').ask('GET', '/v1/status')).rejects.toMatchObject({ status: 401 })
  })

  it('stand in no log (SEC-048)', async () => {
    await fresh()
    await start('world', 'middle', 'alice', 'bob')
    await expect.poll(() => ready('alice'), PATIENCE).toBe(true)
    await pairs(5, 7)
    await deployed
      .client('alice', `${deployed.token}x`)
      .ask('GET', '/v1/links')
      .catch(() => undefined)
    const all = [...logs.values()].join('')
    expect(all).not.toContain(deployed.token)
    expect(all).not.toContain('outcome')
    for (const name of NAMES) {
      const key = readFileSync(join(deployed.certificates, `${name}.key.pem`), 'utf8').split('\n')[1]!
      expect(all).not.toContain(key)
    }
  })
})

describe('a process that cannot be started as it is told', () => {
  const refused = (name: Name = 'alice') =>
    start(name).then(
      () => 'started',
      (error: unknown) => String(error)
    )

  it('says what is wrong with its certificates and tokens, and opens nothing (MGT-002, SEC-049)', async () => {
    deployed = await Deployed.make()
    expect(await refused()).toMatch(
      /DeploymentError: .*alice\.key\.pem cannot be read \(ENOENT\); accepted: what `bellwire certs --config` has made/
    )
    deployed.certify('alice', 'bob')
    expect(await refused()).toMatch(/alice\.pem proves bellwire:bob; accepted: bellwire:alice$/)
    deployed.certify('alice')
    chmodSync(join(deployed.certificates, 'alice.key.pem'), 0o644)
    expect(await refused()).toMatch(
      /certificates is .*alice\.key\.pem of mode 644; accepted: a file that its owner alone can read/
    )
    chmodSync(join(deployed.certificates, 'alice.key.pem'), 0o600)
    chmodSync(deployed.tokens, 0o604)
    expect(await refused()).toMatch(/tokens is .*tokens\.json of mode 604/)
    chmodSync(deployed.tokens, 0o600)
    writeFileSync(deployed.tokens, '{"tokens":[{}]}')
    expect(await refused()).toMatch(/tokens\.json: tokens\.0\.name is wrong/)
    await expect(get(`${deployed.url('alice')}/livez`)).rejects.toThrow(/ECONNREFUSED/)
  })

  it('says that an address is taken (MGT-002)', async () => {
    await fresh()
    const { listen } = placeOf(readDeployment(deployed.file), { role: 'node', name: 'alice' })
    const other: Server = createServer()
    await new Promise<void>((resolve) => void other.listen(listen.port, listen.host, resolve))
    try {
      expect(await refused()).toMatch(
        /listen is 127\.0\.0\.1:\d+; accepted: an address of this machine that is free \(EADDRINUSE\)/
      )
    } finally {
      other.close()
    }
  })

  it('listens nowhere else without certificates than on its own machine (SEC-050)', async () => {
    await fresh()
    const open = readFileSync(deployed.file, 'utf8')
      .replace('certificates: certificates', 'insecure: true')
      .replace("world: { listen: '127.0.0.1", "world: { listen: '0.0.0.0")
    writeFileSync(deployed.file, open)
    expect(await refused('world')).toMatch(
      /world\.listen is 0\.0\.0\.0:\d+; accepted: a loopback address where insecure is true/
    )
  })
})
