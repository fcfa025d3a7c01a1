// The network of the demonstration, as processes that are killed at random moments while programs use it.
import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { KeyDeliveryClient, spoolBlock } from '@bellwire/key-store'
import { createRandom } from '@bellwire/runtime'
import { AskedRequests } from './asked-requests.mjs'
import { builtDemo } from './built-demo.mjs'
import { BLOCK_UNITS, checkUnits, KeyApplications, UNIT_BYTES } from './key-applications.mjs'
import { NetworkLoad } from './network-load.mjs'
import { Recoveries } from './recoveries.mjs'

/** Octets that nodes share from the beginning: sessions that are killed use keys up and give none. */
const FIRST_KEY = randomBytes(256 * 1024)

/** Kills between two times at which nothing is asked, and everything has to be as at the beginning. */
const KILLS_UNTIL_REST = 25
/** Rests until one at which a session of keys is left alone until it has brought a key. */
const RESTS_UNTIL_KEY = 4

/** Milliseconds in which the network serves again, at the very most: the machine may have a lot else to do. */
const LONGEST_RECOVERY = 60_000
/** Milliseconds until what nobody wants has been given back. */
const LONGEST_REST = 30_000
const LONGEST_SESSION = 90_000
/** Between two kills, at most. */
const LONGEST_PAUSE = 600
/** Milliseconds between two keys of an application. */
const KEY_PACE = 200

/**
 * @param {{ kills: number, seed: number, victims?: readonly string[], progress?: (kills: number) => void }} options
 *   victims: of all processes, those that are killed; by default any
 */
export async function networkKills({ kills, seed, victims, progress = () => {} }) {
  const network = await KilledNetwork.start(seed, victims)
  try {
    await network.serving()
    for (let kill = 1; kill <= kills && network.violations.length < 20; kill++) {
      await network.kill()
      progress(kill)
      if (kill % KILLS_UNTIL_REST === 0 || kill === kills) await network.rest(kill < kills)
    }
  } finally {
    await network.end()
  }
  await network.checkKeys()
  return network.report()
}

class KilledNetwork {
  /** @type {string[]} */
  violations = []
  counts = { kills: 0, together: 0, whileStarting: 0, rests: 0 }
  keyCounts = { delivered: 0, collected: 0, failures: 0, unit: 0, burnt: 0 }
  /** Material by session. @type {Map<string, Buffer>} */
  blocks = new Map()
  /** Before the latest kill, how often each had been started. @type {Map<string, number>} */
  #starts = new Map()
  #stopping = new AbortController()
  /** @type {Promise<void>[]} */
  #applications = []

  /** @param {number} seed @param {readonly string[]} [victims] */
  static async start(seed, victims) {
    const demo = await builtDemo()
    const layout = await demo.layOut(await demo.suitableFrameDelay())
    return new KilledNetwork(seed, demo, layout, victims)
  }

  /**
   * @param {number} seed
   * @param {Awaited<ReturnType<typeof builtDemo>>} demo
   * @param {import('../../packages/cli/src/demo/layout.js').Layout} layout
   * @param {readonly string[] | undefined} victims
   */
  constructor(seed, { Fleet, KEY_NODES, Managements }, layout, victims) {
    this.random = createRandom(seed).stream('kills')
    this.layout = layout
    this.keyNodes = KEY_NODES
    this.fleet = new Fleet(join(layout.folder, 'logs'))
    this.managements = new Managements(layout, this.#stopping.signal)
    const { deployment, file, kmes } = layout
    this.nodes = [...deployment.parties.values()].filter(({ role }) => role === 'node').map(({ name }) => name)
    this.asked = new AskedRequests(this.managements, this.fleet, this.violations, (node) => this.#recordsOf(node))
    this.load = new NetworkLoad(this.asked, this.violations)
    this.keys = new KeyApplications(this.keyCounts, this.violations, async () => undefined, KEY_PACE)
    for (const [own, peer] of [KEY_NODES, KEY_NODES.toReversed()])
      writeFileSync(join(layout.folder, 'data', own ?? '', 'keys', peer ?? '', 'first.key'), FIRST_KEY, { mode: 0o600 })
    this.fleet.start('world', ['world', '--config', file])
    for (const { name, role } of deployment.parties.values())
      this.fleet.start(name, [role, '--config', file, '--name', name])
    this.kmes = kmes.map(({ name, configuration, url, tls }, index) => {
      const { spool, store, peers } = JSON.parse(readFileSync(configuration, 'utf8'))
      const within = (/** @type {string} */ path) => resolve(dirname(configuration), path)
      this.fleet.start(name, ['keys', 'serve', '--config', configuration])
      const sae = KEY_NODES[index] ?? ''
      const read = (/** @type {string} */ of) => readFileSync(join(tls, of))
      const identity = {
        key: read(`sae-${sae}.key.pem`),
        certificate: read(`sae-${sae}.pem`),
        authority: read('authority.pem')
      }
      const client = new KeyDeliveryClient({ url, tls: identity, connections: 4, timeout: 20_000 })
      return { name, peer: String(peers[0].id), sae, client, spool: within(spool), store: within(store) }
    })
    this.victims = victims ?? this.fleet.names
    this.recoveries = new Recoveries((name) =>
      name.startsWith('kme') ? 'KME' : (deployment.parties.get(name)?.role ?? 'world')
    )
    this.load.begin()
    this.#serveApplications()
  }

  /** Resolves when pairs come everywhere, and keys. */
  async serving() {
    await this.#served(this.fleet.names, performance.now(), 4 * LONGEST_RECOVERY)
  }

  /** Kills one process, or two, at a random moment, and waits until what they serve is served again. */
  async kill() {
    const { random, counts } = this
    await sleep(random.uniform() * LONGEST_PAUSE)
    this.#feed()
    const [first, second] = [this.#anyone(), this.#anyone()]
    const way = random.below(10)
    const together = way === 0 && first !== second
    /** @type {string[]} */
    let victims = together ? [first, second] : [first]
    if (way === 1 || way === 2) {
      counts.whileStarting += 1
      victims = [first, way === 1 ? first : second]
      await this.#killOne(first)
      await this.#startedAgain(first)
      await sleep(random.uniform() * LONGEST_PAUSE)
      await this.#killOne(victims[1] ?? first)
    } else await Promise.all(victims.map(async (name) => this.#killOne(name)))
    if (together) counts.together += 1
    const dead = performance.now()
    await Promise.all(
      victims.map(async (name) => {
        await this.#startedAgain(name)
        await this.#answers(name)
      })
    )
    const again = await this.#served(victims, performance.now(), LONGEST_RECOVERY)
    this.recoveries.add(victims, again - dead)
    counts.kills += 1
  }

  /** Ends all that is asked: everything must be given back. @param {boolean} goOn */
  async rest(goOn) {
    this.counts.rests += 1
    await this.load.end()
    if (this.counts.rests % RESTS_UNTIL_KEY === 0) await this.load.distributeKey(LONGEST_SESSION)
    await this.asked.checkEnds()
    const end = performance.now() + LONGEST_REST
    let held = await this.#held()
    while (held.length > 0 && performance.now() < end) {
      await sleep(250)
      held = await this.#held()
    }
    this.violations.push(...held.map((what) => `at rest ${what}`))
    if (!goOn) return
    this.load.begin()
  }

  async end() {
    this.keys.stopping = true
    await Promise.all(this.#applications)
    for (const { client } of this.kmes) client.close()
    await this.load.end().catch((error) => this.violations.push(String(error)))
    this.#stopping.abort()
    await this.fleet.end()
  }

  async checkKeys() {
    const [a, b] = this.kmes
    if (a === undefined || b === undefined) return
    const stores = /** @type {const} */ ([join(a.store, a.peer), join(b.store, b.peer)])
    await checkUnits(stores, this.blocks, this.keys, this.keyCounts, [a.sae, b.sae])
  }

  report() {
    const { violations, recoveries, layout } = this
    const durable = this.nodes.some((node) => existsSync(this.#recordsOf(node)))
    if (violations.length === 0) rmSync(layout.folder, { recursive: true, force: true })
    return {
      violations,
      folder: violations.length === 0 ? undefined : layout.folder,
      durable,
      recovery: recoveries.figures,
      slowest: recoveries.slowest,
      counts: { ...this.counts, ...this.asked.counts, ...this.load.counts, ...this.keyCounts }
    }
  }

  #anyone() {
    return this.victims[this.random.below(this.victims.length)] ?? ''
  }

  /** @param {string} name */
  async #killOne(name) {
    this.#starts.set(name, this.fleet.starts(name))
    await this.fleet.kill(name)
    if (!existsSync(this.#recordsOf(name))) this.load.forget(name)
  }

  /** @param {string} name */
  async #startedAgain(name) {
    while (this.fleet.starts(name) === this.#starts.get(name)) await sleep(5)
  }

  /** It answers: what comes from now on is no more what one that was killed has left. @param {string} name */
  async #answers(name) {
    if (this.kmes.some((kme) => kme.name === name)) return
    const answered = async () => {
      await this.managements.of(name).ask('GET', '/v1/status')
      return true
    }
    await this.managements.until(answered)
  }

  /**
   * Resolves with the time when pairs and keys came that were made after a moment.
   *
   * @param {readonly string[]} names @param {number} since @param {number} limit milliseconds
   */
  async #served(names, since, limit) {
    const latestOf = (/** @type {string} */ name) =>
      name.startsWith('kme') ? this.keys.wholeSince(since) : this.load.latestOf(name)
    for (;;) {
      const latest = names.map((name) => latestOf(name))
      if (latest.every((time) => time > since)) return Math.max(...latest)
      if (performance.now() - since > limit) {
        const missing = names.filter((name) => latestOf(name) <= since)
        const state = JSON.stringify(await this.#state())
        this.violations.push(
          `what ${missing.join(' and ')} serve is not served ${limit / 1000} s after a kill: ${state}`
        )
        return performance.now()
      }
      await sleep(20)
    }
  }

  /** What is not as if nothing had been asked. */
  async #held() {
    const { pairs, nodes } = await this.#state()
    const held = pairs > 0 ? [`${pairs} pairs are in the world`] : []
    for (const { name, qubits, queues, circuits } of nodes) {
      if (qubits.free !== qubits.total) held.push(`${name} holds ${JSON.stringify(qubits)}`)
      for (const { peer, requests } of queues)
        if (requests.length > 0) held.push(`the queue of ${name} with ${peer} has ${JSON.stringify(requests)}`)
      if (circuits.length > 0) held.push(`${name} has circuits ${JSON.stringify(circuits)}`)
    }
    return held
  }

  /** What the world and the nodes have and do now. */
  async #state() {
    /** @param {string} name @param {string} path */
    const look = async (name, path) => {
      /** @type {Record<string, any>} */
      let seen = {}
      await this.managements.until(async () => {
        seen = /** @type {Record<string, any>} */ (await this.managements.of(name).ask('GET', path))
        return true
      })
      return seen
    }
    const nodes = this.nodes.map(async (name) => {
      const parts = ['qubits', 'queues', 'circuits', 'links'].map(async (part) => look(name, `/v1/${part}`))
      const [qubits, { queues } = {}, { circuits } = {}, { links } = {}] = await Promise.all(parts)
      return { name, qubits: qubits ?? {}, queues, circuits, links }
    })
    return { pairs: Number((await look('world', '/v1/hardware'))['pairs']), nodes: await Promise.all(nodes) }
  }

  /** A block for both entities, as a session would leave it. */
  #feed() {
    const session = randomUUID()
    const material = randomBytes(BLOCK_UNITS * UNIT_BYTES)
    this.blocks.set(session, material)
    for (const { spool, peer } of this.kmes)
      spoolBlock(spool, { session, label: 'soak', peer, time: Date.now(), material })
  }

  #serveApplications() {
    this.#feed()
    const [a, b] = this.kmes.map(({ sae, client }) => ({ name: sae, client }))
    if (a === undefined || b === undefined) return
    for (const [master, slave] of /** @type {const} */ ([
      [a, b],
      [b, a]
    ]))
      this.#applications.push(this.keys.play(master, slave), this.keys.play(master, slave))
  }

  /** @param {string} name */
  #recordsOf(name) {
    return join(this.layout.folder, 'data', name, 'records')
  }
}
