import type { Bearer, Scope } from './tokens.js'

/** A request to the management interface that was refused: nothing was done. */
export class ApiError extends Error {
  override readonly name = 'ApiError'

  /** @param status of HTTP */
  constructor(
    readonly status: number,
    readonly code: string,
    message: string
  ) {
    super(message)
  }

  static notFound(what: string): ApiError {
    return new ApiError(404, 'NOT_FOUND', what)
  }

  /** A field of a body or a query is wrong. */
  static invalid(field: string, value: unknown, accepted: string): ApiError {
    const shown = value === undefined ? 'missing' : JSON.stringify(value).slice(0, 80)
    return new ApiError(400, 'INVALID', `${field} is ${shown}; accepted: ${accepted}`)
  }
}

interface ApiRequest {
  readonly bearer: Bearer
  /** What stands in the path where its template has `:name`. */
  readonly parameters: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** Of JSON; undefined where there is none. */
  readonly body: unknown
  /** The caller would rather have lines as things happen than one answer. */
  readonly streamed: boolean
  /** Aborted when the caller has left. */
  readonly signal: AbortSignal
}

/** One JSON document, or a line of JSON for each of several as they come. */
export type ApiAnswer =
  | { readonly status: number; readonly body: unknown }
  | { readonly status: number; readonly lines: AsyncIterable<unknown> }

/** One thing that can be asked for. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Such as /v1/requests/:id */
  readonly path: string
  readonly scope: Scope
  answer(request: ApiRequest): ApiAnswer | Promise<ApiAnswer>
}

/** @throws ApiError 403 where a bearer may not act for a purpose */
export function requirePurpose(bearer: Bearer, purpose: number): void {
  if (bearer.purposes === undefined || bearer.purposes.has(purpose)) return
  const accepted = [...bearer.purposes].join(', ')
  throw new ApiError(403, 'FORBIDDEN', `purpose is ${purpose}; accepted of ${bearer.name}: ${accepted || 'none'}`)
}
