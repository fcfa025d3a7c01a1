import { createHash } from 'node:crypto'
import { closeSync, existsSync, ftruncateSync, readFileSync, writeSync } from 'node:fs'
import type { RunFigures, Sweep, SweepResults } from '@bellwire/simulation'
import { WrongUse } from '../errors.js'
import { codeOf, openOutput, writeAll } from '../files.js'

/** The first line: what all runs of the file belong to. */
interface Header {
  /** Name of the scenario. */
  readonly sweep: string
  readonly version: string
  /** SHA-256 of the scenario's content, and of the files that it names. */
  readonly scenario: string
  readonly vary: string
  readonly seed: string
}

/** What errors call each part. */
const PARTS = { version: 'version of Bellwire', scenario: 'scenario', vary: 'grid', seed: 'seed' } as const

/**
 * Finished runs of a sweep, one JSON line each after a line that says which sweep it is. Lines are only ever appended,
 * and one that was not written to its end is written again.
 */
export class SweepFile {
  readonly #file: number

  private constructor(file: number) {
    this.#file = file
  }

  /**
   * Begins a file, or reads on where an earlier one has stopped.
   *
   * @param results is given the runs that the file has already
   * @throws WrongUse for a file of another sweep, one that holds something else, and one that cannot be written
   */
  static open(path: string, sweep: Sweep, version: string, results: SweepResults): SweepFile {
    const header = headerOf(sweep, version)
    const first = `${JSON.stringify(header)}\n`
    const text = contentOf(path)
    // The last line counts only if it has an end.
    const whole = text.slice(0, text.lastIndexOf('\n') + 1)
    if (whole === '' && !first.startsWith(text)) throw noSweep(path, 1)
    const [line, ...lines] = whole.split('\n').slice(0, -1)
    if (line !== undefined) refuseOther(path, line, header)
    lines.forEach((one, index) => {
      const run = runOf(one, sweep.size)
      if (run === undefined) throw noSweep(path, index + 2)
      results.add(run.point, run.run, run.figures)
    })
    const file = openOutput('sweep', path, 'a')
    if (text !== '') ftruncateSync(file, Buffer.byteLength(whole))
    if (whole === '') writeSync(file, first)
    return new SweepFile(file)
  }

  append(sweep: Sweep, point: number, run: number, figures: RunFigures): void {
    const line = { point, at: sweep.at(point), run, seed: sweep.seedOf(point, run), figures }
    writeAll(this.#file, Buffer.from(`${JSON.stringify(line)}\n`))
  }

  close(): void {
    closeSync(this.#file)
  }
}

function headerOf(sweep: Sweep, version: string): Header {
  const { scenario, vary, seed } = sweep.identity
  const digest = createHash('sha256').update(scenario)
  for (const [name, content] of sweep.files) digest.update(JSON.stringify([name, content.length])).update(content)
  return { sweep: sweep.name, version, scenario: digest.digest('hex'), vary, seed }
}

function contentOf(path: string): string {
  if (!existsSync(path)) return ''
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new WrongUse(`bellwire sweep: ${path} cannot be read (${codeOf(error)}); accepted: a file of this sweep`)
  }
}

function refuseOther(path: string, line: string, header: Header): void {
  const found = parsed(line)
  if (found === undefined || typeof found['sweep'] !== 'string') throw noSweep(path, 1)
  for (const [part, name] of Object.entries(PARTS) as [keyof typeof PARTS, string][]) {
    if (found[part] === header[part]) continue
    const values = part === 'scenario' ? '' : `, ${JSON.stringify(found[part])} and not ${JSON.stringify(header[part])}`
    throw new WrongUse(
      `bellwire sweep: --output ${path} holds another sweep, of '${found['sweep']}': its ${name} is another${values}; ` +
        'accepted: the file of this sweep, or one that does not exist'
    )
  }
}

function noSweep(path: string, line: number): WrongUse {
  return new WrongUse(
    `bellwire sweep: --output ${path} is something else in line ${line}; ` +
      'accepted: the file of this sweep, or one that does not exist'
  )
}

interface FinishedRun {
  readonly point: number
  readonly run: number
  readonly figures: RunFigures
}

function runOf(line: string, points: number): FinishedRun | undefined {
  const { point, run, figures } = parsed(line) ?? {}
  if (!isCount(point) || point >= points || !isCount(run)) return undefined
  if (typeof figures !== 'object' || figures === null) return undefined
  if (!Object.values(figures).every((value) => value === null || typeof value === 'number')) return undefined
  return { point, run, figures: figures as RunFigures }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function parsed(line: string): { readonly [key: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? (value as { readonly [key: string]: unknown }) : undefined
  } catch {
    return undefined
  }
}
