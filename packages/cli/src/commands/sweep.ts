import { closeSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { ScenarioError, Sweep, SweepError, type SweepOptions, SweepResults } from '@bellwire/simulation'
import { defineCommand } from 'citty'
import { REPEATABLE, repeatedValues } from '../check-arguments.js'
import { countOf } from '../count.js'
import { describeError, WrongUse } from '../errors.js'
import { openOutput, readerBeside, readInput, writeOutput } from '../files.js'
import { natsArguments, natsServersOf, reachingNats } from '../nats-arguments.js'
import { progressLine } from '../progress.js'
import { refuseSameFiles } from '../same-files.js'
import { seedOf } from '../seed.js'
import { playSweep } from '../sweep/play-sweep.js'
import { type Players, threads } from '../sweep/players.js'
import { remotePlayers } from '../sweep/remote/remote-players.js'
import { sweepCsv } from '../sweep/sweep-csv.js'
import { SweepFile } from '../sweep/sweep-file.js'
import { sweepTable } from '../sweep/sweep-table.js'
import { version } from '../version.js'

const RUNS = 10
const MOST_RUNS = 1_000_000
const MOST_WORKERS = 1024
/** Failures that are told one by one. */
const MOST_TOLD = 20
/** What shells say of a command that SIGINT has ended. */
const INTERRUPTED = 130

export const sweepCommand = defineCommand({
  meta: {
    name: 'sweep',
    description: 'Play a scenario many times at every point of a grid, on all cores or over machines'
  },
  args: {
    scenario: { type: 'positional', description: 'Scenario file (YAML)', required: true },
    vary: {
      type: 'string',
      description:
        "PATH=V1,V2,… or PATH=A..B:STEPS (add xlog for even ratios), such as 'links[0].length=1 km..9 km:5'; again for a grid",
      valueHint: 'PATH=VALUES',
      ...REPEATABLE
    },
    runs: { type: 'string', description: `Runs at every point, each with its own seed (default ${RUNS})` },
    workers: { type: 'string', description: 'Threads (default: as many as there are cores)' },
    seed: { type: 'string', description: "Instead of the scenario's own" },
    json: { type: 'boolean', description: 'Print one JSON document' },
    csv: { type: 'string', description: 'Write the figures as comma-separated values', valueHint: 'file' },
    output: {
      type: 'string',
      description: 'Keep every finished run in this file (NDJSON), and go on from there if it exists',
      valueHint: 'file'
    },
    ...natsArguments
  },
  async run({ args, rawArgs }) {
    const runs = countOf('sweep', 'runs', args.runs, MOST_RUNS) ?? RUNS
    const servers = natsServersOf('sweep', args)
    if (servers !== undefined && args.workers !== undefined) {
      throw new WrongUse('bellwire sweep: --workers is for threads of this process; accepted: not with --nats')
    }
    const workers = countOf('sweep', 'workers', args.workers, MOST_WORKERS) ?? availableParallelism()
    const file = args.scenario
    const text = readInput(file, 'a scenario file')
    const sweep = sweepOf({
      text,
      file,
      vary: repeatedValues('--vary', rawArgs),
      read: servers === undefined ? readerBeside(file) : readerOfNothing,
      ...(args.seed !== undefined && { seed: seedOf('sweep', args.seed) })
    })
    const results = new SweepResults(sweep)
    refuseSameFiles(
      'sweep',
      [{ flag: 'the scenario', path: args.scenario }],
      [
        { flag: '--output', path: args.output },
        { flag: '--csv', path: args.csv }
      ]
    )
    const kept = args.output === undefined ? undefined : SweepFile.open(args.output, sweep, version, results)
    // Not only after hours of playing.
    if (args.csv !== undefined) closeSync(openOutput('sweep', args.csv, 'a'))
    const all = sweep.size * runs
    const missing = all - results.count(runs)
    const notice = (what: string): void => void process.stderr.write(`bellwire sweep: ${what}\n`)
    const players =
      servers === undefined || missing === 0
        ? threads(sweep, Math.min(workers, missing))
        : await reachingNats('sweep', () => remotePlayers(sweep, { servers, text, file, runs: missing, notice }))
    const { done, failures, interrupted } = await play(sweep, runs, players, results, kept)
    kept?.close()
    const summary = results.summary(runs)
    if (args.csv !== undefined) writeOutput('sweep', args.csv, sweepCsv(summary))
    process.stdout.write(args.json === true ? `${JSON.stringify(summary, null, 2)}\n` : sweepTable(summary))
    if (failures > 0) {
      process.stderr.write(`bellwire sweep: ${failures} of ${all} runs have failed\n`)
      process.exitCode = 1
    }
    if (interrupted) {
      process.stderr.write(`bellwire sweep: interrupted after ${done} of ${all} runs${hint(args.output)}\n`)
      process.exitCode = INTERRUPTED
    }
  }
})

interface Outcome {
  /** Runs that are finished, now or before. */
  readonly done: number
  readonly failures: number
  readonly interrupted: boolean
}

async function play(
  sweep: Sweep,
  runs: number,
  players: Players,
  results: SweepResults,
  file: SweepFile | undefined
): Promise<Outcome> {
  const all = sweep.size * runs
  let done = results.count(runs)
  let failures = 0
  let interrupted = false
  const stop = new AbortController()
  const interrupt = (): void => {
    interrupted = true
    stop.abort()
    void players.stop()
  }
  const progress = progressLine(`${sweep.name}, ${all} runs`)
  const show = (): void => progress.show((done + failures) / all)
  process.once('SIGINT', interrupt)
  try {
    show()
    const playing = playSweep(sweep, {
      runs,
      lanes: players.lanes,
      results,
      signal: stop.signal,
      finished: (point, run, figures) => {
        file?.append(sweep, point, run, figures)
        done += 1
        show()
      },
      failed: (point, run, error) => {
        failures += 1
        progress.end()
        if (failures <= MOST_TOLD) process.stderr.write(`${failureText(sweep, point, run, error)}\n`)
        show()
      }
    })
    await Promise.race([playing, reachingNats('sweep', () => players.broken)])
  } finally {
    stop.abort()
    process.off('SIGINT', interrupt)
    progress.end()
    await players.stop()
  }
  return { done, failures, interrupted }
}

/** Workers elsewhere have the scenario's text, and no files. */
function readerOfNothing(): never {
  throw new Error('files do not travel with --nats')
}

function sweepOf(options: SweepOptions): Sweep {
  if (options.vary.length === 0) {
    throw new WrongUse('bellwire sweep: --vary is missing; accepted: --vary PATH=A..B:STEPS or --vary PATH=V1,V2,…')
  }
  try {
    return new Sweep(options)
  } catch (error) {
    if (error instanceof ScenarioError) throw new WrongUse(error.message)
    if (error instanceof SweepError) throw new WrongUse(`bellwire sweep --vary: ${error.message}`)
    throw error
  }
}

function failureText(sweep: Sweep, point: number, run: number, error: unknown): string {
  const why = describeError(error, process.env.BELLWIRE_DEBUG === '1').replace(/^bellwire: /, '')
  return `bellwire sweep: run ${run} at ${sweep.pointName(point)} has failed: ${why}`
}

function hint(output: string | undefined): string {
  return output === undefined
    ? '; with --output FILE it could go on from there'
    : `; they are kept in ${output}, and the same command goes on from there`
}
