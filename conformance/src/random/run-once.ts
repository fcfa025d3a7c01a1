import fc, { type AsyncCommand } from 'fast-check'
import { OutOfControl } from '../stage/stage.js'
import { NodeFailed, type Subject } from '../subject/subject.js'
import type { Recorder } from '../trace/recorder.js'
import { Broken, Unreached } from '../verdict/judgement.js'
import { Test } from '../verdict/test.js'
import type { Finding } from '../verdict/verdict.js'
import { Play } from './play.js'
import type { Property } from './property.js'
import type { Model } from './step.js'

/** How the link of a run is set up. */
export interface Link {
  readonly seed: number
  readonly isMaster: boolean
  readonly firstSequence: number
}

type Steps = Iterable<AsyncCommand<Model, Play>>

/** What one run has come to. */
export interface Ran {
  /** What was done, in words: first how the link was set up. */
  readonly steps: readonly string[]
  readonly findings: readonly Finding[]
  /** Why it did not come to its end, where nothing was broken. */
  readonly unreached?: string
  readonly exercised: ReadonlyMap<string, number>
  readonly recorder: Recorder
}

/** Plays one run of a property. */
export async function runOnce(subject: Subject, property: Property, link: Link, steps: Steps): Promise<Ran> {
  const { play, unreached } = await playOnce(subject, property, link, steps, false)
  const { findings } = play.test
  if (property.isCompared === true && play.intruded !== undefined && findings.length === 0) {
    const change = await changeIn(play, () => playOnce(subject, property, link, steps, true))
    if (change !== undefined) play.test.broken('WIR-015', change)
  }
  const role = link.isMaster ? 'master' : 'other node'
  return {
    steps: [
      `the node is the ${role}, the first sequence number ${link.firstSequence}, the seed ${link.seed}`,
      ...play.done
    ],
    findings,
    exercised: play.exercised,
    recorder: play.test.recorder,
    ...(unreached !== undefined && findings.length === 0 && { unreached })
  }
}

async function playOnce(subject: Subject, property: Property, link: Link, steps: Steps, isQuiet: boolean) {
  const { seed, isMaster, firstSequence } = link
  const test = new Test(subject, {
    ...property.scene,
    seed,
    isMaster,
    link: { firstSequence, ...property.scene?.link }
  })
  const play = new Play(test, { isQuiet, isCompared: property.isCompared === true })
  let unreached: string | undefined
  try {
    await test.up()
    await fc.asyncModelRun(() => ({ model: { play }, real: play }), steps)
    await property.end(play)
  } catch (error) {
    if (error instanceof Unreached || error instanceof OutOfControl) unreached = error.message
    else if (error instanceof NodeFailed) test.check('HAR-044', false, `the node cannot go on: ${error.message}`)
    else if (!(error instanceof Broken)) throw error
  }
  return { play, unreached }
}

/**
 * What the node has done otherwise than without what must not change anything. A node that does not even do the same on the
 * same again cannot be compared.
 */
async function changeIn({ trace, intruded }: Play, quiet: () => Promise<{ play: Play }>): Promise<string | undefined> {
  const plain = (await quiet()).play.trace
  const at = firstDifference(trace, plain)
  if (at === undefined || firstDifference(plain, (await quiet()).play.trace) !== undefined) return undefined
  return `after what it must ignore (${intruded}), the node does ${trace[at] ?? 'nothing'}, not ${plain[at] ?? 'nothing'}`
}

function firstDifference(a: readonly string[], b: readonly string[]): number | undefined {
  for (let at = 0; at < Math.max(a.length, b.length); at++) if (a[at] !== b[at]) return at
  return undefined
}
