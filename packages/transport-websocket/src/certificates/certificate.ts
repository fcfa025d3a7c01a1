import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isIP } from 'node:net'
import {
  bitString,
  boolean,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  set,
  tagged,
  time,
  utf8String
} from './der.js'

/** A key and a certificate, PEM. */
export interface Credentials {
  readonly key: string
  readonly certificate: string
}

/** What a certificate says. */
export interface CertificateWish {
  readonly commonName: string
  /** Alternative names of the subject. */
  readonly uris?: readonly string[]
  /** Names and IP addresses of hosts. */
  readonly hosts?: readonly string[]
  readonly role: 'authority' | 'server-and-client' | 'client'
  readonly notBefore: Date
  readonly notAfter: Date
}

/** Who signs. */
export interface Issuer extends Credentials {
  readonly commonName: string
}

const ECDSA_WITH_SHA256 = sequence(objectIdentifier('1.2.840.10045.4.3.2'))
const COMMON_NAME = '2.5.4.3'
const OID = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAlternativeName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37'
} as const
const SERVER = '1.3.6.1.5.5.7.3.1'
const CLIENT = '1.3.6.1.5.5.7.3.2'

/** Bits of KeyUsage, RFC 5280, section 4.2.1.3, in one octet: digitalSignature is the first bit, keyCertSign the sixth. */
const DIGITAL_SIGNATURE = 0x80
const KEY_CERT_SIGN = 0x04

/**
 * Makes a key (ECDSA over P-256) and an X.509 certificate of version 3 for it, as RFC 5280 has them.
 *
 * @param issuer undefined: it signs itself
 */
export function makeCertificate(wish: CertificateWish, issuer?: Issuer): Credentials {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const subjectKey = publicKey.export({ type: 'spki', format: 'der' })
  const signingKey = issuer === undefined ? privateKey : createPrivateKey(issuer.key)
  const issuerKey = createPublicKey(signingKey).export({ type: 'spki', format: 'der' })
  // Positive, and never 0: RFC 5280, section 4.1.2.2.
  const serial = randomBytes(16)
  serial.writeUInt8((serial.readUInt8(0) & 0x7f) | 0x40, 0)
  const toBeSigned = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(serial),
    ECDSA_WITH_SHA256,
    nameOf(issuer?.commonName ?? wish.commonName),
    sequence(time(wish.notBefore), time(wish.notAfter)),
    nameOf(wish.commonName),
    subjectKey,
    tagged(0xa3, sequence(...extensionsOf(wish, subjectKey, issuerKey)))
  )
  const signature = sign('sha256', toBeSigned, signingKey)
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: pem(sequence(toBeSigned, ECDSA_WITH_SHA256, bitString(signature)))
  }
}

function nameOf(commonName: string): Buffer {
  return sequence(set(sequence(objectIdentifier(COMMON_NAME), utf8String(commonName))))
}

function extensionsOf({ role, uris = [], hosts = [] }: CertificateWish, subjectKey: Buffer, issuerKey: Buffer) {
  const isAuthority = role === 'authority'
  const usage = isAuthority ? KEY_CERT_SIGN : DIGITAL_SIGNATURE
  const found = [
    extension(
      OID.basicConstraints,
      true,
      isAuthority ? sequence(boolean(true), integer(Buffer.from([0]))) : sequence()
    ),
    extension(OID.keyUsage, true, bitString(Buffer.from([usage]), unusedBits(usage))),
    extension(OID.subjectKeyIdentifier, false, octetString(identifierOf(subjectKey))),
    extension(OID.authorityKeyIdentifier, false, sequence(tagged(0x80, identifierOf(issuerKey))))
  ]
  if (!isAuthority) {
    const uses = role === 'client' ? [CLIENT] : [SERVER, CLIENT]
    found.push(extension(OID.extendedKeyUsage, false, sequence(...uses.map(objectIdentifier))))
  }
  const names = [...uris.map((uri) => tagged(0x86, Buffer.from(uri, 'latin1'))), ...hosts.map(hostName)]
  if (names.length > 0) found.push(extension(OID.subjectAlternativeName, false, sequence(...names)))
  return found
}

function extension(identifier: string, critical: boolean, value: Buffer): Buffer {
  return sequence(objectIdentifier(identifier), ...(critical ? [boolean(true)] : []), octetString(value))
}

/** DER has no trailing zero bits in a named bit list. */
function unusedBits(octet: number): number {
  return 31 - Math.clz32(octet & -octet)
}

/** SHA-1 of the key, as RFC 5280, section 4.2.1.2, method 1, but over the whole SubjectPublicKeyInfo: any unique value will do. */
function identifierOf(key: Buffer): Buffer {
  return createHash('sha1').update(key).digest()
}

function hostName(host: string): Buffer {
  switch (isIP(host)) {
    case 4:
      return tagged(0x87, Buffer.from(host.split('.').map(Number)))
    case 6:
      return tagged(0x87, ipv6Octets(host))
    default:
      return tagged(0x82, Buffer.from(host, 'latin1'))
  }
}

function ipv6Octets(address: string): Buffer {
  // A URL writes every IPv6 address in hexadecimal groups.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const groups = (text: string) => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)))
  const first = groups(head)
  const last = groups(tail ?? '')
  const all = [...first, ...new Array<number>(8 - first.length - last.length).fill(0), ...last]
  return Buffer.from(all.flatMap((group) => [group >> 8, group & 0xff]))
}

function pem(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}
