import * as v from 'valibot'
import { KeyError } from '../errors.js'
import { isUuid, parseUuid } from '../identifiers.js'
import type { KeyBlock } from '../store/key-store.js'

/** How the names of blocks end. */
export const SUFFIX = '.block.json'

/** Comes after that of a block that is being written. */
export const PART = '.part'

const words = v.pipe(v.string(), v.maxLength(256))
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

const form = v.strictObject({
  session: v.pipe(v.string(), v.check(isUuid)),
  label: words,
  /** KME ID of the other end. */
  peer: v.pipe(v.string(), v.minLength(1)),
  /** Milliseconds since 1970 UTC. */
  time: v.pipe(v.number(), v.safeInteger()),
  distribution: v.exactOptional(
    v.strictObject({
      name: words,
      protocol: words,
      standing: words,
      length: count,
      rounds: count,
      chsh: v.exactOptional(v.pipe(v.number(), v.finite()))
    })
  ),
  /** Base64. A regular expression has no room on the stack for that of a long key. */
  material: v.pipe(
    v.string(),
    v.check((text) => Buffer.from(text, 'base64').toString('base64') === text)
  )
})

export function writeBlock({ material, ...from }: KeyBlock): Buffer {
  return Buffer.from(JSON.stringify({ ...from, material: Buffer.from(material).toString('base64') }))
}

/** @throws KeyError BLOCK_INVALID, which says nothing of what stands there: it may be key bits */
export function parseBlock(octets: Buffer): KeyBlock {
  let parsed: unknown
  try {
    parsed = JSON.parse(octets.toString('utf8'))
  } catch {
    parsed = undefined
  }
  const result = v.safeParse(form, parsed)
  if (!result.success) {
    const [issue] = result.issues
    const field = v.getDotPath(issue) ?? 'file'
    throw new KeyError('BLOCK_INVALID', field, 'not of its form', 'a block as spoolBlock writes it')
  }
  const { session, material, ...rest } = result.output
  return { ...rest, session: parseUuid(session), material: Buffer.from(material, 'base64') }
}
