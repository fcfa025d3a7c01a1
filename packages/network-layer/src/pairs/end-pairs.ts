import { Basis, type DeviceResult, Secret } from '@bellwire/device'
import { basisOf, flipsOutcome, isCorrectable, rotationOf } from '@bellwire/link-layer'
import type { Track } from '@bellwire/wire'
import { type Circuit, EndPair, type HeldPair, pairKey, type Side } from '../circuit/circuit.js'
import { type NetworkCore, TAG_BASE } from '../core.js'
import { HeadRequest } from '../request/head-request.js'
import type { TailRequest } from '../request/tail-request.js'
import { wernerFidelity } from '../routing/link-cost.js'
import type { NetworkPair } from '../service.js'
import { fidelityOnWire, wernerAt, wernerFromWire } from './estimate.js'
import type { Foretellings } from './foretellings.js'
import type { Passage } from '../distillation/passage.js'
import type { Staged } from '../distillation/party.js'
import type { Supply } from './supply.js'

const VOID = { type: 'VOID' } as const
const MEASURED = { type: 'MEASURED' } as const
const CORRECTED = { type: 'CORRECTED' } as const
const RELEASE = { type: 'RELEASE' } as const

/** What the pairs of this node's own circuits tell the rest of the layer. */
export interface EndPairsListener {
  /** A pair was handed over, tracked. */
  delivered(end: EndPair): void
  /** A pair that nobody had is gone. */
  lost(end: EndPair): void
  /** A pair that was handed over is void. */
  expired(end: EndPair): void
  /** Nothing more can happen to a pair. */
  forgotten(end: EndPair): void
}

/** The pairs of circuits that end at this node. */
export class EndPairs {
  readonly #core: NetworkCore
  readonly #supply: Supply
  readonly #foretellings: Foretellings
  readonly #stages: Passage
  readonly #listener: EndPairsListener
  readonly #byId = new Map<number, EndPair>()

  constructor(
    core: NetworkCore,
    supply: Supply,
    foretellings: Foretellings,
    stages: Passage,
    listener: EndPairsListener
  ) {
    this.#core = core
    this.#supply = supply
    this.#foretellings = foretellings
    this.#stages = stages
    this.#listener = listener
  }

  get size(): number {
    return this.#byId.size
  }

  all(): IterableIterator<EndPair> {
    return this.#byId.values()
  }

  /** The link has delivered a pair of a circuit; its qubit is this layer's. */
  arrived(held: HeldPair): void {
    const core = this.#core
    const { side } = held
    const { circuit } = side
    const said = this.#foretellings.take(side, held.epoch, held.sequence)
    const request = said?.void === true ? undefined : requestFor(circuit)
    if (request === undefined) {
      // Void already, or nobody has a use for it.
      if (said?.void !== true) core.pairExpire(side, held.epoch, held.sequence)
      side.forget(held)
      core.freeQubit(side, held.qubit)
      this.#supply.freed(side)
      return
    }
    const end = new EndPair(circuit, held)
    held.end = end
    side.pairs.set(pairKey(held.epoch, held.sequence), held)
    if (circuit.stage !== undefined) {
      // It is given to a request when it has been distilled.
      this.#stages.await(held)
      this.#sendTrack(end)
      if (said?.track !== undefined) this.#tracked(end, said.track)
      return
    }
    end.request = request
    if (request instanceof HeadRequest) request.assigned += 1
    this.#byId.set(held.id, end)
    const measure = measuresHere(end)
    core.tables.end.open(held.id, { pair: held.id, measure, early: request.early && !measure })
    this.#sendTrack(end)
    if (said?.track !== undefined) this.#tracked(end, said.track)
  }

  #sendTrack({ circuit, held, request }: EndPair): void {
    const { side, epoch, sequence, bellIndex } = held
    // At the tail-end a kept pair is of whatever request the head-end has given it to.
    const decided = request instanceof HeadRequest || request?.kind === 'measure' || request?.early === true
    this.#core.send(side.port.peer, {
      type: 'TRACK',
      session: 0,
      peerSession: 0,
      serial: 0,
      expected: 0,
      initiator: circuit.initiator,
      circuit: circuit.number,
      request: decided ? (request?.id ?? 0) : 0,
      originEpoch: epoch,
      originSequence: sequence,
      epoch,
      sequence,
      bellIndex,
      fidelity: fidelityOnWire(wernerAt(held, held.goodnessTime, Infinity))
    })
  }

  /** The TRACK of the other end has come. */
  track(side: Side, frame: Track): void {
    const held = side.find(frame.epoch, frame.sequence)
    if (held?.end === undefined) return this.#foretellings.track(side, frame)
    if (held.end.tracked) return this.#core.options.ignored('repeated-TRACK')
    this.#tracked(held.end, frame)
  }

  #tracked(end: EndPair, frame: Track): void {
    const core = this.#core
    const { held } = end
    if (held.inStage) {
      end.tracked = true
      const remote = { epoch: frame.originEpoch, sequence: frame.originSequence }
      end.remoteEpoch = remote.epoch
      end.remoteSequence = remote.sequence
      return this.#stages.tracked(held, remote, frame.bellIndex, this.#estimate(frame, end))
    }
    const request = agreedRequest(end, frame.request)
    if (request === undefined) {
      // The two ends have given it to different requests: neither may have it.
      core.pairExpire(held.side, held.epoch, held.sequence)
      core.tables.end.tell(held.id, VOID)
      return
    }
    end.request = request
    end.tracked = true
    end.remoteEpoch = frame.originEpoch
    end.remoteSequence = frame.originSequence
    end.bellIndex = frame.bellIndex
    end.fidelity = this.#estimate(frame, end)
    this.#start(end, request)
  }

  /** Of the pair that a TRACK has come for, at the present, or when this end measured it. */
  #estimate({ fidelity }: Track, end: EndPair): number {
    const { coherenceTime } = this.#core.options.capabilities
    const waited = Math.exp(-Math.max(0, this.#core.now() - end.held.goodnessTime) / coherenceTime)
    return wernerFidelity(wernerFromWire(fidelity) * (measuresHere(end) ? 1 : waited))
  }

  /** It is known what the pair is: what remains to be done before it is handed over. */
  #start(end: EndPair, request: HeadRequest | TailRequest): void {
    const raw = request instanceof HeadRequest ? request.asked.raw : request.raw
    end.corrected = !raw && !request.early
    const correct = request instanceof HeadRequest && request.kind === 'keep' && end.corrected && end.bellIndex !== 0
    this.#core.tables.end.tell(end.held.id, { type: 'TRACKED', correct })
  }

  /** A pair from end to end has passed its stage, and both ends give it to a request. */
  distilled({ held, bellIndex, state }: Staged, id: number): void {
    const end = held.end as EndPair
    const { circuit } = end
    const request = circuit.head.get(id) ?? circuit.tail.get(id)
    if (request === undefined) {
      // The other end hears of it when it asks whether the pair is here.
      held.side.forget(held)
      this.#core.freeQubit(held.side, held.qubit)
      return this.#supply.freed(held.side)
    }
    end.request = request
    end.bellIndex = bellIndex
    end.fidelity = state[0] as number
    this.#byId.set(held.id, end)
    this.#core.tables.end.open(held.id, { pair: held.id, measure: measuresHere(end), early: false })
    this.#start(end, request)
  }

  /** The other end, or a node between, says that the pair is void. */
  expiredByNeighbour(side: Side, epoch: number, sequence: number): void {
    const held = side.find(epoch, sequence)
    if (held === undefined) return this.#foretellings.void(side, epoch, sequence)
    // What has been handed over is for the two ends to settle: others may know less than they do.
    if (held.end !== undefined && !held.end.delivered) this.#core.tables.end.tell(held.id, VOID)
  }

  /** The link says that a pair which it delivered is void: so it is, unless both ends have tracked it. */
  expiredByLink({ end, id, side, epoch, sequence }: HeldPair): void {
    if (end === undefined || end.tracked) return
    this.#core.pairExpire(side, epoch, sequence)
    this.#core.tables.end.tell(id, VOID)
  }

  /** The program gives a pair back. False when there is no such pair any more. */
  release(pair: number): boolean {
    const end = this.#byId.get(pair)
    if (end === undefined || !end.hasQubit || !(end.delivered || end.offered)) return false
    this.#core.tables.end.tell(pair, RELEASE)
    return true
  }

  voidPair(end: EndPair): void {
    if (this.#core.tables.end.has(end.held.id)) this.#core.tables.end.tell(end.held.id, VOID)
  }

  settled(end: EndPair): void {
    if (this.#core.tables.end.has(end.held.id)) this.#core.tables.end.tell(end.held.id, { type: 'SETTLED' })
  }

  confirmed(end: EndPair): void {
    if (this.#core.tables.end.has(end.held.id)) this.#core.tables.end.tell(end.held.id, { type: 'CONFIRMED' })
  }

  /** The circuit is over: what has not been handed over is void. */
  drop({ upstream, downstream }: Circuit): void {
    for (const side of [upstream, downstream]) {
      if (side === undefined) continue
      for (const held of side.pairs.values()) if (held.end !== undefined && !held.end.delivered) this.voidPair(held.end)
      this.#foretellings.drop(side)
    }
  }

  /** The pairs of a request that has failed. */
  dropRequest(circuit: Circuit, request: HeadRequest): void {
    const side = circuit.downstream
    if (side === undefined) return
    for (const held of side.pairs.values()) {
      if (held.end?.request !== request || held.end.delivered) continue
      this.#core.pairExpire(side, held.epoch, held.sequence)
      this.voidPair(held.end)
    }
  }

  /** Takes the hardware's answer. */
  deviceResult(result: Extract<DeviceResult, { type: 'measured' | 'corrected' }>): void {
    const id = TAG_BASE - result.tag
    const end = this.#byId.get(id)
    if (end === undefined) return this.#core.options.ignored('no-pair')
    if (result.type === 'measured') end.outcome = result.outcome
    this.#core.tables.end.tell(id, result.type === 'measured' ? MEASURED : CORRECTED)
  }

  // ---- what the machines say ----

  measure(id: number): void {
    const end = this.#byId.get(id) as EndPair
    const { measurement } = end.request as HeadRequest | TailRequest
    end.basis = basisOf(measurement, this.#core.options.random())
    this.#core.options.device.execute({
      type: 'measure',
      qubit: end.held.qubit,
      basis: end.basis,
      rotation: end.basis === Basis.Rotated ? rotationOf(measurement) : null,
      tag: TAG_BASE - id
    })
  }

  correct(id: number): void {
    const { held, bellIndex } = this.#byId.get(id) as EndPair
    this.#core.options.device.execute({ type: 'correct', qubit: held.qubit, pauli: bellIndex, tag: TAG_BASE - id })
  }

  offer(id: number): void {
    const end = this.#byId.get(id) as EndPair
    end.offered = true
    this.#core.options.listener.delivered(this.#pairOf(end))
  }

  deliver(id: number): void {
    const end = this.#byId.get(id) as EndPair
    const request = end.request as HeadRequest | TailRequest
    if (end.outcome !== null) {
      const correctable = isCorrectable(end.basis)
      end.corrected &&= correctable
      if (end.corrected && request instanceof HeadRequest && flipsOutcome(end.bellIndex, end.basis))
        end.outcome = new Secret(end.outcome.reveal() === 0 ? 1 : 0)
    }
    end.delivered = true
    if (request instanceof HeadRequest) {
      request.assigned -= 1
      request.delivered += 1
    }
    if (!request.test) this.#core.options.listener.delivered(this.#pairOf(end))
    this.#listener.delivered(end)
  }

  freeQubit(id: number): void {
    const end = this.#byId.get(id) as EndPair
    end.hasQubit = false
    this.#core.freeQubit(end.held.side, end.held.qubit)
    this.#supply.freed(end.held.side)
  }

  lost(id: number): void {
    const end = this.#byId.get(id) as EndPair
    if (end.request instanceof HeadRequest) end.request.assigned -= 1
    this.#listener.lost(end)
  }

  expired(id: number): void {
    const end = this.#byId.get(id) as EndPair
    const { request, circuit } = end
    if (request instanceof HeadRequest) {
      if (end.delivered) request.delivered -= 1
      else request.assigned -= 1
    }
    if (request?.test !== true)
      this.#core.options.listener.expired({ ...circuit.name, request: request?.id ?? 0, pair: id })
    this.#listener.expired(end)
  }

  forget(id: number): void {
    const end = this.#byId.get(id) as EndPair
    const { held } = end
    this.#byId.delete(id)
    held.side.forget(held)
    this.#listener.forgotten(end)
  }

  #pairOf(end: EndPair): NetworkPair {
    const { circuit, held, request } = end
    const head = circuit.role === 'initiator'
    const here = { epoch: held.epoch, sequence: held.sequence }
    const there = { epoch: end.remoteEpoch, sequence: end.remoteSequence }
    const [first, last] = head ? [here, there] : [there, here]
    return {
      initiator: circuit.initiator,
      circuit: circuit.number,
      request: request?.id ?? 0,
      peer: circuit.peer,
      head,
      kind: request?.kind ?? 'keep',
      pair: held.id,
      qubit: end.hasQubit ? held.qubit : -1,
      headEpoch: first.epoch,
      headSequence: first.sequence,
      tailEpoch: last.epoch,
      tailSequence: last.sequence,
      bellIndex: end.bellIndex,
      corrected: end.corrected,
      tracked: end.tracked,
      fidelity: end.fidelity,
      outcome: end.outcome,
      basis: end.basis
    }
  }
}

/** The request at the head-end that the next pair is for: the first that needs one, tests before others. */
export function headRequestFor({ head }: Circuit): HeadRequest | undefined {
  return firstOf(head.values(), (request) => request.needsMore)
}

/** Which request a half that has come is given to: the first that needs one, tests before others. Both ends go by this. */
function requestFor(circuit: Circuit): HeadRequest | TailRequest | undefined {
  return circuit.role === 'initiator'
    ? headRequestFor(circuit)
    : firstOf(circuit.tail.values(), (request) => !request.complete)
}

function firstOf<Request extends { readonly test: boolean }>(
  requests: Iterable<Request>,
  needs: (request: Request) => boolean
): Request | undefined {
  let first: Request | undefined
  for (const request of requests) {
    if ((first !== undefined && !request.test) || !needs(request)) continue
    if (request.test) return request
    first = request
  }
  return first
}

/**
 * The request that both ends give the pair to, from this end's choice and the other's; undefined where they differ. At
 * the tail-end a kept pair goes wherever the head-end says, so the tail-end names no request for it.
 */
function agreedRequest({ circuit, request }: EndPair, named: number): HeadRequest | TailRequest | undefined {
  if (request === undefined) return undefined
  if (request instanceof HeadRequest) {
    const free = request.kind === 'keep' || request.kind === 'prepare'
    return named === request.id || (named === 0 && free && !request.early) ? request : undefined
  }
  if (named === request.id) return request
  if (request.kind === 'measure' || request.early) return undefined
  const other = circuit.tail.get(named)
  return other === undefined || other.kind === 'measure' || other.early ? undefined : other
}

/** Whether this end measures the pair as soon as it comes. */
function measuresHere({ request }: EndPair): boolean {
  if (request === undefined) return false
  return request.kind === 'measure' || (request.kind === 'prepare' && request instanceof HeadRequest)
}
