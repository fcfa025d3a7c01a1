import type { SaeName, Uuid } from '../identifiers.js'
import type { LeavingKey } from '../store/key-store.js'

export type EncryptionAnswer =
  | { readonly outcome: 'delivered'; readonly keys: readonly LeavingKey[] }
  /**
   * No key is given. `exhausted`: there are not enough; `busy`: too much is open; `silent`: the peer does not answer;
   * `refused`: the peer has not the same keys; `stopped`: this KME is being stopped.
   */
  | { readonly outcome: 'exhausted' | 'busy' | 'silent' | 'refused' | 'stopped' }

export type DecryptionAnswer =
  | { readonly outcome: 'delivered'; readonly keys: readonly LeavingKey[] }
  /** As `Collected`; `in-doubt`: the peer has not said in time what became of a key; `stopped` as above. */
  | { readonly outcome: 'unknown' | 'unauthorised' | 'in-doubt' | 'busy' | 'stopped' }

export interface EncryptionRequest {
  readonly number: number
  /** Bits, a multiple of 8. */
  readonly size: number
  readonly master: SaeName
  /** Applications at the peer, different ones. */
  readonly slaves: readonly SaeName[]
  /** Of blocks with this label alone. */
  readonly label?: string | undefined
}

export interface DecryptionRequest {
  readonly master: SaeName
  readonly slave: SaeName
  readonly keyIds: readonly Uuid[]
  /** Whether the application is still there; else it is given nothing, and its answer goes nowhere. */
  readonly isWanted?: () => boolean
}
