import protobuf from 'protobufjs/minimal.js'
import { LIMITS } from './limits.js'

const { utf8 } = protobuf.util

/** UTF-8 of a text for people, cut to what a device message has room for. */
export function encodeText(text: string): Uint8Array {
  // A character of the text has three bytes at most.
  const cut = 3 * text.length > LIMITS.deviceTextBytes ? text.slice(0, Math.floor(LIMITS.deviceTextBytes / 3)) : text
  const bytes = new Uint8Array(utf8.length(cut))
  utf8.write(cut, bytes, 0)
  return bytes
}

/** The text of UTF-8. What is none reads as replacement characters. */
export function decodeText(bytes: Uint8Array): string {
  return utf8.read(bytes, 0, bytes.length)
}
