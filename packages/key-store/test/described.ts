import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'yaml'

interface Described {
  readonly paths: Record<string, Record<string, { readonly responses?: Record<string, Response> }>>
  readonly components: { readonly responses: Record<string, Response>; readonly schemas: Record<string, object> }
}

interface Response {
  readonly $ref?: string
  readonly content?: Record<string, { readonly schema: object }>
}

const description = parse(readFileSync(new URL('../openapi.yaml', import.meta.url), 'utf8')) as Described
const ajv = new Ajv2020({ strict: false, validateFormats: false })
ajv.addSchema({ $id: 'openapi', ...description })

const METHODS = ['status', 'enc_keys', 'dec_keys'] as const

/** Every answer that the description names: `GET status 200` and the like. */
export const described = Object.entries(description.paths).flatMap(([path, operations]) =>
  Object.entries(operations).flatMap(([method, { responses = {} }]) =>
    Object.keys(responses).map((status) => `${method.toUpperCase()} ${path.split('/').at(-1)} ${status}`)
  )
)

/**
 * Holds an answer against the description.
 *
 * @returns what is wrong with it; undefined: nothing
 */
export function wrongWith(
  method: string,
  name: (typeof METHODS)[number],
  { status, type, body }: { status: number; type: string | undefined; body: string }
): string | undefined {
  const entry = Object.entries(description.paths).find(([path]) => path.endsWith(`/${name}`))
  let response = entry?.[1][method.toLowerCase()]?.responses?.[String(status)]
  if (response === undefined) return `${method} ${name} has no answer ${status}`
  if (response.$ref !== undefined)
    response = description.components.responses[response.$ref.split('/').at(-1) as string]
  const schema = response?.content?.['application/json']?.schema
  if (schema === undefined) return body === '' ? undefined : `${status} has a body`
  if (type !== 'application/json') return `${status} has the type ${type}`
  const within = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"openapi#/')) as object
  const validate = ajv.compile(within)
  return validate(JSON.parse(body)) ? undefined : ajv.errorsText(validate.errors)
}
