import { checkServerIdentity, type ConnectionOptions } from 'node:tls'
import {
  type Authenticator,
  connect,
  credsAuthenticator,
  errors,
  type NatsConnection,
  type NodeConnectionOptions,
  tokenAuthenticator,
  usernamePasswordAuthenticator
} from '@nats-io/transport-node'
import { NatsError } from './errors.js'
import { type NatsPlace, placeOf } from './place.js'

/** Where the servers of NATS are, and how this party shows them who it is. */
export interface NatsServers {
  /**
   * URLs of one server, or of several of one cluster: `nats://host:4222`; `tls://host:4222` where the connection has to
   * be encrypted even if the server would do without. May hold `user:password@` or `token@`.
   */
  readonly servers: string | readonly string[]
  /** Content of a credentials file (a JWT and the seed of its key). */
  readonly credentials?: string | Uint8Array
  /** PEM. */
  readonly tls?: NatsTls
}

/** What proves this end of a TLS connection, and what proves the server: PEM. */
export interface NatsTls {
  /** Of this party, where the server asks for a certificate. */
  readonly key?: string | Buffer
  readonly certificate?: string | Buffer
  /** The authority whose certificates are believed; absent: those of the system. */
  readonly authority?: string | Buffer
}

/** How often a silent server is asked whether it is there, milliseconds; after two without an answer it is not. */
const PING_INTERVAL = 5000

/** Between two attempts to come back, milliseconds. */
const RECONNECT_WAIT = 500

/** For one attempt, milliseconds. */
const CONNECT_TIMEOUT = 10_000

/**
 * Connects to a server. The connection comes back by itself for as long as it is not closed.
 *
 * @param name for people who look at the server
 * @param tls kept, and looked at before every connection
 * @throws NatsError NATS_OPTION_INVALID, NATS_UNREACHABLE, NATS_UNAUTHORIZED
 */
export async function connectNats(
  servers: NatsServers,
  name: string,
  tls = servers.tls && tlsOptions(servers.tls, placeOf(servers.servers))
): Promise<NatsConnection> {
  const place = placeOf(servers.servers)
  const authenticator = authenticatorOf(place, servers.credentials)
  const options: NodeConnectionOptions = {
    name,
    servers: [...place.hosts],
    ...(authenticator !== undefined && { authenticator }),
    ...((place.encrypted || tls !== undefined) && { tls: tls ?? tlsOptions({}, place) }),
    timeout: CONNECT_TIMEOUT,
    pingInterval: PING_INTERVAL,
    reconnectTimeWait: RECONNECT_WAIT,
    maxReconnectAttempts: -1,
    // Whoever runs the server may be about to mend its users.
    ignoreAuthErrorAbort: true,
    noAsyncTraces: true
  }
  try {
    // A server that ends a connection after the TLS handshake, as it does with certificates that it does not believe, is
    // told of at once only where the library is not to try again.
    const first = await connect({ ...options, reconnect: false })
    await first.close()
    return await connect(options)
  } catch (error) {
    throw refusalOf(error, place)
  }
}

function authenticatorOf(place: NatsPlace, credentials: NatsServers['credentials']): Authenticator | undefined {
  if (credentials !== undefined) {
    const bytes = typeof credentials === 'string' ? new TextEncoder().encode(credentials) : credentials
    const authenticator = credsAuthenticator(bytes)
    try {
      // It throws only when it is asked, which the library does not survive.
      authenticator('nonce')
    } catch {
      throw new NatsError(
        'NATS_OPTION_INVALID',
        'credentials',
        'not of its form',
        'a JWT and a seed, as nsc writes them'
      )
    }
    return authenticator
  }
  const { login } = place
  if (login === undefined) return undefined
  return login.password === undefined
    ? tokenAuthenticator(login.user)
    : usernamePasswordAuthenticator(login.user, login.password)
}

/** What the library hands on to Node's own TLS, beyond what its types say. */
export type TlsOptions = NonNullable<NodeConnectionOptions['tls']> &
  Pick<ConnectionOptions, 'minVersion' | 'checkServerIdentity'>

/** Options of TLS connections to the servers of a place. Requirement SEC-010. */
export function tlsOptions({ key, certificate, authority }: NatsTls, { hosts }: NatsPlace): TlsOptions {
  const names = hosts.map((host) => host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1'))
  return {
    ...(key !== undefined && { key: String(key) }),
    ...(certificate !== undefined && { cert: String(certificate) }),
    ...(authority !== undefined && { ca: String(authority) }),
    minVersion: 'TLSv1.3',
    // A server may tell of others of its cluster by their addresses alone; and for an address the library asks for no name.
    checkServerIdentity: (_host, found) => {
      const refusals = names.map((name) => checkServerIdentity(name, found))
      return refusals.includes(undefined) ? undefined : refusals[0]
    }
  }
}

function refusalOf(error: unknown, { hosts }: NatsPlace): NatsError {
  const where = hosts.join(', ')
  const cause = error instanceof Error ? error : new Error(String(error))
  const refused = cause instanceof errors.AuthorizationError || cause instanceof errors.UserAuthenticationExpiredError
  if (refused || isTlsFailure(cause)) {
    const accepted = 'a server that lets this user in, with the certificates of its authority'
    return new NatsError('NATS_UNAUTHORIZED', 'servers', `${where} (${cause.message})`, accepted, { cause })
  }
  const accepted = 'a running server of NATS'
  return new NatsError('NATS_UNREACHABLE', 'servers', `${where} (${cause.message})`, accepted, { cause })
}

/** Errors of certificates and of the TLS protocol, by the codes that Node gives them. */
function isTlsFailure(error: Error): boolean {
  const { code = '' } = error as NodeJS.ErrnoException
  return /^ERR_(TLS|SSL)|CERT|SIGNATURE|ISSUER/.test(code) || /\btls\b/i.test(error.message)
}

/** @throws NatsError NATS_SERVER_UNFIT for more bytes than the server takes in one message */
export function checkPayload(connection: NatsConnection, what: string, bytes: Uint8Array): void {
  const most = connection.info?.max_payload
  // The rest is for what goes with it.
  if (most === undefined || bytes.length <= most - 1024) return
  throw new NatsError('NATS_SERVER_UNFIT', 'max_payload', most, `at least ${bytes.length + 1024}, for ${what}`)
}
