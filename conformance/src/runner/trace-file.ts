import type { Request, SuiteIdentity, Trace, TraceEvent } from '../trace/trace.js'
import { HarnessError } from './harness-error.js'
import { base64, read, writeInput, writeSetting } from './messages.js'
import { SPECIFICATION, suiteIdentity } from './suite-identity.js'
import { endSchema, eventOf, headSchema, lineSchema, TRACE_FORMAT } from './trace-schemas.js'

/** What says how a trace is written. */
const FORMAT = 'conformance/docs/traces.md'

/** A trace in a file, and the suite that made it. */
export interface StoredTrace {
  readonly suite: SuiteIdentity
  readonly trace: Trace
}

/** A trace as the lines of its file (conformance/docs/traces.md). */
export function writeTrace(trace: Trace): string {
  const { case: name, requirements, seed, node, events, verdict, reason } = trace
  const about = { specification: SPECIFICATION, suite: suiteIdentity(), case: name, requirements, seed, node }
  const head = { ...TRACE_FORMAT, ...about }
  const end = { verdict, ...(reason !== undefined && { reason }), events: events.length }
  return [head, ...events.map(lineOf), end].map((line) => `${JSON.stringify(line, plain)}\n`).join('')
}

function lineOf(event: TraceEvent): unknown {
  const { n, time } = event
  switch (event.kind) {
    case 'request': {
      const { request, decoded, fault, reaction } = event
      return { n, time, request: writeRequest(request), reaction: reaction ?? null, fault, decoded }
    }
    case 'output':
      return { n, time, output: event.output, decoded: event.decoded }
    case 'seen':
      return { n, time, seen: event.seen }
    case 'accusation': {
      const { requirement, message, event: at } = event.finding
      return { n, time, accusation: { requirement, message, event: at } }
    }
  }
}

function writeRequest(request: Request): unknown {
  if (request.verb === 'start') {
    const { setting } = request
    return 'hardware' in setting ? { ...request, setting: writeSetting(setting) } : request
  }
  return request.verb === 'input' ? { ...request, input: writeInput(request.input) } : request
}

/** Bytes are base64, and what is infinite is null. */
function plain(_name: string, value: unknown): unknown {
  return value instanceof Uint8Array ? base64(value) : value
}

/** @throws HarnessError where a text is no trace, naming the line */
export function readTrace(content: string): StoredTrace {
  const [first = '', ...rest] = content.trimEnd().split('\n')
  const last = rest.pop() ?? ''
  const head = read(headSchema, parsed(first), 'line 1 of the trace', FORMAT)
  const events = rest.map((line, index) => {
    const where = `line ${index + 2} of the trace`
    const event = eventOf(read(lineSchema, parsed(line), where, FORMAT))
    if (event.n !== index + 1) throw new HarnessError(`${where} is event ${event.n}; expected is ${index + 1}`)
    return event
  })
  const end = read(endSchema, parsed(last), 'the last line of the trace', FORMAT)
  if (end.events !== events.length)
    throw new HarnessError(`the trace has ${events.length} events; by its last line it is to have ${end.events}`)
  const { suite, case: name, requirements, seed, node } = head
  const { verdict, reason } = end
  const trace = { case: name, requirements, seed, node, events, verdict, ...(reason !== undefined && { reason }) }
  return { suite, trace }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
