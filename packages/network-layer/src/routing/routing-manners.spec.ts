import { VirtualClock } from '@bellwire/runtime'
import type { Advertisement as AdvertisementFrame, OrderedFrame } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { MINIMUM_INTERVAL, TIMES } from '../../test/routed-network.js'
import { Routing, type RoutingOptions } from '../index.js'
import type { AdvertisedLink } from './advertisement.js'

const SELF = 1
const link = (neighbour: number, rate = 10): AdvertisedLink => ({
  neighbour,
  link: neighbour,
  fit: true,
  operatingPoints: [{ fidelity: 1, rate }]
})

/** Routing at node 1, and in the place of its neighbours the test. */
function router(changes: Partial<RoutingOptions> = {}) {
  const clock = new VirtualClock()
  const sent: { to: number; frame: AdvertisementFrame }[] = []
  const up = new Set<number>()
  const ignored: string[] = []
  const state = { links: [] as AdvertisedLink[], changes: 0 }
  const routing = new Routing({
    self: SELF,
    incarnation: 77,
    times: TIMES,
    minimumInterval: MINIMUM_INTERVAL,
    tolerance: 0,
    clock,
    runner: 'generated',
    neighbours: {
      send: (to: number, frame: OrderedFrame) => {
        expect(up).toContain(to)
        expect(sent.every((other) => other.frame !== frame)).toBe(true)
        sent.push({ to, frame: frame as AdvertisementFrame })
        return true
      }
    },
    neighboursUp: () => up,
    ownLinks: () => state.links,
    changed: () => {
      state.changes += 1
    },
    ignored: (reason) => ignored.push(reason),
    ...changes
  })
  routing.start()
  const run = (duration: number) => clock.run({ until: clock.now() + duration })
  const meet = (peer: number, ...links: AdvertisedLink[]) => {
    up.add(peer)
    state.links.push(...links)
    routing.neighbourUp(peer)
  }
  const taken = () => sent.splice(0)
  return { routing, clock, up, ignored, state, run, meet, taken }
}

const says = (origin: number, changes: Partial<AdvertisementFrame> = {}): AdvertisementFrame => ({
  type: 'ADVERTISEMENT',
  session: 5,
  peerSession: 6,
  serial: 7,
  expected: 8,
  origin,
  incarnation: 9,
  sequence: 1,
  lifetime: 50,
  links: [{ neighbour: SELF, link: origin, fit: true, points: [{ fidelity: 65_535, rate: 10_000_000 }], promised: 0 }],
  swapping: 0,
  coherenceTime: 0,
  swapQuality: 0,
  swapDuration: 0,
  ...changes
})

describe('routing', () => {
  it('greets a neighbour with all that is believed, once (NET-027)', () => {
    const { routing, meet, taken } = router()
    meet(2, link(2))
    expect(taken().map(({ to, frame }) => [to, frame.origin, frame.sequence])).toEqual([[2, SELF, 1]])
    routing.received(2, says(2))
    routing.received(2, says(8))
    expect(taken()).toEqual([])
    meet(3)
    expect(taken().map(({ to, frame }) => [to, frame.origin])).toEqual([
      [3, SELF],
      [3, 2],
      [3, 8]
    ])
  })

  it('passes what is new on to all others, each time a hop older, and tells of the change', () => {
    const { routing, meet, taken, state } = router()
    for (const peer of [2, 3, 4]) meet(peer)
    taken()
    const before = [routing.version, state.changes]
    routing.received(3, says(9))
    expect(taken()).toMatchObject([
      { to: 2, frame: { origin: 9, lifetime: 49, session: 0, serial: 0 } },
      { to: 4, frame: { origin: 9, lifetime: 49 } }
    ])
    expect([routing.version, state.changes]).toEqual([before[0]! + 1, before[1]! + 1])
    routing.received(4, says(9))
    expect(taken()).toEqual([])
    expect(state.changes).toBe(before[1]! + 1)
  })

  it('forgets what has outlived its lifetime at that instant, however short', () => {
    const { routing, meet, run, state, taken } = router()
    meet(2, link(2))
    routing.received(2, says(2, { lifetime: 20 }))
    expect(routing.graph().links).toHaveLength(1)
    const { changes } = state
    run(20_000_000 - 1)
    expect(state.changes).toBe(changes)
    run(1)
    expect(state.changes).toBe(changes + 1)
    expect(routing.graph().links).toEqual([])
    // But for the greeting: nobody else has to hear of it.
    expect(taken()).toHaveLength(1)
    routing.received(2, says(2, { sequence: 2, lifetime: 0 }))
    expect(taken()).toEqual([])
    expect(routing.graph().links).toEqual([])
  })

  it('says its own again when it is time, with what has changed within the tolerance', () => {
    const { state, meet, run, taken, routing } = router({ tolerance: 0.5 })
    meet(2, link(2, 10))
    state.links = [link(2, 12)]
    routing.ownLinksChanged()
    taken()
    run(TIMES.refresh - 1)
    expect(taken()).toEqual([])
    run(1)
    expect(taken()).toMatchObject([{ to: 2, frame: { sequence: 2, links: [{ points: [{ rate: 12_000_000 }] }] } }])
  })

  it('goes past what an earlier start has said: at once, then at most once in an interval, past the newest', () => {
    const { meet, run, taken, routing, state } = router()
    meet(2)
    run(MINIMUM_INTERVAL)
    taken()
    routing.received(2, says(SELF, { sequence: 100, links: [] }))
    expect(taken()).toMatchObject([{ frame: { origin: SELF, incarnation: 77, sequence: 101, links: [] } }])
    for (let sequence = 200; sequence > 150; sequence--) {
      routing.received(2, says(SELF, { sequence, links: [] }))
      run(1)
    }
    state.links = [link(2)]
    routing.ownLinksChanged()
    expect(taken()).toEqual([])
    run(MINIMUM_INTERVAL)
    const [frame, ...more] = taken()
    expect(more).toEqual([])
    // One for the leftover and one for the links, in one.
    expect(frame).toMatchObject({ to: 2, frame: { sequence: 202, links: [{ neighbour: 2 }] } })
    run(5 * MINIMUM_INTERVAL)
    expect(taken()).toEqual([])
  })

  it.each([
    ['a link to itself', says(9, { links: [{ neighbour: 9, link: 1, fit: true, points: [], promised: 0 }] })],
    ['a link twice', says(9, { links: [...says(9).links, ...says(9).links] })],
    [
      'a link to itself, of an earlier start of this node',
      says(SELF, { sequence: 50, links: [{ neighbour: SELF, link: 1, fit: true, points: [], promised: 0 }] })
    ]
  ])('ignores and counts %s', (_, frame) => {
    const { routing, meet, taken, ignored, state } = router()
    meet(2)
    taken()
    const { changes } = state
    routing.received(2, frame)
    expect(ignored).toEqual(['advertisement-invalid'])
    expect([taken(), state.changes]).toEqual([[], changes])
  })

  it('uses neighbours that are up only, and asks again when one comes or goes', () => {
    const { routing, meet, up, state } = router()
    expect(routing.nextHop(4)).toBeUndefined()
    meet(4)
    expect(routing.nextHop(4)).toBe(4)
    meet(2, link(2))
    meet(3, link(3))
    const far = { neighbour: 9, link: 9, fit: false, points: [], promised: 0 }
    routing.received(2, says(2, { links: [...says(2).links, far] }))
    routing.received(3, says(3, { links: [...says(3).links, far] }))
    const back = (neighbour: number) => ({ neighbour, link: 9, fit: false, points: [], promised: 0 })
    routing.received(2, says(9, { links: [back(2), back(3)] }))
    expect([2, 3, 9, SELF, 10].map((target) => routing.nextHop(target))).toEqual([2, 3, 2, undefined, undefined])
    up.delete(2)
    state.links = [link(3)]
    routing.neighbourDown(2)
    // By way of 9: 3 still has it that 2 is there.
    expect([2, 3, 9].map((target) => routing.nextHop(target))).toEqual([3, 3, 3])
  })

  it('does nothing after its end, and leaves no timer', () => {
    const { routing, meet, taken, clock, state } = router()
    meet(2)
    routing.ownLinksChanged()
    taken()
    routing.stop()
    routing.received(2, says(9))
    state.links = [link(2)]
    routing.ownLinksChanged()
    routing.neighbourDown(2)
    expect(taken()).toEqual([])
    expect(clock.pending).toBe(0)
  })

  it.each([
    ['minimumInterval', TIMES.refresh + 1],
    ['tolerance', -1]
  ])('refuses %s of %d', (field, value) => {
    expect(() => router({ [field]: value })).toThrow(expect.objectContaining({ code: 'NETWORK_INPUT', field, value }))
  })
})
