import type { DeviceCapabilities } from '@bellwire/device'
import type { CreateAnswer, CreateRequest, PairDelivered } from '@bellwire/link-layer'
import type { LinkPort, OperatingPoint } from '@bellwire/network-layer'
import { NodeError } from './errors.js'
import type { LinkEnd } from './link-ends.js'

/** A link of a node, as the node's network layer uses it. */
export class NodePort implements LinkPort {
  readonly link: number
  readonly peer: number
  readonly #end: LinkEnd
  readonly #attemptSlots: number
  readonly #stated: readonly OperatingPoint[]
  #factor = 1
  #points: readonly OperatingPoint[]

  /** @throws NodeError UNKNOWN_PEER for a link that the device does not have */
  constructor(end: LinkEnd, capabilities: DeviceCapabilities) {
    this.link = end.link
    this.peer = end.peer
    this.#end = end
    const own = capabilities.links.find(({ link }) => link === end.link)
    if (own === undefined) throw new NodeError('UNKNOWN_PEER', `the device has no link ${end.link}`)
    const { slotPeriod, attemptSlots } = end.setup.physical
    const attemptsPerSecond = 1e9 / (slotPeriod * attemptSlots)
    this.#attemptSlots = attemptSlots
    this.#stated = own.keep
      ? own.operatingPoints.map(({ fidelity, successProbability }) => ({
          fidelity,
          rate: successProbability * attemptsPerSecond
        }))
      : []
    this.#points = this.#stated
  }

  /** What the hardware states, with the rates that were measured where these are certain to be others. */
  get operatingPoints(): readonly OperatingPoint[] {
    return this.#points
  }

  /** Looks at what is measured: goes by it from now on, where it has changed by more than a tenth. */
  rateChanged(): boolean {
    const factor = this.#end.layer.rates.factor(this.#attemptSlots)
    if (Math.abs(factor - this.#factor) <= this.#factor / 10) return false
    this.#factor = factor
    this.#points = this.#stated.map(({ fidelity, rate }) => ({ fidelity, rate: rate * factor }))
    return true
  }

  get up(): boolean {
    return this.#end.service.status.up
  }

  get fit(): boolean {
    return this.#end.service.status.fit
  }

  create(request: CreateRequest): CreateAnswer {
    return this.#end.service.createFull(request)
  }

  more(createId: number, number: number): void {
    this.#end.service.more(createId, number)
  }

  cancel(createId: number): void {
    this.#end.service.cancel(createId)
  }

  take(pair: PairDelivered): boolean {
    return this.#end.service.take(pair)
  }

  release(pair: PairDelivered): boolean {
    return this.#end.service.release(pair)
  }

  accept(purpose: number): void {
    this.#end.service.accept(purpose)
  }

  refuse(purpose: number): void {
    this.#end.service.refuse(purpose)
  }
}
