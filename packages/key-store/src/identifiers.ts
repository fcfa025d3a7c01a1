import { createHash } from 'node:crypto'
import type { Identifier, SaeDigest } from '@bellwire/wire'
import { KeyError } from './errors.js'

/** A UUID in its canonical form: 36 characters, lower case. */
export type Uuid = string & { readonly __form?: 'uuid' }

/** SHA-256 of an SAE ID: 64 hexadecimal digits. */
export type SaeName = string & { readonly __form?: 'sae' }

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Any version of RFC 9562, in either case. @throws KeyError IDENTIFIER_INVALID */
export function parseUuid(text: string, field = 'identifier'): Uuid {
  const lower = text.toLowerCase()
  if (UUID.test(lower)) return lower
  throw new KeyError('IDENTIFIER_INVALID', field, text.slice(0, 64), 'a UUID of 36 characters')
}

export function isUuid(text: string): boolean {
  return UUID.test(text.toLowerCase())
}

/** What units are named after, so that no other use of the same hash gives the same names. */
const UNIT_NAMESPACE = 'bellwire key unit'

/**
 * The name of unit `index` of a session's block: the first 128 bits of SHA-256 over the namespace, the session's 16
 * octets and the index (unsigned, 32 bits, big-endian), made a UUID of version 8 as RFC 9562, section 5.8, has it. It
 * depends on no bit of the key. Requirement KEY-003.
 */
export function unitIdentifier(session: Uuid, index: number): Uuid {
  return hashed(UNIT_NAMESPACE, octetsOf(session), numbers([index]))
}

const SESSION_NAMESPACE = 'bellwire key session'

/**
 * The UUID of a session of key distribution between two nodes: a hash as that of a unit, over the namespace, the two node
 * numbers, the lower one first, and the session's name between them. Requirement KEY-060.
 */
export function sessionIdentifier(nodes: readonly [number, number], name: string): Uuid {
  const [low, high] = [Math.min(...nodes), Math.max(...nodes)]
  return hashed(SESSION_NAMESPACE, numbers([low, high]), Buffer.from(name, 'utf8'))
}

function hashed(namespace: string, ...parts: readonly Buffer[]): Uuid {
  const hash = createHash('sha256').update(namespace)
  for (const part of parts) hash.update(part)
  const octets = hash.digest().subarray(0, 16)
  octets.writeUInt8((octets.readUInt8(6) & 0x0f) | 0x80, 6)
  octets.writeUInt8((octets.readUInt8(8) & 0x3f) | 0x80, 8)
  return uuidOf(octets)
}

function octetsOf(uuid: Uuid): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex')
}

function uuidOf(octets: Buffer): Uuid {
  const hex = octets.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}

/** The name under which an application is known to the other end: requirement KEY-021. */
export function saeName(saeId: string): SaeName {
  return createHash('sha256').update(saeId, 'utf8').digest('hex')
}

export function uuidToWire(uuid: Uuid): Identifier {
  const octets = octetsOf(uuid)
  return {
    word1: octets.readUInt32BE(0),
    word2: octets.readUInt32BE(4),
    word3: octets.readUInt32BE(8),
    word4: octets.readUInt32BE(12)
  }
}

export function uuidFromWire({ word1, word2, word3, word4 }: Identifier): Uuid {
  return uuidOf(numbers([word1, word2, word3, word4]))
}

export function saeToWire(name: SaeName): SaeDigest {
  const octets = Buffer.from(name, 'hex')
  return {
    word1: octets.readUInt32BE(0),
    word2: octets.readUInt32BE(4),
    word3: octets.readUInt32BE(8),
    word4: octets.readUInt32BE(12),
    word5: octets.readUInt32BE(16),
    word6: octets.readUInt32BE(20),
    word7: octets.readUInt32BE(24),
    word8: octets.readUInt32BE(28)
  }
}

export function saeFromWire(digest: SaeDigest): SaeName {
  const { word1, word2, word3, word4, word5, word6, word7, word8 } = digest
  return numbers([word1, word2, word3, word4, word5, word6, word7, word8]).toString('hex')
}

/** Each as four octets, the most significant first. */
function numbers(words: readonly number[]): Buffer {
  const octets = Buffer.alloc(4 * words.length)
  words.forEach((word, index) => octets.writeUInt32BE(word, 4 * index))
  return octets
}
