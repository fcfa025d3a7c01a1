import type { OpenedCircuits } from '../requests/opened-circuits.js'
import type { Requests } from '../requests/requests.js'
import { parseWish, type Wish } from '../requests/wish.js'
import { ApiError, type Route, requirePurpose } from './api.js'

/** Results that one answer has at most. */
const PAGE = 1000

/** What programs ask of a node. Nobody is told of anything that a later process might not know (RES-009). */
export function requestRoutes(requests: Requests, circuits: OpenedCircuits): Route[] {
  return [
    {
      method: 'POST',
      path: '/v1/requests',
      scope: 'requests',
      answer: async ({ bearer, body, streamed, signal }) => {
        const wish = parseWish(body)
        // Its circuit may be closed by now.
        let request = requests.begun(bearer.name, wish)
        if (request === undefined) {
          requirePurpose(bearer, purposeOf(wish, circuits))
          request = requests.begin(bearer.name, wish)
        }
        await requests.written()
        if (!streamed) return { status: 201, body: request.view }
        // Whoever has given it a name can come back for it.
        if (wish.id === undefined) signal.addEventListener('abort', () => request.cancel('CANCELLED'), { once: true })
        return { status: 201, lines: request.lines(signal) }
      }
    },
    {
      method: 'GET',
      path: '/v1/requests',
      scope: 'requests',
      answer: async ({ bearer }) => {
        await requests.written()
        return { status: 200, body: { requests: requests.of(bearer.name).map(({ view }) => view) } }
      }
    },
    {
      method: 'GET',
      path: '/v1/requests/:id',
      scope: 'requests',
      answer: async ({ bearer, parameters, query, streamed, signal }) => {
        const request = requests.get(bearer.name, parameters['id'] ?? '')
        await requests.written()
        if (streamed) return { status: 200, lines: request.lines(signal) }
        const from = fromOf(query)
        return { status: 200, body: { ...request.view, from, page: request.results.slice(from, from + PAGE) } }
      }
    },
    {
      method: 'DELETE',
      path: '/v1/requests/:id',
      scope: 'requests',
      answer: async ({ bearer, parameters }) => {
        const request = requests.get(bearer.name, parameters['id'] ?? '')
        request.cancel('CANCELLED')
        await requests.written()
        return { status: 200, body: request.view }
      }
    }
  ]
}

function purposeOf(wish: Wish, circuits: OpenedCircuits): number {
  if (!('circuit' in wish) || wish.circuit === undefined) return wish.purpose
  return circuits.get(wish.circuit).circuit.wish.purpose ?? 0
}

function fromOf(query: URLSearchParams): number {
  const text = query.get('from') ?? '0'
  const from = Number(text)
  if (/^\d{1,9}$/.test(text) && Number.isSafeInteger(from)) return from
  throw ApiError.invalid('from', text, 'the number of a result, from 0')
}
