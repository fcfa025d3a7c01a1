// Attacks what is served over HTTPS: the management of a node, and the delivery of keys.
import { damaged, noise } from './hostile-bytes.mjs'
import { clientHello, tell, throwAt } from './hostile-connections.mjs'
import { mutatedJson, oneOf } from './hostile-grammar.mjs'

/** @typedef {import('@bellwire/runtime').RandomStream} RandomStream */
/** @typedef {import('./hostile-connections.mjs').Identity} Identity */

/** Requests of one connection. */
const REQUESTS = 40

/** A purpose that the token of attackers is for, and that none of their requests has. */
export const ATTACKERS_PURPOSE = 60_077

const WISHES = [
  {
    kind: 'measure',
    link: 'n6',
    purpose: 3,
    number: 5,
    minimumFidelity: 0.9,
    basis: 'X',
    peerBasis: 'XZ',
    timeLimit: 50
  },
  { kind: 'measure', circuit: 99, number: 5, id: 'a-name' },
  { kind: 'teleport', link: 'n6', states: [[0, 0, 0]], minimumFidelity: 0.5 },
  {
    kind: 'distribute-key',
    link: 'n6',
    purpose: 4,
    rounds: 100,
    probability: 0.5,
    expectedQber: 0.1,
    epsilons: [1e-6],
    protocol: 'bbm92'
  },
  { kind: 'answer-key', link: 'n6', number: 1 },
  { kind: 'receive-measured', from: 'n6', number: 1 },
  { kind: 'receive-teleported', link: 'n6', number: 1, rotation: [0, 0, 0] }
]
const CIRCUIT = { to: 'n6', purpose: 1, minimumFidelity: 0.9, rate: 1, paths: 1, order: 'asap' }

/**
 * @param {{ reader: string, bound: string, others: readonly string[] }} known tokens that may only read, and that are bound
 *   to a purpose; names of requests of another bearer
 */
export function managementRequests({ reader, bound, others }) {
  /** @param {RandomStream} random */
  return (random) => {
    const token = oneOf([bound, bound, bound, bound, reader, 'x'.repeat(43), undefined], random)
    const authorization =
      token === undefined ? oneOf(['', 'Basic eDp4', 'Bearer', `Bearer ${'y'.repeat(300)}`], random) : `Bearer ${token}`
    const other = oneOf(others, random)
    switch (random.below(8)) {
      case 0:
        return requestOf(
          'GET',
          strangePath(random, ['status', 'links', 'queues', 'qubits', 'circuits', 'requests', `requests/${other}`]),
          authorization
        )
      case 1:
        return requestOf(
          'DELETE',
          `/v1/${oneOf(['requests', 'circuits'], random)}/${oneOf([other, '1', '%zz', '..', ''], random)}`,
          authorization
        )
      case 2:
        return requestOf(oneOf(['PUT', 'PATCH', 'HEAD', 'POST'], random), '/v1/links', authorization)
      case 3:
        return requestOf('POST', '/v1/circuits', authorization, mutatedJson(CIRCUIT, random))
      case 4:
        return requestOf(
          'POST',
          '/v1/requests',
          authorization,
          mutatedJson(oneOf(WISHES, random), random),
          oneOf(['text/plain', 'application/json; charset=x'], random)
        )
      default:
        return requestOf('POST', '/v1/requests', authorization, mutatedJson(oneOf(WISHES, random), random))
    }
  }
}

/** None of these asks for a key that is there. */
export function keyRequests() {
  const id = '00000000-0000-4000-8000-000000000000'
  /** @param {RandomStream} random */
  return (random) => {
    const path = (/** @type {string} */ slave, /** @type {string} */ method) => `/api/v1/keys/${slave}/${method}`
    switch (random.below(7)) {
      case 0:
        return requestOf('GET', `${path(oneOf(['nobody', '%zz', '', 'a/b', 'x'.repeat(400)], random), 'status')}?a=1`)
      case 1:
        return requestOf(
          'GET',
          `${path('nobody', 'enc_keys')}?${oneOf(['number=x', 'size=-1', 'number=1&number=2', 'size=9', 'colour=1', 'number=1000000'], random)}`
        )
      case 2:
        return requestOf(
          'GET',
          `${path('n6', 'dec_keys')}?${oneOf(['', 'key_ID=', 'key_ID=a&key_ID=b', `key_ID=${id}`, 'k=1'], random)}`
        )
      case 3:
        return requestOf(
          oneOf(['PUT', 'DELETE', 'PATCH'], random),
          path('n6', oneOf(['status', 'enc_keys', 'keys'], random))
        )
      case 4:
        return requestOf(
          'POST',
          path('n6', 'dec_keys'),
          undefined,
          mutatedJson({ key_IDs: [{ key_ID: id, key_ID_extension: {} }] }, random),
          oneOf(['text/plain', 'application/json'], random)
        )
      default: {
        const wish = {
          number: 1,
          size: 256,
          additional_slave_SAE_IDs: [],
          extension_mandatory: [{ a: 1 }],
          extension_optional: [{ b: '2' }]
        }
        return requestOf('POST', path('nobody', 'enc_keys'), undefined, mutatedJson(wish, random))
      }
    }
  }
}

/** @param {RandomStream} random @param {readonly string[]} names */
function strangePath(random, names) {
  const name = oneOf(names, random)
  return oneOf(
    [
      `/v1/${name}`,
      `/v1/${name}?from=x`,
      `/v1/${name}?from=-1&from=99999999999`,
      `/v2/${name}`,
      `/v1//${name}`,
      `/v1/${name}/x`
    ],
    random
  )
}

/** @param {string} method @param {string} path @param {string} [authorization] @param {string} [body] @param {string} [type] */
function requestOf(method, path, authorization, body, type = 'application/json') {
  const bytes = body === undefined ? undefined : Buffer.from(body, 'latin1')
  const head = [`${method} ${path} HTTP/1.1`, 'Host: x']
  if (authorization !== undefined && authorization !== '') head.push(`Authorization: ${authorization}`)
  if (bytes !== undefined) head.push(`Content-Type: ${type}`, `Content-Length: ${bytes.length}`)
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), bytes ?? Buffer.alloc(0)])
}

const LAST = Buffer.from('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')

/**
 * @param {{ port: number, identity: Identity | undefined, others: readonly (Identity | undefined)[] }} target
 *   others: those who may not ask here
 * @param {(random: RandomStream) => Buffer} requests
 */
export async function httpAttack({ port, identity, others }, requests) {
  const opening = await clientHello()

  /** @param {number} _attacker @param {RandomStream} random @param {string} localAddress @param {(reason: string) => void} refused */
  return async (_attacker, random, localAddress, refused) => {
    const way = { port, localAddress }
    const kind = random.below(16)
    const some = Array.from({ length: REQUESTS }, () => requests(random))
    if (kind === 0) return throwAt(way, noise(1 + random.below(400), random)).then(() => 1)
    if (kind === 1) return throwAt(way, damaged(opening, some, random)).then(() => 1)
    if (kind === 2) {
      // The beginning of what an owner asks, said by somebody else: mostly TLS ends before any of it is read.
      await tell({ ...way, identity: oneOf(others, random) }, some.slice(0, 4).concat(LAST))
      return 5
    }
    if (kind === 3) some.splice(random.below(REQUESTS), REQUESTS, Buffer.from(damaged(some[0] ?? LAST, some, random)))
    const answers = await tell({ ...way, identity }, [...some, LAST])
    for (const reason of refusalsIn(answers)) refused(reason)
    return some.length
  }
}

/** What was answered, without what differs from one to the next. @param {Buffer} answers */
function refusalsIn(answers) {
  const found = []
  for (const answer of answers.toString('latin1').split('HTTP/1.1 ').slice(1)) {
    const status = answer.slice(0, 3)
    const body = answer.slice(answer.indexOf('\r\n\r\n') + 4)
    const [, code = ''] = /"code":"([A-Z_]+)"/.exec(body) ?? []
    const [, message = ''] = /"message":"((?:[^"\\]|\\.)*)"/.exec(body) ?? []
    const [, field = ''] = /"details":\[\{"([^"]*)"/.exec(body) ?? []
    const said = message
      .replace(/ (?:is|are) .*?(?=; accepted|$)/, ' is …')
      .replace(/; accepted.*/, '')
      .replaceAll(/\d+/g, '0')
    found.push([status, code, field, said.slice(0, 60)].filter((part) => part !== '').join(' '))
  }
  return found
}

/** Requests whose answers nobody reads. @param {Buffer} request */
export function httpThirst(request) {
  return Array.from({ length: 500 }, () => request)
}

/** @param {string} path @param {string} [token] */
export function plainRequest(path, token) {
  return requestOf('GET', path, token === undefined ? undefined : `Bearer ${token}`)
}
