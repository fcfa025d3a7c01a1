import { RequestKind } from '@bellwire/wire'
import type { Random } from '../stage/random.js'
import type { Way } from '../stage/stage.js'
import type { Create } from '../subject/service.js'
import type { Case } from '../verdict/case.js'
import type { Test } from '../verdict/test.js'
import { calmDown, giveBack, judgeAnswers, judgeMemory } from './afterwards.js'

const STEPS = 25
/** Nanoseconds between steps at most, and by how much a frame may come late. */
const PAUSE = 1_000_000
const LATE = 200_000

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
    const isUnsure = (sequence: number): boolean => ((sequence - peer.settled) | 0) >= 0
    const present = scene.delivered.filter(({ epoch, sequence }) => epoch === peer.epoch && isUnsure(sequence))
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
  await calmDown(test)
  await judgeMemory(test)
  judgeAnswers(test, taken)
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
