import { randomInt } from 'node:crypto'
import type { NodeId, Transport, TransportListener } from '@bellwire/transport'
import { encodeFrame, type Frame, LIMITS, type WireError } from '@bellwire/wire'
import { checkUrl } from './attempt.js'
import type { Backoff } from './backoff.js'
import { Connection, type ConnectionOwner } from './connection.js'
import type { ChannelServer } from './channel-paths.js'
import { ConnectionError } from './errors.js'
import { type ChannelLimits, limitsOf } from './limits.js'
import type { WebSocketDropReason, WebSocketObserver } from './observer.js'
import { type Party, Peering } from './peering.js'
import type { TlsMaterial } from './tls.js'
import type { WebSocketChannel } from './web-socket-channel.js'

export interface WebSocketTransportOptions {
  /** The party that this is. */
  readonly node: NodeId
  /** The others, by number. */
  readonly parties: ReadonlyMap<NodeId, Party>
  /** Where others dial; absent: this end dials all of them. */
  readonly server?: ChannelServer | undefined
  /** Where on the server; default `/peer`. */
  readonly path?: string
  /** What proves the ends of connections that are dialled from here. */
  readonly tls?: TlsMaterial | undefined
  /** Takes the other end's word for who it is, where the connection proves nothing. */
  readonly unproven?: boolean
  /** Allows connections to other machines without TLS. */
  readonly unprotected?: boolean
  /** Of connections that are dialled from here. Twice their `backlogBytes` of frames may wait, on any connection and for one. */
  readonly limits?: Partial<ChannelLimits>
  /** Milliseconds that a frame may wait for a connection; default one second. */
  readonly patience?: number
  /** Milliseconds without a frame after which a connection ends that is no neighbour's; default one minute. */
  readonly idleTimeout?: number
  readonly backoff?: Backoff
  /** Uniform on [0, 1): spreads the attempts of many. */
  readonly random?: () => number
  readonly observer?: Partial<WebSocketObserver>
}

/**
 * One party's end of a network whose frames go over WebSocket. Connections with neighbours are made at once, and with
 * others when there are frames for them.
 *
 * @throws ConnectionError PARTY_INVALID, ADDRESS_INVALID, UNPROTECTED, LIMIT_INVALID, PATH_INVALID, PATH_TAKEN
 */
export function webSocketTransport(options: WebSocketTransportOptions): WebSocketTransport {
  const { node, parties, tls, unproven = false, unprotected = false } = options
  checkNode('node', node)
  for (const [peer, { url }] of parties) {
    checkNode('parties', peer)
    if (url !== undefined) checkUrl(url, tls !== undefined, unprotected)
    if (url?.startsWith('ws:') === true && !unproven) {
      throw new ConnectionError('UNPROTECTED', `url of ${peer}`, url, 'wss:, or the choice of unproven')
    }
  }
  return new WebSocketTransport(options)
}

function checkNode(field: string, node: NodeId): void {
  if (Number.isInteger(node) && node >= 0 && node <= LIMITS.uint32) return
  throw new ConnectionError('PARTY_INVALID', field, node, 'numbers of nodes from 0 to 4294967295')
}

/** Made by {@link webSocketTransport}. */
export class WebSocketTransport implements Transport {
  readonly node: NodeId
  /** Of this process, as it is told to others. */
  readonly incarnation = randomInt(1, LIMITS.uint32)
  readonly #options: WebSocketTransportOptions
  readonly #path: string
  readonly #limits: ChannelLimits
  readonly #observer: Partial<WebSocketObserver>
  readonly #peerings = new Map<NodeId, Peering>()
  readonly #connections = new Set<Connection>()
  readonly #owner: ConnectionOwner
  #tls: TlsMaterial | undefined
  #listener: TransportListener | undefined
  #isClosed = false
  #tellEnded: () => void = () => {}
  readonly #ended = new Promise<void>((resolve) => (this.#tellEnded = resolve))

  constructor(options: WebSocketTransportOptions) {
    const { node, parties, server, path = '/peer', patience = 1000, idleTimeout = 60_000, observer = {} } = options
    this.node = node
    this.#options = options
    this.#path = path
    this.#limits = limitsOf({ ...options.limits, messageBytes: LIMITS.transportBytes })
    this.#observer = observer
    this.#tls = options.tls
    this.#owner = {
      opened: (connection) => this.#opened(connection),
      frame: (from, frame, bytes) => this.#received(from, frame, bytes),
      malformed: (from, bytes, error) => this.#malformed(from, bytes, error),
      closed: (connection, reason) => this.#closed(connection, reason)
    }
    server?.serve(path, (channel) => this.#introduce(channel, undefined), {
      unproven: options.unproven ?? false,
      messageBytes: LIMITS.transportBytes
    })
    const context = {
      node,
      observer,
      patience,
      idleTimeout,
      backlogBytes: 2 * this.#limits.backlogBytes,
      backoff: options.backoff,
      random: options.random,
      attempt: (peer: NodeId, { name }: Party) => ({
        tls: this.#tls,
        expected: name,
        limits: this.#limits,
        opened: (channel: WebSocketChannel) => this.#introduce(channel, peer)
      })
    }
    for (const [peer, party] of parties) if (peer !== node) this.#peerings.set(peer, new Peering(peer, party, context))
  }

  /** Whether there is a connection with a process of the party. */
  isConnected(peer: NodeId): boolean {
    return this.#peerings.get(peer)?.isConnected ?? false
  }

  /** @throws WireError where the frame cannot be encoded */
  send(to: NodeId, frame: Frame): void {
    const bytes = encodeFrame(frame)
    this.#observer.sent?.(this.node, to, frame, bytes)
    const peering = this.#peerings.get(to)
    if (this.#isClosed) this.#drop(to, frame, 'sender-detached')
    else if (peering === undefined) this.#drop(to, frame, 'no-channel')
    else peering.send(frame, bytes)
  }

  listen(listener: TransportListener): void {
    this.#listener = listener
  }

  /** Uses other material for connections that are dialled from now on. Those that others dial are the server's matter. */
  updateTls(tls: TlsMaterial): void {
    this.#tls = tls
  }

  /** Ends all connections after what was sent; what comes until they are ended is still handed over. */
  async close(): Promise<void> {
    if (!this.#isClosed) {
      this.#isClosed = true
      this.#options.server?.withdraw(this.#path)
      for (const peering of this.#peerings.values()) peering.close()
      for (const connection of this.#connections) connection.leave()
      if (this.#connections.size === 0) this.#tellEnded()
    }
    await this.#ended
  }

  #introduce(channel: WebSocketChannel, dialled: NodeId | undefined): void {
    const { parties, unproven = false } = this.#options
    const nameOf = (node: NodeId) => parties.get(node)?.name
    const introduction = { node: this.node, dialled, proven: channel.peer, nameOf, unproven }
    this.#connections.add(new Connection(channel, introduction, this.incarnation, this.#owner))
  }

  #opened(connection: Connection): void {
    if (this.#isClosed) connection.leave()
    else this.#peeringOf(connection)?.opened(connection)
  }

  #closed(connection: Connection, reason: string): void {
    this.#connections.delete(connection)
    if (connection.peer === undefined) this.#observer.failed?.(undefined, reason)
    else this.#peeringOf(connection)?.closed(connection, reason)
    if (this.#isClosed && this.#connections.size === 0) this.#tellEnded()
  }

  #peeringOf({ peer }: Connection): Peering | undefined {
    return peer === undefined ? undefined : this.#peerings.get(peer)
  }

  #received(from: NodeId, frame: Frame, bytes: Uint8Array): void {
    this.#peerings.get(from)?.used()
    if (this.#listener === undefined) {
      this.#observer.dropped?.(from, this.node, frame, 'no-listener')
      return
    }
    this.#observer.received?.(from, this.node, frame, bytes)
    this.#listener.frame(from, frame)
  }

  #malformed(from: NodeId, bytes: Uint8Array, error: WireError): void {
    this.#observer.malformed?.(from, this.node, bytes, error)
    this.#listener?.malformed(from, error.code)
  }

  #drop(to: NodeId, frame: Frame, reason: WebSocketDropReason): void {
    this.#observer.dropped?.(this.node, to, frame, reason)
  }
}
