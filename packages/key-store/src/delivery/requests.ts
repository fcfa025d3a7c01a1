import * as v from 'valibot'
import { badRequest, Refusal, shown } from './answers.js'
import type { KeyIds, KeyRequest } from './interface.js'

const saeId = v.pipe(v.string(), v.minLength(1), v.maxLength(256))
/** Arrays are objects to JavaScript, and to the schemas below, but not to JSON. */
const object = v.custom<Record<string, unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'Invalid type: Expected Object'
)
/** As it is: a record would drop members such as `constructor`, and so what is mandatory. */
const extension = v.array(object)

const keyRequest = v.pipe(
  object,
  v.object({
    number: v.optional(v.pipe(v.number(), v.safeInteger())),
    size: v.optional(v.pipe(v.number(), v.safeInteger())),
    additional_slave_SAE_IDs: v.optional(v.array(saeId)),
    extension_mandatory: v.optional(extension),
    extension_optional: v.optional(extension)
  })
)

const keyIds = v.pipe(
  object,
  v.object({
    key_IDs: v.pipe(
      v.array(v.object({ key_ID: v.string(), key_ID_extension: v.optional(v.unknown()) })),
      v.minLength(1)
    ),
    key_IDs_extension: v.optional(v.unknown())
  })
)

/** The body of Get key. Members that the standard does not name are ignored. @throws Refusal with 400 */
export function parseKeyRequest(body: string): KeyRequest {
  return checked(keyRequest, parseJson(body))
}

/** The body of Get key with key IDs. @throws Refusal with 400 */
export function parseKeyIds(body: string): KeyIds {
  return checked(keyIds, parseJson(body))
}

/** The query of Get key by GET: `number` and `size` alone. @throws Refusal with 400 */
export function parseKeyQuery(query: URLSearchParams): KeyRequest {
  const found: { number?: number; size?: number } = {}
  for (const [name, text] of query) {
    if (name !== 'number' && name !== 'size') {
      throw refused(`${shown(name)} is no parameter of this method; accepted: number, size`)
    }
    if (found[name] !== undefined) throw refused(`${name} is given twice: ${found[name]} and ${shown(text)}`)
    if (!/^\d{1,15}$/.test(text)) throw refused(`${name} is ${shown(text)}; accepted: an integer`)
    found[name] = Number(text)
  }
  return found
}

/** The query of Get key with key IDs by GET: exactly one `key_ID`. @throws Refusal with 400 */
export function parseKeyIdQuery(query: URLSearchParams): KeyIds {
  for (const name of query.keys()) {
    if (name !== 'key_ID') throw refused(`${shown(name)} is no parameter of this method; accepted: key_ID`)
  }
  const [keyId, ...more] = query.getAll('key_ID')
  if (keyId === undefined) throw refused('key_ID is missing; accepted: exactly once in a GET')
  if (more.length > 0) throw refused(`key_ID is given ${1 + more.length} times; accepted: exactly once in a GET`)
  return { key_IDs: [{ key_ID: keyId }] }
}

/** @throws Refusal with 400 for a query where none belongs */
export function parseNoQuery(query: URLSearchParams): void {
  for (const name of query.keys()) throw refused(`${shown(name)} is no parameter of this method; accepted: none`)
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw refused('the body is not JSON')
  }
}

function checked<S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, value)
  if (result.success) return result.output
  const details = result.issues.slice(0, 8).map((issue) => ({ [v.getDotPath(issue) ?? 'body']: issue.message }))
  throw new Refusal(badRequest('the body is not what this method takes', details))
}

function refused(message: string): Refusal {
  return new Refusal(badRequest(message))
}
