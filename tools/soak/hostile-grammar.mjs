// What an attacker sends who knows how messages are made: each of their parts changed, doubled, left out or nested.
import { damaged } from './hostile-bytes.mjs'

/** @typedef {import('@bellwire/runtime').RandomStream} RandomStream */
/** @typedef {{ number: number, type: number, value: bigint | Uint8Array }} Field of protobuf */

const [VARINT, FIXED64, BYTES, FIXED32] = [0, 1, 2, 5]

/** Numbers at the edges of what fields take. */
const EDGES = [
  0n,
  1n,
  2n,
  3n,
  7n,
  8n,
  127n,
  255n,
  65_535n,
  65_536n,
  0x7fff_ffffn,
  0xffff_ffffn,
  1n << 32n,
  1n << 53n,
  (1n << 64n) - 1n
]

/** @template T @param {readonly T[]} items @param {RandomStream} random @returns {T} */
export function oneOf(items, random) {
  return /** @type {T} */ (items[random.below(items.length)])
}

/**
 * A message of protobuf with one to three faults in its fields, at any depth.
 *
 * @param {Uint8Array} valid @param {readonly Uint8Array[]} others @param {RandomStream} random
 * @returns {Uint8Array}
 */
export function mutatedMessage(valid, others, random) {
  if (random.below(8) === 0) return damaged(valid, others, random)
  let bytes = valid
  for (let fault = random.below(3); fault >= 0; fault--) bytes = oneFault(bytes, random)
  return bytes
}

/** @param {Uint8Array} bytes @param {RandomStream} random @returns {Uint8Array} */
function oneFault(bytes, random) {
  const fields = fieldsOf(bytes)
  if (fields === undefined || fields.length === 0) return damaged(bytes, [bytes], random)
  const at = random.below(fields.length)
  const field = fields[at]
  const kind = fields.length === 1 && random.below(8) > 0 ? 0 : random.below(10)
  // Mostly inside: a message is one field of its frame.
  if (field?.type === BYTES && kind < 6) {
    const inner = /** @type {Uint8Array} */ (field.value)
    return encoded(fields.with(at, { ...field, value: oneFault(inner, random) }))
  }
  if (field === undefined || kind === 9) return encoded([...fields, stray(random)])
  if (kind === 8) return encoded(fields.toSpliced(at, 1))
  if (kind === 7) return encoded([...fields, field])
  if (kind === 6)
    return encoded(
      fields.with(at, { ...field, ...valueOf(oneOf([VARINT, FIXED64, BYTES, FIXED32, 3, 6], random), random) })
    )
  return encoded(fields.with(at, { ...field, ...valueOf(field.type, random) }))
}

/** A field that nobody knows, critical or not. @param {RandomStream} random @returns {Field} */
function stray(random) {
  return { number: 1 + random.below(200), ...valueOf(oneOf([VARINT, FIXED64, BYTES, FIXED32], random), random) }
}

/** @param {number} type @param {RandomStream} random */
function valueOf(type, random) {
  if (type === BYTES) return { type, value: new Uint8Array(oneOf([0, 1, 40, 300], random)).fill(random.below(256)) }
  return { type, value: oneOf(EDGES, random) }
}

/** The fields of a message, or undefined of what is none. @param {Uint8Array} bytes @returns {Field[] | undefined} */
function fieldsOf(bytes) {
  /** @type {Field[]} */
  const fields = []
  const buffer = Buffer.from(bytes)
  let at = 0
  const varint = () => {
    let value = 0n
    for (let shift = 0n; at < buffer.length && shift < 70n; shift += 7n) {
      const byte = buffer[at++] ?? 0
      value |= BigInt(byte & 127) << shift
      if (byte < 128) break
    }
    return value
  }
  while (at < buffer.length) {
    const tag = Number(varint())
    const [number, type] = [Math.floor(tag / 8), tag & 7]
    if (number === 0 || number > 1000) return undefined
    if (type === VARINT) fields.push({ number, type, value: varint() })
    else {
      const length = type === BYTES ? Number(varint()) : type === FIXED64 ? 8 : type === FIXED32 ? 4 : -1
      if (length < 0 || at + length > buffer.length) return undefined
      const part = buffer.subarray(at, at + length)
      fields.push({
        number,
        type,
        value: type === BYTES ? part : BigInt(`0x${Buffer.from(part).reverse().toString('hex')}`)
      })
      at += length
    }
  }
  return fields
}

/** @param {readonly Field[]} fields */
function encoded(fields) {
  /** @type {number[]} */
  const out = []
  const varint = (/** @type {bigint} */ value) => {
    let left = value
    for (; left > 127n; left >>= 7n) out.push(Number(left & 127n) | 128)
    out.push(Number(left))
  }
  for (const { number, type, value } of fields) {
    varint(BigInt(number * 8 + type))
    if (value instanceof Uint8Array) {
      varint(BigInt(value.length))
      out.push(...value)
    } else if (type === FIXED64 || type === FIXED32)
      for (let byte = 0; byte < (type === FIXED64 ? 8 : 4); byte++) out.push(Number((value >> BigInt(8 * byte)) & 255n))
    else varint(value)
  }
  return Uint8Array.from(out)
}

/** Values that stand where others should. @type {readonly unknown[]} */
const STRANGE = [
  null,
  true,
  -1,
  0,
  0.5,
  1e300,
  4_294_967_296,
  '',
  'x'.repeat(300),
  '\u0000',
  '__proto__',
  [],
  {},
  [[[[]]]],
  { constructor: 1 }
]

/**
 * JSON with one to three faults in its values, at any depth; sometimes it is none any more.
 *
 * @param {unknown} valid @param {RandomStream} random @returns {string}
 */
export function mutatedJson(valid, random) {
  let value = structuredClone(valid)
  for (let fault = random.below(3); fault >= 0; fault--) value = strange(value, random)
  const text = JSON.stringify(value) ?? ''
  if (random.below(6) > 0) return text
  return Buffer.from(damaged(Buffer.from(text), [Buffer.from('{"a":[1')], random)).toString('latin1')
}

/** @param {unknown} value @param {RandomStream} random @returns {unknown} */
function strange(value, random) {
  if (typeof value !== 'object' || value === null || random.below(12) === 0) return oneOf(STRANGE, random)
  if (Array.isArray(value)) {
    if (value.length === 0 || random.below(4) === 0) return [...value, oneOf(STRANGE, random)]
    return value.with(random.below(value.length), strange(oneOf(value, random), random))
  }
  const keys = Object.keys(value)
  const key = keys.length === 0 ? 'x' : oneOf(keys, random)
  const copy = /** @type {Record<string, unknown>} */ ({ ...value })
  const kind = random.below(6)
  if (kind === 0) delete copy[key]
  else if (kind === 1)
    copy[oneOf(['colour', 'id', '__proto__', 'toString', 'number '], random)] = oneOf(STRANGE, random)
  else copy[key] = strange(copy[key], random)
  return copy
}
