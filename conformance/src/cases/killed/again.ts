import { Outcome } from '@bellwire/wire'
import type { Case } from '../../verdict/case.js'
import type { Test } from '../../verdict/test.js'
import { judgeMemory } from '../afterwards.js'
import { A_WHILE, released, settle, sinceNow } from '../steps.js'
import { ALL, judgeExpires, judgeNext, judgeStart } from './judge.js'
import { leftIn } from './left.js'

const LASTING = { isLasting: true } as const

/** Processes of a node that end more than once, and of others that do so meanwhile (sections 2.1, 3.10 and 11.5). */
export const killedAgainCases: readonly Case[] = [
  {
    name: 'link/killed-twice',
    requirements: ['RES-006', 'RES-010', 'LNK-095', 'LNK-094', 'LNK-096', 'PHY-002', 'LNK-097'],
    capabilities: ['NOD.RESTART', 'LNK.KEEP'],
    scene: LASTING,
    async play(test) {
      const { scene } = test
      const { luck } = scene.station
      scene.station.luck = (batch) => (test.heralds.length < 1 ? luck(batch) : undefined)
      await test.up()
      await scene.create({ number: 2 })
      test.need(await scene.until(() => scene.delivered.length === 1), 'a pair comes')
      // The peer is away while one process follows the other.
      const { way } = scene.stage
      const { node } = scene.peer
      scene.stage.way = (_frame, from, to, delay) => (from === node || to === node ? [] : [delay])
      await scene.restart()
      const left = leftIn(scene)
      await scene.pass(A_WHILE)
      const told = scene.answers.slice(left.answers)
      test.check('RES-006', told.filter(({ type }) => type === 'err').length === 1, 'the open request ends by ERR')
      await scene.restart()
      await scene.pass(A_WHILE)
      const again = scene.answers.slice(left.answers + told.length)
      test.check('RES-010', again.length === 0, `the next process says again ${JSON.stringify(again[0])}`)
      scene.stage.way = way
      scene.station.luck = luck
      scene.peer.greet(false)
      await judgeStart(test, leftIn(scene))
      judgeExpires(test, left)
      const isKnown = scene.sent('EXPIRE').some(({ epoch }) => epoch === left.epoch)
      test.check('LNK-095', isKnown, 'what the peer has not acknowledged is told by the third process')
    }
  },
  {
    name: 'link/killed-with-peer',
    requirements: [
      'RES-006',
      'RES-007',
      'RES-010',
      'RES-005',
      'LNK-092',
      'LNK-094',
      'LNK-096',
      'PHY-002',
      'LNK-097',
      'LNK-098',
      'LNK-062'
    ],
    capabilities: ['NOD.RESTART', 'LNK.KEEP'],
    scene: LASTING,
    async play(test) {
      const { scene } = test
      const { peer, station } = scene
      const { luck } = station
      station.luck = (batch) => (test.heralds.length < 1 ? luck(batch) : undefined)
      await test.up()
      await scene.create({ number: 2 })
      test.need(await scene.until(() => scene.delivered.length === 1), 'a pair comes')
      peer.voidEpoch = peer.epoch
      peer.epoch = 0
      peer.incarnation += 1
      await scene.restart()
      station.luck = luck
      const left = leftIn(scene)
      await judgeNext(test, left)
      // So does the peer.
      const { low } = left
      const high = (low + ALL) >>> 0
      peer.send({ type: 'EXPIRE', ...peer.header(), epoch: left.epoch, low, high })
      await scene.pass(A_WHILE)
      const answer = scene.sent('EXPIRE_ACK').find(({ epoch }) => epoch === left.epoch)
      test.check('LNK-092', answer?.high === high && answer.expected === high, 'EXPIRE of a former epoch is answered')
      await judgeMemory(test)
    }
  },
  {
    name: 'physical/killed-with-all',
    requirements: ['PHY-029', 'PHY-012', 'RES-005'],
    capabilities: ['NOD.RESTART'],
    scene: LASTING,
    async play(test) {
      const { scene } = test
      await test.up()
      const { epoch } = scene.peer
      forget(scene.peer, scene.station)
      await scene.restart()
      await judgeForgotten(test, epoch)
    }
  },
  {
    name: 'link/expired-after-kill',
    requirements: ['LNK-095', 'LNK-092', 'RES-007', 'RES-010'],
    capabilities: ['NOD.RESTART', 'LNK.KEEP'],
    scene: LASTING,
    async play(test) {
      const { scene } = test
      await test.up()
      const { epoch, sequence } = await released(test)
      // The peer is sure of it, and does not know that the node is.
      await settle(test)
      for (let time = 0; time < 2; time++) {
        await scene.restart()
        const { epoch: former } = leftIn(scene)
        const isUp = (): boolean => scene.sent('LINK_STATE').some((one) => one.state === 0 && one.epoch > former)
        test.need(await scene.until(isUp), 'the link is up again')
        await scene.pass(A_WHILE)
      }
      const isTold = (): boolean => scene.answers.some((one) => one.type === 'expired' && one.sequence === sequence)
      test.check('RES-010', !isTold(), 'a pair of which both ends are sure stays')
      const high = (sequence + ALL) >>> 0
      scene.peer.send({ type: 'EXPIRE', ...scene.peer.header(), epoch, low: sequence, high })
      await scene.pass(A_WHILE)
      test.check('LNK-095', isTold(), 'it is not forgotten before the peer has said from where on its epoch is void')
      test.check('RES-007', isTold(), 'the application hears it of the third process')
      const answer = scene.sent('EXPIRE_ACK').find((one) => one.epoch === epoch)
      test.check('LNK-092', answer?.low === sequence && answer.high === high, 'EXPIRE of a former epoch is answered')
    }
  },
  {
    name: 'link/success-of-killed-process',
    requirements: ['PHY-004', 'RES-006'],
    capabilities: ['NOD.RESTART', 'LNK.KEEP'],
    scene: LASTING,
    async play(test) {
      const { scene } = test
      await test.up()
      const { createId } = await scene.create()
      test.need(await scene.until(() => test.heralds.length === 1), 'there is a success')
      // Its REPLY is under way when the process is killed, and comes once more in the next epoch.
      const isTold = sinceNow(scene, (one) => one.kind === 'came' && one.frame.type === 'REPLY')
      await scene.restart()
      const left = leftIn(scene)
      await judgeStart(test, left)
      test.need(isTold(), 'the REPLY comes to the next process')
      const [reply] = scene.came('REPLY').filter(({ outcome }) => outcome === Outcome.SUCCESS)
      if (reply !== undefined) scene.stage.send(scene.station.node, reply, 'replayed')
      await scene.pass(A_WHILE)
      test.check('PHY-004', scene.delivered.length === 0, 'no pair of the former epoch is delivered')
      const ends = scene.answers.filter((one) => one.type === 'err' && one.createId === createId)
      test.check('RES-006', ends.length === 1, `the request that was open has ${ends.length} ends`)
    }
  }
]

/** Others start anew with the node, and know of no epoch. */
export function forget(...parties: readonly { incarnation: number; epoch: number; voidEpoch: number }[]): void {
  for (const party of parties) {
    party.incarnation += 1
    party.epoch = 0
    party.voidEpoch = 0
  }
}

/** Nobody but the node can know that an epoch is over. */
export async function judgeForgotten(test: Test, former: number): Promise<void> {
  const { scene } = test
  const { happenings } = leftIn(scene)
  const isUp = (): boolean => scene.sent('LINK_STATE').some((one) => one.state === 0 && one.epoch > former)
  await scene.until(() =>
    scene.happenings.slice(happenings).some((one) => one.kind === 'sent' && one.frame.type === 'LINK_STATE')
  )
  const [hello] = scene.happenings
    .slice(happenings)
    .flatMap((one) => (one.kind === 'sent' && one.frame.type === 'HELLO' ? [one.frame] : []))
  test.check('PHY-029', (hello?.epoch ?? 0) >= former, `epoch ${former} is over, and HELLO names ${hello?.epoch}`)
  test.check('PHY-012', (hello?.epoch ?? 0) >= former, 'which is the highest that the node knows')
  test.check('RES-005', isUp(), `the next epoch is above ${former}`)
}
