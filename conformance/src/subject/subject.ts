import type { Doors } from './doors.js'
import type { ReleasedKey } from './key.js'
import type { Call, KmeSetting, LaidBlock, Response } from './kme.js'
import type { Answer, LinkAnswer, LinkWish, Wish } from './service.js'
import type { AnySetting, Setting } from './setting.js'

/** Of a subject that is two nodes: which of them takes an input, or does what an output says. */
interface OfOne {
  readonly node?: number
}

/** What happens to a subject: one thing at a time. */
export type Input = OfOne & Happened

type Happened =
  /** A frame of another party has come. */
  | { readonly type: 'frame'; readonly from: number; readonly bytes: Uint8Array }
  /** Its hardware says something (chapter 5.8). */
  | { readonly type: 'device'; readonly bytes: Uint8Array }
  /** Its application asks for something. */
  | { readonly type: 'wish'; readonly wish: Wish }
  /** At a KME: a session has released these bits. */
  | ({ readonly type: 'block' } & LaidBlock)
  /** At a KME: an application asks for something; and its connection has ended, whether it has its answer or not. */
  | ({ readonly type: 'call' } & Call)
  | { readonly type: 'leave'; readonly call: number }
  /** At a node that distributes keys: its link answers it; and its process is killed, and another one begins. */
  | { readonly type: 'answer'; readonly answer: LinkAnswer }
  | { readonly type: 'restart' }

/** What a subject does. */
export type Output = OfOne & Done

type Done =
  | { readonly type: 'frame'; readonly to: number; readonly bytes: Uint8Array }
  | { readonly type: 'device'; readonly bytes: Uint8Array }
  /** All qubits are to be initialised, and all trains stopped. */
  | { readonly type: 'reset' }
  | { readonly type: 'answer'; readonly answer: Answer }
  | ({ readonly type: 'response' } & Response)
  /** A node that distributes keys asks its link for something. */
  | { readonly type: 'wish'; readonly wish: LinkWish }
  | ({ readonly type: 'key' } & ReleasedKey)

/** All that a subject does on one thing that happens, in order, and when it wants to be woken, by its own clock. */
export interface Reaction {
  readonly outputs: readonly Output[]
  /** Infinity: never. */
  readonly wake: number
}

/** Who a subject says that it is. */
export interface Identity {
  readonly implementation: string
  readonly version: string
  /** What it can do, by the codes of section 12.5. */
  readonly capabilities: readonly string[]
  /** What it can be started as (section 12.3); absent: a node of links alone. */
  readonly roles?: readonly string[]
}

/** The node cannot go on: a fault of its own (HAR-044). */
export class NodeFailed extends Error {
  override readonly name = 'NodeFailed'
}

/**
 * A party under test, of which the tester owns every edge, the clock among them: nothing happens at it but what it is told
 * here, and time passes when it is told so. Section 12.2 of the specification. Whatever its role, it is a thing with
 * frames, hardware and time.
 */
export interface Subject<Of extends AnySetting = Setting> {
  readonly identity: Identity
  /** What a KME is already, whatever it is told. */
  readonly fixed?: Partial<KmeSetting>
  /** Nanoseconds in which it has done what it does at once. Absent: none pass. */
  readonly reactionTime?: number
  /** Its sockets, where it has any that a tester can knock at. */
  readonly doors?: Doors
  /** Starts it anew, with nothing that is left of an earlier one. */
  start(setting: Of): Promise<Reaction>
  /** Time passes up to an instant, which is not after `wake`; then something happens to it. @throws NodeFailed */
  input(at: number, input: Input): Promise<Reaction>
  /** Time passes up to an instant which is not after `wake`: what is due then is done. @throws NodeFailed */
  advance(to: number): Promise<Reaction>
  /** Ends it for good. */
  close(): Promise<void>
}
