import { encodeFrame, type Open } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import type { Scene } from '../stage/scene.js'
import { framesMonitor } from './frames.js'

const [NODE, PEER, STATION] = [10, 20, 30]

const OPEN: Open = {
  type: 'OPEN',
  link: 7,
  incarnation: 1,
  epoch: 1,
  version: 1,
  firstSequence: 0,
  slotOrigin: 0,
  slotPeriod: 1,
  peerIncarnation: 2,
  stationIncarnation: 3,
  testSeed: 0,
  testFraction: 0
}

/** What is found of a master that opens epochs: to whom, and which. */
function accusedOf(opened: readonly (readonly [to: number, epoch: number])[]): readonly string[] {
  const accused: string[] = []
  const scene = { peer: { isMaster: false }, station: { node: STATION } } as Scene
  const watch = framesMonitor(scene, (requirement) => void accused.push(requirement))
  for (const [to, epoch] of opened) {
    const frame = { ...OPEN, epoch }
    watch({ time: 0, kind: 'sent', node: NODE, to, frame, bytes: encodeFrame(frame) })
  }
  return accused
}

describe('epochs that a node opens', () => {
  it('go up at each party (PHY-014)', () => {
    expect(
      accusedOf([
        [PEER, 2],
        [PEER, 1]
      ])
    ).toEqual(['PHY-014'])
    expect(
      accusedOf([
        [PEER, 1],
        [PEER, 1],
        [PEER, 2]
      ])
    ).toEqual([])
  })

  it('are opened at two parties in whatever order nobody sees (PHY-014)', () => {
    expect(
      accusedOf([
        [STATION, 2],
        [STATION, 3],
        [PEER, 2],
        [PEER, 3]
      ])
    ).toEqual([])
  })
})
