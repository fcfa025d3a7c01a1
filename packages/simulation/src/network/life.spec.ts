import type { PairDelivered } from '@bellwire/link-layer'
import { decodeTrace, MemoryRecorder } from '@bellwire/runtime'
import { encodeFrame, ErrorCode, State } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { type End, TwoNodes } from '../../test/two-nodes.js'
import type { LinkDescription } from './description.js'

const MILLISECOND = 1_000_000

/** Has alice measure pairs without end; returns when, in which slots. */
function measureAlways(two: TwoNodes): { readonly time: number; readonly pair: PairDelivered }[] {
  const made: { time: number; pair: PairDelivered }[] = []
  const ask = () => {
    if (two.alice.link.status.up)
      two.alice.link.createDirect({ kind: 'measure', number: 1_000_000, minimumFidelity: 0.5 })
  }
  two.alice.link.subscribe({
    delivered: (pair) => made.push({ time: two.now, pair }),
    failed: () => two.network.clock.at(two.now + MILLISECOND, { run: ask })
  })
  ask()
  return made
}

/** The states of an end as they change, with their times. */
function watch(two: TwoNodes, end: End): { readonly time: number; readonly own: State }[] {
  const seen = [{ time: two.now, own: end.link.status.own }]
  end.link.subscribe({
    linkChanged(_up, own) {
      if (seen.at(-1)?.own !== own) seen.push({ time: two.now, own })
    }
  })
  return seen
}

const stateAt = (seen: readonly { readonly time: number; readonly own: State }[], time: number): State =>
  seen.findLast((change) => change.time <= time)?.own as State

/** Contrast falls from 1 to 0 in 100 ms: drifting after 10, out of specification after 30. */
const DRIFT = {
  stepInterval: MILLISECOND / 2,
  law: { kind: 'linear', time: 100 * MILLISECOND },
  thresholds: { measure: 'contrast', drifting: 0.1, outOfSpecification: 0.3 }
} as const satisfies LinkDescription['drift']

describe('a link that drifts', () => {
  function drifting() {
    let recorder: MemoryRecorder | undefined
    const two = new TwoNodes({
      link: { drift: DRIFT, calibrationDuration: MILLISECOND },
      recorder: (clock) => (recorder = new MemoryRecorder({ clock }))
    })
    const states = [watch(two, two.alice), watch(two, two.bob)] as const
    const made = measureAlways(two)
    two.wait(200 * MILLISECOND)
    return { two, states, made, trace: [...decodeTrace((recorder as unknown as MemoryRecorder).encode())] }
  }

  it('goes from READY to DRIFTING, is calibrated, and is READY again, time after time', () => {
    const { states } = drifting()
    for (const seen of states) {
      const order = seen.map(({ own }) => own)
      expect(order.length).toBeGreaterThan(20)
      for (const [index, own] of order.entries()) {
        expect(own).toBe([State.READY, State.DRIFTING, State.CALIBRATING][index % 3])
      }
    }
  })

  it('makes no pair in the windows that both ends agreed on, and many outside (PHY-063, PHY-064)', () => {
    const { states, made, trace } = drifting()
    const windows = new Map<number, { first: number; end: number }>()
    const agreed = new Set<number>()
    for (const record of trace) {
      if (record.kind !== 'frameReceived') continue
      const frame = record.frame as unknown as {
        type: string
        serial: number
        request: boolean
        firstSlot: number
        endSlot: number
      }
      if (frame.type === 'MAINTENANCE' && !frame.request)
        windows.set(frame.serial, { first: frame.firstSlot, end: frame.endSlot })
      if (frame.type === 'MAINTENANCE_ACK') agreed.add(frame.serial)
    }
    expect(agreed.size).toBeGreaterThan(5)
    for (const serial of agreed) {
      const { first, end } = windows.get(serial) as { first: number; end: number }
      expect(end - first).toBeGreaterThanOrEqual(50)
      for (const { pair } of made) expect(pair.slot < first || pair.slot >= end, `slot ${pair.slot}`).toBe(true)
    }
    expect(made.length).toBeGreaterThan(500)
    // Both ends enter and leave at the same instants, as their clocks are the same.
    const calibrating = states.map((seen) =>
      seen.filter(({ own }) => own === State.CALIBRATING).map(({ time }) => time)
    )
    expect(calibrating[0]).toEqual(calibrating[1])
  })

  it('makes no pair while it is out of specification (PHY-050, PHY-051)', () => {
    const thresholds = { measure: 'contrast', drifting: 0.1, outOfSpecification: 0.1 } as const
    const two = new TwoNodes({
      link: { drift: { ...DRIFT, thresholds }, calibrationDuration: MILLISECOND, timers: { repeat: 5 * MILLISECOND } }
    })
    const states = [watch(two, two.alice), watch(two, two.bob)] as const
    const made = measureAlways(two)
    two.wait(200 * MILLISECOND)
    expect(made.length).toBeGreaterThan(300)
    for (const seen of states) {
      expect(seen.filter(({ own }) => own === State.OUT_OF_SPEC).length).toBeGreaterThan(3)
      expect(seen.some(({ own }) => own === State.DRIFTING)).toBe(false)
      for (const { pair } of made) {
        const time = 20_000 * pair.slot
        expect(stateAt(seen, time), `slot ${pair.slot}`).toBe(State.READY)
      }
    }
  })

  it('is DOWN while its hardware sees no light, and comes back with it', () => {
    const two = new TwoNodes({
      link: {
        drift: { ...DRIFT, law: { kind: 'constant' }, dark: [{ from: 40 * MILLISECOND, until: 90 * MILLISECOND }] }
      }
    })
    const seen = watch(two, two.bob)
    const made = measureAlways(two)
    two.wait(150 * MILLISECOND)
    expect(seen.map(({ own }) => own)).toEqual([State.READY, State.DOWN, State.READY])
    const during = made.filter(
      ({ pair }) => pair.slot * 20_000 > 41 * MILLISECOND && pair.slot * 20_000 < 90 * MILLISECOND
    )
    expect(during).toEqual([])
    expect(made.filter(({ time }) => time > 92 * MILLISECOND).length).toBeGreaterThan(200)
    // The session goes on: it is the light that is missing, not the peer.
    expect(two.bob.heard.failed).toEqual([])
  })
})

describe('a clock that is wrong', () => {
  it('by far more than the guard makes pairs once it is synchronised (PHY-020, PHY-027)', () => {
    for (const offset of [-700_000, 3_333_333]) {
      const two = new TwoNodes({ nodes: { bob: { clock: { offset } } } })
      const made = measureAlways(two)
      two.wait(30 * MILLISECOND)
      expect(made.length).toBeGreaterThan(80)
    }
  })

  it('makes no pairs while it has drifted beyond the guard, and goes on when the next synchronisation shows the drift', () => {
    // 100 ppm: beyond the guard of 100 ns after one millisecond. The second exchange tells the rate.
    const two = new TwoNodes({
      nodes: { bob: { clock: { drift: 100_000_000 } } },
      // A batch keeps the picture of the clock that it began with.
      link: { timers: { synchronisation: 50 * MILLISECOND }, batchSlots: 50 }
    })
    const begin = two.now
    const made = measureAlways(two)
    two.wait(150 * MILLISECOND)
    const between = (from: number, until: number) =>
      made.filter(({ time }) => time >= begin + from * MILLISECOND && time < begin + until * MILLISECOND).length
    expect(between(3, 48)).toBe(0)
    expect(between(53, 98)).toBeGreaterThan(150)
    expect(between(103, 148)).toBeGreaterThan(150)
  })

  it('is followed through a wander', () => {
    const two = new TwoNodes({
      nodes: { clock: { drift: -20_000_000, wander: { interval: MILLISECOND, partsPerTrillion: 100_000 } } },
      link: { timers: { synchronisation: 10 * MILLISECOND }, batchSlots: 50 }
    })
    two.wait(50 * MILLISECOND)
    const made = measureAlways(two)
    two.wait(100 * MILLISECOND)
    expect(made.length).toBeGreaterThan(350)
  })
})

describe('a start anew', () => {
  it('of the station begins a new epoch, in which pairs go on (PHY-018, PHY-091)', () => {
    const two = new TwoNodes()
    const made = measureAlways(two)
    two.wait(20 * MILLISECOND)
    const before = made.length
    expect(before).toBeGreaterThan(50)
    two.network.startStation('middle')
    two.wait(40 * MILLISECOND)
    expect(two.alice.heard.failed).toMatchObject([{ code: ErrorCode.OTHER }])
    expect(made.length).toBeGreaterThan(before + 50)
    expect(new Set(made.map(({ pair }) => pair.epoch))).toEqual(new Set([1, 2]))
    expect(two.network.settle()).toBe(true)
  })

  it.each(['alice', 'bob'] as const)(
    'of %s ends open requests with one ERR, and what the peer kept is void there too (LNK-019, LNK-096)',
    (name) => {
      const two = new TwoNodes()
      const { createId } = two.alice.link.createDirect({ number: 6, minimumFidelity: 0.9 })
      two.until(() => two.alice.heard.delivered.length === 6)
      two.alice.link.createDirect({ kind: 'measure', number: 100_000, minimumFidelity: 0.9 })
      two.wait(5 * MILLISECOND)
      two.network.node(name).restart()
      two.wait(50 * MILLISECOND)
      expect(two.alice.heard.failed).toMatchObject([{ code: ErrorCode.OTHER }])
      const kept = ({ heard }: End) =>
        heard.delivered.filter((pair) => pair.createId === createId && pair.kind === 'keep')
      for (const end of [two.alice, two.bob]) {
        expect(kept(end)).toHaveLength(6)
        for (const { epoch, sequence } of kept(end)) {
          expect(end.heard.expired.filter((pair) => pair.epoch === epoch && pair.sequence === sequence)).toHaveLength(1)
        }
        expect(two.network.node(end.name).qubits.free).toBe(8)
      }
      const valid = ({ heard }: End) =>
        heard.delivered
          .filter(
            ({ epoch, sequence }) => !heard.expired.some((pair) => pair.epoch === epoch && pair.sequence === sequence)
          )
          .map(({ epoch, sequence }) => `${epoch}/${sequence}`)
          .sort()
      expect(valid(two.alice)).toEqual(valid(two.bob))
      expect(two.request(two.bob, { number: 3, minimumFidelity: 0.9 }).pairs).toHaveLength(3)
    }
  )

  it('begins every epoch above those before, whoever starts', () => {
    const two = new TwoNodes()
    const epochs: number[] = []
    for (const start of ['alice', 'bob', 'middle', 'alice', 'middle', 'bob']) {
      if (start === 'middle') two.network.startStation('middle')
      else two.network.node(start).restart()
      // Two ends at once, too.
      if (epochs.length === 4) two.network.node('bob').restart()
      two.wait(10 * MILLISECOND)
      expect(two.network.settle()).toBe(true)
      const { pairs } = two.request(two.bob, { kind: 'measure', number: 1, minimumFidelity: 0.9 })
      epochs.push(pairs[0]?.epoch as number)
    }
    expect(epochs).toEqual([...epochs].sort((a, b) => a - b))
    expect(new Set(epochs).size).toBe(6)
  })
})

describe('frames that have no business here', () => {
  const header = { link: 1, incarnation: 77, epoch: 1 }
  const INJECTED: readonly (readonly [string, number, number, Uint8Array, string])[] = [
    ['no frame at all', 2, 1, Uint8Array.of(255, 255, 255, 255), 'malformed'],
    ['nothing', 2, 1, new Uint8Array(0), 'malformed'],
    ['more than a frame may have', 2, 1, new Uint8Array(1 << 20).fill(7), 'malformed'],
    [
      'of a link that is none',
      2,
      1,
      encodeFrame({ type: 'END', ...header, link: 99, queueId: 1, endSequence: 5, reason: 4 }),
      'unknown-link'
    ],
    [
      'of another process of the peer',
      2,
      1,
      encodeFrame({ type: 'EXPIRE', ...header, low: 0, high: 1000 }),
      'stale-EXPIRE'
    ],
    [
      'from the station in the peer’s place',
      3,
      1,
      encodeFrame({ type: 'END', ...header, queueId: 1, endSequence: 5, reason: 4 }),
      'not-an-end'
    ],
    [
      'from the peer in the station’s place',
      2,
      1,
      encodeFrame({
        type: 'SYNC_REPLY',
        ...header,
        exchange: 1,
        originTime: 0,
        receiveTime: 9,
        transmitTime: 9,
        quality: 0
      }),
      'not-an-end'
    ],
    [
      'that only stations take',
      1,
      2,
      encodeFrame({ type: 'GEN', ...header, queueId: 1, firstSlot: 0, slots: 5, brightness: 0 }),
      'stale-GEN'
    ],
    [
      'of an old epoch for the station',
      1,
      3,
      encodeFrame({ type: 'GEN', ...header, epoch: 0, queueId: 1, firstSlot: 0, slots: 9, brightness: 0 }),
      'stale-gen'
    ],
    [
      'that only nodes take',
      1,
      3,
      encodeFrame({ type: 'END', ...header, queueId: 1, endSequence: 5, reason: 4 }),
      'not-for-stations'
    ],
    [
      'of a link that the station does not serve',
      2,
      3,
      encodeFrame({ type: 'GEN', ...header, link: 9, queueId: 1, firstSlot: 0, slots: 5, brightness: 0 }),
      'unknown-link'
    ]
  ]

  function play(inject?: (two: TwoNodes) => void): { readonly delivered: string[]; readonly two: TwoNodes } {
    const two = new TwoNodes()
    two.alice.link.createDirect({ kind: 'measure', number: 60, minimumFidelity: 0.9, originator: { random: 'XZ' } })
    two.wait(3 * MILLISECOND)
    inject?.(two)
    two.wait(40 * MILLISECOND)
    const line = (pair: PairDelivered) =>
      `${pair.sequence} ${pair.slot} ${pair.bellIndex} ${pair.basis} ${pair.outcome?.reveal()} ${pair.goodnessTime}`
    return { delivered: [...two.alice.heard.delivered, ...two.bob.heard.delivered].map(line), two }
  }

  const undisturbed = play()

  it.each(INJECTED)(
    '%s, change nothing and are counted (PHY-004, PHY-005, PHY-096)',
    (_name, from, to, bytes, reason) => {
      const { delivered, two } = play(({ network }) => network.network.injectBytes(from, to, bytes))
      expect(undisturbed.delivered).toHaveLength(120)
      expect(delivered).toEqual(undisturbed.delivered)
      const counted = to === 3 ? two.network.ignoredByStations : two.network.node(to === 1 ? 'alice' : 'bob').ignored
      const before =
        to === 3
          ? undisturbed.two.network.ignoredByStations
          : undisturbed.two.network.node(to === 1 ? 'alice' : 'bob').ignored
      const sum = (reasons: ReadonlyMap<string, number>) =>
        [...reasons].reduce((total, [name, count]) => total + (name.startsWith(reason) ? count : 0), 0)
      expect(sum(counted) - sum(before)).toBe(1)
      expect([...two.alice.heard.failed, ...two.alice.heard.expired, ...two.bob.heard.expired]).toEqual([])
    }
  )
})
