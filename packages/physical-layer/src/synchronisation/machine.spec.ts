import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { syncReply } from '../../test/frames.js'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import { type SynchronisationEvent, synchronisationMachine } from './machine.js'

const INPUT = { shortest: 20, earlyExchanges: 0, tolerance: 1000, interval: 1000, holdover: 350, retry: 100 }

const answer = (
  exchange: number,
  originTime: number,
  arrival: number,
  station: number,
  held = 0,
  quality = 0
): SynchronisationEvent => ({
  type: 'SYNC_REPLY',
  frame: syncReply({ exchange, originTime, receiveTime: station, transmitTime: station + held, quality }),
  arrival
})
const ask = (exchange: number, fields: object = {}) => ({
  type: 'sync',
  exchange,
  offset: 0,
  drift: 0,
  quality: 0,
  ...fields
})
const ignored = (reason: string) => [{ type: 'ignored', reason }]

function off() {
  return new MachineProbe(synchronisationMachine, INPUT)
}

function asking() {
  const probe = off()
  probe.tell({ type: 'UP' })
  return probe
}

function settled() {
  const probe = asking()
  probe.tell(answer(1, 0, 20, 10))
  return probe
}

function early() {
  const probe = new MachineProbe(synchronisationMachine, { ...INPUT, earlyExchanges: 1 })
  probe.tell({ type: 'UP' })
  probe.tell(answer(1, 0, 20, 10))
  return probe
}

function holdover() {
  const probe = asking()
  probe.wait(100)
  return probe
}

describe('synchronisation with the station, PHY-020 to PHY-027', () => {
  it('asks when the session is up, again at intervals, and not when it is down (PHY-020)', () => {
    const probe = off()
    expect(probe.wait(5000)).toEqual([])
    expect(probe.tell({ type: 'UP' })).toEqual([ask(1)])
    probe.tell(answer(1, 0, 20, 10))
    expect(probe.wait(999)).toEqual([])
    expect(probe.wait(1)).toEqual([ask(2)])
    expect(probe.tell({ type: 'DOWN' })).toEqual([])
    expect(probe.wait(5000)).toEqual([])
  })

  it('takes the mean of the two one-way differences for the offset', () => {
    // The local clock is 500 ahead, both ways take 40, and the station holds the frame for 6.
    const probe = asking()
    expect(probe.tell(answer(1, 1500, 1586, 1040, 6, 3))).toEqual([
      { type: 'discipline', offset: 500, drift: 0, reference: 1043, quality: 3, offsetError: 30, driftError: 0 }
    ])
  })

  it('is off by half of what one way takes longer than the other', () => {
    const probe = asking()
    // 500 ahead; there 40, back 60.
    expect(probe.tell(answer(1, 1500, 1600, 1040))[0]).toMatchObject({ offset: 510 })
  })

  it('knows by how much it may be wrong, whichever way was held up (PHY-048)', () => {
    const held = fc.integer({ min: 0, max: 100_000 })
    const ways = fc.record({ there: held, back: held })
    const offsets = fc.integer({ min: -1_000_000, max: 1_000_000 })
    const drifts = fc.integer({ min: -50_000_000, max: 50_000_000 })
    const spans = fc.integer({ min: 1_000_000, max: 10_000_000 })
    const later = fc.integer({ min: 0, max: 100_000_000 })
    fc.assert(
      fc.property(offsets, drifts, ways, ways, spans, later, (start, rate, one, other, span, after) => {
        const local = (station: number) => Math.round(station + start + station * rate * 1e-12)
        const probe = new MachineProbe(synchronisationMachine, { ...INPUT, tolerance: 1e6 })
        probe.tell({ type: 'UP' })
        const exchange = (number: number, station: number, { there, back }: { there: number; back: number }) =>
          probe.tell(
            answer(number, local(station - 10 - there), local(station + 10 + back), station)
          )[0] as unknown as {
            offset: number
            drift: number
            reference: number
            offsetError: number
            driftError: number
          }
        exchange(1, 200_000, one)
        probe.wait(1000)
        const said = exchange(2, 200_000 + span, other)
        const at = 200_000 + span + after
        const believed = at + said.offset + (at - said.reference) * said.drift * 1e-12
        const error = Math.abs(believed - local(at))
        // Times are rounded to nanoseconds, and the rate of the local clock is not that of the delays.
        const rounding = 20 + (20 * after) / span
        expect(error).toBeLessThanOrEqual(said.offsetError + said.driftError * after * 1e-12 + rounding)
        // And it is no more careful than that: it may have been one way alone.
        expect(said.offsetError).toBeLessThanOrEqual((other.there + other.back) / 2 + rounding)
      }),
      { seed: 53 }
    )
  })

  it('finds any clock of constant rate from two exchanges', () => {
    const clocks = fc.record({
      offset: fc.integer({ min: -1_000_000, max: 1_000_000 }),
      drift: fc.integer({ min: -50_000_000, max: 50_000_000 }),
      delay: fc.integer({ min: 0, max: 1_000_000 }),
      interval: fc.integer({ min: 1_000_000_000, max: 10_000_000_000 })
    })
    fc.assert(
      fc.property(clocks, ({ offset, drift, delay, interval }) => {
        const local = (station: number) => Math.round(station + offset + station * drift * 1e-12)
        const probe = asking()
        const exchange = (number: number, station: number) =>
          probe.tell(answer(number, local(station - delay), local(station + delay), station))
        exchange(1, delay)
        probe.wait(1000)
        const [said] = exchange(2, delay + interval) as unknown as {
          offset: number
          drift: number
          reference: number
        }[]
        expect(said?.reference).toBe(delay + interval)
        expect(Math.abs((said?.offset as number) - (local(delay + interval) - delay - interval))).toBeLessThanOrEqual(1)
        // Each offset is rounded to a nanosecond or two.
        expect(Math.abs((said?.drift as number) - drift)).toBeLessThanOrEqual((4 / interval) * 1e12)
      }),
      { seed: 51 }
    )
  })

  it('says with every question how it sees its own clock (PHY-022)', () => {
    const probe = asking()
    probe.tell(answer(1, 1500, 1586, 1040, 6, 3))
    expect(probe.wait(1000)).toEqual([ask(2, { offset: 500, quality: 3 })])
  })

  it('takes no answer to another question, and none twice (PHY-021)', () => {
    expect(asking().tell(answer(2, 0, 20, 10))).toEqual(ignored('other-exchange'))
    expect(settled().tell(answer(1, 0, 90, 10))).toEqual(ignored('other-exchange'))
    expect(off().tell(answer(0, 0, 20, 10))).toEqual(ignored('off'))
    const probe = holdover()
    expect(probe.tell(answer(1, 0, 20, 10))).toEqual(ignored('other-exchange'))
    expect(probe.context.baseReference).toBe(-1)
  })

  it('does not use an exchange that took longer than the fastest by more than the tolerance, and asks on (PHY-067)', () => {
    const probe = new MachineProbe(synchronisationMachine, { ...INPUT, tolerance: 10 })
    probe.tell({ type: 'UP' })
    expect(probe.tell(answer(1, 0, 20, 10))[0]).toMatchObject({ type: 'discipline' })
    probe.wait(1000)
    expect(probe.tell(answer(2, 1000, 1031, 1010))).toEqual(ignored('slow-exchange'))
    expect(probe.wait(100)).toEqual([ask(3)])
    // What the station takes to answer does not count.
    expect(probe.tell(answer(3, 1100, 1180, 1115, 50))[0]).toMatchObject({ type: 'discipline', offset: 0 })
    // Nor does what another session's path took.
    probe.tell({ type: 'DOWN' })
    probe.tell({ type: 'UP' })
    expect(probe.tell(answer(4, 2000, 2500, 2250))[0]).toMatchObject({ type: 'discipline', offset: 0 })
  })

  it('makes its first exchanges in quick succession, and measures no drift by them (PHY-068)', () => {
    const probe = new MachineProbe(synchronisationMachine, { ...INPUT, earlyExchanges: 3 })
    probe.tell({ type: 'UP' })
    expect(probe.tell(answer(1, 0, 20, 10))).toEqual([
      { type: 'discipline', offset: 0, drift: 0, reference: 10, quality: 0, offsetError: 0, driftError: 0 }
    ])
    expect(probe.state).toBe('running.early')
    expect(probe.wait(100)).toEqual([ask(2)])
    expect(probe.tell(answer(2, 100, 124, 110))).toEqual([
      { type: 'discipline', offset: 2, drift: 0, reference: 110, quality: 0, offsetError: 2, driftError: 0 }
    ])
    expect(probe.wait(100)).toEqual([ask(3, { offset: 2 })])
    probe.tell(answer(3, 200, 220, 210))
    expect(probe.wait(100)).toEqual([ask(4, {})])
    probe.tell(answer(4, 300, 320, 310))
    expect(probe.state).toBe('running.settled')
  })

  it('keeps its picture and asks on when no answer comes, and goes on as soon as one does (PHY-023)', () => {
    const probe = settled()
    probe.wait(1000)
    expect(probe.wait(99)).toEqual([])
    expect(probe.wait(1)).toEqual([ask(3)])
    expect(probe.wait(100)).toEqual([ask(4)])
    expect(probe.tell(answer(4, 1200, 1240, 1210))[0]).toMatchObject({ type: 'discipline', offset: 10 })
    expect(probe.state).toBe('running.settled')
    expect(probe.wait(999)).toEqual([])
  })

  it('gives the station up after the holdover (PHY-024)', () => {
    const probe = asking()
    const said = probe.wait(450)
    expect(said.filter(({ type }) => type === 'stationLost')).toHaveLength(1)
    expect(said.at(-1)).toEqual({ type: 'stationLost' })
    expect(probe.state).toBe('off')
    expect(probe.wait(5000)).toEqual([])
  })

  it('starts anew with the next session, its picture kept', () => {
    const probe = asking()
    probe.tell(answer(1, 1500, 1586, 1040, 6, 3))
    probe.tell({ type: 'DOWN' })
    expect(probe.tell({ type: 'UP' })).toEqual([ask(2, { offset: 500, quality: 3 })])
  })
})

const events: fc.Arbitrary<SynchronisationEvent> = fc.oneof(
  fc
    .record({ exchange: fc.integer({ min: 1, max: 6 }), origin: fc.nat(5000), station: fc.nat(5000), held: fc.nat(10) })
    .map(({ exchange, origin, station, held }) => answer(exchange, origin, origin + 40, station, held, held)),
  fc.constantFrom<SynchronisationEvent>({ type: 'UP' }, { type: 'UP' }, { type: 'DOWN' })
)

describe('the synchronisation machine', () => {
  it('answers unlisted events as unexpected', () => {
    const pairs = checkUnlistedEvents({
      machine: synchronisationMachine,
      reach: {
        off,
        'running.asking': asking,
        'running.early': early,
        'running.settled': settled,
        'running.holdover.asking': holdover
      },
      events: [{ type: 'UP' }, { type: 'DOWN' }, answer(1, 0, 20, 10)]
    })
    expect(pairs).toBe(5)
  })

  it('is the same under every runner', () => {
    const arbitrary = scripts(
      'synchronisation',
      fc.constantFrom(INPUT, { ...INPUT, earlyExchanges: 2, tolerance: 5 }),
      events,
      [1, 50, 100, 350, 1000]
    )
    const visited = checkAgreement({ synchronisation: synchronisationMachine }, 'synchronisation', arbitrary, {
      seed: 52,
      numRuns: 80
    })
    expect(visited).toEqual(['off', 'running.asking', 'running.early', 'running.holdover.asking', 'running.settled'])
  })
})
