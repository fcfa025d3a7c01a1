import { VirtualClock } from '@bellwire/runtime'
import type { Frame, Neighbour, NetworkFrame, OrderedFrame } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CONFIGURATION, numbered, ROUND_TRIP } from '../../test/neighbour-network.js'
import { Neighbours } from '../index.js'
import { ACKNOWLEDGE_AFTER, type AdjacencyConfiguration, WINDOW } from './configuration.js'

const PEER = 2
const FIRST = 0xffff_fffe
const THEIRS = 500

/** Node 1, and in the place of its neighbour, node 2, the test. */
class Besieged {
  readonly clock = new VirtualClock()
  readonly sent: Frame[] = []
  readonly told: string[] = []
  readonly received: OrderedFrame[] = []
  readonly ignored: string[] = []
  readonly neighbours: Neighbours
  #session = 1000
  onReceived = (): void => undefined
  onUp = (): void => undefined

  constructor({
    queueLimit,
    acknowledgeDelay
  }: Pick<AdjacencyConfiguration, 'queueLimit' | 'acknowledgeDelay'> = CONFIGURATION) {
    this.neighbours = new Neighbours({
      node: 1,
      neighbours: [
        { peer: PEER, roundTrip: 3 * ROUND_TRIP },
        { peer: PEER, roundTrip: ROUND_TRIP }
      ],
      clock: this.clock,
      runner: 'generated',
      send: (to, frame) => {
        expect(to).toBe(PEER)
        this.sent.push(frame)
      },
      random: () => ++this.#session,
      listener: {
        up: () => {
          this.told.push('up')
          this.onUp()
        },
        down: () => this.told.push('down'),
        received: (_peer, frame) => {
          this.received.push(frame)
          this.onReceived()
        }
      },
      ignored: (reason) => this.ignored.push(reason),
      configuration: { ...CONFIGURATION, queueLimit, acknowledgeDelay, firstSerial: FIRST }
    })
    this.neighbours.start()
  }

  /** The session that the node last named. */
  get session(): number {
    return (this.sent.at(-1) as NetworkFrame).session
  }

  hears(frame: Partial<Neighbour> | OrderedFrame): void {
    const hello = { type: 'NEIGHBOUR', session: THEIRS, peerSession: 0, expected: FIRST, node: PEER, answer: false }
    this.neighbours.frame(PEER, ('serial' in frame ? frame : { ...hello, ...frame }) as NetworkFrame)
  }

  /** What it sends in answer. */
  answers(frame: Partial<Neighbour> | OrderedFrame): Frame[] {
    const before = this.sent.length
    this.hears(frame)
    return this.sent.slice(before)
  }

  meet(): this {
    this.hears({ peerSession: this.session, answer: true })
    expect(this.neighbours.isUp(PEER)).toBe(true)
    return this
  }

  /** A frame of the session, `index` after the first. */
  ordered(index: number, changes: Partial<OrderedFrame> = {}): OrderedFrame {
    const serial = (FIRST + index) >>> 0
    return {
      ...numbered(PEER, 1, index),
      session: THEIRS,
      peerSession: 1001,
      serial,
      expected: FIRST,
      ...changes
    } as OrderedFrame
  }
}

describe('an adjacency', () => {
  it('tells a stranger its session, and is up when the stranger names it (NET-002, NET-004)', () => {
    const end = new Besieged()
    const call = { type: 'NEIGHBOUR', session: 1001, peerSession: 0, expected: FIRST, node: 1, answer: false }
    expect(end.sent).toEqual([call])
    expect(end.answers({})).toEqual([{ ...call, peerSession: THEIRS, answer: true }])
    expect(end.told).toEqual([])
    expect(end.answers({ peerSession: 1001, answer: true })).toEqual([{ ...call, peerSession: THEIRS, answer: true }])
    expect(end.told).toEqual(['up'])
    expect(end.ignored).toEqual([])
  })

  it('is up with the first frame that names its session, of whatever kind, and takes it (NET-004)', () => {
    const end = new Besieged()
    end.hears(end.ordered(0))
    expect(end.told).toEqual(['up'])
    expect(end.received).toEqual([end.ordered(0)])
  })

  it('counts the shortest of several links: it sends again after three round trips (NET-013)', () => {
    const end = new Besieged().meet()
    expect(end.neighbours.send(PEER, numbered(1, 1, 0))).toBe(true)
    const [first] = end.sent.slice(-1)
    expect(first).toEqual({ ...numbered(1, 1, 0), session: 1001, peerSession: THEIRS, serial: FIRST, expected: FIRST })
    end.hears(end.ordered(0))
    end.sent.length = 0
    end.clock.run({ until: 3 * ROUND_TRIP })
    const again = end.sent.filter(({ type }) => type !== 'NEIGHBOUR')
    expect(again).toEqual([{ ...first, expected: 0xffff_ffff }])
    expect(again[0]).not.toBe(first)
    expect(first).toMatchObject({ expected: FIRST })
  })

  it('acknowledges at once after so many frames, and otherwise within half a round trip (NET-011, NET-012)', () => {
    const end = new Besieged().meet()
    end.sent.length = 0
    for (let index = 0; index < ACKNOWLEDGE_AFTER - 1; index++) end.hears(end.ordered(index))
    expect(end.sent).toEqual([])
    end.hears(end.ordered(ACKNOWLEDGE_AFTER - 1))
    expect(end.sent).toMatchObject([{ type: 'NEIGHBOUR', expected: ACKNOWLEDGE_AFTER - 2, answer: true }])
    end.clock.run({ until: ROUND_TRIP })
    end.sent.length = 0
    end.hears(end.ordered(ACKNOWLEDGE_AFTER))
    end.clock.run({ until: end.clock.now() + ROUND_TRIP / 2 })
    expect(end.sent).toMatchObject([{ type: 'NEIGHBOUR', expected: ACKNOWLEDGE_AFTER - 1, answer: true }])
  })

  it('holds an acknowledgement back for the delay, and waits so much longer for one itself (NET-012, NET-013)', () => {
    const acknowledgeDelay = 4 * ROUND_TRIP
    const end = new Besieged({ ...CONFIGURATION, acknowledgeDelay }).meet()
    end.sent.length = 0
    end.hears(end.ordered(0))
    end.clock.run({ until: acknowledgeDelay - 1 })
    expect(end.sent).toEqual([])
    end.clock.run({ until: acknowledgeDelay })
    expect(end.sent).toMatchObject([{ type: 'NEIGHBOUR', expected: 0xffff_ffff, answer: true }])
    end.neighbours.send(PEER, numbered(1, 1, 0))
    end.sent.length = 0
    const due = end.clock.now() + 3 * ROUND_TRIP + acknowledgeDelay
    end.clock.run({ until: due - 1 })
    expect(end.sent).toEqual([])
    end.clock.run({ until: due })
    expect(end.sent).toMatchObject([{ serial: FIRST }])
  })

  it('sends no acknowledgement where another frame has carried it', () => {
    const end = new Besieged().meet()
    end.onReceived = () => end.neighbours.send(PEER, numbered(1, 1, 0))
    end.sent.length = 0
    end.hears(end.ordered(0))
    end.clock.run({ until: ROUND_TRIP })
    expect(end.sent).toMatchObject([{ type: 'CIRCUIT_ERR', expected: 0xffff_ffff }])
  })

  it('keeps at most a window under way, and is lost when what waits is too much: told soon, not within the sending (NET-009)', () => {
    const end = new Besieged({ ...CONFIGURATION, queueLimit: 10 }).meet()
    end.sent.length = 0
    for (let index = 0; index < WINDOW + 10; index++)
      expect(end.neighbours.send(PEER, numbered(1, 1, index))).toBe(true)
    expect(end.sent).toHaveLength(WINDOW)
    end.hears(end.ordered(0, { expected: (FIRST + 3) >>> 0 }))
    expect(end.sent).toHaveLength(WINDOW + 3)
    for (let index = 0; index < 3; index++) expect(end.neighbours.send(PEER, numbered(1, 1, 0))).toBe(true)
    expect(end.neighbours.send(PEER, numbered(1, 1, 0))).toBe(false)
    expect(end.neighbours.isUp(PEER)).toBe(false)
    expect(end.told).toEqual(['up'])
    end.hears(end.ordered(1))
    end.clock.run({ until: 0 })
    expect(end.told).toEqual(['up', 'down'])
    expect(end.received).toHaveLength(1)
    expect(end.ignored).toEqual(['queue-full', 'no-session'])
  })

  it('can be stopped by who listens', () => {
    for (const when of ['onUp', 'onReceived'] as const) {
      const end = new Besieged()
      end[when] = () => end.neighbours.stop()
      end.hears(end.ordered(0))
      end.hears(end.ordered(1))
      expect(end.told).toEqual(['up'])
      expect(end.received).toHaveLength(when === 'onUp' ? 0 : 1)
      expect(end.clock.pending).toBe(0)
      expect(end.answers({})).toEqual([])
    }
  })

  it('hands frames over in order as soon as that can be, whatever the order in which they came (NET-010)', () => {
    const end = new Besieged().meet()
    for (const index of [3, 1, 2, 1, 0, 5, 0]) end.hears(end.ordered(index))
    expect(end.received).toEqual([0, 1, 2, 3].map((index) => end.ordered(index)))
    expect(end.ignored).toEqual(['repeated', 'repeated'])
    end.hears(end.ordered(4))
    expect(end.received).toHaveLength(6)
  })

  it('hands nothing over after the frame on which it has failed', () => {
    const end = new Besieged({ ...CONFIGURATION, queueLimit: 0 }).meet()
    end.onReceived = () => {
      while (end.neighbours.send(PEER, numbered(1, 1, 0)));
    }
    end.hears(end.ordered(1))
    end.hears(end.ordered(0))
    expect(end.received).toHaveLength(1)
    end.clock.run({ until: 0 })
    expect(end.told).toEqual(['up', 'down'])
  })

  it('acknowledges a repeated frame anew: the acknowledgement may have been lost (NET-018)', () => {
    const end = new Besieged().meet()
    for (let round = 0; round < 3; round++) {
      end.sent.length = 0
      end.hears(end.ordered(0))
      end.clock.run({ until: end.clock.now() + ROUND_TRIP / 2 })
      expect(end.sent).toMatchObject([{ type: 'NEIGHBOUR', expected: 0xffff_ffff, answer: true }])
    }
    expect(end.received).toHaveLength(1)
  })

  it('tells its neighbour the session that they have, where a call of it was long under way (NET-005)', () => {
    const end = new Besieged().meet()
    expect(end.answers({})).toMatchObject([{ session: 1001, peerSession: THEIRS, answer: true }])
    expect(end.told).toEqual(['up'])
  })

  it('begins anew only when the other end has proved that it has (NET-001, NET-006)', () => {
    const end = new Besieged().meet()
    // An acknowledgement is owed when the session ends.
    end.hears(end.ordered(0))
    // As a frame would say that was long under way.
    const [offer] = end.answers({ session: 501 }) as Neighbour[]
    expect(offer).toMatchObject({ session: 1002, peerSession: 501, answer: true })
    expect(end.answers({ session: 502 })).toMatchObject([{ session: 1002, peerSession: 502, answer: true }])
    expect(end.told).toEqual(['up'])
    end.hears(end.ordered(0, { session: 501, peerSession: 1002 }))
    expect(end.told).toEqual(['up', 'down', 'up'])
    expect(end.received).toHaveLength(2)
    // Nothing of the earlier session counts any more.
    end.hears(end.ordered(0))
    end.hears({ peerSession: 1001, answer: true })
    expect(end.received).toHaveLength(2)
    expect(end.ignored).toEqual(['session-other', 'session-other'])
  })
})

describe('what a neighbour may send that is wrong', () => {
  it.each([
    ['no session', { session: 0, peerSession: 1001 }, 'session-zero'],
    ['another name', { node: 7, peerSession: 1001 }, 'neighbour-misnamed'],
    ['an acknowledgement of what was not sent', { peerSession: 1001, expected: FIRST + 1 }, 'acknowledges-unsent'],
    ['an acknowledgement far ahead', { peerSession: 1001, expected: 2 ** 30 }, 'acknowledges-unsent'],
    ['a serial behind the window', { serial: FIRST + WINDOW }, 'serial-outside-window'],
    ['a serial far away', { serial: 2 ** 31 }, 'serial-outside-window'],
    ['another session of this end', { peerSession: 77, answer: true }, 'session-other'],
    ['a frame of another session of this end', { serial: FIRST, peerSession: 77 }, 'session-other']
  ])('%s is ignored and counted', (_, changes, reason) => {
    const end = new Besieged().meet()
    const frame = 'serial' in changes ? end.ordered(0, { ...changes, serial: changes.serial >>> 0 }) : changes
    expect(end.answers(frame)).toEqual([])
    expect(end.ignored).toEqual([reason])
    expect(end.received).toEqual([])
    expect(end.told).toEqual(['up'])
    end.hears(end.ordered(0))
    expect(end.received).toHaveLength(1)
  })

  it('a frame of somebody who is no neighbour is ignored and counted (NET-017)', () => {
    const end = new Besieged()
    end.neighbours.frame(9, end.ordered(0))
    expect(end.ignored).toEqual(['neighbour-unknown'])
    expect([end.neighbours.send(9, end.ordered(0)), end.neighbours.isUp(9)]).toEqual([false, false])
  })

  it('many frames of an old session are answered once in a round trip', () => {
    const end = new Besieged()
    end.sent.length = 0
    for (let index = 0; index < 50; index++) end.hears(end.ordered(index, { peerSession: 77 }))
    expect(end.sent).toEqual([
      { type: 'NEIGHBOUR', session: 1001, peerSession: 0, expected: FIRST, node: 1, answer: false }
    ])
  })

  it('two sessions of its own that both take this one end it', () => {
    const end = new Besieged().meet()
    end.hears({ session: 501, peerSession: 1001 })
    expect(end.told).toEqual(['up', 'down'])
    expect(end.ignored).toEqual(['session-conflict'])
  })

  const session = fc.constantFrom(0, THEIRS, THEIRS, THEIRS, 501, 502)
  const own = fc.constantFrom(0, 1, 1001, 1001, 1001, 1002, 1003, 1004)
  const serial = fc.oneof(
    fc.integer({ min: -2, max: 70 }).map((index) => (FIRST + index) >>> 0),
    fc.integer({ min: 0, max: 0xffff_ffff })
  )
  const hello = fc.record({
    type: fc.constant('NEIGHBOUR' as const),
    session,
    peerSession: own,
    expected: serial,
    node: fc.constantFrom(PEER, PEER, 3),
    answer: fc.boolean()
  })
  const ordered = fc
    .record({ session, peerSession: own, serial, expected: serial })
    .map((header): OrderedFrame => ({ ...numbered(PEER, 1, header.serial), ...header }))
  const deed = fc.oneof(
    { weight: 4, arbitrary: fc.oneof(hello, ordered) },
    { weight: 1, arbitrary: fc.constantFrom('send' as const, 'wait' as const) }
  )

  it('whatever it is, is answered by one frame at most, never an answer that changes nothing, and delivers nothing twice (NET-003, NET-010, NET-017)', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 80, size: 'max' }), (deeds) => {
        const end = new Besieged()
        let sentHere = 0
        for (const what of deeds) {
          if (what === 'wait') end.clock.run({ until: end.clock.now() + ROUND_TRIP / 4 })
          else if (what === 'send') {
            if (end.neighbours.send(PEER, numbered(1, 1, sentHere))) sentHere += 1
          } else {
            const told = end.told.length
            const answers = end.answers(what)
            // Frames that waited may go out when others are acknowledged; there are never so many here.
            expect(answers.length).toBeLessThanOrEqual(1)
            if (what.type === 'NEIGHBOUR' && what.answer && end.told.length === told) expect(answers).toEqual([])
          }
          expect(end.told).toEqual(end.told.map((_, index) => (index % 2 === 0 ? 'up' : 'down')))
        }
        const seen = end.received.map((frame) => `${frame.session} ${frame.peerSession} ${frame.serial}`)
        expect(new Set(seen).size).toBe(seen.length)
        const last = new Map<number, number>()
        for (const frame of end.received) {
          expect(frame.serial).toBe(((last.get(frame.peerSession) ?? FIRST - 1) + 1) >>> 0)
          last.set(frame.peerSession, frame.serial)
        }
        end.neighbours.stop()
        expect(end.clock.pending).toBe(0)
      }),
      { seed: 41, numRuns: 400 }
    )
  })
})

describe('the configuration', () => {
  it.each([
    ['helloInterval', 0],
    ['deadInterval', CONFIGURATION.helloInterval - 1],
    ['acknowledgeDelay', -1],
    ['attempts', 0],
    ['queueLimit', -1],
    ['firstSerial', 2 ** 32]
  ])('refuses %s of %d', (field, value) => {
    const options = { node: 1, neighbours: [], configuration: { ...CONFIGURATION, [field]: value } }
    expect(() => new Neighbours(options as unknown as ConstructorParameters<typeof Neighbours>[0])).toThrow(
      expect.objectContaining({ code: 'NETWORK_INPUT', field, value })
    )
  })

  it('refuses a node that is its own neighbour', () => {
    const options = {
      node: 1,
      neighbours: [{ peer: 1, roundTrip: 5 }],
      configuration: CONFIGURATION,
      clock: new VirtualClock()
    }
    expect(() => new Neighbours(options as unknown as ConstructorParameters<typeof Neighbours>[0])).toThrow(
      expect.objectContaining({ field: 'neighbours[0].peer' })
    )
  })
})
