import { type CertificateWish, type Credentials, makeCertificate } from '../src/certificates/certificate.js'
import { PARTY_URI, type TlsMaterial } from '../src/tls.js'

const DAY = 24 * 60 * 60 * 1000

/** The authority of a test's network. */
export class Authority {
  readonly #issuer: Credentials & { readonly commonName: string }

  constructor(commonName = 'authority of a test') {
    this.#issuer = { ...makeCertificate({ commonName, role: 'authority', ...validity() }), commonName }
  }

  get certificate(): string {
    return this.#issuer.certificate
  }

  party(name: string): TlsMaterial {
    return this.issue([PARTY_URI + encodeURIComponent(name)])
  }

  issue(uris: readonly string[], wish: Partial<CertificateWish> = {}): TlsMaterial {
    const made = makeCertificate(
      { commonName: 'x', uris, role: 'server-and-client', ...validity(), ...wish },
      this.#issuer
    )
    return { ...made, authority: this.#issuer.certificate }
  }
}

function validity() {
  return { notBefore: new Date(Date.now() - DAY), notAfter: new Date(Date.now() + DAY) }
}
