import type {
  BinSchedule,
  CreateAnswer,
  CreateFailed,
  CreateRequest,
  LinkLayer,
  LinkLayerListener,
  PairDelivered,
  PairExpired,
  QueueItem
} from '@bellwire/link-layer'
import { CREATE_DEFAULTS } from '@bellwire/link-layer'
import type { HeraldingPlace, State } from '@bellwire/wire'
import { NodeError } from './errors.js'
import type { NodeTrace } from './node-trace.js'
import { type EntanglementRequest, PairStream } from './pair-stream.js'

/** What a program must say of a request; everything else has a default. */
export type LinkRequest = Pick<CreateRequest, 'number' | 'minimumFidelity'> & Partial<CreateRequest>

export interface LinkStatus {
  readonly up: boolean
  readonly own: State
  readonly peer: State
  /** Attempts can be made now. */
  readonly fit: boolean
}

/** Where the link layer of the node's present process is found. */
export interface LayerInUse {
  readonly layer: LinkLayer
}

/**
 * The entanglement generation service of one link, as programs see it: promises and async iterators, or, where every
 * microsecond counts, a listener that is called as things happen.
 */
export class LinkService implements LinkLayerListener {
  readonly peer: string
  /** Node number of the peer. */
  readonly peerNode: number
  readonly link: number
  readonly #end: LayerInUse
  readonly #trace: NodeTrace | undefined
  /** Replaced, never changed: a listener may subscribe another while it is called. */
  #listeners: readonly Partial<LinkLayerListener>[] = []
  /** By createId, and by purpose; made when the first program asks for one: a listener needs none. */
  #requests: Map<number, PairStream<PairDelivered>> | undefined
  #incoming: Map<number, PairStream<PairDelivered>> | undefined
  readonly #watchers = new Set<() => void>()
  readonly #purposes = new Set<number>()
  #status: LinkStatus = { up: false, own: 4, peer: 0, fit: false }

  constructor(peer: string, peerNumber: number, link: number, end: LayerInUse, trace: NodeTrace | undefined) {
    this.peer = peer
    this.link = link
    this.peerNode = peerNumber
    this.#end = end
    this.#trace = trace
  }

  /** Purposes opted in to. They outlive a restart of the node. */
  get purposes(): ReadonlySet<number> {
    return this.#purposes
  }

  /** Where heralds of this link come about, as its station states; a mid-point until it has said anything. */
  get heraldingPlace(): HeraldingPlace {
    return this.#end.layer.physical.heraldingPlace
  }

  get status(): LinkStatus {
    return this.#status
  }

  /** The requests in its queue, those of both ends, the oldest first. */
  get queue(): readonly QueueItem[] {
    return this.#end.layer.queue
  }

  /** Best fidelity that this link can give, 0..1. */
  get maximumFidelity(): number {
    return this.#end.layer.estimation.maximum
  }

  /** Calls a listener as things happen. Returns what ends it. */
  subscribe(listener: Partial<LinkLayerListener>): () => void {
    this.#listeners = [...this.#listeners, listener]
    return () => {
      this.#listeners = this.#listeners.filter((one) => one !== listener)
    }
  }

  /** Resolves when the link is up and fit. @throws the signal's reason */
  async ready(options: { readonly signal?: AbortSignal } = {}): Promise<void> {
    const { signal } = options
    signal?.throwIfAborted()
    if (this.#status.up && this.#status.fit) return
    await new Promise<void>((resolve, reject) => {
      const check = (): void => {
        if (!(this.#status.up && this.#status.fit)) return
        this.#watchers.delete(check)
        signal?.removeEventListener('abort', abort)
        resolve()
      }
      const abort = (): void => {
        this.#watchers.delete(check)
        reject(signal?.reason as Error)
      }
      this.#watchers.add(check)
      signal?.addEventListener('abort', abort, { once: true })
    })
  }

  /** Opts in to the peer's requests of a purpose, without reading the pairs here: for listeners. */
  accept(purpose: number): void {
    this.#purposes.add(purpose)
    this.#end.layer.accept(purpose)
  }

  refuse(purpose: number): void {
    this.#purposes.delete(purpose)
    this.#end.layer.refuse(purpose)
  }

  /** The pairs of the peer's requests of a purpose, as they come. Ends when the signal is aborted. @throws its reason if it is already */
  receive(purpose: number, options: { readonly signal?: AbortSignal } = {}): AsyncIterableIterator<PairDelivered> {
    options.signal?.throwIfAborted()
    if (this.#incoming?.has(purpose)) throw new NodeError('LINK_TWICE', `purpose ${purpose} is received already`)
    const stream = new PairStream<PairDelivered>(
      0,
      (pair) => this.release(pair),
      () => {
        this.#incoming?.delete(purpose)
        this.refuse(purpose)
      }
    )
    this.#incoming ??= new Map()
    this.#incoming.set(purpose, stream)
    this.accept(purpose)
    options.signal?.addEventListener('abort', () => stream.fail(options.signal?.reason), { once: true })
    return stream
  }

  /** Asks for pairs: iterate over the result. A refusal or failure is thrown by the iteration as RequestFailedError. */
  create(request: LinkRequest, options: { readonly signal?: AbortSignal } = {}): EntanglementRequest {
    const { signal } = options
    signal?.throwIfAborted()
    const answer = this.createDirect(request)
    const stream = new PairStream<PairDelivered>(
      answer.createId,
      (pair) => this.release(pair),
      () => this.cancel(answer.createId)
    )
    if (answer.error !== 0) stream.end({ code: answer.error, delivered: 0 }, answer.detail)
    else {
      this.#requests ??= new Map()
      this.#requests.set(answer.createId, stream)
      signal?.addEventListener('abort', () => stream.fail(signal.reason), { once: true })
    }
    return stream
  }

  /** Asks for pairs; answers come to the listeners. */
  createDirect(request: LinkRequest): CreateAnswer {
    return this.createFull({ ...CREATE_DEFAULTS, ...request })
  }

  /** Asks for pairs with every field given: for layers above, which ask for each pair. */
  createFull(request: CreateRequest): CreateAnswer {
    const answer = this.#end.layer.create(request)
    this.#trace?.created(this.link, request, answer)
    return answer
  }

  /** Calls for so many pairs more of a paced request. @throws LinkLayerError INVALID_REQUEST */
  more(createId: number, number: number): void {
    this.#end.layer.more(createId, number)
  }

  cancel(createId: number): void {
    this.#trace?.cancelled(this.link, createId)
    this.#end.layer.cancel(createId)
  }

  /** Gives a kept pair's qubit back; false when the pair has expired meanwhile. */
  release(pair: PairDelivered): boolean {
    const held = this.#end.layer.release(pair.pair)
    if (held) this.#trace?.released(pair)
    return held
  }

  /** Takes a kept pair's qubit over from the link; false when the pair has expired meanwhile. For layers above. */
  take(pair: PairDelivered): boolean {
    const held = this.#end.layer.take(pair.pair)
    if (held) this.#trace?.released(pair)
    return held
  }

  /** Time division: proposes another schedule; the link's master only. @throws LinkLayerError NO_SCHEDULE, INVALID_REQUEST */
  proposeSchedule(schedule: BinSchedule): void {
    this.#end.layer.propose(schedule)
  }

  // ---- LinkLayerListener: called by the link layer ----

  acknowledged(createId: number): void {
    this.#trace?.acknowledged(this.link, createId)
    for (const listener of this.#listeners) listener.acknowledged?.(createId)
  }

  delivered(pair: PairDelivered): void {
    this.#trace?.delivered(pair)
    if (pair.originator) {
      const stream = this.#requests?.get(pair.createId)
      if (stream !== undefined) {
        stream.push(pair)
        if (pair.final) {
          this.#requests?.delete(pair.createId)
          stream.finish()
        }
      }
    } else this.#incoming?.get(pair.purpose)?.push(pair)
    for (const listener of this.#listeners) listener.delivered?.(pair)
    // It was asked for while the purpose was accepted; now nobody here gives it back.
    if (!pair.originator && pair.qubit >= 0 && !this.#purposes.has(pair.purpose)) this.release(pair)
  }

  failed(failure: CreateFailed): void {
    this.#trace?.failed(this.link, failure)
    this.#requests?.get(failure.createId)?.end(failure)
    this.#requests?.delete(failure.createId)
    for (const listener of this.#listeners) listener.failed?.(failure)
  }

  expired(pair: PairExpired): void {
    this.#trace?.expired(this.peerNode, pair)
    for (const listener of this.#listeners) listener.expired?.(pair)
  }

  peerReleased(epoch: number, low: number, high: number): void {
    for (const listener of this.#listeners) listener.peerReleased?.(epoch, low, high)
  }

  linkChanged(up: boolean, own: State, peer: State, fit: boolean): void {
    this.#status = { up, own, peer, fit }
    this.#trace?.link(this.link, own, this.#end.layer.physical.epoch, this.#end.layer.expected)
    for (const listener of this.#listeners) listener.linkChanged?.(up, own, peer, fit)
    for (const check of this.#watchers) check()
  }
}
