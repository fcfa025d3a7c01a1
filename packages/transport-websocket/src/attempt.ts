import { connect as connectPlainly, type Socket } from 'node:net'
import { connect as connectByTls, TLSSocket } from 'node:tls'
import { WebSocket } from 'ws'
import { ConnectionError } from './errors.js'
import { type ChannelLimits, socketOptions } from './limits.js'
import { isLoopback } from './loopback.js'
import { dialContext, partyNameOf, provenName, type TlsTrust } from './tls.js'
import { WebSocketChannel } from './web-socket-channel.js'

/** Milliseconds until the other end has agreed to a channel. */
const HANDSHAKE_TIMEOUT = 5000

export interface AttemptOptions {
  /** With `wss:`, what proves the two ends. */
  readonly tls: TlsTrust | undefined
  /** The name that the other end must prove; undefined: any. */
  readonly expected: string | undefined
  readonly limits: ChannelLimits
  /** Of the request for the channel. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** The channel is open. */
  readonly opened: (channel: WebSocketChannel) => void
  /** The first message of the other end has come. */
  readonly heard?: () => void
  /** It came to nothing, or the channel that it opened has closed. */
  readonly ended: (failure: Error | undefined) => void
}

/**
 * Tries once to open a channel.
 *
 * @returns a function that ends the attempt, or the channel at once; nothing is told after it
 */
export function attempt(url: string, options: AttemptOptions): () => void {
  const { tls, expected, limits, headers, opened, heard, ended } = options
  let stream: Socket | undefined
  const createConnection = ({ host, port }: { host: string; port: number }) => {
    stream = tls === undefined ? connectPlainly({ host, port }) : openTls(host, port, tls, expected)
    return stream
  }
  const socket = new WebSocket(url, {
    ...socketOptions(limits),
    handshakeTimeout: HANDSHAKE_TIMEOUT,
    followRedirects: false,
    ...(headers && { headers }),
    // Of the options of the real one, these are what ws gives.
    createConnection: createConnection as unknown as typeof connectPlainly
  })
  let failure: Error | undefined
  let isOpen = false
  let isOver = false
  socket.on('error', (error) => {
    if (!isOpen) failure = error
  })
  socket.once('open', () => {
    isOpen = true
    const peer = stream instanceof TLSSocket ? provenName(stream) : undefined
    if (!isOver && stream !== undefined) opened(new WebSocketChannel(socket, stream, peer, limits, heard))
  })
  socket.once('close', () => {
    if (!isOver) ended(failure)
  })
  return () => {
    isOver = true
    socket.terminate()
  }
}

function openTls(host: string, port: number, tls: TlsTrust, expected: string | undefined): TLSSocket {
  return connectByTls({
    host,
    port,
    secureContext: dialContext(tls),
    // It is the party that is to be proven, wherever it runs. Requirement SEC-013.
    checkServerIdentity: (_host, certificate) => {
      const name = partyNameOf(certificate)
      if (name !== undefined && (expected === undefined || name === expected)) return undefined
      return new Error(`${host}:${port} is ${name ?? 'without a name'}, not ${expected ?? 'a party'}`)
    }
  })
}

/** @throws ConnectionError ADDRESS_INVALID, UNPROTECTED */
export function checkUrl(url: string, hasTls: boolean, unprotected: boolean): void {
  if (!URL.canParse(url)) throw invalid(url)
  const { protocol, hostname, hash } = new URL(url)
  if ((protocol !== 'ws:' && protocol !== 'wss:') || hash !== '') throw invalid(url)
  if (protocol === 'wss:' && !hasTls) {
    throw new ConnectionError('UNPROTECTED', 'tls', undefined, `TLS material for ${url}`)
  }
  if (protocol === 'ws:' && !unprotected && !isLoopback(hostname)) {
    throw new ConnectionError('UNPROTECTED', 'url', url, 'wss: to other machines')
  }
}

function invalid(url: string): ConnectionError {
  return new ConnectionError('ADDRESS_INVALID', 'url', url, 'ws: or wss:, a host, a port and a path')
}
