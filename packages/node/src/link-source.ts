import type { EntangledPair, EntanglementSource } from '@bellwire/application-layer'
import type { CreateFailed, LinkLayerListener, PairDelivered } from '@bellwire/link-layer'
import type { Clock } from '@bellwire/runtime'
import { ErrorCode } from '@bellwire/wire'
import type { HeldQubits } from './held-qubits.js'
import { KeptPairsSource } from './kept-pairs-source.js'
import type { LinkRequest, LinkService } from './link-service.js'

export interface LinkSourceOptions {
  readonly purpose: number
  /** Everything of a request but the number of pairs; kept pairs, corrected to Φ+, one after the other. */
  readonly request: Omit<LinkRequest, 'number' | 'kind' | 'purpose' | 'raw' | 'consecutive' | 'paced'>
}

type LinkListener = Partial<LinkLayerListener>

/** The kept pairs of a link, for one purpose, as applications get them. */
export class LinkSource
  extends KeptPairsSource<PairDelivered, LinkListener>
  implements EntanglementSource, LinkListener
{
  readonly peer: number
  readonly purpose: number
  readonly origin: { readonly initiator: 0; readonly circuit: number }
  readonly #link: LinkService
  readonly #request: LinkSourceOptions['request']
  /** How many pairs each request of this end has given. */
  readonly #requests = new Map<number, number>()

  constructor(link: LinkService, qubits: HeldQubits, clock: Clock, options: LinkSourceOptions) {
    super(link, qubits, clock)
    this.#link = link
    this.peer = link.peerNode
    this.purpose = options.purpose
    this.origin = { initiator: 0, circuit: link.link }
    this.#request = options.request
  }

  accept(): void {
    this.#link.accept(this.purpose)
  }

  refuse(): void {
    this.#link.refuse(this.purpose)
  }

  request(number: number): number {
    const { createId, error } = this.#link.createDirect(this.wanted(number))
    if (error === 0) this.#requests.set(createId, 0)
    else this.refuseSoon(createId, error)
    return createId
  }

  /** What a request asks of the link. */
  protected wanted(number: number): LinkRequest {
    return { ...this.#request, number, purpose: this.purpose }
  }

  /** A pair as the program gets it; undefined where it is none of its kind. */
  protected told(pair: PairDelivered): EntangledPair | undefined {
    return pair.kind === 'keep' ? pairOf(pair) : undefined
  }

  cancel(request: number): void {
    this.#link.cancel(request)
  }

  // ---- LinkLayerListener ----

  protected get listener(): LinkListener {
    return this
  }

  delivered(pair: PairDelivered): void {
    const { createId, originator } = pair
    const told = pair.purpose === this.purpose ? this.told(pair) : undefined
    if (told === undefined) return
    const before = originator ? this.#requests.get(createId) : undefined
    if (originator && before === undefined) return
    if (before !== undefined) this.#requests.set(createId, before + 1)
    this.hand(pair, told)
    if (before !== undefined && pair.final) this.#over(createId, ErrorCode.UNSPECIFIED, before + 1)
  }

  failed({ createId, code, delivered }: CreateFailed): void {
    if (this.#requests.has(createId)) this.#over(createId, code, delivered)
  }

  #over(request: number, code: ErrorCode, delivered: number): void {
    this.#requests.delete(request)
    this.end(request, code, delivered)
  }
}

export function pairOf(pair: PairDelivered): EntangledPair {
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
