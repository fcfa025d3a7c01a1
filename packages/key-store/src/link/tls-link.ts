import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect, createServer, type PeerCertificate, type Server, type TLSSocket } from 'node:tls'
import type { NodeId, Transport, TransportListener } from '@bellwire/transport'
import { decodeFrame, encodeFrame, type Frame, WireError } from '@bellwire/wire'
import { kmeIdOf } from '../delivery/identity.js'
import { oneLine } from '@bellwire/transport-websocket'
import type { TlsIdentity } from '../tls/identity.js'
import { TLS_SUITES } from '../tls/suites.js'
import { Unproven } from '../tls/unproven.js'
import { framed, FrameReader } from './framing.js'

export interface Address {
  readonly host: string
  readonly port: number
}

export interface LinkPeer {
  readonly node: NodeId
  readonly kmeId: string
  /** Where it is reached; undefined: it calls. One of the two ends has this, not both. */
  readonly address?: Address | undefined
}

export interface TlsLinkOptions {
  readonly node: NodeId
  readonly tls: TlsIdentity
  readonly peers: readonly LinkPeer[]
  /** Where peers call; undefined: nowhere. */
  readonly listen?: Address | undefined
  /** Milliseconds before a lost connection is tried again: at first, and at most; it doubles. */
  readonly backoff?: { readonly first: number; readonly last: number }
  /** Milliseconds in which the two ends of a connection prove who they are; default 10 s. */
  readonly handshakeTimeout?: number
  /** Uniform on [0, 1): spreads the attempts of many. */
  readonly random?: () => number
  /** For people: connections that come and go, and why. */
  readonly log?: (text: string) => void
}

/** Keys wait for it: a peer that is there again is to be found within a second. */
const DEFAULT_BACKOFF = { first: 100, last: 1000 } as const

/** Octets that may wait to be sent to one peer: frames beyond that are lost, as they are without a connection. */
const SEND_LIMIT = 4 * 1024 * 1024

const HANDSHAKE_TIMEOUT = 10_000

/** Frames between KMEs over one mutual-TLS connection for each peer: section 8.6 of the specification. */
export class TlsLink implements Transport {
  readonly node: NodeId
  readonly #options: TlsLinkOptions
  readonly #connections = new Map<NodeId, TLSSocket>()
  readonly #timers = new Set<NodeJS.Timeout>()
  /** Calls that are being made. */
  readonly #pending = new Set<TLSSocket>()
  #server: Server | undefined
  #unproven: Unproven | undefined
  #listener: TransportListener | undefined
  #closed = false

  constructor(options: TlsLinkOptions) {
    this.#options = options
    this.node = options.node
  }

  /** Takes calls and makes them. @throws where the address is taken or the certificate is unusable */
  async start(): Promise<void> {
    const { listen, tls, peers } = this.#options
    if (listen !== undefined) {
      const { key, certificate, authority } = tls
      this.#server = createServer(
        {
          key,
          cert: certificate,
          ca: authority,
          requestCert: true,
          rejectUnauthorized: true,
          ...TLS_SUITES,
          handshakeTimeout: this.#handshakeTimeout
        },
        (socket) => this.#called(socket)
      )
      this.#unproven = new Unproven(this.#server, 4 * peers.length + 16)
      this.#server.listen(listen.port, listen.host)
      await once(this.#server, 'listening')
    }
    for (const peer of peers) if (peer.address !== undefined) this.#call(peer, peer.address, 0)
  }

  /** Where it listens; undefined where it does not. */
  get address(): Address | undefined {
    const bound = this.#server?.address() as AddressInfo | undefined | null
    return bound === undefined || bound === null ? undefined : { host: bound.address, port: bound.port }
  }

  connected(peer: NodeId): boolean {
    return this.#connections.has(peer)
  }

  send(to: NodeId, frame: Frame): void {
    const socket = this.#connections.get(to)
    if (socket === undefined || !socket.writable || socket.writableLength > SEND_LIMIT) return
    socket.write(framed(encodeFrame(frame)))
  }

  listen(listener: TransportListener): void {
    this.#listener = listener
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const timer of this.#timers) clearTimeout(timer)
    for (const socket of [...this.#pending, ...this.#connections.values()]) socket.destroy()
    this.#connections.clear()
    this.#unproven?.close()
    if (this.#server?.listening === true) {
      const end = once(this.#server, 'close')
      this.#server.close()
      await end
    }
  }

  get #handshakeTimeout(): number {
    return this.#options.handshakeTimeout ?? HANDSHAKE_TIMEOUT
  }

  #call(peer: LinkPeer, { host, port }: Address, failures: number): void {
    if (this.#closed) return
    const { key, certificate, authority } = this.#options.tls
    let proven = false
    const socket = connect({
      host,
      port,
      key,
      cert: certificate,
      ca: authority,
      ...TLS_SUITES,
      timeout: this.#handshakeTimeout,
      // It is the KME that is to be proven, wherever it runs.
      checkServerIdentity: (_host, shown) =>
        kmeIdOf(shown) === peer.kmeId ? undefined : new Error(`${host}:${port} is not ${peer.kmeId}`)
    })
    this.#pending.add(socket)
    socket.once('secureConnect', () => {
      proven = true
      socket.setTimeout(0)
      this.#use(socket, peer)
    })
    socket.once('timeout', () => socket.destroy(new Error('no answer')))
    socket.on('error', (error) => this.#log(`${peer.kmeId} at ${host}:${port}: ${error.message}`))
    socket.once('close', () => {
      this.#pending.delete(socket)
      if (this.#closed) return
      const { first, last } = this.#options.backoff ?? DEFAULT_BACKOFF
      const next = proven ? 0 : failures + 1
      const wait = Math.min(last, first * 2 ** Math.min(next, 20)) * (0.5 + 0.5 * (this.#options.random?.() ?? 1))
      const timer = setTimeout(() => {
        this.#timers.delete(timer)
        this.#call(peer, { host, port }, next)
      }, wait)
      this.#timers.add(timer)
    })
  }

  #called(socket: TLSSocket): void {
    socket.on('error', (error) => this.#log(`a caller: ${error.message}`))
    const certificate = socket.getPeerCertificate() as PeerCertificate | null
    const kmeId = certificate === null ? undefined : kmeIdOf(certificate)
    const peer = this.#options.peers.find((one) => one.kmeId === kmeId && one.address === undefined)
    if (peer === undefined || this.#closed) {
      this.#log(`${kmeId === undefined ? 'a caller without a KME ID' : JSON.stringify(kmeId)} is no peer that calls`)
      socket.destroy()
      return
    }
    this.#use(socket, peer)
  }

  #use(socket: TLSSocket, { node, kmeId }: LinkPeer): void {
    // A second call means that the first one is gone, and this end has not heard of it.
    this.#connections.get(node)?.destroy()
    this.#connections.set(node, socket)
    this.#log(`${kmeId} is connected`)
    socket.setKeepAlive(true, 5000)
    socket.setNoDelay(true)
    const reader = new FrameReader()
    socket.on('data', (piece: Buffer) => {
      let frames: readonly Uint8Array[]
      try {
        frames = reader.push(piece)
      } catch (error) {
        this.#log(`${kmeId}: ${(error as Error).message}`)
        socket.destroy()
        return
      }
      for (const octets of frames) this.#received(node, octets)
    })
    socket.once('close', () => {
      if (this.#connections.get(node) !== socket) return
      this.#connections.delete(node)
      this.#log(`${kmeId} is gone`)
    })
  }

  #received(from: NodeId, octets: Uint8Array): void {
    let frame: Frame
    try {
      frame = decodeFrame(octets)
    } catch (error) {
      if (!(error instanceof WireError)) throw error
      this.#listener?.malformed(from, error.code)
      return
    }
    this.#listener?.frame(from, frame)
  }

  #log(text: string): void {
    this.#options.log?.(oneLine(text))
  }
}
