/**
 * What a program that embeds the stack imports: {@link createNode} puts the layers together over a transport and a
 * quantum device.
 *
 * ```ts
 * const node = createNode({ name: 'alice', transport, device, clock, random, links })
 * const link = node.link('bob')
 * await link.ready()
 * for await (const pair of link.create({ number: 10, minimumFidelity: 0.9 })) {
 *   // … use pair.qubit …
 *   link.release(pair)
 * }
 * ```
 *
 * @packageDocumentation
 */
export type { ApplicationService } from './application/application-service.js'
export type { ArrivalOptions } from './application/arrivals.js'
export type { Teleporter } from './application/teleporter.js'
export { CircuitSource, type CircuitSourceOptions } from './circuit-source.js'
export type { NodeLink, NodeNetwork, NodeOptions } from './configuration.js'
export { CharacterisationFailedError, NodeError, RequestFailedError } from './errors.js'
export { HeldQubits, type OutcomeListener } from './held-qubits.js'
export { type LinkRequest, LinkService, type LinkStatus } from './link-service.js'
export { LinkSource, type LinkSourceOptions } from './link-source.js'
export { MeasuredLinkSource, type MeasuredLinkSourceOptions } from './measured-link-source.js'
export { type Follower, installSchedule } from './network-schedule.js'
export { type CircuitListener, NetworkCircuit, type PairsWish } from './network-circuit.js'
export { NetworkService } from './network-service.js'
export { createNode, Node } from './node.js'
export {
  type CreateMeasureOptions,
  type CreateOptions,
  EntanglementSocket,
  LinkPath,
  type ReceiveOptions,
  type SocketLink,
  type SocketOptions
} from './socket/entanglement-socket.js'
export { SOCKET_IDS, socketPurpose } from './socket/socket-id.js'
export type { SocketPair } from './socket/socket-pair.js'
export { SocketRequest } from './socket/socket-request.js'
export type { EntanglementRequest } from './pair-stream.js'
export { type DistributedKey, KeyRefusedError, type KeyRequest, KeySession } from './application/qkd-service.js'
export type { NodeJournal, ProgramRecords, VoidedPairs } from './recovery/node-journal.js'
export { checkJournal } from './recovery/node-records.js'
