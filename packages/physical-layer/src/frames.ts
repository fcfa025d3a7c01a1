import {
  commonVersion,
  type Frame,
  type Gen,
  type Hello,
  HeraldingPlace,
  type LinkHeader,
  type Open,
  Role,
  type Sync,
  WIRE_VERSIONS
} from '@bellwire/wire'
import type { LinkConfiguration } from './configuration.js'
import type { Means } from './means.js'
import type { SessionContext } from './session/events.js'
import type { SynchronisationEmitted } from './synchronisation/machine.js'

/** Whether a HELLO says of its sender what the transport and the configuration of the link say (PHY-069). */
export function isOwnHello(frame: Hello, from: number, role: Role): boolean {
  return frame.node === from && frame.role === role
}

/** The highest version that this implementation shares with the sender of a HELLO; undefined where there is none. */
export function versionWith({ minimumVersion, maximumVersion }: Hello): number | undefined {
  return commonVersion(WIRE_VERSIONS, { minimum: minimumVersion, maximum: maximumVersion })
}

/** Makes the frames that a node's physical layer sends on one link. */
export class NodeFrames {
  readonly #configuration: LinkConfiguration
  readonly #incarnation: number
  readonly #means: Means

  constructor(configuration: LinkConfiguration, incarnation: number, means: Means) {
    this.#configuration = configuration
    this.#incarnation = incarnation
    this.#means = means
  }

  header(epoch: number): LinkHeader {
    return { link: this.#configuration.link, incarnation: this.#incarnation, epoch }
  }

  hello(epoch: number, answer: boolean): Hello {
    return {
      type: 'HELLO',
      link: this.#configuration.link,
      incarnation: this.#incarnation,
      epoch,
      node: this.#configuration.node,
      role: Role.NODE,
      answer,
      minimumVersion: WIRE_VERSIONS.minimum,
      maximumVersion: WIRE_VERSIONS.maximum,
      kinds: this.#means.kinds,
      bases: this.#means.bases,
      heraldingPlace: HeraldingPlace.MID_POINT
    }
  }

  /** The station, which is not to know which pairs are tested, gets no seed and no share (LNK-176). */
  open(session: SessionContext, toStation: boolean, testSeed: number): Open {
    return {
      type: 'OPEN',
      link: this.#configuration.link,
      incarnation: this.#incarnation,
      epoch: session.epoch,
      version: session.version,
      firstSequence: session.firstSequence,
      slotOrigin: this.#configuration.slotOrigin,
      slotPeriod: this.#configuration.slotPeriod,
      peerIncarnation: session.peer,
      stationIncarnation: session.station,
      testSeed: toStation ? 0 : testSeed,
      testFraction: toStation ? 0 : session.testFraction
    }
  }

  openAck(epoch: number): Frame {
    return { type: 'OPEN_ACK', link: this.#configuration.link, incarnation: this.#incarnation, epoch }
  }

  /** Written out field by field: every attempt needs one. */
  gen(epoch: number, queueId: number, firstSlot: number, slots: number, brightness: number): Gen {
    return {
      type: 'GEN',
      link: this.#configuration.link,
      incarnation: this.#incarnation,
      epoch,
      queueId,
      firstSlot,
      slots,
      brightness
    }
  }

  sync(epoch: number, originTime: number, picture: Extract<SynchronisationEmitted, { type: 'sync' }>): Sync {
    const { exchange, offset, drift, quality } = picture
    return {
      type: 'SYNC',
      link: this.#configuration.link,
      incarnation: this.#incarnation,
      epoch,
      exchange,
      originTime,
      offset,
      drift,
      quality
    }
  }
}
