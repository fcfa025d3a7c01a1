import { X509Certificate } from 'node:crypto'
import { type CertificateWish, type Credentials, makeCertificate } from '@bellwire/transport-websocket'
import { KME_URI, SAE_URI } from '../delivery/identity.js'
import type { TlsIdentity } from '../tls/identity.js'
import { KeyError } from '../errors.js'

const DAY = 24 * 60 * 60 * 1000

/** The longest common name that RFC 5280 allows (ub-common-name). */
const LONGEST_NAME = 64

/**
 * A certificate authority for tests and demonstrations: its key lies about in a file. Certificates are ECDSA over P-256,
 * for 365 days from the day before.
 */
export class TestAuthority implements Credentials {
  readonly key: string
  readonly certificate: string
  readonly #name: string

  /** @param existing to go on with one that was made before; without it, a new one is made */
  constructor(existing?: Credentials) {
    const name = 'Bellwire test authority'
    const { key, certificate } =
      existing ?? makeCertificate({ commonName: name, role: 'authority', ...this.#validity() })
    this.key = key
    this.certificate = certificate
    this.#name = existing === undefined ? name : commonNameOf(certificate)
  }

  /** For a KME: it serves and it calls. `hosts` are the names and addresses under which it is reached. */
  kme(kmeId: string, hosts: readonly string[]): TlsIdentity {
    return this.#issue(kmeId, { uris: [KME_URI + encodeURIComponent(kmeId)], hosts, role: 'server-and-client' })
  }

  /** For an application: it calls. */
  sae(saeId: string): TlsIdentity {
    return this.#issue(saeId, { uris: [SAE_URI + encodeURIComponent(saeId)], role: 'client' })
  }

  /** Any other certificate. */
  issue(wish: Omit<CertificateWish, 'notBefore' | 'notAfter'>): TlsIdentity {
    return this.#issue(wish.commonName, wish)
  }

  #issue(name: string, wish: Omit<CertificateWish, 'commonName' | 'notBefore' | 'notAfter'>): TlsIdentity {
    if (name === '' || name.length > LONGEST_NAME) {
      throw new KeyError('CERTIFICATE_INVALID', 'name', name.slice(0, 80), `1 to ${LONGEST_NAME} characters`)
    }
    const issuer = { key: this.key, certificate: this.certificate, commonName: this.#name }
    const made = makeCertificate({ ...wish, commonName: name, ...this.#validity() }, issuer)
    return { ...made, authority: this.certificate }
  }

  #validity() {
    const now = Date.now()
    return { notBefore: new Date(now - DAY), notAfter: new Date(now + 365 * DAY) }
  }
}

function commonNameOf(certificate: string): string {
  return /^CN=(.*)$/m.exec(new X509Certificate(certificate).subject)?.[1] ?? ''
}
