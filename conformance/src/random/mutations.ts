import fc, { type Arbitrary } from 'fast-check'
import { changed, type Field, fieldsOf, joined, varint } from '../stage/protobuf.js'

/** Something that is done to the bytes of a frame. */
export interface Mutation {
  readonly text: string
  apply(bytes: Uint8Array): Uint8Array
}

/** Tags of fields that no message of this version has: groups, no wire type at all, critical, and number 0. */
const STRAY_TAGS = [3, 4, 6, 7].map((type) => 8 * 60 + type).concat(8 * 1000, 8 * 1999, 8 * 500, 0)
/** At the edges of what integers take: beyond 32, 53 and 64 bits, and longer than a varint may be. */
const EDGES: readonly (readonly number[])[] = [
  [0],
  [1],
  [...all(4), 0x7f],
  [...all(7), 0x1f],
  [...all(9), 1],
  [...all(9), 2],
  [...all(10), 1]
]

function all(bytes: number): number[] {
  return Array.from({ length: bytes }, () => 0xff)
}

/** What an attacker does who knows how messages are made, and what one does who does not. */
export const MUTATION: Arbitrary<Mutation> = fc.oneof(
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }).map((bytes) => mutation('no frame', () => bytes)) },
  { weight: 1, arbitrary: fc.nat(200).map((at) => mutation('cut off', (bytes) => bytes.slice(0, at % bytes.length))) },
  { weight: 1, arbitrary: fc.nat(2000).map((bit) => mutation('with a bit turned', (bytes) => turned(bytes, bit))) },
  { weight: 1, arbitrary: fc.constant(mutation('twice', (bytes) => joined([bytes, bytes]))) },
  {
    weight: 1,
    arbitrary: fc.constant(mutation('of 70,000 bytes', (bytes) => joined([bytes, field(8 * 3000 + 2, 70_000)])))
  },
  { weight: 3, arbitrary: strayed('in it', (bytes, stray) => changed(bytes, (fields) => [...fields, stray])) },
  { weight: 2, arbitrary: strayed('beside it', (bytes, stray) => joined([bytes, stray.bytes])) },
  { weight: 2, arbitrary: aField('missing', (fields, at) => fields.toSpliced(at, 1)) },
  { weight: 2, arbitrary: aField('doubled', (fields, at) => [...fields, ...fields.slice(at, at + 1)]) },
  {
    weight: 4,
    arbitrary: fc
      .record({ at: fc.nat(15), edge: fc.constantFrom(...EDGES) })
      .map(({ at, edge }) =>
        mutation(`with ${edge.length} bytes in field ${at}`, (bytes) =>
          changed(bytes, (fields) =>
            fields.map((one, index) => (index === at % fields.length ? valued(one, edge) : one))
          )
        )
      )
  }
)

/** A frame with each of its fields in turn at each edge. */
export function* withEachValue(bytes: Uint8Array): Generator<Uint8Array, void> {
  for (let at = 0; at < fieldsOf(bytes).length; at++)
    for (const edge of EDGES)
      yield changed(bytes, (fields) => fields.map((one, index) => (index === at ? valued(one, edge) : one)))
}

function mutation(text: string, apply: (bytes: Uint8Array) => Uint8Array): Mutation {
  return { text, apply }
}

function strayed(where: string, put: (bytes: Uint8Array, stray: Field) => Uint8Array): Arbitrary<Mutation> {
  return fc
    .constantFrom(...STRAY_TAGS)
    .map((tag) => mutation(`with a field of tag ${tag} ${where}`, (bytes) => put(bytes, { tag, bytes: field(tag, 1) })))
}

function aField(text: string, change: (fields: readonly Field[], at: number) => readonly Field[]): Arbitrary<Mutation> {
  return fc
    .nat(15)
    .map((at) =>
      mutation(`with field ${at} ${text}`, (bytes) => changed(bytes, (fields) => change(fields, at % fields.length)))
    )
}

function valued({ tag, bytes }: Field, edge: readonly number[]): Field {
  return (tag & 7) === 0
    ? { tag, bytes: joined([varint(tag), Uint8Array.from(edge)]) }
    : { tag, bytes: bytes.slice(0, -1) }
}

/** A field with so many bytes, or another value of its wire type. */
function field(tag: number, size: number): Uint8Array {
  return (tag & 7) === 2 ? joined([varint(tag), varint(size), new Uint8Array(size)]) : joined([varint(tag), varint(1)])
}

function turned(bytes: Uint8Array, bit: number): Uint8Array {
  const at = Math.floor(bit / 8) % bytes.length
  return bytes.map((byte, index) => (index === at ? byte ^ (1 << (bit % 8)) : byte))
}
