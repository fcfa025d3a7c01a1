import { type Frame, RequestKind } from '@bellwire/wire'
import { pairwise, type Row } from '../random/pairwise.js'
import type { Delivered } from '../subject/service.js'
import type { Case } from '../verdict/case.js'
import type { Test } from '../verdict/test.js'
import { A_WHILE } from './steps.js'

const SECOND = 1_000_000_000

/** What a request can say, and what can befall it. */
const PARAMETERS = {
  asker: ['node', 'peer'],
  kind: ['keep', 'measure'],
  number: [1, 2, 4],
  consecutive: [true, false],
  atomic: [true, false],
  priority: [0, 7],
  minimumFidelity: [0, 0.5, 0.8],
  timeLimit: [0, 10 * SECOND],
  raw: [false, true],
  loss: ['nothing', 'each message once']
} as const

type Wish = Row<typeof PARAMETERS>

/** Requests of every kind, each value of what they can say beside each other one. */
export const parameterCases: readonly Case[] = [
  {
    name: 'link/parameters',
    requirements: ['LNK-010', 'LNK-011', 'LNK-050', 'LNK-060', 'LNK-061', 'LNK-062', 'LNK-063', 'LNK-064', 'LNK-065'],
    capabilities: ['LNK.KEEP', 'LNK.MEASURE'],
    async play(test) {
      await test.up()
      for (const wish of pairwise(PARAMETERS)) await played(test, wish)
    }
  }
]

async function played(test: Test, wish: Wish): Promise<void> {
  const { scene } = test
  scene.stage.way = wish.loss === 'nothing' ? (_frame, _from, _to, delay) => [delay] : losingOnce(test)
  const pairs = await (wish.asker === 'node' ? asked(test, wish) : askedByPeer(test, wish))
  const isHalf = ({ qubit, outcome }: Delivered): boolean => qubit >= 0 && outcome === -1
  test.must('LNK-010', pairs.length === wish.number, `${pairs.length} pairs come ${inWords(wish)}`)
  const times = scene.happenings.flatMap((one) =>
    one.kind === 'answer' && one.answer.type === 'ok' && pairs.includes(one.answer) ? [one.time] : []
  )
  const [clause, moments, how] = wish.consecutive ? ['LNK-061', wish.number, 'one by one'] : ['LNK-062', 1, 'together']
  test.check(clause, new Set(times).size === moments, `they come ${how} ${inWords(wish)}`)
  test.check(
    'LNK-060',
    pairs.every((pair) => isHalf(pair) === (wish.kind === 'keep')),
    `with a half or an outcome each ${inWords(wish)}`
  )
  if (wish.asker === 'node') {
    const finals = pairs.map(({ final }) => final).indexOf(true)
    test.check('LNK-011', finals === wish.number - 1, `the last is flagged final ${inWords(wish)}`)
    test.check(
      wish.kind === 'keep' ? 'LNK-063' : 'LNK-065',
      pairs.every(({ corrected }) => corrected === !wish.raw),
      `turned or not as was asked ${inWords(wish)}`
    )
  } else
    test.check(
      'LNK-064',
      pairs.every(({ corrected }) => !corrected),
      `and are not turned ${inWords(wish)}`
    )
  for (const pair of pairs) if (pair.qubit >= 0) await scene.release(pair)
  const before = scene.station.sequence
  await scene.pass(A_WHILE)
  test.check('LNK-050', scene.station.sequence === before, `and no more are made ${inWords(wish)}`)
}

/** Returns the pairs of a request of the node's application, which must have no other answer. */
async function asked(
  test: Test,
  { kind, number, consecutive, atomic, priority, minimumFidelity, timeLimit, raw }: Wish
) {
  const { scene } = test
  const create = { kind, number, consecutive, atomic, priority, minimumFidelity, timeLimit, raw }
  const { createId, code } = await scene.create(create)
  test.need(code === 0, 'a request that can be met is taken')
  const own = (): readonly Delivered[] =>
    scene.delivered.filter((pair) => pair.originator && pair.createId === createId)
  await scene.until(() => own().length >= number)
  await scene.pass(A_WHILE)
  const errors = scene.answers.filter((answer) => answer.type === 'err' && answer.createId === createId)
  test.check('LNK-010', errors.length === 0, 'a request that has all its pairs has no other end')
  return own()
}

async function askedByPeer(test: Test, { kind, number, consecutive, atomic, priority, minimumFidelity }: Wish) {
  const { scene } = test
  const before = scene.delivered.length
  scene.peer.create(number, {
    kind: kind === 'keep' ? RequestKind.KEEP : RequestKind.MEASURE,
    consecutive,
    atomic,
    priority,
    minimumFidelity: Math.ceil(minimumFidelity * 65_535)
  })
  const others = (): readonly Delivered[] => scene.delivered.slice(before).filter(({ originator }) => !originator)
  await scene.until(() => others().length >= number)
  await scene.pass(A_WHILE)
  return others()
}

/** Of what the two nodes say to each other, the first of each type is lost. */
function losingOnce({ scene }: Test): (frame: Frame, from: number, to: number, delay: number) => readonly number[] {
  const lost = new Set<string>()
  return ({ type }, from, to, delay) => {
    const message = `${from} ${type}`
    if ([from, to].includes(scene.station.node) || lost.has(message)) return [delay]
    lost.add(message)
    return []
  }
}

function inWords(wish: Wish): string {
  return `(${Object.entries(wish)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')})`
}
