import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { TLSSocket } from 'node:tls'
import { WebSocketServer } from 'ws'
import type { Admission } from './admission.js'
import { ConnectionError } from './errors.js'
import { type ServerLimits, socketOptions } from './limits.js'
import { provenName } from './tls.js'
import { CLOSE, WebSocketChannel } from './web-socket-channel.js'

export interface ServeOptions {
  /** Also for callers that have not proven a name. */
  readonly unproven?: boolean
  /** Bytes of a message, where they are others than the server's. */
  readonly messageBytes?: number
  /** The HTTP status with which a caller is refused before it has a channel; undefined: it is not. */
  readonly refuses?: (request: IncomingMessage) => number | undefined
}

/** Takes a channel that the request has asked for. */
export type AcceptChannel = (channel: WebSocketChannel, request: IncomingMessage) => void

/** Serves channels over WebSocket at paths. */
export interface ChannelServer {
  /**
   * Takes channels at a path, such as `/device`. The caller must send the first message.
   *
   * @throws ConnectionError PATH_INVALID, PATH_TAKEN
   */
  serve(path: string, accept: AcceptChannel, options?: ServeOptions): void
  /** Takes no more channels at a path; those that are there stay. */
  withdraw(path: string): void
}

interface Served {
  readonly sockets: WebSocketServer
  readonly limits: ServerLimits
  readonly unproven: boolean
  readonly refuses: ((request: IncomingMessage) => number | undefined) | undefined
  readonly accept: AcceptChannel
}

/** The channels of a server: at which paths they are taken, from whom, and which there are. */
export class ChannelPaths implements ChannelServer {
  readonly #limits: ServerLimits
  readonly #allowsOrigin: (origin: string) => boolean
  readonly #admission: Admission
  readonly #served = new Map<string, Served>()
  readonly #channels = new Set<WebSocketChannel>()
  #closing = false

  /** @param allowsOrigin whether pages of this origin may open channels */
  constructor(limits: ServerLimits, allowsOrigin: (origin: string) => boolean, admission: Admission) {
    this.#limits = limits
    this.#allowsOrigin = allowsOrigin
    this.#admission = admission
  }

  serve(path: string, accept: AcceptChannel, options: ServeOptions = {}): void {
    const { unproven = false, messageBytes = this.#limits.messageBytes, refuses } = options
    const limits = { ...this.#limits, messageBytes }
    const sockets = new WebSocketServer({ noServer: true, clientTracking: false, ...socketOptions(limits) })
    register(this.#served, path, { sockets, limits, unproven, refuses, accept })
  }

  withdraw(path: string): void {
    this.#served.delete(path)
  }

  has(path: string): boolean {
    return this.#served.has(path)
  }

  /** Makes a channel of what asks for a WebSocket, or refuses it. Requirements SEC-009, SEC-011. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const served = this.#served.get(pathOf(request))
    const peer = peerOf(request)
    if (this.#closing) return refuse(socket, 503)
    if (served === undefined) return refuse(socket, 404)
    const { origin } = request.headers
    if (origin !== undefined && !this.#allowsOrigin(origin)) return refuse(socket, 403)
    if (request.socket instanceof TLSSocket && peer === undefined && !served.unproven) return refuse(socket, 403)
    const status = served.refuses?.(request)
    if (status !== undefined) return refuse(socket, status)
    served.sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const heard = () => this.#admission.established(request.socket)
      const channel = new WebSocketChannel(webSocket, socket, peer, served.limits, heard)
      this.#channels.add(channel)
      webSocket.once('close', () => this.#channels.delete(channel))
      served.accept(channel, request)
    })
  }

  /** Takes no more channels, and closes those that there are. */
  close(): void {
    this.#closing = true
    for (const channel of this.#channels) channel.closeWith(CLOSE.goingAway, 'closing')
  }
}

/** @throws ConnectionError PATH_INVALID, PATH_TAKEN */
export function register<T>(known: Map<string, T>, path: string, value: T): void {
  if (!/^\/[A-Za-z0-9._~/-]*$/.test(path)) {
    throw new ConnectionError('PATH_INVALID', 'path', path, 'a slash, and letters, digits, slashes and . _ ~ -')
  }
  if (known.has(path)) throw new ConnectionError('PATH_TAKEN', 'path', path, 'a path that nothing is served under')
  known.set(path, value)
}

/** As it was sent, without what follows a question mark. */
export function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '/'
}

/** The name that the caller's certificate proves; undefined where it proves none. */
export function peerOf({ socket }: IncomingMessage): string | undefined {
  return socket instanceof TLSSocket ? provenName(socket) : undefined
}

/** Answers what asks for a WebSocket with a status, and ends the connection. */
export function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () =>
    socket.destroy()
  )
}
