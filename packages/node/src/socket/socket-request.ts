import { NodeError } from '../errors.js'
import type { SocketPair } from './socket-pair.js'

export interface SocketRequestOptions {
  readonly kind: SocketPair['kind']
  /** After so many it is over. */
  readonly number: number
  /** Called for one pair after the other; kept qubits are given back when it is done with them. */
  readonly each?: ((pair: SocketPair, index: number) => void | Promise<void>) | undefined
  /** Kept pairs that this end can hold at once; infinite where it keeps none. */
  readonly mostHeld: number
}

/**
 * The pairs of one call of a socket: `all` of them, or, iterated over, one after the other as they come. Leaving the loop
 * cancels what is left. A failure is thrown as RequestFailedError, and qubits that nobody has seen are given back.
 */
export class SocketRequest implements AsyncIterable<SocketPair> {
  readonly #pairs: AsyncIterator<SocketPair>
  readonly #number: number
  readonly #mostHeld: number
  #all: Promise<SocketPair[]> | undefined

  constructor(
    open: () => AsyncIterator<SocketPair> | Promise<AsyncIterator<SocketPair>>,
    options: SocketRequestOptions
  ) {
    this.#pairs = limited(open, options)
    this.#number = options.number
    this.#mostHeld = options.mostHeld
    if (options.each !== undefined) this.#all = collect(this.#pairs, options.each)
    // Whoever does not wait for it need not hear of its failure either.
    this.#all?.catch(() => undefined)
  }

  [Symbol.asyncIterator](): AsyncIterator<SocketPair> {
    return this.#pairs
  }

  /**
   * All of them, when the last one is there, and done with. Not after a loop has begun. Where they are kept, and not done with one
   * after the other by `each`, no more than this end can hold at once: over a circuit the window of its node, over a link
   * the node's qubits. The promise is rejected at once otherwise, with NodeError TOO_MANY. The other end may have
   * room for fewer, which is not known here.
   */
  all(): Promise<SocketPair[]> {
    return (this.#all ??= this.#number > this.#mostHeld ? this.#refuse() : collect(this.#pairs, undefined))
  }

  async #refuse(): Promise<never> {
    const detail = `number is ${this.#number}; accepted: up to ${this.#mostHeld}, as many kept pairs as are held at once`
    // What has been asked for is given up, and what has come of it given back.
    this.#pairs.return?.().catch(() => undefined)
    throw new NodeError('TOO_MANY', detail)
  }
}

/** The first pairs of a stream, which must be of one kind. Left before it has begun, it gives the stream up all the same. */
function limited(
  open: () => AsyncIterator<SocketPair> | Promise<AsyncIterator<SocketPair>>,
  { kind, number }: SocketRequestOptions
): AsyncIterator<SocketPair> {
  let begun = false
  const pairs = first(open, kind, number)
  return {
    next: () => {
      begun = true
      return pairs.next()
    },
    return: async () => {
      if (!begun) await (await open()).return?.()
      return pairs.return(undefined)
    }
  }
}

async function* first(
  open: () => AsyncIterator<SocketPair> | Promise<AsyncIterator<SocketPair>>,
  kind: SocketPair['kind'],
  number: number
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
