import type { OrderedFrame } from '@bellwire/wire'
import type { Arm } from '../../repeater-scene.js'
import type { RepeaterCase, RepeaterTest } from '../../repeater-test.js'
import { seekingSession } from './sessions.js'
import { acknowledgedAt, idle, MICROSECOND, MILLISECOND, news, quiet, SECOND, sentTo, toldOf } from './steps.js'

/** So many frames are acknowledged at once. */
const BATCH = 32

/** Of what is passed on, and of somebody who is no neighbour. */
const FAR = 1000
const STRANGER = 99

/** What clocks and whole numbers of nanoseconds make of a time. */
const ERROR = MICROSECOND

/** Frames of a session: acknowledged, in order, once, and from the neighbour alone (section 6.2). */
export const orderCases: readonly RepeaterCase[] = [
  {
    name: 'network/acknowledges',
    requirements: ['NET-012', 'NET-018'],
    async play(test) {
      const { scene } = test
      const { up } = scene
      await test.begin()
      await quiet(test)
      const delay = await acknowledgeDelay(test)
      const single = up.neighbour.next(idle(test))
      const once = await waitOf(test, up, [single])
      test.check('NET-012', once <= delay, `a frame is acknowledged after ${once} ns, at most ${delay}`)
      for (let time = 0; time < 3; time++) {
        const again = await waitOf(test, up, [single])
        test.check('NET-018', again <= delay, `one that comes again is acknowledged again, after ${again} ns`)
      }
      await quiet(test)
      const batch = Array.from({ length: BATCH }, () => up.neighbour.next(idle(test)))
      const many = await waitOf(test, up, batch)
      test.check('NET-012', many <= ERROR, `${BATCH} frames are acknowledged at once, not after ${many} ns`)
    }
  },
  {
    name: 'network/in-order-and-once',
    requirements: ['NET-010', 'NET-011'],
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      await test.open()
      await quiet(test)
      const before = down.neighbour.of('PATH').length
      const passed = (): number => down.neighbour.of('PATH').length - before
      const refresh = up.neighbour.next(scene.path())
      scene.stage.send(up.peer.node, refresh)
      scene.stage.send(up.peer.node, refresh, 'doubled')
      test.must('NET-010', await scene.until(() => passed() > 0), 'a frame is acted upon')
      await scene.pass(MILLISECOND)
      up.neighbour.say(idle(test))
      scene.stage.send(up.peer.node, refresh)
      await quiet(test)
      test.check('NET-010', passed() === 1, `once, however often it comes: PATH goes on ${passed()} times`)
      await judgeOrder(test)
    }
  },
  {
    name: 'network/nobody-else-in-a-session',
    requirements: ['NET-017'],
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      const { node } = up.peer
      const other = 1 + scene.random.below(2 ** 31)
      const sought = await seekingSession(test, up)
      const misnamed = { type: 'NEIGHBOUR', session: other, expected: 0, node: STRANGER, answer: true } as const
      scene.stage.send(node, { ...misnamed, peerSession: sought })
      await scene.pass(MILLISECOND)
      const takesIt = (): boolean => sentTo(test, up).some(({ frame }) => frame.peerSession === other)
      test.check('NET-017', !takesIt(), 'a NEIGHBOUR of another node than its sender begins no session')
      for (const { neighbour } of scene.arms) neighbour.hearing = 'all'
      test.need(await scene.isReady(0), 'both links come up, and both neighbours have a session')
      await quiet(test)

      const before = scene.happenings.length
      const { peerSession } = up.neighbour
      scene.stage.send(node, { ...misnamed, peerSession })
      await scene.pass(MILLISECOND)
      const frame = up.neighbour.next(news(FAR))
      await judgeIgnored(test, frame, 'of somebody who is no neighbour', () => scene.stage.send(STRANGER, frame))
      const unsent = { ...frame, expected: frame.expected + 7 }
      await judgeIgnored(test, frame, 'that acknowledges what was never sent', () => scene.stage.send(node, unsent))
      scene.stage.send(node, frame)
      test.check('NET-017', await scene.until(() => toldOf(down, FAR).length > 0), 'the neighbour’s own is acted upon')
      const goesOn = sentTo(test, up, before).every((one) => one.frame.session === peerSession)
      test.check('NET-017', goesOn, 'and the session is what it was')
    }
  }
]

/** How long the repeater may wait until it acknowledges a frame, as it waits for a neighbour itself (NET-012, NET-013). */
async function acknowledgeDelay(test: RepeaterTest): Promise<number> {
  const { scene } = test
  const { up, down } = scene
  const since = scene.happenings.length
  down.neighbour.hearing = 'calls'
  up.neighbour.say(news(FAR))
  const times = (): readonly number[] =>
    sentTo(test, down, since).flatMap(({ frame, time }) => (frame.type === 'ADVERTISEMENT' ? [time] : []))
  test.need(await scene.until(() => times().length >= 2, 10 * SECOND), 'a frame that is lost is sent again')
  down.neighbour.hearing = 'all'
  await quiet(test)
  const [first = 0, second = 0] = times()
  const { peerDelay } = down.link
  return Math.max(second - first - 6 * peerDelay, peerDelay) + ERROR
}

/** How long frames that come together, the last of them, wait for an acknowledgement. */
async function waitOf(test: RepeaterTest, arm: Arm, frames: readonly OrderedFrame[]): Promise<number> {
  const { scene } = test
  const since = scene.happenings.length
  for (const frame of frames) scene.stage.send(arm.peer.node, frame)
  const last = frames.at(-1)?.serial ?? 0
  const arrival = scene.stage.now + arm.link.peerDelay
  const isAcknowledged = (): boolean => acknowledgedAt(test, arm, last + 1, since) !== undefined
  await scene.until(isAcknowledged, 10 * SECOND)
  return (acknowledgedAt(test, arm, last + 1, since) ?? Infinity) - arrival
}

/** Two frames come in the wrong order. */
async function judgeOrder(test: RepeaterTest): Promise<void> {
  const { scene } = test
  const { up, down } = scene
  const { node } = up.peer
  const [older, newer] = [up.neighbour.next(news(FAR)), up.neighbour.next(news(FAR, { sequence: 2 }))]
  const told = up.neighbour.heard.length
  const since = scene.happenings.length
  scene.stage.send(node, newer)
  await scene.pass(MILLISECOND)
  test.check('NET-010', toldOf(down, FAR).length === 0, 'a frame is not acted upon before the one that comes before it')
  const says = acknowledgedAt(test, up, older.serial + 1, since)
  test.check('NET-011', says === undefined, 'nor is it said to have come with all before it')
  scene.stage.send(node, older)
  // Who keeps no frame that comes too early has it now.
  await scene.pass(MILLISECOND)
  scene.stage.send(node, newer)
  const isLast = (): boolean => toldOf(down, FAR).at(-1)?.sequence === 2
  test.check('NET-010', await scene.until(isLast), 'the one is acted upon after the other')
  const isHeard = (): boolean => acknowledgedAt(test, up, newer.serial + 1, since) !== undefined
  test.check('NET-011', await scene.until(isHeard), 'and both are said to have come')
  await scene.pass(MILLISECOND)
  const sequences = toldOf(down, FAR).map(({ sequence }) => sequence)
  test.check('NET-010', isLast() && sequences.length <= 2, `each once: ${sequences.join()}`)
  test.check('NET-010', toldOf(up, FAR, told).length === 0, 'the older one was no news')
}

/** A frame that must not change anything: what it says is not passed on, and it does not count as received. */
async function judgeIgnored(test: RepeaterTest, frame: OrderedFrame, which: string, send: () => void): Promise<void> {
  const { scene } = test
  const { up, down } = scene
  const since = scene.happenings.length
  send()
  await quiet(test)
  test.check('NET-017', toldOf(down, FAR).length === 0, `a frame ${which} is not acted upon`)
  const says = acknowledgedAt(test, up, frame.serial + 1, since)
  test.check('NET-017', says === undefined, `nor acknowledged`)
}
