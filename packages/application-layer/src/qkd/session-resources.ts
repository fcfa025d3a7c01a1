import type { Journal } from '@bellwire/runtime'
import type { QkdProposal, QkdReason } from '@bellwire/wire'
import type { EntanglementSource } from '../entanglement/source.js'
import type { AuthenticationPool } from './authentication-pool.js'
import type { KeySink, SessionListener } from './session.js'

/** What a session needs of its node. */
export interface SessionResources {
  readonly source: EntanglementSource
  readonly pool: AuthenticationPool
  readonly sink: KeySink
  /** Holds secrets: to be stored as keys are. Empty for a new session. */
  readonly journal: Journal
  readonly listener?: SessionListener
}

/** Whether, and with what, a node answers proposals. */
export interface QkdPolicy {
  /** What the session is given, or why there is none. */
  decide(peer: number, proposal: QkdProposal): SessionResources | QkdReason
}

export interface SessionHandle {
  /** The same at both ends. */
  readonly id: string
  /** Ends the session without a key. */
  stop(): void
}
