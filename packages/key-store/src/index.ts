/**
 * Keys at rest and on their way to applications: a durable store, entities that keep two stores in step, and the
 * interface by which applications collect keys.
 *
 * @packageDocumentation
 * @example
 * ```ts
 * const kme = await startKme(parseKmeConfiguration(JSON.parse(readFileSync('a.json', 'utf8')), '.'))
 * kme.addBlock({ session, label: 'di-finite-key', peer: 'kme-b', time: Date.now(), material })
 * const alice = new KeyDeliveryClient({ url: `https://127.0.0.1:${kme.applications.port}`, tls })
 * const { keys } = await alice.encryptionKeys('bob', { number: 2, size: 256 })
 * ```
 */
export { KeyError, type KeyErrorCode } from './errors.js'
export {
  isUuid,
  parseUuid,
  saeName,
  type SaeName,
  sessionIdentifier,
  unitIdentifier,
  type Uuid
} from './identifiers.js'
export type * from './store/key-store.js'
export { blockBits } from './store/block-bits.js'
export { removeDeadClaims } from './store/folder-lock.js'
export { memoryKeyStore, openKeyStore } from './store/open.js'
export type { KeyStoreOptions } from './store/shelved-key-store.js'
export { KEY_MACHINES, KeyManager, type KeyManagerOptions } from './entity/key-manager.js'
export type { DecryptionAnswer, DecryptionRequest, EncryptionAnswer, EncryptionRequest } from './entity/requests.js'
export { DEFAULT_KEY_TIMERS, type KeyTimers } from './entity/timers.js'
export { keyStoreContract } from './store/contract/contract.js'
export type { KeyStoreRule, KeyStoreSubject } from './store/contract/subject.js'
export { TestAuthority } from './certificates/authority.js'
export type { Credentials } from '@bellwire/transport-websocket'
export { KeyDeliveryClient, type KeyDeliveryClientOptions, KeyDeliveryError } from './delivery/client.js'
export * from './delivery/interface.js'
export {
  DEFAULT_LIMITS,
  KeyDelivery,
  type KeyDeliveryLimits,
  type KeyDeliveryOptions
} from './delivery/key-delivery.js'
export { answerCall, type KeyDeliveryCall } from './delivery/routes.js'
export {
  type KeyDeliveryServer,
  type KeyDeliveryServerOptions,
  serveKeys
} from './delivery/server.js'
export type { DurablePool } from './distribution/durable-pool.js'
export { loadDurablePool } from './distribution/load-pool.js'
export { ReleaseSink, type ReleaseSinkOptions } from './distribution/release-sink.js'
export { type Kme, type KmeOptions, startKme } from './kme.js'
export { type KmeConfiguration, parseKmeConfiguration } from './kme-configuration.js'
export { type Address, type LinkPeer, TlsLink, type TlsLinkOptions } from './link/tls-link.js'
export { checkSecrecy } from './secrecy.js'
export { checkIdentity, type TlsIdentity } from './tls/identity.js'
export { type Durability, type KeptRecords, openRecords } from './records/lmdb-records.js'
export { spoolBlock } from './spool/lay-down.js'
