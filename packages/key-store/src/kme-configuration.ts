import { isAbsolute, resolve } from 'node:path'
import * as v from 'valibot'
import { KeyError } from './errors.js'

const name = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(256),
  // Half of a surrogate pair cannot be percent-encoded.
  v.check((text) => !/\p{Surrogate}/u.test(text), 'a text of whole characters')
)
const file = v.pipe(v.string(), v.minLength(1))
const node = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(0xffff_ffff))
const integer = (minimum: number, maximum: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(minimum), v.maxValue(maximum))
const port = integer(0, 65_535)
const size = v.pipe(integer(8, 65_536), v.multipleOf(8))

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const configuration = v.strictObject({
  kme: v.strictObject({ id: name, node }),
  /** PEM files. */
  tls: v.strictObject({ key: file, certificate: file, authority: file }),
  /** A folder, made if it is not there. */
  store: file,
  /** Where applications call. */
  applications: v.optional(v.strictObject({ host: v.optional(name, '127.0.0.1'), port }), { port: 0 }),
  /** Where peers call; absent: nowhere. */
  link: v.optional(v.strictObject({ host: v.optional(name, '127.0.0.1'), port })),
  /** `address`: where a peer is reached that does not call; one of the two ends has it, not both. */
  peers: v.pipe(
    v.array(
      v.strictObject({ id: name, node, address: v.optional(v.strictObject({ host: name, port: integer(1, 65_535) })) })
    ),
    v.minLength(1)
  ),
  /** The KME of every SAE. */
  saes: v.custom<Record<string, string>>(isObject, 'an object of KME IDs by SAE ID'),
  /** A folder in which blocks are laid down, made if it is not there; absent: none. */
  spool: v.optional(file),
  unitSize: v.optional(size, 256),
  /** Units of one peer. */
  capacity: v.optional(integer(2, 10_000_000), 1_000_000),
  /** Hours for which what became of the units of a block is kept when all of them are gone. */
  retention: v.optional(integer(0, 1_000_000), 720),
  limits: v.optional(
    v.strictObject({
      maximumKeysPerRequest: v.optional(integer(1, 512), 128),
      minimumKeySize: v.optional(size, 8),
      maximumKeySize: v.optional(size, 4096),
      maximumAdditionalSlaves: v.optional(integer(0, 15), 15)
    }),
    {}
  )
})

/** What a KME's process is told: `bellwire keys serve --config FILE`. */
export type KmeConfiguration = v.InferOutput<typeof configuration>

/**
 * Checks a configuration; files and folders in it are relative to `folder`.
 *
 * @throws KeyError CONFIGURATION_INVALID naming the first member that is wrong
 */
export function parseKmeConfiguration(value: unknown, folder: string): KmeConfiguration {
  if (Array.isArray(value)) throw invalid('configuration', 'a list', 'an object')
  const result = v.safeParse(configuration, value)
  if (!result.success) {
    const [issue] = result.issues
    throw invalid(v.getDotPath(issue) ?? 'configuration', shownOf(issue), acceptedBy(issue))
  }
  const { kme, peers, saes, limits, tls, store, spool } = result.output
  const ids = new Set([kme.id, ...peers.map(({ id }) => id)])
  const nodes = new Set([kme.node, ...peers.map((peer) => peer.node)])
  if (ids.size <= peers.length) throw invalid('peers', kme.id, 'another id for each KME')
  if (nodes.size <= peers.length) throw invalid('peers', kme.node, 'another node number for each KME')
  for (const [sae, id] of Object.entries(saes)) {
    // As it is: a record would drop names such as `constructor`, which certificates may well prove.
    if (!ids.has(id)) throw invalid(`saes.${sae}`, typeof id === 'string' ? id : typeof id, [...ids].join(' or '))
    if (sae === '' || sae.length > 256) throw invalid('saes', sae.slice(0, 64), 'names of 1 to 256 characters')
  }
  if (limits.minimumKeySize > limits.maximumKeySize) {
    throw invalid('limits.minimumKeySize', limits.minimumKeySize, `at most ${limits.maximumKeySize}`)
  }
  const path = (given: string) => (isAbsolute(given) ? given : resolve(folder, given))
  return {
    ...result.output,
    tls: { key: path(tls.key), certificate: path(tls.certificate), authority: path(tls.authority) },
    store: path(store),
    ...(spool !== undefined && { spool: path(spool) })
  }
}

/** What stands there, in words: a schema's own are those of a language. */
function shownOf({ type, received, input }: v.BaseIssue<unknown>): string | number {
  // A member that is not known has its name in place of its value.
  if (type === 'strict_object' && received.startsWith('"')) return 'given'
  if (input === undefined) return 'missing'
  if (input === null || typeof input === 'boolean') return String(input)
  if (typeof input === 'number') return input
  if (typeof input === 'string') return input === '' ? 'empty' : JSON.stringify(input.slice(0, 64))
  if (!Array.isArray(input)) return 'an object'
  return input.length === 0 ? 'an empty list' : 'a list'
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  Object: 'an object',
  Array: 'a list',
  never: 'no member of this name'
}

function acceptedBy(issue: v.BaseIssue<unknown>): string {
  const { type, expected, message, input } = issue
  const { requirement } = issue as { requirement?: unknown }
  const bound = String(requirement)
  switch (type) {
    case 'min_value':
      return `at least ${bound}`
    case 'max_value':
      return `at most ${bound}`
    case 'multiple_of':
      return `a multiple of ${bound}`
    case 'safe_integer':
      return 'an integer'
    case 'min_length':
      return Array.isArray(input) ? `a list of at least ${bound}` : `a text of at least ${bound} characters`
    case 'max_length':
      return `a text of at most ${bound} characters`
  }
  // Of a member that is missing, its name is expected.
  if (expected?.startsWith('"') === true) return 'a value, which must be given'
  return KINDS[expected ?? ''] ?? message
}

function invalid(field: string, value: string | number, accepted: string): KeyError {
  return new KeyError('CONFIGURATION_INVALID', field, value, accepted)
}
