import type { Case } from '../verdict/case.js'

const A_WHILE = 2_000_000

/** Of the clock's comparison, so that a case sees several of them, nanoseconds. */
const INTERVAL = 20_000_000

/** Of instants that a node reckons. */
const ROUNDING = 1000

/** The node's picture of the station's clock (section 2.3). */
export const clockCases: readonly Case[] = [
  {
    name: 'physical/synchronises',
    requirements: ['PHY-020', 'PHY-022', 'PHY-068'],
    async play(test) {
      const { scene } = test
      await test.up()
      await scene.pass(A_WHILE)
      const first = scene.happenings.find((one) => one.kind === 'sent' && one.frame.type === 'SYNC')
      const epoch = scene.sent('LINK_STATE')[0]?.epoch ?? 0
      test.check(
        'PHY-020',
        first?.kind === 'sent' && first.to === scene.station.node,
        'SYNC goes to the station at the begin of an epoch'
      )
      test.check(
        'PHY-022',
        scene.sent('SYNC').every((sync) => sync.epoch === epoch && sync.originTime <= scene.stage.now),
        'SYNC says when it was sent'
      )
      test.check('PHY-068', scene.sent('SYNC').length >= 4, 'the first exchanges come in succession')
    }
  },
  {
    name: 'physical/asks-the-time-again',
    requirements: ['PHY-023'],
    async play(test) {
      const { scene } = test
      scene.stage.way = (frame, _from, _to, delay) => (frame.type === 'SYNC' ? [] : [delay])
      await test.up()
      await scene.pass(A_WHILE)
      const exchanges = scene.sent('SYNC').map(({ exchange }) => exchange)
      test.check(
        'PHY-023',
        exchanges.length >= 3 && new Set(exchanges).size === exchanges.length,
        `a SYNC without answer is followed by others, with numbers of their own: ${exchanges.slice(0, 5).join()}`
      )
    }
  },
  {
    name: 'physical/synchronises-again',
    requirements: ['PHY-020'],
    scene: { link: { syncInterval: INTERVAL } },
    async play(test) {
      const { scene } = test
      await test.up()
      await scene.pass(A_WHILE)
      const last = scene.came('SYNC_REPLY').length
      for (let time = 0; time < 3; time++) {
        const asked = scene.sent('SYNC').length
        const came = scene.happenings.findLast((one) => one.kind === 'came' && one.frame.type === 'SYNC_REPLY')?.time
        await scene.until(() => scene.sent('SYNC').length > asked, 2 * INTERVAL)
        const waited = scene.stage.now - (came ?? 0)
        test.must(
          'PHY-020',
          scene.sent('SYNC').length > asked && waited <= INTERVAL + ROUNDING,
          `${waited} ns after an answer, the interval is ${INTERVAL} ns`
        )
        await scene.pass(A_WHILE)
      }
      test.need(scene.came('SYNC_REPLY').length >= last + 3, 'the station has answered each')
    }
  },
  {
    name: 'physical/station-does-not-answer',
    requirements: ['PHY-024'],
    scene: { link: { syncInterval: INTERVAL, holdover: INTERVAL } },
    async play(test) {
      const { scene } = test
      await test.up()
      await scene.pass(A_WHILE)
      const { epoch } = scene.sent('LINK_STATE')[0] ?? { epoch: 0 }
      test.need(scene.came('SYNC_REPLY').length > 0, 'the station has answered')
      scene.stage.way = (frame, _from, _to, delay) => (frame.type === 'SYNC_REPLY' ? [] : [delay])
      const asked = scene.sent('SYNC').length
      test.need(await scene.until(() => scene.sent('SYNC').length > asked), 'the station is asked again')
      const isOver = (): boolean => scene.sent('HELLO').some((hello) => hello.epoch >= epoch)
      const retry = 8 * Math.max(scene.link.peerDelay, scene.link.stationDelay)
      await scene.until(isOver, INTERVAL + 2 * retry)
      test.check('PHY-024', isOver(), `an epoch is over when the station has not answered for ${INTERVAL} ns`)
    }
  },
  {
    name: 'physical/former-exchange',
    requirements: ['PHY-021'],
    async play(test) {
      const { scene } = test
      await test.up()
      await scene.pass(A_WHILE)
      const [sync] = scene.sent('SYNC')
      const count = scene.sent('SYNC').length
      test.need(await scene.until(() => scene.sent('SYNC').length > count, 20_000_000_000), 'another exchange is begun')
      // While its answer is waited for, one to a former exchange comes that would put the slots a whole slot off.
      scene.stage.way = (frame, _from, _to, delay) => (frame.type === 'SYNC_REPLY' ? [] : [delay])
      const { stationDelay, slotPeriod } = scene.link
      const time = scene.stage.now - stationDelay + slotPeriod
      const lie = {
        exchange: sync?.exchange ?? 0,
        originTime: scene.stage.now - 2 * stationDelay,
        receiveTime: time,
        transmitTime: time,
        quality: 0
      }
      await scene.stage.deliver(scene.station.node, { type: 'SYNC_REPLY', ...scene.station.header(), ...lie }, 'forged')
      scene.station.luck = () => undefined
      await scene.create()
      const trains = () =>
        scene.happenings.flatMap((one) =>
          one.kind === 'command' && one.message.type === 'GENERATE' ? [one.message] : []
        )
      test.need(await scene.until(() => trains().length > 0), 'attempts begin')
      const { arrival = 0, firstSlot = 0 } = trains()[0] ?? {}
      test.check(
        'PHY-021',
        Math.abs(arrival - scene.station.timeOf(firstSlot)) <= scene.link.guard,
        'an answer to a former exchange moves no slot'
      )
    }
  }
]
