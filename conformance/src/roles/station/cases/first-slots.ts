import { HeraldError, Outcome } from '@bellwire/wire'
import type { StationCase, StationTest } from '../station-test.js'

const { FAIL } = Outcome
const { NONE, NO_MESSAGE_OTHER, QUEUE_MISMATCH } = HeraldError
const MICROSECOND = 1000

/** Slot 0 alone is a batch like others (section 2.7). */
export const firstSlotCases: readonly StationCase[] = [
  {
    name: 'station/slot-zero',
    requirements: ['PHY-073', 'PHY-074', 'PHY-076', 'PHY-077', 'PHY-082'],
    async play(test) {
      const { scene } = test
      await test.up()
      for (const side of [0, 1] as const) {
        const other = side === 0 ? 1 : 0
        await before(test)
        await scene.gen(side, { queueId: 3, firstSlot: 0, slots: 1 })
        const alone = await scene.toSlot(2)
        const told = { outcome: FAIL, error: NO_MESSAGE_OTHER, slot: 0, queueId: 3 }
        test.check('PHY-076', test.isTold(alone, side, told), 'where it stays alone, its sender is told')

        await before(test)
        await scene.gen(side, { firstSlot: 0, slots: 1 })
        await scene.gen(other, { firstSlot: 0, slots: 9 })
        test.check('PHY-073', isZeroObserved(test), 'where the other node offers it, too, it is observed')
        const silent = await scene.toSlot(2)
        for (const one of [0, 1] as const)
          test.check('PHY-077', test.isTold(silent, one, { outcome: FAIL, error: NONE, slot: 0 }), 'and fails for both')

        await before(test)
        await scene.gen(other, { firstSlot: 0, slots: 9 })
        await scene.gen(side, { firstSlot: 0, slots: 6 })
        const replaced = await scene.gen(side, { firstSlot: 0, slots: 1 })
        test.check('PHY-082', isZeroObserved(test), 'where it replaces a longer batch, it alone is observed')
        test.check('PHY-082', replaced.frames.length === 0, 'and nothing is said')
        await scene.gen(other, { slots: 0 })
        const left = await scene.toSlot(2)
        const rest = { outcome: FAIL, error: NO_MESSAGE_OTHER, slot: 0 }
        test.check('PHY-076', test.isTold(left, side, rest), 'when the other node withdraws, it is left')

        await before(test)
        for (const one of [0, 1] as const) await scene.gen(one, { queueId: 1, firstSlot: 0, slots: 9 })
        const changed = await scene.gen(side, { queueId: 2, firstSlot: 0, slots: 1 })
        const mismatch = { outcome: FAIL, error: QUEUE_MISMATCH, slot: 0, queueId: 2, peerQueueId: 1 }
        test.check('PHY-074', test.isTold(changed, side, mismatch), 'where it is for another item, both are told')
      }
    }
  }
]

/** An epoch begins, and its slots are to come. */
async function before(test: StationTest): Promise<void> {
  const { scene } = test
  await scene.open(scene.epoch + 1, { slotOrigin: scene.stage.now + 100 * MICROSECOND })
}

function isZeroObserved({ scene }: StationTest): boolean {
  const window = scene.detectors.windowOf(scene.link.link)
  return window?.firstSlot === 0 && window.slots === 1
}
