import { readFileSync } from 'node:fs'
import {
  decodeTrace,
  toNdjson,
  toPerfetto,
  toSequenceMermaid,
  toSequenceSvg,
  TraceError,
  type TraceRecord
} from '@bellwire/runtime'
import { parseQuantity, unitsOf } from '@bellwire/simulation'
import { defineCommand } from 'citty'
import { WrongUse } from '../errors.js'

const FORMS = ['chart', 'svg', 'perfetto', 'ndjson'] as const

export const traceCommand = defineCommand({
  meta: { name: 'trace', description: 'Show what a run has recorded' },
  args: {
    file: { type: 'positional', description: 'Trace file that `bellwire run --trace` has written', required: true },
    chart: { type: 'boolean', description: 'Message-sequence chart in Mermaid (default)' },
    svg: { type: 'boolean', description: 'Message-sequence chart in SVG' },
    perfetto: { type: 'boolean', description: 'JSON for Perfetto and chrome://tracing' },
    ndjson: { type: 'boolean', description: 'One JSON record on each line' },
    from: { type: 'string', description: "Show nothing before this time, such as '1.5 ms'" },
    to: { type: 'string', description: 'Show nothing after this time' },
    limit: { type: 'string', description: 'Messages in a chart (default 50), records otherwise (default all)' }
  },
  run({ args }) {
    const forms = FORMS.filter((form) => args[form] === true)
    if (forms.length > 1)
      throw new WrongUse(
        `bellwire trace: --${forms.join(' and --')} are given; accepted: one of --${FORMS.join(', --')}`
      )
    const form = forms[0] ?? 'chart'
    const from = timeOf('from', args.from) ?? 0
    const to = timeOf('to', args.to) ?? Number.MAX_SAFE_INTEGER
    if (from > to) {
      throw new WrongUse(`bellwire trace: --from is ${args.from} and --to ${args.to}; accepted: --to not before --from`)
    }
    const limit = limitOf(args.limit)
    const records = [...decoded(args.file)]
    process.stdout.on('error', ignoreClosedPipe)
    process.stdout.write(shown(form, records, from, to, limit))
  }
})

function shown(
  form: (typeof FORMS)[number],
  records: readonly TraceRecord[],
  from: number,
  to: number,
  limit: number | undefined
): string {
  const chart = { from, to, ...(limit === undefined ? {} : { maximum: limit }) }
  // A chart needs the record that names the parties, whenever it was written.
  if (form === 'chart') return toSequenceMermaid(records, chart)
  if (form === 'svg') return toSequenceSvg(records, chart)
  const chosen = records.filter(({ time }) => time >= from && time <= to).slice(0, limit)
  return form === 'ndjson' ? toNdjson(chosen) : toPerfetto(chosen)
}

function decoded(file: string): Iterable<TraceRecord> {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(file)
  } catch (error) {
    throw new WrongUse(
      `${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}); accepted: a trace file`
    )
  }
  try {
    return [...decodeTrace(bytes)]
  } catch (error) {
    if (error instanceof TraceError) throw new WrongUse(`${file}: ${error.message}`)
    throw error
  }
}

function timeOf(flag: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  const time = parseQuantity('time', value)
  if (time === undefined) {
    throw new WrongUse(
      `bellwire trace: --${flag} is ${value}; accepted: a time such as '1.5 ms', in ${unitsOf('time').join(', ')}`
    )
  }
  return time
}

function limitOf(value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  const limit = Number(value)
  if (!Number.isSafeInteger(limit) || limit < 1)
    throw new WrongUse(`bellwire trace: --limit is ${value}; accepted: an integer from 1`)
  return limit
}

/** Whoever reads may stop reading: `bellwire trace FILE | head`. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
