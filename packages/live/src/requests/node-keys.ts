import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { AuthenticationPool, KeySink } from '@bellwire/application-layer'
import {
  checkSecrecy,
  type DurablePool,
  KeyError,
  loadDurablePool,
  ReleaseSink,
  removeDeadClaims
} from '@bellwire/key-store'
import { ApiError } from '../management/api.js'

/** Bits; as in the configuration of a KME that says nothing of them. */
const UNIT_SIZE = 256

/** What a session of key distribution takes authentication key from, and releases its key to. */
export interface KeyEnd {
  readonly pool: AuthenticationPool
  readonly sink: KeySink
}

/** A node and the folder of its keys, which has a folder for each peer. */
export interface NodeKeysOptions {
  readonly folder: string | undefined
  /** This node's number. */
  readonly node: number
  readonly nameOf: (node: number) => string
}

/**
 * The authentication keys that a node shares with its peers, and where it leaves the keys of its sessions. Of a peer, in
 * FOLDER/PEER: `first.key`, the key that both were given before, which is taken into `pool`; and `spool`, where keys are
 * laid down for a KME whose peer is the KME `kme-PEER`.
 */
export class NodeKeys {
  readonly #options: NodeKeysOptions
  readonly #pools = new Map<number, Promise<DurablePool>>()

  constructor(options: NodeKeysOptions) {
    this.#options = options
  }

  /** @throws ApiError 409 where the two share no key */
  async end(peer: number): Promise<KeyEnd> {
    const { node, nameOf } = this.#options
    const name = nameOf(peer)
    const folder = this.#folderOf(name)
    let pool = this.#pools.get(peer)
    if (pool === undefined) {
      pool = openPool(folder, name)
      this.#pools.set(peer, pool)
      pool.catch(() => this.#pools.delete(peer))
    }
    const time = () => Date.now()
    const sink = ReleaseSink.spool(join(folder, 'spool'), { node, peer: `kme-${name}`, unitSize: UNIT_SIZE, time })
    return { pool: await pool, sink }
  }

  async close(): Promise<void> {
    for (const pool of await Promise.allSettled(this.#pools.values()))
      if (pool.status === 'fulfilled') await pool.value.end()
  }

  #folderOf(peer: string): string {
    const { folder } = this.#options
    if (folder !== undefined) return join(folder, peer)
    throw new ApiError(409, 'NO_FOLDER', 'the deployment has no data; accepted: one that names the folder of its data')
  }
}

async function openPool(folder: string, peer: string): Promise<DurablePool> {
  const pools = await loadDurablePool()
  const first = join(folder, 'first.key')
  try {
    const place = join(folder, 'pool')
    await removeDeadClaims(place)
    if (!existsSync(first)) return pools.open(place)
    checkSecrecy('first.key', first)
    const opened = pools.open(place, readFileSync(first))
    rmSync(first)
    return opened
  } catch (error) {
    if (!(error instanceof KeyError)) throw error
    const accepted = `the same random octets in ${first} as at ${peer}, 16 or more, for its owner alone to read`
    throw new ApiError(
      409,
      'NO_KEY',
      `no authentication key is shared with ${peer}: ${error.message}; needed: ${accepted}`
    )
  }
}
