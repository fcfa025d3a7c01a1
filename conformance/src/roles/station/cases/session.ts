import { HeraldingPlace, Role, WIRE_VERSIONS } from '@bellwire/wire'
import type { StationCase } from '../station-test.js'
import { count, hellosTo, isNothing, repliesTo } from '../station-test.js'

const SECOND = 1_000_000_000
/** A version that nobody speaks. */
const STRANGE = { minimumVersion: WIRE_VERSIONS.maximum + 1, maximumVersion: WIRE_VERSIONS.maximum + 9 }

/** Who is there, and which epoch (sections 2.1, 2.2 and 2.7). */
export const sessionCases: readonly StationCase[] = [
  {
    name: 'station/greets',
    requirements: ['PHY-090', 'PHY-003', 'PHY-012'],
    async play(test) {
      const { scene } = test
      const { frames } = await scene.during(() => scene.stage.start())
      for (const { link, nodes } of scene.stage.setting.links)
        for (const node of nodes) {
          const greetings = hellosTo(frames, node).filter((hello) => hello.link === link)
          test.check('PHY-090', greetings.length === 1, `at its start ${greetings.length} HELLO go to node ${node}`)
          test.check(
            'PHY-003',
            greetings.every(({ incarnation }) => incarnation > 0),
            'HELLO has an incarnation'
          )
          test.check(
            'PHY-012',
            greetings.every(({ epoch }) => epoch === 0),
            'a new process knows of no epoch that is over'
          )
          test.check(
            'PHY-090',
            greetings.every(({ node: sender, role }) => sender === scene.station && role === Role.STATION),
            'HELLO says who greets'
          )
        }
    }
  },
  {
    name: 'station/greets-less-and-less',
    requirements: ['PHY-090'],
    async play(test) {
      const { scene } = test
      await scene.stage.start()
      await scene.pass(SECOND / 10)
      const times = scene.happenings.flatMap((one) =>
        one.kind === 'sent' && one.to === scene.nodeOf(0) && one.frame.type === 'HELLO' ? [one.time] : []
      )
      const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0))
      const doubles = waits.slice(1).every((wait, index) => Math.abs(wait - 2 * (waits[index] ?? 0)) <= 2)
      test.check('PHY-090', waits.length > 2 && doubles, `HELLO comes again after ${waits.join()} ns`)
      await scene.open(1)
      test.need(scene.epoch === 1, 'an epoch is opened')
      const { frames } = await scene.pass(SECOND / 5)
      const after = hellosTo(frames, scene.nodeOf(0)).filter(({ link }) => link === scene.link.link)
      test.check('PHY-090', after.length === 0, `with an epoch ${after.length} further HELLO come`)
    }
  },
  {
    name: 'station/heralding-place',
    requirements: ['PHY-141'],
    scene: { heraldingPlace: HeraldingPlace.RECEIVER },
    async play(test) {
      const { scene } = test
      const { frames } = await scene.during(() => scene.stage.start())
      const { link, heraldingPlace } = scene.link
      for (const hello of hellosTo(frames, scene.nodeOf(test.one)))
        test.check(
          'PHY-141',
          hello.link !== link || hello.heraldingPlace === heraldingPlace,
          `heralds of the link come about at ${hello.heraldingPlace}`
        )
    }
  },
  {
    name: 'station/opens',
    requirements: ['PHY-091', 'PHY-095'],
    async play(test) {
      const { scene } = test
      await scene.stage.start()
      for (const wrong of [{ stationIncarnation: (scene.stationIncarnation % 0xffff_fffe) + 1 }]) {
        const { frames } = await scene.open(5, wrong)
        const [hello] = hellosTo(frames, scene.nodeOf(0))
        test.check('PHY-095', scene.epoch === 0, 'an OPEN for another process of the station opens nothing')
        test.check('PHY-095', hello?.epoch === 0 && frames.length === 1, 'it is answered with HELLO')
      }
      const { frames } = await scene.open(5)
      const [first] = frames
      test.check(
        'PHY-091',
        frames.length === 1 && first?.to === scene.nodeOf(0) && first.frame.type === 'OPEN_ACK' && scene.epoch === 5,
        'OPEN is answered with OPEN_ACK of its epoch'
      )
      await scene.open(9)
      test.check('PHY-091', scene.epoch === 9, 'a later epoch takes its place')
    }
  },
  {
    name: 'station/open-of-former-epoch',
    requirements: ['PHY-095', 'PHY-091'],
    async play(test) {
      const { scene } = test
      await test.up()
      const stranger = scene.openOf(scene.epoch, { incarnation: 77 })
      for (const epoch of [scene.epoch, scene.epoch - 1]) {
        const { frames } = await scene.say(scene.nodeOf(0), { ...stranger, epoch }, 'forged')
        const [hello] = hellosTo(frames, scene.nodeOf(0))
        test.check(
          'PHY-095',
          frames.length === 1 && hello?.epoch === scene.epoch,
          `an OPEN of epoch ${epoch} by a new process of the master is told that ${scene.epoch} is over`
        )
      }
      const { done } = await test.offered()
      test.check('PHY-091', done.commands.length > 0, 'the present epoch goes on')
    }
  },
  {
    name: 'station/open-again',
    requirements: ['PHY-092'],
    async play(test) {
      const { scene } = test
      await test.up()
      const { batch } = await test.offered()
      await scene.toSlot(batch.firstSlot)
      await scene.see({ slot: batch.firstSlot, bellIndex: 1, offset: 0 })
      const next = await test.offered()
      const done = await scene.say(scene.nodeOf(0), scene.openOf(scene.epoch), 'doubled')
      test.check(
        'PHY-092',
        done.frames.length === 1 && count(done, 'OPEN_ACK') === 1 && done.commands.length === 0,
        'an OPEN that comes again is answered with OPEN_ACK and nothing else'
      )
      await scene.toSlot(next.batch.firstSlot)
      const { frames } = await scene.see({ slot: next.batch.firstSlot, bellIndex: 2, offset: 0 })
      test.check(
        'PHY-092',
        repliesTo(frames, scene.nodeOf(1))[0]?.sequence === (scene.firstSequence + 1) >>> 0,
        'the batches and the numbers of the epoch are as before'
      )
    }
  },
  {
    name: 'station/open-begins-anew',
    requirements: ['PHY-097', 'PHY-098', 'PHY-080'],
    async play(test) {
      const { scene } = test
      await test.up()
      const first = await test.offered()
      await scene.toSlot(first.batch.firstSlot)
      await scene.see({ slot: first.batch.firstSlot, bellIndex: 1, offset: 0 })
      await test.offered()
      const slotPeriod = scene.slotPeriod + 3000
      const slotOrigin = scene.stage.now + 1234
      const done = await scene.open(scene.epoch + 1, { slotOrigin, slotPeriod, firstSequence: 41 })
      test.check(
        'PHY-097',
        done.commands.some(({ type }) => type === 'CLOSE'),
        'with a new epoch the gates are closed'
      )
      const alone = await scene.gen(test.two)
      test.check('PHY-097', isNothing(alone), 'the batch of the other node was of the former epoch')
      const { queueId, firstSlot, slots } = scene.genOf(test.one)
      const { commands } = await scene.gen(test.one, { queueId, firstSlot, slots })
      const observe = commands.find((one) => one.type === 'OBSERVE')
      test.check(
        'PHY-098',
        observe !== undefined &&
          observe.arrival === slotOrigin + observe.firstSlot * slotPeriod &&
          observe.period === slotPeriod,
        'slots are counted as the new OPEN says'
      )
      await scene.toSlot(firstSlot)
      const { frames } = await scene.see({ slot: firstSlot, bellIndex: 3, offset: 0 })
      test.check('PHY-080', repliesTo(frames, scene.nodeOf(0))[0]?.sequence === 41, 'numbers begin anew')
    }
  },
  {
    name: 'station/answers-hello',
    requirements: ['PHY-094'],
    async play(test) {
      const { scene, one } = test
      await test.up()
      const node = scene.nodeOf(one)
      const present = await scene.say(node, scene.helloOf(node, { epoch: scene.epoch - 1 }))
      test.check(
        'PHY-094',
        present.frames.length === 1 && hellosTo(present.frames, node)[0]?.epoch === scene.epoch - 1,
        `a HELLO from before the epoch is told that ${scene.epoch - 1} is over`
      )
      const { frames } = await scene.say(node, scene.helloOf(node, { incarnation: 99 }))
      const [hello] = hellosTo(frames, node)
      test.check(
        'PHY-094',
        frames.length === 1 && hello?.answer === true && hello.epoch === scene.epoch,
        `a new process of a node is told that epoch ${scene.epoch} is over`
      )
      const done = await scene.say(node, scene.helloOf(node, { answer: true }))
      test.check('PHY-094', isNothing(done), 'a HELLO that answers is not answered')
    }
  },
  {
    name: 'station/no-common-version',
    requirements: ['PHY-094', 'PHY-099'],
    async play(test) {
      const { scene, one } = test
      await scene.stage.start()
      const node = scene.nodeOf(one)
      const refused = await scene.say(node, scene.helloOf(node, STRANGE))
      test.check('PHY-094', isNothing(refused), 'a HELLO without a common version is not answered')
      const done = await scene.open(1)
      test.check('PHY-099', isNothing(done), 'nor is an OPEN that names this process')
      scene.incarnations.set(node, 12_345)
      await scene.say(node, scene.helloOf(node))
      await scene.open(1)
      test.check('PHY-099', scene.epoch === 1, 'another process of that node is accepted')
    }
  },
  {
    name: 'station/hello-of-another',
    requirements: ['PHY-069'],
    async play(test) {
      const { scene, one, two } = test
      await test.up()
      const node = scene.nodeOf(one)
      for (const wrong of [{ node: scene.nodeOf(two) }, { node: 99 }, { role: Role.STATION }]) {
        const done = await scene.say(node, scene.helloOf(node, { incarnation: 99, ...wrong }), 'forged')
        test.check('PHY-069', isNothing(done), `a HELLO with ${Object.keys(wrong).join()} of another is ignored`)
      }
    }
  },
  {
    name: 'station/strangers',
    requirements: ['PHY-096'],
    async play(test) {
      const { scene } = test
      await test.up()
      const { batch } = await test.offered()
      const [, stranger] = scene.other.nodes
      for (const from of [stranger, 99]) {
        const header = { link: scene.link.link, incarnation: 5, epoch: scene.epoch }
        const frames = [
          scene.helloOf(from),
          scene.openOf(scene.epoch + 1),
          scene.genOf(0, { slots: 0 }),
          scene.genOf(1, { queueId: 9 }),
          { type: 'SYNC', ...header, exchange: 1, originTime: 1, offset: 0, drift: 0, quality: 0 }
        ] as const
        for (const frame of frames) {
          const done = await scene.say(from, frame, 'forged')
          test.check('PHY-096', isNothing(done), `${frame.type} of node ${from}, no end of the link, changes nothing`)
        }
      }
      await scene.toSlot(batch.firstSlot)
      const { frames } = await scene.see({ slot: batch.firstSlot, bellIndex: 0, offset: 0 })
      test.check('PHY-096', frames.length === 2, 'the batches are as they were')
    }
  },
  {
    name: 'station/former-processes',
    requirements: ['PHY-004', 'PHY-093'],
    async play(test) {
      const { scene, one, two } = test
      await test.up()
      await scene.gen(one)
      const { incarnation } = scene.genOf(two)
      const wrongs = [
        { epoch: scene.epoch - 1 },
        { epoch: scene.epoch + 1 },
        { incarnation: incarnation === 1 ? 2 : incarnation - 1 },
        { incarnation: scene.genOf(one).incarnation }
      ]
      for (const wrong of wrongs) {
        const { frames, commands } = await scene.gen(two, wrong)
        const what = Object.entries(wrong).join()
        test.check('PHY-004', commands.length === 0 && count({ frames, commands }, 'REPLY') === 0, `GEN of ${what}`)
        const [hello] = hellosTo(frames, scene.nodeOf(two))
        test.check(
          'PHY-093',
          frames.length === 1 && hello?.epoch === scene.epoch - 1,
          `a GEN of ${what} is told that ${scene.epoch - 1} is over`
        )
      }
      const { commands } = await scene.gen(two)
      test.check('PHY-004', commands.length > 0, 'what was offered before is as it was')
    }
  },
  {
    name: 'station/tells-the-time',
    requirements: ['PHY-026'],
    async play(test) {
      const { scene, one } = test
      await test.up()
      const node = scene.nodeOf(one)
      const incarnation = scene.incarnations.get(node) ?? 1
      for (const [exchange, epoch] of [scene.epoch, 0, scene.epoch + 7].entries()) {
        await scene.pass(1 + scene.random.below(10_000))
        const originTime = scene.random.below(2 ** 40)
        const header = { link: scene.link.link, incarnation, epoch }
        const estimate = { offset: 0, drift: 0, quality: 0 }
        const { frames } = await scene.say(node, { type: 'SYNC', ...header, exchange, originTime, ...estimate })
        const [answer] = frames
        const frame = answer?.frame.type === 'SYNC_REPLY' ? answer.frame : undefined
        test.check(
          'PHY-026',
          frames.length === 1 && answer?.to === node && frame?.exchange === exchange && frame.epoch === epoch,
          `a SYNC of epoch ${epoch} is answered to its sender`
        )
        test.check('PHY-026', frame?.originTime === originTime, 'the answer repeats when the SYNC was sent')
        test.check(
          'PHY-026',
          frame?.receiveTime === scene.stage.now && frame.transmitTime === scene.stage.now,
          `it states the station's time, ${scene.stage.now} ns: ${frame?.receiveTime} and ${frame?.transmitTime}`
        )
      }
    }
  }
]
