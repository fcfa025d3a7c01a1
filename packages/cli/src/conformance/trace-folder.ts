import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KeepTrace, Trace } from '@bellwire/conformance'
import { HarnessError, readTrace, writeTrace } from '@bellwire/conformance/runner'
import { WrongUse } from '../errors.js'
import { codeOf, writeOutput } from '../files.js'

/** Keeps the traces of runs that did not pass in a folder, which is made where it is not there. @throws WrongUse */
export function keepingIn(folder: string): KeepTrace {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw new WrongUse(`bellwire conformance: --traces is ${folder} (${codeOf(error)}); accepted: a folder`)
  }
  return (trace) => {
    if (trace.verdict === 'pass') return undefined
    const path = join(folder, fileNameOf(trace))
    writeOutput('conformance', path, writeTrace(trace))
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
