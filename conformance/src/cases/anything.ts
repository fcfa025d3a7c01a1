import { RequestKind } from '@bellwire/wire'
import type { Random } from '../stage/random.js'
import type { Way } from '../stage/stage.js'
import type { Create } from '../subject/service.js'
import type { Case } from '../verdict/case.js'
import type { Test } from '../verdict/test.js'

const STEPS = 25
/** Nanoseconds between steps at most, and by how much a frame may come late. */
const PAUSE = 1_000_000
const LATE = 200_000
/** Long enough for whatever is still under way when all faults are over, and how often applications give pairs back. */
const CALM = 20_000_000
const ROUNDS = 20

/**
 * Applications at both ends ask, cancel and give back, and the peer expires and restarts, as it comes, while frames are
 * lost, doubled and late. What monitors see is judged throughout; when all is calm again, what must be so then.
 */
export const anythingCases: readonly Case[] = [
  {
    name: 'link/anything',
    requirements: ['LNK-010', 'LNK-062'],
    capabilities: ['LNK.KEEP'],
    play: (test) => anything(test, ['keep'])
  },
  {
    name: 'link/anything-measured',
    requirements: ['LNK-010', 'LNK-062'],
    capabilities: ['LNK.KEEP', 'LNK.MEASURE'],
    play: (test) => anything(test, ['keep', 'measure', 'measure'])
  }
]

async function anything(test: Test, kinds: readonly ('keep' | 'measure')[]): Promise<void> {
  const { scene } = test
  const { random, stage, peer } = scene
  const chance = (probability: number): boolean => random.uniform() < probability
  const oneOf = <T>(list: readonly T[]): T => list[random.below(list.length)] as T
  await test.up()
  const way = stage.way
  stage.way = faults(oneOf([0, 0.02, 0.1, 0.3]), oneOf([0, 0.05, 0.3]), oneOf([0, 0.05, 0.3]), random)

  const taken: number[] = []
  const ask = async (): Promise<void> => {
    const kind = oneOf(kinds)
    const limit = chance(0.3) ? { timeLimit: 100_000 + random.below(20) * PAUSE } : {}
    const create: Partial<Create> = {
      kind,
      number: 1 + random.below(3),
      raw: chance(0.3),
      atomic: chance(0.2),
      ...limit
    }
    const { createId, code } = await scene.create({ ...create, consecutive: kind === 'measure' || chance(0.7) })
    if (code === 0) taken.push(createId)
  }
  const expire = (): void => {
    const present = scene.delivered.filter(({ epoch }) => epoch === peer.epoch)
    if (present.length === 0) return
    const { sequence } = oneOf(present)
    peer.expire(sequence, (sequence + 1) >>> 0)
  }
  const restart = (): void => {
    peer.incarnation += 1
    peer.epoch = 0
    peer.greet(false)
  }
  const steps: readonly (() => void | Promise<void>)[] = [
    ask,
    ask,
    ask,
    () =>
      void peer.create(1 + random.below(2), { kind: oneOf(kinds) === 'keep' ? RequestKind.KEEP : RequestKind.MEASURE }),
    expire,
    async () => {
      if (taken.length > 0) await stage.ask({ type: 'cancel', link: scene.link.link, createId: oneOf(taken) })
    },
    () => giveBack(test, 0.7),
    () => giveBack(test, 0.7),
    () => (chance(0.2) ? restart() : undefined),
    () => (chance(0.2) ? scene.qubits.report(scene.link.link, oneOf([0, 3])) : undefined)
  ]
  for (let step = 0; step < STEPS; step++) {
    await oneOf(steps)()
    await scene.pass(random.below(PAUSE))
  }

  stage.way = way
  scene.qubits.report(scene.link.link, 0)
  if (!peer.isUp) peer.greet(false)
  for (let round = 0; round < ROUNDS; round++) {
    await scene.pass(CALM)
    await giveBack(test, 1)
  }
  await judgeMemory(test)
  judgeAnswers(test, taken)
}

/** A qubit that was not given back is missing when as many pairs are wanted at once as there are qubits. */
async function judgeMemory(test: Test): Promise<void> {
  const { scene } = test
  const number = scene.stage.setting.hardware.qubits
  const { createId, code } = await scene.create({ number, consecutive: false })
  test.need(code === 0, 'a request for all qubits is taken')
  const pairs = () => scene.delivered.filter((pair) => pair.createId === createId && pair.originator)
  await scene.until(() => pairs().length > 0)
  test.check(
    'LNK-062',
    pairs().length === number,
    `${pairs().length} of ${number} pairs come together, one on each qubit`
  )
}

/** Every request has its end, and what the peer holds for void is void here. */
function judgeAnswers(test: Test, taken: readonly number[]): void {
  const { answers, delivered, peer } = test.scene
  const ended = new Set(
    answers.flatMap((answer) =>
      answer.type === 'err' || (answer.type === 'ok' && answer.originator && answer.final) ? [answer.createId] : []
    )
  )
  const open = taken.filter((createId) => !ended.has(createId))
  test.check('LNK-010', open.length === 0, `${open.length} requests have no end`)
  const told = new Set(
    answers.flatMap((answer) => (answer.type === 'expired' ? [`${answer.epoch}:${answer.sequence}`] : []))
  )
  const isVoid = (sequence: number, epoch: number): boolean =>
    epoch === peer.epoch && peer.pairs.get(sequence) === 'expired'
  for (const { epoch, sequence } of delivered)
    if (isVoid(sequence, epoch))
      test.check(
        'LNK-069',
        told.has(`${epoch}:${sequence}`),
        `pair ${epoch}:${sequence} is void, and its application does not hear of it`
      )
}

/** The node's application gives pairs back, each with a probability. */
async function giveBack({ scene }: Test, probability: number): Promise<void> {
  for (const { qubit, epoch, sequence } of scene.delivered)
    if (qubit >= 0 && scene.random.uniform() < probability)
      await scene.stage.ask({ type: 'release', link: scene.link.link, epoch, sequence })
}

/** Frames are lost, doubled, and late, each with a probability. */
function faults(lost: number, doubled: number, late: number, random: Random): Way {
  const chance = (probability: number): boolean => random.uniform() < probability
  return (_frame, _from, _to, delay) => {
    if (chance(lost)) return []
    const time = (): number => (chance(late) ? delay + random.below(LATE) : delay)
    return chance(doubled) ? [time(), time()] : [time()]
  }
}
