import { expect, it } from 'vitest'
import { fromWire, toWire, unitName } from './names.js'

it('names a unit as the example of section 8.2 (KEY-003)', () => {
  expect(unitName('8f14e45f-ceea-467f-ab5c-2f2d4bd27e0a', 0)).toBe('6de4a40a-b8d3-83f7-86cf-f6a443005d38')
})

it('writes a UUID in frames and reads it again', () => {
  const uuid = '0014e45f-0eea-467f-ab5c-002d4bd27e0a'
  expect(fromWire(toWire(uuid))).toBe(uuid)
})
