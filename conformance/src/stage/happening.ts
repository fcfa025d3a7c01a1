import type { DeviceMessage, Frame } from '@bellwire/wire'
import type { ReleasedKey } from '../subject/key.js'
import type { Call, LaidBlock, Response } from '../subject/kme.js'
import type { Answer, LinkAnswer, LinkWish, Wish } from '../subject/service.js'

/** What happened at an edge of the node under test, in the one order in which the tester saw it. */
export type Happening = { readonly time: number } & Event

/** `node`: which of two nodes under test, where the subject is two. */
export type Event = { readonly node?: number } & Happened

type Happened =
  /** A process of the node starts. */
  | { readonly kind: 'start' }
  | { readonly kind: 'sent'; readonly to: number; readonly frame: Frame; readonly bytes: Uint8Array }
  /** `fault`: what the tester did to it, where it did anything. */
  | { readonly kind: 'came'; readonly from: number; readonly frame: Frame; readonly fault?: Fault }
  /** A frame to the node, or from it, that never arrived. */
  | { readonly kind: 'lost'; readonly from: number; readonly to: number; readonly frame: Frame }
  /** Bytes came that are no frame. */
  | { readonly kind: 'malformed'; readonly from: number; readonly bytes: Uint8Array }
  /** The node has sent bytes that are no frame, or no message to hardware. */
  | {
      readonly kind: 'nonsense'
      readonly where: 'frame' | 'device'
      readonly reason: string
      readonly bytes: Uint8Array
    }
  | { readonly kind: 'command'; readonly message: DeviceMessage }
  | { readonly kind: 'result'; readonly message: DeviceMessage }
  | { readonly kind: 'reset' }
  /** A command that this hardware cannot follow, or that destroys what the node has not given back; and what forbids it. */
  | {
      readonly kind: 'misuse'
      readonly requirement: 'DEV-089' | 'LNK-068' | 'NET-072' | 'NET-210'
      readonly what: string
    }
  | { readonly kind: 'wish'; readonly wish: Wish }
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** At a KME: bits of a session, a request of an application, the end of its connection, and an answer. */
  | { readonly kind: 'block'; readonly block: LaidBlock }
  | { readonly kind: 'call'; readonly call: Call }
  | { readonly kind: 'leave'; readonly call: number }
  | { readonly kind: 'response'; readonly response: Response }
  /** At a node that distributes keys: what its link answers it and is asked for, and a key. */
  | { readonly kind: 'served'; readonly answer: LinkAnswer }
  | { readonly kind: 'asked'; readonly wish: LinkWish }
  | { readonly kind: 'key'; readonly key: ReleasedKey }
  | Herald
  /** Another process of the party under test begins: with what the one before has left, or with nothing. */
  | { readonly kind: 'restarted'; readonly keeps: boolean }
  /** A process was killed when it would have answered so: whether a later one knows that it has, nobody can tell. */
  | { readonly kind: 'unsaid'; readonly answer: Answer }
  /** The case has been played. */
  | { readonly kind: 'over' }

/** The station has seen a success: the truth of it. */
export interface Herald {
  readonly kind: 'herald'
  readonly link: number
  readonly epoch: number
  readonly sequence: number
  readonly bellIndex: number
  readonly slot: number
  readonly queueId: number
  /** Where the node's half is; undefined where it did not emit in that slot. */
  readonly qubit: number | undefined
}

/** What the tester does to a frame on its way. */
export type Fault = 'doubled' | 'delayed' | 'replayed' | 'forged'

/** Where somebody looks on. */
export type Watcher = (happening: Happening) => void
