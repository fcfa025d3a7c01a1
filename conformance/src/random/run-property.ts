import fc, { type Arbitrary, type AsyncCommand } from 'fast-check'
import type { Recorder } from '../trace/recorder.js'
import type { Subject } from '../subject/subject.js'
import { Broken } from '../verdict/judgement.js'
import type { Play } from './play.js'
import type { Property } from './property.js'
import { type Link, type Ran, runOnce } from './run-once.js'
import type { Model, Playing, Step } from './step.js'

/** The shortest run that was found to show what is wrong. */
interface Counterexample extends Omit<Ran, 'exercised' | 'recorder'> {
  /** With the seed: makes this very run again. */
  readonly path: string
}

/** What came of a property with one seed. */
export interface Generated {
  /** Runs that were made, those to shorten a counterexample not counted. */
  readonly runs: number
  /** How often each thing was really exercised in them. */
  readonly exercised: Readonly<Record<string, number>>
  readonly counterexample?: Counterexample
  /** Of the counterexample. */
  readonly recorder?: Recorder
}

export interface PropertyOptions {
  readonly seed: number
  readonly runs: number
  /** Of a counterexample: that run alone is made again. */
  readonly path?: string
}

/** First sequence numbers: a start, and before the wrap. */
const LINK = fc.record({
  isMaster: fc.constantFrom(true, false),
  firstSequence: fc.constantFrom(0, 2 ** 32 - 1, 2 ** 32 - 2, 7),
  seed: fc.integer({ min: 1, max: 1000 })
})

/** Runs that are made at most to shorten a counterexample. */
const SHORTENING = 300

/** How runs are made: each in a setting, of steps one after the other. */
export interface Runs<Setting, Of extends Playing> {
  readonly setting: Arbitrary<Setting>
  readonly steps: readonly Arbitrary<Step<Of>>[]
  /** Most steps of a run. */
  readonly length: number
  run(setting: Setting, steps: Iterable<AsyncCommand<Model<Of>, Of>>): Promise<Ran>
}

/** Plays a property at a node: generated runs until one shows that something is wrong, which is shortened then. */
export async function runProperty(subject: Subject, property: Property, options: PropertyOptions): Promise<Generated> {
  const { steps, length } = property
  return makeRuns<Link, Play>(
    { setting: LINK, steps, length, run: (link, some) => runOnce(subject, property, link, some) },
    options
  )
}

/** Makes runs until one shows that something is wrong, which is shortened then. */
export async function makeRuns<Setting, Of extends Playing>(
  runs: Runs<Setting, Of>,
  options: PropertyOptions
): Promise<Generated> {
  const search = new Search(runs, options)
  const broken = await search.run(({ findings }) => findings[0]?.requirement)
  if (broken.counterexample !== undefined || !search.isUnreached) return broken
  // Nothing was broken, but some run did not come to its end: the shortest of those.
  return new Search(runs, options).run(({ unreached }) => unreached)
}

/** What is wrong with a run; the first such thing is what a counterexample shows when it is shortened, too. */
type Wrong = (ran: Ran) => string | undefined

class Search<Setting, Of extends Playing> {
  isUnreached = false
  readonly #exercised = new Map<string, number>()
  #runs = 0
  #shortening = 0
  #wrong: string | undefined
  #shown: Ran | undefined

  constructor(
    private readonly runs: Runs<Setting, Of>,
    private readonly options: PropertyOptions
  ) {}

  async run(wrongWith: Wrong): Promise<Generated> {
    const { seed, runs, path } = this.options
    const [runPath, replayPath] = path === undefined ? [] : pathsOf(path)
    const { setting, steps, length } = this.runs
    const commands = fc.commands<Model<Of>, Of, false>([...steps], {
      maxCommands: length,
      size: 'max',
      ...(replayPath !== undefined && { replayPath })
    })
    const property = fc.asyncProperty(setting, commands, async (one, some) => {
      if (this.#wrong !== undefined && ++this.#shortening > SHORTENING) return
      const ran = await this.runs.run(one, some)
      if (this.#wrong === undefined) this.#count(ran)
      this.#judge(ran, wrongWith(ran))
    })
    const found = await fc.check(property, { seed, numRuns: runs, ...(runPath !== undefined && { path: runPath }) })
    // A node that throws is none that can be judged.
    if (found.failed && this.#shown === undefined) throw found.errorInstance
    const generated = { runs: this.#runs, exercised: Object.fromEntries(this.#exercised) }
    if (this.#shown === undefined) return generated
    const { exercised: _, recorder, ...shown } = this.#shown
    const replay = /replayPath="([^"]*)"/.exec(fc.stringify(found.counterexample?.[1]))?.[1] ?? ''
    return { ...generated, recorder, counterexample: { ...shown, path: `${found.counterexamplePath}/${replay}` } }
  }

  #count({ exercised, unreached }: Ran): void {
    this.#runs += 1
    for (const [what, count] of exercised) this.#exercised.set(what, count + (this.#exercised.get(what) ?? 0))
    this.isUnreached ||= unreached !== undefined
  }

  #judge(ran: Ran, wrong: string | undefined): void {
    if (wrong === undefined || (this.#wrong ?? wrong) !== wrong) return
    this.#wrong = wrong
    this.#shown = ran
    throw new Broken(wrong)
  }
}

/** What chooses the run, and what chooses those of its commands that are played: the latter may have slashes itself. */
function pathsOf(path: string): readonly [string, string] {
  const end = path.indexOf('/')
  return [path.slice(0, end), path.slice(end + 1)]
}
