import { readFileSync } from 'node:fs'
import { createRandom, VirtualClock } from '@bellwire/runtime'
import type { Frame } from '@bellwire/wire'
import { describe, it } from 'vitest'
import { transportContract } from './contract/index.js'
import { MemoryNetwork } from './memory-network.js'

const PARTIES = [1, 2, 3]

/** A millisecond. */
const STEP = 1_000_000

const frames = (
  JSON.parse(
    readFileSync(new URL('../../../spec/vectors/frames.json', import.meta.url), 'utf8'),
    (key, value: unknown) => (key === 'body' ? Uint8Array.from(Buffer.from(value as string, 'hex')) : value)
  ) as { frame: Frame }[]
).map(({ frame }) => frame)

describe.each([false, true])('the contract, of transports in memory, frames in bytes: %s', (wire) => {
  const cases = transportContract({
    frames,
    setup: async () => {
      const clock = new VirtualClock()
      const network = new MemoryNetwork({ clock, random: createRandom(1), wire })
      for (const a of PARTIES) for (const b of PARTIES) if (a < b) network.connect(a, b, { delay: 1000 })
      return {
        start: async (node: number) => network.attach(node, `party ${node}`),
        stop: async (node: number) => network.detach(node),
        inject: async (from: number, to: number, bytes: Uint8Array) => network.injectBytes(from, to, bytes),
        until: async (condition: () => boolean, what: string) => {
          for (let step = 0; step < 10_000; step++) {
            if (condition()) return
            clock.run({ until: clock.now() + STEP })
          }
          throw new Error(`${what}: not within 10 seconds`)
        }
      }
    },
    teardown: async () => {}
  })
  it.each(cases)('$name', async ({ run }) => run())
})
