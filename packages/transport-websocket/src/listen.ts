import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { TLSSocket } from 'node:tls'
import { WebSocketServer } from 'ws'
import { Admission } from './admission.js'
import { ConnectionError } from './errors.js'
import { limitsOf, type ServerLimits, socketOptions } from './limits.js'
import { isLoopback } from './loopback.js'
import { provenName, secureContextOptions, type TlsMaterial } from './tls.js'
import { CLOSE, WebSocketChannel } from './web-socket-channel.js'

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
  /** Something failed that is no fault of a request, which is answered 500. */
  readonly failed?: (error: unknown) => void
}

export interface ServeOptions {
  /** Also for callers that have not proven a name. */
  readonly unproven?: boolean
  /** Bytes of a message, where they are others than the server's. */
  readonly messageBytes?: number
}

/** One address of a process, at which it serves channels over WebSocket, and requests over HTTP. */
export interface ListeningServer {
  readonly address: { readonly host: string; readonly port: number }
  /** Such as `wss://127.0.0.1:4711`, without a path. */
  readonly url: string
  /**
   * Takes channels at a path, such as `/device`. The caller must send the first message.
   *
   * @throws ConnectionError PATH_INVALID, PATH_TAKEN
   */
  serve(path: string, accept: (channel: WebSocketChannel) => void, options?: ServeOptions): void
  /** Takes no more channels at a path; those that are there stay. */
  withdraw(path: string): void
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

interface Served {
  readonly sockets: WebSocketServer
  readonly limits: ServerLimits
  readonly unproven: boolean
  readonly accept: (channel: WebSocketChannel) => void
}

class HttpAndWebSocketServer implements ListeningServer {
  readonly #server: Server | TlsServer
  readonly #limits: ServerLimits
  readonly #admission: Admission
  readonly #origins: ReadonlySet<string>
  readonly #isSecure: boolean
  readonly #failed: (error: unknown) => void
  readonly #served = new Map<string, Served>()
  readonly #handlers = new Map<string, HttpHandler>()
  readonly #channels = new Set<WebSocketChannel>()
  #closing = false

  constructor({ tls, clientCertificates = 'required', origins = [], failed }: ListenOptions, limits: ServerLimits) {
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
    this.#origins = new Set(origins)
    this.#failed = failed ?? (() => {})
    this.#admission = new Admission(this.#server, limits)
    this.#server.on('request', (request, response) => void this.#answer(request, response))
    this.#server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head))
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

  serve(path: string, accept: (channel: WebSocketChannel) => void, options: ServeOptions = {}): void {
    const { unproven = false, messageBytes = this.#limits.messageBytes } = options
    const limits = { ...this.#limits, messageBytes }
    const sockets = new WebSocketServer({ noServer: true, clientTracking: false, ...socketOptions(limits) })
    register(this.#served, path, { sockets, limits, unproven, accept })
  }

  withdraw(path: string): void {
    this.#served.delete(path)
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
    for (const channel of this.#channels) channel.closeWith(CLOSE.goingAway, 'closing')
    this.#admission.close()
    this.#server.closeIdleConnections()
    const timer = setTimeout(() => this.#server.closeAllConnections(), this.#limits.closeTimeout)
    await ended
    clearTimeout(timer)
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => {})
    const served = this.#served.get(pathOf(request))
    const peer = peerOf(request)
    if (this.#closing) return refuse(socket, 503)
    if (served === undefined) return refuse(socket, 404)
    const { origin } = request.headers
    if (origin !== undefined && !this.#origins.has(origin)) return refuse(socket, 403)
    if (this.#isSecure && peer === undefined && !served.unproven) return refuse(socket, 403)
    served.sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const heard = () => this.#admission.established(request.socket)
      const channel = new WebSocketChannel(webSocket, socket, peer, served.limits, heard)
      this.#channels.add(channel)
      webSocket.once('close', () => this.#channels.delete(channel))
      served.accept(channel)
    })
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

function register<T>(known: Map<string, T>, path: string, value: T): void {
  if (!/^\/[A-Za-z0-9._~/-]*$/.test(path)) {
    throw new ConnectionError('PATH_INVALID', 'path', path, 'a slash, and letters, digits, slashes and . _ ~ -')
  }
  if (known.has(path)) throw new ConnectionError('PATH_TAKEN', 'path', path, 'a path that nothing is served under')
  known.set(path, value)
}

/** As it was sent, without what follows a question mark. */
function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '/'
}

function peerOf({ socket }: IncomingMessage): string | undefined {
  return socket instanceof TLSSocket ? provenName(socket) : undefined
}

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () =>
    socket.destroy()
  )
}

function endWith(response: ServerResponse, status: number): void {
  response.statusCode = status
  response.setHeader('Content-Length', 0)
  response.end()
}
