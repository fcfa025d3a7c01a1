import type { Identifier, SaeDigest } from '@bellwire/wire'
import { sha256 } from './sha256.js'

// Names of chapter 8, worked out from its text.

/** The name of a unit of a session's block: KEY-003. UUIDs are written in lower case. */
export function unitName(session: string, index: number): string {
  const place = new Uint8Array(4)
  new DataView(place.buffer).setUint32(0, index)
  const octets = sha256(Uint8Array.of(...ascii('bellwire key unit'), ...octetsOf(session), ...place)).slice(0, 16)
  octets[6] = ((octets[6] ?? 0) & 0x0f) | 0x80
  octets[8] = ((octets[8] ?? 0) & 0x3f) | 0x80
  return uuidOf(octets)
}

/** An application in frames: KEY-021. */
export function saeDigest(saeId: string): SaeDigest {
  const [word1, word2, word3, word4, word5, word6, word7, word8] = wordsOf(sha256(new TextEncoder().encode(saeId)))
  return { word1, word2, word3, word4, word5, word6, word7, word8 }
}

export function sameDigest(a: SaeDigest, b: SaeDigest): boolean {
  return textOfWords(a) === textOfWords(b)
}

/** A UUID in frames. */
export function toWire(uuid: string): Identifier {
  const [word1, word2, word3, word4] = wordsOf(octetsOf(uuid))
  return { word1, word2, word3, word4 }
}

/** A UUID as texts have it. */
export function fromWire(identifier: Identifier): string {
  return hyphened(textOfWords(identifier))
}

/** A UUID of these 16 octets. */
export function uuidOf(octets: Uint8Array): string {
  return hyphened(Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join(''))
}

export function base64Of(octets: Uint8Array): string {
  return btoa(String.fromCharCode(...octets))
}

type Eight = [number, number, number, number, number, number, number, number]

function wordsOf(octets: Uint8Array): Eight {
  const view = new DataView(octets.buffer, octets.byteOffset)
  const word = (index: number): number => (4 * index < octets.length ? view.getUint32(4 * index) : 0)
  return [word(0), word(1), word(2), word(3), word(4), word(5), word(6), word(7)]
}

function textOfWords(words: Identifier | SaeDigest): string {
  const { word1, word2, word3, word4 } = words
  const more = 'word5' in words ? [words.word5, words.word6, words.word7, words.word8] : []
  return [word1, word2, word3, word4, ...more].map((word) => word.toString(16).padStart(8, '0')).join('')
}

function hyphened(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

function octetsOf(uuid: string): Uint8Array {
  const hex = uuid.replaceAll('-', '')
  return Uint8Array.from({ length: 16 }, (_, index) => Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16))
}

function ascii(text: string): number[] {
  return Array.from(text, (character) => character.charCodeAt(0))
}
