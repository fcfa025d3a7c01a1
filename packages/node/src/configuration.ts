import type { QuantumDevice } from '@bellwire/device'
import type { LinkLayerConfiguration } from '@bellwire/link-layer'
import type { LinkConfiguration } from '@bellwire/physical-layer'
import type { Clock, RandomSource, Recorder } from '@bellwire/runtime'
import type { RunnerKind } from '@bellwire/statechart'
import type { Transport } from '@bellwire/transport'

/** One link of a node. */
export interface NodeLink {
  /** What the node calls the peer. */
  readonly peerName: string
  readonly physical: LinkConfiguration
  readonly linkLayer: LinkLayerConfiguration
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
  /** How the machines are run. Default 'generated'. */
  readonly runner?: RunnerKind
  /** Where everything that happens is recorded; nothing is if absent. */
  readonly recorder?: Recorder
  /** Closes the node when it is aborted. */
  readonly signal?: AbortSignal
}
