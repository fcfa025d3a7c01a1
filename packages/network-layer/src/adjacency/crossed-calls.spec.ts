import { VirtualClock } from '@bellwire/runtime'
import type { Frame, Neighbour, NetworkFrame } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CONFIGURATION, numbered } from '../../test/neighbour-network.js'
import { Neighbours } from '../index.js'

const DELAY = 5000
const ROUND_TRIP = 2 * DELAY

interface Spoken {
  readonly from: number
  readonly at: number
  readonly frame: NetworkFrame
}

/** Nodes 1 and 2, each of which starts when the test says so; frames take their time and are never lost. */
class Two {
  readonly clock = new VirtualClock()
  readonly spoken: Spoken[] = []
  readonly told: string[] = []
  readonly ignored: string[] = []
  readonly received: number[] = []
  readonly #nodes = new Map<number, Neighbours>()
  readonly #delays: readonly [number, number]
  #session = 100

  /** @param delays from node 1 to 2, and back */
  constructor(delays: readonly [number, number] = [DELAY, DELAY]) {
    this.#delays = delays
  }

  node(number: number): Neighbours {
    return this.#nodes.get(number) as Neighbours
  }

  /** A process of a node begins; one before it is gone. */
  start(number: 1 | 2): void {
    const peer = 3 - number
    this.#nodes.get(number)?.stop()
    const process: Neighbours = new Neighbours({
      node: number,
      neighbours: [{ peer, roundTrip: ROUND_TRIP }],
      clock: this.clock,
      runner: 'generated',
      send: (_to, frame) => this.#carry(number, peer, frame),
      random: () => ++this.#session,
      listener: {
        up: () => void this.told.push(`${number} up`),
        down: () => void this.told.push(`${number} down`),
        received: (_peer, frame) => void this.received.push(frame.serial)
      },
      ignored: (reason) => void this.ignored.push(reason),
      configuration: CONFIGURATION
    })
    this.#nodes.set(number, process)
    process.start()
  }

  #carry(from: number, to: number, frame: Frame): void {
    // A copy: the sender keeps a frame until it is acknowledged.
    const sent = { ...frame } as NetworkFrame
    this.spoken.push({ from, at: this.clock.now(), frame: sent })
    const delay = this.#delays[from === 1 ? 0 : 1]
    this.clock.at(this.clock.now() + delay, { run: () => this.#nodes.get(to)?.frame(from, sent) })
  }

  run(duration: number): void {
    this.clock.run({ until: this.clock.now() + duration })
  }

  /** Both are up, in sessions that each knows of the other; what each sends arrives. */
  expectMet(): void {
    for (const number of [1, 2]) expect(this.node(number).isUp(3 - number), `${number}`).toBe(true)
    this.received.length = 0
    for (const number of [1, 2]) expect(this.node(number).send(3 - number, numbered(number, 1, 0))).toBe(true)
    this.run(3 * ROUND_TRIP)
    expect(this.received).toHaveLength(2)
    const last = [1, 2].map((number) => this.spoken.findLast(({ from }) => from === number)!.frame)
    expect([last[0]!.session, last[0]!.peerSession]).toEqual([last[1]!.peerSession, last[1]!.session])
  }
}

describe('two nodes that call each other at once', () => {
  it('are up after one round trip, with a call and an answer of each (NET-004, NET-005)', () => {
    const two = new Two()
    two.start(1)
    two.start(2)
    two.run(ROUND_TRIP - 1)
    expect(two.told).toEqual([])
    two.run(1)
    expect(two.told).toEqual(['1 up', '2 up'])
    const said = two.spoken.map(({ from, at, frame }) => {
      const { session, peerSession, answer } = frame as Neighbour
      return [from, at, session, peerSession, answer]
    })
    expect(said).toEqual([
      [1, 0, 101, 0, false],
      [2, 0, 102, 0, false],
      [2, DELAY, 102, 101, true],
      [1, DELAY, 101, 102, true],
      // Each tells the other that it is met: it cannot know that this is known.
      [1, ROUND_TRIP, 101, 102, true],
      [2, ROUND_TRIP, 102, 101, true]
    ])
    two.run(CONFIGURATION.helloInterval / 2)
    expect(two.spoken).toHaveLength(6)
    expect(two.ignored).toEqual([])
    two.expectMet()
  })

  it('meet once, whenever each begins and however long frames take; no session is lost by it', () => {
    const delay = fc.integer({ min: 0, max: ROUND_TRIP })
    fc.assert(
      fc.property(delay, delay, fc.integer({ min: 0, max: 4 * ROUND_TRIP }), (there, back, later) => {
        const two = new Two([there, back])
        two.start(1)
        two.run(later)
        two.start(2)
        two.run(2 * CONFIGURATION.helloInterval)
        expect([...two.told].sort()).toEqual(['1 up', '2 up'])
        expect(two.ignored).toEqual([])
        two.expectMet()
      }),
      { seed: 65, numRuns: 200 }
    )
  })

  it('meet again where both have begun anew, though frames of earlier sessions come between (NET-001, NET-006)', () => {
    const moment = fc.record({
      node: fc.constantFrom(1 as const, 2 as const),
      after: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 * ROUND_TRIP })),
      sends: fc.boolean()
    })
    fc.assert(
      fc.property(fc.array(moment, { minLength: 1, maxLength: 8 }), (moments) => {
        const two = new Two()
        two.start(1)
        two.start(2)
        for (const { node, after, sends } of moments) {
          two.run(after)
          if (sends) for (const number of [1, 2]) two.node(number).send(3 - number, numbered(number, 1, 0))
          two.start(node)
        }
        two.run(4 * ROUND_TRIP + 2 * CONFIGURATION.helloInterval)
        two.expectMet()
        const told = two.told.length
        two.run(3 * CONFIGURATION.deadInterval)
        expect(two.told).toHaveLength(told)
      }),
      { seed: 66, numRuns: 200 }
    )
  })
})
