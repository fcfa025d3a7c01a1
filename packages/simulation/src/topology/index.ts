export type {
  GeographicPosition,
  MeasuredEdge,
  MeasuredTopology,
  Topology,
  TopologyEdge,
  TopologyNode
} from './topology.js'
export { type FilePlace, TopologyError } from './topology-error.js'
export { readTopology } from './read/read-topology.js'
export { greatCircleDistance } from './span/great-circle.js'
export { routeLength } from './span/route-length.js'
export { spanned, type SpanOptions } from './span/spanned.js'
export { chain, grid, ring, star } from './generators.js'
export type { LinkHardware, LinkHardwareOf, NodeHardware, TopologyHardware } from './network/hardware.js'
export { idealLinks, type IdealLinkOptions } from './network/ideal-links.js'
export { networkOfTopology } from './network/network-of-topology.js'
