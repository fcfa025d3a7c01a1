/** Messages of a connection between two parties: `spec/wire/transport.proto`. */

/** Says who is there. */
export interface TransportHello {
  readonly type: 'HELLO'
  /** Of the protocol between the two ends of a connection. */
  readonly minimumVersion: number
  readonly maximumVersion: number
  /** Number of the sender, and of the party that the sender means. */
  readonly node: number
  readonly peer: number
  /** Drawn when the sender's process started. */
  readonly incarnation: number
}

/** Frames, each encoded, in the order of sending; at least one. */
export interface TransportFrames {
  readonly type: 'FRAMES'
  readonly frames: readonly Uint8Array[]
}

export type TransportMessage = TransportHello | TransportFrames
