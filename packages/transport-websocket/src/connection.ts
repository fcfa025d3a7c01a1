import type { NodeId } from '@bellwire/transport'
import {
  decodeFrame,
  decodeTransportMessage,
  encodeTransportFrames,
  encodeTransportHello,
  type Frame,
  framedSize,
  type TransportMessage,
  WireError
} from '@bellwire/wire'
import { helloOf, type Introduction, refusalOf } from './greeting.js'
import { raise } from './raise.js'
import { CLOSE, type WebSocketChannel } from './web-socket-channel.js'

/** Bytes of frames at which a message is sent without waiting for the turn to end. */
const MESSAGE_BYTES = 32_768

/** Times that bytes may come on a connection that are no frame. Requirement TRN-017. */
const MALFORMED_FRAMES = 64

/** Milliseconds in which whoever was dialled answers the hello. */
const HELLO_TIMEOUT = 5000

/** What a connection tells. */
export interface ConnectionOwner {
  /** The hello of the other end was accepted. */
  opened(connection: Connection): void
  frame(from: NodeId, frame: Frame, bytes: Uint8Array): void
  malformed(from: NodeId, bytes: Uint8Array, error: WireError): void
  /** Once. */
  closed(connection: Connection, reason: string): void
}

/** A connection with a process of another party: its hello, and then frames. Section 10.2 of the specification. */
export class Connection {
  readonly #channel: WebSocketChannel
  readonly #introduction: Introduction
  readonly #ownIncarnation: number
  readonly #owner: ConnectionOwner
  #peer: NodeId | undefined
  #incarnation = 0
  #malformed = 0
  #timer: NodeJS.Timeout | undefined
  #isOver = false
  /** Frames of this turn. */
  #batch: Uint8Array[] = []
  #batchBytes = 0

  constructor(channel: WebSocketChannel, introduction: Introduction, incarnation: number, owner: ConnectionOwner) {
    this.#channel = channel
    this.#introduction = introduction
    this.#ownIncarnation = incarnation
    this.#owner = owner
    if (introduction.dialled !== undefined) {
      this.#sendHello(introduction.dialled)
      this.#timer = setTimeout(() => this.#refuse(CLOSE.helloRefused, 'no hello'), HELLO_TIMEOUT)
    }
    channel.listen({
      message: (bytes) => this.#arrived(bytes),
      closed: (reason) => {
        clearTimeout(this.#timer)
        this.#isOver = true
        owner.closed(this, reason)
      }
    })
  }

  /** The party at the other end; undefined before its hello. */
  get peer(): NodeId | undefined {
    return this.#peer
  }

  /** Of the process at the other end. */
  get incarnation(): number {
    return this.#incarnation
  }

  /** Whether this end has dialled. */
  get dialledHere(): boolean {
    return this.#introduction.dialled !== undefined
  }

  get isOpen(): boolean {
    return this.#peer !== undefined && this.#channel.isOpen
  }

  /** Bytes that wait to be sent. */
  get backlog(): number {
    return this.#channel.backlog + this.#batchBytes
  }

  /** Sends an encoded frame with the others of this turn. */
  send(bytes: Uint8Array): void {
    const size = framedSize(bytes.length)
    if (this.#batchBytes + size > MESSAGE_BYTES) this.flush()
    if (this.#batch.length === 0) queueMicrotask(this.flush)
    this.#batch.push(bytes)
    this.#batchBytes += size
  }

  /** Sends what waits for the turn to end. */
  readonly flush = (): void => {
    if (this.#batch.length === 0) return
    const frames = this.#batch
    this.#batch = []
    this.#batchBytes = 0
    this.#channel.send(encodeTransportFrames({ type: 'FRAMES', frames }))
  }

  /** Sends nothing more, and hears what comes until the other end has closed too. */
  finish(code: number, reason: string): void {
    this.flush()
    this.#channel.finish(code, reason)
  }

  /** Ends it; what still comes counts no more. */
  end(code: number, reason: string): void {
    this.flush()
    this.#channel.closeWith(code, reason, reason)
  }

  /** Ends it because this party leaves. */
  leave(): void {
    this.finish(CLOSE.goingAway, 'leaving')
  }

  #sendHello(to: NodeId): void {
    const { node } = this.#introduction
    this.#channel.send(encodeTransportHello(helloOf(node, to, this.#ownIncarnation)))
  }

  #arrived(bytes: Uint8Array): void {
    let message: TransportMessage
    try {
      message = decodeTransportMessage(bytes)
    } catch (error) {
      if (!(error instanceof WireError)) throw error
      return this.#invalid(bytes, error)
    }
    const peer = this.#peer
    if (peer === undefined) this.#greeted(message)
    else if (message.type === 'HELLO') this.#refuse(CLOSE.helloRefused, 'a second hello')
    else for (const frame of message.frames) this.#frame(peer, frame)
  }

  #greeted(message: TransportMessage): void {
    const refusal = refusalOf(message, this.#introduction)
    if (refusal !== undefined) return this.#refuse(refusal.code, refusal.reason)
    if (message.type !== 'HELLO') return
    clearTimeout(this.#timer)
    this.#incarnation = message.incarnation
    this.#peer = message.node
    if (!this.dialledHere) this.#sendHello(message.node)
    this.#owner.opened(this)
  }

  #frame(from: NodeId, bytes: Uint8Array): void {
    // The frames before it may have ended the connection.
    if (this.#isOver) return
    let frame: Frame
    try {
      frame = decodeFrame(bytes)
    } catch (error) {
      if (!(error instanceof WireError)) throw error
      this.#malformed += 1
      this.#tellMalformed(from, bytes, error)
      if (this.#malformed > MALFORMED_FRAMES) this.#refuse(CLOSE.malformed, 'too many frames that are none')
      return
    }
    try {
      this.#owner.frame(from, frame, bytes)
    } catch (error) {
      raise(error)
    }
  }

  #invalid(bytes: Uint8Array, error: WireError): void {
    const peer = this.#peer
    if (peer === undefined) return this.#refuse(CLOSE.helloRefused, 'the first message is no hello')
    this.#tellMalformed(peer, bytes, error)
    this.#refuse(CLOSE.malformed, error.code)
  }

  #tellMalformed(from: NodeId, bytes: Uint8Array, error: WireError): void {
    try {
      this.#owner.malformed(from, bytes, error)
    } catch (thrown) {
      raise(thrown)
    }
  }

  #refuse(code: number, reason: string): void {
    this.#channel.closeWith(code, reason, reason)
  }
}
