import { ErrorCode, type Frame } from '@bellwire/wire'
import { endEpoch, silence } from '../outages.js'
import type { RepeaterCase, RepeaterTest } from '../repeater-test.js'

const MILLISECOND = 1_000_000
/** Far longer than any neighbour is taken to be there that says nothing. */
const LONG = 60_000 * MILLISECOND

/** Circuits for which a link or a neighbour is missing (section 6.4). */
export const outageCases: readonly RepeaterCase[] = [
  {
    name: 'network/link-without-epoch',
    requirements: ['NET-037', 'NET-038'],
    async play(test) {
      const { scene } = test
      await test.begin()
      const arm = scene.random.below(2) === 0 ? scene.up : scene.down
      endEpoch(scene.stage, arm)
      await scene.pass(MILLISECOND)
      await judgeRefused(test, 'NET-037', `link ${arm.link.link} has no epoch`)
    }
  },
  {
    name: 'network/no-session-downstream',
    requirements: ['NET-223', 'NET-038', 'NET-015', 'NET-007'],
    async play(test) {
      const { scene } = test
      const { down } = scene
      await test.begin()
      // Nothing is under way to it that would have to be acknowledged.
      await scene.pass(1000 * MILLISECOND)
      const since = scene.stage.now
      silence(scene.stage, down.peer.node)
      const seeks = (): boolean =>
        scene.happenings.some(
          (one) => one.kind === 'sent' && one.to === down.peer.node && isSeeking(one.frame) && one.time > since
        )
      test.must('NET-015', await scene.until(seeks, LONG), 'a session in which nothing comes ends')
      test.check('NET-007', seeks(), 'and another one is sought')
      await judgeRefused(test, 'NET-223', 'there is no session with the next node')
    }
  }
]

/** A PATH is refused with OTHER. */
async function judgeRefused(test: RepeaterTest, requirement: string, why: string): Promise<void> {
  const { scene } = test
  const { up, down } = scene
  up.neighbour.say(scene.path())
  const [error] = await test.heard(up, 'CIRCUIT_ERR')
  test.check(requirement, error?.reason === ErrorCode.OTHER, `${why}, and a PATH is refused with ${error?.reason}`)
  test.check(requirement, down.neighbour.of('PATH').length === 0, 'and goes no further')
  test.check('NET-038', error?.node === scene.repeater, `by node ${error?.node}`)
}

function isSeeking(frame: Frame): boolean {
  return frame.type === 'NEIGHBOUR' && frame.peerSession === 0
}
