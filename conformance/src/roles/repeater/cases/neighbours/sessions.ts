import type { Frame } from '@bellwire/wire'
import { sinceNow } from '../../../../cases/steps.js'
import type { Arm } from '../../repeater-scene.js'
import type { RepeaterCase, RepeaterTest } from '../../repeater-test.js'
import { WINDOW } from '../../session-monitor.js'
import { acknowledgedAt, idle, MILLISECOND, news, quiet, SECOND, sentTo, toldOf } from './steps.js'

/** Far longer than any frame is sent again. */
const LONG = 60 * SECOND

/** So many frames are acknowledged at once. */
const BATCH = 32

/** Calls of a neighbour that is not there. */
const MANY = 3

/** Origins of what is passed on. */
const FAR = 1000

/** The beginning and the end of a session with a neighbour, and what is under way in it (section 6.2). */
export const sessionCases: readonly RepeaterCase[] = [
  {
    name: 'network/any-frame-begins-a-session',
    requirements: ['NET-004', 'NET-011'],
    async play(test) {
      const { scene } = test
      const { up } = scene
      const session = await seekingSession(test, up)
      // No NEIGHBOUR: one that had begun before could send this first.
      up.neighbour.peerSession = session
      const first = up.neighbour.next(news(FAR))
      const begins = (): boolean => sentTo(test, up).some(({ frame }) => frame.peerSession === up.neighbour.session)
      const isHeard = (): boolean => acknowledgedAt(test, up, 1) !== undefined
      for (let time = 0; time < 3 && !isHeard(); time++) {
        scene.stage.send(up.peer.node, first)
        await scene.until(isHeard)
      }
      test.must('NET-004', begins(), 'a session begins with an ordered frame that names that of the repeater')
      test.check('NET-011', isHeard(), 'and the frame is of it: the next one is expected')
    }
  },
  {
    name: 'network/seeks-its-neighbours',
    requirements: ['NET-007'],
    async play(test) {
      const { scene } = test
      await seekingSession(test, scene.up)
      for (const arm of scene.arms) {
        const calls = () => sentTo(test, arm).filter(({ frame }) => isSeeking(frame))
        const time = (calls()[0]?.time ?? Infinity) - scene.stage.setting.time
        test.check(
          'NET-007',
          time <= 2 * arm.link.peerDelay,
          `a process seeks its neighbours at once, not after ${time} ns`
        )
        await scene.until(() => calls().length >= MANY, LONG)
        test.check('NET-007', calls().length >= MANY, `and again while there is no answer: ${calls().length} times`)
      }
    }
  },
  {
    name: 'network/names-both-sessions',
    requirements: ['NET-002'],
    async play(test) {
      const { scene } = test
      await test.begin()
      await quiet(test)
      const before = scene.happenings.length
      // All that it says: what it passes on, what it acknowledges, and that it wants to hear something.
      for (const { neighbour } of scene.arms) neighbour.say(news(FAR + neighbour.node))
      const calls = (arm: Arm): boolean =>
        sentTo(test, arm, before).some(({ frame }) => frame.type === 'NEIGHBOUR' && !frame.answer)
      await scene.until(() => scene.arms.every(calls), 10 * SECOND)
      for (const arm of scene.arms) {
        const sent = sentTo(test, arm, before)
        test.need(sent.length > 0, 'the repeater says something')
        const { session, peerSession } = arm.neighbour
        const isNamed = sent.every(({ frame }) => frame.session === peerSession && frame.peerSession === session)
        test.check('NET-002', isNamed, `every frame to node ${arm.peer.node} names both sessions`)
      }
    }
  },
  {
    name: 'network/calls-are-answered',
    requirements: ['NET-005'],
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      const stranger = 1 + scene.random.below(2 ** 31)
      await seekingSession(test, up)
      await judgeAnswered(test, up, up.neighbour.session, 0, 'while it has no session')
      for (const { neighbour } of scene.arms) neighbour.hearing = 'all'
      test.need(await scene.isReady(0), 'both links come up, and both neighbours have a session')
      await quiet(test)
      for (const arm of [up, down]) {
        const { session, peerSession } = arm.neighbour
        await judgeAnswered(test, arm, session, peerSession, 'in its session')
        await judgeAnswered(test, arm, session, 0, 'of the session, by one that does not know the other')
        await judgeAnswered(test, arm, stranger, 0, 'by a stranger')
      }
    }
  },
  {
    name: 'network/frames-under-way',
    requirements: ['NET-008', 'NET-009', 'NET-013'],
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      await quiet(test)
      const before = scene.happenings.length
      const heard = down.neighbour.heard.length
      down.neighbour.hearing = 'nothing'
      const all = Array.from({ length: 3 * BATCH }, (_, index) => FAR + index)
      for (const [index, origin] of all.entries()) {
        const frame = up.neighbour.next(news(origin))
        scene.stage.send(up.peer.node, frame)
        if (index % BATCH === BATCH - 1)
          test.need(
            await scene.until(() => acknowledgedAt(test, up, frame.serial + 1, before) !== undefined),
            'a batch of frames is acknowledged'
          )
      }
      await scene.pass(MILLISECOND)
      const serials = new Set(
        sentTo(test, down, before).flatMap(({ frame }) => ('serial' in frame ? [frame.serial] : []))
      )
      test.need(serials.size > 0, 'frames are under way')
      const { peerSession } = down.neighbour
      const isOne = sentTo(test, down, before).every(({ frame }) => frame.session === peerSession)
      test.need(isOne, 'all of them in one session')
      test.check('NET-009', serials.size <= WINDOW, `${serials.size} frames are under way`)
      down.neighbour.hearing = 'all'
      const come = (): boolean => all.every((origin) => toldOf(down, origin, heard).length > 0)
      await scene.until(come, 10 * SECOND)
      test.check('NET-013', come(), 'what was lost is sent again')
      const inOrder = firstSerials(test, down, before)
      test.check(
        'NET-008',
        inOrder.length >= all.length &&
          inOrder.every((serial, at) => at === 0 || serial === (inOrder[at - 1] ?? 0) + 1),
        'the frames are numbered in the order in which they were first sent'
      )
    }
  },
  {
    name: 'network/sends-again',
    requirements: ['NET-013', 'NET-011'],
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      await quiet(test)
      const before = scene.happenings.length
      const heard = down.neighbour.heard.length
      down.neighbour.hearing = 'calls'
      const all = [FAR, FAR + 1, FAR + 2]
      for (const origin of all) up.neighbour.say(news(origin))
      // What comes from there meanwhile the copies acknowledge, too.
      await scene.pass(MILLISECOND)
      const meanwhile = down.neighbour.next(idle(test))
      scene.stage.send(down.peer.node, meanwhile)
      const times = (origin: number): readonly number[] =>
        sentTo(test, down, before).flatMap(({ frame, time }) =>
          frame.type === 'ADVERTISEMENT' && frame.origin === origin ? [time] : []
        )
      const sequence = (): readonly number[] => times(FAR)
      await scene.until(() => sequence().length >= 4, 10 * SECOND)
      const oldest = sequence()
      test.must('NET-013', oldest.length >= 2, 'what is not acknowledged is sent again')
      const lastCopy = sentTo(test, down, before).findLast(({ frame }) => frame.type === 'ADVERTISEMENT')?.frame
      const isNamed = lastCopy?.expected === meanwhile.serial + 1
      test.check('NET-011', isNamed, `and acknowledges what has come since: ${lastCopy?.expected}`)
      // What was not under way with the oldest had its first time later, or has not had it.
      const others = all.slice(1).every((origin) => {
        const [first = Infinity] = times(origin)
        return times(origin).length >= oldest.filter((time) => time > first).length
      })
      test.check('NET-013', others, 'and with it all that is under way')
      const gaps = oldest.slice(1).map((time, index) => time - (oldest[index] ?? 0))
      const roundTrips = 6 * down.link.peerDelay
      test.check('NET-013', Math.min(...gaps) >= roundTrips, `not before three round trips: ${gaps.join()} ns`)
      const [first = 0] = gaps
      test.check('NET-013', Math.max(...gaps) <= 1.5 * first, `nor ever later: ${gaps.join()} ns`)
      down.neighbour.hearing = 'all'
      const come = (): boolean => all.every((origin) => toldOf(down, origin, heard).length > 0)
      test.check('NET-013', await scene.until(come, 10 * SECOND), 'until it is heard')
    }
  },
  {
    name: 'network/gives-a-session-up',
    requirements: ['NET-014', 'NET-007'],
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      await test.open()
      await quiet(test)
      const before = scene.happenings.length
      const { session, peerSession } = down.neighbour
      // One frame is acknowledged, and then none.
      up.neighbour.say(news(FAR + 1))
      test.need(await scene.until(() => toldOf(down, FAR + 1).length > 0), 'a frame goes on')
      await scene.pass(6 * down.link.peerDelay)
      // It says that it is there whenever it is asked, and more often than that.
      down.neighbour.hearing = 'calls'
      up.neighbour.say(news(FAR))
      const isOver = sinceNow(scene, (one) => {
        if (one.kind !== 'sent' || one.to !== down.peer.node) return false
        return 'peerSession' in one.frame && one.frame.session !== peerSession
      })
      const until = scene.stage.now + LONG
      const alive = { type: 'NEIGHBOUR', session, peerSession, node: down.peer.node, answer: true } as const
      const { expected } = down.neighbour
      while (!isOver() && scene.stage.now < until) {
        scene.stage.send(down.peer.node, { ...alive, expected })
        await scene.until(isOver, SECOND / 10)
      }
      test.must('NET-014', isOver(), 'a session in which a frame is never acknowledged ends')
      const seeks = (): boolean => sentTo(test, down, before).some(({ frame }) => isSeeking(frame))
      test.check('NET-007', await scene.until(seeks), 'and another one is sought')
      const sought = sentTo(test, down, before).find(({ frame }) => isSeeking(frame))?.time ?? Infinity
      // With the session the circuit ends, and the node upstream is told when it does.
      const ended = sentTo(test, up, before).find(({ frame }) => frame.type === 'CIRCUIT_ERR')?.time ?? sought
      const wait = sought - ended
      test.check('NET-007', wait <= 2 * down.link.peerDelay, `at once, not ${wait} ns after the circuit has ended`)
    }
  }
]

/** The repeater begins, and its neighbours say nothing. Returns its session with one of them. */
export async function seekingSession(test: RepeaterTest, arm: Arm): Promise<number> {
  const { scene } = test
  for (const { neighbour } of scene.arms) neighbour.hearing = 'nothing'
  await scene.stage.start()
  const called = () => sentTo(test, arm).find(({ frame }) => frame.type === 'NEIGHBOUR')?.frame
  test.need(await scene.until(() => called() !== undefined), 'the repeater seeks its neighbour')
  return called()?.session ?? 0
}

/** Serials of what was sent to a neighbour, in the order in which each was first sent. */
function firstSerials(test: RepeaterTest, arm: Arm, since: number): readonly number[] {
  return [...new Set(sentTo(test, arm, since).flatMap(({ frame }) => ('serial' in frame ? [frame.serial] : [])))]
}

function isSeeking(frame: Frame): boolean {
  return frame.type === 'NEIGHBOUR' && !frame.answer && frame.peerSession === 0
}

/** A NEIGHBOUR that wants an answer has one. */
async function judgeAnswered(
  test: RepeaterTest,
  arm: Arm,
  session: number,
  peerSession: number,
  when: string
): Promise<void> {
  const { scene } = test
  const { node } = arm.peer
  const since = scene.happenings.length
  const { expected } = arm.neighbour
  scene.stage.send(node, { type: 'NEIGHBOUR', session, peerSession, expected, node, answer: false })
  const isAnswered = (): boolean =>
    sentTo(test, arm, since).some(
      ({ frame }) => frame.type === 'NEIGHBOUR' && frame.answer && frame.peerSession === session
    )
  test.check('NET-005', await scene.until(isAnswered), `the repeater is called ${when}, and answers the caller`)
}
