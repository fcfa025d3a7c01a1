import { closeSync } from 'node:fs'
import { type Recorder, StreamRecorder, type VirtualClock } from '@bellwire/runtime'
import { type ApplicationReport, reportHtml, type RunReport, runScenario } from '@bellwire/simulation'
import { defineCommand } from 'citty'
import { WrongUse } from '../errors.js'
import { openOutput, writeAll, writeOutput } from '../files.js'
import { meter } from '../meter.js'
import { progressLine } from '../progress.js'
import { reportText } from '../report-text.js'
import { refuseSameFiles } from '../same-files.js'
import { scenarioOfFile } from '../scenario-file.js'
import { seedOf } from '../seed.js'

export const runCommand = defineCommand({
  meta: { name: 'run', description: 'Play a scenario file' },
  args: {
    scenario: { type: 'positional', description: 'Scenario file (YAML)', required: true },
    seed: { type: 'string', description: "Instead of the scenario's own" },
    json: { type: 'boolean', description: 'Print one JSON document' },
    trace: { type: 'string', description: 'Write a trace file, for `bellwire trace`', valueHint: 'file' },
    machines: { type: 'boolean', description: 'With --trace: every step of every protocol machine, too' },
    report: { type: 'string', description: 'Write a report in HTML', valueHint: 'file' },
    wire: { type: 'boolean', description: 'Send every frame through the wire format' }
  },
  async run({ args }) {
    refuseSameFiles(
      'run',
      [{ flag: 'the scenario', path: args.scenario }],
      [
        { flag: '--trace', path: args.trace },
        { flag: '--report', path: args.report }
      ]
    )
    if (args.machines === true && args.trace === undefined)
      throw new WrongUse('bellwire run: --machines is given without --trace; accepted: with a file for the trace')
    const scenario = scenarioOfFile(args.scenario)
    const trace = args.trace === undefined ? undefined : openTrace(args.trace, args.machines === true)
    const progress = progressLine(scenario.name)
    const { report, samples } = await runScenario(scenario, {
      meter,
      wire: args.wire === true,
      countFrames: args.report !== undefined,
      progress: progress.show,
      ...(args.seed !== undefined && { seed: seedOf('run', args.seed) }),
      ...(trace && { recorder: trace.recorder })
    })
    progress.end()
    trace?.close()
    if (args.report !== undefined) writeOutput('run', args.report, reportHtml(report, samples))
    process.stdout.write(args.json === true ? `${JSON.stringify(report, null, 2)}\n` : reportText(report))
    if (saysNo(report)) process.exitCode = 1
  }
})

/** Something was asked for, and nobody was given anything. */
function saysNo({ requests, applications }: RunReport): boolean {
  if (requests.length + applications.length === 0) return false
  return requests.every((one) => one.requests > 0 && one.delivered === 0) && applications.every(gaveNothing)
}

function gaveNothing(application: ApplicationReport): boolean {
  switch (application.kind) {
    case 'teleport':
      return application.delivered === 0
    case 'key-distribution':
      return application.keyLength === 0
    case 'tomography':
      return application.densityMatrix === null
    case 'bounces':
      return application.fidelity === null
    default:
      return application.created === 0
  }
}

function openTrace(path: string, transitions: boolean) {
  const file = openOutput('run', path, 'w')
  const append = (bytes: Uint8Array): void => writeAll(file, bytes)
  let recorder: StreamRecorder | undefined
  return {
    recorder: (clock: VirtualClock): Recorder => {
      recorder = new StreamRecorder({ clock, transitions }, append)
      return recorder
    },
    close: (): void => {
      if (recorder !== undefined) append(recorder.ending())
      closeSync(file)
    }
  }
}
