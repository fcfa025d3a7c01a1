import type { LinkDescription, NodeDescription } from '../../network/description.js'
import type { MeasuredEdge, TopologyNode } from '../topology.js'

/** All of a link but its name and its place in the network. */
export type LinkHardware = Omit<LinkDescription, 'number' | 'name' | 'a' | 'b' | 'station' | 'delays' | 'peerDelay'>

/** A link's hardware, by its length and attenuation. */
export type LinkHardwareOf = (edge: MeasuredEdge) => LinkHardware

/** All of a node but its name. */
export type NodeHardware = Partial<Omit<NodeDescription, 'name' | 'number'>>

/** What a network is made of. */
export interface TopologyHardware {
  readonly link: LinkHardwareOf
  /** @param links how many links the node has. Default: what every node has by default, a true clock included. */
  readonly node?: (node: TopologyNode, links: number) => NodeHardware
  /** Qubits of a node for each of its links, where neither the topology nor `node` says how many it has. Default 2. */
  readonly qubitsPerLink?: number
  /** Of light in fibre, metres per second. Default 2e8. */
  readonly velocity?: number
}
