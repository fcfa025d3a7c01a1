import { createRandom, type RandomSource, VirtualClock } from '@bellwire/runtime'
import type { Frame } from '@bellwire/wire'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { numbered, numberedBytes, Recording, serialOf } from '../test/recording.js'
import { type Channel, MemoryNetwork, type Transport } from './index.js'

const NODES = [1, 2, 3]
const probability = fc.constantFrom(0, 0.2, 0.7, 1)

const channel: fc.Arbitrary<Channel> = fc.record({
  delay: fc.nat(300),
  bandwidth: fc.option(fc.constantFrom(1e8, 1e9, 1e10), { nil: undefined }),
  loss: fc.option(probability, { nil: undefined }),
  duplication: fc.option(probability, { nil: undefined }),
  jitter: fc.option(fc.nat(200), { nil: undefined }),
  reordering: fc.option(fc.record({ probability, extraDelay: fc.nat(500) }), { nil: undefined })
})

const frame: fc.Arbitrary<Frame> = fc.oneof(
  fc.nat(0xff).map(numbered),
  fc.record(
    {
      type: fc.constant('TEST_RESULTS' as const),
      link: fc.nat(9),
      incarnation: fc.nat(),
      epoch: fc.nat(9),
      rounds: fc.array(
        fc.record({ sequence: fc.nat(), basis: fc.nat(2), outcome: fc.nat(1) }, { noNullPrototype: true }),
        { maxLength: 3 }
      )
    },
    { noNullPrototype: true }
  )
)

const node = fc.constantFrom(...NODES)
/** What is done to a network: whether it can be done is looked at when it is. */
const step = fc.oneof(
  { arbitrary: fc.record({ do: fc.constant('send' as const), from: node, to: node, frame }), weight: 20 },
  { arbitrary: fc.record({ do: fc.constant('wait' as const), time: fc.nat(400) }), weight: 5 },
  { arbitrary: fc.record({ do: fc.constant('connect' as const), from: node, to: node, channel }), weight: 2 },
  { arbitrary: fc.record({ do: fc.constant('cut' as const), from: node, to: node, on: fc.boolean() }), weight: 2 },
  { arbitrary: fc.record({ do: fc.constant('detach' as const), from: node }), weight: 1 },
  { arbitrary: fc.record({ do: fc.constant('attach' as const), from: node }), weight: 2 },
  {
    arbitrary: fc.record({
      do: fc.constant('inject' as const),
      from: node,
      to: node,
      bytes: fc.oneof(fc.nat(99).map(numberedBytes), fc.uint8Array({ maxLength: 12 }))
    }),
    weight: 2
  }
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** Runs the steps on three nodes; a node answers every frame that asks for one, so that deliveries cause sends. */
function play(steps: readonly Step[], first: Channel, random: RandomSource, wire: boolean): readonly string[] {
  const clock = new VirtualClock()
  const recording = new Recording(clock)
  const network = new MemoryNetwork({ clock, random, wire, observer: recording })
  const transports = new Map<number, Transport>()
  const attach = (at: number): void => {
    const transport = network.attach(at, `node ${at}`)
    transports.set(at, transport)
    transport.listen({
      frame: (from, heard) => {
        recording.note(`heard ${from}>${at} ${JSON.stringify(heard)}`)
        const serial = serialOf(heard)
        if (serial > 0) transport.send(from, numbered(serial >> 1))
      },
      malformed: (from, reason) => recording.note(`heard ${from}>${at} malformed ${reason}`)
    })
  }
  network.connect(1, 2, first)
  for (const at of NODES) attach(at)
  const connected = new Set(['1>2', '2>1'])
  for (const move of steps) {
    if (move.do === 'send') transports.get(move.from)?.send(move.to, move.frame)
    else if (move.do === 'wait') clock.run({ until: clock.now() + move.time })
    else if (move.do === 'detach') network.detach(move.from)
    else if (move.do === 'attach') {
      network.detach(move.from)
      attach(move.from)
    } else if (move.do === 'connect') {
      if (move.from === move.to) continue
      network.connect(move.from, move.to, move.channel)
      connected.add(`${move.from}>${move.to}`).add(`${move.to}>${move.from}`)
    } else if (!connected.has(`${move.from}>${move.to}`)) continue
    else if (move.do === 'cut') network.partitionDirection(move.from, move.to, move.on)
    else network.injectBytes(move.from, move.to, move.bytes)
  }
  clock.run({ until: clock.now() + 20_000 })
  return recording.lines
}

const parameters = { seed: 20_260_201, numRuns: 150 }
const scenario = [fc.array(step, { maxLength: 60 }), channel, fc.nat()] as const

it('gives the same deliveries for the same seed', () => {
  fc.assert(
    fc.property(...scenario, (steps, first, seed) => {
      const lines = play(steps, first, createRandom(seed), false)
      expect(play(steps, first, createRandom(seed), false)).toEqual(lines)
    }),
    parameters
  )
})

it('gives the same events in the same order, with the same values, whether frames take the wire or not', () => {
  let events = 0
  fc.assert(
    fc.property(...scenario, (steps, first, seed) => {
      const lines = play(steps, first, createRandom(seed), false)
      expect(play(steps, first, createRandom(seed), true)).toEqual(lines)
      events += lines.filter((line) => line.includes('heard')).length
    }),
    parameters
  )
  // The scenarios are not empty ones.
  expect(events).toBeGreaterThan(1000)
})

it('keeps the order in each direction unless reordering is set, whatever else is', () => {
  const ordered = channel.map((some) => ({ ...some, reordering: undefined }))
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(200), fc.option(ordered)), { maxLength: 40 }),
      ordered,
      fc.nat(),
      (sends, first, seed) => {
        const clock = new VirtualClock()
        const network = new MemoryNetwork({ clock, random: createRandom(seed) })
        network.connect(1, 2, first)
        const sender = network.attach(1, 'sender')
        const heard: number[] = []
        network
          .attach(2, 'receiver')
          .listen({ frame: (_from, some) => heard.push(serialOf(some)), malformed: () => {} })
        sends.forEach(([time, changed], serial) => {
          clock.run({ until: clock.now() + time })
          if (changed !== null) network.configure(1, 2, changed)
          sender.send(2, numbered(serial))
        })
        clock.run()
        expect(heard).toEqual([...heard].sort((a, b) => a - b))
      }
    ),
    parameters
  )
})
