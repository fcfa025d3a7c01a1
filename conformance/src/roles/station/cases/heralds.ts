import { HeraldError, HeraldingPlace, Outcome } from '@bellwire/wire'
import type { StationCase } from '../station-test.js'
import { count, isNothing, repliesTo } from '../station-test.js'

const { FAIL, SUCCESS } = Outcome
const { NONE } = HeraldError

/** What is seen, and who is told (section 2.7). */
export const heraldCases: readonly StationCase[] = [
  {
    name: 'station/announces',
    requirements: ['PHY-079', 'PHY-080'],
    async play(test) {
      const { scene } = test
      await test.up()
      for (let index = 0; index < 5; index++) {
        const sequence = (scene.firstSequence + index) >>> 0
        const bellIndex = index === 0 ? 1 + scene.random.below(3) : index - 1
        const { batch } = await test.offered({ queueId: 1 + index })
        const slot = batch.firstSlot + scene.random.below(batch.slots)
        await scene.toSlot(slot)
        const offset = scene.random.below(40_000)
        const done = await scene.see({ slot, bellIndex, offset })
        const told = { outcome: SUCCESS, error: NONE, slot, bellIndex, offsetPicoseconds: offset }
        const items = { queueId: 1 + index, peerQueueId: 1 + index }
        for (const side of [0, 1] as const) {
          test.check(
            'PHY-079',
            test.isTold(done, side, { ...told, ...items }),
            `node ${scene.nodeOf(side)} is told of Bell state ${bellIndex} in slot ${slot}`
          )
          test.check('PHY-080', test.isTold(done, side, { sequence }), `it is success ${sequence}`)
        }
        const after = await scene.pass(2 * batch.slots * scene.slotPeriod)
        test.check(
          'PHY-079',
          count(after, 'REPLY') === 0 && after.commands.length === 0,
          'and nothing more comes of the two batches'
        )
      }
    }
  },
  {
    name: 'station/numbers-wrap',
    requirements: ['PHY-080'],
    scene: { firstSequence: 2 ** 32 - 2 },
    async play(test) {
      const { scene } = test
      await test.up()
      const told: number[] = []
      for (let index = 0; index < 3; index++) {
        const { batch } = await test.offered()
        await scene.toSlot(batch.firstSlot)
        told.push(...numbersOf(await scene.see({ slot: batch.firstSlot, bellIndex: 0, offset: 0 })))
      }
      const expected = [2 ** 32 - 2, 2 ** 32 - 1, 0].flatMap((sequence) => [sequence, sequence])
      test.check('PHY-080', told.join() === expected.join(), `successes have the numbers ${told.join()}`)
    }
  },
  {
    name: 'station/failures-do-not-count',
    requirements: ['PHY-080'],
    async play(test) {
      const { scene, one, two } = test
      await test.up()
      const told: number[] = []
      const failed = await test.offered({ slots: 2 })
      told.push(...numbersOf(await scene.toSlot(failed.batch.firstSlot + 3)))
      const firstSlot = scene.ahead(4)
      await scene.gen(one, { queueId: 1, firstSlot, slots: 2 })
      told.push(...numbersOf(await scene.gen(two, { queueId: 2, firstSlot, slots: 2 })))
      test.check(
        'PHY-080',
        told.length === 4 && told.every((sequence) => sequence === scene.firstSequence),
        `failures name the number of the next success: ${told.join()}`
      )
      const { batch } = await test.offered()
      await scene.toSlot(batch.firstSlot)
      const numbers = numbersOf(await scene.see({ slot: batch.firstSlot, bellIndex: 0, offset: 0 }))
      test.check('PHY-080', numbers.length === 2 && numbers[0] === scene.firstSequence, 'they count nothing')
    }
  },
  {
    name: 'station/drops-after-success',
    requirements: ['PHY-079'],
    async play(test) {
      const { scene, one, two } = test
      await test.up()
      const { batch } = await test.offered({ slots: 20 })
      await scene.toSlot(batch.firstSlot + 1)
      await scene.see({ slot: batch.firstSlot + 1, bellIndex: 3, offset: 0 })
      const alone = await scene.gen(one, { queueId: batch.queueId, firstSlot: batch.firstSlot + 4, slots: 4 })
      test.check('PHY-079', isNothing(alone), `the batch of node ${scene.nodeOf(two)} is over`)
    }
  },
  {
    name: 'station/one-success-of-two-batches',
    requirements: ['PHY-083'],
    async play(test) {
      const { scene, one, two } = test
      await test.up()
      const { batch } = await test.offered({ slots: 20 })
      const told = [0, 0]
      for (const slot of [batch.firstSlot + 1, batch.firstSlot + 2, batch.firstSlot + 9]) {
        await scene.toSlot(slot)
        const { frames } = await scene.see({ slot, bellIndex: 1, offset: 0 })
        for (const [at, side] of [one, two].entries()) {
          const replies = repliesTo(frames, scene.nodeOf(side))
          told[at] = (told[at] ?? 0) + replies.filter(({ outcome }) => outcome === SUCCESS).length
        }
      }
      test.check(
        'PHY-083',
        told.join() === '1,1',
        `of light in three slots of two batches ${told.join()} are announced`
      )
    }
  },
  {
    name: 'station/receiver-not-ready',
    requirements: ['PHY-145'],
    scene: { heraldingPlace: HeraldingPlace.RECEIVER },
    async play(test) {
      const { scene, one, two } = test
      await test.up()
      // The node with the memory attempts; the other one, at which heralds come about, has not said that it detects.
      await scene.gen(one, { firstSlot: scene.ahead(2), slots: 10 })
      const early = scene.ahead(3)
      await scene.toSlot(early)
      const dark = await scene.see({ slot: early, bellIndex: 1, offset: 0 })
      const told = [one, two].flatMap((side) => repliesTo(dark.frames, scene.nodeOf(side)))
      test.check(
        'PHY-145',
        told.every(({ outcome }) => outcome !== SUCCESS),
        'what is seen then is announced to nobody'
      )
      const { batch } = await test.offered({ slots: 6 })
      await scene.toSlot(batch.firstSlot)
      const seen = await scene.see({ slot: batch.firstSlot, bellIndex: 1, offset: 0 })
      const ready = repliesTo(seen.frames, scene.nodeOf(two))
      test.need(
        ready.some(({ outcome }) => outcome === SUCCESS),
        'when both are ready it is'
      )
    }
  },
  {
    name: 'station/seen-outside',
    requirements: ['PHY-081'],
    async play(test) {
      const { scene, one } = test
      await test.up()
      const light = (slot: number) => ({ slot, bellIndex: 1, offset: 0 })
      const isAnnounced = (done: Awaited<ReturnType<typeof scene.see>>): boolean =>
        [0, 1].some((side) =>
          repliesTo(done.frames, scene.link.nodes[side] ?? 0).some(({ outcome }) => outcome === SUCCESS)
        )
      const dark = await scene.see(light(scene.ahead(0)))
      test.check('PHY-081', !isAnnounced(dark), 'what is seen while nobody attempts is announced to nobody')
      await scene.gen(one)
      const alone = await scene.see(light(scene.ahead(0)))
      test.check('PHY-081', !isAnnounced(alone), 'nor is what is seen while one node attempts')
      await scene.gen(one, { slots: 0 })
      const { batch } = await test.offered()
      const outside = await scene.see(light(batch.firstSlot + batch.slots))
      test.check('PHY-081', !isAnnounced(outside), 'nor is what is seen in a slot after those that both offer')
      const again = await test.offered({ firstSlot: scene.ahead(8) })
      const before = await scene.see(light(again.batch.firstSlot - 1))
      test.check('PHY-081', !isAnnounced(before), 'nor in one before them')
      const last = await test.offered()
      await scene.toSlot(last.batch.firstSlot)
      await scene.see(light(last.batch.firstSlot))
      const twice = await scene.see(light(last.batch.firstSlot))
      test.check('PHY-081', isNothing(twice), 'of two that are seen the second is of no window')
    }
  },
  {
    name: 'station/seen-too-late',
    requirements: ['PHY-180', 'PHY-081'],
    async play(test) {
      const { scene, one, two } = test
      await test.up()
      const { batch } = await test.offered({ queueId: 1, slots: 20 })
      await scene.toSlot(batch.firstSlot + 3)
      // The news of it is under way while one node withdraws.
      await scene.gen(one, { slots: 0 })
      const done = await scene.see({ slot: batch.firstSlot + 3, bellIndex: 1, offset: 0 })
      const told = { outcome: FAIL, error: NONE, slot: batch.firstSlot + 3, queueId: 1 }
      test.check('PHY-180', test.isTold(done, two, told), 'the node that still offers slots is told that it has failed')
      test.check('PHY-180', repliesTo(done.frames, scene.nodeOf(one)).length === 0, 'the one that withdrew is not told')
      test.check('PHY-081', numbersOf(done)[0] === scene.firstSequence, 'nothing is counted')
      const next = await scene.gen(one, { queueId: 1, firstSlot: scene.ahead(2), slots: 3 })
      test.check('PHY-180', isNothing(next), 'its batch is dropped')
    }
  },
  {
    name: 'station/seen-after-replacement',
    requirements: ['PHY-180'],
    async play(test) {
      const { scene, one, two } = test
      await test.up()
      const { batch } = await test.offered({ queueId: 1, slots: 20 })
      await scene.toSlot(batch.firstSlot + 3)
      const first = scene.ahead(2)
      await scene.gen(one, { queueId: 1, firstSlot: first, slots: 6 })
      await scene.gen(two, { queueId: 1, firstSlot: first, slots: 6 })
      await scene.toSlot(first)
      test.need(scene.detectors.windowOf(scene.link.link)?.firstSlot === first, 'the later batches are observed')
      const done = await scene.see({ slot: batch.firstSlot + 3, bellIndex: 1, offset: 0 })
      const told = { outcome: FAIL, error: NONE, slot: first, queueId: 1 }
      for (const side of [0, 1] as const)
        test.check('PHY-180', test.isTold(done, side, told), 'both are told about the first slot of the later batch')
    }
  },
  {
    name: 'station/links-apart',
    requirements: ['PHY-079', 'PHY-080'],
    async play(test) {
      const { scene } = test
      await test.up()
      const { link, nodes } = scene.other
      const [master, peer] = nodes
      const incarnations = {
        incarnation: scene.incarnations.get(master) ?? 1,
        peerIncarnation: scene.incarnations.get(peer) ?? 1
      }
      const open = scene.openOf(11, { link, ...incarnations, firstSequence: 500 })
      const opened = await scene.say(master, open)
      test.need(count(opened, 'OPEN_ACK') === 1, 'an epoch of the other link is opened')
      const { batch } = await test.offered()
      for (const node of nodes) {
        const incarnation = scene.incarnations.get(node) ?? 1
        await scene.say(node, { ...batch, link, incarnation, epoch: 11, queueId: 40, firstSlot: batch.firstSlot + 1 })
      }
      await scene.toSlot(batch.firstSlot + 2)
      const mine = await scene.see({ slot: batch.firstSlot + 2, bellIndex: 1, offset: 3 })
      const isMine = mine.frames.every(
        ({ to, frame }) => scene.link.nodes.includes(to) && frame.type === 'REPLY' && frame.link === scene.link.link
      )
      test.check(
        'PHY-079',
        mine.frames.length === 2 && isMine,
        'a herald of a link is told to its nodes, and is of that link'
      )
      const done = await scene.during(async () => {
        scene.detectors.see(link, { slot: batch.firstSlot + 2, bellIndex: 2, offset: 4 })
        await scene.pass(0)
      })
      for (const node of nodes)
        test.check(
          'PHY-080',
          repliesTo(done.frames, node).some(
            (reply) => reply.link === link && reply.sequence === 500 && reply.epoch === 11 && reply.queueId === 40
          ),
          `node ${node} is told of success 500 of the other link`
        )
    }
  }
]

function numbersOf({
  frames
}: {
  readonly frames: readonly { readonly frame: { readonly type: string } }[]
}): number[] {
  return frames.flatMap(({ frame }) =>
    frame.type === 'REPLY' && 'sequence' in frame && typeof frame.sequence === 'number' ? [frame.sequence] : []
  )
}
