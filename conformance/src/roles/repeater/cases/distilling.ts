import { DistillationProtocol } from '@bellwire/wire'
import type { Herald } from '../../../stage/happening.js'
import {
  answer,
  type Begun,
  begun,
  difference,
  distil,
  isSame,
  keptIndex,
  leading,
  namesIn,
  orders,
  ROTATIONS,
  stage,
  type Step,
  track
} from '../distillation.js'
import type { RepeaterCase, RepeaterTest } from '../repeater-test.js'
import { request, swaps } from '../steps.js'

const A_WHILE = 200_000

const [HEAD, OWN] = [0, 1]
const { BBPSSW, DEJMPS, DOUBLE_SELECTION } = DistillationProtocol

/** Steps whose rotations are looked at; of 144 pairs of rotations so many are different at least, but once in 10^12 times. */
const STEPS = 24
const DIFFERENT = 12

const capabilities = ['NET.DISTIL']
const scene = { qubits: 8, distilDuration: 5000 }

/** Stages of a link of which the node is a party (section 6.11). */
export const distillingCases: readonly RepeaterCase[] = [
  ...[DEJMPS, BBPSSW, DOUBLE_SELECTION].map(leads),
  {
    name: 'network/distillation-fails',
    requirements: ['NET-208'],
    capabilities,
    scene,
    async play(test) {
      const { up, down } = test.scene
      const label = await leading(test, DEJMPS)
      const { frame, pairs } = await begun(test)
      up.peer.create(1, { purpose: label, minimumFidelity: 40_000 })
      test.need(await test.scene.until(() => test.scene.heralds(up).length > 0), 'a pair to swap with comes upstream')
      const since = test.scene.happenings.length
      answer(test, frame, difference(DEJMPS, frame, pairs) ^ frame.outcomes ^ 1)
      const isOther = (): boolean => down.neighbour.of('DISTIL').length > 1
      test.need(await test.scene.until(isOther), 'another step is begun')
      await test.scene.pass(A_WHILE)
      test.check('NET-208', swaps(test, since).length === 0, 'the kept pair of a step that failed is not used')
      test.check('NET-208', down.neighbour.of('PAIR_EXPIRE').length === 0, 'and nothing is said of it')
      const again = down.neighbour.of('DISTIL').at(-1)
      const isFormer = pairs.some((pair) => namesIn(again).some((name) => isSame(name, pair)))
      test.check('NET-208', !isFormer, 'nor is it in another step')
    }
  },
  {
    name: 'network/distils-as-it-is-told',
    requirements: ['NET-206', 'NET-207', 'NET-203'],
    capabilities,
    scene,
    async play(test) {
      const { up } = test.scene
      await test.begin()
      const label = await test.open({ stages: [stage(HEAD, OWN, DEJMPS)] })
      await request(test)
      up.peer.create(2, { purpose: label, minimumFidelity: 40_000 })
      test.need(await test.scene.until(() => test.scene.heralds(up).length >= 2), 'two pairs come upstream')
      await test.scene.pass(A_WHILE)
      test.check(
        'NET-206',
        orders(test).length === 0,
        'nothing is done before the party that leads has said what it did'
      )
      test.check('NET-203', swaps(test).length === 0, 'and neither is swapped')
      const pairs = test.scene.heralds(up)
      const [kept, sacrificed] = pairs as [Herald, Herald]
      const told = test.scene.random.below(2)
      const frame = distil(test, kept, [sacrificed], told)
      up.neighbour.say(frame)
      const answers = await test.heard(up, 'DISTILLED')
      const [order] = orders(test)
      const isRight = order?.side === 1 && order.keep === kept.qubit && order.sacrifice === sacrificed.qubit
      test.check('NET-206', isRight, 'it does its own half, on side 1, of the pairs that were named')
      const [found, ...more] = answers
      test.check('NET-206', found !== undefined && more.length === 0, 'and answers once')
      const isKept = difference(DEJMPS, frame, pairs) === ((found?.outcomes ?? 0) ^ told)
      await test.scene.pass(A_WHILE)
      test.check('NET-207', isKept === swaps(test).length > 0, `the kept pair is ${isKept ? '' : 'not '}used`)
    }
  },
  {
    name: 'network/distillation-that-is-none',
    requirements: ['NET-222'],
    capabilities,
    scene,
    async play(test) {
      const { up } = test.scene
      await test.begin()
      const label = await test.open({ stages: [stage(HEAD, OWN, DEJMPS)] })
      await request(test)
      up.peer.create(3, { purpose: label, minimumFidelity: 40_000 })
      test.need(await test.scene.until(() => test.scene.heralds(up).length >= 3), 'three pairs come upstream')
      await test.scene.pass(A_WHILE)
      const [one, two, three] = test.scene.heralds(up) as [Herald, Herald, Herald]
      for (const [wrong, what] of [
        [distil(test, one, [one], 0), 'a pair that is kept and sacrificed'],
        [distil(test, one, [two, three], 0), 'two pairs where one is sacrificed']
      ] as const) {
        up.neighbour.say(wrong)
        await test.scene.pass(A_WHILE)
        const isDone = orders(test).length + up.neighbour.of('DISTILLED').length > 0
        test.check('NET-222', !isDone, `a DISTIL of ${what} is ignored`)
      }
      up.neighbour.say(distil(test, one, [two], 0))
      test.check('NET-222', (await test.heard(up, 'DISTILLED')).length === 1, 'and one that is right is carried out')
    }
  }
]

/** A step of a protocol that the node leads, and what comes of its kept pair. */
function leads(protocol: number): RepeaterCase {
  const name = { [DEJMPS]: 'dejmps', [BBPSSW]: 'bbpssw', [DOUBLE_SELECTION]: 'double-selection' }[protocol]
  return {
    name: `network/leads-${name}`,
    requirements: ['NET-203', 'NET-205', 'NET-206', 'NET-207', 'NET-209', 'NET-211'],
    capabilities,
    scene,
    async play(test) {
      const { up, down } = test.scene
      const label = await leading(test, protocol)
      const twirls = new Set<number>()
      for (let step = 1; step <= STEPS; step++) {
        const { frame, order, pairs } = await begun(test, step)
        twirls.add(frame.twirl)
        judgeOrder(test, protocol, step, { frame, order, pairs })
        const before = swaps(test).length
        up.peer.create(1, { purpose: label, minimumFidelity: 40_000 })
        const near = (): readonly Herald[] => test.scene.heralds(up)
        test.need(await test.scene.until(() => near().length >= step), 'a pair comes upstream')
        await test.scene.pass(A_WHILE / 4)
        test.check('NET-203', swaps(test).length === before, 'nothing is swapped that has not passed the stage')
        const since = test.scene.happenings.length
        answer(test, frame, difference(protocol, frame, pairs) ^ frame.outcomes)
        test.must('NET-207', await test.scene.until(() => swaps(test).length > before), 'the kept pair is one level up')
        const [swap] = swaps(test, since)
        test.check('NET-207', swap?.a === order.keep || swap?.b === order.keep, 'and swapped')
        const { epoch, sequence } = test.scene.heralds(down).at(-1) as Herald
        down.neighbour.say({ type: 'CREDIT', ...test.scene.circuit(), window: 4, epoch, sequence })
        await judgeNames(
          test,
          frame,
          near()[step - 1] as Herald,
          keptIndex(protocol, frame, pairs) ^ (swap?.outcome ?? 0)
        )
      }
      if (protocol === BBPSSW)
        test.check('NET-211', twirls.size >= DIFFERENT, `${twirls.size} pairs of rotations are drawn`)
      else test.check('NET-211', [...twirls].join() === '0', `without turns: ${[...twirls].join()}`)
    }
  }
}

/** What is ordered and told of a step. */
function judgeOrder(test: RepeaterTest, protocol: number, number: number, { frame, order, pairs }: Begun): void {
  const size = protocol === DOUBLE_SELECTION ? 3 : 2
  const oldest = test.scene.heralds(test.scene.down).slice((number - 1) * size, number * size)
  const isOldest = oldest.length === size && oldest.every((one, at) => isSame(one, namesIn(frame)[at]))
  test.check('NET-205', isOldest && frame.level === 0, 'with the oldest pairs, of which the first is kept')
  test.check('NET-206', order.side === 0 && order.protocol === protocol, 'its half is done on side 0')
  const qubits = [order.keep, order.sacrifice, ...(order.second === undefined ? [] : [order.second])]
  test.check('NET-206', qubits.join() === pairs.map(({ qubit }) => qubit).join(), 'with the qubits of these pairs')
  const done = test.scene.happenings.findLast((one) => one.kind === 'result' && one.message.type === 'DISTILLED')
  const found = done?.kind === 'result' && done.message.type === 'DISTILLED' ? done.message.outcome : -1
  test.check('NET-206', frame.outcomes === found, `${found} was measured, and told is ${frame.outcomes}`)
  const { keep = 0, sacrifice = 0 } = order.twirls ?? {}
  test.check('NET-211', frame.twirl === keep + ROTATIONS * sacrifice, 'the hardware turns them as it is told')
}

/** TRACKs name the kept pair, and pass by any of its names. */
async function judgeNames(test: RepeaterTest, frame: Step, near: Herald, index: number): Promise<void> {
  const { up, down } = test.scene
  const before = [up.neighbour.of('TRACK').length, down.neighbour.of('TRACK').length] as const
  track(up, test, near, near.bellIndex)
  await test.heard(down, 'TRACK', before[1] + 1)
  const passed = down.neighbour.of('TRACK').at(-1)
  test.check(
    'NET-207',
    passed !== undefined && passed.bellIndex === (near.bellIndex ^ index),
    `with its Bell index: ${passed?.bellIndex}`
  )
  test.check(
    'NET-209',
    [frame.kept, ...frame.sacrificed].some((name) => isSame(name, passed)),
    'by one of its names'
  )
  const [other] = frame.sacrificed
  if (other !== undefined) track(down, test, other, 0)
  await test.heard(up, 'TRACK', before[0] + 1)
  const back = up.neighbour.of('TRACK').at(-1)
  test.check('NET-209', back !== undefined && isSame(back, near), 'the name of a pair that was sacrificed is one of it')
}
