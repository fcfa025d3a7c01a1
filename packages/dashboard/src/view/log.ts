import type { Nanoseconds, TraceRecord } from '@bellwire/runtime'

export interface LogEntry {
  readonly n: number
  readonly time: Nanoseconds
  readonly at: string
  readonly text: string
  readonly kind: 'fault' | 'life' | 'service'
}

const MOST = 200

/** What is worth telling people, newest first. */
export class Log {
  entries: readonly LogEntry[] = []

  apply(record: TraceRecord): void {
    const said = sayingOf(record)
    if (said === undefined) return
    const { n, time, at } = record
    this.entries = [{ n, time, at, ...said }, ...this.entries.slice(0, MOST - 1)]
  }
}

function sayingOf(record: TraceRecord): Pick<LogEntry, 'text' | 'kind'> | undefined {
  switch (record.kind) {
    case 'fault':
      return { kind: 'fault', text: `fault: ${record.fault}` }
    case 'restart':
      return { kind: 'life', text: 'process started' }
    case 'linkState':
      return { kind: 'life', text: `link ${record.link} is ${record.state}` }
    case 'err':
      return { kind: 'service', text: `request ${record.createId} on link ${record.link} failed, code ${record.code}` }
    case 'event':
      return eventSaying(record.name, record.fields)
    default:
      return undefined
  }
}

function eventSaying(
  name: string,
  fields: Readonly<Record<string, unknown>>
): Pick<LogEntry, 'text' | 'kind'> | undefined {
  switch (name) {
    case 'crashed':
      return { kind: 'fault', text: 'process died' }
    case 'circuitOpened':
      return { kind: 'service', text: `circuit ${String(fields['initiator'])}/${String(fields['circuit'])} is open` }
    case 'circuitEnded':
      return {
        kind: 'service',
        text: `circuit ${String(fields['initiator'])}/${String(fields['circuit'])} ended: ${String(fields['reason'])}`
      }
    default:
      return undefined
  }
}
