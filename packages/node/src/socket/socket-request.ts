import { NodeError } from '../errors.js'
import type { SocketPair } from './socket-pair.js'

export interface SocketRequestOptions {
  readonly kind: SocketPair['kind']
  /** After so many it is over. */
  readonly number: number
  /** Called for one pair after the other; kept qubits are given back when it is done with them. */
  readonly each?: ((pair: SocketPair, index: number) => void | Promise<void>) | undefined
}

/**
 * The pairs of one call of a socket: `all` of them, or, iterated over, one after the other as they come. Leaving the loop cancels what is left. A failure is thrown as RequestFailedError, and qubits that nobody has seen are given back.
 */
export class SocketRequest implements AsyncIterable<SocketPair> {
  readonly #pairs: AsyncIterator<SocketPair>
  #all: Promise<SocketPair[]> | undefined

  constructor(
    open: () => AsyncIterator<SocketPair> | Promise<AsyncIterator<SocketPair>>,
    options: SocketRequestOptions
  ) {
    this.#pairs = limited(open, options)
    if (options.each !== undefined) this.#all = collect(this.#pairs, options.each)
    // Whoever does not wait for it need not hear of its failure either.
    this.#all?.catch(() => undefined)
  }

  [Symbol.asyncIterator](): AsyncIterator<SocketPair> {
    return this.#pairs
  }

  /** All of them, when the last one is there, and done with. Not after a loop has begun. */
  all(): Promise<SocketPair[]> {
    return (this.#all ??= collect(this.#pairs, undefined))
  }
}

/** The first pairs of a stream, which must be of one kind. */
async function* limited(
  open: () => AsyncIterator<SocketPair> | Promise<AsyncIterator<SocketPair>>,
  { kind, number }: SocketRequestOptions
): AsyncGenerator<SocketPair, undefined> {
  const pairs = await open()
  try {
    for (let count = 0; count < number; count++) {
      const { done, value } = await pairs.next()
      if (done === true) return
      if (value.kind !== kind) {
        if (value.qubit >= 0) value.release()
        throw new NodeError('SOCKET', `a pair to ${value.kind} came; accepted: one to ${kind}`)
      }
      yield value
    }
  } finally {
    await pairs.return?.()
  }
}

async function collect(pairs: AsyncIterator<SocketPair>, each: SocketRequestOptions['each']): Promise<SocketPair[]> {
  const all: SocketPair[] = []
  try {
    for (let next = await pairs.next(); next.done !== true; next = await pairs.next()) {
      all.push(next.value)
      if (each === undefined) continue
      await each(next.value, all.length - 1)
      if (next.value.qubit >= 0) next.value.release()
    }
  } catch (error) {
    for (const pair of all) if (pair.qubit >= 0) pair.release()
    await pairs.return?.()
    throw error
  }
  return all
}
