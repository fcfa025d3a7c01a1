import type { Writable } from 'node:stream'
import type { MessageChannel, MessageListener } from '@bellwire/transport'
import type { RawData, WebSocket } from 'ws'
import type { ChannelLimits } from './limits.js'
import { oneLine } from './one-line.js'
import { raise } from './raise.js'

/** Codes of a close: of RFC 6455, section 7.4.1, the registry of the IANA, and section 10.2. */
export const CLOSE = Object.freeze({
  normal: 1000,
  goingAway: 1001,
  unsupported: 1003,
  tryLater: 1013,
  superseded: 4000,
  helloRefused: 4001,
  noCommonVersion: 4002,
  malformed: 4003
})

/** Bytes in the reason of a close, RFC 6455, section 5.5. */
const REASON_BYTES = 123

/** How many times `backlogBytes` may wait even for a moment. */
const BACKLOG_FACTOR = 8

/** An open WebSocket as a channel of messages. */
export class WebSocketChannel implements MessageChannel {
  readonly #socket: WebSocket
  readonly #stream: Writable
  readonly #limits: ChannelLimits
  readonly #pings: NodeJS.Timeout
  #listener: MessageListener | undefined
  /** Messages that came before there was a listener. */
  #waiting: Uint8Array[] = []
  #waitingBytes = 0
  #missedPings = 0
  /** What is sent waits for the turn to end. */
  #isGathering = false
  #overflow: NodeJS.Timeout | undefined
  #failure: string | undefined
  /** Why it has closed. */
  #closed: string | undefined

  /**
   * @param stream what lies below the socket
   * @param heard the first message of the other end has come
   */
  constructor(
    socket: WebSocket,
    stream: Writable,
    readonly peer: string | undefined,
    limits: ChannelLimits,
    private heard: (() => void) | undefined
  ) {
    this.#socket = socket
    this.#stream = stream
    this.#limits = limits
    this.#pings = setInterval(() => this.#ping(), limits.pingInterval)
    socket.on('message', (data: RawData, isBinary: boolean) => this.#arrived(data, isBinary))
    socket.on('pong', () => {
      this.#missedPings = 0
    })
    socket.on('error', ({ message }) => {
      this.#failure = message
      this.#terminateSoon()
    })
    socket.on('close', (code: number, reason: Buffer) => {
      clearInterval(this.#pings)
      clearTimeout(this.#overflow)
      const why = reason.length > 0 ? oneLine(reason.toString()) : `closed with code ${code}`
      this.#end(this.#failure ?? why)
    })
  }

  /** Whether what is sent has a chance to arrive. */
  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN
  }

  get backlog(): number {
    return this.#socket.bufferedAmount
  }

  send(message: Uint8Array): void {
    if (!this.isOpen) return
    this.#gather()
    this.#socket.send(message, SEND_OPTIONS)
    const { backlogBytes, backlogTimeout } = this.#limits
    const { backlog } = this
    if (backlog <= backlogBytes) {
      if (this.#overflow === undefined) return
      clearTimeout(this.#overflow)
      this.#overflow = undefined
    } else if (backlog > BACKLOG_FACTOR * backlogBytes) this.#overflowed()
    else this.#overflow ??= setTimeout(() => this.#checkOverflow(), backlogTimeout)
  }

  listen(listener: MessageListener): void {
    this.#listener = listener
    for (const message of this.#waiting.splice(0)) tell(listener, message)
    if (this.#closed !== undefined) listener.closed(this.#closed)
  }

  close(reason = 'closed by the other end'): void {
    this.closeWith(CLOSE.normal, reason)
  }

  /** Closes it for a reason that the code names to the other end. */
  closeWith(code: number, reason: string, told = 'closed here'): void {
    if (this.#closed !== undefined) return
    this.#socket.close(code, shortened(reason))
    this.#terminateSoon()
    this.#end(told)
  }

  /** Sends nothing more, tells the other end so, and goes on to hear until that has closed too. */
  finish(code: number, reason: string): void {
    if (!this.isOpen) return
    this.#socket.close(code, shortened(reason))
    this.#terminateSoon()
  }

  /** The messages of one turn go to the system together: each call of it costs more than all else that is done for one. */
  #gather(): void {
    if (this.#isGathering) return
    this.#isGathering = true
    this.#stream.cork()
    queueMicrotask(() => {
      this.#isGathering = false
      this.#stream.uncork()
    })
  }

  #arrived(data: RawData, isBinary: boolean): void {
    if (this.#closed !== undefined) return
    this.#missedPings = 0
    if (!isBinary) return this.closeWith(CLOSE.unsupported, 'text', 'the other end sent text')
    // Of binary type 'nodebuffer', which is the default, a message is one buffer.
    const message = data as Buffer
    this.heard?.()
    this.heard = undefined
    if (this.#listener !== undefined) return tell(this.#listener, message)
    this.#waiting.push(message)
    this.#waitingBytes += message.length
    if (this.#waitingBytes > this.#limits.backlogBytes) this.closeWith(CLOSE.tryLater, 'nobody listens')
  }

  #ping(): void {
    if (this.#missedPings >= this.#limits.missedPings) {
      this.#failure = 'no answer to pings'
      this.#socket.terminate()
      return
    }
    this.#missedPings += 1
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.ping()
  }

  #checkOverflow(): void {
    this.#overflow = undefined
    if (this.backlog > this.#limits.backlogBytes) this.#overflowed()
  }

  #overflowed(): void {
    this.closeWith(CLOSE.tryLater, 'too slow', 'the other end is too slow')
  }

  #terminateSoon(): void {
    const timer = setTimeout(() => this.#socket.terminate(), this.#limits.closeTimeout)
    this.#socket.once('close', () => clearTimeout(timer))
  }

  #end(reason: string): void {
    if (this.#closed !== undefined) return
    this.#closed = reason
    this.heard = undefined
    this.#listener?.closed(reason)
  }
}

function tell(listener: MessageListener, message: Uint8Array): void {
  try {
    listener.message(message)
  } catch (error) {
    raise(error)
  }
}

const SEND_OPTIONS = Object.freeze({ binary: true, compress: false })

/** As much of a text as a close may carry, cut between characters. */
function shortened(text: string): Buffer {
  const bytes = Buffer.from(text)
  if (bytes.length <= REASON_BYTES) return bytes
  let end = REASON_BYTES
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end--
  return bytes.subarray(0, end)
}
