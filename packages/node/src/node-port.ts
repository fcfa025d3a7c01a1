import type { DeviceCapabilities } from '@bellwire/device'
import type { CreateAnswer, CreateRequest, PairDelivered } from '@bellwire/link-layer'
import type { LinkPort, OperatingPoint } from '@bellwire/network-layer'
import { NodeError } from './errors.js'
import type { LinkEnd } from './link-ends.js'

/** A link of a node, as the node's network layer uses it. */
export class NodePort implements LinkPort {
  readonly link: number
  readonly peer: number
  readonly operatingPoints: readonly OperatingPoint[]
  readonly #end: LinkEnd

  /** @throws NodeError UNKNOWN_PEER for a link that the device does not have */
  constructor(end: LinkEnd, capabilities: DeviceCapabilities) {
    this.link = end.link
    this.peer = end.peer
    this.#end = end
    const own = capabilities.links.find(({ link }) => link === end.link)
    if (own === undefined) throw new NodeError('UNKNOWN_PEER', `the device has no link ${end.link}`)
    const { slotPeriod, attemptSlots } = end.setup.physical
    const attemptsPerSecond = 1e9 / (slotPeriod * attemptSlots)
    this.operatingPoints = own.keep
      ? own.operatingPoints.map(({ fidelity, successProbability }) => ({
          fidelity,
          rate: successProbability * attemptsPerSecond
        }))
      : []
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
