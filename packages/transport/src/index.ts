export type { NodeId, Transport, TransportListener } from './transport.js'
