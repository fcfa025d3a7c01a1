import { expect, it } from 'vitest'
import type { Reaction, Subject } from '../subject/subject.js'
import { Scene } from './scene.js'

const NOTHING: Reaction = { outputs: [], wake: Infinity }
const SILENT: Subject = {
  identity: { implementation: 'silent', version: '0', capabilities: [] },
  start: async () => NOTHING,
  input: async () => NOTHING,
  advance: async () => NOTHING,
  close: async () => undefined
}

it("the tester's station says who it is where an epoch is opened for an earlier process of it (PHY-095)", async () => {
  const scene = new Scene(SILENT)
  const { station } = scene
  const open = (stationIncarnation: number) =>
    station.frame({
      type: 'OPEN',
      link: 7,
      incarnation: 1,
      epoch: 1,
      version: 1,
      firstSequence: 0,
      slotOrigin: 0,
      slotPeriod: 20_000,
      peerIncarnation: 2,
      stationIncarnation,
      testSeed: 0,
      testFraction: 0
    })
  open(station.incarnation - 1)
  await scene.pass(2 * scene.link.stationDelay)
  expect(scene.came('OPEN_ACK')).toEqual([])
  expect(scene.came('HELLO')).toMatchObject([{ incarnation: station.incarnation, epoch: 0, answer: true }])
  open(station.incarnation)
  await scene.pass(2 * scene.link.stationDelay)
  expect(scene.came('OPEN_ACK')).toMatchObject([{ epoch: 1 }])
  expect(scene.came('HELLO')).toHaveLength(1)
})
