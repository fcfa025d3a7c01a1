import { closeSync } from 'node:fs'
import {
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
import { plainMap, repeaterMapText } from '../repeater-map-text.js'

export const experimentsCommand = defineCommand({
  meta: { name: 'experiments', description: 'Play experiments through the stack, beside papers and closed forms' },
  args: {
    name: {
      type: 'positional',
      required: false,
      description: `One of ${experiments.map(({ name }) => name).join(', ')} (default: all)`
    },
    json: { type: 'boolean', description: 'Print one JSON document' },
    seed: { type: 'string', description: 'Seed of the randomness (default 1)' },
    report: { type: 'string', description: 'Write the tables to this HTML file, too' }
  },
  run({ args }) {
    const chosen = args.name === undefined ? experiments : [named(args.name)]
    // Before minutes are spent on what cannot be written.
    const report = args.report === undefined ? undefined : openOutput('experiments', args.report, 'w')
    const progress = (what: string): void => {
      if (process.stderr.isTTY) process.stderr.write(`${what} …\n`)
    }
    const results = chosen.map((experiment) => {
      progress(experiment.title)
      return runExperiment(experiment, { seed: args.seed ?? '1', progress })
    })
    if (report !== undefined) {
      writeAll(report, Buffer.from(experimentsHtml(results)))
      closeSync(report)
    }
    process.stdout.write(args.json === true ? `${jsonText(results.map(plainResult))}\n` : text(results))
    if (results.some(({ rows }) => rows.some(({ agrees }) => !agrees))) process.exitCode = 1
  }
})

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
    ({ experiment, rows, map }) =>
      `${experimentNamed(experiment).title}\n\n${experimentTable(rows, { colours })}\n` +
      (map === undefined ? '' : `${repeaterMapText(map)}\n`)
  )
  return `${tables.join('')}${TABLE_LEGEND}`
}

/** What `--json` prints of an experiment: this shape is public. */
export function plainResult({ experiment, rows, map }: ExperimentResult): unknown {
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
    ...(map === undefined ? {} : { map: plainMap(map) })
  }
}
