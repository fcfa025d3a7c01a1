import type { Response } from '../../subject/kme.js'

/** A key as an application is given it. */
export interface Given {
  readonly key_ID: string
  /** Base64. */
  readonly key: string
}

/** The path of a method for an application. */
export function pathOf(saeId: string, method: 'status' | 'enc_keys' | 'dec_keys'): string {
  return `/api/v1/keys/${encodeURIComponent(saeId)}/${method}`
}

/** The keys of an answer; none where it has none. */
export function keysIn({ status, body }: Response): readonly Given[] {
  const { keys } = status === 200 ? objectIn(body) : {}
  return Array.isArray(keys) ? keys.filter(isGiven) : []
}

/** A JSON object; an empty one where there is none. */
export function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

function isGiven(value: unknown): value is Given {
  const { key_ID: id, key } = Object(value) as Partial<Given>
  return typeof id === 'string' && typeof key === 'string'
}
