import { randomInt } from 'node:crypto'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { errors, type Msg, type NatsConnection } from '@nats-io/transport-node'
import type { NodeId, Transport, TransportListener } from '@bellwire/transport'
import { decodeFrame, encodeFrame, type Frame, LIMITS, WireError } from '@bellwire/wire'
import { Backlog } from './backlog.js'
import { connectNats, type NatsServers } from './connection.js'
import { NatsError } from './errors.js'
import type { NatsDropReason, NatsObserver } from './observer.js'
import { HEARTBEAT, Presence } from './presence.js'
import { checkNode, isNode, presenceOf, senderOf, Subjects } from './subjects.js'

export interface NatsTransportOptions extends NatsServers {
  /** The party that this is. */
  readonly node: NodeId
  /** 1 to 64 letters, digits, - and _: networks on one server have nothing to do with each other. */
  readonly network: string
  /** Parties whose presence the observer is told of. */
  readonly peers?: Iterable<NodeId>
  readonly observer?: Partial<NatsObserver>
  /** Most bytes of frames that may wait until the server takes them; frames beyond are lost. */
  readonly maximumBacklog?: number
  /** Ends the wait for a server. */
  readonly signal?: AbortSignal
}

const MAXIMUM_BACKLOG = 8 * 1024 * 1024

/** Between two attempts to find a server that does not run yet, milliseconds. */
const RETRY = 500

/**
 * One party's end of a network whose frames go over NATS. Waits until there is a server.
 *
 * A frame counts as from a party only as far as the server sees to it that nobody else publishes under that party's
 * subjects: see {@link natsPermissions}.
 *
 * @throws NatsError NATS_OPTION_INVALID, NATS_UNAUTHORIZED, NATS_NOT_PERMITTED, NATS_SERVER_UNFIT
 */
export async function natsTransport(options: NatsTransportOptions): Promise<NatsTransport> {
  const subjects = new Subjects(options.network)
  checkNode(options.node)
  for (const peer of options.peers ?? []) checkNode(peer, 'peers')
  const connection = await firstConnection(options)
  const transport = new NatsTransport(connection, subjects, options)
  try {
    await transport.begin()
  } catch (error) {
    await connection.close()
    throw error
  }
  return transport
}

async function firstConnection(options: NatsTransportOptions): Promise<NatsConnection> {
  const { node, network, observer, signal } = options
  for (;;) {
    signal?.throwIfAborted()
    try {
      return await connectNats(options, `bellwire ${network} ${node}`)
    } catch (error) {
      if (!(error instanceof NatsError) || error.code !== 'NATS_UNREACHABLE') throw error
      observer?.disconnected?.(error.message)
      await sleep(RETRY, undefined, { signal })
    }
  }
}

/** Made by {@link natsTransport}. */
export class NatsTransport implements Transport {
  readonly node: NodeId
  /** Names this run of the party's process; larger than that of every run before, as far as the host's clock goes on. */
  readonly incarnation = Date.now() * 1000 + randomInt(1000)
  /** Resolves when the transport is closed: with why, if nobody has asked for it. */
  readonly closed: Promise<NatsError | undefined>
  readonly #observer: Partial<NatsObserver>
  readonly #backlog: Backlog
  readonly #presence: Presence
  readonly #heartbeat: NodeJS.Timeout
  #listener: TransportListener | undefined
  #state: 'connected' | 'disconnected' | 'closed' = 'connected'
  #refused: NatsError | undefined
  #tellClosed: (why: NatsError | undefined) => void = () => undefined

  constructor(
    private readonly connection: NatsConnection,
    private readonly subjects: Subjects,
    { node, peers = [], observer = {}, maximumBacklog = MAXIMUM_BACKLOG }: NatsTransportOptions
  ) {
    this.node = node
    this.#observer = observer
    this.#backlog = new Backlog(connection, maximumBacklog)
    this.#presence = new Presence(peers, {
      present: (peer, incarnation) => observer.present?.(peer, incarnation),
      absent: (peer) => observer.absent?.(peer)
    })
    this.closed = new Promise((resolve) => {
      this.#tellClosed = resolve
    })
    this.#heartbeat = setInterval(() => this.#beat(), HEARTBEAT)
  }

  /** Subscribes, and sees whether the server allows it. */
  async begin(): Promise<void> {
    const { connection, subjects, node } = this
    this.#checkServer()
    this.#observer.connected?.(connection.getServer())
    this.#subscribe(subjects.frames(node, '*', '*'), (message) => this.#receive(message))
    for (const party of new Set([node, ...this.#presence.watched])) {
      this.#subscribe(subjects.presence(party, '*', '*'), (message) => this.#hear(message))
    }
    void this.#follow()
    this.#say('here')
    await connection.flush()
    // The server tells what it refuses before it answers, but the library tells it later.
    await nextTurn()
    if (this.#refused !== undefined) throw this.#refused
  }

  /** Bytes of frames that the server has not taken yet. */
  get backlog(): number {
    return this.#backlog.bytes
  }

  /** @throws WireError where the frame cannot be encoded */
  send(to: NodeId, frame: Frame): void {
    const bytes = encodeFrame(frame)
    if (this.#state !== 'connected') this.#drop(to, this.#state)
    else if (!isNode(to) || to === this.node) this.#drop(to, 'no-channel')
    else if (!this.#backlog.hasRoomFor(bytes.length)) this.#drop(to, 'backlog')
    else {
      this.connection.publish(this.subjects.frames(to, this.node, this.incarnation), bytes)
      this.#backlog.add(bytes.length)
    }
  }

  listen(listener: TransportListener): void {
    this.#listener = listener
  }

  /** Closes it after what was sent, and after what has come; tells the others that this party goes. */
  async close(): Promise<void> {
    await this.#end(undefined)
  }

  async #end(why: NatsError | undefined): Promise<void> {
    if (this.#state === 'closed') return
    const { connection } = this
    const reachable = this.#state === 'connected'
    clearInterval(this.#heartbeat)
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
    const sender = senderOf(subject)
    const listener = this.#listener
    if (sender === undefined || listener === undefined) return
    if (!this.#presence.hear(sender.node, sender.incarnation, performance.now())) return
    let frame: Frame
    try {
      frame = decodeFrame(data)
    } catch (error) {
      if (!(error instanceof WireError)) throw error
      return listener.malformed(sender.node, error.code)
    }
    listener.frame(sender.node, frame)
  }

  #hear({ subject }: Msg): void {
    const said = presenceOf(subject)
    if (said === undefined) return
    if (said.node === this.node) this.#hearOfOwn(said.incarnation)
    else if (said.state === 'gone') this.#presence.gone(said.node, said.incarnation)
    // Whoever has just come need not wait for the next heartbeat.
    else if (this.#presence.here(said.node, said.incarnation, performance.now())) this.#say('here')
  }

  #hearOfOwn(incarnation: number): void {
    if (incarnation < this.incarnation) this.#say('here')
    if (incarnation <= this.incarnation) return
    const accepted = 'one process for each party'
    void this.#end(
      new NatsError('NATS_SUPERSEDED', 'node', `${this.node}, for which another process has begun`, accepted)
    )
  }

  #beat(): void {
    if (this.#state !== 'connected') return
    this.#say('here')
    this.#presence.expire(performance.now())
  }

  #say(state: 'here' | 'gone'): void {
    if (this.#state === 'connected') {
      this.connection.publish(this.subjects.presence(this.node, this.incarnation, state))
    }
  }

  async #follow(): Promise<void> {
    for await (const status of this.connection.status()) {
      if (this.#state === 'closed') continue
      switch (status.type) {
        case 'disconnect':
          this.#state = 'disconnected'
          this.#backlog.clear()
          this.#presence.lost()
          this.#observer.disconnected?.(`the connection to ${status.server} is lost`)
          break
        case 'reconnect':
          this.#state = 'connected'
          this.#say('here')
          this.#observer.connected?.(status.server)
          break
        case 'error':
          this.#refusedBy(status.error)
          break
        default:
      }
    }
  }

  #refusedBy(error: Error): void {
    if (!(error instanceof errors.PermissionViolationError)) return
    const { operation, subject } = error
    const accepted = 'the permissions of the party: see natsPermissions'
    this.#refused ??= new NatsError('NATS_NOT_PERMITTED', operation, `${subject}, which is refused`, accepted)
    const [, , kind, to] = subject.split('.')
    if (operation === 'publish' && kind === 'frames') this.#drop(Number(to), 'not-permitted')
  }

  #checkServer(): void {
    const { info } = this.connection
    if (info !== undefined && info.max_payload < LIMITS.frameBytes) {
      const accepted = `at least ${LIMITS.frameBytes}, the bytes of a frame`
      throw new NatsError('NATS_SERVER_UNFIT', 'max_payload', info.max_payload, accepted)
    }
  }

  #drop(to: NodeId, reason: NatsDropReason): void {
    this.#observer.dropped?.(to, reason)
  }
}
