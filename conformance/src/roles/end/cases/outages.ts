import { ErrorCode } from '@bellwire/wire'
import { endEpoch, silence } from '../../repeater/outages.js'
import type { EndTest, PlayedEndCase } from '../end-test.js'

const MILLISECOND = 1_000_000
/** Far longer than any neighbour is taken to be there that says nothing. */
const LONG = 60_000 * MILLISECOND

/** Circuits for which the link or the neighbour of an end is missing, or is not good enough (section 6.4). */
export const outageCases: readonly PlayedEndCase[] = [
  {
    name: 'end/sets-up-without-epoch',
    requirements: ['NET-037'],
    scene: { isHead: true },
    async play(test) {
      const { scene } = test
      await test.begin()
      endEpoch(scene.stage, scene)
      await scene.pass(MILLISECOND)
      await judgeNotSetUp(test, 'NET-037', ErrorCode.OTHER)
    }
  },
  {
    name: 'end/asked-without-epoch',
    requirements: ['NET-037', 'NET-038'],
    scene: { isHead: false },
    async play(test) {
      const { scene } = test
      await test.begin()
      endEpoch(scene.stage, scene)
      await scene.pass(MILLISECOND)
      scene.neighbour.say(test.path())
      const [error] = await test.heard('CIRCUIT_ERR')
      test.check('NET-037', error?.reason === ErrorCode.OTHER, `a PATH over a link without epoch: ${error?.reason}`)
      test.check('NET-038', error?.node === scene.end, `by node ${error?.node}`)
      test.check('NET-037', scene.neighbour.of('RESV').length === 0, 'and nothing is promised')
    }
  },
  {
    name: 'end/sets-up-without-session',
    requirements: ['NET-223'],
    scene: { isHead: true },
    async play(test) {
      const { scene } = test
      await test.begin()
      const since = scene.stage.now
      silence(scene.stage, scene.neighbour.node)
      const isOver = (): boolean =>
        scene.happenings.some(
          (one) =>
            one.kind === 'sent' && one.time > since && one.frame.type === 'NEIGHBOUR' && one.frame.peerSession === 0
        )
      test.need(await scene.until(isOver, LONG), 'the session ends')
      await judgeNotSetUp(test, 'NET-223', ErrorCode.OTHER)
    }
  },
  {
    name: 'end/sets-up-beyond-the-link',
    requirements: ['NET-035'],
    scene: { isHead: true },
    async play(test) {
      const { scene } = test
      const [first, second] = scene.hops
      await test.begin()
      for (const fields of [{ minimumFidelity: 65_535 }, { rate: Number.MAX_SAFE_INTEGER }])
        await judgeNotSetUp(test, 'NET-035', ErrorCode.UNSUPP, [{ ...first, ...fields }, second])
    }
  }
]

/** A circuit is not set up, for a reason. */
async function judgeNotSetUp(
  test: EndTest,
  requirement: string,
  reason: number,
  hops: EndTest['scene']['hops'] = test.scene.hops
): Promise<void> {
  const { code } = await test.ask({ hops })
  test.check(requirement, code === reason, `open is answered with code ${code}, not ${reason}`)
  await test.scene.pass(100 * MILLISECOND)
  test.check(requirement, test.scene.neighbour.of('PATH').length === 0, 'and no PATH goes out')
}
