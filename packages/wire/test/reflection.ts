import type { IConversionOptions } from 'protobufjs'
import { loadDefinitions } from '../scripts/definitions.js'

const definitions = loadDefinitions()
const options: IConversionOptions = { longs: Number, defaults: true, arrays: true, oneofs: true }

/** Decodes a frame by protobufjs' reflection on the definitions: an oracle that shares no code with the codec. */
export function reflectionDecode(bytes: Uint8Array, union = 'Frame'): Record<string, unknown> {
  const definition = definitions.lookupType(`bellwire.v1.${union}`)
  const { message, ...members } = definition.toObject(definition.decode(bytes), options)
  const type = String(message).replace(/[A-Z]/g, (letter) => `_${letter}`)
  return { type: type.toUpperCase(), ...(plain(members[String(message)]) as object) }
}

/** Of Node's Buffer it makes parts of the same kind; the codec gives plain arrays. Names of presence (`_name`) are no fields. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Uint8Array.from(value)
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).filter(([key, part]) => !(key.startsWith('_') && typeof part === 'string'))
  return Object.fromEntries(fields.map(([key, part]) => [key, plain(part)]))
}
