import type { Output, Reaction } from '../subject/subject.js'
import type { OutputEvent, Request, RequestEvent, Trace } from './trace.js'

/** One request of a trace, and what the node did on it. */
export interface Exchange {
  /** The event that is the request. */
  readonly n: number
  readonly time: number
  readonly request: Request
  readonly outputs: readonly OutputEvent[]
  /** Undefined where the node gave no answer. */
  readonly reaction: Reaction | undefined
}

/** What was asked of the node in a trace, and what it did, in order. */
export function exchangesOf({ events }: Trace): readonly Exchange[] {
  const found: { readonly asked: RequestEvent; readonly outputs: OutputEvent[] }[] = []
  for (const event of events) {
    if (event.kind === 'request') found.push({ asked: event, outputs: [] })
    else if (event.kind === 'output') found.at(-1)?.outputs.push(event)
  }
  return found.map(({ asked: { n, time, request, reaction }, outputs }) => ({
    n,
    time,
    request,
    outputs,
    reaction: reaction && { outputs: outputs.map(({ output }) => output), wake: reaction.wake }
  }))
}

/** Whether the tester did the same. */
export function sameRequest(a: Request, b: Request): boolean {
  return canonical(a) === canonical(b)
}

/** Whether the node did the same, to the byte. */
export function sameOutput(a: Output, b: Output): boolean {
  return canonical(a) === canonical(b)
}

/** One text for each value of numbers, texts, bytes, lists and fields in whatever order. */
function canonical(value: unknown): string {
  if (value instanceof Uint8Array) return `bytes(${value.join()})`
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== 'object' || value === null)
    return typeof value === 'string' ? JSON.stringify(value) : String(value)
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return `{${members
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${name}:${canonical(member)}`)
    .join()}}`
}
