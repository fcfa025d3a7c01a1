export type { LinkDescription, NetworkDescription, NodeDescription, StationDescription } from './network/description.js'
export { SimulatedNetwork, type SimulatedNetworkOptions } from './network/simulated-network.js'
