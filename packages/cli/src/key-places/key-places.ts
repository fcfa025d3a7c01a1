import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  blockBits,
  type DurablePool,
  type KeyStore,
  loadDurablePool,
  openKeyStore,
  ReleaseSink,
  sessionIdentifier
} from '@bellwire/key-store'
import type { KeyAccount, KeyEnd, KeyNode, StoredKeys } from '@bellwire/simulation'
import { WrongUse } from '../errors.js'
import { codeOf } from '../files.js'
import { kmeName, writeKmes } from './kme-files.js'

/** Bits; as in the configuration of a KME that says nothing of them. */
const UNIT_SIZE = 256
const CAPACITY = 1_000_000

interface Place {
  readonly kme: string
  readonly folder: string
  readonly store: KeyStore
  readonly pool: DurablePool
  readonly node: number
}

/**
 * Two places at which keys are kept: for each node a store, as its KME opens it, and the pool of its authentication key. In
 * a folder that stays, beside what `bellwire keys serve` needs, or in one that is removed at the end.
 */
export class KeyPlaces {
  readonly #folder: string
  readonly #stays: boolean
  readonly #poolOf: typeof DurablePool
  readonly #places = new Map<string, Place>()

  private constructor(folder: string, stays: boolean, poolOf: typeof DurablePool) {
    this.#folder = folder
    this.#stays = stays
    this.#poolOf = poolOf
  }

  /** @param given a folder that stays. @throws WrongUse for one that cannot be written */
  static async open(given: string | undefined): Promise<KeyPlaces> {
    const poolOf = await loadDurablePool()
    if (given === undefined) return new KeyPlaces(mkdtempSync(join(tmpdir(), 'bellwire-keys-')), false, poolOf)
    try {
      mkdirSync(given, { recursive: true, mode: 0o700 })
    } catch (error) {
      throw new WrongUse(
        `bellwire experiments: --stores ${given} cannot be written (${codeOf(error)}); accepted: a folder`
      )
    }
    return new KeyPlaces(given, true, poolOf)
  }

  /** An end for a session; at the same place for every session of the same node. */
  end({ name, node, peer, peerNode }: KeyNode, authenticationKey: { readonly bytes: Uint8Array }): KeyEnd {
    let place = this.#places.get(name)
    if (place === undefined) {
      const [kme, peerKme] = [kmeName(name), kmeName(peer)]
      const folder = join(this.#folder, kme, 'store', peerKme)
      const direction = node < peerNode ? 'even' : 'odd'
      const store = openKeyStore(folder, { unitSize: UNIT_SIZE, direction, capacity: CAPACITY })
      const pool = this.#poolOf.open(join(this.#folder, kme, 'pool'), authenticationKey.bytes)
      if (this.#stays)
        writeKmes(this.#folder, [
          { name, node },
          { name: peer, node: peerNode }
        ])
      place = { kme, folder, store, pool, node }
      this.#places.set(name, place)
    }
    const { store, pool } = place
    const add = (block: Parameters<KeyStore['addBlock']>[0]) => void store.addBlock(block)
    const sink = new ReleaseSink({ node, peer: kmeName(peer), unitSize: UNIT_SIZE, time: () => Date.now(), add })
    return { pool, sink }
  }

  /** What the stores hold of a session. */
  stored({ session, ends }: KeyAccount): StoredKeys | undefined {
    const places = ends.map(({ node }) => this.#places.get(node)).filter((place) => place !== undefined)
    const [first, second] = places
    if (first === undefined || second === undefined) return undefined
    const block = sessionIdentifier([first.node, second.node], session)
    const units = places.map(({ kme, store }) => ({ kme, units: store.block(block)?.units ?? 0 }))
    const bits = places.map(({ folder, store }) => blockBits(folder, store, block))
    const discarded = (ends[0].released ?? 0) - UNIT_SIZE * (units[0]?.units ?? 0)
    const same = units[0]?.units === units[1]?.units && areSame(bits[0], bits[1])
    return { block, ends: units, unitSize: UNIT_SIZE, discarded, same }
  }

  async close(): Promise<void> {
    for (const { store, pool } of this.#places.values()) {
      await store.close()
      await pool.end()
    }
    if (!this.#stays) rmSync(this.#folder, { recursive: true, force: true })
  }
}

/** Of what both still have. */
function areSame(first: Uint8Array | undefined, second: Uint8Array | undefined): boolean {
  if (first === undefined || second === undefined) return first === second
  const unitBytes = UNIT_SIZE / 8
  let same = first.length === second.length
  for (let start = 0; start < first.length; start += unitBytes) {
    const units = [first, second].map((bits) => Buffer.from(bits.subarray(start, start + unitBytes)))
    if (units.some((unit) => unit.every((octet) => octet === 0))) continue
    same &&= units[0]?.equals(units[1] ?? Buffer.alloc(0)) === true
  }
  first.fill(0)
  second.fill(0)
  return same
}
