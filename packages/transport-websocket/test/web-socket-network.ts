import type { NodeId } from '@bellwire/transport'
import type { ContractNetwork } from '@bellwire/transport/contract'
import { encodeTransportFrames, encodeTransportHello } from '@bellwire/wire'
import { dial } from '../src/dial.js'
import { helloOf } from '../src/greeting.js'
import { type ListeningServer, listenWebSocket } from '../src/listen.js'
import type { WebSocketObserver } from '../src/observer.js'
import type { Party } from '../src/peering.js'
import type { TlsMaterial } from '../src/tls.js'
import type { WebSocketChannel } from '../src/web-socket-channel.js'
import {
  webSocketTransport,
  type WebSocketTransport,
  type WebSocketTransportOptions
} from '../src/web-socket-transport.js'
import type { Authority } from './authority.js'
import { until } from './until.js'

const PARTIES = [1, 2, 3]

interface Process {
  readonly transport: WebSocketTransport
  readonly server: ListeningServer
}

/** Parties 1, 2 and 3 at addresses of this machine. */
export class WebSocketNetwork implements ContractNetwork {
  readonly #ports = new Map<NodeId, number>()
  readonly #processes = new Map<NodeId, Process>()
  readonly #material = new Map<NodeId, TlsMaterial>()

  constructor(
    readonly authority: Authority | undefined,
    private readonly neighbours: boolean,
    private readonly options: Partial<WebSocketTransportOptions> = {}
  ) {
    for (const node of PARTIES) if (authority !== undefined) this.#material.set(node, authority.party(`party ${node}`))
  }

  /** Finds ports for all parties. */
  async open(): Promise<this> {
    const servers = await Promise.all(PARTIES.map(async () => listenWebSocket()))
    servers.forEach((server, index) => this.#ports.set(PARTIES[index] ?? 0, server.address.port))
    await Promise.all(servers.map(async (server) => server.close()))
    return this
  }

  async start(node: NodeId, observer: Partial<WebSocketObserver> = {}): Promise<WebSocketTransport> {
    const tls = this.#material.get(node)
    const server = await listenWebSocket({ port: this.#ports.get(node) ?? 0, tls })
    const transport = webSocketTransport({
      node,
      server,
      tls,
      parties: new Map(PARTIES.map((party) => [party, this.party(party)])),
      unproven: tls === undefined,
      backoff: { first: 10, last: 50 },
      observer,
      ...this.options
    })
    this.#processes.set(node, { transport, server })
    return transport
  }

  async stop(node: NodeId): Promise<void> {
    const process = this.#processes.get(node)
    this.#processes.delete(node)
    await process?.transport.close()
    await process?.server.close()
  }

  async inject(from: NodeId, to: NodeId, bytes: Uint8Array): Promise<void> {
    const incarnation = this.#processes.get(from)?.transport.incarnation ?? 0
    await this.connect(to, this.#material.get(from), (channel, closed) => {
      channel.send(encodeTransportHello(helloOf(from, to, incarnation)))
      channel.listen({
        message: () => {
          channel.send(encodeTransportFrames({ type: 'FRAMES', frames: [bytes] }))
          channel.finish(1000, 'injected')
        },
        closed
      })
    })
  }

  /** Opens a channel to a party as its transport would, and waits for it to close. */
  async connect(
    to: NodeId,
    tls: TlsMaterial | undefined,
    use: (channel: WebSocketChannel, closed: (reason: string) => void) => void
  ): Promise<string> {
    return new Promise((resolve, reject) => {
      const dialling = dial(this.party(to).url ?? '', {
        tls,
        connected: (channel) =>
          use(channel, (reason) => {
            dialling.close()
            resolve(reason)
          }),
        failed: (error) => {
          dialling.close()
          reject(error)
        }
      })
    })
  }

  async until(condition: () => boolean, what: string): Promise<void> {
    await until(condition, what)
  }

  async close(): Promise<void> {
    await Promise.all([...this.#processes.keys()].map(async (node) => this.stop(node)))
  }

  party(node: NodeId): Party {
    const scheme = this.authority === undefined ? 'ws' : 'wss'
    const url = `${scheme}://127.0.0.1:${this.#ports.get(node)}/peer`
    return { name: `party ${node}`, url, neighbour: this.neighbours }
  }
}
