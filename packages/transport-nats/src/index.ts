/**
 * Frames over NATS, for networks that outgrow one machine.
 *
 * ```ts
 * const transport = await natsTransport({
 *   servers: 'tls://nats.example:4222',
 *   tls: { key, certificate, authority },
 *   network: 'testbed',
 *   node: 7
 * })
 * const node = createNode({ name: 'alice', transport, … })
 * ```
 *
 * @packageDocumentation
 */
export type { NatsServers, NatsTls } from './connection.js'
export { NatsError, type NatsErrorCode } from './errors.js'
export { natsTransport } from './join.js'
export { NatsTransport, type NatsTransportOptions } from './nats-transport.js'
export type { NatsDropReason, NatsObserver } from './observer.js'
export { natsServerConfiguration, type ServerConfigurationOptions } from './server-configuration.js'
export { type NatsPermissions, natsPermissions } from './subjects.js'
export { Job } from './jobs/job.js'
export { JobLostError, type WorkListener, WorkQueue } from './jobs/work-queue.js'
export { WorkSource, type WorkSourceOptions } from './jobs/work-source.js'
