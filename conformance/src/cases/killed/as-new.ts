import { Outcome } from '@bellwire/wire'
import type { Case } from '../../verdict/case.js'
import type { Test } from '../../verdict/test.js'
import { judgeMemory } from '../afterwards.js'
import { A_WHILE, attempting, noLuck, sinceNow } from '../steps.js'
import { ALL, judgeStart } from './judge.js'
import { leftIn } from './left.js'

const requirements = ['PHY-002', 'LNK-097', 'LNK-092', 'LNK-098', 'LNK-062']

/** A process that knows nothing of the one before: whether its node writes anything down or not. */
export const beginsAsNewCases: readonly Case[] = [
  {
    name: 'link/begins-as-new',
    requirements,
    capabilities: ['LNK.KEEP'],
    async play(test) {
      const { scene } = test
      const { luck } = scene.station
      await test.up()
      await test.pairs(1)
      noLuck(scene)
      await scene.create()
      await attempting(test)
      await scene.restart()
      scene.station.luck = luck
      await judgeNew(test)
    }
  },
  {
    name: 'link/begins-as-new-after-success',
    requirements,
    capabilities: ['LNK.KEEP'],
    scene: { hardware: { correctDuration: A_WHILE } },
    async play(test) {
      const { scene } = test
      await test.up()
      const isKnown = sinceNow(
        scene,
        (one) => one.kind === 'came' && one.frame.type === 'REPLY' && one.frame.outcome === Outcome.SUCCESS
      )
      await scene.create()
      test.need(await scene.until(isKnown), 'a success is told to the node')
      await scene.restart()
      await judgeNew(test)
    }
  },
  {
    name: 'link/begins-as-new-while-greeting',
    requirements,
    capabilities: ['LNK.KEEP'],
    async play(test) {
      const { scene } = test
      await test.up()
      await scene.restart()
      // Its HELLOs have just left it.
      await scene.pass(1)
      await scene.restart()
      await judgeNew(test)
    }
  }
]

async function judgeNew(test: Test): Promise<void> {
  const { scene } = test
  const left = leftIn(scene)
  await judgeStart(test, left)
  // The peer was not sure of anything.
  const { low, epoch } = left
  const high = (low + ALL) >>> 0
  scene.peer.send({ type: 'EXPIRE', ...scene.peer.header(), epoch, low, high })
  await scene.pass(A_WHILE)
  const answer = scene.sent('EXPIRE_ACK').find((one) => one.epoch === epoch)
  test.check('LNK-092', answer?.high === high && answer.expected === high, 'EXPIRE of a former epoch is answered')
  await judgeMemory(test)
}
