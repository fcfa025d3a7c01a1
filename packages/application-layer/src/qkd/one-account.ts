import { type BitString, PostProcessingInputError } from '@bellwire/post-processing'
import type { AuthenticationPool } from './authentication-pool.js'

/** What sessions take pads for, of a key, and what they have taken. */
interface Account {
  readonly hashKey: BitString
  /** The first bit that no session of this process has had. */
  next: number
}

/** Bits that a session reserves. */
const SESSION_BITS = 256

/**
 * Sees to it that the sessions of one process give no bit of a key out twice, though two pools are made of it, each with an
 * account of its own: one in a policy for every proposal, or one to open and another to answer.
 */
export class OneAccount {
  readonly #accounts: Account[] = []

  /** A pool that refuses bits which a session has had by another pool of the same key. */
  of(pool: AuthenticationPool): AuthenticationPool {
    const accountOf = (): Account => this.#accountOf(pool)
    return {
      get nextOffset() {
        return pool.nextOffset
      },
      get availableBits() {
        return pool.availableBits
      },
      hashKey: () => pool.hashKey(),
      reserve(session, from) {
        const account = accountOf()
        if (from < account.next) {
          throw new PostProcessingInputError('from', from, `from ${account.next}, as another account has gone so far`)
        }
        pool.reserve(session, from)
        account.next = from + SESSION_BITS
      },
      holds: (session) => pool.holds(session),
      pad: (session, index) => pool.pad(session, index),
      bind: (session, tag) => pool.bind(session, tag),
      close: (session, producedBits) => pool.close(session, producedBits)
    }
  }

  clear(): void {
    for (const { hashKey } of this.#accounts) hashKey.clear()
    this.#accounts.length = 0
  }

  #accountOf(pool: AuthenticationPool): Account {
    const hashKey = pool.hashKey()
    const known = this.#accounts.find((account) => account.hashKey.equals(hashKey))
    if (known !== undefined) {
      hashKey.clear()
      return known
    }
    const account = { hashKey, next: 0 }
    this.#accounts.push(account)
    return account
  }
}
