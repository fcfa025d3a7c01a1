import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { KeyError } from '../errors.js'

/** What proves an end of a TLS connection, and what proves the others: PEM. */
export interface TlsIdentity {
  readonly key: string | Buffer
  readonly certificate: string | Buffer
  /** The authority whose certificates are believed. */
  readonly authority: string | Buffer
}

/** What its members are called where they come from, such as `tls.key (a.key.pem)`. */
type IdentityFields = Readonly<Record<keyof TlsIdentity, string>>

const FIELDS: IdentityFields = { key: 'key', certificate: 'certificate', authority: 'authority' }

/**
 * Sees whether an identity can be used, before anything is done with it: else a connection fails much later, with words
 * of a library, or every authority of the system is believed.
 *
 * Who has signed it is for the other end to judge, who may believe another authority than this end does.
 *
 * @returns the certificate
 * @throws KeyError CERTIFICATE_INVALID. Tells nothing of what stands there: it may be a key
 */
export function checkIdentity(tls: TlsIdentity, fields = FIELDS, now = new Date()): X509Certificate {
  const [certificate] = certificatesOf(tls.certificate, fields.certificate)
  if (certificate === undefined) throw unusable(fields.certificate, 'without a certificate', 'a certificate (PEM)')
  if (certificatesOf(tls.authority, fields.authority).length === 0)
    throw unusable(fields.authority, 'without a certificate', 'certificates (PEM)')
  if (!certificate.checkPrivateKey(keyOf(tls.key, fields.key))) {
    throw unusable(fields.key, 'the key of another certificate', `that of ${fields.certificate}`)
  }
  const { validFrom, validTo } = certificate
  if (now < new Date(validFrom) || now > new Date(validTo)) {
    throw unusable(fields.certificate, `valid from ${validFrom} to ${validTo}`, 'one that is valid now')
  }
  return certificate
}

function certificatesOf(pem: string | Buffer, field: string): X509Certificate[] {
  const blocks = String(pem).match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? []
  return blocks.map((block) => {
    try {
      return new X509Certificate(block)
    } catch {
      throw unusable(field, 'not of its form', 'certificates (PEM)')
    }
  })
}

function keyOf(pem: string | Buffer, field: string): KeyObject {
  try {
    return createPrivateKey(pem)
  } catch {
    throw unusable(field, 'not of its form', 'a private key (PEM) without a passphrase')
  }
}

function unusable(field: string, value: string, accepted: string): KeyError {
  return new KeyError('CERTIFICATE_INVALID', field, value, accepted)
}
