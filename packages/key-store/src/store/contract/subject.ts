import { ok } from 'node:assert/strict'
import { saeName, unitIdentifier, type Uuid } from '../../identifiers.js'
import type { KeyBlock, KeyStore, Reservation, ReservationTerms, ReserveRequest } from '../key-store.js'

/** What the contract needs of a kind of store. */
export interface KeyStoreSubject {
  /** A store without keys; units of 64 bits, 40 of them at most, reserves those with even index. */
  open(): KeyStore
  /** The same keys in a new store, as after a crash: the old one is used no more. Absent where nothing survives. */
  reopen?(): KeyStore
}

/** One rule that every store keeps. `check` throws an AssertionError where this one does not. */
export interface KeyStoreRule {
  readonly name: string
  /** For stores that can be opened again. */
  readonly durable: boolean
  readonly check: (subject: KeyStoreSubject) => void
}

export const SESSION: Uuid = '8f14e45f-ceea-467f-ab5c-2f2d4bd27e0a'
export const OTHER: Uuid = '45c48cce-2e2d-4fbd-9a1f-c93e3e1b3d5f'
export const ALICE = saeName('alice-app')
export const BOB = saeName('bob-app')
export const CAROL = saeName('carol-app')
export const UNIT_BYTES = 8

export const octets = (length: number, first = 1) => Uint8Array.from({ length }, (_, index) => (first + index) & 0xff)

export const block = (units: number, session = SESSION, rest = 0): KeyBlock => ({
  session,
  label: 'contract',
  peer: 'kme-b',
  time: 1,
  material: octets(units * UNIT_BYTES + rest)
})

export const unitOf = (index: number, session = SESSION) => unitIdentifier(session, index)
export const bitsOf = (index: number) => [...octets(UNIT_BYTES, 1 + index * UNIT_BYTES)]

export const request = (keys: number, size = 64, number = 1): ReserveRequest => ({
  origin: 7,
  number,
  keys,
  size,
  master: ALICE,
  slaves: [BOB]
})

export const held = (indices: readonly number[], number = 1, slaves = [BOB]): ReservationTerms => ({
  origin: 9,
  number,
  size: 64,
  unitsPerKey: 1,
  master: ALICE,
  slaves,
  units: indices.map((index) => unitOf(index))
})

export const own = (store: KeyStore) => store.counts().own
export const other = (store: KeyStore) => store.counts().other

export function filled(subject: KeyStoreSubject, units = 8): KeyStore {
  const store = subject.open()
  store.addBlock(block(units))
  store.confirmBlock(SESSION)
  return store
}

export function reserved(store: KeyStore, keys: number, size = 64, number = 1): Reservation {
  const reservation = store.reserve(request(keys, size, number))
  ok(reservation !== undefined)
  return reservation
}

export const lives = (store: KeyStore, units: readonly Uuid[]) => units.map((unit) => store.unit(unit)?.life)

export function rule(name: string, check: (subject: KeyStoreSubject) => void): KeyStoreRule {
  return { name, durable: false, check }
}

export function durableRule(name: string, check: (subject: Required<KeyStoreSubject>) => void): KeyStoreRule {
  return { name, durable: true, check: (subject) => check(subject as Required<KeyStoreSubject>) }
}
