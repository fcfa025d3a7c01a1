import { HeraldError, Outcome } from '@bellwire/wire'
import type { StationCase } from '../station-test.js'
import { count, holds, isNothing, repliesTo } from '../station-test.js'

const { FAIL } = Outcome
const { NONE, QUEUE_MISMATCH, TIME_MISMATCH, NO_MESSAGE_OTHER } = HeraldError

/** Which slots are observed, and what comes of batches without a herald (section 2.7). */
export const batchCases: readonly StationCase[] = [
  {
    name: 'station/observes-what-both-offer',
    requirements: ['PHY-073', 'PHY-098'],
    async play(test) {
      const { scene, one, two } = test
      await test.up()
      const first = scene.ahead(5)
      const alone = await scene.gen(one, { firstSlot: first, slots: 20 })
      test.check('PHY-073', isNothing(alone), 'slots that one node offers are not observed')
      const { commands, frames } = await scene.gen(two, { firstSlot: first + 8, slots: 20 })
      const [observe, ...more] = commands.filter(({ type }) => type === 'OBSERVE')
      test.check('PHY-073', frames.length === 0 && more.length === 0, 'nothing is said of slots to come')
      test.check(
        'PHY-073',
        observe?.type === 'OBSERVE' && observe.firstSlot === first + 8 && observe.slots === 12,
        'the slots that both batches hold are observed'
      )
      test.check(
        'PHY-098',
        observe?.type === 'OBSERVE' &&
          observe.arrival === scene.timeOf(first + 8) &&
          observe.period === scene.slotPeriod,
        'they are where the OPEN says'
      )
    }
  },
  {
    name: 'station/observes-what-is-not-over',
    requirements: ['PHY-073'],
    async play(test) {
      const { scene, one, two } = test
      await test.up()
      const firstSlot = scene.ahead(3)
      await scene.gen(one, { firstSlot, slots: 20 })
      await scene.toSlot(firstSlot + 6)
      await scene.pass(scene.slotPeriod / 2)
      const { commands } = await scene.gen(two, { firstSlot, slots: 20 })
      const observe = commands.find((command) => command.type === 'OBSERVE')
      test.check(
        'PHY-073',
        observe?.firstSlot === firstSlot + 7 && observe.slots === 13,
        `in the middle of slots ${firstSlot + 6} and ${firstSlot + 7}, ${observe?.firstSlot} is the first`
      )
    }
  },
  {
    name: 'station/no-herald',
    requirements: ['PHY-077'],
    async play(test) {
      const { scene, one, two } = test
      await test.up()
      const first = scene.ahead(4)
      await scene.gen(one, { queueId: 6, firstSlot: first, slots: 5 })
      await scene.gen(two, { queueId: 6, firstSlot: first + 2, slots: 9 })
      const done = await scene.toSlot(first + 8)
      for (const side of [0, 1] as const)
        test.check(
          'PHY-077',
          test.isTold(done, side, { outcome: FAIL, error: NONE, slot: first + 4, queueId: 6, peerQueueId: 6 }),
          `node ${scene.nodeOf(side)} is told that nothing was seen to the last shared slot`
        )
      const after = await scene.gen(one, { queueId: 6, firstSlot: first + 9, slots: 2 })
      test.check('PHY-077', isNothing(after), 'both batches are dropped')
    }
  },
  {
    name: 'station/queue-mismatch',
    requirements: ['PHY-074'],
    async play(test) {
      const { scene, one, two } = test
      await test.up()
      const first = scene.ahead(4)
      await scene.gen(one, { queueId: 3, firstSlot: first, slots: 10 })
      const done = await scene.gen(two, { queueId: 5, firstSlot: first + 2, slots: 10 })
      test.check(
        'PHY-074',
        done.commands.every(({ type }) => type !== 'OBSERVE'),
        'batches for different items are not observed'
      )
      const told = { outcome: FAIL, error: QUEUE_MISMATCH, slot: first + 2 }
      test.check('PHY-074', test.isTold(done, one, { ...told, queueId: 3, peerQueueId: 5 }), 'the one node is told')
      test.check('PHY-074', test.isTold(done, two, { ...told, queueId: 5, peerQueueId: 3 }), 'the other node is told')
      const after = await scene.gen(one, { queueId: 5, firstSlot: first + 2, slots: 10 })
      test.check('PHY-074', isNothing(after), 'both batches are dropped')
    }
  },
  {
    name: 'station/no-shared-slot',
    requirements: ['PHY-075'],
    async play(test) {
      const { scene, one, two } = test
      await test.up()
      const first = scene.ahead(4)
      // The later one may come first or second.
      const [early, late] = scene.random.below(2) === 0 ? [one, two] : [two, one]
      const offers = new Map([
        [early, { queueId: 2, firstSlot: first, slots: 3 }],
        [late, { queueId: 2, firstSlot: first + 5, slots: 6 }]
      ])
      await scene.gen(one, offers.get(one))
      const done = await scene.gen(two, offers.get(two))
      test.check(
        'PHY-075',
        test.isTold(done, early, { outcome: FAIL, error: TIME_MISMATCH, slot: first + 4, queueId: 2, peerQueueId: 2 }),
        'the node of the earlier batch is told of the slot before the later one'
      )
      test.check('PHY-075', repliesTo(done.frames, scene.nodeOf(late)).length === 0, 'the other one is not')
      const { commands } = await scene.gen(early, { queueId: 2, firstSlot: first + 5, slots: 2 })
      test.check(
        'PHY-075',
        commands.some(({ type }) => type === 'OBSERVE'),
        'the later batch waits for another'
      )
    }
  },
  {
    name: 'station/too-late',
    requirements: ['PHY-072'],
    async play(test) {
      const { scene, one, two } = test
      await test.up()
      const firstSlot = scene.ahead(2)
      await scene.toSlot(firstSlot + 3)
      await scene.pass(scene.slotPeriod / 2)
      const done = await scene.gen(one, { queueId: 4, firstSlot, slots: 4 })
      test.check(
        'PHY-072',
        test.isTold(done, one, { outcome: FAIL, error: TIME_MISMATCH, slot: firstSlot + 3, queueId: 4 }),
        'a batch that is over is answered about its last slot'
      )
      test.check('PHY-072', done.frames.length === 1 && done.commands.length === 0, 'to its sender alone')
      const other = await scene.gen(two, { queueId: 4, firstSlot, slots: 30 })
      test.check('PHY-072', isNothing(other), 'it is no batch that another could share slots with')
    }
  },
  {
    name: 'station/alone',
    requirements: ['PHY-076'],
    async play(test) {
      const { scene, one, two } = test
      await test.up()
      // What both had before is over.
      const { batch } = await test.offered({ slots: 4 })
      await scene.toSlot(batch.firstSlot + 6)
      const firstSlot = scene.ahead(3)
      await scene.gen(one, { queueId: 8, firstSlot, slots: 4 })
      const before = await scene.toSlot(firstSlot + 3)
      test.check(
        'PHY-076',
        repliesTo(before.frames, scene.nodeOf(one)).length === 0,
        'nothing is said while the batch is not over'
      )
      const done = await scene.pass(2 * scene.slotPeriod)
      const told = { outcome: FAIL, error: NO_MESSAGE_OTHER, slot: firstSlot + 3, queueId: 8, peerQueueId: 0 }
      test.check('PHY-076', test.isTold(done, one, told), 'a batch that stays alone has failed about its last slot')
      const after = await scene.gen(two, { queueId: 8, firstSlot, slots: 30 })
      test.check('PHY-076', isNothing(after), 'it is dropped')
    }
  },
  {
    name: 'station/reminds',
    requirements: ['PHY-078'],
    async play(test) {
      const { scene, one, two } = test
      await test.up()
      const firstSlot = scene.ahead(3)
      const since = scene.stage.now
      await scene.gen(one, { queueId: 8, firstSlot, slots: 200 })
      const done = await scene.pass(100 * scene.slotPeriod)
      const reminders = repliesTo(done.frames, scene.nodeOf(two))
      const told = { outcome: FAIL, error: NO_MESSAGE_OTHER, slot: firstSlot, queueId: 0, peerQueueId: 8 } as const
      test.check(
        'PHY-078',
        reminders.length > 2 && reminders.every((reply) => holds(reply, told)),
        `the other node is reminded of the first slot that waits, ${reminders.length} times`
      )
      const times = scene.happenings.flatMap((happening) =>
        happening.kind === 'sent' && happening.to === scene.nodeOf(two) && happening.frame.type === 'REPLY'
          ? [happening.time]
          : []
      )
      const waits = [since, ...times].slice(0, -1).map((time, index) => (times[index] ?? 0) - time)
      const isDoubled = waits.slice(1).every((wait, index) => Math.abs(wait - 2 * (waits[index] ?? 0)) <= 2)
      test.check('PHY-078', isDoubled, `after ${waits.join()} ns`)
      test.check('PHY-078', repliesTo(done.frames, scene.nodeOf(one)).length === 0, 'the node that waits is not told')
    }
  },
  {
    name: 'station/withdraws-while-alone',
    requirements: ['PHY-071'],
    async play(test) {
      const { scene, one, two } = test
      await test.up()
      const firstSlot = scene.ahead(3)
      await scene.gen(one, { firstSlot, slots: 10 })
      const withdrawn = await scene.gen(one, { firstSlot, slots: 0 })
      test.check('PHY-071', count(withdrawn, 'REPLY') === 0, 'a withdrawal is not answered')
      const done = await scene.gen(two, { firstSlot, slots: 10 })
      test.check('PHY-071', isNothing(done), 'a batch that was withdrawn is shared with nobody')
      const { commands } = await scene.gen(one, { firstSlot: firstSlot + 1, slots: 4 })
      const observe = commands.find((command) => command.type === 'OBSERVE')
      test.check('PHY-071', observe?.firstSlot === firstSlot + 1 && observe.slots === 4, 'the next batch counts')
    }
  },
  {
    name: 'station/withdraws-while-observed',
    requirements: ['PHY-071', 'PHY-082'],
    async play(test) {
      const { scene, one, two } = test
      await test.up()
      const { batch } = await test.offered()
      await scene.toSlot(batch.firstSlot + 2)
      const done = await scene.gen(one, { slots: 0 })
      test.check(
        'PHY-082',
        done.commands.at(-1)?.type === 'CLOSE',
        'when a batch is withdrawn, its slots are observed no longer'
      )
      const quiet = await scene.pass(scene.slotPeriod)
      test.check('PHY-071', repliesTo(quiet.frames, scene.nodeOf(one)).length === 0, 'nothing more is said of it')
      const { commands } = await scene.gen(one, { queueId: batch.queueId, firstSlot: scene.ahead(1), slots: 2 })
      test.check(
        'PHY-082',
        commands.some(({ type }) => type === 'OBSERVE'),
        `the batch of node ${scene.nodeOf(two)} still waits`
      )
    }
  },
  {
    name: 'station/replaced-before',
    requirements: ['PHY-070'],
    async play(test) {
      const { scene, one, two } = test
      await test.up()
      const firstSlot = scene.ahead(3)
      await scene.gen(one, { queueId: 1, firstSlot, slots: 30 })
      await scene.gen(one, { queueId: 2, firstSlot: firstSlot + 4, slots: 6 })
      const { commands, frames } = await scene.gen(two, { queueId: 2, firstSlot: firstSlot + 4, slots: 30 })
      const observe = commands.find((command) => command.type === 'OBSERVE')
      test.check(
        'PHY-070',
        observe?.firstSlot === firstSlot + 4 && observe.slots === 6 && frames.length === 0,
        'the later batch of a node holds from its first slot on'
      )
    }
  },
  {
    name: 'station/replaced-at-once',
    requirements: ['PHY-070', 'PHY-082'],
    async play(test) {
      const { scene, one, two } = test
      await test.up()
      const { batch } = await test.offered({ queueId: 1, slots: 20 })
      await scene.toSlot(batch.firstSlot + 3)
      const first = scene.ahead(1)
      const mismatch = await scene.gen(one, { queueId: 2, firstSlot: first - 1, slots: 10 })
      test.check(
        'PHY-082',
        mismatch.commands.some(({ type }) => type === 'CLOSE') &&
          !mismatch.commands.some(({ type }) => type === 'OBSERVE'),
        'slots that are for different items now are observed no longer'
      )
      const told = { outcome: FAIL, error: QUEUE_MISMATCH }
      test.check(
        'PHY-070',
        test.isTold(mismatch, one, { ...told, queueId: 2, peerQueueId: 1 }) &&
          test.isTold(mismatch, two, { ...told, queueId: 1, peerQueueId: 2 }),
        'both nodes are told of the items'
      )
    }
  },
  {
    name: 'station/replaced-from-later-on',
    requirements: ['PHY-070', 'PHY-082'],
    async play(test) {
      const { scene, one, two } = test
      await test.up()
      const { batch } = await test.offered({ queueId: 1, slots: 20 })
      const { firstSlot } = batch
      const from = firstSlot + 8
      const { commands, frames } = await scene.gen(one, { queueId: 2, firstSlot: from, slots: 10 })
      const observe = commands.findLast((command) => command.type === 'OBSERVE')
      test.check(
        'PHY-082',
        observe === undefined || observe.firstSlot + observe.slots === from,
        'what is shared ends where a batch is replaced'
      )
      test.check('PHY-070', frames.length === 0, 'the earlier batch holds until then')
      await scene.gen(two, { queueId: 2, firstSlot: from, slots: 10 })
      const later = await scene.toSlot(from)
      const next = scene.detectors.windowOf(scene.link.link)
      test.check(
        'PHY-082',
        next !== undefined && next.firstSlot === from && next.slots === 10,
        'from there on what both batches now share is observed'
      )
      test.check('PHY-070', count(later, 'REPLY') === 0, 'a window that was replaced is no failure')
    }
  },
  {
    name: 'station/next-batch-of-one',
    requirements: ['PHY-070', 'PHY-082'],
    async play(test) {
      const { scene, one, two } = test
      await test.up()
      for (const [earlier, later] of [
        [one, two],
        [two, one]
      ] as const) {
        const { firstSlot } = scene.genOf(earlier)
        const from = firstSlot + 8
        await scene.gen(earlier, { queueId: 1, firstSlot, slots: 20 })
        await scene.gen(later, { queueId: 1, firstSlot, slots: 8 })
        await scene.gen(earlier, { queueId: 2, firstSlot: from, slots: 10 })
        // What was shared is over, without a success.
        await scene.toSlot(from)
        const { commands } = await scene.gen(later, { queueId: 2, firstSlot: from + 4, slots: 20 })
        const observe = commands.findLast((command) => command.type === 'OBSERVE')
        test.check(
          'PHY-082',
          observe?.firstSlot === from + 4 && observe.firstSlot + observe.slots === from + 10,
          `the batch that one node has from ${from} on is kept for the other: observed is from ${observe?.firstSlot} on`
        )
        test.check('PHY-070', observe !== undefined, 'it is not over with the one before')
        await scene.toSlot(from + 40)
      }
    }
  },
  {
    name: 'station/repeated-batch',
    requirements: ['PHY-179'],
    async play(test) {
      const { scene, one, two } = test
      await test.up()
      const { batch } = await test.offered()
      const { queueId, firstSlot, slots } = batch
      for (const side of [one, two]) {
        const done = await scene.gen(side, { queueId, firstSlot, slots })
        test.check('PHY-179', isNothing(done), 'a copy of the GEN whose slots are observed changes nothing')
      }
      await scene.toSlot(firstSlot + 4)
      const done = await scene.gen(one, { queueId, firstSlot, slots })
      test.check('PHY-179', isNothing(done), 'nor does one that comes in the middle of them')
      const { frames } = await scene.see({ slot: firstSlot + 4, bellIndex: 2, offset: 7 })
      test.check('PHY-179', frames.length === 2, 'what is seen then is announced')
    }
  },
  {
    name: 'station/longest-batch',
    requirements: ['PHY-073', 'PHY-072'],
    async play(test) {
      const { scene, one, two } = test
      await test.up()
      await scene.toSlot(2)
      const firstSlot = scene.ahead(3)
      const last = Number.MAX_SAFE_INTEGER
      await scene.gen(one, { firstSlot, slots: last - firstSlot })
      const { commands } = await scene.gen(two, { firstSlot: firstSlot + 1, slots: 7 })
      const observe = commands.find((command) => command.type === 'OBSERVE')
      test.check(
        'PHY-073',
        observe?.firstSlot === firstSlot + 1 && observe.slots === 7,
        'of the longest batch that there is, the shared slots are observed'
      )
      await scene.gen(two, { slots: 0 })
      const { frames } = await scene.gen(two, { firstSlot: 0, slots: 1 })
      test.check('PHY-072', repliesTo(frames, scene.nodeOf(two))[0]?.slot === 0, 'slot 0 is over')
      // Slots of which no clock will ever read the time.
      await scene.gen(one, { firstSlot: last - 3, slots: 3 })
      await scene.gen(two, { firstSlot: last - 3, slots: 3 })
      for (const side of [one, two]) await scene.gen(side, { slots: 0 })
      const { done } = await test.offered({ firstSlot: scene.ahead(4), slots: 6 })
      test.check(
        'PHY-073',
        done.commands.some((command) => command.type === 'OBSERVE' && command.slots === 6),
        'and slots of the present after them'
      )
    }
  }
]
