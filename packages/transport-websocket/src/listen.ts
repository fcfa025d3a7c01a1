import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { Admission } from './admission.js'
import {
  type AcceptChannel,
  ChannelPaths,
  type ChannelServer,
  pathOf,
  peerOf,
  register,
  type ServeOptions
} from './channel-paths.js'
import { ConnectionError } from './errors.js'
import { limitsOf, type ServerLimits } from './limits.js'
import { isLoopback } from './loopback.js'
import { secureContextOptions, type TlsMaterial } from './tls.js'

/** Answers a request for a path. `peer` is the name that the caller's certificate proves; undefined where it proves none. */
export type HttpHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  peer: string | undefined
) => void | Promise<void>

export interface ListenOptions {
  /** Default 127.0.0.1. */
  readonly host?: string
  /** Default 0: one that is free. */
  readonly port?: number
  readonly tls?: TlsMaterial | undefined
  /**
   * With TLS, whether callers must prove a name, which is the default; 'optional': those that prove none get to HTTP
   * handlers, and to channels that are served with `unproven`.
   */
  readonly clientCertificates?: 'required' | 'optional'
  /** Allows what is served without TLS to be reached from other machines. */
  readonly unprotected?: boolean
  readonly limits?: Partial<ServerLimits>
  /** Origins of pages that may open channels, such as `https://127.0.0.1:8443`; callers that are no page send none. */
  readonly origins?: readonly string[]
  /** Whether pages that this server itself has given may open channels. */
  readonly ownPages?: boolean
  /** Something failed that is no fault of a request, which is answered 500. */
  readonly failed?: (error: unknown) => void
}

/** One address of a process, at which it serves channels over WebSocket, and requests over HTTP. */
export interface ListeningServer extends ChannelServer {
  readonly address: { readonly host: string; readonly port: number }
  /** Such as `wss://127.0.0.1:4711`, without a path. */
  readonly url: string
  /**
   * Answers requests for a path, or for all that begin with it where it ends with `/`; the longest one counts.
   *
   * @throws ConnectionError PATH_INVALID, PATH_TAKEN
   */
  handle(path: string, handler: HttpHandler): void
  /** Uses other material for connections that begin from now on. */
  updateTls(tls: TlsMaterial): void
  /** Takes no more connections, closes all channels, answers the requests that are there, and ends; soon in any case. */
  close(): Promise<void>
}

/** @throws ConnectionError UNPROTECTED, LIMIT_INVALID. @throws where the port is taken or the TLS material unusable */
export async function listenWebSocket(options: ListenOptions = {}): Promise<ListeningServer> {
  const { host = '127.0.0.1', port = 0, tls, unprotected = false } = options
  const limits = limitsOf(options.limits)
  if (tls === undefined && !unprotected && !isLoopback(host)) {
    throw new ConnectionError('UNPROTECTED', 'host', host, 'an address of this machine alone where there is no TLS')
  }
  const server = new HttpAndWebSocketServer(options, limits)
  await server.listen(host, port)
  return server
}

class HttpAndWebSocketServer implements ListeningServer {
  readonly #server: Server | TlsServer
  readonly #limits: ServerLimits
  readonly #admission: Admission
  readonly #paths: ChannelPaths
  readonly #isSecure: boolean
  readonly #failed: (error: unknown) => void
  readonly #handlers = new Map<string, HttpHandler>()
  #closing = false

  constructor(options: ListenOptions, limits: ServerLimits) {
    const { tls, clientCertificates = 'required', origins = [], ownPages = false, failed } = options
    const { headersTimeout, requestTimeout, helloTimeout } = limits
    const http = {
      headersTimeout,
      requestTimeout,
      maxHeaderSize: 8192,
      keepAliveTimeout: 5000,
      connectionsCheckingInterval: Math.max(50, Math.min(1000, headersTimeout / 2))
    }
    const rejectUnauthorized = clientCertificates === 'required'
    this.#server =
      tls === undefined
        ? createServer(http)
        : createTlsServer({
            ...http,
            ...secureContextOptions(tls),
            requestCert: true,
            rejectUnauthorized,
            handshakeTimeout: helloTimeout
          })
    this.#limits = limits
    this.#isSecure = tls !== undefined
    this.#failed = failed ?? (() => {})
    this.#admission = new Admission(limits)
    const isOwn = (origin: string): boolean => ownPages && origin === this.url.replace(/^ws/, 'http')
    this.#paths = new ChannelPaths(limits, (origin) => origins.includes(origin) || isOwn(origin), this.#admission)
    this.#server.on('connection', (socket: Socket) => this.#admission.admit(socket))
    this.#server.on('request', (request, response) => void this.#answer(request, response))
    this.#server.on('upgrade', (request, socket, head) => {
      socket.on('error', () => {})
      this.#paths.upgrade(request, socket, head)
    })
    if (tls !== undefined) this.#server.on('tlsClientError', (_error: Error, socket: TLSSocket) => socket.destroy())
  }

  async listen(host: string, port: number): Promise<void> {
    this.#server.listen(port, host)
    await once(this.#server, 'listening')
  }

  get address(): { readonly host: string; readonly port: number } {
    const { address, port } = this.#server.address() as AddressInfo
    return { host: address, port }
  }

  get url(): string {
    const { host, port } = this.address
    return `${this.#isSecure ? 'wss' : 'ws'}://${host.includes(':') ? `[${host}]` : host}:${port}`
  }

  serve(path: string, accept: AcceptChannel, options?: ServeOptions): void {
    this.#paths.serve(path, accept, options)
  }

  withdraw(path: string): void {
    this.#paths.withdraw(path)
  }

  handle(path: string, handler: HttpHandler): void {
    register(this.#handlers, path, handler)
  }

  updateTls(tls: TlsMaterial): void {
    if (!this.#isSecure) throw new ConnectionError('UNPROTECTED', 'tls', 'new', 'TLS on a server that began with it')
    ;(this.#server as TlsServer).setSecureContext(secureContextOptions(tls))
  }

  async close(): Promise<void> {
    if (this.#closing) return
    this.#closing = true
    const ended = once(this.#server, 'close')
    this.#server.close()
    this.#paths.close()
    this.#admission.close()
    this.#server.closeIdleConnections()
    const timer = setTimeout(() => this.#server.closeAllConnections(), this.#limits.closeTimeout)
    await ended
    clearTimeout(timer)
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#admission.established(request.socket)
    const handler = this.#handlerOf(pathOf(request))
    if (handler === undefined) return endWith(response, 404)
    try {
      await handler(request, response, peerOf(request))
    } catch (error) {
      this.#failed(error)
      if (response.headersSent) response.destroy()
      else endWith(response, 500)
    }
  }

  #handlerOf(path: string): HttpHandler | undefined {
    const exact = this.#handlers.get(path)
    if (exact !== undefined) return exact
    for (let slash = path.lastIndexOf('/'); slash >= 0; slash = path.lastIndexOf('/', slash - 1)) {
      const handler = this.#handlers.get(path.slice(0, slash + 1))
      if (handler !== undefined) return handler
      if (slash === 0) return undefined
    }
    return undefined
  }
}

function endWith(response: ServerResponse, status: number): void {
  response.statusCode = status
  response.setHeader('Content-Length', 0)
  response.end()
}
