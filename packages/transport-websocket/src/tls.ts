import { constants } from 'node:crypto'
import { createSecureContext, type SecureContext, type SecureContextOptions, type TLSSocket } from 'node:tls'
import { type Subject, urisOf } from './certificates/names.js'

/** What proves this end, and what proves the others: PEM. */
export interface TlsMaterial {
  readonly key: string | Buffer
  readonly certificate: string | Buffer
  /** The authority whose certificates are believed. */
  readonly authority: string | Buffer
}

/** What proves the other end alone: this one is known by something else, such as a token. */
export type TlsTrust = Pick<TlsMaterial, 'authority'> & Partial<TlsMaterial>

/** The name of a party, among the alternative names of its certificate's subject: this and the percent-encoded name. */
export const PARTY_URI = 'bellwire:'

/**
 * TLS 1.3 alone. Sessions are not resumed: every connection is proven by the material of its day.
 * Requirements SEC-010 and SEC-014.
 */
export function secureContextOptions({ key, certificate, authority }: TlsTrust): SecureContextOptions {
  return {
    ...(key !== undefined && certificate !== undefined && { key, cert: certificate }),
    ca: authority,
    minVersion: 'TLSv1.3',
    secureOptions: constants.SSL_OP_NO_TICKET
  }
}

const contexts = new WeakMap<TlsTrust, SecureContext>()

/** The same for those who dial, read once from the PEM of a material: that takes longer than the rest of an attempt. */
export function dialContext(tls: TlsTrust): SecureContext {
  let context = contexts.get(tls)
  if (context === undefined) {
    context = createSecureContext(secureContextOptions(tls))
    contexts.set(tls, context)
  }
  return context
}

/**
 * The name that the other end of a connection has proven; undefined where it has proven none, or did so in a session
 * before. Requirements SEC-012 and SEC-015.
 */
export function provenName(socket: TLSSocket): string | undefined {
  return socket.authorized && !socket.isSessionReused() ? partyNameOf(socket.getPeerCertificate()) : undefined
}

/** The name of a certificate's one URI `bellwire:NAME` (percent-encoded); undefined where it has none, or several. */
export function partyNameOf(certificate: Subject | null): string | undefined {
  const named = urisOf(certificate).filter((uri) => uri.startsWith(PARTY_URI))
  const [uri] = named
  if (uri === undefined || named.length > 1) return undefined
  try {
    const name = decodeURIComponent(uri.slice(PARTY_URI.length))
    return name === '' ? undefined : name
  } catch {
    return undefined
  }
}
