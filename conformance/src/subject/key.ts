import type { QkdProposal } from '@bellwire/wire'

/** What two nodes that distribute keys are told before they start (section 12.3). */
export interface KeySetting {
  readonly role: 'key'
  /** Their numbers. */
  readonly node: number
  readonly peer: number
  /** For all randomness of both, where they offer that. */
  readonly seed: number
  /** Their clocks when they start, nanoseconds. */
  readonly time: number
  /** The link that they get their pairs of. */
  readonly link: number
  /** Of its pairs, and of the proposals that both answer. */
  readonly purpose: number
  /** Of its pairs: kept, or measured as they come. */
  readonly kind: 'keep' | 'measure'
  /** The authentication key that they share, base64. */
  readonly pool: string
}

/** What a program wants of a session: the PROPOSAL, but for what its node puts into it. */
export type SessionPlan = Omit<QkdProposal, 'type' | 'poolOffset' | 'initiator' | 'circuit'>

/** Names a session, by its dialogue: the node that opened it, and the number that this node drew. */
export interface SessionName {
  readonly opener: number
  readonly dialogue: number
}

/** What a program asks of a node that distributes keys. */
export type KeyWish =
  | { readonly type: 'distribute'; readonly plan: SessionPlan }
  /** A session is to end without a key. */
  | ({ readonly type: 'stop' } & SessionName)

/** What such a node answers its program. `reason`: a QkdReason. */
export type KeyAnswer =
  /** At once to `distribute`. `reason` not 0: nothing is opened, and `dialogue` means nothing. */
  | ({ readonly type: 'distributing'; readonly reason: number } & SessionName)
  /** A session is over at this end; `reason` 0: with a key. */
  | ({ readonly type: 'concluded'; readonly reason: number } & SessionName)

/** A key that a session has released at one end. */
export interface ReleasedKey extends SessionName {
  readonly peer: number
  /** A QkdAnalysis, and what stands behind it. */
  readonly analysis: number
  readonly proof: string
  /** Bits of the key. */
  readonly length: number
  /** Bits about the raw key that were published. */
  readonly published: number
  /** The CHSH value; absent where the protocol has none. */
  readonly chsh?: number
  /** As strings of bits are written. */
  readonly bytes: Uint8Array
}
