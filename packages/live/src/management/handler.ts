import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Log } from '../observation/log.js'
import { type ApiAnswer, ApiError, type Route } from './api.js'
import { bearerOf } from './bearer-of.js'
import type { Bearer, Tokens } from './tokens.js'

/** Octets of a request's body. */
const BODY_LIMIT = 65_536

const NDJSON = 'application/x-ndjson'

export interface ApiOptions {
  /** There may be more of them later, when the process has begun what they are of. */
  readonly routes: readonly Route[]
  readonly tokens: Tokens
  readonly log: Log
  /** Of pages that may ask from a browser. */
  readonly origins: readonly string[]
  /** Milliseconds of wall time. */
  readonly now: () => number
}

/** Answers requests whose path begins with `/v1/`. Requirements MGT-030 to MGT-036, SEC-040 to SEC-047. */
export function apiHandler(options: ApiOptions) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    allowOrigin(request, response, options.origins)
    if (request.method === 'OPTIONS') return void response.writeHead(204).end()
    const leaving = new AbortController()
    response.once('close', () => leaving.abort())
    const { signal } = leaving
    let bearer: Bearer | undefined
    try {
      const url = new URL(request.url ?? '/', 'http://localhost')
      bearer = requireBearer(request, options)
      const { route, parameters } = routeOf(options.routes, request.method ?? '', url.pathname)
      if (!bearer.scopes.has(route.scope))
        throw new ApiError(403, 'FORBIDDEN', `the scope ${route.scope} is needed; ${bearer.name} does not have it`)
      const body = await bodyOf(request)
      const streamed = request.headers.accept?.includes(NDJSON) === true
      const answer = await route.answer({ bearer, parameters, query: url.searchParams, body, streamed, signal })
      if (route.method !== 'GET')
        options.log.info('managed', {
          by: bearer.name,
          method: route.method,
          path: url.pathname,
          status: answer.status
        })
      await send(response, answer)
    } catch (error) {
      if (signal.aborted) return
      const refusal = error instanceof ApiError ? error : new ApiError(500, 'FAILED', 'the process could not do it')
      const { status, code, message } = refusal
      // Its path may be anything, a token too: only what is known is told.
      options.log[status === 500 ? 'error' : 'debug']('request refused', {
        status,
        code,
        ...(bearer && { by: bearer.name }),
        ...(refusal !== error && { message: String(error) })
      })
      if (response.headersSent) return void response.destroy()
      if (status === 401) response.setHeader('www-authenticate', 'Bearer')
      await send(response, { status, body: { error: { code, message } } })
    }
  }
}

/** Pages of origins that are not listed may not read what is answered (CORS). */
function allowOrigin(request: IncomingMessage, response: ServerResponse, origins: readonly string[]): void {
  const { origin } = request.headers
  response.setHeader('vary', 'origin')
  response.setHeader('cache-control', 'no-store')
  if (origin === undefined || !origins.includes(origin)) return
  response.setHeader('access-control-allow-origin', origin)
  response.setHeader('access-control-allow-headers', 'authorization, content-type, accept')
  response.setHeader('access-control-allow-methods', 'GET, POST, DELETE')
}

function requireBearer(request: IncomingMessage, { tokens, now }: ApiOptions): Bearer {
  const bearer = bearerOf(request, tokens, now())
  if (bearer !== undefined) return bearer
  throw new ApiError(401, 'UNAUTHORISED', 'a token is needed that is known here: Authorization: Bearer TOKEN')
}

function routeOf(routes: readonly Route[], method: string, path: string) {
  const given = path.split('/')
  const fitting = routes.filter((route) => fits(route.path.split('/'), given))
  const route = fitting.find((one) => one.method === method)
  if (route === undefined && fitting.length > 0) {
    const accepted = fitting.map((one) => one.method).join(', ')
    throw new ApiError(405, 'METHOD', `the method is ${method}; accepted: ${accepted}`)
  }
  if (route === undefined) {
    const accepted = [...new Set(routes.map((one) => one.path))].join(', ')
    throw ApiError.notFound(`nothing is there now; there are ${accepted}`)
  }
  const names = route.path.split('/').map((part, index) => [part, given[index] ?? ''] as const)
  const parameters = names.flatMap(([part, value]) => (part.startsWith(':') ? [[part.slice(1), decode(value)]] : []))
  return { route, parameters: Object.fromEntries(parameters) as Record<string, string> }
}

function fits(parts: readonly string[], given: readonly string[]): boolean {
  return (
    parts.length === given.length &&
    parts.every((part, index) => (part.startsWith(':') ? given[index] !== '' : part === given[index]))
  )
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new ApiError(400, 'INVALID', 'the path is not percent-encoded as it should be')
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > BODY_LIMIT) throw new ApiError(413, 'TOO_LARGE', `the body is too large; accepted: ${BODY_LIMIT} octets`)
    chunks.push(chunk)
  }
  if (size === 0) return undefined
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
    throw new ApiError(415, 'TYPE', 'the body is of another type; accepted: application/json')
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown
  } catch {
    throw new ApiError(400, 'INVALID', 'the body is not JSON')
  }
}

async function send(response: ServerResponse, answer: ApiAnswer): Promise<void> {
  if ('body' in answer) {
    response.writeHead(answer.status, { 'content-type': 'application/json' })
    response.end(`${JSON.stringify(answer.body)}\n`)
    return
  }
  response.writeHead(answer.status, { 'content-type': NDJSON })
  // So that the caller knows at once that it was accepted.
  response.flushHeaders()
  for await (const line of answer.lines) {
    if (!response.write(`${JSON.stringify(line)}\n`))
      await Promise.race([once(response, 'drain'), once(response, 'close')])
    if (response.destroyed) return
  }
  response.end()
}
