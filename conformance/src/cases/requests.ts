import { ErrorCode } from '@bellwire/wire'
import type { Case } from '../verdict/case.js'
import { A_WHILE, attempting, noLuck } from './steps.js'

/** More requests than any queue is expected to have room for. */
const MOST = 5000

/** Requests that are refused, or given up before they are in the queue (sections 3.1 to 3.3). */
export const requestCases: readonly Case[] = [
  {
    name: 'link/unmeetable-fidelity',
    requirements: ['LNK-002'],
    async play(test) {
      const { scene } = test
      await test.up()
      const { code } = await scene.create({ minimumFidelity: 0.99 })
      test.check('LNK-002', code === ErrorCode.UNSUPP, `a fidelity above the link's best gets ${code}`)
      const many = await scene.create({ number: 5, consecutive: false })
      test.check('LNK-002', many.code === ErrorCode.UNSUPP, `more pairs at once than qubits get ${many.code}`)
      test.check('LNK-002', scene.sent('ADD').length === 0, 'nothing of it is sent')
    }
  },
  {
    name: 'link/no-room',
    requirements: ['LNK-004'],
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      const { createId, code } = await scene.create()
      test.need(code === 0, 'a request is taken')
      let refused = 0
      for (let count = 0; count < MOST && refused === 0; count++) refused = (await scene.create()).code
      test.need(refused !== 0, `there is no room for ${MOST} requests`)
      test.check('LNK-004', refused === ErrorCode.NORES, `a request for which there is no room gets ${refused}`)
      await scene.stage.ask({ type: 'cancel', link: scene.link.link, createId })
      await scene.pass(A_WHILE)
      const again = await scene.create()
      test.check('LNK-004', again.code === 0, `one for which there is room again gets ${again.code}`)
    }
  },
  {
    name: 'link/what-is-claimed',
    requirements: ['HAR-050', 'HAR-051'],
    async play(test) {
      const { scene } = test
      await test.up()
      const { capabilities } = test.recorder.identity
      for (const kind of ['keep', 'measure', 'prepare'] as const) {
        const isClaimed = capabilities.includes(`LNK.${kind.toUpperCase()}`)
        const { code } = await scene.create({ kind, raw: kind === 'prepare' })
        const isRefused = code === ErrorCode.UNSUPP
        test.check('HAR-050', isClaimed || isRefused, `a request of kind ${kind}, which is not claimed, gets ${code}`)
        test.check('HAR-051', !isClaimed || !isRefused, `a request of kind ${kind}, which is claimed, gets ${code}`)
      }
    }
  },
  {
    name: 'link/no-epoch',
    requirements: ['LNK-003'],
    async play(test) {
      const { scene } = test
      await scene.stage.start()
      const { code } = await scene.create()
      test.check('LNK-003', code === ErrorCode.OTHER, `a CREATE without an epoch gets ${code}`)
    }
  },
  {
    name: 'link/window-of-adds',
    requirements: ['LNK-037'],
    async play(test) {
      const { scene } = test
      await test.up()
      scene.stage.way = (frame, _from, _to, delay) => (frame.type === 'ADD' ? [] : [delay])
      // What a node does with those for which the window has no room, it may choose: refuse them, or keep them.
      for (let time = 0; time < 66; time++) await scene.create()
      test.need(await scene.until(() => scene.sent('ADD').length > 0), 'the node adds')
      const serials = new Set(scene.sent('ADD').map(({ serial }) => serial)).size
      test.check('LNK-037', serials <= 64, `${serials} ADDs have no answer`)
    }
  },
  {
    name: 'link/limit-without-slots',
    requirements: ['LNK-002'],
    async play(test) {
      const { scene } = test
      await test.up()
      const { code } = await scene.create({ number: 100, timeLimit: 10 * scene.link.slotPeriod })
      test.check('LNK-002', code === ErrorCode.UNSUPP, `100 pairs in 10 slots get ${code}`)
    }
  },
  {
    name: 'link/add-beyond-means',
    requirements: ['LNK-034'],
    async play(test) {
      const { scene } = test
      await test.up()
      const serial = scene.peer.create(5, { consecutive: false })
      await scene.until(() => scene.peer.outcomeOf(serial) !== undefined)
      test.check(
        'LNK-034',
        scene.peer.outcomeOf(serial) === ErrorCode.UNSUPP,
        'a request for more pairs at once than qubits is refused'
      )
    }
  },
  {
    name: 'link/cancelled-before-answer',
    requirements: ['LNK-018'],
    async play(test) {
      const { scene } = test
      await test.up()
      scene.stage.way = (frame, _from, _to, delay) => (frame.type === 'ADD_ACK' ? [] : [delay])
      const { createId } = await scene.create()
      // A node may wait with it until it knows the station's clock.
      test.need(await scene.until(() => scene.sent('ADD').length > 0), 'the node adds')
      const [add] = scene.sent('ADD')
      await scene.stage.ask({ type: 'cancel', link: scene.link.link, createId })
      test.check(
        'LNK-018',
        scene.answers.some(({ type }) => type === 'err'),
        'the request ends at once'
      )
      await scene.pass(A_WHILE / 10)
      const isBack = scene.peer.isMaster
        ? scene.sent('CANCEL').some(({ queueId, serial }) => queueId === 0 && serial === add?.serial)
        : scene.sent('END').some(({ queueId }) => queueId === add?.queueId)
      test.check('LNK-018', isBack, 'it is taken back at the peer')
    }
  },
  {
    name: 'link/answer-crosses-cancel',
    requirements: ['LNK-025'],
    role: 'other',
    async play(test) {
      const { scene } = test
      await test.up()
      scene.stage.way = (frame, _from, _to, delay) =>
        frame.type === 'ADD_ACK' || frame.type === 'ADD_REJ' ? [] : [delay]
      const { createId } = await scene.create()
      // A node may wait with it until it knows the station's clock.
      test.need(await scene.until(() => scene.sent('ADD').length > 0), 'the node adds')
      const [add] = scene.sent('ADD')
      await scene.stage.ask({ type: 'cancel', link: scene.link.link, createId })
      test.need(await scene.until(() => scene.sent('CANCEL').length > 0), 'the request is taken back')
      const { serial, scheduleSlot, brightness, virtualFinish } = add ?? {
        serial: 0,
        scheduleSlot: 0,
        brightness: 0,
        virtualFinish: 0
      }
      const answer = {
        type: 'ADD_ACK',
        ...scene.peer.header(),
        serial,
        queueId: 1,
        scheduleSlot,
        brightness,
        virtualFinish
      } as const
      await scene.stage.deliver(scene.peer.node, answer, 'forged')
      const before = scene.sent('CANCEL').length
      await scene.pass(A_WHILE)
      test.check('LNK-025', scene.sent('CANCEL').length > before, 'CANCEL goes on after an ADD_ACK')
    }
  },
  {
    name: 'link/known-before-served',
    requirements: ['LNK-036'],
    role: 'master',
    // Far away, so that a slot too early shows.
    scene: { link: { peerDelay: 200_000 } },
    async play(test) {
      const { scene } = test
      await test.up()
      await scene.create()
      test.need(await scene.until(() => scene.sent('ADD').length > 0), 'the node adds')
      const [add] = scene.sent('ADD')
      const known = scene.stage.now + scene.link.peerDelay
      test.check(
        'LNK-036',
        scene.station.timeOf(add?.scheduleSlot ?? 0) >= known,
        'the peer knows the item before its schedule slot'
      )
    }
  },
  {
    name: 'link/ended-item',
    requirements: ['LNK-038', 'LNK-057'],
    role: 'other',
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      // END has overtaken the ADD.
      const queueId = 50
      scene.peer.send({
        type: 'END',
        ...scene.peer.header(),
        queueId,
        endSequence: scene.station.sequence,
        reason: ErrorCode.OTHER
      })
      await scene.pass(A_WHILE / 10)
      test.check(
        'LNK-057',
        scene.sent('END_ACK').some((one) => one.queueId === queueId),
        'END of an unknown item is answered'
      )
      const serial = scene.peer.create(1, { queueId })
      await scene.until(() => scene.peer.outcomeOf(serial) !== undefined)
      test.check(
        'LNK-038',
        scene.peer.outcomeOf(serial) === ErrorCode.REJECTED,
        'an ADD does not bring back what has ended'
      )
    }
  },
  {
    name: 'link/create-id-of-either-end',
    requirements: ['LNK-011'],
    role: 'other',
    async play(test) {
      const { scene } = test
      await test.up()
      const { luck } = scene.station
      noLuck(scene)
      const { slot } = scene.station
      const { createId } = await scene.create({ number: 2 })
      await attempting(test)
      // Each end names its own requests: the peer's item, which goes before, may have the same name.
      const serial = scene.peer.create(1, { createId, queueId: 12, scheduleSlot: Math.max(0, slot - 10) })
      test.need(await scene.until(() => typeof scene.peer.outcomeOf(serial) === 'object'), 'the peer has an item, too')
      await scene.pass(A_WHILE)
      scene.station.luck = (batch) => (test.heralds.length === 0 ? luck(batch) : undefined)
      test.need(await scene.until(() => scene.delivered.some(({ originator }) => !originator)), 'which gets a pair')
      const { sequence } = scene.delivered.find(({ originator }) => !originator) ?? { sequence: 0 }
      scene.peer.expire(sequence, (sequence + 1) >>> 0)
      await scene.pass(A_WHILE / 10)
      scene.station.luck = luck
      const finals = () => scene.delivered.flatMap(({ originator, final }) => (originator ? [Number(final)] : []))
      await scene.until(() => finals().includes(1), 10 * A_WHILE)
      await scene.pass(A_WHILE)
      test.check('LNK-011', finals().join('') === '01', `of 2 pairs of the node, final are ${finals().join('')}`)
    }
  },
  {
    name: 'link/taken-back-by-peer',
    requirements: ['LNK-039', 'LNK-024'],
    role: 'master',
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      const serial = scene.peer.create(1)
      test.need(await scene.until(() => scene.sent('ADD_ACK').length > 0), 'the ADD is accepted')
      const queueId = scene.sent('ADD_ACK')[0]?.queueId
      const [add] = scene.came('ADD')
      const { expected } = scene.peer
      scene.peer.send({ type: 'CANCEL', ...scene.peer.header(), queueId: 0, serial, expected, reason: ErrorCode.OTHER })
      await scene.pass(A_WHILE / 10)
      test.check(
        'LNK-039',
        scene.sent('ADD_REJ').some((one) => one.serial === serial),
        'CANCEL of an ADD is answered with ADD_REJ'
      )
      test.check(
        'LNK-039',
        scene.sent('END').some((one) => one.queueId === queueId),
        'the item is ended'
      )
      if (add !== undefined) scene.stage.send(scene.peer.node, add, 'replayed')
      const before = scene.sent('ADD_REJ').length
      await scene.pass(A_WHILE / 10)
      test.check('LNK-039', scene.sent('ADD_REJ').length > before, 'the ADD is refused from then on')
      test.check('LNK-024', scene.sent('ADD_ACK').length === 1, 'and not accepted again')
    }
  }
]
