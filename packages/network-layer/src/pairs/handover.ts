import { Basis, type DeviceResult, Secret } from '@bellwire/device'
import { basisOf, flipsOutcome, isCorrectable, rotationOf } from '@bellwire/link-layer'
import type { EndPair } from '../circuit/circuit.js'
import { type NetworkCore, TAG_BASE } from '../core.js'
import { HeadRequest } from '../request/head-request.js'
import type { TailRequest } from '../request/tail-request.js'
import type { NetworkPair } from '../service.js'
import { measuresHere } from './request-choice.js'
import type { Supply } from './supply.js'

const MEASURED = { type: 'MEASURED' } as const
const CORRECTED = { type: 'CORRECTED' } as const

/** What becomes of pairs that requests have been given. */
export interface HandoverListener {
  /** A pair was handed over, tracked. */
  delivered(end: EndPair): void
  /** A pair that nobody had is gone. */
  lost(end: EndPair): void
  /** A pair that was handed over is void. */
  expired(end: EndPair): void
  /** A pair has no qubit any more: its halves are measured, or somebody else's. */
  freed(end: EndPair): void
  /** Nothing more can happen to a pair. */
  forgotten(end: EndPair): void
}

/** The pairs that this node's requests have been given: measured, corrected, handed over and given up, as their machines say. */
export class Handover {
  readonly #core: NetworkCore
  readonly #supply: Supply
  readonly #listener: HandoverListener
  readonly #byId = new Map<number, EndPair>()

  constructor(core: NetworkCore, supply: Supply, listener: HandoverListener) {
    this.#core = core
    this.#supply = supply
    this.#listener = listener
  }

  get size(): number {
    return this.#byId.size
  }

  all(): IterableIterator<EndPair> {
    return this.#byId.values()
  }

  find(id: number): EndPair | undefined {
    return this.#byId.get(id)
  }

  /** A request has been given the pair. @param early the program gets it before it is tracked, unless it is measured */
  open(end: EndPair, early: boolean): void {
    const { id } = end.held
    this.#byId.set(id, end)
    const measure = measuresHere(end)
    this.#core.tables.end.open(id, { pair: id, measure, early: early && !measure })
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
    this.#core.options.listener.delivered(pairOf(end))
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
    if (request instanceof HeadRequest) request.handOver()
    if (!request.test) this.#core.options.listener.delivered(pairOf(end))
    this.#listener.delivered(end)
  }

  freeQubit(id: number): void {
    const end = this.#byId.get(id) as EndPair
    end.hasQubit = false
    if (end.taken) end.held.side.held -= 1
    else this.#core.freeQubit(end.held.side, end.held.qubit)
    this.#supply.freed(end.held.side)
    this.#listener.freed(end)
  }

  lost(id: number): void {
    const end = this.#byId.get(id) as EndPair
    if (end.request instanceof HeadRequest) end.request.unassign()
    this.#listener.lost(end)
  }

  expired(id: number): void {
    const end = this.#byId.get(id) as EndPair
    const { request, circuit } = end
    if (request instanceof HeadRequest) {
      if (end.delivered) request.takeBack()
      else request.unassign()
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
}

/** A pair as its program gets it. */
function pairOf(end: EndPair): NetworkPair {
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
