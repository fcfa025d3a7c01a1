import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { once } from 'node:events'

/** A TCP connection to a server of this machine, and whether it has ended. */
export class Raw {
  readonly socket: Socket
  readonly ended: Promise<void>
  isOver = false
  text = ''

  constructor(port: number, localAddress?: string) {
    this.socket = connect({ port, host: '127.0.0.1', ...(localAddress !== undefined && { localAddress }) })
    this.socket.setNoDelay(true)
    this.socket.on('error', () => {})
    this.socket.on('data', (data) => (this.text += data.toString('latin1')))
    this.ended = new Promise((resolve) => {
      this.socket.once('close', () => {
        this.isOver = true
        resolve()
      })
    })
  }

  async connected(): Promise<this> {
    if (this.socket.connecting) await once(this.socket, 'connect')
    return this
  }

  write(data: string | Uint8Array): void {
    if (!this.socket.destroyed) this.socket.write(data)
  }

  /** Asks for a WebSocket, without waiting for the answer. */
  upgrade(path: string): void {
    const key = randomBytes(16).toString('base64')
    const lines = [
      'Host: x',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${key}`
    ]
    this.write(`GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
  }

  close(): void {
    this.socket.destroy()
  }
}

/** The bytes of a WebSocket frame as a client sends it, with a mask of zeros. */
export function clientFrame(opcode: number, payload: Uint8Array, isLast = true, length = payload.length): Buffer {
  const head = length < 126 ? Buffer.from([0, 0x80 | length]) : Buffer.from([0, 0x80 | 126, length >> 8, length & 0xff])
  head[0] = (isLast ? 0x80 : 0) | opcode
  return Buffer.concat([head, Buffer.alloc(4), payload])
}
