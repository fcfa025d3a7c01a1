import { parseQuantity } from '@bellwire/simulation'
import { defineCommand } from 'citty'
import { Demonstration, type Part } from '../demo/demonstration.js'
import type { DemoReport } from '../demo/report.js'
import { showPage } from '../demo/shown-page.js'
import { Screen } from '../demo/screen.js'
import { WrongUse } from '../errors.js'
import { jsonText } from '../json-text.js'

const LIMIT = '55 s'

export const demoCommand = defineCommand({
  meta: { name: 'demo', description: 'A quantum network of real processes on your computer' },
  args: {
    headless: { type: 'boolean', description: 'End when everything was done once' },
    kill: {
      type: 'string',
      description: 'Kill this process in the middle: a node, a station or world',
      valueHint: 'name'
    },
    limit: {
      type: 'string',
      description: `What was not done by then was not done (default ${LIMIT})`,
      valueHint: 'time'
    },
    'no-open': { type: 'boolean', description: 'Open no browser' },
    json: { type: 'boolean', description: 'Print one JSON document' }
  },
  async run({ args, rawArgs }) {
    const json = args.json === true
    const columns = process.stdout.isTTY ? process.stdout.columns : undefined
    const screen = new Screen((text) => process.stdout.write(text), columns)
    const limit = limitOf(args.limit ?? LIMIT)
    const ended = new AbortController()
    const interrupted = (): void => ended.abort(new Error('interrupted'))
    process.once('SIGINT', interrupted).once('SIGTERM', interrupted).once('SIGHUP', interrupted)
    const timer = setTimeout(() => ended.abort(new Error(`not within ${limit / 1000} s`)), limit)
    const tell = (part: Part, text: string): void => (json ? undefined : screen.tell(part, text))
    // What is printed is one document; where the page is has to be said before.
    const tellPage = (text: string): void => (json ? void process.stderr.write(`page: ${text}\n`) : tell('page', text))
    const demonstration = await Demonstration.begin({ kill: args.kill, tell, signal: ended.signal })
    let closePage = async (): Promise<void> => undefined
    try {
      if (args.kill !== undefined && !demonstration.processes.includes(args.kill))
        throw new WrongUse(`bellwire demo: --kill is ${args.kill}; accepted: ${demonstration.processes.join(', ')}`)
      if (args.headless !== true) closePage = await showPage(demonstration, !rawArgs.includes('--no-open'), tellPage)
      const report = await demonstration.play()
      clearTimeout(timer)
      show(report, json)
      if (args.headless !== true && !ended.signal.aborted) await demonstration.goOn()
    } finally {
      clearTimeout(timer)
      await closePage()
      await demonstration.close()
      process.off('SIGINT', interrupted).off('SIGTERM', interrupted).off('SIGHUP', interrupted)
    }
  }
})

function limitOf(text: string): number {
  const nanoseconds = parseQuantity('time', text)
  if (nanoseconds !== undefined && nanoseconds > 0) return nanoseconds / 1e6
  throw new WrongUse(`bellwire demo: --limit is ${text}; accepted: a time such as 55 s`)
}

function show(report: DemoReport, json: boolean): void {
  if (json) process.stdout.write(`${jsonText(report)}\n`)
  else {
    const { firstPairSeconds, seconds, failures, diqkd } = report
    const first = firstPairSeconds === null ? 'none' : `${firstPairSeconds.toFixed(1)} s after the start`
    const world = diqkd?.worldView
    const lines = [
      '',
      `first pair from end to end: ${first}; everything: ${seconds.toFixed(1)} s`,
      ...(world
        ? [
            `what only the world knows of the pairs of the DI-QKD session: S ${world.chsh.toFixed(3)}, QBER ${(100 * world.qber).toFixed(1)} %`
          ]
        : []),
      ...failures.map((failure) => `not as promised: ${failure}`)
    ]
    process.stdout.write(`${lines.join('\n')}\n`)
  }
  if (report.failures.length > 0) process.exitCode = 1
}
