import { type AuthenticationPool, type KeySink, LedgerPool } from '@bellwire/application-layer'
import type { BitString } from '@bellwire/post-processing'

/** What one end of a session of key distribution takes authentication key from, and releases its key to. */
export interface KeyEnd {
  readonly pool: AuthenticationPool
  readonly sink: KeySink
}

/** A node that is about to distribute keys. */
export interface KeyNode {
  readonly name: string
  /** Its number in the network. */
  readonly node: number
  readonly peer: string
  readonly peerNode: number
}

/**
 * Makes an end, before its session. The authentication key comes out of the run's seed, as a simulation's does, and protects
 * nothing.
 */
export type KeyEndFactory = (end: KeyNode, authenticationKey: BitString) => KeyEnd

/** Ends in memory, that forget the key: the session itself says whether there was one. */
export const forgetfulEnd: KeyEndFactory = (_end, authenticationKey) => ({
  pool: new LedgerPool(authenticationKey),
  sink: { release: () => undefined }
})

/** The authentication key of one end, in bits: what was spent is gone, whether the session gave a key or not. */
export interface KeyBalance {
  readonly node: string
  /** What sessions could still have, before this one and after it. */
  readonly opening: number
  readonly closing: number
  readonly burnt: number
  /** Of the key that was released. */
  readonly released: number
  /** The key less what was burnt for it. */
  readonly net: number
}

/** What a session of key distribution left at its two ends. */
export interface KeyAccount {
  readonly session: string
  /** The analysis whose length was released, and what stands behind that: a proof, or not. */
  readonly analysis: string
  readonly standing: string
  /** Whether both ends have the same key; null where neither has one. */
  readonly agree: boolean | null
  readonly ends: readonly [KeyBalance, KeyBalance]
  /** Where the ends were stores: what these hold of the session. */
  readonly stores?: StoredKeys
}

/** What the two stores hold of a session's key. */
export interface StoredKeys {
  /** The block's name, the same at both ends. */
  readonly block: string
  /** By the end's KME. */
  readonly ends: readonly { readonly kme: string; readonly units: number }[]
  /** Bits. */
  readonly unitSize: number
  /** Bits of the key that filled no unit. */
  readonly discarded: number
  /** Whether the stores have the same bits. */
  readonly same: boolean
}
