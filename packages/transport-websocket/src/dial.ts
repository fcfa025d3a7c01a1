import { attempt, checkUrl } from './attempt.js'
import { type Backoff, Retries } from './backoff.js'
import { type ChannelLimits, limitsOf } from './limits.js'
import type { TlsMaterial, TlsTrust } from './tls.js'
import { CLOSE, type WebSocketChannel } from './web-socket-channel.js'

export interface DialOptions {
  /** With `wss:`, what proves the two ends; or the other end alone, where `headers` say who this is. */
  readonly tls?: TlsTrust | undefined
  /** Of the request for the channel. */
  readonly headers?: Readonly<Record<string, string>>
  /** The name that the other end must prove; undefined: any. */
  readonly expected?: string | undefined
  /** Allows a connection to another machine without TLS. */
  readonly unprotected?: boolean
  readonly backoff?: Backoff
  readonly limits?: Partial<ChannelLimits>
  /** Uniform on [0, 1): spreads the attempts of many. */
  readonly random?: () => number
  /** A channel is open. Listen to it before returning. When it has closed, the next one is tried for. */
  readonly connected: (channel: WebSocketChannel) => void
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

/**
 * Connects to a channel that is served at a URL such as `wss://127.0.0.1:4711/device`, and again whenever it is lost.
 *
 * @throws ConnectionError ADDRESS_INVALID, UNPROTECTED, LIMIT_INVALID
 */
export function dial(url: string, options: DialOptions): Dialling {
  checkUrl(url, options.tls !== undefined, options.unprotected ?? false)
  return new Dialler(url, options)
}

class Dialler implements Dialling {
  readonly #url: string
  readonly #options: DialOptions
  readonly #limits: ChannelLimits
  readonly #retries: Retries
  #tls: TlsTrust | undefined
  #channel: WebSocketChannel | undefined
  #end: (() => void) | undefined
  #timer: NodeJS.Timeout | undefined
  #closed = false

  constructor(url: string, options: DialOptions) {
    const { backoff, random, limits, tls, signal } = options
    this.#url = url
    this.#options = options
    this.#limits = limitsOf(limits)
    this.#retries = new Retries(backoff, random)
    this.#tls = tls
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

  close(reason?: string): void {
    if (this.#closed) return
    this.#closed = true
    clearTimeout(this.#timer)
    if (this.#channel === undefined) this.#end?.()
    else this.#channel.closeWith(CLOSE.normal, reason ?? 'closed by the other end')
  }

  #connect(): void {
    const { expected, headers, connected, failed } = this.#options
    this.#end = attempt(this.#url, {
      tls: this.#tls,
      expected,
      headers,
      limits: this.#limits,
      // Only a channel on which something came counts as success: a server may open one and close it at once.
      heard: () => this.#retries.succeeded(),
      opened: (channel) => {
        this.#channel = channel
        connected(channel)
      },
      ended: (failure) => {
        this.#channel = undefined
        if (this.#closed) return
        this.#timer = setTimeout(() => this.#connect(), this.#retries.next())
        if (failure !== undefined) failed?.(failure)
      }
    })
  }
}
