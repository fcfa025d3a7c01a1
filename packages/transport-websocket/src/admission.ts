import type { Socket } from 'node:net'
import type { ServerLimits } from './limits.js'

interface Connection {
  readonly caller: string
  readonly address: string
  readonly socket: Socket
  readonly timer: NodeJS.Timeout
}

/**
 * Counts the connections of a server, and keeps them within its limits. Of too many that are half open, the one that has
 * been there longest is ended, and not the newest one refused: so connections on which nothing comes keep nobody out.
 * Requirements SEC-008, SEC-020 to SEC-022.
 */
export class Admission {
  readonly #limits: ServerLimits
  /** In the order in which they came. */
  readonly #halfOpen = new Map<string, Connection>()
  readonly #perAddress = new Map<string, number>()
  readonly #connections = new Set<Connection>()

  constructor(limits: ServerLimits) {
    this.#limits = limits
  }

  /** Takes a connection that has begun, half open; false where it was ended instead. */
  admit(socket: Socket): boolean {
    // Until the handshake is over nobody else listens.
    socket.on('error', () => {})
    const { halfOpen, perAddress, connections, helloTimeout } = this.#limits
    const address = socket.remoteAddress ?? ''
    if (this.#halfOpen.size >= halfOpen) this.#endOldest(() => true)
    if (this.#of(address) >= perAddress) this.#endOldest((other) => other.address === address)
    if (this.#connections.size >= connections) this.#endOldest(() => true)
    if (this.#of(address) >= perAddress || this.#connections.size >= connections) {
      socket.destroy()
      return false
    }
    const timer = setTimeout(() => socket.destroy(), helloTimeout)
    const connection = { caller: callerOf(socket), address, socket, timer }
    this.#halfOpen.set(connection.caller, connection)
    this.#connections.add(connection)
    this.#perAddress.set(address, this.#of(address) + 1)
    socket.once('close', () => this.#forget(connection))
    return true
  }

  /** The connection has asked for something, or sent the first message of its channel: it is half open no more. */
  established(socket: Socket): void {
    const caller = callerOf(socket)
    const connection = this.#halfOpen.get(caller)
    if (connection === undefined) return
    clearTimeout(connection.timer)
    this.#halfOpen.delete(caller)
  }

  /** Ends those that are half open. */
  close(): void {
    for (const connection of this.#halfOpen.values()) this.#end(connection)
  }

  #of(address: string): number {
    return this.#perAddress.get(address) ?? 0
  }

  #endOldest(which: (connection: Connection) => boolean): void {
    for (const connection of this.#halfOpen.values()) {
      if (which(connection)) return this.#end(connection)
    }
  }

  #end(connection: Connection): void {
    this.#forget(connection)
    connection.socket.destroy()
  }

  #forget(connection: Connection): void {
    if (!this.#connections.delete(connection)) return
    const { caller, address, timer } = connection
    clearTimeout(timer)
    if (this.#halfOpen.get(caller) === connection) this.#halfOpen.delete(caller)
    const left = this.#of(address) - 1
    if (left === 0) this.#perAddress.delete(address)
    else this.#perAddress.set(address, left)
  }
}

/** The same for a socket and for the TLS upon it. */
function callerOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`
}
