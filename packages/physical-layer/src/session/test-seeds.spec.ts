import { VirtualClock } from '@bellwire/runtime'
import type { Frame } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { hello, openAck } from '../../test/frames.js'
import { defaultTimers } from '../configuration.js'
import { PhysicalLayer } from '../physical-layer.js'

const [OWN, PEER, STATION] = [1, 2, 9]
const EPOCHS = 18

/** A master that opens one epoch after the other, and the seeds that its link layer is told. */
function master(draw: () => number) {
  const clock = new VirtualClock()
  const sent: { readonly to: number; readonly frame: Frame }[] = []
  const used: number[] = []
  const layer = new PhysicalLayer({
    configuration: {
      link: 1,
      node: OWN,
      peer: PEER,
      station: STATION,
      slotPeriod: 1000,
      slotOrigin: 0,
      stationDelay: 200,
      peerDelay: 400,
      guard: 50,
      attemptSlots: 1,
      batchSlots: 1000,
      firstSequence: 0,
      testFraction: 0.5,
      calibrationTime: 0,
      timers: { ...defaultTimers(200, 400), greetingMaximum: 1e6 }
    },
    incarnation: 10,
    random: draw,
    clock,
    runner: 'interpreted',
    transport: { send: (to, frame) => void sent.push({ to, frame }) },
    device: { execute: () => undefined },
    ignored: () => undefined
  })
  const nothing = (): void => undefined
  layer.listen({
    up: ({ testSeed }) => void used.push(testSeed),
    down: nothing,
    life: nothing,
    windowAhead: nothing,
    granted: nothing,
    herald: nothing,
    undone: nothing,
    ended: nothing,
    awaited: nothing,
    gap: nothing
  })
  layer.start()
  layer.frame(PEER, hello({ node: PEER, incarnation: 20, answer: true }))
  layer.frame(STATION, hello({ node: STATION, role: 1, incarnation: 30, answer: true }))
  for (let epoch = 1; epoch <= EPOCHS; epoch++) {
    // Until both agree, every OPEN is said again.
    clock.run({ until: clock.now() + 1e5 })
    layer.frame(PEER, openAck({ epoch, incarnation: 20 }))
    layer.frame(STATION, openAck({ epoch, incarnation: 30 }))
    layer.resynchronise()
  }
  const opens = (node: number) =>
    sent.flatMap(({ to, frame }) => (to === node && frame.type === 'OPEN' && frame.epoch <= EPOCHS ? [frame] : []))
  return { used, toPeer: opens(PEER), toStation: opens(STATION) }
}

/** As a generator: numbers that nothing else gives. */
const counting = (first: number) => {
  let next = first
  return () => next++
}

describe('the seed of test rounds', () => {
  it('is drawn for each epoch, once, and is the same in each OPEN to the peer (LNK-170)', () => {
    const { used, toPeer } = master(counting(4711))
    expect(used).toEqual(Array.from({ length: EPOCHS }, (_, index) => 4711 + index))
    expect(toPeer.length).toBeGreaterThan(EPOCHS)
    for (const { epoch, testSeed, testFraction } of toPeer)
      expect([testSeed, testFraction]).toEqual([4710 + epoch, 32_767])
  })

  it('does not follow from what others are told (LNK-175)', () => {
    const [one, other] = [master(counting(0)), master(counting(1000))]
    expect(one.toStation).toEqual(other.toStation)
    expect(one.used.filter((seed) => other.used.includes(seed))).toEqual([])
  })

  it('and the share of them are not told to the station (LNK-176)', () => {
    const { toStation } = master(counting(4711))
    expect(toStation.length).toBeGreaterThan(EPOCHS)
    for (const { testSeed, testFraction } of toStation) expect([testSeed, testFraction]).toEqual([0, 0])
  })
})
