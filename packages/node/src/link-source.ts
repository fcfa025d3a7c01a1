import type {
  EntangledPair,
  EntanglementListener,
  EntanglementSource,
  OutcomeListener
} from '@bellwire/application-layer'
import type { BasisCode, QubitId, Rotation } from '@bellwire/device'
import type { CreateFailed, LinkLayerListener, PairDelivered, PairExpired } from '@bellwire/link-layer'
import type { Clock } from '@bellwire/runtime'
import { ErrorCode } from '@bellwire/wire'
import type { HeldQubits } from './held-qubits.js'
import type { LinkRequest, LinkService } from './link-service.js'

export interface LinkSourceOptions {
  readonly purpose: number
  /** Everything of a request but the number of pairs; kept pairs, corrected to Φ+, one after the other. */
  readonly request: Omit<LinkRequest, 'number' | 'kind' | 'purpose' | 'raw' | 'consecutive' | 'paced'>
}

/** The kept pairs of a link, for one purpose, as applications get them. */
export class LinkSource implements EntanglementSource, Partial<LinkLayerListener> {
  readonly peer: number
  readonly purpose: number
  readonly origin: { readonly initiator: 0; readonly circuit: number }
  readonly #link: LinkService
  readonly #qubits: HeldQubits
  readonly #clock: Clock
  readonly #request: LinkSourceOptions['request']
  /** Replaced, never changed: a listener may add another while it is called. */
  #listeners: readonly EntanglementListener[] = []
  /** Subscribed to the link while anyone listens here. */
  #unsubscribe: () => void = () => undefined
  /** How many pairs each request of this end has given. */
  readonly #requests = new Map<number, number>()
  /** Pairs that were handed over here and not given back, by this node's names. */
  readonly #held = new Map<number, PairDelivered>()

  constructor(link: LinkService, qubits: HeldQubits, clock: Clock, options: LinkSourceOptions) {
    this.#link = link
    this.#qubits = qubits
    this.#clock = clock
    this.peer = link.peerNode
    this.purpose = options.purpose
    this.origin = { initiator: 0, circuit: link.link }
    this.#request = options.request
  }

  listen(listener: EntanglementListener): () => void {
    if (this.#listeners.length === 0) this.#unsubscribe = this.#link.subscribe(this)
    this.#listeners = [...this.#listeners, listener]
    return () => {
      const before = this.#listeners.length
      this.#listeners = this.#listeners.filter((one) => one !== listener)
      if (before > 0 && this.#listeners.length === 0) this.#unsubscribe()
    }
  }

  accept(): void {
    this.#link.accept(this.purpose)
  }

  refuse(): void {
    this.#link.refuse(this.purpose)
  }

  request(number: number): number {
    const answer = this.#link.createDirect({ ...this.#request, number, purpose: this.purpose })
    if (answer.error === 0) this.#requests.set(answer.createId, 0)
    else this.#clock.at(this.#clock.now(), { run: () => this.#ended(answer.createId, answer.error, 0) })
    return answer.createId
  }

  cancel(request: number): void {
    this.#link.cancel(request)
  }

  measure(qubit: QubitId, basis: BasisCode, rotation: Rotation | null, listener: OutcomeListener): void {
    this.#qubits.measureDirect(qubit, basis, listener, rotation)
  }

  take(pair: number): boolean {
    const held = this.#held.get(pair)
    if (held === undefined) return false
    this.#held.delete(pair)
    if (!this.#link.take(held)) return false
    this.#qubits.adopt(held.qubit)
    return true
  }

  release(pair: number): boolean {
    const held = this.#held.get(pair)
    if (held === undefined) return false
    this.#held.delete(pair)
    return this.#link.release(held)
  }

  // ---- LinkLayerListener ----

  delivered(pair: PairDelivered): void {
    const { createId, originator } = pair
    if (pair.purpose !== this.purpose || pair.kind !== 'keep') return
    const before = originator ? this.#requests.get(createId) : undefined
    if (originator && before === undefined) return
    if (before !== undefined) this.#requests.set(createId, before + 1)
    this.#held.set(pair.pair, pair)
    const told = pairOf(pair)
    for (const listener of this.#listeners) listener.delivered(told)
    if (before !== undefined && pair.final) this.#ended(createId, ErrorCode.UNSPECIFIED, before + 1)
  }

  expired({ pair }: PairExpired): void {
    if (!this.#held.delete(pair)) return
    for (const listener of this.#listeners) listener.expired(pair)
  }

  failed({ createId, code, delivered }: CreateFailed): void {
    if (this.#requests.has(createId)) this.#ended(createId, code, delivered)
  }

  #ended(request: number, code: ErrorCode, delivered: number): void {
    this.#requests.delete(request)
    for (const listener of this.#listeners) listener.ended(request, code, delivered)
  }
}

function pairOf(pair: PairDelivered): EntangledPair {
  const { link, epoch, sequence } = pair
  return {
    initiator: 0,
    circuit: link,
    headEpoch: epoch,
    headSequence: sequence,
    tailEpoch: epoch,
    tailSequence: sequence,
    request: pair.createId,
    asked: pair.originator,
    pair: pair.pair,
    qubit: pair.qubit,
    bellIndex: pair.bellIndex,
    corrected: pair.corrected,
    fidelity: pair.goodness
  }
}
