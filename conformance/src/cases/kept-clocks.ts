import { type DeviceGenerate, type Gen, Outcome } from '@bellwire/wire'
import type { Scene } from '../stage/scene.js'
import type { LinkSetting } from '../subject/setting.js'
import type { Case } from '../verdict/case.js'
import type { Test } from '../verdict/test.js'
import { A_WHILE, noLuck } from './steps.js'

const MICROSECOND = 1000

/** A clock that hardware keeps: what is read of it is off by more than a frame takes. */
const ERROR = 60 * MICROSECOND
const KEPT: Partial<LinkSetting> = {
  slotPeriod: 140 * MICROSECOND,
  frameDelay: 10 * MICROSECOND,
  readingError: ERROR,
  // So that a case sees several exchanges.
  syncInterval: 2000 * MICROSECOND
}

/** So short that an answer is waited for through many of them; the hardware holds. */
const SHORT: Partial<LinkSetting> = { slotPeriod: 2 * MICROSECOND, batchSlots: 200 }

/** Frames that take ten times as long as photons do. */
const SLOW: Partial<LinkSetting> = { slotPeriod: 60 * MICROSECOND, frameDelay: 50 * MICROSECOND }

/** And many slots: two round trips are 100 of them. */
const FAR = 2 * MICROSECOND
const SHORTEST_BATCH = 100

const PAIRS = 3
const BATCHES = 5

const capabilities = ['PHY.CLOCK', 'LNK.KEEP']

/** Clocks that hardware keeps on the station's, and frames that are slower than photons (section 2.12). */
export const keptClockCases: readonly Case[] = [
  readsClock('behind', 1),
  readsClock('ahead', -1),
  readsClock('behind-in-short-slots', 1, SHORT),
  readsClock('ahead-in-short-slots', -1, SHORT),
  {
    name: 'physical/qubit-lost-by-reading',
    requirements: ['PHY-172'],
    // The other node would hear of the pair from the master first (LNK-044).
    role: 'master',
    capabilities,
    scene: { link: KEPT },
    async play(test) {
      const { scene } = test
      const { slotPeriod, stationDelay } = scene.link
      // As the node reads its clock, the photon of the slot after the herald's has not left by then. It has.
      const off = ERROR / 2 + scene.random.below(ERROR / 2)
      const late = 1 + scene.random.below(off - MICROSECOND)
      scene.station.clock.step(off)
      await test.up()
      scene.stage.way = (frame, _from, _to, delay) => [
        frame.type === 'REPLY' && frame.outcome === Outcome.SUCCESS ? slotPeriod - stationDelay + late : delay
      ]
      await scene.create()
      test.need(await scene.until(() => test.heralds.length > 0), 'the station sees a success')
      noLuck(scene)
      await scene.pass(A_WHILE)
      const { sequence } = test.heralds[0] ?? { sequence: -1 }
      test.check(
        'PHY-172',
        scene.delivered.length === 0 && scene.sent('EXPIRE').some(({ low }) => low === sequence),
        `a later slot may have been emitted where the clock is read ${off} ns behind: the qubit is lost`
      )
    }
  },
  {
    name: 'physical/slow-frames',
    requirements: ['PHY-173'],
    capabilities,
    scene: { link: SLOW },
    async play(test) {
      await test.up()
      await judgePairs(test, 'PHY-173', 'where frames take longer than photons')
      judgeOrders(test, 'PHY-173')
    }
  },
  {
    name: 'physical/fast-answer',
    requirements: ['PHY-173'],
    capabilities,
    scene: { link: SLOW },
    async play(test) {
      const { scene } = test
      const { stationDelay } = scene.link
      await test.up()
      // What is allowed for is the longest time.
      scene.stage.way = (frame, from, _to, delay) => [
        from === scene.station.node && frame.type === 'REPLY' ? stationDelay + scene.random.below(stationDelay) : delay
      ]
      await judgePairs(test, 'PHY-173', 'where an answer comes as fast as light')
    }
  },
  {
    name: 'physical/faster-than-light',
    requirements: ['PHY-173'],
    role: 'master',
    capabilities,
    scene: { link: SLOW },
    async play(test) {
      const { scene } = test
      const { stationDelay, guard } = scene.link
      await test.up()
      const soon = scene.random.below(stationDelay - 2 * guard)
      scene.stage.way = (frame, from, _to, delay) => [
        from === scene.station.node && frame.type === 'REPLY' ? soon : delay
      ]
      await scene.create()
      test.need(await scene.until(() => test.heralds.length > 0), 'the station sees a success')
      noLuck(scene)
      await scene.pass(A_WHILE)
      const { sequence } = test.heralds[0] ?? { sequence: -1 }
      test.check(
        'PHY-173',
        scene.delivered.length === 0 && scene.sent('EXPIRE').some(({ low }) => low === sequence),
        `an answer ${soon} ns after its slot, ${stationDelay} ns away, is of another one: its qubit is lost`
      )
    }
  },
  {
    name: 'physical/batches-of-slow-frames',
    requirements: ['PHY-170'],
    capabilities: [...capabilities, 'PHY.HOLD'],
    scene: { capabilities: { holds: true }, link: { ...SLOW, slotPeriod: FAR, batchSlots: SHORTEST_BATCH + 20 } },
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      await scene.create()
      const made = (): boolean => orders(scene).length >= BATCHES
      test.need(await scene.until(made), 'batches follow each other')
      const slots = orders(scene).map((order) => order.gen.slots)
      test.check('PHY-170', Math.min(...slots) >= SHORTEST_BATCH, `batches have ${slots.join()} slots`)
    }
  }
]

/** What the node reads of its clock is as far off the station's as it may be. @param sign of what the station is ahead */
function readsClock(how: string, sign: number, short?: Partial<LinkSetting>): Case {
  return {
    name: `physical/clock-read-${how}`,
    requirements: ['PHY-171', 'PHY-172'],
    capabilities: short === undefined ? capabilities : [...capabilities, 'PHY.HOLD'],
    scene: { link: { ...KEPT, ...short }, qubits: 1, capabilities: { holds: short !== undefined } },
    async play(test) {
      const { scene } = test
      const { station, link } = scene
      const off = sign * (ERROR - scene.random.below(2 * MICROSECOND))
      const where = `where the clock is read ${-off} ns ahead`
      station.clock.step(off)
      // The answer to a batch's last slot is the one that is waited for longest.
      station.luck = ({ firstSlot, slots }) => ({ slot: firstSlot + slots - 1, bellIndex: 0 })
      await test.up()
      const synced = (): boolean => scene.came('SYNC_REPLY').length >= PAIRS
      test.need(await scene.until(synced), 'the clocks are compared')
      await scene.create({ number: PAIRS })
      test.need(await scene.until(() => trains(scene).length > 0), 'attempts are ordered')
      for (let made = 1; made <= PAIRS; made++) {
        judgeGrid(test)
        await scene.until(() => scene.delivered.length === made)
        test.must('PHY-172', scene.delivered.length === made, `${made} successes of the station are pairs ${where}`)
        const { slotPeriod, guard } = link
        // As the node reads its clock, the first slot that could be ordered in time were that exact.
        const lead = station.delay + guard + MICROSECOND
        const since = scene.stage.now + slotPeriod + lead - link.slotOrigin
        const gate = link.slotOrigin + Math.ceil(since / slotPeriod) * slotPeriod
        await scene.pass(gate - lead - scene.stage.now)
        const [pair] = scene.delivered.slice(-1)
        if (pair !== undefined) await scene.release(pair)
      }
      judgeOrders(test, 'PHY-172')
      test.check('PHY-172', scene.sent('EXPIRE').length === 0, `no qubit is taken for lost ${where}`)
    }
  }
}

/** Photons are due as slots are counted, by the clock that the hardware keeps. */
function judgeGrid(test: Test): void {
  const { slotOrigin, slotPeriod } = test.scene.link
  for (const { firstSlot, arrival, period } of trains(test.scene)) {
    const due = slotOrigin + firstSlot * slotPeriod
    test.check('PHY-171', Math.abs(arrival - due) <= 1, `photons are due at ${arrival} ns, not at ${due}`)
    test.check('PHY-171', Math.abs(period - slotPeriod) < 1e-3, `slots of ${period} ns, not of ${slotPeriod}`)
  }
}

/** Successes of the station are pairs, all of them. */
async function judgePairs(test: Test, requirement: string, where: string): Promise<void> {
  const { scene } = test
  await scene.create({ number: PAIRS })
  const seen = (): boolean => test.heralds.length >= PAIRS
  await scene.until(seen)
  test.must(requirement, seen(), `attempts are made ${where}`)
  await scene.until(() => scene.delivered.length >= PAIRS)
  test.check(requirement, scene.delivered.length === PAIRS, `the station’s successes are pairs ${where}`)
  test.check(requirement, scene.sent('EXPIRE').length === 0, 'none is taken for lost')
}

/** What is ordered is at the station before the first of its gates opens. */
function judgeOrders(test: Test, requirement: string): void {
  const { scene } = test
  const { guard } = scene.link
  const spare = orders(scene).map(({ time, gen }) => {
    const opens = scene.station.timeOf(gen.firstSlot) - guard
    return opens - time - scene.station.delay
  })
  test.check(
    requirement,
    Math.min(...spare) >= 0,
    `GEN is at the station ${spare.join()} ns before its first slot's gate opens`
  )
}

/** Batches that the station was told of. */
function orders({ happenings, station }: Scene): readonly { readonly time: number; readonly gen: Gen }[] {
  return happenings.flatMap((one) =>
    one.kind === 'sent' && one.to === station.node && one.frame.type === 'GEN' && one.frame.slots > 0
      ? [{ time: one.time, gen: one.frame }]
      : []
  )
}

function trains({ happenings }: Scene): readonly DeviceGenerate[] {
  return happenings.flatMap((one) => (one.kind === 'command' && one.message.type === 'GENERATE' ? [one.message] : []))
}
