import type { EntanglementSource, TeleportEnd, Teleports, TeleportSender } from '@bellwire/application-layer'
import type { QubitId } from '@bellwire/device'
import type { HeldQubits } from '../held-qubits.js'
import { onePair } from './one-pair.js'
import { promised } from './promised.js'

/** Teleports qubits of a program to the peer of a source, each over a pair that is asked for then. */
export class Teleporter {
  readonly #source: EntanglementSource
  readonly #qubits: HeldQubits
  readonly #sender: TeleportSender

  /** @throws ApplicationError TAKEN where somebody teleports over the source already */
  constructor(teleports: Teleports, qubits: HeldQubits, source: EntanglementSource) {
    this.#source = source
    this.#qubits = qubits
    this.#sender = teleports.sender(source)
  }

  /**
   * Teleports a qubit, and resolves with what is known of it: `delivered`, `void`, or `unknown` where the peer may have it or
   * not. In all three cases the qubit is spent. Rejected before there is a pair, it is the program's still; aborted later, the
   * teleportation goes on, and nobody hears how it ends.
   *
   * @throws RequestFailedError where there is no pair, NodeError RESET where the node was reset before, ApplicationError, the
   * signal's reason
   */
  teleport(qubit: QubitId, { signal }: { readonly signal?: AbortSignal } = {}): Promise<TeleportEnd> {
    return promised(signal, (resolve, reject) =>
      onePair(this.#source, this.#qubits, qubit, (pair) => this.#sender.send(pair, qubit, resolve), reject)
    )
  }

  /** Begins no more. Those under way go on until they end. */
  close(): void {
    this.#sender.close()
  }
}
