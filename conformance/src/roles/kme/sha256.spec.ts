import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sha256 } from './sha256.js'

it('is the hash of FIPS 180-4, whatever the octets', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (octets) => {
      expect(Buffer.from(sha256(octets)).toString('hex')).toBe(createHash('sha256').update(octets).digest('hex'))
    })
  )
})
