// Two key-management entities in processes of their own, 200 applications that ask them for keys, and kills at random
// moments. What the applications were given, and what both stores hold afterwards, is held against each other.
import { spawn } from 'node:child_process'
import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { KeyDeliveryClient, spoolBlock, TestAuthority } from '@bellwire/key-store'
import { BLOCK_UNITS, checkUnits, KeyApplications, UNIT_BYTES, UNIT_SIZE } from './key-applications.mjs'

const COMMAND = fileURLToPath(new URL('../../packages/cli/dist/main.js', import.meta.url))

/** Kills with the same stores; then the stores are looked at, and new ones made. */
const KILLS_OF_A_ROUND = 25

/** Connections to one end: of the 200 applications, each of which asks for one thing at a time, half are at either end. */
const CONNECTIONS = 100

/** Milliseconds that a kill waits for keys at most. */
const LONGEST_WAIT = 10_000

/** Processes that were started: none may outlive this one. @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set()
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL')
})

/** @typedef {{ kills: number } & import('./key-applications.mjs').KeyCounts & import('./key-applications.mjs').UnitCounts} Counts */

/**
 * @param {{ kills: number, clients?: number, progress?: (kills: number) => void }} options
 * @returns {Promise<{ violations: string[], counts: Counts }>}
 */
export async function keySoak({ kills, clients = 200, progress }) {
  if (!existsSync(COMMAND)) throw new Error(`${COMMAND} is missing: run \`npm run build\` first`)
  /** @type {string[]} */
  const violations = []
  const counts = { kills: 0, delivered: 0, collected: 0, unit: 0, burnt: 0, failures: 0 }
  while (counts.kills < kills) {
    const round = new Round(clients, counts, violations)
    try {
      await round.start()
      for (let left = Math.min(KILLS_OF_A_ROUND, kills - counts.kills); left > 0; left--) {
        await round.kill()
        counts.kills += 1
        progress?.(counts.kills)
      }
      await round.settle()
    } finally {
      await round.end()
    }
    await round.check()
    round.remove()
    if (violations.length > 100) break
  }
  return { violations, counts }
}

/** One entity: its files and its process. */
class Entity {
  /** @param {string} folder @param {string} id @param {string} peerId @param {object} configuration */
  constructor(folder, id, peerId, configuration) {
    this.peerId = peerId
    this.spool = join(folder, id, 'spool')
    this.store = join(folder, id, 'store', peerId)
    this.file = join(folder, `${id}.json`)
    writeFileSync(this.file, JSON.stringify(configuration))
    /** @type {import('node:child_process').ChildProcess | undefined} */
    this.child = undefined
  }

  async start() {
    const child = spawn(process.execPath, [COMMAND, 'keys', 'serve', '--config', this.file, '--json'], {
      stdio: ['ignore', 'pipe', 'pipe']
    })
    children.add(child)
    child.once('exit', () => children.delete(child))
    this.child = child
    let errors = ''
    child.stderr.on('data', (/** @type {Buffer} */ text) => {
      errors = (errors + text.toString()).slice(-2000)
    })
    const lines = createInterface({ input: child.stdout })
    const ended = once(child, 'exit').then(([code, signal]) => {
      throw new Error(`the entity of ${this.file} ended (${code ?? signal}): ${errors}`)
    })
    await Promise.race([once(lines, 'line'), ended])
    ended.catch(() => {})
  }

  /** @param {'SIGKILL' | 'SIGTERM'} signal */
  async stop(signal) {
    const { child } = this
    this.child = undefined
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
    await ended
    clearTimeout(timer)
  }
}

/** Two entities with new stores, their applications, and what those wrote down. */
class Round {
  /** @param {number} clients @param {Counts} counts @param {string[]} violations */
  constructor(clients, counts, violations) {
    this.clients = clients
    this.counts = counts
    this.violations = violations
    this.folder = mkdtempSync(join(tmpdir(), 'bellwire-soak-keys-'))
    /** @type {Map<string, Buffer>} material by session */
    this.blocks = new Map()
    this.applications = new KeyApplications(counts, violations, async () => this.starting)
    /** @type {KeyDeliveryClient[]} */
    this.callers = []
    /** @type {Promise<void>[]} */
    this.loops = []
    /** Of what was killed. @type {Promise<unknown>} */
    this.starting = Promise.resolve()
    /** @type {Entity[]} */
    this.entities = []
  }

  async start() {
    const authority = new TestAuthority()
    const tls = join(this.folder, 'tls')
    mkdirSync(tls)
    writeFileSync(join(tls, 'authority.pem'), authority.certificate)
    const [linkPort = 0, ...ports] = await freePorts(3)
    const names = ['kme-a', 'kme-b']
    const saes = { alice: 'kme-a', bob: 'kme-b' }
    this.entities = names.map((id, index) => {
      const { key, certificate } = authority.kme(id, ['127.0.0.1'])
      writeFileSync(join(tls, `${id}.key.pem`), key, { mode: 0o600 })
      writeFileSync(join(tls, `${id}.pem`), certificate)
      const peerId = /** @type {string} */ (names[1 - index])
      return new Entity(this.folder, id, peerId, {
        kme: { id, node: index + 1 },
        tls: { key: `tls/${id}.key.pem`, certificate: `tls/${id}.pem`, authority: 'tls/authority.pem' },
        store: `${id}/store`,
        spool: `${id}/spool`,
        applications: { port: ports[index] },
        ...(index === 0 && { link: { port: linkPort } }),
        peers: [
          { id: peerId, node: 2 - index, ...(index === 1 && { address: { host: '127.0.0.1', port: linkPort } }) }
        ],
        saes,
        unitSize: UNIT_SIZE
      })
    })
    for (let block = 0; block < 8; block++) this.feed()
    await Promise.all(this.entities.map(async (entity) => entity.start()))
    const callers = Object.keys(saes).map((name, index) => {
      const client = new KeyDeliveryClient({
        url: `https://127.0.0.1:${ports[index]}`,
        tls: authority.sae(name),
        connections: Math.min(this.clients, CONNECTIONS),
        timeout: 20_000
      })
      this.callers.push(client)
      return { name, client }
    })
    const [alice, bob] = /** @type {[typeof callers[number], typeof callers[number]]} */ (callers)
    for (let client = 0; client < this.clients; client++) {
      const [master, slave] = client % 2 === 0 ? [alice, bob] : [bob, alice]
      this.loops.push(this.applications.play(master, slave))
    }
  }

  /** A block for both, as a session would leave it. */
  feed() {
    const session = randomUUID()
    const material = randomBytes(BLOCK_UNITS * UNIT_BYTES)
    this.blocks.set(session, material)
    for (const { spool, peerId } of this.entities)
      spoolBlock(spool, { session, label: 'soak', peer: peerId, time: Date.now(), material })
  }

  /** Kills one process, or both, at a random moment, and starts what was killed again. */
  async kill() {
    await sleep(randomInt(20, 600))
    // On a busy machine little happens in that time: a kill is to meet keys on their way.
    const delivered = this.counts.delivered + randomInt(0, 60)
    for (let wait = 0; wait < LONGEST_WAIT && this.counts.delivered < delivered; wait += 10) await sleep(10)
    const victims = [[0], [1], [0, 1]][randomInt(3)] ?? []
    const killed = victims.map((index) => /** @type {Entity} */ (this.entities[index]))
    await Promise.all(killed.map(async (entity) => entity.stop('SIGKILL')))
    await sleep(randomInt(0, 200))
    this.feed()
    this.starting = Promise.all(killed.map(async (entity) => entity.start()))
    await this.starting
  }

  /** Lets everything come to its end with both processes alive. */
  async settle() {
    this.applications.stopping = true
    await Promise.all(this.loops)
    await sleep(6000)
  }

  async end() {
    this.applications.stopping = true
    await Promise.all(this.entities.map(async (entity) => entity.stop('SIGTERM')))
    await Promise.all(this.loops)
    for (const caller of this.callers) caller.close()
  }

  /** Holds the stores against each other, and against what the applications have. */
  async check() {
    const [a = '', b = ''] = this.entities.map(({ store }) => store)
    await checkUnits([a, b], this.blocks, this.applications, this.counts)
  }

  remove() {
    if (this.violations.length === 0) rmSync(this.folder, { recursive: true })
  }
}

/** Ports that are free now. @param {number} number */
async function freePorts(number) {
  const servers = Array.from({ length: number }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map(async (server) => once(server, 'listening')))
  const ports = servers.map((server) => /** @type {import('node:net').AddressInfo} */ (server.address()).port)
  await Promise.all(servers.map(async (server) => once(server.close(), 'close')))
  return ports
}
