import fc, { type Arbitrary } from 'fast-check'
import type { Peer } from '../stage/peer.js'
import { pick } from './play.js'
import { Step } from './step.js'

/** What peer, station and hardware do of their own accord. */
export function partySteps(): readonly Arbitrary<Step>[] {
  const expires = fc.record({ index: fc.nat(5), length: fc.constantFrom(1, 1, 2, 5) }).map(
    ({ index, length }) =>
      new Step(
        `the peer expires ${length} of its pairs from −${index} on`,
        ({ test }) => {
          const { peer } = test.scene
          const sequence = pick(unsure(peer), index)
          if (sequence === undefined) return
          // What it has not heard of, it does not expire.
          const most = (peer.expected - sequence) >>> 0
          peer.expire(sequence, (sequence + Math.min(length, most)) >>> 0)
        },
        ({ test }) => unsure(test.scene.peer).length > 0
      )
  )
  const peerRestarts = fc.constant(
    new Step('the peer starts anew', (play) => {
      const { peer } = play.test.scene
      peer.incarnation += 1
      peer.epoch = 0
      peer.greet(false)
      play.witness('peer-restart')
    })
  )
  const stationRestarts = fc.constant(
    new Step('the station starts anew', (play) => {
      const { station } = play.test.scene
      station.incarnation += 1
      station.voidEpoch = Math.max(station.voidEpoch, station.epoch)
      station.epoch = 0
      station.greet(false)
      play.witness('station-restart')
    })
  )
  const alive = fc.constant(new Step('the peer asks for a sign of life', ({ test }) => test.scene.peer.alive(false)))
  const quality = fc
    .constantFrom(0, 0, 1, 2, 3)
    .map(
      (level) =>
        new Step(`the hardware says that the link is ${QUALITIES[level]}`, ({ test: { scene } }) =>
          scene.qubits.report(scene.link.link, level)
        )
    )
  return [expires, expires, alive, fc.oneof(peerRestarts, stationRestarts, quality, quality)]
}

/** Numbers of which the peer has not said yet that they are certain, the latest first. */
function unsure({ pairs, settled }: Peer): readonly number[] {
  return [...pairs.keys()].filter((sequence) => ((sequence - settled) | 0) >= 0).toReversed()
}

const QUALITIES = ['in specification', 'drifting', 'out of specification', 'dark']
