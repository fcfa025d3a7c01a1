import type { CircuitAnswer, CircuitWish } from './circuit-service.js'
import type { KeyAnswer, KeyWish } from './key.js'
import { IN_Z, type MeasurementWish } from './measurement.js'
import type { BinsSetting } from './setting.js'

/** CREATE of section 3.1. Times in nanoseconds. */
export interface Create {
  readonly kind: 'keep' | 'measure' | 'prepare'
  readonly number: number
  readonly minimumFidelity: number
  /** 0: none. */
  readonly timeLimit: number
  readonly purpose: number
  readonly priority: number
  readonly atomic: boolean
  readonly consecutive: boolean
  readonly raw: boolean
  readonly originator: MeasurementWish
  readonly responder: MeasurementWish
}

/** A pair of kind keep, as it comes, turned into Φ+. */
export const CREATE: Create = {
  kind: 'keep',
  number: 1,
  minimumFidelity: 0.5,
  timeLimit: 0,
  purpose: 0,
  priority: 0,
  atomic: false,
  consecutive: true,
  raw: false,
  originator: IN_Z,
  responder: IN_Z
}

/** What an application asks of a node. */
export type Wish =
  | LinkWish
  | TeleportWish
  | DialogueWish
  | GateWish
  | CharacteriseWish
  | BounceWish
  | SocketWish
  | CircuitWish
  | KeyWish

/** What it asks of a node's teleportations over a link (section 7.6). */
export type TeleportWish =
  /** To send a qubit over the next pair of the purpose, which is asked for. */
  | { readonly type: 'teleport'; readonly link: number; readonly purpose: number }
  /** To take what comes, from now on. */
  | { readonly type: 'receive'; readonly link: number; readonly purpose: number }

/** What they answer it, each with the pair that was used. */
type TeleportAnswer =
  /** How a qubit's teleportation ended that this node has sent. */
  | {
      readonly type: 'teleported'
      readonly link: number
      readonly epoch: number
      readonly sequence: number
      readonly end: 'delivered' | 'void' | 'unknown'
    }
  /** A qubit is the program's; `pauli` is still due on it. */
  | {
      readonly type: 'arrived'
      readonly link: number
      readonly epoch: number
      readonly sequence: number
      readonly qubit: number
      readonly pauli: number
    }
  /** There will be none over a pair that had come. */
  | { readonly type: 'lost'; readonly link: number; readonly epoch: number; readonly sequence: number }

/** What it asks of a node's dialogues (section 7.1). */
export type DialogueWish =
  /** A program opens a dialogue and asks so many steps, one after the other, each by one octet: its number. */
  | { readonly type: 'converse'; readonly peer: number; readonly purpose: number; readonly steps: number }
  /** A program answers each step with the octets that it was asked. */
  | { readonly type: 'reply'; readonly purpose: number }

interface OfDialogue {
  readonly peer: number
  readonly purpose: number
  readonly dialogue: number
}

/** What they answer it. */
type DialogueAnswer =
  /** A step of a dialogue that `peer` has opened is put to the program. */
  | (OfDialogue & { readonly type: 'asked'; readonly step: number })
  /** A dialogue with `peer` is over at the program that asked; 0: all steps were answered. */
  | (OfDialogue & { readonly type: 'conversed'; readonly reason: number })

/** What it asks of gates between a node and the peer of a link (section 7.6). */
export interface GateWish {
  /**
   * `gate`: a CNOT from a qubit that the program prepares to one of the peer's, over the next pair of the purpose, which is
   * asked for. `target`: from now on each gate that the peer asks for finds a qubit.
   */
  readonly type: 'gate' | 'target'
  readonly link: number
  readonly purpose: number
}

/** A pair of the link is of no use any more to the program of a gate, of a characterisation or of bounces that had it. */
interface SpentAnswer {
  readonly type: 'spent'
  readonly link: number
  readonly epoch: number
  readonly sequence: number
}

/** How a gate ended whose control is the node's, with the pair that was used. */
interface GateAnswer {
  readonly type: 'gated'
  readonly link: number
  readonly epoch: number
  readonly sequence: number
  readonly end: 'done' | 'void' | 'unknown'
}

/** What it asks of a node that measures what its link delivers (section 7.7). */
export type CharacteriseWish =
  /** As the end that asks: so many pairs, each as the seed says. `timeLimit`: nanoseconds, 0: none. */
  | {
      readonly type: 'characterise'
      readonly link: number
      readonly purpose: number
      readonly pairs: number
      readonly seed: number
      readonly timeLimit: number
    }
  /** As the end that answers. */
  | { readonly type: 'assist'; readonly link: number; readonly purpose: number }

/** What came of it: the error, or 0 and how often each pair of outcomes was found, of each setting 00, 01, 10 and 11. */
interface CharacteriseAnswer {
  readonly type: 'characterised'
  readonly link: number
  readonly purpose: number
  readonly code: number
  readonly counts: readonly number[]
}

/** What it asks of a node that teleports qubits to and fro: they go out over pairs of one purpose, and come back over those of another. */
export type BounceWish =
  /** As the node that benchmarks. `timeLimit`: nanoseconds, 0: none. */
  | {
      readonly type: 'benchmark'
      readonly link: number
      readonly purpose: number
      readonly back: number
      readonly timeLimit: number
    }
  /** As the other one. */
  | { readonly type: 'reflect'; readonly link: number; readonly purpose: number; readonly back: number }

/** It is over: 0, or the error. */
interface BounceAnswer {
  readonly type: 'benchmarked'
  readonly link: number
  readonly purpose: number
  readonly code: number
}

/** One end of a socket over a link: its id, and that of the other end. */
interface SocketName {
  readonly link: number
  readonly id: number
  readonly remoteId: number
}

/** What it asks of a node's sockets (section 7.5). */
export type SocketWish =
  /** Pairs, and how this end measures them, and how the other one does. */
  | (SocketName & {
      readonly type: 'socket-create'
      readonly kind: 'keep' | 'measure' | 'prepare'
      readonly number: number
      readonly originator: MeasurementWish
      readonly responder: MeasurementWish
    })
  /** So many of those that the other end creates. */
  | (SocketName & {
      readonly type: 'socket-receive'
      readonly kind: 'keep' | 'measure' | 'prepare'
      readonly number: number
    })
  /** A kept pair is given back. */
  | { readonly type: 'socket-return'; readonly link: number; readonly epoch: number; readonly sequence: number }

/** A pair is the program's. Measured: `qubit` is −1, otherwise `outcome` and `basis` are. */
interface SocketAnswer {
  readonly type: 'socket-pair'
  readonly link: number
  readonly id: number
  readonly epoch: number
  readonly sequence: number
  readonly qubit: number
  readonly outcome: number
  readonly basis: number
}

/** What it asks of a node's links. */
export type LinkWish =
  | { readonly type: 'create'; readonly link: number; readonly create: Create }
  | { readonly type: 'cancel'; readonly link: number; readonly createId: number }
  | { readonly type: 'release'; readonly link: number; readonly epoch: number; readonly sequence: number }
  /** Of a master with time division: another schedule for both ends. */
  | { readonly type: 'schedule'; readonly link: number; readonly schedule: BinsSetting }

/** What a node answers its application. */
export type Answer =
  | LinkAnswer
  | TeleportAnswer
  | DialogueAnswer
  | SpentAnswer
  | GateAnswer
  | CharacteriseAnswer
  | BounceAnswer
  | SocketAnswer
  | CircuitAnswer
  | KeyAnswer

/** What its links answer: those of section 3.1, and at once to CREATE with its identifier. */
export type LinkAnswer =
  /** `code` not 0: refused at once, and this is its terminal answer. */
  | { readonly type: 'created'; readonly link: number; readonly createId: number; readonly code: number }
  | { readonly type: 'ack'; readonly link: number; readonly createId: number }
  | Delivered
  | {
      readonly type: 'err'
      readonly link: number
      readonly createId: number
      readonly code: number
      readonly delivered: number
    }
  | Expired

export interface Delivered {
  readonly type: 'ok'
  readonly link: number
  readonly createId: number
  /** At the end whose application asked. */
  readonly originator: boolean
  readonly kind: Create['kind']
  readonly purpose: number
  readonly epoch: number
  readonly sequence: number
  /** The kept qubit; -1 where it was measured. */
  readonly qubit: number
  readonly bellIndex: number
  readonly corrected: boolean
  readonly goodness: number
  /** -1 where nothing was measured. */
  readonly outcome: number
  readonly basis: number
  readonly final: boolean
}

export interface Expired {
  readonly type: 'expired'
  readonly link: number
  readonly createId: number
  readonly epoch: number
  readonly sequence: number
}

const OF_LINKS: readonly string[] = ['created', 'ack', 'ok', 'err', 'expired']

/** Whether an answer is one of a link's service. */
export function isLinkAnswer(answer: Answer): answer is LinkAnswer {
  return OF_LINKS.includes(answer.type)
}
