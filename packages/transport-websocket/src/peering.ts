import type { NodeId } from '@bellwire/transport'
import type { Frame } from '@bellwire/wire'
import type { AttemptOptions } from './attempt.js'
import { type Backoff, Retries } from './backoff.js'
import { Caller } from './caller.js'
import type { Connection } from './connection.js'
import type { WebSocketDropReason, WebSocketObserver } from './observer.js'
import { WaitingFrames } from './waiting-frames.js'
import { CLOSE } from './web-socket-channel.js'

/** How another party is reached. */
export interface Party {
  /** What its certificate proves. */
  readonly name: string
  /** Such as `wss://192.0.2.7:4711/peer`; absent: it dials. */
  readonly url?: string | undefined
  /** A connection with it is kept, whether there are frames or not. */
  readonly neighbour?: boolean
}

/** What all peerings of a transport share. */
export interface PeeringContext {
  readonly node: NodeId
  readonly observer: Partial<WebSocketObserver>
  /** Milliseconds that a frame may wait for a connection. */
  readonly patience: number
  /** Bytes that may wait for, and on, a connection. */
  readonly backlogBytes: number
  /** Milliseconds without a frame after which a connection ends that is no neighbour's. */
  readonly idleTimeout: number
  readonly backoff: Backoff | undefined
  readonly random: (() => number) | undefined
  /** What a party is dialled with. */
  readonly attempt: (peer: NodeId, party: Party) => Omit<AttemptOptions, 'ended'>
}

/** All that this end has to do with one other party: its connection, and the frames for it. Section 10.3. */
export class Peering {
  readonly #context: PeeringContext
  readonly #waiting: WaitingFrames
  readonly #retries: Retries
  readonly #caller: Caller | undefined
  readonly #isNeighbour: boolean
  /** That frames are sent on. */
  #current: Connection | undefined
  /** With the same process, on which nothing is sent any more. */
  readonly #others = new Set<Connection>()
  /** Of the party's process, as far as is known. */
  #incarnation: number | undefined
  #idle: NodeJS.Timeout | undefined
  /** Frames either way since the last look. */
  #uses = 0
  #isClosed = false

  constructor(
    readonly peer: NodeId,
    party: Party,
    context: PeeringContext
  ) {
    const { url } = party
    this.#context = context
    this.#isNeighbour = party.neighbour === true
    this.#waiting = new WaitingFrames(context.patience, context.backlogBytes, (frame) =>
      this.#drop(frame, 'receiver-detached')
    )
    this.#retries = new Retries(context.backoff, context.random)
    if (url === undefined) return
    this.#caller = new Caller({
      url,
      retries: this.#retries,
      options: () => context.attempt(peer, party),
      failed: ({ message }) => context.observer.failed?.(peer, message),
      isWanted: () => (this.#isNeighbour || this.#waiting.size > 0) && !this.isConnected && !this.#isClosed
    })
    if (this.#isNeighbour) this.#caller.call()
  }

  get isConnected(): boolean {
    return this.#current?.isOpen === true
  }

  send(frame: Frame, bytes: Uint8Array): void {
    const current = this.#current
    this.#uses += 1
    if (current?.isOpen === true) {
      if (current.backlog + bytes.length <= this.#context.backlogBytes) current.send(bytes)
      else this.#drop(frame, 'backlog')
    } else if (this.#waiting.add(frame, bytes)) this.#caller?.call()
    else this.#drop(frame, 'backlog')
  }

  /** A frame has come. */
  used(): void {
    this.#uses += 1
  }

  /** A hello of the party was accepted. */
  opened(connection: Connection): void {
    const { node, observer } = this.#context
    if (connection.incarnation !== this.#incarnation) this.#begin(connection.incarnation)
    const before = this.#current
    if (before === undefined) this.#current = connection
    else if (this.#isPreferred(connection, before)) {
      this.#current = connection
      this.#supersede(before, connection)
    } else this.#supersede(connection, before)
    this.#retries.succeeded()
    // Where the party with the lower number has dialled, no other connection is needed.
    if (!connection.dialledHere && this.peer < node) this.#caller?.cancel()
    for (const { bytes } of this.#waiting.take()) this.#current?.send(bytes)
    if (before === undefined) observer.connected?.(this.peer, connection.incarnation)
    if (connection.dialledHere && !this.#isNeighbour) this.#watchIdle()
  }

  closed(connection: Connection, reason: string): void {
    this.#others.delete(connection)
    if (this.#current !== connection) return
    this.#current = undefined
    this.#context.observer.disconnected?.(this.peer, reason)
    if (this.#isNeighbour && !this.#isClosed) this.#caller?.call()
  }

  /** Connects no more; what waits for a connection is lost. The connections that are there are looked after elsewhere. */
  close(): void {
    this.#isClosed = true
    this.#caller?.close()
    clearTimeout(this.#idle)
    for (const { frame } of this.#waiting.take()) this.#drop(frame, 'sender-detached')
  }

  /** Another process of the party than the one that was there before. Requirements TRN-023, TRN-025. */
  #begin(incarnation: number): void {
    if (this.#incarnation !== undefined) {
      for (const { frame } of this.#waiting.take()) this.#drop(frame, 'receiver-detached')
    }
    this.#incarnation = incarnation
    const former = [this.#current, ...this.#others]
    const reason = 'another process is there'
    if (this.#current !== undefined) this.#context.observer.disconnected?.(this.peer, reason)
    // Before they are ended: that they are is no reason to dial.
    this.#current = undefined
    this.#others.clear()
    for (const connection of former) connection?.end(CLOSE.superseded, reason)
  }

  /** Whether frames are to be sent on the later connection. Requirement TRN-020. */
  #isPreferred(later: Connection, earlier: Connection): boolean {
    return later.dialledHere === earlier.dialledHere || later.dialledHere === this.#context.node < this.peer
  }

  /** Requirement TRN-021. */
  #supersede(connection: Connection, by: Connection): void {
    this.#others.add(connection)
    const isMine = this.#context.node < this.peer || connection.dialledHere === by.dialledHere
    if (isMine) connection.finish(CLOSE.superseded, 'another connection is used')
    else connection.flush()
  }

  /** Ends a connection that was made for frames when there are none any more. Requirement TRN-026. */
  #watchIdle(): void {
    clearTimeout(this.#idle)
    const uses = this.#uses
    this.#idle = setTimeout(() => {
      if (this.#uses !== uses) this.#watchIdle()
      else this.#current?.finish(CLOSE.normal, 'idle')
    }, this.#context.idleTimeout)
  }

  #drop(frame: Frame, reason: WebSocketDropReason): void {
    this.#context.observer.dropped?.(this.#context.node, this.peer, frame, reason)
  }
}
