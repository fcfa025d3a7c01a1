import type { DialogueConfiguration, QkdConfiguration, TeleportationConfiguration } from '@bellwire/application-layer'
import type { QuantumDevice } from '@bellwire/device'
import type { LinkLayerConfiguration, LinkLayerListener } from '@bellwire/link-layer'
import type {
  AdjacencyConfiguration,
  LinkStateTimes,
  NetworkLayerConfiguration,
  RouteSource
} from '@bellwire/network-layer'
import type { LinkConfiguration } from '@bellwire/physical-layer'
import type { Clock, Nanoseconds, RandomSource, Recorder } from '@bellwire/runtime'
import type { RunnerKind } from '@bellwire/statechart'
import type { Transport } from '@bellwire/transport'
import type { NodeJournal } from './recovery/node-journal.js'

/** One link of a node. */
export interface NodeLink {
  /** What the node calls the peer. */
  readonly peerName: string
  readonly physical: LinkConfiguration
  readonly linkLayer: LinkLayerConfiguration
  /**
   * Called as things happen, from the first moment on: while the node is made, it hears what an earlier process has still
   * had to say. Others subscribe to the link's service later.
   */
  readonly listener?: Partial<LinkLayerListener>
}

/** How a node takes part in the network layer; what is absent has a default. */
export interface NodeNetwork {
  readonly configuration?: Partial<NetworkLayerConfiguration>
  readonly adjacency?: Partial<AdjacencyConfiguration>
  readonly times?: Partial<LinkStateTimes>
  /** Time between two advertisements of this node at least. */
  readonly minimumInterval?: Nanoseconds
  /**
   * Whether links are advertised with the rates that were measured, where these are certain to be others than the
   * hardware states. Default false: what is measured of a link under faults stays until the link is used again, and a
   * link that seems too slow for every way is used no more.
   */
  readonly measuredRates?: boolean
  /**
   * Where the ways of circuits come from: `staticRoutes` of a network that is given, or a source of one's own. Default:
   * what the nodes advertise.
   */
  readonly routes?: RouteSource
}

export interface NodeOptions {
  /** For people; unique in a network. */
  readonly name: string
  readonly transport: Transport
  /** Any QuantumDevice: simulated, remote, or a driver of one's own. */
  readonly device: QuantumDevice
  /** The node's own clock. */
  readonly clock: Clock
  /** The node's own randomness: its incarnation and the bases that it draws. */
  readonly random: RandomSource
  readonly links: readonly NodeLink[]
  /** Absent: the node has links only. */
  readonly network?: NodeNetwork
  /** Timers and limits of dialogues between programs; what is absent has a default. */
  readonly dialogues?: Partial<DialogueConfiguration>
  /** Timers and limits of key distribution; what is absent has a default. */
  readonly keyDistribution?: Partial<QkdConfiguration>
  /** Timers of teleportations; what is absent has a default. */
  readonly teleportation?: Partial<TeleportationConfiguration>
  /**
   * Where what a later process must know is written down, before anything that depends on it leaves this one. Absent: a
   * process that is killed takes it along.
   */
  readonly journal?: NodeJournal
  /** How the machines are run. Default 'generated'. */
  readonly runner?: RunnerKind
  /** Where everything that happens is recorded; nothing is if absent. */
  readonly recorder?: Recorder
  /** Closes the node when it is aborted. */
  readonly signal?: AbortSignal
}
