/**
 * The network layer. Frames between neighbours, in order and once, and who is there (`Neighbours`); which nodes and links
 * there are, and the way to each (`Routing`, over a `LinkStateDatabase`); which paths between two nodes are worth taking,
 * and what a chain of links can be made to give (pure functions).
 *
 * @example
 * ```ts
 * const database = new LinkStateDatabase({ self: 1, incarnation, times }, now)
 * send(database.originate(links, now))
 * send(...database.receive(advertisement, neighbour, now).send)
 *
 * const graph = graphOf(topologyOf(database.advertisements(now)))
 * const paths = kShortestPaths(graph, { from: 1, to: 9, number: 3, cost: optimisticCost, minimumFidelity: 0.8 })
 * const budgets = paths.map(({ links }) => planFidelityBudget({ links, nodes: nodesOf(links) }, 0.8))
 * ```
 *
 * @packageDocumentation
 */
export { type AdjacencyConfiguration, defaultAdjacencyConfiguration } from './adjacency/configuration.js'
export { MACHINES as ADJACENCY_MACHINES, type NeighbourListener } from './adjacency/core.js'
export { Neighbours, type NeighbourSetup, type NeighboursOptions } from './adjacency/neighbours.js'
export { NetworkInputError } from './errors.js'
export {
  type AdvertisedLink,
  type Advertisement,
  checkAdvertisement,
  compareAdvertisements,
  worthAdvertising
} from './routing/advertisement.js'
export { type CutoffChain, cutoffDecay, cutoffMeanTime, cutoffSuccess } from './planning/chain-cutoff.js'
export { type CutoffBudget, planCutoffBudget } from './planning/cutoff-budget.js'
export { type ChainEstimate, estimateChain, type SwapNode } from './planning/chain-estimate.js'
export {
  chooseCutoff,
  type ChosenCutoff,
  type CutoffGoal,
  deviceIndependentKeyFraction,
  entanglementBasedKeyFraction,
  type TwoLinks
} from './planning/cutoff-choice.js'
export {
  type BudgetOptions,
  type FidelityBudget,
  type PlannedPath,
  planFidelityBudget
} from './planning/fidelity-budget.js'
export { cutoffInSlots, cutoffInTime, type CutoffOutcome } from './planning/cutoff.js'
export { expectedMaximum, expectedMaximumOf, expectedMaximumTime } from './planning/maximum.js'
export { swapAsapDecay, swapAsapDecayContinuous } from './planning/swap-asap.js'
export { expectedGap, waitingDecay, waitingDecayContinuous } from './planning/waiting.js'
export type { DistillationWish, StageWish } from './distillation/wish.js'
export { estimateStage, type StageEstimate } from './distillation/estimate.js'
export { type Graph, graphOf } from './routing/graph.js'
export type { NodeFacts } from './routing/node-facts.js'
export { type Judgement, judgeAdvertisement } from './routing/judgement.js'
export { type DisjointQuery, disjointPaths, type Way } from './routing/disjoint-paths.js'
export { kShortestPaths, type Path, type PathQuery } from './routing/k-shortest-paths.js'
export {
  hopCount,
  type LinkCost,
  type LinkMetric,
  optimisticCost,
  secondsPerPair,
  wernerFidelity,
  wernerParameter
} from './routing/link-cost.js'
export {
  LinkStateDatabase,
  type LinkStateOptions,
  type LinkStateTimes,
  type Sending
} from './routing/link-state-database.js'
export { MACHINES as ROUTING_MACHINES, Routing, type RoutingOptions } from './routing/routing.js'
export { commonPoints, type OperatingPoint, paretoPoints, pointAtFidelity } from './routing/operating-points.js'
export { type TopologyLink, topologyOf } from './routing/topology.js'
export { DEFAULT_NETWORK_CONFIGURATION, type NetworkLayerConfiguration } from './configuration.js'
export { MACHINES as NETWORK_LAYER_MACHINES } from './core.js'
export type { LinkPort } from './link-port.js'
export { type ConnectionWish, MOST_PATHS } from './connection/connections.js'
export { NetworkLayer } from './network-layer.js'
export type { NetworkLayerOptions } from './parts.js'
export { OptedIn } from './circuit/opted-in.js'
export { type PlannedRoute, planRoutes, type RouteQuery, type RouteWish } from './circuit/route-planner.js'
export { type GivenNetwork, GivenRoutes, type RouteSource, staticRoutes } from './circuit/route-source.js'
export { JointNeed } from './request/head-request.js'
export { ranksOf, SWAP_ORDERS, type SwapOrder } from './circuit/swap-order.js'
export {
  type CircuitEnded,
  type CircuitFacts,
  type CircuitName,
  type CircuitOutlook,
  type CircuitPlan,
  type ConnectionChanged,
  type ConnectionState,
  type NetworkListener,
  type NetworkPair,
  type NetworkPairExpired,
  type NotAccepted,
  PAIRS_DEFAULTS,
  type PairsKind,
  type PairsRequest,
  type RequestEnded,
  type StepEnded
} from './service.js'
export { binsOf, type SlotTimes, type StepTimes } from './scheduling/bins.js'
export { demandsOf } from './scheduling/demands.js'
export {
  type CircuitDemand,
  type LinkName,
  type LinkSteps,
  type NetworkSchedule,
  scheduleNetwork,
  type ScheduleOptions
} from './scheduling/network-schedule.js'
export { isLinkLabel } from './circuit/labels.js'
export { type CircuitJournal, readCircuits } from './settlement/circuit-journal.js'
