import { decodeFeed, encodeFeed } from '../../src/feed/codec.js'
import type { FeedCommand } from '../../src/feed/commands.js'
import type { FeedMessage } from '../../src/feed/messages.js'
import type { FeedSource } from '../../src/feed/source.js'

/** Milliseconds before a lost connection is tried again. */
const PAUSE = 2000

/** A live network that tells its feed over a WebSocket: one message each, MessagePack. */
export class SocketSource implements FeedSource {
  #socket: WebSocket | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly address: string) {}

  open(told: (message: FeedMessage) => void): void {
    const socket = new WebSocket(this.address)
    this.#socket = socket
    socket.binaryType = 'arraybuffer'
    // A server waits for a first word; this one asks for nothing.
    socket.addEventListener('open', () => socket.send(new Uint8Array(encodeFeed({ type: 'pace' }))))
    socket.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => {
      try {
        told(decodeFeed(new Uint8Array(data)))
      } catch (error) {
        told({ type: 'notice', level: 'error', text: error instanceof Error ? error.message : String(error) })
      }
    })
    socket.addEventListener('close', () => {
      if (this.#socket !== socket) return
      told({ type: 'notice', level: 'error', text: `No connection to ${this.address}; trying again.` })
      this.#timer = setTimeout(() => this.open(told), PAUSE)
    })
  }

  send(command: FeedCommand): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(new Uint8Array(encodeFeed(command)))
  }

  close(): void {
    clearTimeout(this.#timer)
    const socket = this.#socket
    this.#socket = undefined
    socket?.close()
  }
}
