import type { PeerCertificate } from 'node:tls'
import { urisOf } from '@bellwire/transport-websocket'

/** Names in certificates: a URI among the subject's alternative names. */
export const SAE_URI = 'urn:bellwire:sae:'
export const KME_URI = 'urn:bellwire:kme:'

/**
 * The SAE ID that a certificate proves: that of its one URI `urn:bellwire:sae:ID` (percent-encoded); without any URI of
 * these forms, the subject's one common name. Undefined where it proves none, as a KME's certificate does not.
 */
export function saeIdOf(certificate: PeerCertificate): string | undefined {
  const uris = urisOf(certificate)
  if (uris.some((uri) => uri.startsWith(KME_URI))) return undefined
  const named = uris.filter((uri) => uri.startsWith(SAE_URI))
  if (named.length > 1) return undefined
  if (named[0] !== undefined) return decoded(named[0].slice(SAE_URI.length))
  const name: unknown = certificate.subject?.CN
  return typeof name === 'string' && name !== '' ? name : undefined
}

/** The KME ID that a certificate proves: that of its one URI `urn:bellwire:kme:ID`. */
export function kmeIdOf(certificate: PeerCertificate): string | undefined {
  const named = urisOf(certificate).filter((uri) => uri.startsWith(KME_URI))
  return named.length === 1 && named[0] !== undefined ? decoded(named[0].slice(KME_URI.length)) : undefined
}

function decoded(text: string): string | undefined {
  try {
    const name = decodeURIComponent(text)
    return name === '' ? undefined : name
  } catch {
    return undefined
  }
}
