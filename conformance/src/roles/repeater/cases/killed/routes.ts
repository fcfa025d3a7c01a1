import type { Said } from '../../neighbour.js'
import type { Arm } from '../../repeater-scene.js'
import type { RepeaterCase, RepeaterTest } from '../../repeater-test.js'
import { A_WHILE } from './judge.js'

type Settle = Extract<Said, { type: 'SETTLE' }>
type Settled = Extract<Said, { type: 'SETTLED' }>

const SECOND = 1_000_000_000
/** Milliseconds. */
const HOUR = 3_600_000
/** Of a routed frame that has gone some way. */
const HOPS = 9

const COMMON = { capabilities: ['NOD.RESTART'], scene: { isLasting: true } } as const

/** Inner nodes whose process is killed, and what goes by them whatever the circuits: advertisements and settlements (section 6.3). */
export const killedRouteCases: readonly RepeaterCase[] = [
  {
    name: 'network/killed-and-advertised',
    requirements: ['NET-024', 'NET-027'],
    ...COMMON,
    async play(test) {
      const { scene } = test
      const { up } = scene
      await test.begin()
      const own = ({ neighbour }: Arm) =>
        neighbour.of('ADVERTISEMENT').filter(({ origin }) => origin === scene.repeater)
      const former = own(up).at(-1)
      test.check('NET-027', former !== undefined, 'a session begins with the links of the repeater')
      if (former === undefined) return
      const before = scene.arms.map((arm) => own(arm).length)
      test.need(await scene.restart(), 'both links are up again, and both neighbours have a session')
      await scene.pass(A_WHILE)
      for (const [index, arm] of scene.arms.entries())
        test.check(
          'NET-027',
          own(arm).length > (before[index] ?? 0),
          'a new session begins with the links of the repeater'
        )
      // What the network believes is later than all that the new process has said.
      const sequence = ((own(up).at(-1)?.sequence ?? 0) + 1000) >>> 0
      up.neighbour.say({ ...former, sequence })
      const isPast = (arm: Arm): boolean => own(arm).some((one) => ((one.sequence - sequence) | 0) > 0)
      for (const arm of scene.arms)
        test.check(
          'NET-024',
          await scene.until(() => isPast(arm), 10 * SECOND),
          'the repeater goes past what an earlier process has said'
        )
    }
  },
  {
    name: 'network/killed-between-settlements',
    requirements: ['NET-028', 'NET-029', 'NET-016', 'NET-021'],
    ...COMMON,
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      await advertise(test)
      const asked = settle(test)
      up.neighbour.say(asked)
      const [passed] = await test.heard(down, 'SETTLE')
      test.must('NET-028', passed !== undefined, 'a question goes on to the other end')
      judgePassed(test, asked, passed)
      // The process does not live to hear that the next one has come.
      const lost = { ...asked, number: asked.number + 1 }
      up.neighbour.say(lost)
      const isSent = (): boolean =>
        scene.happenings.some(
          (one) => one.kind === 'sent' && one.frame.type === 'SETTLE' && one.frame.number === lost.number
        )
      test.need(await scene.until(isSent), 'another question is passed on')
      test.need(await scene.restart(), 'both links are up again, and both neighbours have a session')
      await scene.pass(A_WHILE)
      const before = down.neighbour.of('SETTLE').length
      test.check('NET-016', before === 2, 'what an earlier process had to pass on, no other does')
      await advertise(test)
      up.neighbour.say(lost)
      const again = (await test.heard(down, 'SETTLE', before + 1))[before]
      judgePassed(test, lost, again)
      const { number, source: target, target: source, hopLimit } = lost
      const answer: Settled = {
        type: 'SETTLED',
        ...scene.circuit(),
        source,
        target,
        hopLimit,
        number,
        refused: [],
        known: true,
        open: []
      }
      down.neighbour.say(answer)
      const [settled] = await test.heard(up, 'SETTLED')
      test.must('NET-028', settled !== undefined, 'and so does the answer')
      test.check('NET-029', settled?.hopLimit === answer.hopLimit - 1, `with the hop limit ${settled?.hopLimit}`)
    }
  }
]

/** Each neighbour advertises its link to the repeater, which passes that on to the other. */
async function advertise(test: RepeaterTest): Promise<void> {
  const { scene } = test
  const facts = { swapping: 1, coherenceTime: 0, swapQuality: 65_535, swapDuration: 5000 }
  const one = { type: 'ADVERTISEMENT', incarnation: 1, sequence: 1, lifetime: HOUR, ...facts } as const
  const points = [{ fidelity: 58_000, rate: 1_000_000_000 }]
  const { up, down } = scene
  for (const [from, to] of [
    [up, down],
    [down, up]
  ] as const) {
    const origin = from.peer.node
    const of = () => to.neighbour.of('ADVERTISEMENT').filter((ad) => ad.origin === origin)
    const before = of().length
    const link = { neighbour: scene.repeater, link: from.link.link, fit: true, points, promised: 0 }
    from.neighbour.say({ ...one, origin, links: [link] })
    await scene.until(() => of().length > before)
    const passed = of()[before]
    test.must('NET-021', passed !== undefined, 'what a neighbour advertises is passed on')
    test.check('NET-021', (passed?.lifetime ?? HOUR) < HOUR, `with the lifetime ${passed?.lifetime}`)
  }
}

/** A question of the end upstream to the one downstream. */
function settle({ scene }: RepeaterTest): Settle {
  const { up, down } = scene
  return {
    type: 'SETTLE',
    ...scene.circuit(),
    source: up.peer.node,
    target: down.peer.node,
    hopLimit: HOPS,
    number: 1,
    pairs: [{ epoch: 1, sequence: 5 }],
    last: false,
    lost: [],
    tests: []
  }
}

function judgePassed(test: RepeaterTest, asked: Settle, passed: Omit<Settle, 'type'> | undefined): void {
  test.must('NET-028', passed !== undefined, 'a question goes on to the other end')
  const isSame = passed?.number === asked.number && passed.pairs[0]?.sequence === asked.pairs[0]?.sequence
  test.check('NET-028', isSame, 'as it came')
  test.check('NET-029', passed?.hopLimit === asked.hopLimit - 1, `with the hop limit ${passed?.hopLimit}`)
}
