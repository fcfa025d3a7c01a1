// Those who use what is attacked as they may, and expect it to be as if nobody attacked it.
import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, join, resolve as resolvePath } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { KeyDeliveryClient, spoolBlock } from '@bellwire/key-store'
import { dial } from '@bellwire/transport-websocket'
import { decodeDeviceMessage, encodeDeviceMessage, encodeText } from '@bellwire/wire'
import { BLOCK_UNITS, KeyApplications, UNIT_BYTES } from './key-applications.mjs'

/** @typedef {import('./hostile-place.mjs').HostilePlace} HostilePlace */

/** Milliseconds in which something genuine happens, on a machine that has a lot else to do. */
const PATIENCE = 60_000
/** Blocks of keys that there are at first, and milliseconds until another one comes: more than is taken. */
const FIRST_BLOCKS = 8
const NEXT_BLOCK = 10_000

/** Programs of two neighbours that measure pairs, by one stream at each; and the hardware of both. */
export class GenuinePairs {
  /** @type {string[]} */
  violations = []
  /** Pairs that both have. */
  done = 0
  #latest = performance.now()
  #isOver = false
  /** @type {Map<string, unknown>} */
  #halves = new Map()
  /** @type {Promise<void>[]} */
  #streams = []
  #asked = 0
  /** By node: its request that is open. @type {Map<string, string>} */
  #open = new Map()
  /** Whether the link had no time for a request: both ask again, and one may do so before the other listens. */
  #isAskedAgain = false

  /** @param {HostilePlace} place */
  constructor(place) {
    this.place = place
  }

  async begin() {
    const { managements } = this.place
    const linked = async (/** @type {string} */ node, /** @type {string} */ to) => {
      const { links } = /** @type {{ links: { peer: string, up: boolean, fit: boolean }[] }} */ (
        await managements.of(node).ask('GET', '/v1/links')
      )
      return links.some(({ peer, up, fit }) => peer === to && up && fit)
    }
    await managements.until(() => linked('n5', 'n6'))
    await managements.until(() => linked('n6', 'n5'))
    const many = { purpose: 3, number: 100_000 }
    this.#streams.push(this.#hear('n6', { kind: 'receive-measured', link: 'n5', ...many }))
    this.#streams.push(this.#hear('n5', { kind: 'measure', link: 'n6', minimumFidelity: 0.9, ...many }))
    this.state = await this.#state()
  }

  /** @param {string} node @param {object} wish */
  async #hear(node, wish) {
    try {
      while (!this.#isOver) await this.#hearOne(node, wish)
    } catch (error) {
      if (!this.#isOver) this.violations.push(`the genuine stream of ${node} broke: ${String(error)}`)
    }
  }

  /** @param {string} node @param {object} wish */
  async #hearOne(node, wish) {
    const id = `genuine-${node}-${++this.#asked}`
    this.#open.set(node, id)
    for await (const line of this.place.managements.of(node).lines('POST', '/v1/requests', { id, ...wish })) {
      if ('state' in line) {
        // The link may have no time for it yet, on a machine that does much else.
        this.#isAskedAgain ||= line['reason'] === 'NOTIME'
        const mayEnd = line['reason'] === 'NOTIME' || (line['reason'] === 'REJECTED' && this.#isAskedAgain)
        if (!this.#isOver && line['state'] !== 'complete' && !mayEnd)
          this.violations.push(`the genuine request of ${node} ended: ${JSON.stringify(line)}`)
        return
      }
      const name = String(line['pair'])
      if (line['void'] === true) this.#halves.delete(name)
      else if (this.#halves.delete(name)) {
        this.done += 1
        this.#latest = performance.now()
      } else this.#halves.set(name, line)
    }
  }

  /** What only those who may can change. */
  async #state() {
    const { managements } = this.place
    const parts = ['n5', 'n6'].flatMap((node) =>
      ['circuits'].map(async (part) => managements.of(node).ask('GET', `/v1/${part}`))
    )
    return JSON.stringify(await Promise.all(parts))
  }

  async finish() {
    if (performance.now() - this.#latest > PATIENCE)
      this.violations.push(`no genuine pair came for ${PATIENCE / 1000} s`)
    const before = this.done
    for (const end = performance.now() + PATIENCE; this.done === before && performance.now() < end; ) await sleep(50)
    if (this.done === before) this.violations.push('genuine pairs come no more')
    const state = await this.#state()
    if (state !== this.state) this.violations.push(`what nodes have was ${this.state}, and is ${state}`)
    this.#isOver = true
    for (const node of ['n6', 'n5'])
      await this.place.managements
        .of(node)
        .ask('DELETE', `/v1/requests/${this.#open.get(node)}`)
        .catch(() => undefined)
    await Promise.all(this.#streams)
  }
}

/** Applications that take keys at two key-management entities and collect them. */
export class GenuineKeys {
  /** @type {string[]} */
  violations = []
  #counts = { delivered: 0, collected: 0, failures: 0 }
  /** @type {Promise<void> | undefined} */
  #loop
  /** @type {NodeJS.Timeout | undefined} */
  #feeding
  /** That this end may give. */
  #units = 0

  /** @param {HostilePlace} place */
  constructor(place) {
    this.place = place
    this.applications = new KeyApplications(this.#counts, this.violations, async () => undefined, 100)
    this.ends = place.layout.kmes.map(({ name, configuration, url, tls }) => {
      const { spool, peers } = JSON.parse(readFileSync(configuration, 'utf8'))
      const sae = name.replace('kme-', '')
      const read = (/** @type {string} */ file) => readFileSync(join(tls, file))
      const identity = {
        key: read(`sae-${sae}.key.pem`),
        certificate: read(`sae-${sae}.pem`),
        authority: read('authority.pem')
      }
      const client = new KeyDeliveryClient({ url, tls: identity, timeout: PATIENCE })
      return {
        name: sae,
        client,
        identity,
        peer: String(peers[0].id),
        spool: resolvePath(dirname(configuration), spool)
      }
    })
  }

  get done() {
    return this.#counts.collected
  }

  async begin() {
    const [a, b] = this.#both()
    for (let block = 0; block < FIRST_BLOCKS; block++) this.#feed()
    for (let stored = 0; stored < this.#units; await sleep(100)) stored = await this.#stored().catch(() => 0)
    this.#loop = this.applications.play(a, b)
    this.#feeding = setInterval(() => this.#feed(), NEXT_BLOCK).unref()
  }

  #feed() {
    const [session, material] = [randomUUID(), randomBytes(BLOCK_UNITS * UNIT_BYTES)]
    for (const { spool, peer } of this.ends)
      spoolBlock(spool, { session, label: 'soak', peer, time: Date.now(), material })
    this.#units += BLOCK_UNITS / 2
  }

  /** Units of which either end may give half. */
  async #stored() {
    const counts = await Promise.all(
      this.ends.map(async ({ client }, index) => client.status(this.ends[1 - index]?.name ?? ''))
    )
    return counts[0]?.stored_key_count ?? 0
  }

  #both() {
    const [a, b] = this.ends
    if (a === undefined || b === undefined) throw new Error('there are two entities')
    return /** @type {const} */ ([a, b])
  }

  /** @param {number} answered requests of attackers that had become right ones: each may have been given a unit */
  async finish(answered) {
    const before = this.done
    for (const end = performance.now() + PATIENCE; this.done === before && performance.now() < end; ) await sleep(50)
    if (this.done === before) this.violations.push('genuine keys come no more')
    this.applications.stopping = true
    clearInterval(this.#feeding)
    await this.#loop
    const { given: keys, collected } = this.applications
    if (keys.size > collected.size)
      this.violations.push(`${keys.size} genuine keys were given, ${collected.size} collected`)
    let given = 0
    for (const { key } of this.applications.given.values())
      given += Math.ceil(Buffer.from(key, 'base64').length / UNIT_BYTES)
    let stored = await this.#stored()
    // The latest block may not have been taken in yet.
    for (const end = performance.now() + PATIENCE; stored + given < this.#units && performance.now() < end; ) {
      await sleep(100)
      stored = await this.#stored()
    }
    const gone = this.#units - stored - given
    if (gone < 0 || gone > answered)
      this.violations.push(`of ${this.#units} units ${given} were given, and ${stored} are left`)
    for (const { client } of this.ends) client.close()
  }
}

/** A node that drives its own hardware: what it prepares it measures, and its clock goes on. */
export class GenuineHardware {
  /** @type {string[]} */
  violations = []
  /** Qubits that were measured as they were prepared. */
  done = 0
  #isOver = false
  #incarnation = 0
  #reading = 0
  /** @type {(() => void) | undefined} */
  #answered
  /** @type {import('@bellwire/transport').MessageChannel | undefined} */
  #channel

  /** @param {HostilePlace} place @param {string} name */
  constructor(place, name) {
    this.place = place
    this.name = name
  }

  async begin() {
    const { deployment } = this.place.layout
    const authority = readFileSync(join(deployment.certificates ?? '', 'authority.pem'))
    const { host, port } = deployment.world.listen
    const ready = new Promise((/** @type {(value?: unknown) => void} */ resolve) => (this.#answered = resolve))
    this.dialling = dial(`wss://${host}:${port}/device`, {
      tls: { ...this.place.identityOf(this.name), authority },
      expected: 'world',
      connected: (channel) => {
        if (this.#channel !== undefined) this.violations.push('the genuine session has begun anew')
        this.#channel = channel
        channel.listen({
          message: (bytes) => this.#heard(decodeDeviceMessage(bytes)),
          closed: (reason) => {
            if (!this.#isOver) this.violations.push(`the genuine session has ended: ${reason}`)
            this.#answered?.()
          }
        })
        this.#say({ type: 'HELLO', minimumVersion: 1, maximumVersion: 1, role: 0, name: encodeText(this.name) })
      }
    })
    await ready
    this.loop = this.#drive()
  }

  async #drive() {
    for (let turn = 0; !this.#isOver && this.violations.length === 0; turn++) {
      const [tag, bit] = [2 * (turn % 1000), turn % 2]
      this.expected = bit
      const answered = new Promise((/** @type {(value?: unknown) => void} */ resolve) => (this.#answered = resolve))
      this.#say({ type: 'CLOCK_REQUEST', exchange: turn })
      this.#say({ type: 'PREPARE', qubit: 0, rotation: { x1: bit * Math.PI, y: 0, x2: 0 }, tag })
      this.#say({ type: 'MEASURE', qubit: 0, basis: 0, rotation: undefined, tag: tag + 1 })
      await Promise.race([answered, sleep(PATIENCE, undefined, { ref: false })])
      await sleep(5)
    }
  }

  /** @param {import('@bellwire/wire').DeviceMessage} message */
  #say(message) {
    this.#channel?.send(encodeDeviceMessage(message))
  }

  /** @param {import('@bellwire/wire').DeviceMessage} message */
  #heard(message) {
    switch (message.type) {
      case 'READY':
        if (this.#incarnation !== 0) this.violations.push('the genuine hardware was reset')
        this.#incarnation = message.incarnation
        return this.#answered?.()
      case 'CLOCK_ANSWER':
        if (message.reading < this.#reading) this.violations.push('the genuine clock goes back')
        this.#reading = message.reading
        return
      case 'PREPARED':
        return
      case 'MEASURED':
        if (message.outcome === this.expected) this.done += 1
        else
          this.violations.push(
            `a genuine qubit prepared as ${String(this.expected)} was measured as ${message.outcome}`
          )
        this.#say({ type: 'RELEASE', qubit: 0 })
        return this.#answered?.()
      default:
        this.violations.push(`the genuine session was told ${JSON.stringify(message).slice(0, 200)}`)
    }
  }

  async finish() {
    const before = this.done
    for (const end = performance.now() + PATIENCE; this.done === before && performance.now() < end; ) await sleep(20)
    if (this.done === before) this.violations.push('genuine qubits are measured no more')
    this.#isOver = true
    await this.loop
    this.dialling?.close()
  }
}
