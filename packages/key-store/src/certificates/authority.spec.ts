import { X509Certificate } from 'node:crypto'
import { expect, it } from 'vitest'
import { TestAuthority } from './authority.js'

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
