import { encodeDeviceMessage } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import type { Reaction } from '../subject/subject.js'
import { Scene } from './scene.js'
import { OutOfControl } from './stage.js'

const HALT = encodeDeviceMessage({ type: 'HALT', link: 7 })

/** A node that says something at each instant at which it wakes. */
function neverAtRest(nextWake: (now: number) => number) {
  const reaction = (now: number): Reaction => ({ outputs: [{ type: 'device', bytes: HALT }], wake: nextWake(now) })
  return {
    identity: { implementation: 'none', version: '0', capabilities: [] },
    start: async ({ time }: { readonly time: number }) => reaction(time),
    input: async (at: number) => reaction(at),
    advance: async (to: number) => reaction(to),
    close: async () => undefined
  }
}

describe('what is around a node', () => {
  it.each([
    ['at one instant', (now: number) => now, /for ever at/],
    ['one nanosecond after the other', (now: number) => now + 1, /has not stopped by/]
  ])('gives up one that does something for ever, %s', async (_, nextWake, reason) => {
    const { stage } = new Scene(neverAtRest(nextWake))
    const played = stage.start().then(() => stage.run(Infinity))
    await expect(played).rejects.toThrow(OutOfControl)
    await expect(played).rejects.toThrow(reason)
  })
})
