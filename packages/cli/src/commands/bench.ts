import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Benchmark, benchmarks, type WorkloadFact } from '@bellwire/simulation'
import { defineCommand } from 'citty'
import { type LiveBenchmark, liveBenchmarks, type LiveRuns, measureLive } from '../bench/live-benchmarks.js'
import { WrongUse } from '../errors.js'
import { packageFile } from '../package-file.js'

/** One result, as `--json` prints it. `value` is the median. */
interface BenchResult {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly repetitions: number
  readonly minimum: number
  readonly maximum: number
  readonly peakMemoryBytes: number
  /** What is known of it beside the rate. */
  readonly facts?: readonly WorkloadFact[]
}

const REPETITIONS = 5

/** Every benchmark has a process of its own, so that its memory is its own and no other's compiled code is in its way. */
export const benchCommand = defineCommand({
  meta: { name: 'bench', description: 'Measure the speed of the stack on this machine' },
  args: {
    json: { type: 'boolean', description: 'Print one JSON document' },
    only: { type: 'string', description: 'One benchmark, by its name' },
    large: { type: 'boolean', description: 'Also those that take minutes and gigabytes' },
    repetitions: { type: 'string', description: `Timed runs of each (default ${REPETITIONS})` },
    inside: { type: 'boolean', description: 'Run in this process (what bench starts for each benchmark)' }
  },
  async run({ args }) {
    const repetitions = args.repetitions === undefined ? REPETITIONS : Number(args.repetitions)
    if (!Number.isInteger(repetitions) || repetitions < 1)
      wrongUse(`--repetitions is ${args.repetitions}; accepted: an integer from 1`)
    const chosen = benchmarks.filter(({ name, large }) =>
      args.only === undefined ? args.large === true || large !== true : name === args.only
    )
    const live = liveBenchmarks.filter(({ name }) => args.only === undefined || name === args.only)
    if (chosen.length === 0 && live.length === 0)
      wrongUse(
        `--only is ${args.only}; accepted: ${[...benchmarks, ...liveBenchmarks].map(({ name }) => name).join(', ')}`
      )
    if (args.inside === true) {
      for (const benchmark of chosen) process.stdout.write(`${JSON.stringify(measure(benchmark, repetitions))}\n`)
      return
    }
    const results = chosen.map((benchmark) => {
      if (args.json !== true || process.stderr.isTTY) process.stderr.write(`${benchmark.name} …\n`)
      return inOwnProcess(benchmark, repetitions)
    })
    for (const benchmark of live) {
      if (args.json !== true || process.stderr.isTTY) process.stderr.write(`${benchmark.name} …\n`)
      results.push(resultOf(benchmark, await measureLive(benchmark, repetitions)))
    }
    if (args.json === true) process.stdout.write(`${JSON.stringify({ results }, null, 2)}\n`)
    else process.stdout.write(table(results))
  }
})

function resultOf({ name, unit }: LiveBenchmark, { rates, facts }: LiveRuns): BenchResult {
  const sorted = rates.toSorted((a, b) => a - b)
  return {
    name,
    value: sorted[Math.floor(sorted.length / 2)] as number,
    unit,
    repetitions: rates.length,
    minimum: sorted[0] as number,
    maximum: sorted.at(-1) as number,
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
    facts
  }
}

function wrongUse(message: string): never {
  throw new WrongUse(`bellwire bench: ${message}`)
}

function measure(benchmark: Benchmark, repetitions: number): BenchResult {
  const run = benchmark.prepare(topologyOf(benchmark))
  const cpu = process.cpuUsage()
  const runs = Array.from({ length: repetitions }, () => {
    const start = performance.now()
    const { count, facts } = run()
    return { count, facts, rate: count / ((performance.now() - start) / 1000) }
  })
  const { user, system } = process.cpuUsage(cpu)
  const counted = runs.reduce((sum, { count }) => sum + count, 0)
  const rates = runs.map(({ rate }) => rate).sort((a, b) => a - b)
  const facts = runs.at(-1)?.facts
  const [counts] = benchmark.unit.split('/')
  return {
    name: benchmark.name,
    value: rates[Math.floor(rates.length / 2)] as number,
    unit: benchmark.unit,
    repetitions,
    minimum: rates[0] as number,
    maximum: rates[rates.length - 1] as number,
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
    ...(facts && {
      facts: [
        ...facts,
        { name: `processor time for each of the ${counts}`, value: (user + system) / counted, unit: 'µs' }
      ]
    })
  }
}

/** The text of the topology that a benchmark needs: it lies beside the source, and is no part of the package. */
function topologyOf({ name, topologyFile }: Benchmark): string | undefined {
  if (topologyFile === undefined) return undefined
  const file = packageFile(`../../examples/topologies/${topologyFile}`)
  try {
    return readFileSync(file, 'utf8')
  } catch {
    wrongUse(`${name} needs ${fileURLToPath(file)}, which comes with the source`)
  }
}

function inOwnProcess(benchmark: Benchmark, repetitions: number): BenchResult {
  const main = fileURLToPath(packageFile('dist/main.js'))
  const args = [main, 'bench', '--inside', '--only', benchmark.name, '--repetitions', String(repetitions)]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status === 2) throw new WrongUse(stderr.trim())
  if (status !== 0) throw new Error(`${benchmark.name} failed: ${stderr.trim()}`)
  return JSON.parse(stdout) as BenchResult
}

function table(results: readonly BenchResult[]): string {
  const count = (value: number): string => Math.round(value).toLocaleString('en-US')
  const rows = results.map((result) => [
    result.name,
    `${count(result.value)} ${result.unit}`,
    `${count(result.minimum)} – ${count(result.maximum)}`,
    `${(result.peakMemoryBytes / 1e6).toFixed(0)} MB`
  ])
  const cells = [['benchmark', 'median', 'range', 'peak memory'], ...rows]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => (row[column] as string).length)))
  const lines = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] as number))
      .join('  ')
      .trimEnd()
  )
  return `${lines.join('\n')}\n${ratios(results)}${results.map(factLines).join('')}`
}

/** What is known of a benchmark beside its rate, a line each. */
function factLines({ name, facts }: BenchResult): string {
  if (facts === undefined) return ''
  const number = (value: number): string =>
    value.toLocaleString('en-US', { maximumFractionDigits: Number.isInteger(value) ? 0 : 1 })
  const lines = facts.map((fact) => `  ${fact.name}: ${number(fact.value)}${fact.unit === '' ? '' : ` ${fact.unit}`}\n`)
  return `\n${name}\n${lines.join('')}`
}

/** What the figures mean beside each other. */
function ratios(results: readonly BenchResult[]): string {
  const value = (name: string): number | undefined => results.find((result) => result.name === name)?.value
  const ratio = (text: string, a?: number, b?: number): string =>
    a === undefined || b === undefined ? '' : `${text}: ${(a / b).toFixed(1)}\n`
  return (
    ratio('bare loop over stack', value('bare-loop-link'), value('link-skipping')) +
    ratio('compiled statechart over xstate actor', value('statechart-compiled'), value('statechart-actor'))
  )
}
