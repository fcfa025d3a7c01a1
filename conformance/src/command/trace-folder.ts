import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { HarnessError } from '../runner/harness-error.js'
import { readTrace, writeTrace } from '../runner/trace-file.js'
import type { Trace } from '../trace/trace.js'
import { codeOf, writeOutput, WrongUse } from './wrong-use.js'

/** Traces of runs that did not pass. */
export class KeptTraces {
  readonly #firsts = new Map<string, Trace>()

  /** @param folder where they are kept, if they are; it is made where it is not there @throws WrongUse */
  constructor(private readonly folder: string | undefined) {
    if (folder === undefined) return
    try {
      mkdirSync(folder, { recursive: true })
    } catch (error) {
      throw new WrongUse(`--traces is ${folder} (${codeOf(error)}); accepted: a folder`)
    }
  }

  /** The first of each case. */
  get firstOfEach(): readonly Trace[] {
    return [...this.#firsts.values()]
  }

  /** Returns its file. */
  keep(trace: Trace): string | undefined {
    if (trace.verdict === 'pass') return undefined
    if (!this.#firsts.has(trace.case)) this.#firsts.set(trace.case, trace)
    if (this.folder === undefined) return undefined
    const path = join(this.folder, fileNameOf(trace))
    writeOutput(path, writeTrace(trace))
    return path
  }
}

function fileNameOf({ case: name, seed }: Trace): string {
  return `${name.replaceAll('/', '_')}.seed-${seed}.ndjson`
}

/** @throws HarnessError where a file is no trace */
export function traceIn(path: string): Trace {
  let content: string
  try {
    content = readFileSync(path, 'utf8')
  } catch (error) {
    throw new HarnessError(`${path} cannot be read (${codeOf(error)})`)
  }
  return readTrace(content).trace
}
