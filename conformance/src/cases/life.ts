import { State } from '@bellwire/wire'
import type { Case } from '../verdict/case.js'
import { A_WHILE, anotherEpoch, attempting, noLuck, sinceNow } from './steps.js'

const SECOND = 1_000_000_000

/** The life of a link and its maintenance windows (sections 2.5 and 2.6). */
export const lifeCases: readonly Case[] = [
  {
    name: 'physical/drifting',
    requirements: ['PHY-054'],
    async play(test) {
      const { scene } = test
      await test.up()
      scene.qubits.report(scene.link.link, 1)
      await scene.pass(1)
      const state = scene.sent('LINK_STATE').at(-1)?.state
      test.check('PHY-054', state === 2, `the peer hears that the link is ${state} when it drifts`)
    }
  },
  {
    name: 'physical/out-of-specification-no-attempts',
    requirements: ['PHY-050', 'PHY-054'],
    async play(test) {
      const { scene } = test
      await test.up()
      scene.qubits.report(scene.link.link, 2)
      await scene.pass(1)
      test.check(
        'PHY-054',
        scene.sent('LINK_STATE').at(-1)?.state === 3,
        'the peer hears that the link is out of specification'
      )
      noLuck(scene)
      const isTried = sinceNow(scene, (one) => one.kind === 'sent' && one.frame.type === 'GEN' && one.frame.slots > 0)
      await scene.create()
      const isOut = () => scene.sent('LINK_STATE').at(-1)?.state === 3
      await scene.until(() => isTried() || !isOut(), A_WHILE)
      test.check('PHY-050', !isTried(), 'no attempts are made meanwhile')
    }
  },
  {
    name: 'physical/down-between-epochs',
    requirements: ['PHY-052'],
    async play(test) {
      const { scene } = test
      await test.up()
      await scene.pass(A_WHILE)
      const isReady = sinceNow(scene, (one) => one.kind === 'sent' && one.frame.type === 'LINK_STATE')
      await anotherEpoch(test)
      // The peer hears of every change, and of none where the end has not been DOWN meanwhile.
      test.check('PHY-052', isReady(), 'an end is in specification again when another epoch begins')
    }
  },
  {
    name: 'physical/dark-from-the-start',
    requirements: ['PHY-053'],
    async play(test) {
      const { scene } = test
      await scene.stage.start()
      scene.qubits.report(scene.link.link, 3)
      test.need(await scene.until(() => scene.sent('LINK_STATE').length > 0), 'an epoch begins')
      test.check('PHY-053', scene.sent('LINK_STATE')[0]?.state === 4, 'the link is as its hardware has said')
    }
  },
  {
    name: 'physical/state-again',
    requirements: ['PHY-056'],
    async play(test) {
      const { scene } = test
      await test.up()
      await scene.pass(A_WHILE)
      const serial = scene.sent('LINK_STATE').at(-1)?.serial ?? 0
      const isAsked = () => scene.sent('KEEPALIVE').some(({ answer }) => !answer)
      test.need(await scene.until(isAsked, 100 * SECOND), 'the node asks for a sign of life')
      await scene.pass(A_WHILE / 10)
      test.check('PHY-056', (scene.sent('LINK_STATE').at(-1)?.serial ?? 0) > serial, 'and says again how the link is')
    }
  },
  {
    name: 'physical/proposes-window',
    requirements: ['PHY-060', 'PHY-061', 'PHY-065'],
    role: 'master',
    async play(test) {
      const { scene } = test
      await test.up()
      scene.stage.way = (frame, _from, _to, delay) => (frame.type === 'MAINTENANCE_ACK' ? [] : [delay])
      scene.qubits.report(scene.link.link, 1)
      const windows = () => scene.sent('MAINTENANCE')
      test.must(
        'PHY-060',
        await scene.until(() => windows().length > 0, 10 * A_WHILE),
        'a link that drifts asks for a window'
      )
      const [first] = windows()
      const end = scene.station.timeOf(first?.endSlot ?? 0)
      test.check('PHY-060', first?.request === false, 'the master proposes one')
      await scene.pass(end - scene.stage.now - 1)
      const again = windows().filter(({ serial }) => serial === first?.serial)
      test.check('PHY-061', again.length > 1, 'again and again until it is acknowledged')
      await scene.until(() => windows().some(({ serial }) => serial !== first?.serial), 10 * A_WHILE)
      test.check(
        'PHY-065',
        windows().some(({ serial }) => serial !== first?.serial),
        'another one when it is over'
      )
    }
  },
  {
    name: 'physical/drifting-in-the-next-epoch',
    requirements: ['PHY-053'],
    role: 'other',
    async play(test) {
      const { scene } = test
      await test.up()
      for (const [quality, state] of [
        [1, State.DRIFTING],
        [2, State.OUT_OF_SPEC],
        [0, State.READY]
      ] as const) {
        scene.qubits.report(scene.link.link, quality)
        await scene.pass(A_WHILE)
        await anotherEpoch(test)
        const { epoch } = scene.peer
        const first = scene.sent('LINK_STATE').find((one) => one.epoch === epoch)
        test.check('PHY-053', first?.state === state, `of quality ${quality}, an epoch begins in state ${first?.state}`)
      }
    }
  },
  {
    name: 'physical/asks-for-window',
    requirements: ['PHY-060', 'PHY-062'],
    role: 'other',
    async play(test) {
      const { scene } = test
      await test.up()
      scene.qubits.report(scene.link.link, 1)
      await scene.pass(A_WHILE)
      const asks = scene.sent('MAINTENANCE')
      test.check(
        'PHY-060',
        asks.length > 1 && asks.every(({ request, firstSlot, serial }) => request && firstSlot === 0 && serial === 0),
        'a link that drifts asks for a window, again and again'
      )
      const [firstSlot, endSlot] = [scene.station.slot + 50, scene.station.slot + 60]
      const proposal = { serial: 4, request: false, firstSlot, endSlot }
      scene.peer.send({ type: 'MAINTENANCE', ...scene.peer.header(), ...proposal })
      const isAgreed = () => scene.sent('MAINTENANCE_ACK').some(({ serial }) => serial === 4)
      test.check('PHY-062', await scene.until(isAgreed, A_WHILE), 'and agrees to the one that the master proposes')
      const asked = scene.sent('MAINTENANCE').length
      await scene.pass(scene.station.timeOf(endSlot) - scene.stage.now - 1)
      test.check('PHY-060', scene.sent('MAINTENANCE').length === asked, 'which it asks for no more then')
    }
  },
  {
    name: 'physical/agrees-to-window',
    requirements: ['PHY-062', 'PHY-063', 'PHY-064'],
    role: 'other',
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      await scene.create()
      await attempting(test)
      const propose = (serial: number, firstSlot: number, endSlot: number): void =>
        scene.peer.send({ type: 'MAINTENANCE', ...scene.peer.header(), serial, request: false, firstSlot, endSlot })
      const acknowledged = () => scene.sent('MAINTENANCE_ACK').map(({ serial }) => serial)
      await scene.pass(A_WHILE)
      propose(7, scene.station.slot - 20, scene.station.slot - 10)
      await scene.pass(A_WHILE / 10)
      test.check('PHY-062', acknowledged().length === 0, 'a window that is over is not agreed to')
      const first = scene.station.slot + 100
      const end = first + 50
      propose(8, first, end)
      await scene.pass(A_WHILE / 10)
      test.must('PHY-062', acknowledged().join() === '8', 'one that is to come is')
      await scene.pass(scene.station.timeOf(first) - scene.stage.now + scene.link.slotPeriod)
      test.check('PHY-064', scene.sent('LINK_STATE').at(-1)?.state === 1, 'the link is CALIBRATING when it has begun')
      await scene.pass(scene.station.timeOf(end) - scene.stage.now + A_WHILE)
      test.check('PHY-064', scene.sent('LINK_STATE').at(-1)?.state !== 1, 'and no more when it is over')
      const inside = scene.happenings.filter((one) => {
        if (one.kind !== 'command' || one.message.type !== 'GENERATE') return false
        const { firstSlot, slots } = one.message
        return firstSlot < end && firstSlot + slots > first && one.time > scene.station.timeOf(first - 100)
      })
      test.check('PHY-063', inside.length === 0, 'no attempts are made in its slots')
    }
  }
]
