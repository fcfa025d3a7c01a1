import { parseRecord } from './parse-record.js'
import type { TraceRecord } from './record.js'
import { TraceError } from './trace-error.js'

/** The records as text, one JSON object per line, each line ended. */
export function toNdjson(records: Iterable<TraceRecord>): string {
  const lines: string[] = []
  for (const record of records) lines.push(JSON.stringify(record), '\n')
  return lines.join('')
}

/**
 * The records of such a text, each checked. Empty lines are skipped; the order numbers must grow, but parts of a trace
 * are read too.
 *
 * @throws TraceError naming the line.
 */
export function* fromNdjson(text: string): Generator<TraceRecord, void, undefined> {
  let previous = -1
  let line = 0
  for (const content of text.split('\n')) {
    line++
    if (content.trim() === '') continue
    const where = `line ${line}`
    let value: unknown
    try {
      value = JSON.parse(content)
    } catch (error) {
      throw new TraceError('TRACE_DAMAGED', where, error instanceof Error ? error.message : String(error))
    }
    const record = parseRecord(value, where)
    if (!(record.n > previous)) {
      throw new TraceError('TRACE_RECORD', where, `n is ${record.n}; accepted: more than ${previous}`)
    }
    previous = record.n
    yield record
  }
}
