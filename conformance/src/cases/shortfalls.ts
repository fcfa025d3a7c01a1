import { ErrorCode, HeraldError, RequestKind } from '@bellwire/wire'
import type { Delivered } from '../subject/service.js'
import type { Case } from '../verdict/case.js'
import { A_WHILE, attempting, noLuck, sinceNow } from './steps.js'

const MILLISECOND = 1_000_000

/** More of them than anybody would wait for. */
const MISMATCHES = 200

/** Requests that fall short of a pair when all were there, and ends that are not at one (sections 3.5 and 3.11). */
export const shortfallCases: readonly Case[] = [
  {
    name: 'link/expired-before-final',
    requirements: ['LNK-101', 'LNK-010'],
    capabilities: ['LNK.KEEP'],
    // So slow that the item has ended before its pair is turned.
    scene: { hardware: { correctDuration: MILLISECOND } },
    async play(test) {
      const { scene } = test
      await test.up()
      scene.station.luck = ({ firstSlot }) =>
        test.heralds.length === 0 ? { slot: firstSlot + 1, bellIndex: 3 } : undefined
      const { createId } = await scene.create()
      const isEnded = (): boolean => scene.sent('END_ACK').length + scene.came('END_ACK').length > 0
      test.need(await scene.until(isEnded, A_WHILE), 'the item ends as complete')
      test.need(scene.delivered.length === 0, 'its pair is not turned yet')
      const sequence = test.heralds[0]?.sequence ?? 0
      scene.peer.expire(sequence, (sequence + 1) >>> 0)
      await scene.pass(2 * MILLISECOND)
      const ends = scene.answers.filter((answer) => answer.type === 'err' && answer.createId === createId)
      const [end] = ends
      test.check(
        'LNK-101',
        end?.type === 'err' && end.code === ErrorCode.EXPIRE && end.delivered === 0,
        'a request of which a pair is void when its item has ended ends with EXPIRE'
      )
      test.check('LNK-010', ends.length === 1 && scene.delivered.length === 0, 'that is its one end')
    }
  },
  {
    name: 'link/short-after-final',
    requirements: ['LNK-102'],
    async play(test) {
      const { scene } = test
      await test.up()
      // The item is full, and its end is not agreed.
      scene.stage.way = (frame, _from, _to, delay) => (frame.type === 'END' ? [] : [delay])
      const [pair] = await test.pairs(1)
      noLuck(scene)
      const sequence = pair?.sequence ?? 0
      const ends = () => [...scene.sent('END'), ...scene.sent('CANCEL')].filter(({ reason }) => reason !== 0)
      test.need(ends().length === 0, 'nobody has asked for its end but as complete')
      scene.peer.expire(sequence, (sequence + 1) >>> 0)
      await scene.until(() => ends().length > 0, A_WHILE)
      test.check(
        'LNK-102',
        ends()[0]?.reason === ErrorCode.EXPIRE,
        `an item that falls short when its request has ended is ended with EXPIRE, not ${ends()[0]?.reason}`
      )
    }
  },
  {
    name: 'link/end-asked-for-while-completing',
    requirements: ['LNK-054'],
    role: 'master',
    async play(test) {
      const { scene } = test
      await test.up()
      // The item is full at the node, and the peer lacks a pair.
      scene.stage.way = (frame, _from, _to, delay) => (frame.type === 'END_ACK' ? [] : [delay])
      const [pair] = await test.pairsForPeer(1)
      const { queueId } = test.replyOf(pair as Delivered)
      await scene.pass(A_WHILE / 10)
      test.need(scene.sent('END').at(-1)?.reason === ErrorCode.UNSPECIFIED, 'its end as complete is under way')
      const reason = [ErrorCode.TIMEOUT, ErrorCode.OTHER][scene.random.below(2)] ?? ErrorCode.OTHER
      const { expected } = scene.peer
      scene.peer.send({ type: 'CANCEL', ...scene.peer.header(), queueId, serial: 0, expected, reason })
      await scene.pass(A_WHILE)
      const ends = scene.sent('END').filter((end) => end.queueId === queueId)
      test.check('LNK-054', ends.at(-1)?.reason === reason, `asked for ${reason}, END says ${ends.at(-1)?.reason}`)
    }
  },
  {
    name: 'link/deadline-while-completing',
    requirements: ['LNK-053'],
    role: 'master',
    async play(test) {
      const { scene } = test
      await test.up()
      scene.stage.way = (frame, _from, _to, delay) => (frame.type === 'END_ACK' ? [] : [delay])
      const deadlineSlot = scene.peer.soon + 60
      // Its last pair comes shortly before.
      const slot = deadlineSlot - 2
      scene.station.luck = ({ firstSlot, slots }) =>
        firstSlot <= slot && slot < firstSlot + slots ? { slot, bellIndex: 0 } : undefined
      const [pair] = await test.pairsForPeer(1, { deadlineSlot })
      noLuck(scene)
      const ends = () => scene.sent('END').map(({ reason }) => reason)
      await scene.pass(scene.station.timeOf(deadlineSlot + 3) - scene.stage.now)
      test.check('LNK-053', !ends().includes(ErrorCode.TIMEOUT), 'an item that has all its pairs outlives its deadline')
      const sequence = pair?.sequence ?? 0
      scene.peer.expire(sequence, (sequence + 1) >>> 0)
      await scene.pass(A_WHILE)
      test.check('LNK-053', ends().at(-1) === ErrorCode.TIMEOUT, `when it falls short then, END says ${ends().at(-1)}`)
    }
  },
  {
    name: 'link/served-again',
    requirements: ['LNK-051', 'LNK-116'],
    capabilities: ['LNK.MEASURE'],
    async play(test) {
      const { scene } = test
      await test.up()
      // The item is full, and its end is not agreed.
      scene.stage.way = (frame, _from, _to, delay) => (frame.type === 'END' ? [] : [delay])
      const [pair] = await test.pairsForPeer(1, { kind: RequestKind.MEASURE })
      await scene.pass(A_WHILE / 10)
      const isTried = sinceNow(scene, (one) => one.kind === 'sent' && one.frame.type === 'GEN' && one.frame.slots > 0)
      const sequence = pair?.sequence ?? 0
      scene.peer.expire(sequence, (sequence + 1) >>> 0)
      const isSoon = await scene.until(isTried, A_WHILE / 10)
      test.check('LNK-051', isSoon, 'an item that falls short of a pair is served again')
      test.check('LNK-116', isSoon, 'from the first slot that it still can')
    }
  },
  {
    name: 'link/next-when-one-is-over',
    requirements: ['LNK-116'],
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      const { createId } = await scene.create()
      await scene.create()
      const isQueued = (): boolean => scene.answers.filter(({ type }) => type === 'ack').length === 2
      test.need(await scene.until(isQueued), 'both are in the queue')
      const { queueId: former } = await attempting(test)
      await scene.pass(A_WHILE / 4)
      await scene.stage.ask({ type: 'cancel', link: scene.link.link, createId })
      test.need(await scene.until(() => scene.answers.some(({ type }) => type === 'err')), 'the first is over')
      const slot = scene.station.slot
      const isNext = (): boolean => {
        const { slots = 0, queueId } = scene.sent('GEN').at(-1) ?? {}
        return slots > 0 && queueId !== former
      }
      const came = await scene.until(isNext, A_WHILE)
      const { firstSlot = Infinity } = scene.sent('GEN').at(-1) ?? {}
      test.check(
        'LNK-116',
        came && firstSlot <= slot + 5,
        `when the one under way is over at slot ${slot}, the next is attempted from ${firstSlot} on`
      )
    }
  },
  {
    name: 'link/item-of-the-peer-alone',
    requirements: ['LNK-117'],
    role: 'master',
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      await scene.create()
      const { queueId, firstSlot } = await attempting(test)
      const mismatch = (peerQueueId: number): void => {
        const fields = { slot: firstSlot, queueId, peerQueueId, error: HeraldError.QUEUE_MISMATCH }
        scene.stage.send(scene.station.node, scene.station.reply(fields), 'forged')
      }
      mismatch(777)
      await scene.pass(A_WHILE / 20)
      const [end] = scene.sent('END')
      test.check(
        'LNK-117',
        end?.queueId === 777 && end.reason === ErrorCode.OTHER,
        `an item that the peer alone has is ended with OTHER: ${end?.queueId}, ${end?.reason}`
      )
    }
  },
  {
    name: 'link/mismatch-without-end',
    requirements: ['LNK-118'],
    role: 'master',
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      for (let count = 0; count < 2; count++) await scene.create()
      const isQueued = (): boolean => scene.answers.filter(({ type }) => type === 'ack').length === 2
      test.need(await scene.until(isQueued), 'both items are in both queues')
      const isOver = (): boolean => scene.sent('END').some(({ reason }) => reason === ErrorCode.OTHER)
      for (let count = 0; count < MISMATCHES && !isOver(); count++) {
        const { queueId, firstSlot } = await attempting(test)
        const peerQueueId = [...scene.peer.items.keys()].find((one) => one !== queueId) ?? 0
        const isTried = sinceNow(scene, (one) => one.kind === 'sent' && one.frame.type === 'GEN' && one.frame.slots > 0)
        const fields = { slot: firstSlot, queueId, peerQueueId, error: HeraldError.QUEUE_MISMATCH }
        scene.stage.send(scene.station.node, scene.station.reply(fields), 'forged')
        await scene.until(() => isTried() || isOver(), A_WHILE)
      }
      test.check('LNK-118', isOver(), `after ${MISMATCHES} mismatches in a row the item is not ended`)
    }
  },
  {
    name: 'link/unanswered-item-is-known',
    requirements: ['LNK-117'],
    role: 'master',
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      await scene.create()
      await attempting(test)
      // The peer has the second item, and its answer is lost.
      scene.stage.way = (frame, _from, _to, delay) => (frame.type === 'ADD_ACK' ? [] : [delay])
      await scene.create()
      test.need(await scene.until(() => scene.peer.items.size === 2), 'the peer has another item')
      const peerQueueId = Math.max(...scene.peer.items.keys())
      const { queueId, firstSlot } = await attempting(test)
      const fields = { slot: firstSlot, queueId, peerQueueId, error: HeraldError.QUEUE_MISMATCH }
      scene.stage.send(scene.station.node, scene.station.reply(fields), 'forged')
      await scene.pass(A_WHILE / 20)
      test.check(
        'LNK-117',
        scene.sent('END').every((end) => end.queueId !== peerQueueId),
        'one whose ADD is unanswered is not'
      )
    }
  }
]
