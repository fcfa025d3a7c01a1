export type { LinkDescription, NetworkDescription, NodeDescription, StationDescription } from './network/description.js'
export { SimulatedNetwork, type SimulatedNetworkOptions } from './network/simulated-network.js'
export * from './bench/index.js'
export * from './report/index.js'
