import { randomBytes, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, STATUS_CODES } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { AnySetting, Subject } from '@bellwire/conformance'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import { envelopeOf, readRequest, type Request, RequestRefused, writeReaction } from './requests.js'

/** The version of the specification that this node keeps. */
const SPECIFICATION = '1.0'

/** Bytes in one message at most: many times what any frame needs. */
const LONGEST = 1_000_000

const PATH = '/control'

/**
 * A node under test as a tester in another process has it (chapter 12): one control connection, on the loopback interface,
 * for the one who has the token.
 */
export class ControlServer {
  readonly token = randomBytes(32).toString('base64url')
  /** When the tester has left. */
  readonly ended: Promise<void>
  readonly #sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: LONGEST })
  #isTaken = false
  #isStarted = false
  #end: () => void = () => undefined

  private constructor(
    private readonly subject: Subject<AnySetting>,
    private readonly server: Server
  ) {
    this.ended = new Promise((resolve) => (this.#end = resolve))
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => this.#admit(request, socket, head))
  }

  static async start(subject: Subject<AnySetting>): Promise<ControlServer> {
    const server = createServer((_request, response) => response.writeHead(426).end())
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new ControlServer(subject, server)
  }

  get url(): string {
    const { address, port } = this.server.address() as AddressInfo
    return `ws://${address}:${port}${PATH}`
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate()
    this.server.close()
    this.server.closeAllConnections()
    await this.subject.close()
  }

  #admit(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const status = request.url !== PATH ? 404 : !this.#isBearer(request) ? 401 : this.#isTaken ? 409 : undefined
    if (status !== undefined) {
      socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    this.#isTaken = true
    this.#sockets.handleUpgrade(request, socket, head, (connection) => this.#serve(connection))
  }

  #isBearer({ headers }: IncomingMessage): boolean {
    const given = Buffer.from(headers.authorization ?? '')
    const expected = Buffer.from(`Bearer ${this.token}`)
    return given.length === expected.length && timingSafeEqual(given, expected)
  }

  #serve(connection: WebSocket): void {
    // One after the other, in the order in which they came.
    let last = Promise.resolve()
    connection.on('message', (data, isBinary) => {
      last = last.then(async () => this.#answer(connection, isBinary ? '' : textOf(data)))
    })
    connection.on('error', () => connection.terminate())
    connection.on('close', () => void last.then(this.#end))
  }

  async #answer(connection: WebSocket, text: string): Promise<void> {
    const { id, verb } = envelopeOf(text)
    connection.send(JSON.stringify({ id, ...(await this.#outcome(text)) }))
    if (id !== null && verb === 'shutdown') connection.close()
  }

  async #outcome(text: string): Promise<object> {
    try {
      return { result: await this.#do(readRequest(text, this.subject.identity.roles ?? ['node'])) }
    } catch (error) {
      const { message } = error instanceof Error ? error : { message: String(error) }
      return { error: { code: error instanceof RequestRefused ? error.code : 'failed', message } }
    }
  }

  async #do(request: Request): Promise<unknown> {
    switch (request.verb) {
      case 'hello':
        return { ...this.subject.identity, specification: SPECIFICATION }
      case 'start':
        this.#isStarted = true
        return writeReaction(await this.subject.start(request.setting))
      case 'input':
        this.#needStarted()
        return writeReaction(await this.subject.input(request.at, request.input))
      case 'advance':
        this.#needStarted()
        return writeReaction(await this.subject.advance(request.to))
      case 'shutdown':
        return {}
    }
  }

  #needStarted(): void {
    if (!this.#isStarted) throw new RequestRefused('unstarted', 'the node has not been started')
  }
}

/** A message whole, as this end of a connection is told to have it. */
function textOf(data: RawData): string {
  return data instanceof Buffer ? data.toString() : ''
}
