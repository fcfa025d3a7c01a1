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
import {
  KeyDeliveryClient,
  KeyDeliveryError,
  openKeyStore,
  spoolBlock,
  TestAuthority,
  unitIdentifier
} from '@bellwire/key-store'

const COMMAND = fileURLToPath(new URL('../../packages/cli/dist/main.js', import.meta.url))
const UNIT_SIZE = 256
const UNIT_BYTES = UNIT_SIZE / 8
const BLOCK_UNITS = 512

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

/**
 * @typedef {object} Counts
 * @property {number} kills
 * @property {number} delivered keys that applications were given first
 * @property {number} collected keys that applications collected
 * @property {number} unit units of all blocks
 * @property {number} burnt units burnt at both ends
 * @property {number} failures calls that failed, for instance because a process was dead
 */

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
    /** @type {Map<string, { key: string, master: string }>} */
    this.given = new Map()
    /** @type {Map<string, string>} */
    this.collected = new Map()
    /** @type {KeyDeliveryClient[]} */
    this.callers = []
    /** @type {Promise<void>[]} */
    this.loops = []
    this.stopping = false
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
    const [alice, bob] = /** @type {[Caller, Caller]} */ (callers)
    for (let client = 0; client < this.clients; client++) {
      const [master, slave] = client % 2 === 0 ? [alice, bob] : [bob, alice]
      this.loops.push(this.play(master, slave))
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

  /** @typedef {{ name: string, client: KeyDeliveryClient }} Caller */

  /** Two applications that share keys, one after the other. @param {Caller} master @param {Caller} slave */
  async play(master, slave) {
    while (!this.stopping) {
      const size = [128, 256, 256, 512][randomInt(4)] ?? 256
      const asked = await this.call(() => master.client.encryptionKeys(slave.name, { number: randomInt(1, 4), size }))
      if (typeof asked !== 'object') {
        await this.pause()
        continue
      }
      for (const { key_ID: id, key } of asked.keys) {
        if (this.given.has(id)) this.violations.push(`${id} was given twice, to masters`)
        this.given.set(id, { key, master: master.name })
        this.counts.delivered += 1
        if (Buffer.from(key, 'base64').length !== size / 8) this.violations.push(`${id} has another size than asked`)
      }
      await this.collect(
        master,
        slave,
        asked.keys.map(({ key_ID: id }) => id)
      )
    }
  }

  /** Before an application asks again. A few go on while a process is dead; most wait, so that it starts soon. */
  async pause() {
    await sleep(randomInt(50, 400))
    if (randomInt(8) > 0) await this.starting.catch(() => {})
  }

  /** Collects keys, some of them by two requests at once. @param {Caller} master @param {Caller} slave @param {string[]} ids */
  async collect(master, slave, ids) {
    const requests = randomInt(5) === 0 ? 2 : 1
    for (let attempt = 0; attempt < 40; attempt++) {
      const answers = await Promise.all(
        Array.from({ length: requests }, () => this.call(() => slave.client.decryptionKeys(master.name, ids)))
      )
      const found = answers.filter((answer) => typeof answer === 'object')
      for (const { keys } of found) {
        for (const { key_ID: id, key } of keys) {
          if (this.collected.has(id)) this.violations.push(`${id} was given twice, to slaves`)
          this.collected.set(id, key)
          this.counts.collected += 1
          if (this.given.get(id)?.key !== key) this.violations.push(`${id} differs between the ends`)
        }
      }
      if (found.length > 0 || answers.includes('gone')) return
      await this.pause()
    }
  }

  /**
   * @template T
   * @param {() => Promise<T>} call
   * @returns {Promise<T | 'gone' | undefined>} undefined where it may be tried again
   */
  async call(call) {
    try {
      return await call()
    } catch (error) {
      this.counts.failures += 1
      if (!(error instanceof KeyDeliveryError) || error.status === 503) return undefined
      if (error.status === 400 && error.body?.message.includes('not found')) return 'gone'
      this.violations.push(`an answer that nothing explains: ${error.message}`)
      return 'gone'
    }
  }

  /** Lets everything come to its end with both processes alive. */
  async settle() {
    this.stopping = true
    await Promise.all(this.loops)
    await sleep(6000)
  }

  async end() {
    this.stopping = true
    await Promise.all(this.entities.map(async (entity) => entity.stop('SIGTERM')))
    await Promise.all(this.loops)
    for (const caller of this.callers) caller.close()
  }

  /** Holds the stores against each other, and against what the applications have. */
  async check() {
    const stores = this.entities.map(({ store }, index) =>
      openKeyStore(store, { unitSize: UNIT_SIZE, direction: index === 0 ? 'even' : 'odd', capacity: 1_000_000 })
    )
    try {
      const [a, b] = /** @type {[typeof stores[number], typeof stores[number]]} */ (stores)
      for (const [session, material] of this.blocks) {
        for (let index = 0; index < BLOCK_UNITS; index++) {
          const id = unitIdentifier(session, index)
          const [master, slave] = index % 2 === 0 ? [a, b] : [b, a]
          const lives = `${master.unit(id)?.life} ${slave.unit(id)?.life}`
          this.counts.unit += 1
          if (lives === 'burnt burnt') this.counts.burnt += 1
          else if (!['pool pool', 'delivered reserved', 'delivered delivered'].includes(lives))
            this.violations.push(`${id} is ${lives}`)
          const given = this.given.get(id)
          if (given === undefined) {
            if (this.collected.has(id) && !lives.startsWith('delivered'))
              this.violations.push(`${id} came from nowhere`)
            continue
          }
          if (!lives.startsWith('delivered')) this.violations.push(`${id} was given, and is ${lives}`)
          if (this.collected.has(id) && lives !== 'delivered delivered')
            this.violations.push(`${id} was collected, and is ${lives}`)
          const bits = Buffer.from(given.key, 'base64').subarray(0, UNIT_BYTES)
          const expected = material.subarray(index * UNIT_BYTES, index * UNIT_BYTES + bits.length)
          if (!bits.equals(expected)) this.violations.push(`${id} has not the bits of its session`)
          if (given.master !== (index % 2 === 0 ? 'alice' : 'bob')) this.violations.push(`${id} is of the wrong end`)
        }
      }
    } finally {
      await Promise.all(stores.map(async (store) => store.close()))
    }
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
