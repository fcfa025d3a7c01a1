import { type DeviceGenerate, type Gen, Outcome, type Sync, type SyncReply } from '@bellwire/wire'
import type { Happening } from '../stage/happening.js'
import type { Scene } from '../stage/scene.js'
import type { Case } from '../verdict/case.js'
import type { Test } from '../verdict/test.js'
import { A_WHILE, attempting, noLuck, sinceNow } from './steps.js'

const MILLISECOND = 1_000_000

/** So that a case sees several of them. */
const SYNC_INTERVAL = 20 * MILLISECOND

/** So that a drift of 20 ppm makes nine slots from one to the next. */
const LONG_INTERVAL = 10_000 * MILLISECOND
const DRIFT = 20_000_000

/** The station's clock is not the node's: it reads something else, or is moved (section 2.3). */
export const movedClockCases: readonly Case[] = [
  {
    name: 'physical/station-clock-ahead',
    requirements: ['PHY-022', 'PHY-027'],
    async play(test) {
      const { scene } = test
      const ahead = 1000 + scene.random.below(10 * MILLISECOND)
      scene.station.clock.step(ahead)
      await test.up()
      await scene.pass(A_WHILE)
      const offset = scene.sent('SYNC').at(-1)?.offset ?? 0
      test.check(
        'PHY-022',
        Math.abs(offset + ahead) <= scene.link.guard,
        `SYNC states an offset of ${offset} ns where the station is ${ahead} ns ahead`
      )
      noLuck(scene)
      await scene.create()
      await attempting(test)
      test.check('PHY-027', isInTime(scene), "photons are timed by the station's clock")
    }
  },
  {
    name: 'physical/station-clock-gains',
    requirements: ['PHY-022', 'PHY-027'],
    scene: { link: { syncInterval: SYNC_INTERVAL } },
    async play(test) {
      const { scene } = test
      // Up to 20 ppm: eight guards from one exchange to the next.
      scene.station.clock.step(MILLISECOND)
      scene.station.clock.gain((scene.random.below(2) * 2 - 1) * (5_000_000 + scene.random.below(15_000_000)))
      await test.up()
      noLuck(scene)
      await scene.create()
      const synced = (): number => scene.came('SYNC_REPLY').length
      test.need(await scene.until(() => synced() >= 12), 'the clocks are compared again and again')
      const before = scene.happenings.length
      test.need(await scene.until(() => trains(scene, before).length > 0), 'attempts are under way')
      const [train] = trains(scene, before)
      const last = scene.came('SYNC_REPLY').at(-1)
      const asked = scene.sent('SYNC').length
      test.need(await scene.until(() => scene.sent('SYNC').length > asked), 'the next exchange begins')
      const stated = scene.sent('SYNC').at(-1)
      test.need(train !== undefined && last !== undefined && stated !== undefined, 'there are all three')
      const { period, off } = used(scene, train as DeviceGenerate, last as SyncReply, stated as Sync)
      test.check('PHY-022', Math.abs(period) <= 1, `slots are off by ${period} ns in a second from what SYNC states`)
      test.check('PHY-027', Math.abs(off) <= scene.link.guard, `photons are off by ${off} ns from what SYNC states`)
    }
  },
  driftsLong('gains', 1),
  driftsLong('loses', -1),
  {
    name: 'physical/held-up-exchange',
    requirements: ['PHY-067'],
    scene: { link: { syncInterval: SYNC_INTERVAL } },
    async play(test) {
      const { scene } = test
      await test.up()
      await scene.pass(A_WHILE)
      noLuck(scene)
      await scene.create()
      await attempting(test)
      const held = scene.random.below(2) === 0 ? 'SYNC' : 'SYNC_REPLY'
      const by = 4 * scene.link.guard + scene.random.below(scene.link.peerDelay)
      scene.stage.way = (frame, _from, _to, delay) => [frame.type === held ? delay + by : delay]
      const came = scene.came('SYNC_REPLY').length
      test.need(await scene.until(() => scene.came('SYNC_REPLY').length > came), 'an exchange is held up')
      const before = scene.happenings.length
      test.need(await scene.until(() => trains(scene, before).length > 1), 'batches follow')
      test.check('PHY-067', isInTime(scene), `an exchange of which ${held} was held up by ${by} ns moves no slot`)
    }
  },
  {
    name: 'physical/slots-move',
    requirements: ['PHY-045', 'PHY-046'],
    scene: { link: { syncInterval: SYNC_INTERVAL } },
    async play(test) {
      const { scene } = test
      scene.station.clock.step(MILLISECOND)
      await test.up()
      noLuck(scene)
      await scene.create()
      const { since } = await moveSlots(test)
      test.need(await scene.until(() => trains(scene, since).length > 0), 'another batch begins')
      const command = scene.happenings.slice(since).find(({ kind }) => kind === 'command')
      test.check(
        'PHY-045',
        command?.kind === 'command' && command.message.type === 'HALT',
        'what is emitted at other times than the node believes is stopped before another batch begins'
      )
      const { batch, since: moved } = await moveSlots(test)
      const { queueId } = batch
      // A node may begin another batch at once.
      const end = trains(scene, moved)[0]?.firstSlot ?? batch.firstSlot + batch.slots
      const slot = end - 1
      const told = scene.station.timeOf(slot) + scene.link.stationDelay + scene.link.guard
      await scene.pass(Math.max(0, told - scene.stage.now))
      const { sequence } = scene.station
      const reply = scene.station.reply({ outcome: Outcome.SUCCESS, slot, queueId, peerQueueId: queueId })
      scene.station.sequence = (sequence + 1) >>> 0
      await scene.stage.deliver(scene.station.node, reply, 'forged')
      await scene.pass(A_WHILE / 10)
      test.check(
        'PHY-046',
        scene.delivered.length === 0 && scene.sent('EXPIRE').some(({ low }) => low === sequence),
        'a herald of a batch during which the slots have moved has lost its qubit'
      )
    }
  },
  {
    name: 'physical/unsure-clock',
    requirements: ['PHY-048'],
    async play(test) {
      const { scene } = test
      // Both ways take as much longer, so that the node is right, and cannot know it.
      const { slotPeriod, guard } = scene.link
      const enough = slotPeriod - guard
      scene.stage.way = (frame, _from, _to, delay) => [frame.type.startsWith('SYNC') ? delay + enough : delay]
      await test.up()
      test.need(await scene.until(() => scene.came('SYNC_REPLY').length > 0), 'the clocks are compared')
      await scene.create()
      test.need(await scene.until(() => test.heralds.length > 0), 'the station sees a success')
      await scene.pass(A_WHILE / 10)
      const { sequence } = test.heralds[0] ?? { sequence: -1 }
      test.check(
        'PHY-048',
        scene.delivered.length === 0 && scene.sent('EXPIRE').some(({ low }) => low === sequence),
        'a herald has lost its qubit where the clock may be wrong by a slot'
      )
    }
  },
  {
    name: 'physical/nearly-unsure-clock',
    requirements: ['PHY-048'],
    async play(test) {
      const { scene } = test
      scene.stage.way = (frame, _from, _to, delay) => [
        frame.type.startsWith('SYNC') ? delay + scene.link.slotPeriod / 2 : delay
      ]
      await test.up()
      test.need(await scene.until(() => scene.came('SYNC_REPLY').length > 0), 'the clocks are compared')
      await test.pairs(1)
      test.check('PHY-048', scene.sent('EXPIRE').length === 0, 'it has not where the clock may be wrong by less')
    }
  },
  {
    name: 'physical/unsure-drift',
    requirements: ['PHY-048'],
    scene: { link: { syncInterval: SYNC_INTERVAL } },
    async play(test) {
      const { scene } = test
      const { slotPeriod } = scene.link
      // Each offset may be wrong by as much, and the drift by twice that in an interval.
      scene.stage.way = (frame, _from, _to, delay) => [frame.type.startsWith('SYNC') ? delay + slotPeriod * 0.4 : delay]
      await test.up()
      await scene.pass(3 * SYNC_INTERVAL)
      const isAnswer = (one: Happening): boolean => one.kind === 'came' && one.frame.type === 'SYNC_REPLY'
      test.need(await scene.until(sinceNow(scene, isAnswer)), 'a drift is measured')
      const answered = scene.stage.now
      await test.pairs(1)
      const count = test.heralds.length
      test.check('PHY-048', scene.sent('EXPIRE').length === 0, 'the clock cannot be wrong by a slot so soon')
      await scene.pass(answered + 0.9 * SYNC_INTERVAL - scene.stage.now)
      await scene.create()
      test.need(await scene.until(() => test.heralds.length > count), 'the station sees another success')
      await scene.pass(A_WHILE / 10)
      const { sequence } = test.heralds[count] ?? { sequence: -1 }
      test.check(
        'PHY-048',
        scene.delivered.length === 1 && scene.sent('EXPIRE').some(({ low }) => low === sequence),
        'a herald has lost its qubit where the drift may have made the clock wrong by a slot'
      )
    }
  }
]

/** The drift has made far more than a slot since the clocks were compared, and the node knows it. */
function driftsLong(name: string, sign: number): Case {
  return {
    name: `physical/station-clock-${name}-for-long`,
    requirements: ['PHY-031', 'LNK-040'],
    scene: { link: { syncInterval: LONG_INTERVAL } },
    async play(test) {
      const { scene } = test
      scene.station.clock.gain(sign * DRIFT)
      await test.up()
      await scene.pass(LONG_INTERVAL)
      const isAnswer = (one: Happening): boolean => one.kind === 'came' && one.frame.type === 'SYNC_REPLY'
      test.need(await scene.until(sinceNow(scene, isAnswer), 2 * LONG_INTERVAL), 'the drift is measured')
      await scene.pass(0.9 * LONG_INTERVAL)
      const isOrdered = (one: Happening): boolean =>
        one.kind === 'sent' && one.frame.type === 'GEN' && one.frame.slots > 0
      const isTried = sinceNow(scene, isOrdered)
      await scene.create()
      test.need(await scene.until(isTried), 'attempts are under way')
      const { firstSlot = 0 } = scene.sent('GEN').at(-1) ?? {}
      const spare = scene.station.timeOf(firstSlot) - scene.stage.now - scene.link.stationDelay
      test.check('PHY-031', spare >= 0, `GEN is at the station ${spare} ns before its first slot`)
      const made = await scene.until(() => scene.delivered.length > 0, 50 * MILLISECOND)
      test.check('LNK-040', made, 'the station’s successes are pairs')
    }
  }
}

/**
 * Puts the station's clock forward by a part of a slot in the midst of a batch, and waits until the node knows. Returns the
 * batch, and how much had happened before the node knew.
 */
async function moveSlots(test: Test): Promise<{ batch: Gen; since: number }> {
  const { scene } = test
  const last = (): Gen | undefined => scene.sent('GEN').at(-1)
  const isAsked = (): boolean => {
    const gen = last()
    const { slot } = scene.station
    const isInside = gen !== undefined && gen.firstSlot < slot && slot + 4 < gen.firstSlot + gen.slots
    return isInside && isAsking(scene)
  }
  test.need(await scene.until(isAsked), 'the clocks are compared during a batch')
  const batch = last() as Gen
  scene.station.clock.step(scene.link.slotPeriod / 4)
  const isAnswer = (one: Happening): boolean => one.kind === 'came' && one.frame.type === 'SYNC_REPLY'
  const isAnswered = sinceNow(scene, isAnswer)
  test.need(await scene.until(isAnswered), 'the station answers')
  return { batch, since: scene.happenings.findLastIndex(isAnswer) }
}

/** Whether the last thing that happened is that the node has asked the station for its time. */
function isAsking({ happenings }: Scene): boolean {
  const last = happenings.at(-1)
  return last?.kind === 'sent' && last.frame.type === 'SYNC'
}

/** Trains of attempts that the node has ordered since something happened. */
function trains(scene: Scene, since = 0): readonly DeviceGenerate[] {
  return scene.happenings
    .slice(since)
    .flatMap((one) => (one.kind === 'command' && one.message.type === 'GENERATE' ? [one.message] : []))
}

/** Whether the photons of the last train come when the gate is open. */
function isInTime(scene: Scene): boolean {
  const train = trains(scene).at(-1)
  return train !== undefined && Math.abs(train.arrival - scene.station.timeOf(train.firstSlot)) <= scene.link.guard
}

/** By how much a train differs from the picture of the clock that the last exchange has given and SYNC states, ns. */
function used({ link }: Scene, train: DeviceGenerate, last: SyncReply, stated: Sync): { period: number; off: number } {
  const due = link.slotOrigin + train.firstSlot * link.slotPeriod
  const drift = stated.drift * 1e-12
  const off = train.arrival - (due + stated.offset + (due - last.receiveTime) * drift)
  const period = (train.period / link.slotPeriod - 1 - drift) * 1e9
  return { period, off }
}
