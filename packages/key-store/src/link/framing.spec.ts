import fc from 'fast-check'
import { expect, it } from 'vitest'
import { FrameReader, framed } from './framing.js'

it('finds frames in a stream, however it is cut (KEY-041)', () => {
  const frames = fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 }), { maxLength: 8 })
  fc.assert(
    fc.property(frames, fc.infiniteStream(fc.integer({ min: 1, max: 200 })), (sent, cuts) => {
      const stream = Buffer.concat(sent.map(framed))
      const reader = new FrameReader()
      const found: Uint8Array[] = []
      for (let start = 0; start < stream.length; ) {
        const length = cuts.next().value
        found.push(...reader.push(stream.subarray(start, start + length)))
        start += length
      }
      expect(found.map((frame) => [...frame])).toEqual(sent.map((frame) => [...frame]))
    }),
    { seed: 1 }
  )
  expect([...framed(Uint8Array.of(7, 8))]).toEqual([0, 0, 0, 2, 7, 8])
})

it('refuses lengths that no frame has, before the frame has come (KEY-042)', () => {
  for (const length of [0, 65_537, 0xffff_ffff]) {
    const head = Buffer.alloc(4)
    head.writeUInt32BE(length)
    expect(() => new FrameReader().push(head)).toThrow(expect.objectContaining({ code: 'FRAME_LENGTH', length }))
  }
  const largest = new Uint8Array(65_536)
  expect(new FrameReader().push(framed(largest))[0]).toHaveLength(65_536)
})
