import type { DeviceMessage, Frame } from '@bellwire/wire'
import type { Event, Fault, Happening } from '../stage/happening.js'
import type { AnySetting } from '../subject/setting.js'
import type { Input, Output, Reaction, Subject } from '../subject/subject.js'
import type { Finding } from '../verdict/verdict.js'
import type { Request, RequestEvent, TraceEvent } from './trace.js'

/** Happenings that are a request to the node, told before it is made, and those that are one output, told in turn. */
const REQUESTS: ReadonlySet<Event['kind']> = new Set([
  'came',
  'malformed',
  'result',
  'wish',
  'block',
  'call',
  'leave',
  'served'
])
const OUTPUTS: ReadonlySet<Event['kind']> = new Set([
  'sent',
  'nonsense',
  'command',
  'reset',
  'answer',
  'response',
  'asked',
  'key'
])

/** Happenings that are none at the edges. */
const SILENT: ReadonlySet<Event['kind']> = new Set(['start', 'restarted', 'unsaid', 'over'])

/**
 * Stands between a stage and a subject, and looks on at the stage: writes down everything that crosses the subject's edges.
 * It must be the first to be told, so that what others find is found at the event that it has just written.
 */
export class Recorder implements Subject<AnySetting> {
  readonly #events: TraceEvent[] = []
  /** Outputs of the last reaction that the stage has not taken yet. */
  #outputs: Output[] = []
  /** What is known of the next request. */
  #coming: Happening | undefined

  constructor(private readonly subject: Subject<AnySetting>) {}

  get identity(): Subject['identity'] {
    return this.subject.identity
  }

  get events(): readonly TraceEvent[] {
    return this.#events
  }

  start(setting: AnySetting): Promise<Reaction> {
    return this.#request(setting.time, { verb: 'start', setting }, () => this.subject.start(setting))
  }

  input(at: number, input: Input): Promise<Reaction> {
    return this.#request(at, { verb: 'input', at, input }, () => this.subject.input(at, input))
  }

  advance(to: number): Promise<Reaction> {
    return this.#request(to, { verb: 'advance', to }, () => this.subject.advance(to))
  }

  close(): Promise<void> {
    return this.subject.close()
  }

  watch(happening: Happening): void {
    const { kind, time } = happening
    if (REQUESTS.has(kind)) this.#coming = happening
    else if (OUTPUTS.has(kind)) this.#output(time, decodedOf(happening))
    else if (!SILENT.has(kind)) {
      const { time: _, ...seen } = happening
      this.#events.push({ n: this.#next, time, kind: 'seen', seen })
    }
  }

  /** Somebody has found a requirement broken, now. Returns what was found, with the event at which. */
  accuse(requirement: string, message: string, time: number): Finding {
    const last = this.#events.findLast((event) => event.kind !== 'accusation')
    const finding = { requirement, message, time, event: last?.n ?? 0 }
    this.#events.push({ n: this.#next, time, kind: 'accusation', finding })
    return finding
  }

  get #next(): number {
    return this.#events.length + 1
  }

  async #request(time: number, request: Request, ask: () => Promise<Reaction>): Promise<Reaction> {
    while (this.#outputs.length > 0) this.#output(time)
    const coming = this.#coming
    this.#coming = undefined
    const place = this.#events.length
    const known = { ...decodedOf(coming), ...faultOf(coming) }
    const event: RequestEvent = { n: this.#next, time, kind: 'request', request, ...known, reaction: undefined }
    this.#events.push(event)
    const reaction = await ask()
    this.#events[place] = { ...event, reaction: { outputs: reaction.outputs.length, wake: reaction.wake } }
    this.#outputs = [...reaction.outputs]
    return reaction
  }

  #output(time: number, known: { readonly decoded?: Frame | DeviceMessage } = {}): void {
    const output = this.#outputs.shift()
    if (output !== undefined) this.#events.push({ n: this.#next, time, kind: 'output', output, ...known })
  }
}

function decodedOf(happening: Happening | undefined): { readonly decoded?: Frame | DeviceMessage } {
  if (happening === undefined) return {}
  if ('frame' in happening) return { decoded: happening.frame }
  return 'message' in happening ? { decoded: happening.message } : {}
}

function faultOf(happening: Happening | undefined): { readonly fault?: Fault } {
  return happening?.kind === 'came' && happening.fault !== undefined ? { fault: happening.fault } : {}
}
