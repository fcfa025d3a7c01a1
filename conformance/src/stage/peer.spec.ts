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
