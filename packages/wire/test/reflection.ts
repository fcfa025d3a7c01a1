import type { IConversionOptions } from 'protobufjs'
import { loadDefinitions } from '../scripts/definitions.js'

const frameDefinition = loadDefinitions().lookupType('bellwire.v1.Frame')
const options: IConversionOptions = { longs: Number, defaults: true, arrays: true, oneofs: true }

/** Decodes a frame by protobufjs' reflection on the definitions: an oracle that shares no code with the codec. */
export function reflectionDecode(bytes: Uint8Array): Record<string, unknown> {
  const { message, ...members } = frameDefinition.toObject(frameDefinition.decode(bytes), options)
  const type = String(message).replace(/[A-Z]/g, (letter) => `_${letter}`)
  const fields = Object.entries(members[String(message)] as object)
  // Of Node's Buffer it makes parts of the same kind; the codec gives plain arrays.
  const plain = fields.map(([key, value]) => [key, value instanceof Uint8Array ? Uint8Array.from(value) : value])
  return { type: type.toUpperCase(), ...Object.fromEntries(plain) }
}
