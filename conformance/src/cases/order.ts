import { ErrorCode, RequestKind } from '@bellwire/wire'
import type { Case } from '../verdict/case.js'
import { A_WHILE, attempting, isServed, noLuck, servedSlots } from './steps.js'

/** Slots in which a node may still go on with what it has told the station. */
const SOON = 6

/** In which slots which item is served (section 3.11). */
export const orderCases: readonly Case[] = [
  {
    name: 'link/earlier-slot-goes-before',
    requirements: ['LNK-111', 'LNK-113', 'LNK-116'],
    role: 'other',
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      await scene.pass(A_WHILE)
      const slot = scene.station.slot
      scene.peer.create(1, { queueId: 9, scheduleSlot: slot })
      test.need((await attempting(test)).queueId === 9, 'the only item is served')
      await scene.pass(A_WHILE / 4)
      scene.peer.create(1, { queueId: 11, scheduleSlot: slot })
      scene.peer.create(1, { queueId: 12, scheduleSlot: slot + 1 })
      await scene.pass(A_WHILE / 4)
      test.check('LNK-113', isServed(test, 9), 'of equal schedule slots the lower queue id goes before')
      for (const [queueId, scheduleSlot] of [
        [10, slot - 10],
        [8, slot - 10],
        [7, slot]
      ] as const) {
        const is = scene.station.slot
        const before = scene.sent('GEN').at(-1)?.queueId ?? 0
        const isBefore = queueId !== 7
        scene.peer.create(1, { queueId, scheduleSlot })
        await scene.pass(A_WHILE / 4)
        test.check(
          'LNK-111',
          isServed(test, isBefore ? queueId : before),
          `item ${queueId} of slot ${scheduleSlot} and item ${before}: served is ${scene.sent('GEN').at(-1)?.queueId}`
        )
        const first = scene.sent('GEN').find((gen) => gen.queueId === queueId && gen.slots > 0)
        const isSoon = !isBefore || ((first?.firstSlot ?? Infinity) <= is + SOON && (first?.firstSlot ?? 0) >= is)
        test.check('LNK-116', isSoon, `from the first slot that it still can: ${first?.firstSlot}, asked in slot ${is}`)
      }
      for (const [over, next] of [
        [8, 10],
        [10, 7],
        [7, 9],
        [9, 11],
        [11, 12]
      ] as const) {
        scene.peer.end(over, ErrorCode.OTHER)
        await scene.pass(A_WHILE / 4)
        test.check('LNK-111', isServed(test, next), `when ${over} is over, ${next} is served`)
      }
    }
  },
  {
    name: 'link/within-its-slots',
    requirements: ['LNK-111'],
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      await scene.pass(A_WHILE)
      const from = scene.station.slot + 100
      const until = from + 37
      const fields = { scheduleSlot: from, deadlineSlot: until, ...(scene.peer.isMaster && { queueId: 5 }) }
      scene.peer.create(1, fields)
      await scene.pass(scene.station.timeOf(until + 60) - scene.stage.now)
      const slots = [...servedSlots(test).keys()]
      test.need(slots.length > 0, 'attempts are made')
      const [first, last] = [Math.min(...slots), Math.max(...slots)]
      test.check('LNK-111', first >= from && first <= from + 1, `an item of slot ${from} is attempted from ${first} on`)
      test.check('LNK-111', last < until && last >= until - 2, `and in slots before ${until}, the last ${last}`)
    }
  },
  {
    name: 'link/limit-in-slots',
    requirements: ['LNK-111'],
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      await scene.pass(A_WHILE)
      const timeLimit = A_WHILE
      await scene.create({ timeLimit })
      await scene.pass(2 * timeLimit)
      const [add] = scene.sent('ADD')
      const { deadlineSlot = 0 } = add ?? {}
      const slots = [...servedSlots(test).keys()]
      test.need(slots.length > 0, 'attempts are made')
      test.check(
        'LNK-111',
        slots.every((slot) => slot < deadlineSlot),
        `of an item whose deadline slot is ${deadlineSlot} ${Math.max(...slots)} is attempted`
      )
    }
  },
  {
    name: 'link/begun-goes-before',
    requirements: ['LNK-112'],
    role: 'other',
    capabilities: ['LNK.KEEP', 'LNK.MEASURE'],
    async play(test) {
      const { scene } = test
      await test.up()
      await scene.pass(A_WHILE)
      let queueId = 20
      for (const [fields, isKept] of [
        [{ consecutive: false }, true],
        [{ atomic: true, kind: RequestKind.MEASURE }, true],
        [{}, false],
        [{ consecutive: false, kind: RequestKind.MEASURE }, false]
      ] as const) {
        const begun = (queueId += 10)
        const heralds = test.heralds.length
        scene.station.luck = ({ firstSlot }) =>
          test.heralds.length === heralds ? { slot: firstSlot + 1, bellIndex: 0 } : undefined
        const slot = scene.station.slot
        scene.peer.create(3, { queueId: begun, scheduleSlot: slot, ...fields })
        test.need(await scene.until(() => test.heralds.length > heralds, A_WHILE), 'the item has a pair')
        await scene.pass(A_WHILE / 4)
        test.need(isServed(test, begun), 'and is served on')
        scene.peer.create(1, { queueId: begun + 1, scheduleSlot: slot - 10 })
        await scene.pass(A_WHILE / 4)
        const words = JSON.stringify(fields)
        test.check(
          'LNK-112',
          isServed(test, isKept ? begun : begun + 1),
          `an item that has begun, ${words}, goes ${isKept ? '' : 'not '}before one of an earlier slot`
        )
        scene.peer.end(begun, ErrorCode.OTHER)
        scene.peer.end(begun + 1, ErrorCode.OTHER)
        await scene.pass(A_WHILE / 4)
      }
    }
  }
]
