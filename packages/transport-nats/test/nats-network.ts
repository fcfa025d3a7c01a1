import type { NodeId } from '@bellwire/transport'
import type { ContractNetwork } from '@bellwire/transport/contract'
import { connect, type NatsConnection, usernamePasswordAuthenticator } from '@nats-io/transport-node'
import { natsTransport, type NatsTransport } from '../src/index.js'
import { Subjects } from '../src/subjects.js'

/** The parties of one network over a server, with users `party N` and the same passwords where the server asks for them. */
export class NatsNetwork implements ContractNetwork {
  readonly #processes = new Map<NodeId, NatsTransport>()
  /** The latest run of each party. */
  readonly #runs = new Map<NodeId, number>()
  readonly #subjects: Subjects

  constructor(
    private readonly url: string,
    private readonly network: string,
    private readonly users: boolean
  ) {
    this.#subjects = new Subjects(network)
  }

  async start(node: NodeId): Promise<NatsTransport> {
    const login = this.users ? `party${node}:party${node}@` : ''
    const servers = this.url.replace('//', `//${login}`)
    const transport = await natsTransport({ servers, network: this.network, node, peers: [1, 2, 3] })
    this.#processes.set(node, transport)
    this.#runs.set(node, transport.incarnation)
    return transport
  }

  async stop(node: NodeId): Promise<void> {
    const transport = this.#processes.get(node)
    this.#processes.delete(node)
    await transport?.close()
  }

  async inject(from: NodeId, to: NodeId, bytes: Uint8Array): Promise<void> {
    const connection = await this.#connect(from)
    connection.publish(this.#subjects.frames(to, this.#runOf(to), from, this.#runOf(from)), bytes)
    await connection.drain()
  }

  async until(condition: () => boolean, what: string): Promise<void> {
    for (const end = performance.now() + 30_000; performance.now() < end; ) {
      if (condition()) return
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
    throw new Error(`${what}: not within 30 seconds`)
  }

  async close(): Promise<void> {
    await Promise.all([...this.#processes.keys()].map((node) => this.stop(node)))
  }

  #connect(node: NodeId): Promise<NatsConnection> {
    const name = `party${node}`
    return connect({
      servers: this.url,
      ...(this.users && { authenticator: usernamePasswordAuthenticator(name, name) })
    })
  }

  #runOf(node: NodeId): number {
    return this.#runs.get(node) ?? 0
  }
}
