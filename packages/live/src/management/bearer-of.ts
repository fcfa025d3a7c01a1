import type { IncomingMessage } from 'node:http'
import type { Bearer, Tokens } from './tokens.js'

/** Who sends a request, by the token in its header; undefined for nobody who is known. */
export function bearerOf(request: IncomingMessage, tokens: Tokens, now: number): Bearer | undefined {
  const [, token] = /^Bearer +([A-Za-z0-9._~+/=-]{1,256})$/i.exec(request.headers.authorization ?? '') ?? []
  return token === undefined ? undefined : tokens.bearer(token, now)
}
