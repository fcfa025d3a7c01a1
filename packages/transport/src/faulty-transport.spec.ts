import { createRandom, VirtualClock } from '@bellwire/runtime'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numbered, serialOf } from '../test/recording.js'
import type { Channel } from './channel.js'
import { FaultyTransport } from './faulty-transport.js'
import { MemoryNetwork } from './memory-network.js'

const channels: fc.Arbitrary<Channel> = fc.record({
  delay: fc.nat(1000),
  loss: fc.constantFrom(0, 0.3),
  duplication: fc.constantFrom(0, 0.5),
  jitter: fc.constantFrom(0, 500),
  reordering: fc.constantFrom({ probability: 0, extraDelay: 0 }, { probability: 0.3, extraDelay: 2000 })
})

/** What comes to nodes 2 and 3, and when, of numbers that node 1 sends. */
function play(channel: Channel, isMiddleware: boolean, act?: (faulty: FaultyTransport, index: number) => void) {
  const clock = new VirtualClock()
  const random = createRandom(5)
  const network = new MemoryNetwork({ clock, random })
  for (const to of [2, 3]) network.connect(1, to, isMiddleware ? { delay: 0 } : channel)
  const one = network.attach(1, 'one')
  const sender = isMiddleware ? new FaultyTransport(one, channel, clock, random) : one
  const arrivals: [number, number, number, number][] = []
  for (const node of [2, 3]) {
    network.attach(node, 'receiver').listen({
      frame: (from, frame) => arrivals.push([node, from, serialOf(frame), clock.now()]),
      malformed: () => {}
    })
  }
  for (let index = 0; index < 60; index++) {
    clock.at(index * 100, {
      run: () => {
        if (sender instanceof FaultyTransport) act?.(sender, index)
        sender.send(2 + (index % 2), numbered(index))
      }
    })
  }
  clock.run()
  return arrivals
}

describe('a faulty transport', () => {
  it('does to frames what a network in memory does on their way', () => {
    fc.assert(
      fc.property(channels, (channel) => {
        expect(play(channel, true).map(String).sort()).toEqual(play(channel, false).map(String).sort())
      }),
      { seed: 1, numRuns: 100 }
    )
  })

  it('loses what is for one party, until it is healed, and leaves the others', () => {
    const arrivals = play({ delay: 0 }, true, (faulty, index) => {
      if (index === 20) faulty.cut(2, true)
      if (index === 40) faulty.cut(2, false)
    })
    const at = (node: number) => arrivals.filter(([to]) => to === node).map(([, , serial]) => serial)
    const even = Array.from({ length: 30 }, (_, index) => 2 * index)
    expect(at(2)).toEqual(even.filter((serial) => serial < 20 || serial >= 40))
    expect(at(3)).toEqual(even.map((serial) => serial + 1))
  })

  it('is changed for one party, and refuses what cannot be', () => {
    const arrivals = play({ delay: 5 }, true, (faulty, index) => {
      if (index === 30) faulty.configure(2, { delay: 1000 })
      if (index === 30) expect(() => faulty.configure(3, { loss: 2 })).toThrow('CHANNEL_INVALID')
    })
    const late = arrivals.filter(([, , serial, time]) => time === serial * 100 + 1000)
    expect(late.map(([to, , serial]) => [to, serial])).toEqual(
      Array.from({ length: 15 }, (_, index) => [2, 30 + 2 * index])
    )
    expect(arrivals.length).toBe(60)
  })

  it('listens as the transport does', () => {
    const clock = new VirtualClock()
    const network = new MemoryNetwork({ clock, random: createRandom(1) })
    network.connect(1, 2, { delay: 3 })
    const faulty = new FaultyTransport(network.attach(1, 'one'), { delay: 0 }, clock, createRandom(1))
    const heard: number[] = []
    faulty.listen({ frame: (_from, frame) => heard.push(serialOf(frame)), malformed: () => {} })
    network.attach(2, 'two').send(1, numbered(9))
    clock.run()
    expect([faulty.node, heard]).toEqual([1, [9]])
  })
})
