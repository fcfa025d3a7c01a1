import { DistillationProtocol, DistillationSchedule, ErrorCode, type Stage } from '@bellwire/wire'
import type { Said } from '../neighbour.js'
import type { Arm } from '../repeater-scene.js'
import type { RepeaterCase, RepeaterTest } from '../repeater-test.js'

const A_WHILE = 20_000_000

/** The route of these circuits: an end, the node before the repeater, the repeater, the node after it, and an end. */
const INITIATOR = 100
const RESPONDER = 200
const [HEAD, BEFORE, OWN, AFTER, TAIL] = [0, 1, 2, 3, 4]

/** What is said of a stage, for an inner node that is no party of it. */
type OfStage = Extract<Said, { type: 'DISTIL' | 'DISTILLED' | 'STAGE_EXPIRE' }>

/** Inner nodes of circuits whose pairs are distilled, with hardware that cannot do that (section 6.11). */
export const stageCases: readonly RepeaterCase[] = [
  {
    name: 'network/refuses-stages',
    requirements: ['NET-200', 'NET-201', 'NET-038'],
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      const wrongs = [
        ['NET-200', ErrorCode.CREATE, [stage(HEAD, TAIL), stage(HEAD, TAIL)], 'two stages between the ends'],
        ['NET-200', ErrorCode.CREATE, [stage(HEAD, BEFORE, 1), stage(HEAD, BEFORE, 2)], 'two stages of one link'],
        ['NET-200', ErrorCode.UNSUPP, [stage(HEAD, OWN + 1)], 'a stage between nodes of which one is no end'],
        ['NET-200', ErrorCode.UNSUPP, [stage(HEAD, TAIL), stage(BEFORE, TAIL)], 'a stage to one end'],
        ['NET-201', ErrorCode.UNSUPP, [stage(BEFORE, OWN)], 'a stage that needs the repeater, upstream'],
        ['NET-201', ErrorCode.UNSUPP, [stage(OWN, AFTER)], 'a stage that needs the repeater, downstream'],
        ['NET-201', ErrorCode.UNSUPP, [stage(HEAD, TAIL), stage(OWN, AFTER)], 'two stages, one of which needs it']
      ] as const
      for (const [index, [requirement, reason, stages, what]] of wrongs.entries()) {
        const circuit = 10 + index
        up.neighbour.say(pathOf(test, circuit, stages))
        const error = (await test.heard(up, 'CIRCUIT_ERR', index + 1)).find((one) => one.circuit === circuit)
        test.check(requirement, error?.reason === reason, `${what}: a PATH is refused with ${error?.reason}`)
        test.check('NET-038', error?.node === scene.repeater, `by node ${error?.node}`)
        const isPassed = down.neighbour.of('PATH').some((one) => one.circuit === circuit)
        test.check(requirement, !isPassed, 'and goes no further')
      }
    }
  },
  {
    name: 'network/passes-on-what-others-distil',
    requirements: ['NET-215', 'NET-031', 'NET-048'],
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      const stages = [stage(HEAD, BEFORE), stage(HEAD, TAIL)]
      await test.begin()
      await test.open(pathOf(test, 1, stages))
      const passed = down.neighbour.of('PATH').at(-1)?.stages ?? []
      const isSame = passed.length === stages.length && stages.every((one, index) => sameFields(one, passed[index]))
      test.check('NET-031', isSame, 'PATH goes on with its stages')
      await judgePassed(test, up, down, [distil(5), expire(3), distil(8), distil(2), expire(4)])
      await judgePassed(test, down, up, [distilled(8), expire(9), distilled(5), distilled(2)])
      const before = scene.arms.map(({ neighbour }) => neighbour.heard.length)
      down.neighbour.say(distil(11))
      up.neighbour.say(distilled(11))
      await scene.pass(A_WHILE)
      for (const [index, { neighbour }] of scene.arms.entries())
        test.check('NET-048', !neighbour.heard.slice(before[index]).some(isOfStage), 'what goes the wrong way is not')
    }
  }
]

/** What one neighbour says of a stage the other hears, as it is said. */
async function judgePassed(test: RepeaterTest, from: Arm, to: Arm, all: readonly OfStage[]): Promise<void> {
  const before = to.neighbour.heard.length
  for (const one of all) from.neighbour.say(one)
  const heard = () => to.neighbour.heard.slice(before).filter(isOfStage)
  await test.scene.until(() => heard().length >= all.length)
  await test.scene.pass(A_WHILE)
  const isSame = heard().length === all.length && all.every((one, index) => sameFields(one, heard()[index]))
  const said = heard().map(({ type }) => type)
  test.check('NET-215', isSame, `to node ${to.peer.node} goes on what is said of a stage, in order: ${said.join()}`)
}

function isOfStage({ type }: { readonly type: string }): boolean {
  return type === 'DISTIL' || type === 'DISTILLED' || type === 'STAGE_EXPIRE'
}

/** Whether all that one says the other says, too. */
function sameFields(one: object, other: object | undefined): boolean {
  const fields = { ...other } as Record<string, unknown>
  return Object.entries(one).every(([name, value]) => JSON.stringify(fields[name]) === JSON.stringify(value))
}

function stage(first: number, last: number, rounds = 1): Stage {
  return { first, last, protocol: DistillationProtocol.DEJMPS, schedule: DistillationSchedule.NESTED, rounds }
}

const OF_STAGE = { initiator: INITIATOR, circuit: 1, stage: 1 } as const

function distil(sequence: number): OfStage {
  const sacrificed = [{ epoch: 6, sequence: sequence + 100 }]
  const kept = { epoch: 6, sequence }
  return { type: 'DISTIL', ...OF_STAGE, kept, sacrificed, level: 0, outcomes: sequence % 2, twirl: 0, request: 7 }
}

function distilled(sequence: number): OfStage {
  return { type: 'DISTILLED', ...OF_STAGE, kept: { epoch: 6, sequence }, outcomes: sequence % 2 }
}

function expire(sequence: number): OfStage {
  return { type: 'STAGE_EXPIRE', ...OF_STAGE, epoch: 6, sequence }
}

function pathOf({ scene }: RepeaterTest, circuit: number, stages: readonly Stage[]) {
  const { up, down } = scene
  const nodes = [INITIATOR, up.peer.node, scene.repeater, down.peer.node]
  const links = [70, up.link.link, down.link.link, 90]
  const hop = { minimumFidelity: 40_000, cutoff: 0, rate: 0, rank: 0 }
  const hops = nodes.map((node, index) => ({ ...hop, node, link: links[index] ?? 0 }))
  return scene.path({ initiator: INITIATOR, circuit, responder: RESPONDER, position: BEFORE, hops, stages })
}
