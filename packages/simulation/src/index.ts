export {
  type LinkDescription,
  type NetworkDescription,
  type NodeDescription,
  slotPeriodOf,
  type StationDescription
} from './network/description.js'
export { type PartyHardware } from './network/hardware.js'
export { frameRecords } from './network/frame-records.js'
export { LiableStation } from './network/liable-station.js'
export {
  type NodeParty,
  nodeParty,
  partyNumbers,
  type StationParty,
  stationParty,
  type WorldParties,
  worldParties
} from './network/separate-parties.js'
export { SeparateNetworks, type SeparateNetworksOptions } from './network/separate-networks.js'
export { SimulatedNetwork, type SimulatedNetworkOptions } from './network/simulated-network.js'
export * from './bench/index.js'
export * from './report/index.js'
export * from './faults/index.js'
export * from './experiments/index.js'
export * from './scenario/index.js'
export * from './topology/index.js'
export * from './sweep/index.js'
