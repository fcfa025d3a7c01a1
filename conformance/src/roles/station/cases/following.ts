import type { StationCase, StationTest } from '../station-test.js'
import { isNothing } from '../station-test.js'

/** Batches of a node that are to follow others (section 2.7), of either node. */
export const followingCases: readonly StationCase[] = [
  {
    name: 'station/third-batch',
    requirements: ['PHY-183'],
    async play(test) {
      const { scene } = test
      await test.up()
      for (const side of [0, 1] as const) {
        const { batch } = await test.offered({ queueId: 1, slots: 20 })
        const { firstSlot } = batch
        await scene.gen(side, { queueId: 2, firstSlot: firstSlot + 6, slots: 30 })
        const third = await scene.gen(side, { queueId: 1, firstSlot: firstSlot + 10, slots: 4 })
        test.check('PHY-183', third.frames.length === 0, 'of a third batch nothing is said')
        await scene.toSlot(firstSlot + 6)
        judgeObserved(test, 'PHY-183', firstSlot + 10, 4, 'of those that are to follow the last is kept')
        await scene.toSlot(firstSlot + 40)
      }
    }
  },
  {
    name: 'station/withdrawal-leaves-the-last',
    requirements: ['PHY-183'],
    async play(test) {
      const { scene } = test
      await test.up()
      for (const side of [0, 1] as const) {
        const { batch } = await test.offered({ queueId: 1, slots: 20 })
        const from = batch.firstSlot + 8
        await scene.gen(side, { queueId: 1, firstSlot: from, slots: 10 })
        const other = side === 0 ? 1 : 0
        const withdrawn = await scene.gen(other, { slots: 0 })
        test.check('PHY-183', withdrawn.frames.length === 0, 'of what is left nothing is said')
        await scene.gen(other, { queueId: 1, firstSlot: batch.firstSlot, slots: 30 })
        judgeObserved(test, 'PHY-183', from, 10, 'when the other node has withdrawn, the batch that came last is left')
        await scene.toSlot(batch.firstSlot + 40)
      }
    }
  },
  {
    name: 'station/withdrawal-leaves-the-only-one',
    requirements: ['PHY-082'],
    async play(test) {
      const { scene } = test
      await test.up()
      for (const side of [0, 1] as const) {
        const { batch } = await test.offered({ queueId: 1, slots: 20 })
        const { firstSlot } = batch
        await scene.gen(side === 0 ? 1 : 0, { slots: 0 })
        await scene.gen(side === 0 ? 1 : 0, { queueId: 1, firstSlot: firstSlot - 2, slots: 30 })
        judgeObserved(test, 'PHY-082', firstSlot, 20, 'when the other node has withdrawn, the batch is left as it was')
        await scene.toSlot(firstSlot + 40)
      }
    }
  },
  {
    name: 'station/replaced-while-followed',
    requirements: ['PHY-183'],
    async play(test) {
      const { scene } = test
      await test.up()
      for (const side of [0, 1] as const) {
        const { batch } = await test.offered({ queueId: 1, slots: 20 })
        const { firstSlot } = batch
        await scene.gen(side, { queueId: 1, firstSlot: firstSlot + 8, slots: 10 })
        await scene.toSlot(firstSlot + 2)
        await scene.pass(scene.slotPeriod / 2)
        await scene.gen(side === 0 ? 1 : 0, { queueId: 1, firstSlot: firstSlot + 1, slots: 30 })
        judgeObserved(
          test,
          'PHY-183',
          firstSlot + 8,
          10,
          'when the other node replaces its batch at once, the last is left'
        )
        await scene.toSlot(firstSlot + 40)
      }
    }
  },
  {
    name: 'station/further-slots',
    requirements: ['PHY-082', 'PHY-179'],
    async play(test) {
      const { scene } = test
      await test.up()
      for (const side of [0, 1] as const) {
        const firstSlot = scene.ahead(10)
        await scene.gen(side === 0 ? 1 : 0, { queueId: 1, firstSlot: firstSlot - 5, slots: 25 })
        await scene.gen(side, { queueId: 1, firstSlot, slots: 10 })
        await scene.gen(side, { queueId: 1, firstSlot: firstSlot - 2, slots: 12 })
        judgeObserved(test, 'PHY-082', firstSlot - 2, 12, 'a GEN of further slots before those of the batch is no copy')
        await scene.toSlot(firstSlot)
        await scene.pass(scene.slotPeriod / 2)
        const copy = await scene.gen(side, { queueId: 1, firstSlot: firstSlot - 2, slots: 12 })
        test.check('PHY-179', isNothing(copy), 'one that repeats it changes nothing')
        await scene.toSlot(firstSlot + 40)
      }
    }
  }
]

function judgeObserved(test: StationTest, clause: string, first: number, slots: number, what: string): void {
  const { scene } = test
  const window = scene.detectors.windowOf(scene.link.link)
  const is = window === undefined ? 'nothing' : `slots ${window.firstSlot} to ${window.firstSlot + window.slots}`
  test.check(clause, is === `slots ${first} to ${first + slots}`, `${what}: observed is ${is}, from ${first} on`)
}
