import { expect, it } from 'vitest'
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
