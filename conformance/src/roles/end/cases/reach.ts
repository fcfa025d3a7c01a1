import type { PairName } from '@bellwire/wire'
import type { PlayedEndCase } from '../end-test.js'

const A_WHILE = 20_000_000

/** What inner nodes tell each other of pairs, and an end should not hear (section 6.7). */
export const reachCases: readonly PlayedEndCase[] = [
  {
    name: 'end/reach-changes-nothing',
    requirements: ['NET-123'],
    async play(test) {
      const { scene } = test
      const { neighbour } = scene
      await test.begin()
      const name = await test.open()
      const { initiator, circuit } = name
      const asked = await test.request(name, { number: 1, kind: 'measure' })
      const reach = ({ epoch, sequence }: PairName): void => {
        for (const position of [0, 1, scene.hops.length, 9])
          neighbour.say({ type: 'REACH', initiator, circuit, epoch, sequence, position })
      }
      reach(scene.station)
      await scene.pass(4 * scene.link.peerDelay)
      const half = await test.half(name)
      reach(half)
      await scene.pass(A_WHILE)
      await test.track(half, asked)
      test.check('NET-123', half.delivered !== undefined, 'a pair is handed over, whatever it is said to reach')
      const isVoid = neighbour.of('PAIR_EXPIRE').some(({ sequence }) => sequence === half.sequence)
      test.check('NET-123', !isVoid, 'it is not void')
      test.check('NET-123', neighbour.of('REACH').length === 0, 'nor said to reach anything')
    }
  }
]
