/**
 * Channels of messages, and frames between parties, over WebSocket: with mutual TLS, limits on what callers may cost,
 * and connections that come back.
 *
 * ```ts
 * const server = await listenWebSocket({ tls })
 * server.serve('/echo', (channel) =>
 *   channel.listen({ message: (bytes) => channel.send(bytes), closed: () => {} })
 * )
 * const dialling = dial(`${server.url}/echo`, { tls, connected: (channel) => channel.send(Uint8Array.of(1)) })
 * ```
 *
 * @packageDocumentation
 */
export { type CertificateWish, type Credentials, makeCertificate } from './certificates/certificate.js'
export { urisOf } from './certificates/names.js'
export { type AttachedServer, type AttachOptions, attachWebSocket } from './attach.js'
export type { Backoff } from './backoff.js'
export { dial, type Dialling, type DialOptions } from './dial.js'
export type { ChannelServer, ServeOptions } from './channel-paths.js'
export { ConnectionError, type ConnectionErrorCode } from './errors.js'
export { type ChannelLimits, DEFAULT_LIMITS, type ServerLimits } from './limits.js'
export {
  type HttpHandler,
  type ListeningServer,
  listenWebSocket,
  type ListenOptions
} from './listen.js'
export type { WebSocketDropReason, WebSocketObserver } from './observer.js'
export { oneLine } from './one-line.js'
export type { Party } from './peering.js'
export { PARTY_URI, type TlsMaterial, type TlsTrust } from './tls.js'
export type { WebSocketChannel } from './web-socket-channel.js'
export { webSocketTransport, WebSocketTransport, type WebSocketTransportOptions } from './web-socket-transport.js'
