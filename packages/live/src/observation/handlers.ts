import type { IncomingMessage, ServerResponse } from 'node:http'
import { bearerOf } from '../management/bearer-of.js'
import type { Tokens } from '../management/tokens.js'
import type { Health } from './health.js'
import type { Metrics } from './metrics.js'

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void

/** What whoever watches over a process asks for: health without a token, metrics with one that may read. */
export function observationHandlers(
  health: Health,
  metrics: Metrics,
  tokens: Tokens
): Readonly<Record<string, Handler>> {
  return {
    '/healthz': (_request, response) => {
      const report = health.report()
      answer(response, report.ready ? 200 : 503, 'application/json', `${JSON.stringify(report)}\n`)
    },
    '/livez': (_request, response) => {
      const { live } = health.report()
      answer(response, live ? 200 : 503, 'application/json', `${JSON.stringify({ live })}\n`)
    },
    '/metrics': async (request, response) => {
      const bearer = bearerOf(request, tokens, Date.now())
      if (bearer?.scopes.has('read') !== true) {
        if (bearer === undefined) response.setHeader('www-authenticate', 'Bearer')
        return answer(
          response,
          bearer === undefined ? 401 : 403,
          'text/plain',
          'a token with the scope read is needed\n'
        )
      }
      answer(response, 200, metrics.contentType, await metrics.text())
    }
  }
}

function answer(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(text)
}
