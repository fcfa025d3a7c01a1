import { connect as connectPlainly } from 'node:net'
import { connect as connectByTls, type TLSSocket } from 'node:tls'
import type { MessageChannel } from '@bellwire/transport'
import { WebSocket } from 'ws'
import { ConnectionError } from './errors.js'
import { type ChannelLimits, limitsOf, socketOptions } from './limits.js'
import { isLoopback } from './loopback.js'
import { partyNameOf, provenName, secureContextOptions, type TlsMaterial } from './tls.js'
import { CLOSE, WebSocketChannel } from './web-socket-channel.js'

/** Milliseconds before a lost connection is tried again: at first, and at most; it doubles. */
export interface Backoff {
  readonly first: number
  readonly last: number
}

export interface DialOptions {
  /** With `wss:`, what proves the two ends. */
  readonly tls?: TlsMaterial | undefined
  /** The name that the other end must prove; undefined: any. */
  readonly expected?: string | undefined
  /** Allows a connection to another machine without TLS. */
  readonly unprotected?: boolean
  readonly backoff?: Backoff
  /** Milliseconds until the other end has agreed to a channel. */
  readonly handshakeTimeout?: number
  readonly limits?: Partial<ChannelLimits>
  /** Uniform on [0, 1): spreads the attempts of many. */
  readonly random?: () => number
  /** A channel is open. Listen to it before returning. When it has closed, the next one is tried for. */
  readonly connected: (channel: MessageChannel) => void
  /** An attempt came to nothing. For people. */
  readonly failed?: (error: Error) => void
  /** Ends it, as `close` does. */
  readonly signal?: AbortSignal
}

/** Keeps a channel to an address open. */
export interface Dialling {
  /** Uses other material from the next connection on. */
  updateTls(tls: TlsMaterial): void
  /** Closes the channel, and tries for no other. */
  close(reason?: string): void
}

const DEFAULT_BACKOFF: Backoff = { first: 100, last: 5000 }

const HANDSHAKE_TIMEOUT = 5000

/**
 * Connects to a channel that is served at a URL such as `wss://127.0.0.1:4711/device`, and again whenever it is lost.
 *
 * @throws ConnectionError ADDRESS_INVALID, UNPROTECTED, LIMIT_INVALID
 */
export function dial(url: string, options: DialOptions): Dialling {
  if (!URL.canParse(url)) throw invalid(url)
  const { protocol, hostname } = new URL(url)
  if (protocol !== 'ws:' && protocol !== 'wss:') throw invalid(url)
  if (protocol === 'wss:' && options.tls === undefined) {
    throw new ConnectionError('UNPROTECTED', 'tls', undefined, 'TLS material for wss:')
  }
  if (protocol === 'ws:' && options.unprotected !== true && !isLoopback(hostname)) {
    throw new ConnectionError('UNPROTECTED', 'url', url, 'wss: to other machines')
  }
  return new Dialler(url, options)
}

function invalid(url: string): ConnectionError {
  return new ConnectionError('ADDRESS_INVALID', 'url', url, 'ws: or wss:, a host, a port and a path')
}

class Dialler implements Dialling {
  readonly #url: string
  readonly #options: DialOptions
  readonly #limits: ChannelLimits
  #tls: TlsMaterial | undefined
  #socket: WebSocket | undefined
  #channel: WebSocketChannel | undefined
  #timer: NodeJS.Timeout | undefined
  #failures = 0
  #closed = false

  constructor(url: string, options: DialOptions) {
    this.#url = url
    this.#options = options
    this.#limits = limitsOf(options.limits)
    this.#tls = options.tls
    const { signal } = options
    if (signal?.aborted === true) {
      this.#closed = true
      return
    }
    signal?.addEventListener('abort', () => this.close(), { once: true })
    this.#connect()
  }

  updateTls(tls: TlsMaterial): void {
    this.#tls = tls
  }

  close(reason = 'closed by the other end'): void {
    if (this.#closed) return
    this.#closed = true
    clearTimeout(this.#timer)
    if (this.#channel === undefined) this.#socket?.terminate()
    else this.#channel.closeWith(CLOSE.normal, reason)
  }

  #connect(): void {
    const { handshakeTimeout = HANDSHAKE_TIMEOUT, connected, failed } = this.#options
    const tls = this.#tls
    let tlsSocket: TLSSocket | undefined
    const createConnection = ({ host, port }: { host: string; port: number }) => {
      if (tls === undefined) return connectPlainly({ host, port })
      tlsSocket = this.#connectByTls(host, port, tls)
      return tlsSocket
    }
    const socket = new WebSocket(this.#url, {
      ...socketOptions(this.#limits),
      handshakeTimeout,
      followRedirects: false,
      // Of the options of the real one, these are what ws gives.
      createConnection: createConnection as unknown as typeof connectPlainly
    })
    this.#socket = socket
    let isOpen = false
    socket.on('error', (error) => {
      if (!isOpen && !this.#closed) failed?.(error)
    })
    socket.once('open', () => {
      isOpen = true
      const peer = tlsSocket === undefined ? undefined : provenName(tlsSocket)
      // Only a channel on which something came counts as success: a server may open one and close it at once.
      this.#channel = new WebSocketChannel(socket, peer, this.#limits, () => {
        this.#failures = 0
      })
      if (this.#closed) this.#channel.close()
      else connected(this.#channel)
    })
    socket.once('close', () => {
      this.#channel = undefined
      this.#socket = undefined
      if (!this.#closed) this.#tryLater()
    })
  }

  #connectByTls(host: string, port: number, tls: TlsMaterial): TLSSocket {
    const { expected } = this.#options
    return connectByTls({
      host,
      port,
      ...secureContextOptions(tls),
      // It is the party that is to be proven, wherever it runs.
      checkServerIdentity: (_host, certificate) => {
        const name = partyNameOf(certificate)
        if (name !== undefined && (expected === undefined || name === expected)) return undefined
        return new Error(`${host}:${port} is ${name ?? 'without a name'}, not ${expected ?? 'a party'}`)
      }
    })
  }

  #tryLater(): void {
    const { backoff: { first, last } = DEFAULT_BACKOFF, random = Math.random } = this.#options
    const wait = Math.min(last, first * 2 ** Math.min(this.#failures, 20)) * (0.5 + 0.5 * random())
    this.#failures += 1
    this.#timer = setTimeout(() => this.#connect(), wait)
  }
}
