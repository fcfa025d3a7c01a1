import { DistillationProtocol, type Distil, ErrorCode, type PairName } from '@bellwire/wire'
import { difference, isSame, stage } from '../../repeater/distillation.js'
import type { Asked, EndTest, Opened, PlayedEndCase } from '../end-test.js'
import type { Half } from '../halves.js'

const { DEJMPS } = DistillationProtocol

const [HEAD, TAIL] = [0, 2]
const A_WHILE = 1_000_000

const capabilities = ['NET.DISTIL']
const scene = { qubits: 8, distilDuration: 5000 }
const head = { capabilities, scene: { ...scene, isHead: true } } as const
const tail = { capabilities, scene: { ...scene, isHead: false } } as const

/** Stages between the ends of a circuit (section 6.11). */
export const stageCases: readonly PlayedEndCase[] = [
  {
    ...head,
    name: 'end/no-early-pairs-of-a-stage',
    requirements: ['NET-219'],
    async play(test) {
      await test.begin()
      const name = await open(test)
      const { code } = await test.requested(name, { early: true })
      test.check('NET-219', code === ErrorCode.UNSUPP, `early pairs are refused with ${code}`)
      test.check('NET-219', (await test.requested(name, {})).code === 0, 'and others are not')
    }
  },
  {
    ...head,
    name: 'end/stage-between-ends',
    requirements: ['NET-204', 'NET-217'],
    async play(test) {
      await test.begin()
      const asked = await test.request(await open(test))
      const pairs = await halves(test, asked)
      const frame = await begun(test, asked, pairs)
      const { delivered } = pairs[0]
      test.check('NET-204', delivered === undefined, 'a pair of the stage is not handed over before its step')
      succeed(test, frame, pairs)
      await test.scene.until(() => pairs[0].delivered !== undefined)
      const given = pairs[0].delivered
      test.check('NET-217', given?.request === asked.request, 'what is kept is given to the request of its step')
    }
  },
  {
    ...head,
    name: 'end/steps-for-requests-alone',
    requirements: ['NET-217'],
    async play(test) {
      await test.begin()
      const asked = await test.request(await open(test))
      const pairs = await halves(test, asked)
      const frame = await begun(test, asked, pairs)
      fail(test, frame, pairs)
      // The request needs another pair, and nothing else does.
      const others = await halves(test, asked)
      const next = await begun(test, asked, others, 2)
      succeed(test, next, others)
      await test.scene.until(() => others[0].delivered !== undefined)
      await test.scene.pass(A_WHILE)
      const steps = test.scene.neighbour.of('DISTIL').length
      test.check('NET-217', others[0].delivered?.request === asked.request, 'of the pairs of another step one is given')
      test.check('NET-217', steps === 2, `for one that failed and one that did not there are ${steps} steps`)
    }
  },
  {
    ...head,
    name: 'end/steps-of-two-requests',
    requirements: ['NET-217'],
    async play(test) {
      await test.begin()
      const name = await open(test)
      const one = await test.request(name)
      const pairs = await halves(test, one)
      const frame = await begun(test, one, pairs)
      const other = await test.request(name)
      const { all } = test.scene.halves
      const before = all.length
      // One that has room for a single step makes no pairs before that is over.
      if (!(await test.scene.until(() => all.length >= before + 2 || all.length >= 4))) return
      const others = await halves(test, other)
      // A request whose step is under way needs none.
      const next = await begun(test, other, others, 2)
      for (const [step, those, { request }] of [
        [next, others, other],
        [frame, pairs, one]
      ] as const) {
        succeed(test, step, those)
        await test.scene.until(() => those[0].delivered !== undefined)
        const given = those[0].delivered?.request
        test.check('NET-217', given === request, `what is kept of a step for ${request} is given to ${given}`)
      }
    }
  },
  {
    ...head,
    name: 'end/request-of-a-step-ends',
    requirements: ['NET-218', 'NET-213'],
    async play(test) {
      await test.begin()
      const asked = await test.request(await open(test))
      const pairs = await halves(test, asked)
      await begun(test, asked, pairs)
      await test.scene.stage.ask({ type: 'withdraw', request: asked.request })
      await test.scene.pass(A_WHILE)
      for (const clause of ['NET-218', 'NET-213'])
        test.check(
          clause,
          pairs.some((half) => isSaid(test, half)),
          'the other end hears that the pairs of its step are void'
        )
      test.check('NET-218', pairs[0].isReleased, 'and their qubits are free')
    }
  },
  {
    ...head,
    name: 'end/request-of-a-stage-ends',
    requirements: ['NET-218', 'NET-213'],
    async play(test) {
      await test.begin()
      const asked = await test.request(await open(test))
      const half = await test.half(asked.name)
      await test.track(half, asked)
      const before = test.scene.neighbour.of('STAGE_EXPIRE').length
      await test.scene.stage.ask({ type: 'withdraw', request: asked.request })
      await test.scene.pass(A_WHILE)
      test.need(before === 0, 'a pair waits in the stage')
      for (const clause of ['NET-218', 'NET-213'])
        test.check(clause, isSaid(test, half), 'the other end hears that it is void')
      test.check('NET-218', half.isReleased, 'and its qubit is free')
    }
  },
  {
    ...tail,
    name: 'end/stage-between-ends',
    requirements: ['NET-204', 'NET-217'],
    async play(test) {
      await test.begin()
      const name = await open(test)
      const wish = { kind: 'measure', number: 1 } as const
      const first = await test.request(name, wish)
      const asked = await test.request(name, wish)
      const pairs = await halves(test, { ...asked, name })
      const isGiven = pairs.some(({ delivered, measured }) => delivered !== undefined || measured !== undefined)
      test.check('NET-204', !isGiven, 'pairs whose TRACK has come are left to the stage')
      test.scene.qubits.distilOutcome = () => 0
      const frame = distil(test, asked, pairs)
      const { initiator, circuit } = name
      test.scene.neighbour.say({ ...frame, initiator, circuit, outcomes: difference(DEJMPS, frame, indices(pairs)) })
      test.need((await test.heard('DISTILLED')).length === 1, 'the step is done')
      await test.scene.until(() => pairs[0].delivered !== undefined)
      const given = pairs[0].delivered
      test.check(
        'NET-217',
        given?.request === asked.request,
        `what is kept is given to request ${given?.request}, not ${first.request}, of a step for ${asked.request}`
      )
    }
  }
]

/** A circuit with a stage between its ends. */
function open(test: EndTest): Promise<Opened> {
  return test.open({ stages: [stage(HEAD, TAIL, DEJMPS)] })
}

/** Two pairs of a stage, of which both ends have spoken. */
async function halves(test: EndTest, asked: Asked): Promise<readonly [Half, Half]> {
  const pairs: Half[] = []
  for (let number = 0; number < 2; number++) {
    const half = await test.half(asked.name)
    test.scene.far.join(half)
    const said = test.trackOf(half)
    test.must('NET-204', said?.request === 0, `TRACK for request ${said?.request} is sent of a pair of the stage`)
    pairs.push(half)
  }
  for (const [at, half] of pairs.entries()) {
    const before = test.scene.neighbour.of('DISTIL').length
    test.scene.far.track(half, asked.name, 0)
    if (at === 0) {
      await test.scene.pass(A_WHILE)
      test.check(
        'NET-204',
        test.scene.neighbour.of('DISTIL').length === before,
        'a step waits for the other end to speak'
      )
    }
  }
  await test.scene.pass(A_WHILE)
  return pairs as [Half, Half]
}

/** Waits for a step of the head-end. Pairs are named as at the tail-end. */
async function begun(test: EndTest, asked: Asked, pairs: readonly Half[], number = 1): Promise<Distil> {
  const frames = await test.heard('DISTIL', number)
  test.must('NET-217', frames.length >= number, 'a step is begun for a request that needs a pair')
  const frame = frames[number - 1] as Distil
  test.must('NET-217', frame.request === asked.request, `a step for request ${frame.request}, not ${asked.request}`)
  const names = [frame.kept, ...frame.sacrificed]
  const isOfThese = names.length === 2 && names.every((name) => pairs.some(({ far }) => far && isSame(name, far)))
  test.must('NET-204', isOfThese, 'of the pairs that are in the stage')
  return frame
}

function succeed(test: EndTest, frame: Distil, pairs: readonly Half[]): void {
  answer(test, frame, difference(DEJMPS, frame, indices(pairs)) ^ frame.outcomes)
}

function fail(test: EndTest, frame: Distil, pairs: readonly Half[]): void {
  answer(test, frame, difference(DEJMPS, frame, indices(pairs)) ^ frame.outcomes ^ 1)
}

function answer(test: EndTest, { initiator, circuit, stage: index, kept }: Distil, outcomes: number): void {
  test.scene.neighbour.say({ type: 'DISTILLED', initiator, circuit, stage: index, kept, outcomes })
}

/** A step of the other end. */
function distil(test: EndTest, { name, request }: Asked, [kept, sacrificed]: readonly [Half, Half]) {
  const nameOf = ({ epoch, sequence }: PairName): PairName => ({ epoch, sequence })
  return {
    type: 'DISTIL',
    initiator: name.initiator,
    circuit: name.circuit,
    stage: 0,
    kept: nameOf(kept),
    sacrificed: [nameOf(sacrificed)],
    level: 0,
    outcomes: 0,
    twirl: 0,
    request
  } as const
}

function indices(pairs: readonly Half[]): readonly { readonly bellIndex: number }[] {
  return pairs.map(({ bellIndex = 0 }) => ({ bellIndex }))
}

/** Whether the head-end has told the tail-end that a pair of the stage is void. */
function isSaid({ scene: { neighbour } }: EndTest, { far }: Half): boolean {
  return neighbour.of('STAGE_EXPIRE').some((name) => far !== undefined && isSame(name, far))
}
