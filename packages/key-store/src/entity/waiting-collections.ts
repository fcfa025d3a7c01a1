import type { KeyStore } from '../store/key-store.js'
import type { DecryptionAnswer, DecryptionRequest } from './requests.js'

interface Waiting {
  readonly request: DecryptionRequest
  readonly answer: (answer: DecryptionAnswer) => void
}

/** Collections of keys of which the peer has not said yet what became of them, by the key of their machine. */
export class WaitingCollections {
  readonly #store: Pick<KeyStore, 'collect'>
  readonly #waiting = new Map<number, Waiting>()

  constructor(store: Pick<KeyStore, 'collect'>) {
    this.#store = store
  }

  /** What the store says at once; undefined where that is still in doubt. */
  collect({ master, slave, keyIds, isWanted }: DecryptionRequest): DecryptionAnswer | undefined {
    if (isWanted?.() === false) return { outcome: 'in-doubt' }
    const collected = this.#store.collect(master, slave, keyIds)
    if (collected.outcome === 'in-doubt') return undefined
    return collected.outcome === 'collected' ? { outcome: 'delivered', keys: collected.keys } : collected
  }

  add(key: number, request: DecryptionRequest, answer: (answer: DecryptionAnswer) => void): void {
    this.#waiting.set(key, { request, answer })
  }

  /** Something was settled. @returns the answer that one can be given now */
  attempt(key: number): DecryptionAnswer | undefined {
    const waiting = this.#waiting.get(key)
    return waiting === undefined ? undefined : this.collect(waiting.request)
  }

  end(key: number, answer: DecryptionAnswer): void {
    const waiting = this.#waiting.get(key)
    this.#waiting.delete(key)
    waiting?.answer(answer)
  }

  endAll(answer: DecryptionAnswer): void {
    for (const key of this.#waiting.keys()) this.end(key, answer)
  }
}
