import type { DeviceResult } from '@bellwire/device'
import type { LinkLayer } from '@bellwire/link-layer'
import type { RandomSource } from '@bellwire/runtime'
import type { TransportListener } from '@bellwire/transport'
import {
  type ApplicationFrame,
  type Frame,
  type FrameType,
  isKeyFrame,
  isLinkFrame,
  isNetworkFrame,
  type NetworkFrame
} from '@bellwire/wire'
import type { NodeLink } from './configuration.js'
import { NodeError } from './errors.js'
import { type LayerInUse, LinkService } from './link-service.js'
import type { NodeTrace } from './node-trace.js'

/** A node's end of a link: the service that programs see, and the layers of the present process below it. */
export class LinkEnd implements LayerInUse {
  readonly link: number
  readonly station: number
  readonly peer: number
  readonly setup: NodeLink
  readonly service: LinkService
  /** 32 bits, for bases and for seeds of test rounds: one process of the node goes on where the one before has stopped. */
  readonly bases: () => number
  readonly testSeeds: () => number
  /** Set when the node starts, before anything else is asked of it. */
  layer = undefined as unknown as LinkLayer

  constructor(setup: NodeLink, random: RandomSource, trace: NodeTrace | undefined) {
    const { link, station, peer } = setup.physical
    const bases = random.stream(`link/${link}/bases`)
    const testSeeds = random.stream(`link/${link}/test-seeds`)
    this.bases = () => bases.bits32()
    this.testSeeds = () => testSeeds.bits32()
    this.link = link
    this.station = station
    this.peer = peer
    this.setup = setup
    this.service = new LinkService(setup.peerName, peer, link, this, trace)
    if (setup.listener !== undefined) this.service.subscribe(setup.listener)
  }
}

/** Gives what comes from the network and from the hardware to the link that it is for, if its sender may say so. */
export class LinkEnds implements TransportListener {
  readonly #ends = new Map<number, LinkEnd>()
  /** The one found last. */
  #recent: LinkEnd | undefined
  readonly #ignored: (reason: string) => void
  /** Takes frames of the network layer, where the node has one. */
  networkFrame: ((from: number, frame: NetworkFrame) => void) | undefined
  /** Takes frames of applications. */
  readonly applicationFrame: (from: number, frame: ApplicationFrame) => void

  /** @param ignored is told why something was ignored */
  constructor(ignored: (reason: string) => void, applicationFrame: (from: number, frame: ApplicationFrame) => void) {
    this.#ignored = ignored
    this.applicationFrame = applicationFrame
  }

  /** @throws NodeError LINK_TWICE */
  add(end: LinkEnd): void {
    if (this.#ends.has(end.link)) throw new NodeError('LINK_TWICE', `link ${end.link} is given twice`)
    this.#ends.set(end.link, end)
  }

  all(): IterableIterator<LinkEnd> {
    return this.#ends.values()
  }

  find(link: number): LinkEnd | undefined {
    if (this.#recent?.link === link) return this.#recent
    const end = this.#ends.get(link)
    if (end !== undefined) this.#recent = end
    return end
  }

  frame(from: number, frame: Frame): void {
    if (!isLinkFrame(frame)) {
      if (isKeyFrame(frame)) this.#ignored('not-for-nodes')
      else if (!isNetworkFrame(frame)) this.applicationFrame(from, frame)
      else if (this.networkFrame === undefined) this.#ignored('no-network-layer')
      else this.networkFrame(from, frame)
      return
    }
    const end = this.find(frame.link)
    if (end === undefined) return this.#ignored('unknown-link')
    if (!maySend(end, from, frame.type)) return this.#ignored('not-an-end')
    if (!end.layer.physical.frame(from, frame) && !end.layer.frame(frame)) this.#ignored('not-for-nodes')
  }

  malformed(_from: number, reason: string): void {
    this.#ignored(`malformed-${reason}`)
  }

  result(result: DeviceResult): void {
    if ('qubit' in result) {
      for (const end of this.#ends.values()) if (end.layer.deviceResult(result)) return
    } else if ('link' in result) {
      if (this.find(result.link)?.layer.physical.deviceResult(result) === true) return
    }
    this.#ignored('answer-for-no-link')
  }
}

function maySend({ station, peer }: LinkEnd, from: number, type: FrameType): boolean {
  switch (type) {
    case 'REPLY':
    case 'SYNC_REPLY':
    case 'SLOT_GRANT':
      return from === station
    case 'HELLO':
    case 'OPEN_ACK':
      return from === station || from === peer
    default:
      return from === peer
  }
}
