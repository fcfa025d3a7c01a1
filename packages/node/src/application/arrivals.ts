import type { EntanglementSource, PairName, ReceivedQubit, Teleports } from '@bellwire/application-layer'
import type { HeldQubits } from '../held-qubits.js'
import { PairStream } from '../pair-stream.js'

export interface ArrivalOptions {
  /** Ends the iteration with its reason. */
  readonly signal?: AbortSignal
  /** Leave the correction to the program instead of having the hardware do it. Default false. */
  readonly track?: boolean
  /** Told of pairs of the source over which no qubit will come. */
  readonly voided?: (name: PairName) => void
}

interface Arrival extends ReceivedQubit {
  /** Of the hardware, when it came. */
  readonly life: number
}

/**
 * The qubits that the peer of a source teleports, as they come: the program's own, until it gives them back. Leaving the loop,
 * or the signal, ends it; qubits that nobody has seen are given back then. Those of before a reset are left out.
 */
export class Arrivals implements AsyncIterableIterator<ReceivedQubit> {
  readonly #qubits: HeldQubits
  readonly #stream: PairStream<Arrival>

  /** @throws ApplicationError TAKEN where somebody teleports over the source already; the signal's reason */
  constructor(
    teleports: Teleports,
    qubits: HeldQubits,
    source: EntanglementSource,
    { signal, voided, ...options }: ArrivalOptions
  ) {
    signal?.throwIfAborted()
    this.#qubits = qubits
    this.#stream = new PairStream(
      0,
      ({ qubit, life }) => {
        if (life === qubits.life) qubits.giveBack(qubit)
      },
      () => receiver.close()
    )
    const receiver = teleports.receiver(
      source,
      {
        received: (received) => this.#stream.push({ ...received, life: qubits.life }),
        voided: (name) => voided?.(name)
      },
      options
    )
    source.accept()
    signal?.addEventListener('abort', () => this.#stream.fail(signal.reason), { once: true })
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  async next(): Promise<IteratorResult<ReceivedQubit>> {
    for (;;) {
      const result = await this.#stream.next()
      if (result.done === true || result.value.life === this.#qubits.life) return result
    }
  }

  return(): Promise<IteratorResult<ReceivedQubit>> {
    return this.#stream.return()
  }
}
