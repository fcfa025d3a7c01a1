import type { Nanoseconds, RandomStream } from '@bellwire/runtime'
import { encodedSize, type Frame } from '@bellwire/wire'
import type { Channel } from './channel.js'
import type { Medium, Place, Receiver, Route } from './medium.js'
import type { DropReason } from './observer.js'
import type { NodeId } from './transport.js'

/** Nanoseconds that one byte takes at one bit per second. */
const BYTE_DURATION = 8e9

/**
 * One direction of a channel: decides what becomes of each frame that is sent. Each kind of fault draws from its own
 * stream, and only while it is set, so that one fault never changes what another does.
 */
export class Direction implements Route {
  cut = false
  #channel: Channel
  /** When the last frame sent so far has left. */
  #busyUntil: Nanoseconds = 0
  /** When the last frame that keeps the order arrives. */
  #lastArrival: Nanoseconds = 0
  #lossStream: RandomStream | undefined
  #duplicationStream: RandomStream | undefined
  #jitterStream: RandomStream | undefined
  #reorderingStream: RandomStream | undefined

  constructor(
    readonly medium: Medium,
    readonly from: NodeId,
    readonly to: Place,
    channel: Channel
  ) {
    this.#channel = channel
  }

  get channel(): Channel {
    return this.#channel
  }

  /** The channel must have been checked. */
  set channel(channel: Channel) {
    this.#channel = channel
  }

  /** Puts a frame on the way, decoded or as bytes. Bytes are what arrives where there are both. */
  transmit(frame: Frame | undefined, bytes: Uint8Array | undefined): void {
    const { medium, to } = this
    const receiver = to.receiver
    if (this.cut) return this.drop(frame, 'partition')
    if (receiver === undefined) return this.drop(frame, 'receiver-detached')
    const channel = this.#channel
    let departure = medium.clock.now()
    if (channel.bandwidth !== undefined) {
      if (this.#busyUntil > departure) departure = this.#busyUntil
      const size = bytes !== undefined ? bytes.length : encodedSize(frame as Frame)
      departure += Math.ceil((size * BYTE_DURATION) / channel.bandwidth)
      this.#busyUntil = departure
    }
    if (channel.loss !== undefined && channel.loss > 0 && this.#losses().bernoulli(channel.loss)) {
      return this.drop(frame, 'loss')
    }
    this.#deliver(receiver, frame, bytes, departure)
    const { duplication } = channel
    if (duplication !== undefined && duplication > 0 && this.#duplications().bernoulli(duplication)) {
      this.#deliver(receiver, frame, bytes, departure)
    }
  }

  drop(frame: Frame | undefined, reason: DropReason): void {
    this.medium.observer?.dropped(this.from, this.to.node, frame, reason)
  }

  #deliver(receiver: Receiver, frame: Frame | undefined, bytes: Uint8Array | undefined, departure: Nanoseconds): void {
    const { delay, jitter, reordering } = this.#channel
    let arrival = departure + delay
    if (jitter !== undefined && jitter > 0) arrival += this.#jitters().below(jitter + 1)
    if (
      reordering !== undefined &&
      reordering.probability > 0 &&
      this.#reorderings().bernoulli(reordering.probability)
    ) {
      arrival += reordering.extraDelay
    } else {
      if (arrival < this.#lastArrival) arrival = this.#lastArrival
      this.#lastArrival = arrival
    }
    this.medium.clock.at(arrival, this.medium.deliveries.take(this, receiver, frame, bytes))
  }

  #losses(): RandomStream {
    return (this.#lossStream ??= this.#stream('loss'))
  }

  #duplications(): RandomStream {
    return (this.#duplicationStream ??= this.#stream('duplication'))
  }

  #jitters(): RandomStream {
    return (this.#jitterStream ??= this.#stream('jitter'))
  }

  #reorderings(): RandomStream {
    return (this.#reorderingStream ??= this.#stream('reordering'))
  }

  #stream(fault: string): RandomStream {
    return this.medium.random.stream(`network/${this.from}>${this.to.node}/${fault}`)
  }
}
