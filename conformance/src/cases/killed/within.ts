import { ErrorCode } from '@bellwire/wire'
import type { Case } from '../../verdict/case.js'
import type { Test } from '../../verdict/test.js'
import { A_WHILE, noLuck, released, settle } from '../steps.js'
import { forget, judgeForgotten } from './again.js'
import { killedAfter } from './killed-after.js'
import { ALL, judgeExpires, judgeNext, judgeStart } from './judge.js'
import { leftIn } from './left.js'

const LASTING = { isLasting: true } as const
const capabilities = ['NOD.CUT', 'LNK.KEEP']

/** A process that is killed between two outputs of one reaction: what has left it, a later one knows (section 11.5). */
export const killedWithinCases: readonly Case[] = [
  {
    name: 'link/killed-at-created',
    requirements: ['RES-009', 'RES-006', 'RES-010'],
    capabilities,
    scene: LASTING,
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      const isKilled = killedAfter(test, (one) => one.kind === 'answer' && one.answer.type === 'created')
      const { createId, code } = await scene.create()
      test.need(isKilled() && code === 0, 'a request is taken')
      await judgeNext(test, leftIn(scene))
      const isKnown = scene.answers.some((one) => one.type === 'err' && one.createId === createId)
      test.check('RES-009', isKnown, 'the next process knows of a request that the application was told to be taken')
    }
  },
  {
    name: 'link/killed-at-add',
    requirements: ['RES-001', 'RES-005'],
    capabilities,
    scene: LASTING,
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      const isKilled = killedAfter(test, (one) => one.kind === 'sent' && one.frame.type === 'ADD')
      await scene.create()
      test.need(await scene.until(isKilled), 'the peer is asked')
      const { createId: former } = scene.sent('ADD').at(-1) ?? {}
      await judgeStart(test, leftIn(scene))
      const { createId, code } = await scene.create()
      test.need(code === 0, 'a request is taken')
      test.check('RES-001', createId !== former, 'the next process knows which create ids the peer was told')
      test.check('RES-005', createId !== former, `the create id ${former} is given once`)
    }
  },
  {
    name: 'physical/killed-at-open',
    requirements: ['RES-001', 'RES-005', 'PHY-029', 'PHY-012'],
    capabilities: ['NOD.CUT'],
    role: 'master',
    scene: LASTING,
    play: (test) => killedOpening(test, 'OPEN')
  },
  {
    name: 'physical/killed-at-open-ack',
    requirements: ['RES-001', 'RES-005', 'PHY-029', 'PHY-012'],
    capabilities: ['NOD.CUT'],
    role: 'other',
    scene: LASTING,
    play: (test) => killedOpening(test, 'OPEN_ACK')
  },
  {
    name: 'link/killed-at-pair',
    requirements: ['RES-009', 'RES-007', 'RES-010', 'LNK-096'],
    capabilities,
    scene: LASTING,
    async play(test) {
      const { scene } = test
      await test.up()
      // One that is the last of its request, and one that is not.
      for (const number of [2, 1]) {
        const isKilled = killedAfter(test, (one) => one.kind === 'answer' && one.answer.type === 'ok')
        await scene.create({ number })
        test.need(await scene.until(isKilled), 'a pair comes')
        const left = leftIn(scene)
        const [pair] = left.gone
        test.need(pair !== undefined, 'its qubit dies')
        await judgeNext(test, left)
        const isKnown = scene.answers.some(
          (one) => one.type === 'expired' && one.epoch === pair?.epoch && one.sequence === pair.sequence
        )
        test.check('RES-009', isKnown, 'the next process knows of a pair that the application was told')
      }
    }
  },
  {
    name: 'link/killed-at-keepalive',
    requirements: ['RES-001', 'LNK-094', 'RES-010'],
    capabilities,
    scene: LASTING,
    async play(test) {
      const { scene } = test
      await test.up()
      const { epoch } = await released(test)
      const isKilled = killedAfter(test, (one) => one.kind === 'sent' && one.frame.type === 'KEEPALIVE')
      scene.peer.alive(false)
      test.need(await scene.until(isKilled), 'KEEPALIVE is answered')
      const left = leftIn(scene)
      await judgeNext(test, left)
      const first = scene.sent('EXPIRE').find((one) => one.epoch === epoch && one.high === (one.low + ALL) >>> 0)
      test.check('RES-001', first?.low === left.low, `the peer was told that all before ${left.low} is certain`)
    }
  },
  {
    name: 'link/killed-at-expire-ack',
    requirements: ['RES-001', 'LNK-069'],
    capabilities,
    scene: LASTING,
    async play(test) {
      const { scene } = test
      await test.up()
      const { sequence } = await released(test)
      await settle(test)
      const isKilled = killedAfter(test, (one) => one.kind === 'sent' && one.frame.type === 'EXPIRE_ACK')
      scene.peer.send({ type: 'EXPIRE', ...scene.peer.header(), low: sequence, high: (sequence + 1) >>> 0 })
      test.need(await scene.until(isKilled), 'EXPIRE is answered')
      await judgeStart(test, leftIn(scene))
      const told = scene.answers.filter((one) => one.type === 'expired' && one.sequence === sequence).length
      test.check('RES-001', told > 0, 'what the peer has heard to be void, the next process knows')
      test.check('LNK-069', told === 1, `the application is told ${told} times`)
    }
  },
  {
    name: 'link/killed-while-starting',
    requirements: ['RES-006', 'LNK-094', 'LNK-096', 'LNK-095', 'PHY-002', 'LNK-097'],
    capabilities,
    scene: LASTING,
    async play(test) {
      const { scene } = test
      const { luck } = scene.station
      scene.station.luck = (batch) => (test.heralds.length < 1 ? luck(batch) : undefined)
      await test.up()
      const { createId } = await scene.create({ number: 2 })
      test.need(await scene.until(() => scene.delivered.length === 1), 'a pair comes')
      const first = scene.happenings.length
      const isKilled = killedAfter(
        test,
        ({ kind }) => kind === 'reset',
        (one) => one.kind === 'sent' && one.frame.type === 'HELLO',
        (one) => one.kind === 'answer' && one.answer.type === 'err'
      )
      await scene.restart()
      test.need(await scene.until(isKilled, A_WHILE), 'three processes are killed as they start')
      const left = leftIn(scene, first)
      scene.station.luck = luck
      await judgeStart(test, leftIn(scene))
      const ends = scene.answers.filter((one) => one.type === 'err' && one.createId === createId)
      const isOne = ends.length === 1 && ends.every((one) => one.type === 'err' && one.code === ErrorCode.OTHER)
      test.check('RES-006', isOne, `the request that was open has ${ends.length} ERRs of five processes`)
      judgeExpires(test, left)
      const isTold = scene.sent('EXPIRE').some((one) => one.epoch === left.epoch)
      test.check('LNK-095', isTold, 'what the peer has not acknowledged is told by the last process')
    }
  }
]

/** The node is killed when it has said that an epoch begins, to one other party at least; all others forget it. */
async function killedOpening(test: Test, type: 'OPEN' | 'OPEN_ACK'): Promise<void> {
  const { scene } = test
  const isKilled = killedAfter(test, (one) => one.kind === 'sent' && one.frame.type === type)
  await scene.stage.start()
  test.need(await scene.until(isKilled), `${type} is said`)
  const epoch = scene.sent(type)[0]?.epoch ?? 0
  forget(scene.peer, scene.station)
  await judgeForgotten(test, epoch)
  const next = scene.sent(type).at(-1)?.epoch ?? 0
  test.check('RES-001', next > epoch, `${type} of epoch ${epoch} has left, and the next one is of ${next}`)
}
