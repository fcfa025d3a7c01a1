import { expect, it } from 'vitest'
import { TestAuthority } from '../certificates/authority.js'
import { KeyDeliveryClient } from '../delivery/client.js'
import { checkIdentity } from './identity.js'

const good = new TestAuthority().sae('alice')

it.each([
  ['no authority', { authority: '' }, /^authority is without a certificate; accepted: certificates \(PEM\)/],
  ['no certificate', { certificate: '' }, /^certificate is without a certificate/],
  ['a key of another certificate', { key: new TestAuthority().sae('alice').key }, /^key is the key of another/],
  ['no key', { key: '' }, /^key is not of its form/]
])('no client is made with %s (KEY-050)', (_what, change, message) => {
  const refused = expect.objectContaining({ code: 'CERTIFICATE_INVALID', message: expect.stringMatching(message) })
  expect(() => new KeyDeliveryClient({ url: 'https://x', tls: { ...good, ...change } })).toThrow(refused)
})

it('knows when a certificate is valid, and whose it is', () => {
  expect(checkIdentity(good).subject).toBe('CN=alice')
  const fields = { key: 'k', certificate: 'tls.certificate (x)', authority: 'a' }
  for (const days of [-2, 366]) {
    const then = new Date(Date.now() + days * 86_400_000)
    expect(() => checkIdentity(good, fields, then)).toThrow(
      /^tls\.certificate \(x\) is valid from .*; accepted: one that is valid now/
    )
  }
})
