import type { Socket } from 'node:net'
import type { Server } from 'node:tls'

/**
 * Connections at a TLS server that have not proven yet who they are. Of too many, the one that has been there longest is
 * ended, and not the newest one refused: so connections on which nothing comes keep nobody out. A server does not end those
 * whose handshake fails, or takes too long, by itself, and waits for them when it closes.
 */
export class Unproven {
  /** By the caller's address, in the order in which they came. */
  readonly #sockets = new Map<string, Socket>()

  /** @param most at a time */
  constructor(server: Server, most: number) {
    server.on('connection', (socket: Socket) => {
      const caller = callerOf(socket)
      this.#sockets.set(caller, socket)
      // Until the handshake is over nobody else listens.
      socket.on('error', () => {})
      socket.once('close', () => {
        if (this.#sockets.get(caller) === socket) this.#sockets.delete(caller)
      })
      const [oldest] = this.#sockets.values()
      if (this.#sockets.size > most) oldest?.destroy()
    })
    server.on('secureConnection', (socket) => this.#sockets.delete(callerOf(socket)))
    server.on('tlsClientError', (_error, socket) => socket.destroy())
  }

  /** Ends all of them. */
  close(): void {
    for (const socket of this.#sockets.values()) socket.destroy()
  }
}

function callerOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`
}
