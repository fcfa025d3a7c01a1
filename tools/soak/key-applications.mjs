// Applications that ask two key-management entities for keys and collect them, and write down what they were given.
import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { KeyDeliveryError, openKeyStore, unitIdentifier } from '@bellwire/key-store'

export const UNIT_SIZE = 256
export const UNIT_BYTES = UNIT_SIZE / 8
export const BLOCK_UNITS = 512

/**
 * @typedef {{ name: string, client: import('@bellwire/key-store').KeyDeliveryClient }} Caller
 *
 * @typedef {object} KeyCounts
 * @property {number} delivered keys that applications were given first
 * @property {number} collected keys that applications collected
 * @property {number} failures calls that failed, for instance because a process was dead
 *
 * @typedef {object} UnitCounts
 * @property {number} unit units of all blocks
 * @property {number} burnt units burnt at both ends
 */

export class KeyApplications {
  /**
   * @param {KeyCounts} counts
   * @param {string[]} violations
   * @param {() => Promise<unknown>} alive when both entities are
   * @param {number} [rest] milliseconds between two keys of an application
   */
  constructor(counts, violations, alive, rest = 0) {
    this.counts = counts
    this.violations = violations
    this.alive = alive
    this.rest = rest
    /** @type {Map<string, { key: string, master: string }>} */
    this.given = new Map()
    /** @type {Map<string, string>} */
    this.collected = new Map()
    this.stopping = false
    /** Of the latest key that was given and collected: when it was asked for, and when it was collected. */
    this.latest = { asked: Number.NEGATIVE_INFINITY, collected: Number.NEGATIVE_INFINITY }
  }

  /** When a key was collected that was asked for after a moment. @param {number} since milliseconds */
  wholeSince(since) {
    return this.latest.asked > since ? this.latest.collected : Number.NEGATIVE_INFINITY
  }

  /** Two applications that share keys, one after the other. @param {Caller} master @param {Caller} slave */
  async play(master, slave) {
    while (!this.stopping) {
      const begin = performance.now()
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
      const ids = asked.keys.map(({ key_ID: id }) => id)
      await this.collect(master, slave, ids)
      if (ids.every((id) => this.collected.has(id))) this.latest = { asked: begin, collected: performance.now() }
      if (this.rest > 0) await sleep(this.rest)
    }
  }

  /** Before an application asks again. A few go on while a process is dead; most wait, so that it starts soon. */
  async pause() {
    await sleep(randomInt(50, 400))
    if (randomInt(8) > 0) await this.alive().catch(() => {})
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
}

/**
 * Holds the stores of two entities against each other, and against what the applications have.
 *
 * @param {readonly [string, string]} folders of the stores, the one that gives even units first
 * @param {ReadonlyMap<string, Buffer>} blocks material by session
 * @param {KeyApplications} applications
 * @param {UnitCounts} counts
 * @param {readonly [string, string]} masters applications at either entity
 */
export async function checkUnits(
  folders,
  blocks,
  { given, collected, violations },
  counts,
  [even, odd] = ['alice', 'bob']
) {
  const stores = folders.map((folder, index) =>
    openKeyStore(folder, { unitSize: UNIT_SIZE, direction: index === 0 ? 'even' : 'odd', capacity: 1_000_000 })
  )
  try {
    const [a, b] = /** @type {[typeof stores[number], typeof stores[number]]} */ (stores)
    for (const [session, material] of blocks) {
      for (let index = 0; index < BLOCK_UNITS; index++) {
        const id = unitIdentifier(session, index)
        const [master, slave] = index % 2 === 0 ? [a, b] : [b, a]
        const lives = `${master.unit(id)?.life} ${slave.unit(id)?.life}`
        counts.unit += 1
        if (lives === 'burnt burnt') counts.burnt += 1
        else if (!['pool pool', 'delivered reserved', 'delivered delivered'].includes(lives))
          violations.push(`${id} is ${lives}`)
        const key = given.get(id)
        if (key === undefined) {
          if (collected.has(id) && !lives.startsWith('delivered')) violations.push(`${id} came from nowhere`)
          continue
        }
        if (!lives.startsWith('delivered')) violations.push(`${id} was given, and is ${lives}`)
        if (collected.has(id) && lives !== 'delivered delivered')
          violations.push(`${id} was collected, and is ${lives}`)
        const bits = Buffer.from(key.key, 'base64').subarray(0, UNIT_BYTES)
        const expected = material.subarray(index * UNIT_BYTES, index * UNIT_BYTES + bits.length)
        if (!bits.equals(expected)) violations.push(`${id} has not the bits of its session`)
        if (key.master !== (index % 2 === 0 ? even : odd)) violations.push(`${id} is of the wrong end`)
      }
    }
  } finally {
    await Promise.all(stores.map(async (store) => store.close()))
  }
}
