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

it("the tester's end says again what was not answered, also where what begins alike was", async () => {
  const scene = new Scene(SILENT)
  const { peer } = scene
  const told = () => scene.came('EXPIRE').map(({ low, high }) => [low, high])
  peer.expire(1, 2)
  peer.expire(1, 3)
  await scene.pass(scene.link.peerDelay)
  expect(told()).toEqual([
    [1, 2],
    [1, 3]
  ])
  peer.frame({ type: 'EXPIRE_ACK', link: 7, incarnation: 1, epoch: 0, low: 1, high: 2, expected: 3 })
  await scene.pass(8 * scene.link.peerDelay)
  expect(told().slice(2)).toEqual([[1, 3]])
})

it("the tester's end says who it is where an epoch is opened for an earlier process of it (PHY-017)", async () => {
  const scene = new Scene(SILENT)
  const { peer } = scene
  const open = (peerIncarnation: number) =>
    peer.frame({
      type: 'OPEN',
      link: 7,
      incarnation: 1,
      epoch: 1,
      version: 1,
      firstSequence: 0,
      slotOrigin: 0,
      slotPeriod: 20_000,
      peerIncarnation,
      stationIncarnation: 2,
      testSeed: 0,
      testFraction: 0
    })
  open(peer.incarnation - 1)
  await scene.pass(2 * scene.link.peerDelay)
  expect(scene.came('OPEN_ACK')).toEqual([])
  expect(scene.came('HELLO')).toMatchObject([{ incarnation: peer.incarnation, answer: true }])
  open(peer.incarnation)
  await scene.pass(2 * scene.link.peerDelay)
  expect(scene.came('OPEN_ACK')).toMatchObject([{ epoch: 1 }])
  expect(scene.came('HELLO')).toHaveLength(1)
})
