import { type Hello, type OpenAck, Role, WIRE_VERSIONS } from '@bellwire/wire'
import type { Scene } from '../../stage/scene.js'

/** One of the two other parties of a link, who says what it is told to say. */
export class LinkParty {
  readonly node: number
  readonly #role: Role
  /** Of its present process, and of the one before, if it has had one. */
  incarnation: number
  former: number | undefined
  /** Whether the node under test has heard of the present process. */
  isKnown = false
  /** Whether it has acknowledged the last OPEN. */
  hasAgreed = false

  constructor(
    private readonly scene: Scene,
    readonly name: 'peer' | 'station'
  ) {
    const { peer, station } = scene
    this.node = name === 'peer' ? peer.node : station.node
    this.#role = name === 'peer' ? Role.NODE : Role.STATION
    this.incarnation = name === 'peer' ? peer.incarnation : station.incarnation
  }

  /** Another process of it begins. */
  startAnew(): void {
    this.former = this.isKnown ? this.incarnation : undefined
    this.incarnation = (this.incarnation % 0xffff_fff0) + 1 + this.scene.random.below(10)
  }

  hello(fields: Partial<Hello>): Hello {
    return {
      type: 'HELLO',
      link: this.scene.link.link,
      incarnation: this.incarnation,
      epoch: 0,
      node: this.node,
      role: this.#role,
      answer: false,
      minimumVersion: WIRE_VERSIONS.minimum,
      maximumVersion: WIRE_VERSIONS.maximum,
      kinds: 0,
      bases: 0,
      heraldingPlace: 0,
      ...fields
    }
  }

  /** A HELLO that takes its sender for another. */
  misnamed(): Hello {
    const other = this.#role === Role.NODE ? Role.STATION : Role.NODE
    return this.hello({
      incarnation: this.incarnation + 5000,
      ...(this.scene.random.below(2) === 0 ? { node: this.node + 50 } : { role: other })
    })
  }

  /** A HELLO of a process with which nobody shares a version. */
  strange(): Hello {
    return this.hello({
      incarnation: this.incarnation + 7000,
      minimumVersion: WIRE_VERSIONS.maximum + 1,
      maximumVersion: WIRE_VERSIONS.maximum + 9
    })
  }

  openAck(epoch: number): OpenAck {
    return { type: 'OPEN_ACK', link: this.scene.link.link, incarnation: this.incarnation, epoch }
  }
}
