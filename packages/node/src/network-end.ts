import type { QuantumDevice } from '@bellwire/device'
import type { PairDelivered, QubitMemory } from '@bellwire/link-layer'
import {
  type CircuitJournal,
  DEFAULT_NETWORK_CONFIGURATION,
  defaultAdjacencyConfiguration,
  isLinkLabel,
  NetworkLayer
} from '@bellwire/network-layer'
import type { TakeRecord } from '@bellwire/runtime'
import type { Transport } from '@bellwire/transport'
import type { NodeNetwork, NodeOptions } from './configuration.js'
import type { LinkEnd } from './link-ends.js'
import { type NetworkInUse, NetworkService } from './network-service.js'
import { NodePort } from './node-port.js'
import type { NodeRecords } from './recovery/node-records.js'
import type { NodeTrace } from './node-trace.js'

const SECOND = 1_000_000_000

const DEFAULT_TIMES = { lifetime: 3600 * SECOND, refresh: 1800 * SECOND, hopAge: SECOND / 1000 } as const

export interface NetworkParts {
  readonly ends: readonly LinkEnd[]
  readonly memory: QubitMemory
  readonly device: Pick<QuantumDevice, 'execute'>
  readonly transport: Pick<Transport, 'send'>
  readonly records: NodeRecords | undefined
  readonly ignored: (reason: string) => void
  readonly trace: NodeTrace | undefined
}

/** A node's network layer: the service that programs see, and the layer of the present process below it. */
export class NetworkEnd implements NetworkInUse {
  readonly service: NetworkService
  readonly #options: NodeOptions
  readonly #network: NodeNetwork
  readonly #parts: NetworkParts
  readonly #ports: readonly NodePort[]
  /** Set when the node starts, before anything else is asked of it. */
  layer = undefined as unknown as NetworkLayer

  constructor(options: NodeOptions, network: NodeNetwork, parts: NetworkParts) {
    this.#options = options
    this.#network = network
    this.#parts = parts
    this.service = new NetworkService(this, options.clock, parts.trace)
    this.#ports = parts.ends.map((end) => new NodePort(end, options.device.capabilities))
    for (const [index, { link, service }] of parts.ends.entries()) {
      const port = this.#ports[index] as NodePort
      service.subscribe({
        delivered: (pair: PairDelivered) => {
          if (network.measuredRates === true && port.rateChanged()) this.layer.links.changed(link)
          if (isLinkLabel(pair.purpose)) this.layer.links.pairDelivered(pair)
        },
        expired: (pair) => this.layer.links.pairExpired(pair),
        failed: (failure) => this.layer.links.requestFailed(link, failure),
        linkChanged: () => this.layer.links.changed(link)
      })
    }
  }

  get window(): number {
    return this.#network.configuration?.window ?? DEFAULT_NETWORK_CONFIGURATION.window
  }

  /** Makes the layer of a new process, not yet started. */
  make(incarnation: number, journal: readonly CircuitJournal[]): void {
    const { transport, clock, random, runner = 'generated', device } = this.#options
    const { configuration, adjacency, times, minimumInterval = SECOND / 10, routes } = this.#network
    const { ends, memory, ignored, trace, records, transport: sending } = this.#parts
    const draws = random.stream(`network/${incarnation}`)
    this.layer = new NetworkLayer(
      {
        node: transport.node,
        incarnation,
        configuration: { ...DEFAULT_NETWORK_CONFIGURATION, ...configuration },
        adjacency: { ...defaultAdjacencyConfiguration(), ...adjacency },
        times: { ...DEFAULT_TIMES, ...times },
        minimumInterval,
        clock,
        runner,
        capabilities: device.capabilities,
        memory,
        device: this.#parts.device,
        ports: this.#ports,
        neighbours: ends.map(({ peer, setup }) => ({ peer, roundTrip: 2 * setup.physical.peerDelay })),
        random: () => draws.bits32(),
        transmit: (to, frame) => sending.send(to, frame),
        ...(records && { changed: (name: string, take: TakeRecord) => records.changed(name, take) }),
        ...(routes && { routes }),
        listener: this.service,
        ignored,
        ...(trace && { observer: trace.machines('network') })
      },
      journal
    )
    for (const [purpose, from] of this.service.optedIn) this.layer.accept(purpose, from)
  }
}
