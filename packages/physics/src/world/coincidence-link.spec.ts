import { Basis, type DeviceResult, type StationResult } from '@bellwire/device'
import { describe, expect, it } from 'vitest'
import { endWith, sourceWith } from '../../test/pair-source-link.js'
import {
  away,
  GATE,
  pairSourceWorld,
  PERIOD,
  play,
  qualities,
  read,
  sharp,
  sharpSource,
  start,
  tagsOf,
  untilFound,
  usual
} from '../../test/pair-source-world.js'
import { nextAnswer } from '../../test/two-node-world.js'
import { coincidenceRates, usualClockSearch } from '../pair-source/index.js'

/** The first coincidence with both clicks in a time, by looking at all of them; times at the ends, picoseconds. */
function firstIn(alice: ReturnType<typeof tagsOf>, bob: ReturnType<typeof tagsOf>, from: number, until: number) {
  for (const a of alice) {
    if (a.time < from || a.time >= until) continue
    for (const b of bob) {
      if (b.time < from || b.time >= until || Math.abs(b.time - a.time) > 250) continue
      return { a, b }
    }
  }
  return undefined
}

const basisOf = (label: number) => (label < 2 ? Basis.Z : Basis.X)

describe('a link with a pair source', () => {
  it('is dark until its station has found the relation of the clocks by the tags (PHY-160)', () => {
    const clocks = [
      { offset: 123_000, drift: 300_000 },
      { offset: -400_000, drift: -500_000 }
    ] as const
    const setup = pairSourceWorld({ clocks })
    const early = play(setup, { slots: 100, shown: [123_000, -400_000] })
    expect(early).toMatchObject({ type: 'silent', lastSlot: 99 })
    expect(new Set(qualities(setup.said.alice))).toEqual(new Set([3]))
    expect(untilFound(setup)).toBe(true)
    expect(qualities(setup.said.bob).at(-1)).toBe(0)
    const now = setup.clock.now()
    const shown = [123_000 + now * 3e-7, -400_000 - now * 5e-7].map(Math.round) as [number, number]
    expect(play(setup, { slots: 100, shown })).toMatchObject({ type: 'detected', bellIndex: 0 })
  })

  it('stays dark where no relation is found, and looks again ever less often', () => {
    const clocks = [{ offset: 0 }, { offset: 500_000 }] as const
    const parameters = { clockSearch: { ...usualClockSearch, largestOffsetPicoseconds: 1e8 } }
    const setup = pairSourceWorld({ clocks, parameters })
    expect(untilFound(setup, 3e8)).toBe(false)
    expect(new Set(qualities(setup.said.alice))).toEqual(new Set([3]))
    expect(qualities(setup.said.alice).length).toBeLessThan(10)
    expect(play(setup, { slots: 200, shown: [0, 500_000] }).type).toBe('silent')
  })

  it('heralds the first coincidence of a slot, with its offset, when the gate closes (PHY-156, PHY-157, PHY-158, PHY-159, PHY-164)', () => {
    const setup = pairSourceWorld({ parameters: { source: sharpSource } })
    expect(untilFound(setup)).toBe(true)
    const rounds: { arrival: number; result: StationResult; said: ReturnType<typeof read>[] }[] = []
    for (let k = 0; k < 60; k++) {
      const arrival = start(setup, { slots: 3 })
      const result = nextAnswer(setup)
      const slot = result.type === 'detected' ? result.slot : 2
      expect(setup.clock.now()).toBe(arrival + slot * PERIOD + GATE / 2)
      rounds.push({ arrival, result, said: [read(setup, 'alice'), read(setup, 'bob')] })
    }
    const [alice, bob] = ([0, 1] as const).map((end) => tagsOf(sharpSource, setup.clock.now(), end)) as [
      ReturnType<typeof tagsOf>,
      ReturnType<typeof tagsOf>
    ]
    let heralds = 0
    for (const { arrival, result, said } of rounds) {
      const opening = (slot: number) => 1000 * (arrival + slot * PERIOD - GATE / 2 - 5000)
      const slots = [0, 1, 2].map((slot) => firstIn(alice, bob, opening(slot), opening(slot) + 1000 * GATE))
      const slot = slots.findIndex((found) => found !== undefined)
      if (slot < 0) {
        expect(result).toMatchObject({ type: 'silent', lastSlot: 2 })
        continue
      }
      const { a, b } = slots[slot]!
      expect(result).toMatchObject({ type: 'detected', slot, bellIndex: 0 })
      if (result.type === 'detected') expect(Math.abs(result.offset - (a.time - opening(slot)))).toBeLessThan(3)
      expect(said).toEqual([a, b].map(({ label }) => ({ basis: basisOf(label), outcome: label & 1 })))
      heralds++
    }
    expect(heralds).toBeGreaterThan(40)
  })

  it('finds the same coincidences where source and station are not in the middle (PHY-155)', () => {
    const shifted = { alice: endWith({ delayPicoseconds: 9e6 }, sharp), bob: endWith({ delayPicoseconds: 2e6 }, sharp) }
    const setup = pairSourceWorld({
      parameters: { source: sourceWith(shifted) },
      link: { a: { node: 'alice', flightTime: 3000 }, b: { node: 'bob', flightTime: 8000 } }
    })
    expect(untilFound(setup)).toBe(true)
    // From source over alice 12 µs, over bob 10 µs: 12 µs for both.
    const arrival = start(setup, { slots: 20 })
    const result = nextAnswer(setup)
    const [alice, bob] = ([0, 1] as const).map((end) =>
      tagsOf(sourceWith(shifted), setup.clock.now(), end).map(({ time, label }) => ({
        time: time + (end === 0 ? 3e6 : 10e6),
        label
      }))
    ) as [ReturnType<typeof tagsOf>, ReturnType<typeof tagsOf>]
    const opening = (slot: number) => 1000 * (arrival + slot * PERIOD - GATE / 2)
    const slots = Array.from({ length: 20 }, (_, slot) =>
      firstIn(alice, bob, opening(slot), opening(slot) + 1000 * GATE)
    )
    expect(result).toMatchObject({ type: 'detected', slot: slots.findIndex((found) => found !== undefined) })
  })

  it('has heralds, outcomes and bases as often as the closed forms say', () => {
    const setup = pairSourceWorld()
    expect(untilFound(setup)).toBe(true)
    const counts = new Float64Array(16)
    let slots = 0
    const heralds = 4000
    for (let k = 0; k < heralds; k++) {
      const result = play(setup, { slots: 1000 })
      if (result.type !== 'detected') throw new Error('a thousand slots without a herald')
      slots += result.slot + 1
      const label = (who: 'alice' | 'bob') => {
        const { basis, outcome } = read(setup, who)
        return (basis === Basis.Z ? 0 : 2) + outcome
      }
      const at = 4 * label('alice') + label('bob')
      counts[at] = counts[at]! + 1
    }
    const { matched } = coincidenceRates(usual.source, 500)
    const total = matched.reduce((sum, rate) => sum + rate, 0)
    const probability = 1 - Math.exp(-total * GATE * 1e-9)
    const [point] = setup.alice.capabilities.links[0]!.operatingPoints
    expect(point!.successProbability).toBeCloseTo(probability, 12)
    const error = Math.sqrt((probability * (1 - probability)) / slots)
    expect(Math.abs(heralds / slots - probability)).toBeLessThan(5 * error)
    matched.forEach((rate, k) => {
      const expected = (heralds * rate) / total
      expect(Math.abs(counts[k]! - expected)).toBeLessThan(5 * Math.sqrt(expected) + 1)
    })
  })

  it('follows the clocks, and finds them again after a time in which nobody looked (PHY-161)', () => {
    const drift = 700_000
    const setup = pairSourceWorld({ clocks: [{}, { offset: 1000, drift }] })
    expect(untilFound(setup)).toBe(true)
    const shown = (): [number, number] => [0, Math.round(1000 + setup.clock.now() * drift * 1e-12)]
    const share = (rounds: number): number => {
      let [heralds, slots] = [0, 0]
      for (let k = 0; k < rounds; k++) {
        const result = play(setup, { slots: 100, shown: shown() })
        slots += result.type === 'detected' ? result.slot + 1 : 100
        heralds += result.type === 'detected' ? 1 : 0
        for (const who of ['alice', 'bob'] as const) read(setup, who)
      }
      return heralds / slots
    }
    const expected = setup.alice.capabilities.links[0]!.operatingPoints[0]!.successProbability
    for (const pause of [0, 2e9, 100e9, 1000e9]) {
      setup.clock.run({ until: setup.clock.now() + pause })
      expect(Math.abs(share(600) - expected)).toBeLessThan(5 * Math.sqrt(expected / 1200))
    }
    expect(qualities(setup.said.alice)).toEqual([3, 0])
  })

  it('costs nothing while nobody looks', () => {
    const setup = pairSourceWorld()
    expect(untilFound(setup)).toBe(true)
    // Ten days: of the model's clicks alone there would be 10^12.
    setup.clock.run({ until: 864_000e9 })
    expect(play(setup, { slots: 1000 }).type).toBe('detected')
  })

  it('has no herald in slots that one end does not play, or after it was halted', () => {
    const setup = pairSourceWorld()
    untilFound(setup)
    const arrival = Math.ceil(setup.clock.now()) + 2 * PERIOD
    const train = { type: 'generate', link: 7, qubit: 0, brightness: 1, period: PERIOD } as const
    setup.alice.execute({ ...train, firstSlot: 0, slots: 400, arrival })
    setup.bob.execute({ ...train, firstSlot: 200, slots: 200, arrival: arrival + 200 * PERIOD })
    setup.station.execute({ type: 'observe', link: 7, firstSlot: 0, slots: 400, arrival, period: PERIOD })
    const result = nextAnswer(setup)
    expect(result.type === 'detected' && result.slot).toBeGreaterThanOrEqual(200)
    start(setup, { slots: 400 })
    setup.alice.execute({ type: 'halt', link: 7 })
    expect(nextAnswer(setup)).toMatchObject({ type: 'silent', lastSlot: 399 })
  })

  it('keeps the record until the place is used again, and answers with it whatever is asked (DEV-054)', () => {
    const setup = pairSourceWorld()
    untilFound(setup)
    play(setup, { slots: 1000 })
    setup.alice.execute({ type: 'halt', link: 7 })
    const ask = () => {
      setup.alice.execute({ type: 'measure', qubit: 0, basis: Basis.Y, rotation: null, tag: 3 })
      return setup.said.alice.at(-1) as Extract<DeviceResult, { type: 'measured' }>
    }
    const [first, second] = [ask(), ask()]
    expect(first.basis === Basis.Z || first.basis === Basis.X).toBe(true)
    expect([second.basis, second.outcome.reveal()]).toEqual([first.basis, first.outcome.reveal()])
    setup.alice.execute({ type: 'release', qubit: 0 })
    expect(ask()).not.toHaveProperty('basis')
  })

  it('sets the modulators of active ends as trains say (DEV-053)', () => {
    const end = endWith({ ...away, basisChoice: { kind: 'active', zShare: 0.5, settingPicoseconds: 1e6 } })
    const setup = pairSourceWorld({ parameters: { source: sourceWith({ alice: end, bob: end }) } })
    expect(setup.alice.capabilities.links[0]!.arrival).toEqual({ bases: [Basis.Z, Basis.X], choice: 'set' })
    untilFound(setup)
    const onlyX = { bases: [Basis.X], shares: [1] }
    const mostlyZ = { bases: [Basis.X, Basis.Z], shares: [0.2, 0.8] }
    let z = 0
    for (let k = 0; k < 400; k++) {
      play(setup, { slots: 1000, arrivalBases: [mostlyZ, onlyX] })
      if (read(setup, 'alice').basis === Basis.Z) z++
      expect(read(setup, 'bob').basis).toBe(Basis.X)
    }
    expect(Math.abs(z - 320)).toBeLessThan(5 * Math.sqrt(400 * 0.16))
  })

  it('makes no pairs while it is calibrated', () => {
    const setup = pairSourceWorld({ link: { calibrationDuration: 10_000_000 } })
    untilFound(setup)
    setup.alice.execute({ type: 'calibrate', link: 7, tag: 4 })
    expect(play(setup, { slots: 200 })).toMatchObject({ type: 'silent' })
    setup.clock.run({ until: setup.clock.now() + 5_000_000 })
    expect(setup.said.alice.at(-1)).toEqual({ type: 'calibrated', link: 7, tag: 4 })
    expect(play(setup, { slots: 200 }).type).toBe('detected')
  })

  it.each([
    ['noise', { noise: [0, 0] }],
    ['photon', { photon: { kind: 'gaussian', fullWidthHalfMaximum: 1 } }],
    ['window', { window: 3 * GATE }],
    [
      'model.coincidencePicoseconds',
      { model: { kind: 'pair-source', parameters: { ...usual, coincidencePicoseconds: -1 } } }
    ],
    [
      'pairSource.visibilityZ',
      { model: { kind: 'pair-source', parameters: { ...usual, source: sourceWith({ visibilityZ: 2 }) } } }
    ]
  ] as const)('refuses options that mean nothing to it: %s (PHY-163)', (field, link) => {
    expect(() => pairSourceWorld({ link })).toThrow(field)
  })
})
