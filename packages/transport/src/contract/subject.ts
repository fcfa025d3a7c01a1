import type { Frame } from '@bellwire/wire'
import type { NodeId, Transport } from '../transport.js'

/** A network of one kind of transport, for one case of the contract. Its parties are 1, 2 and 3, which know each other. */
export interface ContractNetwork {
  /** Starts a process of a party, which has none. */
  start(node: NodeId): Promise<Transport>
  /** Ends the party's process in good order, after what it has sent. */
  stop(node: NodeId): Promise<void>
  /** Lets bytes arrive as a frame from a party that was started, as if it had sent them. */
  inject(from: NodeId, to: NodeId, bytes: Uint8Array): Promise<void>
  /** Lets time pass until something has come about. Throws where that takes too long. */
  until(condition: () => boolean, what: string): Promise<void>
}

/** Whoever writes a transport gives this, and runs each case of the contract in a test of its own. */
export interface ContractSubject<N extends ContractNetwork = ContractNetwork> {
  readonly setup: () => Promise<N>
  readonly teardown: (network: N) => Promise<void>
  /** Valid frames, at least one of every kind; those of `spec/vectors/frames.json` will do. */
  readonly frames: readonly Frame[]
}

export interface ContractCase {
  /** What every transport does, with the requirements of which it is a test. */
  readonly name: string
  /** Throws where this one does not. */
  readonly run: () => Promise<void>
}

/** A rule of the contract was broken. */
export class ContractError extends Error {
  override readonly name = 'ContractError'
}
