import { measurementToWire } from '@bellwire/link-layer'
import type { Nanoseconds } from '@bellwire/runtime'
import { type Complete, ErrorCode, type Forward, RequestKind } from '@bellwire/wire'
import type { Circuit, EndPair } from '../circuit/circuit.js'
import { HEADER, type NetworkCore } from '../core.js'
import type { Supply } from '../pairs/supply.js'
import type { PairsKind, PairsRequest } from '../service.js'
import { HeadRequest, type JointNeed } from './head-request.js'
import { TailRequest } from './tail-request.js'

const KINDS: readonly PairsKind[] = ['keep', 'measure', 'prepare']
const KIND_CODES = {
  keep: RequestKind.KEEP,
  measure: RequestKind.MEASURE,
  prepare: RequestKind.REMOTE_STATE_PREPARATION
} as const

/** Requests that are over and whose pairs may still be on the way, remembered at the tail-end. */
const REMEMBERED = 64

/** What requests ask of the parts that pairs come from and go to. */
export interface RequestWork {
  /** A request at the head-end needs pairs, or another one. */
  needed(circuit: Circuit): void
  /** The pairs of a request that has ended are to be given up. */
  drop(circuit: Circuit, request: HeadRequest): void
  /** A request of the layer's own is over. */
  testEnded(circuit: Circuit): void
}

/** Which pairs programs want: at the head-end, and as the nodes downstream have been told. */
export class Requests {
  readonly #core: NetworkCore
  readonly #supply: Supply
  readonly #work: RequestWork
  readonly #byId = new Map<number, { readonly circuit: Circuit; readonly request: HeadRequest }>()

  constructor(core: NetworkCore, supply: Supply, work: RequestWork) {
    this.#core = core
    this.#supply = supply
    this.#work = work
  }

  get size(): number {
    return this.#byId.size
  }

  /** Whether a program at the head-end needs more pairs of a circuit. */
  static wanted({ head }: Circuit): boolean {
    for (const request of head.values()) if (!request.test && request.needsMore) return true
    return false
  }

  /** Whether pairs of a circuit are needed at this node. */
  static needed(circuit: Circuit): boolean {
    const { head, tail } = circuit
    for (const request of head.values()) if (request.needsMore) return true
    for (const request of tail.values()) if (!request.complete) return true
    return false
  }

  // ---- at the head-end ----

  /**
   * Asks for pairs of a circuit that stands. Returns the request's name.
   *
   * @param test for test rounds: no program hears of it
   * @param need what it is for together with requests of other circuits
   */
  make(circuit: Circuit, asked: PairsRequest, test = false, need?: JointNeed): number {
    const delay = test ? 0 : (circuit.bucket?.take(asked.number, this.#core.now()) ?? 0)
    const id = this.#core.nextName()
    const request = new HeadRequest(id, asked, measurementToWire(asked.originator), test, need)
    need?.join(id, () => this.#work.needed(circuit))
    circuit.head.set(id, request)
    this.#byId.set(id, { circuit, request })
    const timeLimit = asked.timeLimit === 0 ? Infinity : asked.timeLimit
    this.#core.tables.request.open(id, { request: id, number: asked.number, timeLimit, delay })
    if (delay === 0) this.serve(id)
    return id
  }

  /** Why a circuit with a rate cannot be asked for so many pairs in such a time; undefined where it can. */
  static refusal({ bucket }: Circuit, { number, timeLimit }: PairsRequest, now: Nanoseconds): ErrorCode | undefined {
    if (bucket === undefined) return undefined
    if (number > bucket.depth) return ErrorCode.UNSUPP
    return timeLimit !== 0 && bucket.wait(number, now) >= timeLimit ? ErrorCode.NOTIME : undefined
  }

  /** A request may begin: tells the nodes downstream, and asks for pairs. */
  serve(id: number): void {
    const found = this.#byId.get(id)
    if (found === undefined) return
    const { circuit, request } = found
    const { asked, measurement: originator, test } = request
    request.served = true
    this.#forward(circuit, {
      type: 'FORWARD',
      ...HEADER,
      ...circuit.name,
      request: id,
      kind: KIND_CODES[asked.kind],
      number: asked.number,
      early: asked.early,
      originator,
      responder: measurementToWire(asked.responder),
      raw: asked.raw,
      test
    })
    this.#work.needed(circuit)
  }

  cancel(id: number): void {
    this.fail(id, ErrorCode.OTHER)
  }

  fail(id: number, reason: ErrorCode): void {
    if (this.#core.tables.request.has(id)) this.#core.tables.request.tell(id, { type: 'FAIL', reason })
  }

  delivered({ request }: EndPair): void {
    if (!(request instanceof HeadRequest)) return
    if (this.#core.tables.request.has(request.id)) this.#core.tables.request.tell(request.id, { type: 'DELIVERED' })
    // Requests of other circuits that were for the same pairs are of no use any more.
    if (request.need?.missing === 0) for (const id of request.need.requests) this.cancel(id)
  }

  /** A pair that was delivered has expired. */
  expired({ request, circuit, delivered }: EndPair): void {
    if (!(request instanceof HeadRequest)) return
    if (delivered && this.#core.tables.request.has(request.id))
      this.#core.tables.request.tell(request.id, { type: 'EXPIRED' })
    this.#work.needed(circuit)
  }

  /** The circuit is over: so is every request for it. */
  circuitEnded(circuit: Circuit, reason: ErrorCode): void {
    for (const id of circuit.head.keys()) this.fail(id, reason === ErrorCode.UNSPECIFIED ? ErrorCode.OTHER : reason)
    circuit.tail.clear()
  }

  // ---- what the request's machine says ----

  ended(id: number, reason: ErrorCode, delivered?: number): void {
    const found = this.#byId.get(id)
    if (found === undefined) return
    const { circuit, request } = found
    this.#byId.delete(id)
    circuit.head.delete(id)
    this.#work.drop(circuit, request)
    if (!request.served) circuit.bucket?.giveBack(request.asked.number, this.#core.now())
    else if (circuit.open) {
      this.#forward(circuit, { type: 'COMPLETE', ...HEADER, ...circuit.name, request: id, reason })
      if (!Requests.needed(circuit)) this.#supply.stop(circuit)
    }
    if (request.test) return this.#work.testEnded(circuit)
    request.end()
    const { listener } = this.#core.options
    listener.requestEnded({ ...circuit.name, request: id, code: reason, delivered: delivered ?? request.asked.number })
  }

  // ---- frames, downstream of the head-end ----

  forward(peer: number, frame: Forward): void {
    const circuit = this.#fromUpstream(peer, frame)
    if (circuit === undefined) return
    if (circuit.tail.has(frame.request)) return this.#core.options.ignored('repeated-FORWARD')
    const { request: id, kind, early, raw, responder, test } = frame
    circuit.tail.set(id, new TailRequest(id, KINDS[kind] as PairsKind, early, raw, responder, test))
    this.#forward(circuit, frame)
    this.#supply.pump(circuit)
  }

  complete(peer: number, frame: Complete): void {
    const circuit = this.#fromUpstream(peer, frame)
    const request = circuit?.tail.get(frame.request)
    if (circuit === undefined || request === undefined) return
    request.complete = true
    if (circuit.role === 'inner') circuit.tail.delete(frame.request)
    else if (circuit.tail.size > REMEMBERED) forgetOne(circuit.tail)
    this.#forward(circuit, frame)
    if (!Requests.needed(circuit)) this.#supply.stop(circuit)
  }

  #fromUpstream(peer: number, frame: Forward | Complete): Circuit | undefined {
    const circuit = this.#core.find(frame.initiator, frame.circuit)
    if (circuit?.upstream?.port.peer === peer && circuit.open) return circuit
    this.#core.options.ignored('not-on-circuit')
    return undefined
  }

  #forward({ downstream }: Circuit, frame: Forward | Complete): void {
    if (downstream !== undefined) this.#core.send(downstream.port.peer, { ...frame, ...HEADER })
  }
}

/** The oldest request that is over. */
function forgetOne(requests: Map<number, TailRequest>): void {
  for (const { id, complete } of requests.values()) {
    if (!complete) continue
    requests.delete(id)
    return
  }
}
