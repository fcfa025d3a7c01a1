import {
  closeSync,
  fdatasyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync
} from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { KeyError } from './errors.js'
import { isUuid, parseUuid } from './identifiers.js'
import type { KeyBlock } from './store/key-store.js'

const SUFFIX = '.block.json'
const REFUSED = '.refused'

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
  /** Base64. */
  material: v.pipe(v.string(), v.base64())
})

/**
 * Lays a block down for a KME's process to take: a file that is there whole or not at all, readable by its owner alone,
 * durable when this returns. Laid down twice, it is taken once.
 *
 * @param folder the spool of the KME's configuration
 */
export function spoolBlock(folder: string, { material, ...from }: KeyBlock): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const text = Buffer.from(JSON.stringify({ ...from, material: Buffer.from(material).toString('base64') }))
  const path = join(folder, from.session + SUFFIX)
  const file = openSync(`${path}.part`, 'w', 0o600)
  try {
    for (let done = 0; done < text.length; ) done += writeSync(file, text, done)
    fdatasyncSync(file)
  } finally {
    closeSync(file)
    text.fill(0)
  }
  renameSync(`${path}.part`, path)
  // Whoever laid it down may forget it now: its name is to survive, too.
  const directory = openSync(folder, 'r')
  try {
    fdatasyncSync(directory)
  } finally {
    closeSync(directory)
  }
}

/** What became of one file. */
export interface Spooled {
  readonly file: string
  /** Undefined: the block was taken, or had been taken before. */
  readonly refused?: string
}

/**
 * Takes all blocks that lie in a spool. A file that was taken is overwritten and removed; one that is refused is kept
 * under another name; one for which there is no room stays.
 *
 * @param add throws a KeyError for a block that cannot be added
 */
export function takeSpooled(folder: string, add: (block: KeyBlock) => void): Spooled[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(SUFFIX))
    .sort()
    .flatMap((name): Spooled[] => {
      const path = join(folder, name)
      try {
        add(readBlock(path))
      } catch (error) {
        if (!(error instanceof KeyError)) throw error
        if (error.code === 'STORE_FULL') return []
        if (error.code !== 'BLOCK_KNOWN') {
          renameSync(path, path + REFUSED)
          return [{ file: name, refused: error.message }]
        }
      }
      overwrite(path)
      return [{ file: name }]
    })
}

function readBlock(path: string): KeyBlock {
  const octets = readFileSync(path)
  let parsed: unknown
  try {
    parsed = JSON.parse(octets.toString('utf8'))
  } catch {
    parsed = undefined
  } finally {
    octets.fill(0)
  }
  const result = v.safeParse(form, parsed)
  if (!result.success) {
    const [issue] = result.issues
    // What stands there may be key bits: it is not told.
    throw new KeyError(
      'BLOCK_INVALID',
      v.getDotPath(issue) ?? 'file',
      'not of its form',
      'a block as spoolBlock writes it'
    )
  }
  const { session, material, ...rest } = result.output
  return { ...rest, session: parseUuid(session), material: Buffer.from(material, 'base64') }
}

function overwrite(path: string): void {
  const { size } = statSync(path)
  const file = openSync(path, 'r+')
  try {
    writeSync(file, Buffer.alloc(size), 0, size, 0)
    fdatasyncSync(file)
  } finally {
    closeSync(file)
  }
  unlinkSync(path)
}
