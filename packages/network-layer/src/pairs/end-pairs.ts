import type { Track } from '@bellwire/wire'
import { type Circuit, EndPair, type HeldPair, pairKey, type Side } from '../circuit/circuit.js'
import type { NetworkCore } from '../core.js'
import { HeadRequest } from '../request/head-request.js'
import type { TailRequest } from '../request/tail-request.js'
import { wernerFidelity } from '../routing/link-cost.js'
import { fidelityOnWire, wernerAt, wernerFromWire } from './estimate.js'
import type { Foretellings } from './foretellings.js'
import type { Passage } from '../distillation/passage.js'
import type { Staged } from '../distillation/party.js'
import type { Handover } from './handover.js'
import { agreedRequest, measuresHere, namedRequest, requestFor } from './request-choice.js'
import type { Supply } from './supply.js'

const VOID = { type: 'VOID' } as const
const RELEASE = { type: 'RELEASE' } as const

/** The pairs of circuits that end at this node. */
export class EndPairs {
  readonly #core: NetworkCore
  readonly #supply: Supply
  readonly #foretellings: Foretellings
  readonly #stages: Passage
  readonly #handover: Handover

  constructor(core: NetworkCore, supply: Supply, foretellings: Foretellings, stages: Passage, handover: Handover) {
    this.#core = core
    this.#supply = supply
    this.#foretellings = foretellings
    this.#stages = stages
    this.#handover = handover
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
    if (request instanceof HeadRequest) request.assign()
    this.#handover.open(end, request.early)
    this.#sendTrack(end)
    if (said?.track !== undefined) this.#tracked(end, said.track)
  }

  #sendTrack(end: EndPair): void {
    const { circuit, held } = end
    const { side, epoch, sequence, bellIndex } = held
    this.#core.send(side.port.peer, {
      type: 'TRACK',
      session: 0,
      peerSession: 0,
      serial: 0,
      expected: 0,
      initiator: circuit.initiator,
      circuit: circuit.number,
      request: namedRequest(end),
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
    this.#handover.open(end, false)
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
    const end = this.#handover.find(pair)
    if (end === undefined || !end.hasQubit || !(end.delivered || end.offered)) return false
    this.#core.tables.end.tell(pair, RELEASE)
    return true
  }

  /** The program takes a pair's qubit over. False when there is no such pair any more. */
  take(pair: number): boolean {
    const end = this.#handover.find(pair)
    if (end === undefined || !end.hasQubit || !end.delivered) return false
    end.taken = true
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
}
