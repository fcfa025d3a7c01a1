import { MemoryRecorder } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import { TwoNodes } from '../../test/two-nodes.js'
import type { SimulatedNetworkOptions } from './simulated-network.js'

/** A life with all that a link has: both ends ask, frames are lost, clocks drift, a crash, a cancelled request. */
function play(options: Partial<SimulatedNetworkOptions>): Uint8Array {
  let recorder: MemoryRecorder | undefined
  const two = new TwoNodes({
    seed: 'runners',
    recorder: (clock) => (recorder = new MemoryRecorder({ clock })),
    settle: false,
    nodes: {
      readoutFlip: 0.02,
      durations: { measure: 3_000, correct: 500 },
      bob: { clock: { drift: 100_000, offset: 50 } }
    },
    link: {
      generationFailure: [0.05, 0],
      batchSlots: 12,
      testFraction: 0.2,
      channels: { a: { loss: 0.02 }, b: { loss: 0.02 }, peer: { loss: 0.05, duplication: 0.02 } }
    },
    ...options
  })
  const { network, alice, bob } = two
  for (const { link } of [alice, bob]) {
    link.subscribe({
      delivered(pair) {
        if (pair.qubit >= 0) network.clock.at(two.now + 5_000, { run: () => void link.release(pair) })
      }
    })
  }
  two.wait(20_000_000)
  alice.link.createDirect({
    kind: 'measure',
    number: 30,
    minimumFidelity: 0.5,
    originator: { random: 'XYZ' },
    responder: { random: 'XZ' }
  })
  bob.link.createDirect({ number: 12, minimumFidelity: 0.5, timeLimit: 400_000_000 })
  alice.link.createDirect({ kind: 'prepare', number: 5, minimumFidelity: 0.5, originator: { rotation: [3, 9, 27] } })
  const { createId } = bob.link.createDirect({ number: 4, minimumFidelity: 0.5, consecutive: false })
  two.wait(8_000_000)
  bob.link.cancel(createId)
  two.wait(10_000_000)
  network.startStation('middle')
  two.wait(30_000_000)
  network.node('bob').restart()
  two.wait(60_000_000)
  alice.link.createDirect({ number: 3, minimumFidelity: 0.5 })
  two.wait(60_000_000)
  expect(alice.heard.delivered.length).toBeGreaterThan(40)
  expect(bob.heard.delivered.length).toBeGreaterThan(40)
  return (recorder as MemoryRecorder).encode()
}

/** How far two traces are the same: both lengths, where they are. */
function sameUntil(one: Uint8Array, other: Uint8Array): number {
  const length = Math.min(one.length, other.length)
  for (let index = 0; index < length; index++) if (one[index] !== other[index]) return index
  return length
}

describe('one seed gives one trace, to the byte', () => {
  const expected = play({ runner: 'actor' })

  it.each([
    ['twice', { runner: 'actor' }],
    ['interpreted', { runner: 'interpreted' }],
    ['generated', { runner: 'generated' }],
    ['generated, every frame through the codec', { runner: 'generated', wire: true }]
  ] as const)('%s', (_name, options) => {
    const trace = play(options)
    expect([sameUntil(trace, expected), trace.length]).toEqual([expected.length, expected.length])
  })

  it.each(['a', 'b', 'c', 'd'])('under xstate’s own actors and as generated code, seed %s', (seed) => {
    for (const mode of ['skip', 'exact'] as const) {
      const [one, other] = [play({ seed, mode, runner: 'actor' }), play({ seed, mode, runner: 'generated' })]
      expect([sameUntil(one, other), one.length]).toEqual([other.length, other.length])
    }
  })

  it('and another seed another', () => {
    const other = play({ runner: 'generated', seed: 'others' })
    expect(sameUntil(other, expected)).toBeLessThan(expected.length / 2)
  })
})
