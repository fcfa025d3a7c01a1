import type { EntangledPair, EntanglementListener, OutcomeListener } from '@bellwire/application-layer'
import type { BasisCode, QubitId, Rotation } from '@bellwire/device'
import type { Clock } from '@bellwire/runtime'
import type { ErrorCode } from '@bellwire/wire'
import type { HeldQubits } from './held-qubits.js'

/** Where a source gets its pairs, and gives them back: a link, or the network. */
export interface PairsHome<Pair, Listener> {
  subscribe(listener: Listener): () => void
  take(pair: Pair): boolean
  release(pair: Pair): boolean
}

/** What sources of kept pairs have in common: who is told of them, and which of them were handed over and not given back. */
export abstract class KeptPairsSource<Pair extends { readonly pair: number; readonly qubit: QubitId }, Listener> {
  readonly #qubits: HeldQubits
  readonly #home: PairsHome<Pair, Listener>
  readonly #clock: Clock
  /** Replaced, never changed: a listener may add another while it is called. */
  #listeners: readonly EntanglementListener[] = []
  /** Subscribed to the home while anyone listens here. */
  #unsubscribe: () => void = () => undefined
  /** By this node's names. */
  readonly #held = new Map<number, Pair>()

  constructor(home: PairsHome<Pair, Listener>, qubits: HeldQubits, clock: Clock) {
    this.#home = home
    this.#qubits = qubits
    this.#clock = clock
  }

  /** What is subscribed to the home. */
  protected abstract get listener(): Listener

  listen(listener: EntanglementListener): () => void {
    if (this.#listeners.length === 0) this.#unsubscribe = this.#home.subscribe(this.listener)
    this.#listeners = [...this.#listeners, listener]
    return () => {
      const before = this.#listeners.length
      this.#listeners = this.#listeners.filter((one) => one !== listener)
      if (before > 0 && this.#listeners.length === 0) this.#unsubscribe()
    }
  }

  measure(qubit: QubitId, basis: BasisCode, rotation: Rotation | null, listener: OutcomeListener): void {
    this.#qubits.measureDirect(qubit, basis, listener, rotation)
  }

  take(pair: number): boolean {
    const held = this.#letGo(pair)
    if (held === undefined || !this.#home.take(held)) return false
    this.#qubits.adopt(held.qubit)
    return true
  }

  release(pair: number): boolean {
    const held = this.#letGo(pair)
    return held !== undefined && this.#home.release(held)
  }

  /** Lets go of a pair of which nothing is held; false where it has expired. */
  protected forget(pair: number): boolean {
    return this.#letGo(pair) !== undefined
  }

  // ---- what the home tells ----

  expired({ pair }: { readonly pair: number }): void {
    if (this.#letGo(pair) === undefined) return
    for (const listener of this.#listeners) listener.expired(pair)
  }

  protected hand(pair: Pair, told: EntangledPair): void {
    this.#held.set(pair.pair, pair)
    for (const listener of this.#listeners) listener.delivered(told)
  }

  protected end(request: number, code: ErrorCode, delivered: number): void {
    for (const listener of this.#listeners) listener.ended(request, code, delivered)
  }

  /** The request is refused, which nobody is told before they know its name. */
  protected refuseSoon(request: number, code: ErrorCode): void {
    this.#clock.at(this.#clock.now(), { run: () => this.end(request, code, 0) })
  }

  #letGo(pair: number): Pair | undefined {
    const held = this.#held.get(pair)
    this.#held.delete(pair)
    return held
  }
}
