import { ErrorCode } from '@bellwire/wire'
import fc, { type AsyncCommand } from 'fast-check'
import { type Generated, makeRuns, type PropertyOptions } from '../../../random/run-property.js'
import type { Ran } from '../../../random/run-once.js'
import type { Model } from '../../../random/step.js'
import { OutOfControl } from '../../../stage/stage.js'
import type { EndSetting } from '../../../subject/setting.js'
import { NodeFailed, type Subject } from '../../../subject/subject.js'
import { Broken, Unreached } from '../../../verdict/judgement.js'
import { MINIMUM } from '../end-scene.js'
import { EndTest } from '../end-test.js'
import { EndPlay } from './end-play.js'
import { endSteps } from './end-steps.js'

/** What must have come about in one of the runs for a requirement to be judged. */
export const END_WITNESSES = {
  'NET-052': 'answer-over',
  'NET-085': 'answer-pair',
  'NET-088': 'answer-pair',
  'NET-095': 'answer-void',
  'NET-105': 'sent-SETTLE',
  'HAR-061': 'answer-ended',
  'HAR-062': 'answer-pair',
  'LNK-098': 'answer-pair'
}

interface Setting {
  readonly isHead: boolean
  readonly seed: number
}

const SETTING = fc.record({ isHead: fc.boolean(), seed: fc.integer({ min: 1, max: 1000 }) })
const LENGTH = 40
/** Within it, pairs that are left are settled. */
const SETTLING = 5_000_000_000
const MILLISECOND = 1_000_000

/** Runs of whatever can happen at an end of circuits, until one shows that something is wrong. */
export async function runEndProperty(subject: Subject<EndSetting>, options: PropertyOptions): Promise<Generated> {
  return makeRuns<Setting, EndPlay>(
    { setting: SETTING, steps: endSteps(), length: LENGTH, run: (setting, steps) => runOnce(subject, setting, steps) },
    options
  )
}

async function runOnce(
  subject: Subject<EndSetting>,
  { isHead, seed }: Setting,
  steps: Iterable<AsyncCommand<Model<EndPlay>, EndPlay>>
): Promise<Ran> {
  const test = new EndTest(subject, { seed, isHead })
  const play = new EndPlay(test)
  let unreached: string | undefined
  try {
    await test.begin()
    const room = await roomOf(play)
    await fc.asyncModelRun(() => ({ model: { play }, real: play }), steps)
    await judgeEnd(play, room)
  } catch (error) {
    if (error instanceof Unreached || error instanceof OutOfControl) unreached = error.message
    else if (error instanceof NodeFailed) test.check('HAR-044', false, `the node cannot go on: ${error.message}`)
    else if (!(error instanceof Broken)) throw error
  }
  const { findings, recorder } = test
  return {
    steps: [`the node is the ${isHead ? 'head' : 'tail'}-end, the seed ${seed}`, ...play.done],
    findings,
    exercised: play.exercised,
    recorder,
    ...(unreached !== undefined && findings.length === 0 && { unreached })
  }
}

/** When all is over, every request has had its end, both ends have the same pairs, and every qubit is free again. */
async function judgeEnd(play: EndPlay, room: number): Promise<void> {
  const { test, asked } = play
  const { scene } = test
  for (const name of play.open) tearDown(play, name)
  await scene.pass(SETTLING)
  play.judgeSoFar()
  const over = new Set(scene.answered('over').map(({ request }) => request))
  if (scene.isHead)
    for (const { request } of asked) test.check('NET-052', over.has(request), `request ${request} has an end`)
  for (const half of scene.halves.all) {
    if (half.delivered === undefined || half.expired) continue
    const name = `${half.epoch}:${half.sequence}`
    test.check('NET-105', scene.far.has(half), `the end has the pair ${name}, and the other one has not`)
  }
  for (const pair of play.held) await scene.stage.ask({ type: 'return', pair: pair.pair })
  await scene.pass(MILLISECOND)
  play.judgeSoFar()
  const left = await roomOf(play)
  test.check('LNK-098', left === room, `there is room for ${left} pairs, where there was for ${room}`)
}

/** So many pairs the end holds of two circuits at once. They are void afterwards. */
async function roomOf(play: EndPlay): Promise<number> {
  const { test } = play
  const { scene } = test
  play.isProbing = true
  const before = scene.halves.all.length
  const names = [await test.open(), await test.open()]
  for (const name of names) {
    await test.request(name, { number: 9 })
    const { window = 0 } = scene.neighbour.of('RESV').findLast(({ circuit }) => circuit === name.circuit) ?? {}
    if (!scene.isHead) scene.peer.create(window, { purpose: name.label, minimumFidelity: MINIMUM })
  }
  await scene.pass(10 * MILLISECOND)
  const room = scene.halves.all.length - before
  for (const name of names) tearDown(play, name)
  await scene.pass(MILLISECOND)
  play.isProbing = false
  return room
}

function tearDown({ test }: EndPlay, { initiator, circuit }: { readonly initiator: number; readonly circuit: number }) {
  test.scene.neighbour.say({ type: 'TEAR', initiator, circuit, reason: ErrorCode.UNSPECIFIED })
}
