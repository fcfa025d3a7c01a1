/** What a message channel tells its owner. */
export interface MessageListener {
  message(bytes: Uint8Array): void
  /** Once, and nothing after it. `reason` is for people. */
  closed(reason: string): void
}

/** A connection that carries messages of bytes: each whole, and in the order of sending, until it closes. */
export interface MessageChannel {
  /** The name that the other end has proven to have; undefined where nothing was proven. */
  readonly peer: string | undefined
  /** Bytes that were sent and that the system has not taken over yet. */
  readonly backlog: number
  /** Sends a message. Never throws; after the close messages are lost. The bytes must not be changed afterwards. */
  send(message: Uint8Array): void
  /** Sets the one listener; messages that came before wait for it. */
  listen(listener: MessageListener): void
  /** Closes it after what was sent. Closing again changes nothing. */
  close(reason?: string): void
}
