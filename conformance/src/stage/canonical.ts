import { encodeFrame, type Frame } from '@bellwire/wire'
import { fieldsOf, valueOf } from './protobuf.js'

/**
 * Whether bytes are the canonical form of the frame that they are (WIR-012). Of one with fields that the tester does not know
 * it cannot say so, and believes it.
 */
export function isCanonical(frame: Frame, bytes: Uint8Array): boolean {
  const canonical = encodeFrame(frame)
  if (canonical.length === bytes.length && canonical.every((byte, at) => byte === bytes[at])) return true
  const known = new Set(fieldsOf(canonical).map(({ tag }) => tag))
  return fieldsOf(bytes).some((field) => !known.has(field.tag) && valueOf(field).some((byte) => byte !== 0))
}
