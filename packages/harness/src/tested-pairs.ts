import type {
  EntangledPair,
  EntanglementListener,
  EntanglementSource,
  OutcomeListener
} from '@bellwire/application-layer'
import { CREATE, type KeySetting, type LinkAnswer, type LinkWish, type MeasurementWish } from '@bellwire/conformance'
import {
  type BasisCode,
  messageOfCommand,
  type QubitId,
  type Rotation,
  resultOfMessage,
  Secret
} from '@bellwire/device'
import { decodeDeviceMessage, type DeviceMessage, ErrorCode } from '@bellwire/wire'

/** What it does goes there. */
export interface PairsOutputs {
  wish(wish: LinkWish): void
  command(message: DeviceMessage): void
}

type Delivered = Extract<LinkAnswer, { type: 'ok' }>

const IN_Z_OR_X: MeasurementWish = { set: 'XZ', probabilities: [128], rotation: [0, 0, 0] }

/** The pairs of a link whose service, and whose hardware, is the tester. */
export class TestedPairs implements EntanglementSource {
  readonly purpose: number
  readonly origin: EntanglementSource['origin']
  readonly measures: boolean
  readonly #setting: KeySetting
  #listeners: readonly EntanglementListener[] = []
  /** By this node's names for them: what the tester calls pairs, and requests. */
  readonly #held = new Map<number, Delivered>()
  readonly #requests = new Map<number, { readonly createId: number; delivered: number }>()
  /** Those of which the link has not said what it calls them, the oldest first. */
  readonly #unnamed: number[] = []
  readonly #measuring = new Map<number, OutcomeListener>()
  #last = 0

  constructor(
    setting: KeySetting,
    readonly peer: number,
    private readonly outputs: PairsOutputs
  ) {
    this.#setting = setting
    this.purpose = setting.purpose
    this.origin = { initiator: 0, circuit: setting.link }
    this.measures = setting.kind === 'measure'
  }

  listen(listener: EntanglementListener): () => void {
    this.#listeners = [...this.#listeners, listener]
    return () => {
      this.#listeners = this.#listeners.filter((one) => one !== listener)
    }
  }

  accept(): void {
    // The link serves the purpose from the beginning.
  }

  refuse(): void {
    // And to the end.
  }

  request(number: number): number {
    const { link, purpose, kind } = this.#setting
    const how = kind === 'measure' ? { originator: IN_Z_OR_X, responder: IN_Z_OR_X } : {}
    const request = this.#name()
    this.#unnamed.push(request)
    this.outputs.wish({ type: 'create', link, create: { ...CREATE, ...how, kind, number, purpose } })
    return request
  }

  cancel(request: number): void {
    const asked = this.#requests.get(request)
    if (asked !== undefined) this.outputs.wish({ type: 'cancel', link: this.#setting.link, createId: asked.createId })
  }

  measure(qubit: QubitId, basis: BasisCode, rotation: Rotation | null, listener: OutcomeListener): void {
    const tag = this.#name()
    this.#measuring.set(tag, listener)
    this.outputs.command(messageOfCommand({ type: 'measure', qubit, basis, rotation, tag }))
  }

  take(): boolean {
    return false
  }

  release(pair: number): boolean {
    const held = this.#held.get(pair)
    if (held === undefined) return false
    this.#held.delete(pair)
    const { link, epoch, sequence } = held
    if (!this.measures) this.outputs.wish({ type: 'release', link, epoch, sequence })
    return true
  }

  /** Another process of the node begins. */
  restart(): void {
    this.#listeners = []
    this.#held.clear()
    this.#requests.clear()
    this.#measuring.clear()
  }

  // ---- what the tester says ----

  answered(answer: LinkAnswer): void {
    switch (answer.type) {
      case 'created':
        return this.#created(answer.createId, answer.code)
      case 'ok':
        return this.#delivered(answer)
      case 'err':
        return this.#over(this.#requestOf(answer.createId), answer.code, answer.delivered)
      case 'expired':
        return this.#expired(answer)
      case 'ack':
    }
  }

  /** The hardware says something. @throws WireError for bytes that are no message */
  reported(bytes: Uint8Array): void {
    const result = resultOfMessage(decodeDeviceMessage(bytes))
    if (result?.type !== 'measured') return
    const listener = this.#measuring.get(result.tag)
    this.#measuring.delete(result.tag)
    listener?.(result.outcome)
  }

  #created(createId: number, code: number): void {
    const request = this.#unnamed.shift()
    if (request === undefined) return
    if (code === 0) this.#requests.set(request, { createId, delivered: 0 })
    else this.#over(request, code, 0)
  }

  #delivered(answer: Delivered): void {
    const { createId, originator, epoch, sequence, qubit, basis, outcome } = answer
    const request = originator ? this.#requestOf(createId) : 0
    if (request === undefined) return
    const pair = this.#name()
    this.#held.set(pair, answer)
    const told: EntangledPair = {
      ...this.origin,
      headEpoch: epoch,
      headSequence: sequence,
      tailEpoch: epoch,
      tailSequence: sequence,
      request,
      asked: originator,
      pair,
      qubit,
      ...(outcome >= 0 && { measured: { basis: basis as BasisCode, outcome: new Secret(outcome as 0 | 1) } }),
      bellIndex: answer.bellIndex,
      corrected: answer.corrected,
      fidelity: answer.goodness
    }
    for (const listener of this.#listeners) listener.delivered(told)
    const asked = this.#requests.get(request)
    if (asked === undefined) return
    asked.delivered += 1
    if (answer.final) this.#over(request, ErrorCode.UNSPECIFIED, asked.delivered)
  }

  #expired({ epoch, sequence }: Extract<LinkAnswer, { type: 'expired' }>): void {
    for (const [pair, held] of this.#held) {
      if (held.epoch !== epoch || held.sequence !== sequence) continue
      this.#held.delete(pair)
      for (const listener of this.#listeners) listener.expired(pair)
    }
  }

  #over(request: number | undefined, code: number, delivered: number): void {
    if (request === undefined) return
    this.#requests.delete(request)
    for (const listener of this.#listeners) listener.ended(request, code as ErrorCode, delivered)
  }

  #requestOf(createId: number): number | undefined {
    for (const [request, asked] of this.#requests) if (asked.createId === createId) return request
    return undefined
  }

  #name(): number {
    this.#last += 1
    return this.#last
  }
}
