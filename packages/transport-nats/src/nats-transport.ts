import { randomInt } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { errors, type Msg, type NatsConnection } from '@nats-io/transport-node'
import type { NodeId, Transport, TransportListener } from '@bellwire/transport'
import { decodeFrame, encodeFrame, type Frame, LIMITS, WireError } from '@bellwire/wire'
import { Backlog } from './backlog.js'
import type { NatsServers, NatsTls } from './connection.js'
import { NatsError } from './errors.js'
import { FirstContacts } from './first-contact.js'
import type { NatsDropReason, NatsObserver } from './observer.js'
import { HEARTBEAT, Presence } from './presence.js'
import { isNode, presenceOf, type Sender, senderOf, type Subjects } from './subjects.js'

export interface NatsTransportOptions extends NatsServers {
  /** The party that this is. */
  readonly node: NodeId
  /** 1 to 64 letters, digits, - and _: networks on one server have nothing to do with each other. */
  readonly network: string
  /** Allows connections to other machines without TLS. */
  readonly unprotected?: boolean
  /** Parties to find at once, instead of when there is a frame for them. */
  readonly peers?: Iterable<NodeId>
  readonly observer?: Partial<NatsObserver>
  /** Most bytes of frames that may wait until the server takes them; frames beyond are lost. */
  readonly maximumBacklog?: number
  /** Ends the wait for a server. */
  readonly signal?: AbortSignal
}

const MAXIMUM_BACKLOG = 8 * 1024 * 1024

/** One party's end of a network whose frames go over NATS; made by {@link natsTransport}. */
export class NatsTransport implements Transport {
  readonly node: NodeId
  /** Names this run of the party's process; larger than that of every run before, as far as the host's clock goes on. */
  readonly incarnation = Date.now() * 1000 + randomInt(1000)
  /** Resolves when the transport is closed: with why, if nobody has asked for it. */
  readonly closed: Promise<NatsError | undefined>
  readonly #observer: Partial<NatsObserver>
  readonly #maximumBacklog: number
  readonly #backlog: Backlog
  readonly #presence: Presence
  readonly #contacts: FirstContacts
  /** Parties that are subscribed to. */
  readonly #followed = new Set<NodeId>()
  readonly #heartbeat: NodeJS.Timeout
  #listener: TransportListener | undefined
  #state: 'attached' | 'detached' | 'closed' = 'attached'
  #refused: NatsError | undefined
  #tellClosed: (why: NatsError | undefined) => void = () => undefined

  constructor(
    private readonly connection: NatsConnection,
    private readonly subjects: Subjects,
    { node, observer = {}, maximumBacklog = MAXIMUM_BACKLOG }: NatsTransportOptions,
    /** Uses other material for connections that begin from now on, where there is TLS with material of this party. */
    readonly updateTls: (tls: NatsTls) => void
  ) {
    this.node = node
    this.#observer = observer
    this.#maximumBacklog = maximumBacklog
    this.#backlog = new Backlog(connection)
    this.#presence = new Presence({
      present: (peer, incarnation) => this.#meet(peer, incarnation),
      absent: (peer, reason) => observer.disconnected?.(peer, reason)
    })
    this.#contacts = new FirstContacts({
      call: (peer) => this.#call(peer),
      dropped: (peer, frame) => this.#drop(peer, frame, 'receiver-detached')
    })
    this.closed = new Promise((resolve) => {
      this.#tellClosed = resolve
    })
    this.#heartbeat = setInterval(() => this.#beat(), HEARTBEAT)
  }

  /** Subscribes, and sees whether the server allows it. */
  async begin(peers: Iterable<NodeId>): Promise<void> {
    const { connection, subjects, node } = this
    this.#checkServer()
    this.#observer.attached?.(connection.getServer())
    void this.#followConnection()
    this.#subscribe(subjects.frames(node, this.incarnation, '*', '*'), (message) => this.#receive(message))
    this.#subscribe(subjects.call(node, '*', '*'), ({ subject }) => this.#answer(subject))
    this.#subscribe(subjects.presence(node, '*', '*'), ({ subject }) => this.#hearOfOwn(subject))
    // To itself: shows whether it may send as this party.
    connection.publish(subjects.call(node, node, this.incarnation))
    for (const peer of peers) if (peer !== node) this.#call(peer)
    await connection.flush()
    // The server tells what it refuses before it answers, but the library tells it later.
    await nextTurn()
    if (this.#refused !== undefined) throw this.#refused
  }

  /** Whether a process of the party is there. */
  isConnected(peer: NodeId): boolean {
    return this.#presence.runOf(peer) !== undefined
  }

  /** Bytes of frames that were sent and that the server has not taken yet. */
  get backlog(): number {
    return this.#backlog.bytes + this.#contacts.bytes
  }

  /** @throws WireError where the frame cannot be encoded */
  send(to: NodeId, frame: Frame): void {
    const bytes = encodeFrame(frame)
    this.#observer.sent?.(this.node, to, frame, bytes)
    const run = this.#presence.runOf(to)
    const reason = this.#obstacle(to, bytes.length)
    if (reason !== undefined) this.#drop(to, frame, reason)
    else if (run !== undefined) this.#publish(to, run, bytes)
    else if (this.#presence.wasHeard(to)) this.#drop(to, frame, 'receiver-detached')
    else this.#contacts.hold(to, { frame, bytes })
  }

  /** Why no frame of this size can be sent to a party now, whether that is there or not. */
  #obstacle(to: NodeId, size: number): NatsDropReason | undefined {
    if (this.#state === 'closed') return 'sender-detached'
    if (!isNode(to) || to === this.node) return 'no-channel'
    if (this.#state === 'detached') return 'no-server'
    return this.backlog + size > this.#maximumBacklog ? 'backlog' : undefined
  }

  /** Sets the one listener. The others are told that this party is there when it listens first. */
  listen(listener: TransportListener): void {
    this.#listener = listener
    this.#say('here')
  }

  /** Closes it after what was sent, and after what has come; tells the others that this party goes. */
  async close(): Promise<void> {
    await this.#end(undefined)
  }

  async #end(why: NatsError | undefined): Promise<void> {
    if (this.#state === 'closed') return
    const { connection } = this
    const reachable = this.#state === 'attached'
    clearInterval(this.#heartbeat)
    this.#contacts.lost()
    if (reachable && why === undefined) this.#say('gone')
    this.#state = 'closed'
    try {
      await (reachable ? connection.drain() : connection.close())
    } catch {
      // The connection was lost on the way: there is nobody left to tell.
      await connection.close()
    }
    this.#listener = undefined
    this.#presence.lost()
    this.#tellClosed(why)
  }

  #publish(to: NodeId, run: number, bytes: Uint8Array): void {
    this.connection.publish(this.subjects.frames(to, run, this.node, this.incarnation), bytes)
    this.#backlog.add(bytes.length)
  }

  #say(state: 'here' | 'gone'): void {
    if (this.#state === 'attached' && this.#listener !== undefined) {
      this.connection.publish(this.subjects.presence(this.node, this.incarnation, state))
    }
  }

  #call(peer: NodeId): void {
    this.#follow(peer)
    if (this.#state === 'attached') this.connection.publish(this.subjects.call(peer, this.node, this.incarnation))
  }

  #follow(peer: NodeId): void {
    if (this.#followed.has(peer)) return
    this.#followed.add(peer)
    this.#subscribe(this.subjects.presence(peer, '*', '*'), ({ subject }) => this.#hearOf(subject))
  }

  /** A process of a party is there that was not known before. */
  #meet(peer: NodeId, run: number): void {
    this.#follow(peer)
    this.#observer.connected?.(peer, run)
    if (this.#state === 'attached') for (const { bytes } of this.#contacts.take(peer)) this.#publish(peer, run, bytes)
  }

  #subscribe(subject: string, take: (message: Msg) => void): void {
    this.connection.subscribe(subject, {
      callback: (error, message) => {
        if (error !== null) return this.#refusedBy(error)
        try {
          take(message)
        } catch (thrown) {
          // What the owner throws is no affair of the connection, which would stop reading.
          queueMicrotask(() => {
            throw thrown
          })
        }
      }
    })
  }

  #receive({ subject, data }: Msg): void {
    const sender = this.#senderOf(subject)
    if (sender === undefined) return
    const [observer, listener, from] = [this.#observer, this.#listener, sender.node]
    let frame: Frame
    try {
      frame = decodeFrame(data)
    } catch (error) {
      if (!(error instanceof WireError)) throw error
      observer.malformed?.(from, this.node, data, error)
      return listener?.malformed(from, error.code)
    }
    if (listener === undefined) return observer.dropped?.(from, this.node, frame, 'no-listener')
    observer.received?.(from, this.node, frame, data)
    listener.frame(from, frame)
  }

  #answer(subject: string): void {
    if (this.#senderOf(subject) !== undefined) this.#say('here')
  }

  /** @returns who has sent a message, if it counts */
  #senderOf(subject: string): Sender | undefined {
    const sender = senderOf(subject)
    if (sender === undefined || sender.node === this.node) return undefined
    return this.#presence.hear(sender.node, sender.incarnation, performance.now()) ? sender : undefined
  }

  #hearOf(subject: string): void {
    const said = presenceOf(subject)
    if (said === undefined) return
    if (said.state === 'gone') this.#presence.gone(said.node, said.incarnation)
    else this.#presence.hear(said.node, said.incarnation, performance.now())
  }

  #hearOfOwn(subject: string): void {
    const said = presenceOf(subject)
    if (said === undefined || said.state === 'gone') return
    if (said.incarnation < this.incarnation) this.#say('here')
    if (said.incarnation <= this.incarnation) return
    const value = `${this.node}, for which another process has begun`
    void this.#end(new NatsError('NATS_SUPERSEDED', 'node', value, 'one process for each party'))
  }

  #beat(): void {
    if (this.#state !== 'attached') return
    this.#say('here')
    this.#presence.expire(performance.now())
  }

  async #followConnection(): Promise<void> {
    void this.connection.closed().then((error) => this.#end(this.#lost(error)))
    for await (const status of this.connection.status()) {
      if (this.#state === 'closed') continue
      switch (status.type) {
        case 'disconnect':
          this.#state = 'detached'
          this.#backlog.clear()
          this.#contacts.lost()
          this.#presence.lost()
          this.#observer.detached?.(`the connection to ${status.server} is lost`)
          break
        case 'reconnect':
          this.#state = 'attached'
          this.#observer.attached?.(status.server)
          this.#say('here')
          for (const peer of this.#followed) this.#call(peer)
          break
        case 'error':
          this.#refusedBy(status.error)
          break
        default:
      }
    }
  }

  /** Why the library has given up a connection for good. */
  #lost(error: unknown): NatsError {
    const reason = error instanceof Error ? error.message : 'closed'
    return new NatsError('NATS_UNREACHABLE', 'the connection', `given up (${reason})`, 'a server that can be reached', {
      cause: error
    })
  }

  #refusedBy(error: Error): void {
    if (!(error instanceof errors.PermissionViolationError)) return
    const { operation, subject } = error
    const accepted = 'the permissions of the party: see natsPermissions'
    this.#refused ??= new NatsError('NATS_NOT_PERMITTED', operation, `${subject}, which is refused`, accepted)
    const [, , kind, to] = subject.split('.')
    if (operation === 'publish' && kind === 'frames') this.#drop(Number(to), undefined, 'not-permitted')
  }

  #checkServer(): void {
    const { info } = this.connection
    if (info !== undefined && info.max_payload < LIMITS.frameBytes) {
      const accepted = `at least ${LIMITS.frameBytes}, the bytes of a frame`
      throw new NatsError('NATS_SERVER_UNFIT', 'max_payload', info.max_payload, accepted)
    }
  }

  #drop(to: NodeId, frame: Frame | undefined, reason: NatsDropReason): void {
    this.#observer.dropped?.(this.node, to, frame, reason)
  }
}
