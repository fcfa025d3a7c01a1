// The definitions of spec/wire as protobufjs reads them.
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import protobuf from 'protobufjs'

export const protoDirectory = join(dirname(fileURLToPath(import.meta.url)), '../../../spec/wire')
export const require = createRequire(import.meta.url)

/** The messages that are one of several, and the files of their definitions. */
export const UNIONS = [
  { name: 'Frame', file: 'frame.proto' },
  { name: 'QkdMessage', file: 'qkd.proto' },
  { name: 'DeviceMessage', file: 'device.proto' },
  { name: 'TransportMessage', file: 'transport.proto' }
]

/** Largest values of the scalar types that cannot hold 2^53 - 1. */
const LARGEST = new Map([
  ['bool', 1],
  ['uint32', 2 ** 32 - 1],
  ['fixed32', 2 ** 32 - 1]
])

/** @returns {protobuf.Root} */
export function loadDefinitions() {
  const root = new protobuf.Root()
  root.resolvePath = (_origin, target) =>
    target.startsWith('google/')
      ? join(dirname(require.resolve('protobufjs/package.json')), target)
      : join(protoDirectory, basename(target))
  root.loadSync(UNIONS.map(({ file }) => file))
  root.resolveAll()
  return root
}

/**
 * What the codec must know of one field. `message` names the embedded message, if it is one; `maximumCount` is 0 where
 * the field is not repeated; `optional` is true where the absence of the field is a value of its own.
 *
 * @typedef {{
 *   name: string, number: number, kind: string, minimum: number, maximum: number,
 *   message: string | undefined, maximumCount: number, optional: boolean
 * }} FieldDescription
 */

/**
 * @param {protobuf.Field} field
 * @returns {FieldDescription}
 */
export function describe(field) {
  const resolved = lookup(field)
  /** @type {(name: string, otherwise: number) => number} */
  const option = (name, otherwise) => field.options?.[`(${name})`] ?? otherwise
  const optional = field.options?.['proto3_optional'] === true
  const base = {
    name: field.name,
    number: field.id,
    message: undefined,
    maximumCount: 0,
    minimum: 0,
    maximum: 0,
    optional
  }
  if (resolved instanceof protobuf.Type) {
    const maximumCount = field.repeated ? option('max_count', 0) : 0
    return { ...base, kind: 'message', message: resolved.name, maximumCount }
  }
  if (resolved instanceof protobuf.Enum) {
    return { ...base, kind: 'uint32', maximum: Math.max(...Object.values(resolved.values)) }
  }
  if (field.type === 'bytes') return { ...base, kind: 'bytes', maximum: option('max_bytes', 0) }
  if (field.type === 'double') {
    const [minimum, maximum] = [option('least', -Number.MAX_VALUE), option('greatest', Number.MAX_VALUE)]
    return { ...base, kind: 'double', minimum, maximum }
  }
  const largest = LARGEST.get(field.type) ?? Number.MAX_SAFE_INTEGER
  const smallest = field.type === 'sint64' ? -largest : 0
  return { ...base, kind: field.type, minimum: option('minimum', smallest), maximum: option('maximum', largest) }
}

/**
 * The message or enumeration of a field; null where it is a scalar.
 *
 * @param {protobuf.Field} field
 */
export const lookup = (field) => field.parent?.lookup(field.type) ?? null

/** @param {string} oneofMember */
const typeOf = (oneofMember) => oneofMember.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()

/**
 * The messages of a frame, or of another message that is one of several: type, field number and definition.
 *
 * @param {protobuf.Root} root
 * @returns {{ type: string, number: number, message: protobuf.Type }[]}
 */
export function members(root, name = 'Frame') {
  const frame = root.lookupType(`bellwire.v1.${name}`)
  return (frame.oneofsArray[0]?.fieldsArray ?? []).map((field) => ({
    type: typeOf(field.name),
    number: field.id,
    message: root.lookupType(`bellwire.v1.${field.type}`)
  }))
}
