import { HeraldError, Outcome } from '@bellwire/wire'
import { grantsTo, granted, openLink, servedSince, SWITCH, Wishes } from '../switched.js'
import type { StationCase, StationTest } from '../station-test.js'
import { count, repliesTo } from '../station-test.js'

const capabilities = ['STA.SWITCH']
const scene = { switch: SWITCH }
const SECOND = 1_000_000_000
const LONG_TURN = 110_000_000
/** What a clock may be off by at an instant that is its own. */
const MICROSECOND = 1000

/** Stations with a switch: turns and grants (section 2.9). */
export const switchedCases: readonly StationCase[] = [
  {
    name: 'station/turns',
    requirements: ['PHY-110', 'PHY-111', 'PHY-113', 'PHY-114'],
    capabilities,
    scene,
    async play(test) {
      await test.up()
      const wishes = new Wishes(test.scene)
      await wishes.want(12, 100)
      // Nobody wants anything for some turns, and then again.
      for (const side of [0, 1] as const) await wishes.say(side, 0)
      await test.scene.pass(3 * SWITCH.turn)
      await wishes.want(12, 100)
      const { link } = test.scene.link
      const turns = servedSince(test).filter(({ links }) => links.includes(link))
      test.need(turns.length >= 2, 'the link is served in some turns')
      for (const { time } of turns) judgeTurn(test, time)
    }
  },
  {
    name: 'station/one-link-of-a-node',
    requirements: ['PHY-112'],
    capabilities,
    scene: { switch: { ...SWITCH, interferometers: 2 } },
    async play(test) {
      const { link, other, third } = test.scene
      const turns = await allWanted(test)
      const shared = turns.filter(({ links }) => links.includes(link.link) && links.includes(other.link))
      test.check('PHY-112', shared.length === 0, `links ${link.link} and ${other.link} are served at a time`)
      const most = Math.max(...turns.map(({ links }) => links.length))
      test.check('PHY-112', most <= 2, `${most} links are served by two interferometers`)
      for (const one of [link, other, third])
        test.need(
          turns.some(({ links }) => links.includes(one.link)),
          `link ${one.link} is served`
        )
    }
  },
  {
    name: 'station/one-link-at-a-time',
    requirements: ['PHY-112'],
    capabilities,
    scene,
    async play(test) {
      const turns = await allWanted(test)
      const most = Math.max(...turns.map(({ links }) => links.length))
      test.check('PHY-112', most <= 1, `${most} links are served by one interferometer`)
      test.need(new Set(turns.flatMap(({ links }) => links)).size === 3, 'every link is served')
    }
  },
  {
    name: 'station/grants-again',
    requirements: ['PHY-115', 'PHY-131', 'PHY-116'],
    capabilities,
    scene,
    async play(test) {
      await test.up()
      const wishes = new Wishes(test.scene)
      const nodes = [test.scene.nodeOf(test.one), test.scene.nodeOf(test.two)] as const
      for (const node of nodes)
        test.check(
          'PHY-116',
          grantsTo(test, node).length === 1,
          `node ${node} is told of the switch when an epoch begins`
        )
      // The one that has said nothing may not have heard of it.
      const first = await wishes.say(test.one, 100)
      test.check(
        'PHY-131',
        count(toNode(first, nodes[1]), 'SLOT_GRANT') === 1,
        'a node that asks has the other told again'
      )
      const sync = { type: 'SYNC', exchange: 1, originTime: 0, offset: 0, drift: 0, quality: 0 } as const
      const { link, epoch } = wishes.requestOf(test.two, 0)
      const incarnation = test.scene.incarnations.get(nodes[1]) ?? 1
      const second = await test.scene.say(nodes[1], { ...sync, link, epoch, incarnation })
      test.check('PHY-131', count(toNode(second, nodes[1]), 'SLOT_GRANT') === 1, 'one that sends SYNC is told again')
      const { firstSlot, endSlot } = await granted(test, wishes)
      for (const side of [test.one, test.two]) {
        const node = test.scene.nodeOf(side)
        const answer = await wishes.say(side, 90)
        const [grant] = toNode(answer, node).frames.flatMap(({ frame }) => (frame.type === 'SLOT_GRANT' ? [frame] : []))
        test.check('PHY-115', grant !== undefined, 'a request while slots are granted is answered')
        const isSame = grant !== undefined && grant.endSlot === endSlot && grant.firstSlot <= firstSlot
        test.check('PHY-115', isSame, `with these slots, not with ${grant?.firstSlot} to ${grant?.endSlot}`)
      }
    }
  },
  {
    name: 'station/granted-slots-alone',
    requirements: ['PHY-117', 'PHY-118'],
    capabilities,
    scene,
    async play(test) {
      await test.up()
      const wishes = new Wishes(test.scene)
      const { firstSlot, endSlot } = await granted(test, wishes)
      // They lie in part in the granted slots.
      const slots = endSlot - firstSlot + 20
      await test.scene.gen(0, { firstSlot: firstSlot - 10, slots })
      const both = await test.scene.gen(1, { firstSlot: firstSlot - 10, slots })
      const windows = both.commands.flatMap((one) => (one.type === 'OBSERVE' ? [one] : []))
      test.need(windows.length > 0, 'what both offer in granted slots is observed')
      const isWithin = windows.every((one) => one.firstSlot >= firstSlot && one.firstSlot + one.slots <= endSlot)
      test.check('PHY-117', isWithin, `slots ${firstSlot} to ${endSlot} are granted, others observed`)
      const { one, two } = test
      const node = test.scene.nodeOf(one)
      // None of these is granted: a later turn is not chosen yet.
      const outside = endSlot + 1000
      const alone = await test.scene.gen(one, { firstSlot: outside, slots: 10 })
      const told = repliesTo(alone.frames, node)
      const fields = { outcome: Outcome.FAIL, error: HeraldError.TIME_MISMATCH, slot: outside }
      test.check(
        'PHY-118',
        test.isTold(alone, one, fields),
        `a batch outside them is refused: ${JSON.stringify(told[0])}`
      )
      test.check('PHY-118', count(toNode(alone, node), 'SLOT_GRANT') === 1, 'with the slots that are granted')
      test.check('PHY-118', repliesTo(alone.frames, test.scene.nodeOf(two)).length === 0, 'and to nobody else')
      const isOpen = () => test.scene.detectors.windowOf(test.scene.link.link) !== undefined
      test.check('PHY-118', !isOpen(), 'the batch before it is withdrawn')
      await test.scene.gen(two, { firstSlot: outside, slots: 10 })
      test.check('PHY-117', !isOpen(), 'nothing is observed that is not granted')
    }
  },
  {
    name: 'station/requests-of-another-time',
    requirements: ['PHY-129'],
    capabilities,
    scene,
    async play(test) {
      await test.up()
      const wishes = new Wishes(test.scene)
      const { one } = test
      const node = test.scene.nodeOf(one)
      for (const fields of [
        { epoch: test.scene.epoch - 1 },
        { epoch: test.scene.epoch + 1 },
        { incarnation: 12_345 }
      ]) {
        const asGen = await test.scene.gen(one, fields)
        const request = await test.scene.say(node, { ...wishes.requestOf(one, 50), ...fields })
        const words = (frames: readonly object[]) => JSON.stringify(frames)
        test.check(
          'PHY-129',
          words(request.frames) === words(asGen.frames),
          `with ${JSON.stringify(fields)}: ${words(request.frames)}, and to GEN ${words(asGen.frames)}`
        )
      }
    }
  },
  {
    name: 'station/forgets-what-was-wanted',
    requirements: ['PHY-124'],
    capabilities: [...capabilities, 'STA.WISHES'],
    scene: { switch: { ...SWITCH, turn: LONG_TURN } },
    async play(test) {
      const { scene: around, one } = test
      await around.stage.start()
      await around.pass(10 * SECOND)
      const longest = longestGreeting(test)
      await around.open(3)
      test.need(around.epoch === 3, 'an epoch is opened')
      const wishes = new Wishes(around)
      const isServed = async (): Promise<boolean> => {
        const since = around.happenings.length
        await around.pass(4 * LONG_TURN)
        return servedSince(test, since).some(({ links }) => links.includes(around.link.link))
      }
      for (const side of [0, 1] as const) await wishes.say(side, 20)
      test.need(await isServed(), 'what both want is served')
      for (let time = 0; time < 8; time++) {
        await around.pass(longest / 2)
        await wishes.say(one, 20)
      }
      // What is chosen already may be served.
      await around.pass(2 * LONG_TURN)
      test.check('PHY-124', !(await isServed()), 'what a node has not asked for in so long is forgotten')
    }
  },
  {
    name: 'station/serves-what-is-wanted',
    requirements: ['PHY-125', 'PHY-123', 'PHY-119'],
    capabilities: [...capabilities, 'STA.WISHES'],
    scene,
    async play(test) {
      await test.up()
      const { scene: around, one, two } = test
      const wishes = new Wishes(around)
      const isServed = async (turns: number): Promise<boolean> => {
        const since = around.happenings.length
        await around.pass(turns * SWITCH.turn)
        return servedSince(test, since).some(({ links }) => links.includes(around.link.link))
      }
      await wishes.say(one, 100)
      test.check('PHY-125', !(await isServed(4)), 'what one node wants alone is not served')
      await wishes.say(two, 0)
      test.check('PHY-125', !(await isServed(4)), 'nor where the other wants nothing')
      await wishes.say(two, 5)
      test.need(await isServed(4), 'what both want is served')
      // Earlier ones come late.
      const late = { ...wishes.requestOf(one, 0), serial: 1 }
      await around.say(around.nodeOf(one), late)
      const same = { ...wishes.requestOf(two, 0), serial: 2 }
      await around.say(around.nodeOf(two), same)
      await around.pass(SWITCH.turn)
      test.check('PHY-123', await isServed(4), 'a request that is overtaken changes nothing')
      await around.open()
      wishes.forget()
      await around.pass(2 * SWITCH.turn)
      test.check('PHY-119', !(await isServed(4)), 'in another epoch nothing is wanted')
      for (const side of [0, 1] as const) await wishes.say(side, 5)
      test.need(await isServed(4), 'until both want again')
    }
  }
]

/** A turn that begins now is at its time, was told in time, and its slots are within it. */
function judgeTurn(test: StationTest, time: number): void {
  const { scene: around } = test
  const turn = Math.round(time / SWITCH.turn)
  const begin = turn * SWITCH.turn
  test.check('PHY-110', Math.abs(time - begin) <= MICROSECOND, `turn ${turn} begins at ${time}`)
  const before = servedSince(test).findLast(
    (one) => one.time < time - MICROSECOND && one.time > time - SWITCH.turn * 1.5
  )
  const isServedBefore = before?.links.includes(around.link.link) === true
  for (const node of around.link.nodes) {
    const grants = grantsTo(test, node).filter(({ frame }) => frame.turn === turn)
    const [first] = grants
    test.check(
      'PHY-111',
      first !== undefined && first.time <= begin - SWITCH.lead,
      `node ${node} is told of turn ${turn} at ${first?.time}`
    )
    for (const { frame } of grants) {
      const { guard } = around.link
      const from = around.timeOf(frame.firstSlot) - guard
      const until = around.timeOf(frame.endSlot - 1) + guard
      const words = `turn ${turn} has slots ${frame.firstSlot} to ${frame.endSlot}`
      test.check('PHY-114', until <= begin + SWITCH.turn, `${words}, which end at ${until}`)
      if (isServedBefore) test.check('PHY-114', from < begin, `${words}, and not those of the turn before`)
      else test.check('PHY-114', from >= begin + SWITCH.switchDuration, `${words}, which begin at ${from}`)
    }
  }
  const connected = servedSince(test).filter((one) => Math.abs(one.time - time) <= MICROSECOND)
  test.check(
    'PHY-113',
    connected.length === 1,
    `links are connected ${connected.length} times when turn ${turn} begins`
  )
}

/** All links want pairs for a while. Returns the turns. */
async function allWanted(test: StationTest) {
  const { link, other, third } = test.scene
  await test.up()
  for (const one of [other, third]) await openLink(test, one)
  await new Wishes(test.scene).want(24, 100, [link, other, third])
  const turns = servedSince(test)
  test.need(turns.length > 0, 'links are served')
  return turns
}

/** What was sent to one node. */
function toNode<Of extends { readonly frames: readonly { readonly to: number }[] }>(done: Of, node: number): Of {
  return { ...done, frames: done.frames.filter(({ to }) => to === node) }
}

/** The longest interval between its greetings, which it shows while nobody answers. */
function longestGreeting(test: StationTest): number {
  const node = test.scene.nodeOf(0)
  const times = test.scene.happenings.flatMap((one) =>
    one.kind === 'sent' && one.frame.type === 'HELLO' && one.to === node ? [one.time] : []
  )
  const waits = times.slice(1).map((time, at) => time - (times[at] ?? time))
  const [before = 0, longest = 0] = waits.slice(-2)
  test.need(longest > 0 && longest <= 1.1 * before, 'it greets at intervals that grow no longer')
  return longest
}
