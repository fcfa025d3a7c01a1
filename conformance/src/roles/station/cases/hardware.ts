import { encodeFrame } from '@bellwire/wire'
import type { StationCase } from '../station-test.js'
import { count, hellosTo, isNothing, repliesTo } from '../station-test.js'

const MILLISECOND = 1_000_000

/** Starts, lost hardware, and what cannot be read. */
export const hardwareCases: readonly StationCase[] = [
  {
    name: 'station/starts-anew',
    requirements: ['PHY-002', 'PHY-012', 'PHY-095'],
    async play(test) {
      const { scene } = test
      await test.up()
      const former = scene.stationIncarnation
      const { batch } = await test.offered()
      const { frames } = await scene.restart()
      const greetings = hellosTo(frames, scene.nodeOf(0))
      test.check(
        'PHY-002',
        scene.stationIncarnation > 0 && scene.stationIncarnation !== former,
        `a new process has an incarnation of its own: ${scene.stationIncarnation}`
      )
      test.check('PHY-012', greetings.length > 0 && greetings.every(({ epoch }) => epoch === 0), 'it knows of no epoch')
      const late = await scene.gen(0, { firstSlot: batch.firstSlot })
      test.check('PHY-012', late.commands.length === 0, 'nothing is left of the former epoch')
      const stale = await scene.say(scene.nodeOf(0), scene.openOf(scene.epoch + 1, { stationIncarnation: former }))
      test.check('PHY-095', count(stale, 'OPEN_ACK') === 0, 'an OPEN for the former process opens nothing')
      test.check('PHY-095', hellosTo(stale.frames, scene.nodeOf(0)).length === 1, 'it is answered with HELLO')
    }
  },
  {
    name: 'station/hardware-lost',
    requirements: ['DEV-084', 'PHY-002'],
    async play(test) {
      const { scene, one, two } = test
      await test.up()
      const former = scene.stationIncarnation
      await test.offered()
      const lost = await scene.hear({ type: 'LOST', text: new Uint8Array() })
      test.check('DEV-084', lost.frames.length === 0, 'a station without hardware is silent')
      const node = scene.nodeOf(one)
      const asked = await scene.during(async () => {
        await scene.stage.deliver(node, scene.helloOf(node))
        await scene.stage.deliver(scene.nodeOf(0), scene.openOf(scene.epoch + 1))
        await scene.gen(two)
        await scene.pass(100 * MILLISECOND)
      })
      test.check('DEV-084', asked.frames.length === 0, 'whatever it is asked')
      const { frames } = await scene.hear({ type: 'RESTARTED', incarnation: 2 })
      test.check(
        'DEV-084',
        hellosTo(frames, node).some(({ epoch }) => epoch === 0),
        'it greets when its hardware is there again'
      )
      test.check('PHY-002', scene.stationIncarnation !== former, 'as another process')
      await scene.open(scene.epoch + 1)
      const { batch } = await test.offered()
      await scene.toSlot(batch.firstSlot)
      const done = await scene.see({ slot: batch.firstSlot, bellIndex: 0, offset: 0 })
      test.check(
        'DEV-084',
        repliesTo(done.frames, node)[0]?.sequence === scene.firstSequence,
        'and does what a station does'
      )
    }
  },
  {
    name: 'station/hardware-lost-while-one-waits',
    requirements: ['DEV-084'],
    async play(test) {
      const { scene, one } = test
      await test.up()
      await scene.gen(one)
      await scene.hear({ type: 'LOST', text: new Uint8Array() })
      // Reminders of the other node, and the end of the batch, would be due.
      const after = await scene.during(() => scene.pass(100 * MILLISECOND))
      test.check('DEV-084', isNothing(after), 'of a batch that waited nothing is said, and nothing done')
      const { frames } = await scene.hear({ type: 'RESTARTED', incarnation: 2 })
      test.check('DEV-084', hellosTo(frames, scene.nodeOf(one)).length > 0, 'until its hardware is there again')
    }
  },
  {
    name: 'station/no-frames',
    requirements: ['WIR-014', 'WIR-015', 'WIR-022'],
    async play(test) {
      const { scene, one } = test
      await test.up()
      const { batch } = await test.offered()
      const node = scene.nodeOf(one)
      const withdrawal = encodeFrame(scene.genOf(one, { slots: 0 }))
      const wrongs = [
        ['WIR-014', withdrawal.slice(0, -1)],
        ['WIR-014', Uint8Array.of(...withdrawal, 0x07)],
        ['WIR-014', Uint8Array.of(...withdrawal, ...withdrawal)],
        ['WIR-014', new Uint8Array()],
        ['WIR-022', Uint8Array.of(0xba, 0x3e, 0)]
      ] as const
      for (const [clause, bytes] of wrongs) {
        const done = await scene.during(() => scene.stage.deliverBytes(node, bytes))
        test.check(clause, isNothing(done), `${bytes.length} bytes that are no frame are refused`)
      }
      await scene.toSlot(batch.firstSlot)
      const { frames } = await scene.see({ slot: batch.firstSlot, bellIndex: 0, offset: 0 })
      test.check('WIR-015', frames.length === 2, 'the batches are as they were')
    }
  },
  {
    name: 'station/not-for-stations',
    requirements: ['PHY-009'],
    async play(test) {
      const { scene, one } = test
      await test.up()
      const { batch } = await test.offered()
      const node = scene.nodeOf(one)
      const header = { link: scene.link.link, incarnation: scene.incarnations.get(node) ?? 1, epoch: scene.epoch }
      const frames = [
        { type: 'OPEN_ACK', ...header },
        { type: 'KEEPALIVE', ...header, answer: false, expected: 0, freeQubits: 1, confirmed: 0 },
        { type: 'LINK_STATE', ...header, serial: 1, state: 4, validUntil: 0 },
        { type: 'SLOT_REQUEST', ...header, serial: 1, demand: 3 },
        { ...scene.genOf(one, { slots: 0 }), link: 999 }
      ] as const
      for (const frame of frames) {
        const done = await scene.say(node, frame, 'forged')
        test.check('PHY-009', isNothing(done), `${frame.type} has no meaning at a station without a switch`)
      }
      const silent = await scene.hear({ type: 'SILENT', link: scene.link.link, lastSlot: batch.firstSlot - 1 })
      test.check('PHY-009', isNothing(silent), 'nor has the end of a window that was not open')
      await scene.toSlot(batch.firstSlot)
      const done = await scene.see({ slot: batch.firstSlot, bellIndex: 0, offset: 0 })
      test.check('PHY-009', done.frames.length === 2, 'the batches are as they were')
    }
  }
]
