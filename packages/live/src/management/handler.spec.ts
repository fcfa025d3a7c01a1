import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { makeLog } from '../observation/log.js'
import { ApiError, requirePurpose, type Route } from './api.js'
import { apiHandler } from './handler.js'
import { makeToken, type Scope, Tokens } from './tokens.js'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

const echo: Route = {
  method: 'POST',
  path: '/v1/echo/:word',
  scope: 'circuits',
  answer: ({ bearer, parameters, body }) => ({ status: 201, body: { by: bearer.name, ...parameters, body } })
}

async function serve(routes: readonly Route[], scopes: Scope[] = ['read', 'circuits'], purposes?: number[]) {
  const { token, hash } = makeToken()
  const tokens = new Tokens([{ name: 'operator', hash, scopes, ...(purposes && { purposes }) }])
  let logged = ''
  const log = makeLog({ role: 'node', name: 'alice' }, 'debug', { write: (line) => void (logged += line) })
  const handler = apiHandler({ routes, tokens, log, origins: ['https://console.example'], now: () => Date.now() })
  const server = createServer((request, response) => void handler(request, response))
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const ask = (path: string, more: RequestInit = {}, given = token) =>
    fetch(url + path, {
      ...more,
      headers: { authorization: `Bearer ${given}`, ...(more.headers as Record<string, string>) }
    })
  const post = (path: string, body: unknown, more: RequestInit = {}) =>
    ask(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' }, ...more })
  return { url, token, ask, post, logged: () => logged }
}

describe('the management interface', () => {
  it('answers in JSON whoever has a token with the scope (MGT-030, SEC-040)', async () => {
    const { post } = await serve([echo])
    const answer = await post('/v1/echo/a%20b', { x: 1 })
    expect([answer.status, await answer.json()]).toEqual([201, { by: 'operator', word: 'a b', body: { x: 1 } }])
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it.each<[string, (served: Awaited<ReturnType<typeof serve>>) => Promise<Response>, number, string]>([
    ['no token', ({ url }) => fetch(`${url}/v1/echo/x`, { method: 'POST' }), 401, 'UNAUTHORISED'],
    [
      'a token in the URL',
      ({ url, token }) => fetch(`${url}/v1/echo/x?token=${token}`, { method: 'POST' }),
      401,
      'UNAUTHORISED'
    ],
    ['another token', ({ ask }) => ask('/v1/echo/x', { method: 'POST' }, makeToken().token), 401, 'UNAUTHORISED'],
    ['another path', ({ ask }) => ask('/v1/nothing'), 404, 'NOT_FOUND'],
    ['another method', ({ ask }) => ask('/v1/echo/x'), 405, 'METHOD'],
    ['no JSON', ({ post }) => post('/v1/echo/x', 0, { body: '{' }), 400, 'INVALID'],
    ['another type', ({ post }) => post('/v1/echo/x', 0, { headers: { 'content-type': 'text/plain' } }), 415, 'TYPE'],
    ['too much', ({ post }) => post('/v1/echo/x', 'x'.repeat(70_000)), 413, 'TOO_LARGE'],
    ['a path that is none', ({ post }) => post('/v1/echo/%zz', 0), 400, 'INVALID']
  ])('refuses %s, and does nothing (MGT-031, SEC-040, SEC-043)', async (_, wrong, status, code) => {
    let asked = 0
    const served = await serve([{ ...echo, answer: () => ((asked += 1), { status: 200, body: {} }) }])
    const answer = await wrong(served)
    const { error } = (await answer.json()) as { error: { code: string; message: string } }
    expect([answer.status, error.code, asked]).toEqual([status, code, 0])
    expect(error.message).not.toContain(served.token)
    expect(served.logged()).not.toContain(served.token)
  })

  it('refuses what is beyond a token’s scopes and purposes (SEC-044, SEC-045)', async () => {
    const { post } = await serve([echo], ['read'])
    expect((await post('/v1/echo/x', {})).status).toBe(403)
    const bound: Route = {
      ...echo,
      answer: ({ bearer, body }) => (requirePurpose(bearer, body as number), { status: 200, body })
    }
    const other = await serve([bound], ['circuits'], [7])
    expect((await other.post('/v1/echo/x', 7)).status).toBe(200)
    const refused = await other.post('/v1/echo/x', 8)
    expect([refused.status, await refused.json()]).toEqual([
      403,
      { error: { code: 'FORBIDDEN', message: 'purpose is 8; accepted of operator: 7' } }
    ])
  })

  it('streams a line for each thing that happens, and stops when the caller leaves (MGT-034)', async () => {
    let left = false
    const stream: Route = {
      ...echo,
      answer: ({ signal }) => ({
        status: 200,
        lines: (async function* () {
          yield { first: 1 }
          if (!signal.aborted) await once(signal, 'abort')
          left = true
        })()
      })
    }
    const { post } = await serve([stream])
    const answer = await post('/v1/echo/x', {})
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson')
    const reader = answer.body!.getReader()
    expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe('{"first":1}\n')
    await reader.cancel()
    await expect.poll(() => left).toBe(true)
  })

  it('lets pages of the origins that are listed read its answers, and no others (SEC-046)', async () => {
    const { ask } = await serve([echo])
    const from = async (origin: string) =>
      (await ask('/v1/echo/x', { method: 'OPTIONS', headers: { origin } })).headers.get('access-control-allow-origin')
    expect(await from('https://console.example')).toBe('https://console.example')
    expect(await from('https://elsewhere.example')).toBeNull()
  })

  it('tells nobody but its log what went wrong inside', async () => {
    const inside: Route = { ...echo, answer: () => Promise.reject(new Error('inside: 4711')) }
    const refused: Route = {
      ...echo,
      path: '/v1/refused',
      answer: () => Promise.reject(ApiError.invalid('number', -1, 'from 1'))
    }
    const { post, logged } = await serve([inside, refused])
    const answer = await post('/v1/echo/x', {})
    expect([answer.status, await answer.text()]).toEqual([500, expect.not.stringContaining('4711')])
    expect(logged()).toContain('inside: 4711')
    expect(await (await post('/v1/refused', {})).json()).toEqual({
      error: { code: 'INVALID', message: 'number is -1; accepted: from 1' }
    })
  })
})
