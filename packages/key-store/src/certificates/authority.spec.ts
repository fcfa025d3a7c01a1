import { X509Certificate } from 'node:crypto'
import { expect, it } from 'vitest'
import { TestAuthority } from './authority.js'
import { integer, objectIdentifier, tagged, time } from './der.js'

const hex = (octets: Uint8Array) => Buffer.from(octets).toString('hex')

it('writes DER as X.690 does', () => {
  // Examples of X.690 (8.19.5) and of RFC 5280.
  expect(hex(objectIdentifier('2.999.3'))).toBe('0603883703')
  expect(hex(objectIdentifier('1.2.840.10045.4.3.2'))).toBe('06082a8648ce3d040302')
  expect(hex(integer(Uint8Array.of(0x7f)))).toBe('02017f')
  expect(hex(integer(Uint8Array.of(0x80)))).toBe('02020080')
  expect(hex(tagged(4, new Uint8Array(127))).slice(0, 4)).toBe('047f')
  expect(hex(tagged(4, new Uint8Array(128))).slice(0, 6)).toBe('048180')
  expect(hex(tagged(4, new Uint8Array(256))).slice(0, 8)).toBe('04820100')
  expect(time(new Date('2049-12-31T23:59:59.5Z')).toString('latin1', 2)).toBe('491231235959Z')
  expect(time(new Date('2050-01-01T00:00:00Z')).toString('latin1', 2)).toBe('20500101000000Z')
})

it('makes certificates that name whom they are for and were signed by it', () => {
  const authority = new TestAuthority()
  const root = new X509Certificate(authority.certificate)
  expect([root.ca, root.subject, root.verify(root.publicKey)]).toEqual([true, 'CN=Bellwire test authority', true])
  const { key, certificate } = authority.kme('kme/é', ['127.0.0.1', '::1', '2001:db8::7:0', 'kme.example'])
  const kme = new X509Certificate(String(certificate))
  expect([kme.ca, kme.issuer, kme.verify(root.publicKey), kme.checkIssued(root)]).toEqual([
    false,
    root.subject,
    true,
    true
  ])
  expect(kme.subjectAltName).toBe(
    'URI:urn:bellwire:kme:kme%2F%C3%A9, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, ' +
      'IP Address:2001:DB8:0:0:0:0:7:0, DNS:kme.example'
  )
  expect(kme.checkHost('kme.example')).toBe('kme.example')
  expect(kme.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2'])
  expect(String(key)).toContain('PRIVATE KEY')
  const sae = new X509Certificate(String(authority.sae('alice').certificate))
  expect([sae.subject, sae.subjectAltName, sae.keyUsage]).toEqual([
    'CN=alice',
    'URI:urn:bellwire:sae:alice',
    ['1.3.6.1.5.5.7.3.2']
  ])
  expect(sae.serialNumber).not.toBe(kme.serialNumber)
  const again = new TestAuthority(authority)
  expect(new X509Certificate(String(again.sae('bob').certificate)).verify(root.publicKey)).toBe(true)
  for (const name of ['', 'x'.repeat(65)])
    expect(() => authority.sae(name)).toThrow(expect.objectContaining({ code: 'CERTIFICATE_INVALID' }))
})
