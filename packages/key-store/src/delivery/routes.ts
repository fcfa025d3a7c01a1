import { type Answer, badRequest, failure, Refusal, UNAUTHORISED } from './answers.js'
import type { KeyDelivery } from './key-delivery.js'
import { parseKeyIdQuery, parseKeyIds, parseKeyQuery, parseKeyRequest, parseNoQuery } from './requests.js'

const PREFIX = '/api/v1/keys/'

/** A request of HTTP, whatever has carried it. */
export interface KeyDeliveryCall {
  /** SAE ID that has been proven; undefined: none. */
  readonly caller: string | undefined
  readonly method: string
  /** As it was sent. */
  readonly url: string
  /** Its body, where that is looked at; empty: there is none. @throws Refusal */
  readonly body: () => Promise<string>
  /** Whether the caller is still there. */
  readonly isWanted: () => boolean
}

/** What is answered to a request, refused or not. @throws where the KME has failed */
export async function answerCall(call: KeyDeliveryCall, delivery: KeyDelivery): Promise<Answer> {
  try {
    return await answerOf(call, delivery)
  } catch (error) {
    if (error instanceof Refusal) return error.answer
    throw error
  }
}

async function answerOf(call: KeyDeliveryCall, delivery: KeyDelivery): Promise<Answer> {
  const { caller, method, url, isWanted } = call
  if (caller === undefined || !delivery.serves(caller)) return UNAUTHORISED
  if (!URL.canParse(url, 'https://kme') || (!url.startsWith('/') && !URL.canParse(url)))
    return failure(404, 'there is no such method')
  const { searchParams } = new URL(url, 'https://kme')
  const route = routeOf(pathOf(url))
  if (route === undefined) return failure(404, 'there is no such method')
  const accepted = route.method === 'status' ? ['GET'] : ['GET', 'POST']
  if (!accepted.includes(method)) {
    return { ...failure(405, `${method} is not for this method`), allow: accepted.join(', ') }
  }
  if (method === 'GET') {
    switch (route.method) {
      case 'status':
        parseNoQuery(searchParams)
        return delivery.status(caller, route.saeId)
      case 'enc_keys':
        return delivery.encryptionKeys(caller, route.saeId, parseKeyQuery(searchParams))
      case 'dec_keys':
        return delivery.decryptionKeys(caller, route.saeId, parseKeyIdQuery(searchParams), isWanted)
    }
  }
  parseNoQuery(searchParams)
  const body = await call.body()
  return route.method === 'enc_keys'
    ? delivery.encryptionKeys(caller, route.saeId, body === '' ? {} : parseKeyRequest(body))
    : delivery.decryptionKeys(caller, route.saeId, parseKeyIds(body), isWanted)
}

interface Route {
  readonly saeId: string
  readonly method: 'status' | 'enc_keys' | 'dec_keys'
}

/** As it was sent: a URL's own path has no `..` any more, nor the `//` before a host. */
function pathOf(url: string): string {
  const [path = ''] = (url.startsWith('/') ? url : new URL(url).pathname).split(/[?#]/)
  return path
}

/** @throws Refusal for an SAE ID that is not encoded as URLs are */
function routeOf(pathname: string): Route | undefined {
  if (!pathname.startsWith(PREFIX)) return undefined
  const [coded, method, ...more] = pathname.slice(PREFIX.length).split('/')
  if (coded === undefined || coded === '' || more.length > 0) return undefined
  if (method !== 'status' && method !== 'enc_keys' && method !== 'dec_keys') return undefined
  try {
    return { saeId: decodeURIComponent(coded), method }
  } catch {
    throw new Refusal(badRequest('the SAE ID is not percent-encoded UTF-8'))
  }
}
