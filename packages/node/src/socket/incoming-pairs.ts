import { NodeError } from '../errors.js'
import type { SocketPair } from './socket-pair.js'

interface Reader {
  resolve(pair: SocketPair): void
  reject(reason: unknown): void
}

/** The pairs that the peer creates, for one call after the other: those that come between two calls wait. */
export class IncomingPairs {
  readonly #pairs: AsyncIterator<SocketPair>
  readonly #unread: SocketPair[] = []
  #readers: Reader[] = []
  #failure: { readonly reason: unknown } | undefined

  constructor(pairs: AsyncIterator<SocketPair>) {
    this.#pairs = pairs
    void this.#read()
  }

  /** The next one. @throws the signal's reason, what the stream of pairs fails with, NodeError CLOSED */
  next(signal: AbortSignal | undefined): Promise<SocketPair> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) return reject(signal.reason)
      const pair = this.#unread.shift()
      if (pair !== undefined) return resolve(pair)
      if (this.#failure !== undefined) return reject(this.#failure.reason)
      const abort = (): void => {
        this.#readers = this.#readers.filter((one) => one !== reader)
        reject(signal?.reason as Error)
      }
      const reader: Reader = {
        resolve: (one) => {
          signal?.removeEventListener('abort', abort)
          resolve(one)
        },
        reject: (reason) => {
          signal?.removeEventListener('abort', abort)
          reject(reason)
        }
      }
      signal?.addEventListener('abort', abort, { once: true })
      this.#readers.push(reader)
    })
  }

  /** Qubits that nobody has seen are given back. */
  close(): void {
    for (const pair of this.#unread.splice(0)) if (pair.qubit >= 0) pair.release()
    this.#fail(new NodeError('CLOSED', 'the socket is closed'))
    void this.#pairs.return?.()
  }

  async #read(): Promise<void> {
    try {
      for (let next = await this.#pairs.next(); next.done !== true; next = await this.#pairs.next()) {
        const reader = this.#readers.shift()
        if (reader !== undefined) reader.resolve(next.value)
        else if (this.#failure === undefined) this.#unread.push(next.value)
        else if (next.value.qubit >= 0) next.value.release()
      }
    } catch (reason) {
      this.#fail(reason)
    }
  }

  #fail(reason: unknown): void {
    this.#failure ??= { reason }
    for (const reader of this.#readers.splice(0)) reader.reject(this.#failure.reason)
  }
}
