import { NatsError } from './errors.js'

/** What URLs of servers say. */
export interface NatsPlace {
  /** Each `host:port`. */
  readonly hosts: readonly string[]
  readonly encrypted: boolean
  /** A host that other machines reach too, if there is one. */
  readonly remote: string | undefined
  /** A user and a password, or a token alone. */
  readonly login: { readonly user: string; readonly password: string | undefined } | undefined
}

const DEFAULT_PORT = '4222'
const ACCEPTED = 'nats://[user:password@]host[:port] or tls://…'

/** Reads URLs of servers. @throws NatsError NATS_OPTION_INVALID, without a password in it */
export function placeOf(servers: string | readonly string[]): NatsPlace {
  const urls = (typeof servers === 'string' ? [servers] : servers).map(urlOf)
  if (urls.length === 0) throw new NatsError('NATS_OPTION_INVALID', 'servers', 'empty', ACCEPTED)
  const named = urls.find(({ username }) => username !== '')
  return {
    hosts: urls.map(({ hostname, port }) => `${hostname}:${port === '' ? DEFAULT_PORT : port}`),
    remote: urls.find(({ hostname }) => !isLoopback(hostname))?.hostname,
    encrypted: urls.some(({ protocol }) => protocol === 'tls:'),
    login: named && {
      user: decodeURIComponent(named.username),
      password: named.password === '' ? undefined : decodeURIComponent(named.password)
    }
  }
}

/** Whether nothing but this machine is reached at a host. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d+){3}$/.test(host)
}

function urlOf(text: string): URL {
  const shown = text.replace(/\/\/[^@/]*@/, '//…@')
  const refusal = new NatsError('NATS_OPTION_INVALID', 'servers', shown, ACCEPTED)
  if (!/^(nats|tls):\/\//.test(text)) throw refusal
  let url: URL
  try {
    url = new URL(text)
    decodeURIComponent(url.username + url.password)
  } catch {
    throw refusal
  }
  const rest = url.pathname + url.search + url.hash
  if (url.hostname === '' || !['', '/'].includes(rest)) throw refusal
  return url
}
