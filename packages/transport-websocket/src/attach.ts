import type { IncomingMessage, Server } from 'node:http'
import type { Server as TlsServer } from 'node:https'
import type { Duplex } from 'node:stream'
import { TLSSocket } from 'node:tls'
import { Admission } from './admission.js'
import { ChannelPaths, type ChannelServer, pathOf, refuse } from './channel-paths.js'
import { limitsOf, type ServerLimits } from './limits.js'
import { isLoopback } from './loopback.js'

export interface AttachOptions {
  /** Of connections that ask for a WebSocket; what requests may cost is the server's own affair. */
  readonly limits?: Partial<Omit<ServerLimits, 'headersTimeout' | 'requestTimeout'>>
  /** Origins of pages that may open channels; callers that are no page send none. */
  readonly origins?: readonly string[]
  /** Allows channels from other machines without TLS. */
  readonly unprotected?: boolean
}

/** Channels at paths of a server that was there before. */
export interface AttachedServer extends ChannelServer {
  /** Takes no more channels and closes those that there are. The server stays. */
  close(): void
}

/**
 * Serves channels beside what an HTTP server of a program's own serves. WebSockets at other paths are left to whoever else
 * listens for upgrades, and refused where nobody does. For callers to prove their names, the server must ask for
 * certificates (`requestCert`) by the network's authority.
 *
 * ```ts
 * const server = createServer(application)
 * const transport = webSocketTransport({ node, parties, server: attachWebSocket(server), unproven: true })
 * server.listen(8080, '127.0.0.1')
 * ```
 *
 * @throws ConnectionError LIMIT_INVALID
 */
export function attachWebSocket(server: Server | TlsServer, options: AttachOptions = {}): AttachedServer {
  const { origins = [], unprotected = false } = options
  const limits = limitsOf(options.limits)
  const admission = new Admission(limits)
  const paths = new ChannelPaths(limits, (origin) => origins.includes(origin), admission)
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if (!paths.has(pathOf(request)) && server.listenerCount('upgrade') > 1) return
    socket.on('error', () => {})
    if (!unprotected && !isProtected(request)) return refuse(socket, 403)
    if (admission.admit(request.socket)) paths.upgrade(request, socket, head)
  }
  server.on('upgrade', upgrade)
  return {
    serve: (path, accept, more) => paths.serve(path, accept, more),
    withdraw: (path) => paths.withdraw(path),
    close: () => {
      server.off('upgrade', upgrade)
      paths.close()
      admission.close()
    }
  }
}

/** Whether a connection is within this machine, or as section 10.5 wants it. Requirements SEC-001, SEC-010. */
function isProtected({ socket }: IncomingMessage): boolean {
  if (socket instanceof TLSSocket && socket.getProtocol() === 'TLSv1.3') return true
  return isLoopback(socket.localAddress ?? '')
}
