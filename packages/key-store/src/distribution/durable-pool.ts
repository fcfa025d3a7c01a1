import { join } from 'node:path'
import { LedgerPool } from '@bellwire/application-layer'
import { BitString, type KeyLedger, openLedger, parseLedger } from '@bellwire/post-processing'
import { KeyError } from '../errors.js'
import { FileVault } from '../store/file-vault.js'
import { withShelf } from '../store/lmdb-shelf.js'
import { padded, type Shelf, type Vault } from '../store/shelf.js'

const HASH_KEY_OCTETS = 16

/** A piece of the key, as it was put in. Its octets are in the vault, under `vault`. */
interface Piece {
  readonly octets: number
}

/**
 * The key that two nodes share for authentication, on the disk with its ledger: every answer is stored before it is given,
 * and what is used up is overwritten. Names on the shelf: ledger, piece/NUMBER, refill/NAME.
 */
export class DurablePool extends LedgerPool {
  readonly #shelf: Shelf
  readonly #vault: Vault
  /** Puts more into the transaction in which the next ledger is stored. */
  #with: (() => void) | undefined
  /** Octets of the key, from its first one on, that this process has overwritten but for the hash key. */
  #overwritten = HASH_KEY_OCTETS

  private constructor(shelf: Shelf, vault: Vault, key: BitString, ledger: KeyLedger) {
    super(key, ledger, (changed) => {
      shelf.transaction(() => {
        shelf.put('ledger', changed)
        this.#with?.()
      })
    })
    this.#shelf = shelf
    this.#vault = vault
    this.#overwriteUsed()
  }

  /**
   * Opens the pool in a folder, for this process alone until it ends.
   *
   * @param first the shared key where the folder has none yet: 128 bits at least; else it is not looked at
   * @throws KeyError POOL_EMPTY where there is no key, in the folder or given; STORE_IN_USE where it is open already
   */
  static open(folder: string, first?: Uint8Array): DurablePool {
    return withShelf(folder, 'ledger.mdb', (shelf) => DurablePool.of(shelf, new FileVault(join(folder, 'key')), first))
  }

  /** As `open`, of parts that a test may hold. */
  static of(shelf: Shelf, vault: Vault, first?: Uint8Array): DurablePool {
    if (shelf.get('ledger') === undefined) {
      if (first === undefined || first.length < HASH_KEY_OCTETS) {
        throw new KeyError('POOL_EMPTY', 'key', `${8 * (first?.length ?? 0)} bits`, 'at least 128 bits for a new pool')
      }
      vault.create(pieceName(0), first)
      shelf.transaction(() => {
        shelf.put('ledger', openLedger(8 * first.length))
        shelf.put(pieceName(0), { octets: first.length } satisfies Piece)
      })
    }
    const pieces = piecesOf(shelf)
    // Of a refill that a crash has left unfinished: it is done again, or not at all.
    const names = new Set(pieces.map(({ name }) => name))
    for (const name of vault.blocks()) if (!names.has(name)) vault.remove(name)
    const key = new Uint8Array(pieces.reduce((sum, { octets }) => sum + octets, 0))
    let start = 0
    for (const { name, octets } of pieces) {
      key.set(vault.read(name, 0, octets), start)
      start += octets
    }
    return new DurablePool(shelf, vault, BitString.fromBytes(key), parseLedger(shelf.get('ledger')))
  }

  /**
   * More key at the end, once for each name. The two ends of a pool are to refill it by the same key in the same order, and
   * only by what each knows the other one to have, such as a key that one has collected from its KME by the other's key_ID:
   * else the pads that follow differ, and no session is authentic any more.
   *
   * @returns false where this was done before
   */
  refill(name: string, octets: Uint8Array): boolean {
    if (this.#shelf.get(`refill/${name}`) !== undefined) return false
    const piece = pieceName(piecesOf(this.#shelf).length)
    this.#vault.create(piece, octets)
    this.#with = () => {
      this.#shelf.put(piece, { octets: octets.length } satisfies Piece)
      this.#shelf.put(`refill/${name}`, { bits: 8 * octets.length })
    }
    try {
      this.extend(BitString.fromBytes(octets))
    } finally {
      this.#with = undefined
    }
    return true
  }

  override close(session: string, producedBits: number): void {
    super.close(session, producedBits)
    this.#overwriteUsed()
  }

  async end(): Promise<void> {
    await this.#shelf.close()
  }

  /** Overwrites all pads that no open session has any more. */
  #overwriteUsed(): void {
    const { nextOffset, sessions } = this.ledger
    const end = Math.floor(Math.min(nextOffset, ...sessions.map(({ offset }) => offset)) / 8)
    let start = 0
    for (const { name, octets } of piecesOf(this.#shelf)) {
      const from = Math.max(this.#overwritten - start, 0)
      const to = Math.min(octets, end - start)
      if (to > from) this.#vault.erase(name, from, to - from)
      start += octets
    }
    this.#overwritten = Math.max(this.#overwritten, end)
  }
}

function piecesOf(shelf: Shelf): { readonly name: string; readonly octets: number }[] {
  return shelf.range('piece-', 'piece.').map(({ name, record }) => ({ name, octets: (record as Piece).octets }))
}

function pieceName(number: number): string {
  return `piece-${padded(number)}`
}
