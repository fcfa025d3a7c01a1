import fc from 'fast-check'
import { expect, it } from 'vitest'
import { commonVersion, WIRE_VERSION, WIRE_VERSIONS } from './version.js'

it('finds the highest version that both ranges hold, as a search through them does (WIR-031)', () => {
  const range = fc.record({ minimum: fc.nat(12), maximum: fc.nat(12) })
  fc.assert(
    fc.property(range, range, (a, b) => {
      const spoken = Array.from({ length: 13 }, (_, version) => version).filter((version) =>
        [a, b].every(({ minimum, maximum }) => minimum <= version && version <= maximum)
      )
      expect(commonVersion(a, b)).toBe(spoken.at(-1))
      expect(commonVersion(b, a)).toBe(spoken.at(-1))
    }),
    { seed: 20_260_103, numRuns: 1000 }
  )
})

it('agrees with itself on its own version', () => {
  expect(commonVersion(WIRE_VERSIONS, WIRE_VERSIONS)).toBe(WIRE_VERSION)
})

it('is spoken beside the version before it, once there is one (WIR-032)', () => {
  expect(WIRE_VERSIONS.maximum).toBe(WIRE_VERSION)
  expect(WIRE_VERSIONS.minimum).toBeGreaterThanOrEqual(1)
  for (const before of [WIRE_VERSION, WIRE_VERSION - 1].filter((version) => version >= 1))
    expect(commonVersion(WIRE_VERSIONS, { minimum: before, maximum: before })).toBe(before)
})
