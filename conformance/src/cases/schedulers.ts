import { ErrorCode } from '@bellwire/wire'
import type { SceneOptions } from '../stage/scene.js'
import type { BinsSetting } from '../subject/setting.js'
import type { Case } from '../verdict/case.js'
import type { Test } from '../verdict/test.js'
import { A_WHILE, isServed, noLuck, servedSlots } from './steps.js'

/** Two purposes, of which each has its bin, and slots for none. */
const BINS: BinsSetting = {
  firstSlot: 0,
  period: 60,
  bins: [
    { start: 0, end: 20, purpose: 1 },
    { start: 30, end: 50, purpose: 2 }
  ]
}
const SWAPPED: BinsSetting['bins'] = [
  { start: 0, end: 20, purpose: 2 },
  { start: 30, end: 50, purpose: 1 }
]
const BINNED: Omit<SceneOptions, 'seed'> = {
  purposes: [1, 2],
  link: { scheduler: { kind: 'time-division', ...BINS } }
}
/** Far enough ahead for the node to know of it by then. */
const AHEAD = 100

/** Orders of items other than that in which they came (section 3.11). */
export const schedulerCases: readonly Case[] = [
  {
    name: 'link/higher-priority-goes-before',
    requirements: ['LNK-111', 'LNK-113'],
    role: 'other',
    capabilities: ['LNK.PRIORITY'],
    scene: { link: { scheduler: { kind: 'strict-priority' } } },
    async play(test) {
      await begin(test)
      const { peer, station } = test.scene
      const { slot } = station
      for (const [queueId, priority, scheduleSlot, next] of [
        [9, 2, slot, 9],
        [10, 5, slot, 10],
        [11, 1, slot - 10, 10],
        [12, 5, slot - 10, 12],
        [13, 5, slot - 5, 12]
      ] as const) {
        peer.create(1, { queueId, priority, scheduleSlot })
        await test.scene.pass(A_WHILE / 4)
        const clause = queueId < 12 ? 'LNK-111' : 'LNK-113'
        test.check(clause, isServed(test, next), `with item ${queueId} of priority ${priority} ${next} is served`)
      }
      await judgeOrder(test, [12, 13, 10, 9, 11])
    }
  },
  {
    name: 'link/earlier-finish-goes-before',
    requirements: ['LNK-111', 'LNK-114'],
    role: 'other',
    capabilities: ['LNK.FAIR'],
    scene: { link: { scheduler: { kind: 'weighted-fair', weights: [1, 2, 4, 0, 1, 1, 1, 1] } } },
    async play(test) {
      await begin(test)
      const { peer, station } = test.scene
      const { slot } = station
      for (const [queueId, virtualFinish, scheduleSlot, next] of [
        [9, 500_000, slot, 9],
        [10, 200_000, slot, 10],
        [11, 700_000, slot - 10, 10],
        [12, 0, slot, 12]
      ] as const) {
        peer.create(1, { queueId, virtualFinish, scheduleSlot, priority: queueId % 3 })
        await test.scene.pass(A_WHILE / 4)
        test.check(
          'LNK-111',
          isServed(test, next),
          `with item ${queueId}, which ends at ${virtualFinish}, ${next} is served`
        )
      }
      // Both ends serve by what the master has said, whatever they would have come to.
      test.check('LNK-114', isServed(test, 12), 'what ends first is served')
      await judgeOrder(test, [12, 10, 9, 11])
    }
  },
  {
    name: 'link/finish-times-of-master',
    requirements: ['LNK-114', 'LNK-111'],
    role: 'master',
    capabilities: ['LNK.FAIR'],
    scene: { link: { scheduler: { kind: 'weighted-fair', weights: [1, 8, 1, 1, 1, 1, 1, 1] } } },
    async play(test) {
      await begin(test)
      for (const [number, priority] of [
        [9, 0],
        [2, 1],
        [4, 0],
        [1, 1]
      ] as const) {
        await test.scene.create({ number, priority })
        await test.scene.pass(A_WHILE / 4)
        const items = test.scene.sent('ADD')
        const least = Math.min(...items.map(({ virtualFinish }) => virtualFinish))
        const first = items.filter(({ virtualFinish }) => virtualFinish === least).map(({ queueId }) => queueId)
        const isFirst = first.some((queueId) => isServed(test, queueId))
        test.check('LNK-111', isFirst, `of ${items.length} items one that ends at ${least} is served`)
      }
      const items = new Map(test.scene.sent('ADD').map((add) => [add.queueId, add]))
      test.need(items.size === 4, 'four items are in the queue')
      const isChosen = [...items.values()].some(({ virtualFinish }) => virtualFinish > 0)
      test.check('LNK-114', isChosen, 'the master says when items end')
    }
  },
  {
    name: 'link/bins-of-purposes',
    requirements: ['LNK-115'],
    capabilities: ['LNK.BINS'],
    scene: BINNED,
    async play(test) {
      await begin(test)
      await bothPurposes(test, 'LNK-115')
      await test.scene.pass(3 * A_WHILE)
      judgeBins(test, BINS.bins, 'LNK-115')
    }
  },
  {
    name: 'link/another-schedule',
    requirements: ['LNK-120', 'LNK-121', 'LNK-122'],
    role: 'other',
    capabilities: ['LNK.BINS'],
    scene: BINNED,
    async play(test) {
      await begin(test)
      await bothPurposes(test, 'LNK-120')
      const { scene } = test
      const change = scene.station.slot + AHEAD
      const propose = (serial: number, bins: BinsSetting['bins']): void =>
        scene.peer.send({ type: 'SCHEDULE', ...scene.peer.header(), serial, firstSlot: change, period: 60, bins })
      propose(2, SWAPPED)
      await scene.pass(A_WHILE / 10)
      const answers = () => scene.sent('SCHEDULE_ACK').map(({ serial }) => serial)
      test.check('LNK-121', answers().join() === '2', `SCHEDULE of serial 2 is answered: ${answers().join()}`)
      propose(2, SWAPPED)
      propose(2, BINS.bins)
      propose(1, BINS.bins)
      await scene.pass(A_WHILE / 10)
      test.check('LNK-121', answers().join() === '2,2,2,1', `and those that come again: ${answers().join()}`)
      test.need(scene.station.slot < change, 'the slots of the new schedule have not come')
      await scene.pass(scene.station.timeOf(change) - scene.stage.now + 3 * A_WHILE)
      const since = (slot: number) => ({
        firstSlot: slot < change ? 0 : change,
        bins: slot < change ? BINS.bins : SWAPPED
      })
      const broken = outOfBins(test, since)
      const early = broken.filter((slot) => slot < change)
      test.check('LNK-120', early.length === 0, `before slot ${change} the former schedule holds, also in ${early[0]}`)
      const late = broken.filter((slot) => slot >= change)
      const used = [...servedSlots(test)].filter(([slot]) => slot >= change)
      test.need(new Set(used.map(([, queueId]) => queueId)).size === 2, 'both items are attempted under the new one')
      test.check('LNK-120', late.length === 0, `from slot ${change} on the new schedule holds, also in ${late[0]}`)
      test.check('LNK-122', late.length === 0, 'what came later with no later serial changes nothing')
    }
  },
  {
    name: 'link/schedule-of-other-node',
    requirements: ['LNK-122'],
    role: 'master',
    capabilities: ['LNK.BINS'],
    scene: BINNED,
    async play(test) {
      await begin(test)
      await bothPurposes(test, 'LNK-122')
      const { peer, station } = test.scene
      const frame = { type: 'SCHEDULE', ...peer.header(), serial: 7, firstSlot: station.slot + 20, period: 60 } as const
      await test.scene.stage.deliver(peer.node, { ...frame, bins: SWAPPED }, 'forged')
      await test.scene.pass(3 * A_WHILE)
      judgeBins(test, BINS.bins, 'LNK-122')
    }
  },
  {
    name: 'link/schedules-of-master',
    requirements: ['LNK-119', 'LNK-120'],
    role: 'master',
    capabilities: ['LNK.BINS'],
    scene: BINNED,
    async play(test) {
      await begin(test)
      await bothPurposes(test, 'LNK-120')
      const { stage, station, link, peer } = test.scene
      const changes = [station.slot + AHEAD, station.slot + 3 * AHEAD]
      for (const [at, firstSlot] of changes.entries()) {
        const bins = at === 0 ? SWAPPED : BINS.bins
        await stage.ask({ type: 'schedule', link: link.link, schedule: { firstSlot, period: BINS.period, bins } })
        await test.scene.until(() => new Set(serialsOf(test)).size > at, A_WHILE)
        const told = test.scene.sent('SCHEDULE').findLast((frame) => frame.firstSlot === firstSlot)
        const isSame = told !== undefined && told.period === BINS.period && sameBins(told.bins, bins)
        test.check('LNK-119', isSame, `the schedule from slot ${firstSlot} on is told to the peer`)
        await test.scene.pass(station.timeOf(firstSlot) - stage.now)
      }
      await test.scene.pass(3 * A_WHILE)
      const serials = [...new Set(serialsOf(test))]
      const [earlier = 0, later = 0] = serials
      test.check('LNK-119', serials.length === 2 && earlier < later, `serials rise: ${serials.join()}`)
      test.need(peer.items.size === 2, 'both items are there')
      const [first = 0, second = 0] = changes
      const [broken] = outOfBins(test, (slot) => {
        if (slot < first) return BINS
        return slot < second ? { firstSlot: first, bins: SWAPPED } : { firstSlot: second, bins: BINS.bins }
      })
      test.check('LNK-120', broken === undefined, `each holds from its first slot on, and not in slot ${broken}`)
    }
  },
  {
    name: 'link/one-keeps-memory',
    requirements: ['LNK-123'],
    role: 'other',
    capabilities: ['LNK.BINS', 'LNK.KEEP'],
    scene: BINNED,
    async play(test) {
      await begin(test)
      const { peer, station } = test.scene
      station.luck = ({ firstSlot }) => (test.heralds.length < 1 ? { slot: firstSlot + 1, bellIndex: 0 } : undefined)
      peer.create(2, { queueId: 9, purpose: 1, consecutive: false })
      test.need(await test.scene.until(() => test.heralds.length === 1), 'the first item has a pair')
      peer.create(2, { queueId: 10, purpose: 2, consecutive: false })
      await test.scene.pass(2 * A_WHILE)
      test.check('LNK-123', !isAttempted(test, 10), 'another that would hold memory is not attempted')
      test.need(isServed(test, 9) || isAttempted(test, 9), 'the first one is')
      peer.end(9, ErrorCode.OTHER)
      await test.scene.pass(2 * A_WHILE)
      test.check('LNK-123', isAttempted(test, 10), 'until that is over')
    }
  }
]

async function begin(test: Test): Promise<void> {
  await test.up()
  noLuck(test.scene)
  await test.scene.pass(A_WHILE)
}

type BinClause = 'LNK-115' | 'LNK-120' | 'LNK-122'

/** An item of each purpose is attempted, in the bins of the first schedule. */
async function bothPurposes(test: Test, clause: BinClause): Promise<void> {
  const { peer } = test.scene
  for (const purpose of [1, 2]) peer.create(1, { purpose, ...(peer.isMaster && { queueId: 8 + purpose }) })
  await test.scene.pass(3 * A_WHILE)
  judgeBins(test, BINS.bins, clause)
  test.need(new Set(servedSlots(test).values()).size === 2, 'an item of each purpose is attempted')
}

/** Items are ended one after the other, and served in this order. */
async function judgeOrder(test: Test, order: readonly number[]): Promise<void> {
  for (const [at, queueId] of order.entries()) {
    test.check('LNK-111', isServed(test, queueId), `item ${queueId} is served as number ${at}`)
    test.scene.peer.end(queueId, ErrorCode.OTHER)
    await test.scene.pass(A_WHILE / 4)
  }
}

function isAttempted(test: Test, queueId: number): boolean {
  return [...servedSlots(test).values()].includes(queueId)
}

function judgeBins(test: Test, bins: BinsSetting['bins'], clause: BinClause): void {
  const [broken] = outOfBins(test, () => ({ firstSlot: BINS.firstSlot, bins }))
  test.check(clause, broken === undefined, `slot ${broken} is in no bin of what is attempted in it`)
}

/** Slots in which something is attempted that is not of their bin. */
function outOfBins(test: Test, schedule: (slot: number) => Pick<BinsSetting, 'firstSlot' | 'bins'>): readonly number[] {
  const purposes = new Map([...test.scene.peer.items.values()].map(({ queueId, add }) => [queueId, add.purpose]))
  return [...servedSlots(test)].flatMap(([slot, queueId]) => {
    const { firstSlot, bins } = schedule(slot)
    const at = (slot - firstSlot) % BINS.period
    const bin = bins.find(({ start, end }) => start <= at && at < end)
    return bin !== undefined && bin.purpose === purposes.get(queueId) ? [] : [slot]
  })
}

function serialsOf({ scene }: Test): readonly number[] {
  return scene.sent('SCHEDULE').map(({ serial }) => serial)
}

function sameBins(one: BinsSetting['bins'], other: BinsSetting['bins']): boolean {
  const words = (bins: BinsSetting['bins']) =>
    bins.map(({ start, end, purpose }) => `${start}-${end} ${purpose}`).join()
  return words(one) === words(other)
}
