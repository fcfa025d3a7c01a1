import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { type Recorder, StreamRecorder, type VirtualClock } from '@bellwire/runtime'
import {
  readScenario,
  reportHtml,
  type RunReport,
  runScenario,
  type Scenario,
  ScenarioError
} from '@bellwire/simulation'
import { defineCommand } from 'citty'
import { WrongUse } from '../errors.js'
import { meter } from '../meter.js'
import { progressLine } from '../progress.js'
import { reportText } from '../report-text.js'

export const runCommand = defineCommand({
  meta: { name: 'run', description: 'Play a scenario file' },
  args: {
    scenario: { type: 'positional', description: 'Scenario file (YAML)', required: true },
    seed: { type: 'string', description: "Instead of the scenario's own" },
    json: { type: 'boolean', description: 'Print one JSON document' },
    trace: { type: 'string', description: 'Write a trace file, for `bellwire trace`', valueHint: 'file' },
    report: { type: 'string', description: 'Write a report in HTML', valueHint: 'file' },
    wire: { type: 'boolean', description: 'Send every frame through the wire format' }
  },
  run({ args }) {
    const scenario = read(args.scenario)
    const trace = args.trace === undefined ? undefined : openTrace(args.trace)
    const progress = progressLine(scenario.name)
    const { report, samples } = runScenario(scenario, {
      meter,
      wire: args.wire === true,
      countFrames: args.report !== undefined,
      progress: progress.show,
      ...(args.seed !== undefined && { seed: seedOf(args.seed) }),
      ...(trace && { recorder: trace.recorder })
    })
    progress.end()
    trace?.close()
    if (args.report !== undefined) write(args.report, reportHtml(report, samples))
    process.stdout.write(args.json === true ? `${JSON.stringify(report, null, 2)}\n` : reportText(report))
    if (saysNo(report)) process.exitCode = 1
  }
})

/** Applications asked, and none of them was given anything. */
function saysNo({ applications }: RunReport): boolean {
  return applications.length > 0 && applications.every(({ requests, delivered }) => requests > 0 && delivered === 0)
}

function read(file: string): Scenario {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new WrongUse(`${file} cannot be read (${codeOf(error)}); accepted: a scenario file`)
  }
  try {
    return readScenario(text, file)
  } catch (error) {
    if (error instanceof ScenarioError) throw new WrongUse(error.message)
    throw error
  }
}

/** A number where it is one, so that `--seed 7` is the seed that a scenario writes as 7. */
function seedOf(text: string): number | string {
  if (text === '') throw new WrongUse('bellwire run: --seed is empty; accepted: an integer from 0, or a text')
  const number = Number(text)
  return Number.isSafeInteger(number) && number >= 0 && String(number) === text ? number : text
}

function openTrace(path: string) {
  const file = opened(path)
  const append = (bytes: Uint8Array): void => {
    let written = 0
    while (written < bytes.length) written += writeSync(file, bytes, written)
  }
  let recorder: StreamRecorder | undefined
  return {
    recorder: (clock: VirtualClock): Recorder => {
      recorder = new StreamRecorder({ clock }, append)
      return recorder
    },
    close: (): void => {
      if (recorder !== undefined) append(recorder.ending())
      closeSync(file)
    }
  }
}

function opened(path: string): number {
  try {
    return openSync(path, 'w')
  } catch (error) {
    throw new WrongUse(
      `bellwire run: ${path} cannot be written (${codeOf(error)}); accepted: a file in a folder that exists`
    )
  }
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text)
  } catch (error) {
    throw new WrongUse(
      `bellwire run: ${path} cannot be written (${codeOf(error)}); accepted: a file in a folder that exists`
    )
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown'
}
