import type { NatsConnection } from '@nats-io/transport-node'

/**
 * Bytes that were handed to the connection and that the server has not taken yet, as far as is known: the server answers
 * a question that went after them. One question is under way at a time.
 */
export class Backlog {
  #bytes = 0
  #asking = false

  constructor(private readonly connection: NatsConnection) {}

  get bytes(): number {
    return this.#bytes
  }

  /** To be called when bytes have been handed over. */
  add(bytes: number): void {
    this.#bytes += bytes
    if (!this.#asking) void this.#ask()
  }

  /** The connection was lost, and with it all that was under way. */
  clear(): void {
    this.#bytes = 0
  }

  async #ask(): Promise<void> {
    this.#asking = true
    while (this.#bytes > 0) {
      const before = this.#bytes
      try {
        await this.connection.flush()
        this.#bytes = Math.max(0, this.#bytes - before)
      } catch {
        // Only a connection that is lost does not answer.
        this.#bytes = 0
      }
    }
    this.#asking = false
  }
}
