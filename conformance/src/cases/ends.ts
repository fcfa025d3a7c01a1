import { ErrorCode, Outcome, RequestKind } from '@bellwire/wire'
import type { Delivered } from '../subject/service.js'
import type { Case } from '../verdict/case.js'
import { A_WHILE, attempting, noLuck } from './steps.js'

/** How items of the queue are served, and end (sections 3.5 and 3.11). */
export const endCases: readonly Case[] = [
  {
    name: 'link/cancelled',
    requirements: ['LNK-015', 'LNK-010', 'LNK-013'],
    async play(test) {
      const { scene } = test
      await test.up()
      scene.station.luck = () => undefined
      const { createId } = await scene.create({ number: 3 })
      test.need(
        await scene.until(() => scene.answers.some(({ type }) => type === 'ack')),
        'the request is in the queue'
      )
      await scene.stage.ask({ type: 'cancel', link: scene.link.link, createId })
      const errors = () => scene.answers.filter((answer) => answer.type === 'err' && answer.createId === createId)
      test.must('LNK-015', await scene.until(() => errors().length > 0), 'the request ends')
      test.check('LNK-015', scene.sent(scene.peer.isMaster ? 'CANCEL' : 'END').length > 0, 'the other end hears of it')
      scene.station.luck = ({ firstSlot }) => ({ slot: firstSlot, bellIndex: 0 })
      await scene.pass(A_WHILE)
      test.check('LNK-013', scene.delivered.length === 0, 'nothing is delivered any more')
      test.check('LNK-010', errors().length === 1, 'the request has one end')
    }
  },
  {
    name: 'link/time-limit',
    requirements: ['LNK-014', 'LNK-010'],
    async play(test) {
      const { scene } = test
      await test.up()
      scene.station.luck = () => undefined
      const { createId } = await scene.create({ number: 2, timeLimit: 20_000_000 })
      const asked = scene.stage.now
      const end = () => scene.answers.find((answer) => answer.type === 'err' && answer.createId === createId)
      test.must('LNK-014', await scene.until(() => end() !== undefined), 'the request ends')
      const answer = end()
      test.check('LNK-014', answer?.type === 'err' && answer.code === ErrorCode.TIMEOUT, 'it ends with TIMEOUT')
      test.check('LNK-014', scene.stage.now - asked >= 20_000_000, 'and not before its time')
      test.check('LNK-010', scene.answers.filter(({ type }) => type === 'err').length === 1, 'the request has one end')
    }
  },
  {
    name: 'link/deadline-slot',
    requirements: ['LNK-053'],
    role: 'master',
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      const deadlineSlot = scene.station.slot + 200
      scene.peer.create(1, { deadlineSlot })
      await attempting(test)
      await scene.until(() => scene.sent('END').length > 0, A_WHILE * 100)
      const [end] = scene.sent('END')
      test.must('LNK-053', end?.reason === ErrorCode.TIMEOUT, 'the item is ended with TIMEOUT')
      const known = scene.station.timeOf(deadlineSlot - 1) + scene.link.stationDelay
      test.check('LNK-053', scene.stage.now >= known, 'not before the outcome of its last slot is known')
    }
  },
  {
    name: 'link/cancelled-by-peer',
    requirements: ['LNK-054', 'LNK-059'],
    role: 'master',
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      scene.peer.create(1)
      const { queueId } = await attempting(test)
      const { expected } = scene.peer
      const cancel = {
        type: 'CANCEL',
        ...scene.peer.header(),
        queueId,
        serial: 0,
        expected,
        reason: ErrorCode.TIMEOUT
      } as const
      scene.peer.send(cancel)
      await scene.pass(A_WHILE)
      test.check(
        'LNK-054',
        scene.sent('END')[0]?.reason === ErrorCode.TIMEOUT,
        'the item is ended for the reason that was asked'
      )
      const before = scene.sent('END').length
      scene.peer.send(cancel)
      await scene.pass(A_WHILE)
      test.check(
        'LNK-059',
        scene.sent('END').length > before,
        'a CANCEL of an item that has ended is answered with END'
      )
    }
  },
  {
    name: 'link/end-does-not-come',
    requirements: ['LNK-055'],
    role: 'other',
    async play(test) {
      const { scene } = test
      await test.up()
      scene.stage.way = (frame, _from, _to, delay) => (frame.type === 'END' ? [] : [delay])
      await test.pairs(1)
      const complete = scene.stage.now
      await scene.until(() => scene.sent('CANCEL').length > 0, A_WHILE)
      const [cancel] = scene.sent('CANCEL')
      test.must('LNK-055', cancel?.reason === ErrorCode.UNSPECIFIED, 'the node asks for the END that does not come')
      const waited = scene.stage.now - complete
      const isInTime = Math.abs(waited - 4 * scene.link.peerDelay) <= 2_000
      test.check('LNK-055', isInTime, `after two round trips, ${4 * scene.link.peerDelay} ns: ${waited} ns`)
    }
  },
  {
    name: 'link/pair-after-the-last-answer',
    requirements: ['LNK-102', 'LNK-160'],
    role: 'other',
    async play(test) {
      const { scene } = test
      await test.up()
      // The end is not agreed.
      scene.stage.way = (frame, _from, _to, delay) => (['END', 'CANCEL'].includes(frame.type) ? [] : [delay])
      const [pair] = await test.pairs(1)
      const { queueId } = test.replyOf(pair as Delivered)
      const [low, next] = [pair?.sequence ?? 0, scene.station.sequence]
      scene.peer.expire(low, next)
      const isAsked = () =>
        scene.sent('CANCEL').some((frame) => frame.queueId === queueId && frame.reason === ErrorCode.EXPIRE)
      test.must('LNK-102', await scene.until(isAsked, A_WHILE), 'the node asks for the end of the item')
      // A node that makes no more attempts is told of a pair all the same.
      await scene.until(() => scene.station.sequence !== next, 10 * scene.link.slotPeriod)
      if (scene.station.sequence === next) {
        scene.station.sequence = (next + 1) >>> 0
        const success = { outcome: Outcome.SUCCESS, sequence: next, slot: scene.station.slot - 1 }
        scene.stage.send(
          scene.station.node,
          scene.station.reply({ ...success, queueId, peerQueueId: queueId }),
          'forged'
        )
      }
      const isExpired = () => scene.sent('EXPIRE').some((frame) => frame.low === next)
      test.check('LNK-160', await scene.until(isExpired, A_WHILE), 'a pair that nobody wants is expired')
    }
  },
  {
    name: 'link/ended-before-delivery',
    requirements: ['LNK-058', 'LNK-013'],
    async play(test) {
      const { scene } = test
      await test.up()
      scene.station.luck = ({ firstSlot }) =>
        test.heralds.length < 1 ? { slot: firstSlot + 1, bellIndex: 0 } : undefined
      const { createId } = await scene.create({ number: 2, consecutive: false })
      test.need(await scene.until(() => test.heralds.length === 1), 'the first of two pairs is there')
      await scene.pass(A_WHILE / 10)
      await scene.stage.ask({ type: 'cancel', link: scene.link.link, createId })
      await scene.pass(A_WHILE)
      const { sequence } = test.heralds[0] ?? { sequence: 0 }
      test.check(
        'LNK-058',
        scene.sent('EXPIRE').some(({ low }) => low === sequence),
        'a pair that the application has not had is expired'
      )
      test.check('LNK-013', scene.delivered.length === 0, 'nothing is delivered any more')
    }
  },
  successCrossesCancel('master'),
  successCrossesCancel('other'),
  {
    name: 'link/cancelled-after-end',
    requirements: ['LNK-012'],
    async play(test) {
      const { scene } = test
      await test.up()
      const [pair] = await test.pairs(1)
      const before = scene.answers.length
      await scene.stage.ask({ type: 'cancel', link: scene.link.link, createId: pair?.createId ?? 0 })
      await scene.pass(A_WHILE)
      test.check('LNK-012', scene.answers.length === before, 'a request that is complete says nothing more')
    }
  },
  {
    name: 'link/answered-twice',
    requirements: ['LNK-021', 'LNK-030'],
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      await scene.create()
      await scene.pass(A_WHILE)
      test.check('LNK-021', scene.sent('ADD').length === 1, 'an ADD that was answered is not sent again')
      test.check('LNK-030', scene.sent('ADD')[0]?.serial === 1, 'its serial is the first')
    }
  },
  {
    name: 'link/closed-by-peer',
    requirements: ['LNK-100'],
    role: 'master',
    async play(test) {
      const { scene } = test
      await test.up()
      scene.stage.way = (frame, _from, _to, delay) => (frame.type === 'END' || frame.type === 'END_ACK' ? [] : [delay])
      await test.pairsForPeer(1, { kind: RequestKind.MEASURE })
      noLuck(scene)
      const { queueId } = scene.sent('GEN').at(-1) ?? { queueId: 0 }
      const { sequence } = scene.delivered[0] ?? { sequence: 0 }
      scene.peer.expire(sequence, (sequence + 1) >>> 0)
      await scene.pass(A_WHILE / 10)
      await attempting(test)
      await scene.stage.deliver(scene.peer.node, { type: 'END_ACK', ...scene.peer.header(), queueId }, 'forged')
      await scene.pass(A_WHILE / 10)
      const before = scene.sent('GEN').length
      await scene.pass(A_WHILE)
      test.check(
        'LNK-100',
        scene
          .sent('GEN')
          .slice(before)
          .every(({ slots }) => slots === 0),
        'what the peer has closed is served no more'
      )
    }
  }
]

/** A request is cancelled while the REPLY of its success is under way, at the master or at the other end. */
function successCrossesCancel(role: 'master' | 'other'): Case {
  return {
    name: `link/success-crosses-cancel-at-${role}`,
    requirements: ['LNK-013', 'LNK-015', 'LNK-012', 'LNK-058'],
    role,
    async play(test) {
      const { scene } = test
      await test.up()
      const { createId } = await scene.create()
      test.need(await scene.until(() => test.heralds.length > 0), 'the station sees a success')
      // Its REPLY is under way; and the END of the other end, or its answer, comes later than that.
      scene.stage.way = (frame, _from, _to, delay) =>
        frame.type === 'END' || frame.type === 'END_ACK' ? [delay + A_WHILE / 10] : [delay]
      await scene.stage.ask({ type: 'cancel', link: scene.link.link, createId })
      const isEnded = () => scene.answers.some(({ type }) => type === 'err')
      if (scene.peer.isMaster) test.check('LNK-015', !isEnded(), 'ERR does not come before the master has ended it')
      await scene.pass(A_WHILE)
      test.check('LNK-015', isEnded(), 'ERR comes when the master has ended it')
      test.check(
        'LNK-013',
        scene.delivered.length === 0,
        'a pair that comes after the request was cancelled is not delivered'
      )
      const { sequence } = test.heralds[0] ?? { sequence: 0 }
      test.check(
        'LNK-058',
        scene.sent('EXPIRE').some(({ low }) => low === sequence),
        'and the peer hears that it is void'
      )
      const before = scene.answers.length
      await scene.stage.ask({ type: 'cancel', link: scene.link.link, createId })
      await scene.pass(A_WHILE)
      test.check('LNK-012', scene.answers.length === before, 'a request that has ended says nothing more')
    }
  }
}
