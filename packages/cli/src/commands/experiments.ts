import { closeSync } from 'node:fs'
import {
  type Experiment,
  ExperimentError,
  type ExperimentResult,
  experimentNamed,
  experiments,
  experimentsHtml,
  runExperiment
} from '@bellwire/simulation'
import { defineCommand } from 'citty'
import { WrongUse } from '../errors.js'
import { experimentTable, TABLE_LEGEND } from '../experiment-table.js'
import { openOutput, writeAll } from '../files.js'
import { jsonText } from '../json-text.js'
import { keyAccountText } from '../key-places/key-account-text.js'
import { KeyPlaces } from '../key-places/key-places.js'
import { plainMap, repeaterMapText } from '../repeater-map-text.js'
import { table } from '../table.js'

const LIST = 'list'
const ALL = 'all'

export const experimentsCommand = defineCommand({
  meta: { name: 'experiments', description: 'Play experiments through the stack, beside papers and closed forms' },
  args: {
    name: {
      type: 'positional',
      required: false,
      description: `One of ${experiments.map(({ name }) => name).join(', ')}; or all, which takes long; or list (default)`
    },
    json: { type: 'boolean', description: 'Print one JSON document' },
    seed: { type: 'string', description: 'Seed of the randomness (default 1)' },
    stores: {
      type: 'string',
      description:
        'Keep distributed keys here, in stores that `bellwire keys serve` can serve (default: a folder that is removed)',
      valueHint: 'folder'
    },
    report: { type: 'string', description: 'Write the tables to this HTML file, too' }
  },
  async run({ args }) {
    const asked = args.name ?? LIST
    if (asked === LIST) return list(args)
    const chosen = asked === ALL ? experiments : [named(asked)]
    if (args.stores !== undefined && !chosen.some(({ distributesKey }) => distributesKey)) {
      const accepted = experiments.filter(({ distributesKey }) => distributesKey).map(({ name }) => name)
      throw new WrongUse(`bellwire experiments: --stores is for ${accepted.join(', ')}`)
    }
    // Before minutes are spent on what cannot be written.
    const report = args.report === undefined ? undefined : openOutput('experiments', args.report, 'w')
    const progress = (what: string): void => {
      if (process.stderr.isTTY) process.stderr.write(`${what} …\n`)
    }
    const results: ExperimentResult[] = []
    for (const experiment of chosen) {
      progress(experiment.title)
      results.push(await played(experiment, args.seed ?? '1', progress, args.stores))
    }
    if (report !== undefined) {
      writeAll(report, Buffer.from(experimentsHtml(results)))
      closeSync(report)
    }
    process.stdout.write(args.json === true ? `${jsonText(results.map(plainResult))}\n` : text(results))
    if (results.some(failed)) process.exitCode = 1
  }
})

/** Tells which there are. */
function list(args: { readonly [flag: string]: unknown }): void {
  const other = ['seed', 'stores', 'report'].find((flag) => args[flag] !== undefined)
  if (other !== undefined) {
    throw new WrongUse(
      `bellwire experiments: --${other} is given and no experiment is named; accepted: a name, or ${ALL}`
    )
  }
  const known = experiments.map(({ name, title }) => ({ name, title }))
  process.stdout.write(
    args['json'] === true
      ? `${JSON.stringify(known, null, 2)}\n`
      : table(
          ['experiment', ''],
          known.map(({ name, title }) => [name, title])
        )
  )
}

/** Plays an experiment; keys that it distributes go into real stores. */
async function played(
  experiment: Experiment,
  seed: string,
  progress: (what: string) => void,
  stores: string | undefined
): Promise<ExperimentResult> {
  if (experiment.distributesKey !== true) return runExperiment(experiment, { seed, progress })
  const places = await KeyPlaces.open(stores)
  try {
    const result = runExperiment(experiment, { seed, progress, keyEnds: (end, key) => places.end(end, key) })
    const { keys } = result
    const stored = keys === undefined ? undefined : places.stored(keys)
    return keys === undefined || stored === undefined ? result : { ...result, keys: { ...keys, stores: stored } }
  } finally {
    await places.close()
  }
}

function failed({ rows, keys }: ExperimentResult): boolean {
  return rows.some(({ agrees }) => !agrees) || keys?.stores?.same === false
}

function named(name: string): (typeof experiments)[number] {
  try {
    return experimentNamed(name)
  } catch (error) {
    if (error instanceof ExperimentError) throw new WrongUse(`bellwire experiments: ${error.message}`)
    throw error
  }
}

function text(results: readonly ExperimentResult[]): string {
  const colours = process.stdout.isTTY && process.env.NO_COLOR === undefined
  const tables = results.map(
    ({ experiment, rows, map, keys }) =>
      `${experimentNamed(experiment).title}\n\n${experimentTable(rows, { colours })}\n` +
      (keys === undefined ? '' : `${keyAccountText(keys)}\n`) +
      (map === undefined ? '' : `${repeaterMapText(map)}\n`)
  )
  return `${tables.join('')}${TABLE_LEGEND}`
}

/** What `--json` prints of an experiment: this shape is public. */
export function plainResult({ experiment, rows, map, keys }: ExperimentResult): unknown {
  return {
    experiment,
    rows: rows.map(({ quantity, unit, paper, closedForm, required, simulated, kind, agrees, events }) => ({
      quantity,
      unit,
      paper,
      closedForm,
      simulated,
      kind,
      agrees,
      ...(required === undefined ? {} : { required }),
      ...(events === undefined ? {} : { events })
    })),
    ...(keys === undefined ? {} : { keys }),
    ...(map === undefined ? {} : { map: plainMap(map) })
  }
}
