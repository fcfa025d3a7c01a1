import type { Answer, Wish } from './service.js'
import type { Setting } from './setting.js'

/** What happens to a node under test: one thing at a time. */
export type Input =
  /** A frame of another party has come. */
  | { readonly type: 'frame'; readonly from: number; readonly bytes: Uint8Array }
  /** Its hardware says something (chapter 5.8). */
  | { readonly type: 'device'; readonly bytes: Uint8Array }
  /** Its application asks for something. */
  | { readonly type: 'wish'; readonly wish: Wish }

/** What a node under test does. */
export type Output =
  | { readonly type: 'frame'; readonly to: number; readonly bytes: Uint8Array }
  | { readonly type: 'device'; readonly bytes: Uint8Array }
  /** All qubits are to be initialised, and all trains stopped. */
  | { readonly type: 'reset' }
  | { readonly type: 'answer'; readonly answer: Answer }

/** All that a node does on one thing that happens, in order, and when it wants to be woken, by its own clock. */
export interface Reaction {
  readonly outputs: readonly Output[]
  /** Infinity: never. */
  readonly wake: number
}

/** Who a node under test says that it is. */
export interface Identity {
  readonly implementation: string
  readonly version: string
  /** What it can do, by the codes of section 12.5. */
  readonly capabilities: readonly string[]
}

/**
 * A node under test, of which the tester owns every edge, the clock among them: nothing happens at the node but what it is
 * told here, and time passes when it is told so. Section 12.2 of the specification.
 */
export interface Subject {
  readonly identity: Identity
  /** Starts a node anew, with nothing that is left of an earlier one. */
  start(setting: Setting): Promise<Reaction>
  /** Time passes up to an instant, which is not after `wake`; then something happens to it. */
  input(at: number, input: Input): Promise<Reaction>
  /** Time passes up to an instant which is not after `wake`: what is due then is done. */
  advance(to: number): Promise<Reaction>
  /** Ends it for good. */
  close(): Promise<void>
}
