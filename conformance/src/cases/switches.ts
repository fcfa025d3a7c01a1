import type { Case } from '../verdict/case.js'
import type { Test } from '../verdict/test.js'
import { A_WHILE, attempting, noLuck } from './steps.js'

/** Of instants that a node reckons. */
const ROUNDING = 1000

/** A station with a switch: requests, grants, and attempts in granted slots alone (section 2.9). */
export const switchCases: readonly Case[] = [
  {
    name: 'physical/granted-slots',
    requirements: ['PHY-126', 'PHY-127', 'PHY-128'],
    capabilities: ['PHY.SWITCH'],
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      await scene.create()
      await attempting(test)
      const since = scene.happenings.length
      const first = scene.station.slot + 100
      const end = first + 30
      grant(test, 7, first, end)
      await scene.pass(A_WHILE / 20)
      const isStopped = scene.happenings
        .slice(since)
        .some((one) => one.kind === 'sent' && one.frame.type === 'GEN' && one.frame.slots === 0)
      test.check('PHY-126', isStopped, 'what is under way outside the granted slots is withdrawn')
      await passUntil(test, end + 50)
      const batches = batchesSince(test, since)
      test.check(
        'PHY-127',
        batches.every(({ firstSlot, slots }) => firstSlot >= first && firstSlot + slots <= end),
        `slots ${first} to ${end} are granted, attempted are ${inWords(batches)}`
      )
      test.check('PHY-127', batches.length > 0, 'the granted slots are used')
      const meanwhile = scene.happenings.length
      for (const turn of [7, 6]) grant(test, turn, scene.station.slot + 50, scene.station.slot + 80)
      await passUntil(test, scene.station.slot + 100)
      test.check(
        'PHY-128',
        batchesSince(test, meanwhile).length === 0,
        'a grant of an earlier turn, or of the same again, changes nothing'
      )
      const after = scene.happenings.length
      const next = scene.station.slot + 50
      grant(test, 8, next, next + 10)
      await passUntil(test, next + 60)
      const later = batchesSince(test, after)
      test.check(
        'PHY-127',
        later.length > 0 && later.every(({ firstSlot, slots }) => firstSlot >= next && firstSlot + slots <= next + 10),
        `slots ${next} to ${next + 10} are granted then, attempted are ${inWords(later)}`
      )
    }
  },
  {
    name: 'physical/grants-of-others',
    requirements: ['PHY-004'],
    capabilities: ['PHY.SWITCH'],
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      await scene.create()
      await attempting(test)
      const { epoch, incarnation } = scene.station.header()
      for (const [what, fields] of [
        ['another incarnation of the station', { incarnation: incarnation - 1 || incarnation + 1 }],
        ['another epoch', { epoch: epoch + 1 }],
        ['no epoch', { epoch: 0 }]
      ] as const) {
        grant(test, 9, 0, 0, fields)
        await scene.pass(A_WHILE / 20)
        test.check('PHY-004', requests(test).length === 0, `a grant of ${what} makes no station one with a switch`)
        const since = scene.happenings.length
        await scene.pass(A_WHILE)
        test.check('PHY-004', batchesSince(test, since).length > 0, `a grant of ${what} takes no slots away`)
      }
    }
  },
  {
    name: 'physical/asks-for-slots',
    requirements: ['PHY-120', 'PHY-121', 'PHY-122'],
    capabilities: ['PHY.SWITCH'],
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      grant(test, 1, 0, 0)
      await scene.pass(A_WHILE)
      test.check('PHY-120', requests(test).length === 0, 'a node that wants nothing asks for nothing')
      const { createId } = await scene.create({ number: 3 })
      test.need(
        await scene.until(() => scene.answers.some(({ type }) => type === 'ack')),
        'the request is in the queue'
      )
      const queued = scene.stage.now
      test.must('PHY-120', await scene.until(() => requests(test).length >= 5), 'slots are asked for again and again')
      const times = requests(test).map(({ time }) => time)
      const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0))
      test.check('PHY-120', (times[0] ?? 0) <= queued, 'at once')
      const doubles = waits.slice(1).every((wait, index) => wait >= 2 * (waits[index] ?? 0) - ROUNDING)
      test.check('PHY-120', doubles, `at intervals that double: ${waits.join()} ns`)
      const wanted = requests(test).map(({ demand }) => demand)
      test.check(
        'PHY-120',
        wanted.every((demand) => demand === 3),
        `of 3 pairs that are wanted are said ${wanted.join()}`
      )
      await scene.create({ number: 2 })
      const count = requests(test).length
      test.need(await scene.until(() => requests(test).length > count), 'slots are asked for again')
      test.check('PHY-120', requests(test).at(-1)?.demand === 5, 'with the number of pairs of all requests')
      scene.qubits.report(scene.link.link, 3)
      await scene.pass(A_WHILE)
      const unfit = requests(test).at(-1)
      test.check('PHY-122', unfit?.demand === 0, 'a node that is not fit wants nothing')
      const still = requests(test).length
      await scene.pass(200 * A_WHILE)
      test.check('PHY-122', requests(test).length === still, 'which it says once')
      scene.qubits.report(scene.link.link, 0)
      await scene.pass(A_WHILE)
      test.check('PHY-120', requests(test).at(-1)?.demand === 5, 'and wants them again when it is')
      await scene.stage.ask({ type: 'cancel', link: scene.link.link, createId })
      const isTwo = (): boolean => requests(test).at(-1)?.demand === 2
      test.check('PHY-120', await scene.until(isTwo), 'what is given up is not wanted any more')
      const serials = requests(test).map(({ serial }) => serial)
      test.check(
        'PHY-121',
        serials.every((serial, index) => serial === index + 1),
        `the serials of requests for slots are ${serials.join()}`
      )
    }
  },
  {
    name: 'physical/wants-nothing-unfit',
    requirements: ['PHY-122'],
    capabilities: ['PHY.SWITCH'],
    async play(test) {
      const { scene } = test
      await test.up()
      grant(test, 1, 0, 0)
      await scene.pass(A_WHILE)
      scene.qubits.report(scene.link.link, 3)
      await scene.pass(A_WHILE)
      await scene.create({ number: 3 })
      await scene.pass(200 * A_WHILE)
      const wanted = requests(test).map(({ demand }) => demand)
      const isNothing = wanted.every((demand) => demand === 0)
      test.check('PHY-122', isNothing, `a node that is not fit wants nothing, whatever it is asked: ${wanted.join()}`)
    }
  },
  {
    name: 'physical/wants-no-slots',
    requirements: ['PHY-122', 'PHY-130'],
    capabilities: ['PHY.SWITCH'],
    async play(test) {
      const { scene } = test
      await test.up()
      grant(test, 1, 0, 0)
      const { createId } = await scene.create()
      test.need(await scene.until(() => requests(test).length > 0), 'slots are asked for')
      scene.peer.alive(false)
      test.need(await scene.until(() => scene.sent('KEEPALIVE').length > 0), 'KEEPALIVE is answered')
      const { qubits } = scene.stage.setting.hardware
      const { freeQubits } = scene.sent('KEEPALIVE').at(-1) ?? { freeQubits: -1 }
      test.check(
        'PHY-130',
        freeQubits === qubits,
        `of ${qubits} qubits ${freeQubits} are free where no slot is granted`
      )
      await scene.stage.ask({ type: 'cancel', link: scene.link.link, createId })
      const isNone = (): boolean => requests(test).at(-1)?.demand === 0
      test.must('PHY-122', await scene.until(isNone), 'a node that wants no pairs any more says so')
      const count = requests(test).length
      await scene.pass(100 * A_WHILE)
      test.check('PHY-122', requests(test).length === count, 'once')
      grant(test, 2, scene.station.slot + 100, scene.station.slot + 200)
      await scene.pass(A_WHILE / 10)
      test.check('PHY-122', requests(test).length === count + 1 && isNone(), 'and again when it is granted slots')
    }
  },
  {
    name: 'physical/grants-end-with-epoch',
    requirements: ['PHY-126', 'PHY-121'],
    capabilities: ['PHY.SWITCH'],
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      grant(test, 5, 0, 0)
      await scene.create()
      test.need(await scene.until(() => requests(test).length > 1), 'slots are asked for')
      const { epoch } = scene.peer
      scene.peer.voidEpoch = epoch
      scene.peer.epoch = 0
      scene.peer.greet(false)
      const isUp = (): boolean => (scene.sent('LINK_STATE').at(-1)?.epoch ?? 0) > epoch
      test.need(await scene.until(isUp), 'another epoch is open')
      const since = scene.happenings.length
      await scene.create()
      await scene.pass(A_WHILE)
      test.check(
        'PHY-126',
        batchesSince(test, since).length > 0,
        'a station is taken for one with a switch until the epoch ends'
      )
      const before = requests(test).length
      grant(test, 1, 0, 0)
      test.need(await scene.until(() => requests(test).length > before), 'slots are asked for')
      test.check('PHY-121', requests(test)[before]?.serial === 1, 'serials begin anew with an epoch')
    }
  }
]

/** The station serves the link in these slots. */
function grant(
  { scene: { stage, station } }: Test,
  turn: number,
  firstSlot: number,
  endSlot: number,
  fields: { epoch?: number; incarnation?: number } = {}
): void {
  stage.send(station.node, { type: 'SLOT_GRANT', ...station.header(), turn, firstSlot, endSlot, ...fields })
}

/** What the node has asked for. */
function requests({ scene }: Test): readonly { time: number; serial: number; demand: number }[] {
  return scene.happenings.flatMap((one) =>
    one.kind === 'sent' && one.frame.type === 'SLOT_REQUEST'
      ? [{ time: one.time, serial: one.frame.serial, demand: one.frame.demand }]
      : []
  )
}

/** Attempts that were told to the station, since a happening. */
function batchesSince({ scene }: Test, since: number) {
  return scene.happenings
    .slice(since)
    .flatMap((one) => (one.kind === 'sent' && one.frame.type === 'GEN' && one.frame.slots > 0 ? [one.frame] : []))
}

/** Lets time pass until a slot is at the station. */
async function passUntil({ scene }: Test, slot: number): Promise<void> {
  await scene.pass(scene.station.timeOf(slot) - scene.stage.now)
}

function inWords(batches: readonly { firstSlot: number; slots: number }[]): string {
  return batches.map(({ firstSlot, slots }) => `${firstSlot} to ${firstSlot + slots}`).join(', ')
}
