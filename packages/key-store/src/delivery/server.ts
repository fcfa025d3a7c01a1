import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { PeerCertificate, TLSSocket } from 'node:tls'
import { checkIdentity, type TlsIdentity } from '../tls/identity.js'
import { TLS_SUITES } from '../tls/suites.js'
import { Unproven } from '../tls/unproven.js'
import { type Answer, badRequest, Refusal, unavailable } from './answers.js'
import { saeIdOf } from './identity.js'
import type { KeyDelivery } from './key-delivery.js'
import { answerCall } from './routes.js'

export interface KeyDeliveryServerOptions {
  readonly delivery: KeyDelivery
  readonly tls: TlsIdentity
  /** Default 127.0.0.1. */
  readonly host?: string
  /** Default 0: one that is free. */
  readonly port?: number
  /** Octets of a body. */
  readonly bodyLimit?: number
  /** Milliseconds until a request has come in whole. */
  readonly requestTimeout?: number
  readonly maximumConnections?: number
  /** Something failed that is no fault of a request. The request is answered 503. */
  readonly failed?: (error: unknown) => void
}

/** The interface of applications over HTTPS with mutual TLS. */
export interface KeyDeliveryServer {
  readonly host: string
  readonly port: number
  /** Takes no more requests, answers those that are there, and ends; after `patience` milliseconds in any case. */
  close(patience?: number): Promise<void>
}

const DEFAULT_BODY_LIMIT = 65_536

/** @throws KeyError CERTIFICATE_INVALID. @throws where the port is taken */
export async function serveKeys(options: KeyDeliveryServerOptions): Promise<KeyDeliveryServer> {
  const { tls, host = '127.0.0.1', port = 0, requestTimeout = 10_000, maximumConnections = 1024 } = options
  checkIdentity(tls)
  const server = createServer(
    {
      key: tls.key,
      cert: tls.certificate,
      ca: tls.authority,
      requestCert: true,
      rejectUnauthorized: true,
      ...TLS_SUITES,
      maxHeaderSize: 8192,
      requestTimeout,
      headersTimeout: requestTimeout,
      connectionsCheckingInterval: Math.max(50, Math.min(1000, requestTimeout / 2)),
      keepAliveTimeout: 30_000,
      handshakeTimeout: requestTimeout
    },
    (request, response) => void respond(request, response, options)
  )
  server.maxConnections = maximumConnections
  const unproven = new Unproven(server, Math.ceil(maximumConnections / 4))
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address() as AddressInfo
  return {
    host: address.address,
    port: address.port,
    close: async (patience = 5000) => closed(server, unproven, patience)
  }
}

async function closed(server: Server, unproven: Unproven, patience: number): Promise<void> {
  const end = once(server, 'close')
  server.close()
  unproven.close()
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), patience)
  await end
  clearTimeout(timer)
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  options: KeyDeliveryServerOptions
): Promise<void> {
  let answer: Answer
  try {
    answer = await answerOf(request, options)
  } catch (error) {
    options.failed?.(error)
    answer = unavailable('this KME has failed')
  }
  send(request, response, answer)
}

function send(request: IncomingMessage, response: ServerResponse, { status, body, allow }: Answer): void {
  if (response.destroyed) return
  const text = body === undefined ? undefined : Buffer.from(JSON.stringify(body))
  response.statusCode = status
  response.setHeader('Cache-Control', 'no-store')
  if (allow !== undefined) response.setHeader('Allow', allow)
  // What has not been read of a request would be taken for the next one.
  if (!request.complete) response.setHeader('Connection', 'close')
  if (text === undefined) {
    response.setHeader('Content-Length', 0)
    response.end()
    return
  }
  response.setHeader('Content-Type', 'application/json')
  response.setHeader('Content-Length', text.length)
  response.end(text, () => text.fill(0))
}

async function answerOf(request: IncomingMessage, options: KeyDeliveryServerOptions): Promise<Answer> {
  const { url = '/', method = '' } = request
  // There is none where the connection has ended in the meantime.
  const certificate = (request.socket as TLSSocket).getPeerCertificate() as PeerCertificate | null
  const call = {
    caller: certificate === null ? undefined : saeIdOf(certificate),
    method,
    url,
    body: async () => bodyOf(request, options.bodyLimit ?? DEFAULT_BODY_LIMIT),
    isWanted: () => !request.socket.destroyed
  }
  return answerCall(call, options.delivery)
}

/** @throws Refusal for another type, a body that is too long, or one that is not UTF-8 */
async function bodyOf(request: IncomingMessage, limit: number): Promise<string> {
  const [type = ''] = (request.headers['content-type'] ?? '').split(';')
  const length = request.headers['content-length']
  const isEmpty = length === '0' || (length === undefined && request.headers['transfer-encoding'] === undefined)
  if (!isEmpty && type.trim().toLowerCase() !== 'application/json') {
    throw new Refusal(badRequest('the Content-Type must be application/json'))
  }
  const tooLong = new Refusal(badRequest(`the body is too long; accepted: at most ${limit} octets`))
  if (Number(length ?? 0) > limit) throw tooLong
  const parts: Buffer[] = []
  let octets = 0
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      octets += part.length
      if (octets > limit) throw tooLong
      parts.push(part)
    }
  } catch (error) {
    // The caller is gone, or was too slow: nobody reads this.
    throw error === tooLong ? tooLong : new Refusal(badRequest('the request ends early'))
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts))
  } catch {
    throw new Refusal(badRequest('the body is not UTF-8'))
  }
}
