import type { DeviceMessage, Frame } from '@bellwire/wire'
import type { Event, Fault } from '../stage/happening.js'
import type { AnySetting, Role } from '../subject/setting.js'
import type { Identity, Input, Output } from '../subject/subject.js'
import type { Finding, Verdict } from '../verdict/verdict.js'

/** What the tester did to the node: the requests of section 12.2. */
export type Request =
  | { readonly verb: 'start'; readonly setting: AnySetting }
  | { readonly verb: 'input'; readonly at: number; readonly input: Input }
  | { readonly verb: 'advance'; readonly to: number }

/** Where in a trace, counted from 1 without gaps, and when, nanoseconds of the test's time. */
interface Place {
  readonly n: number
  readonly time: number
}

/** The tester did something to the node. The outputs of the node follow before the next request. */
export interface RequestEvent extends Place {
  readonly kind: 'request'
  readonly request: Request
  /** What its bytes say, where they say anything. */
  readonly decoded?: Frame | DeviceMessage
  readonly fault?: Fault
  /** The number of outputs, and when the node wants to be woken; undefined where the node gave no answer. */
  readonly reaction: { readonly outputs: number; readonly wake: number } | undefined
}

/** The node did something. */
export interface OutputEvent extends Place {
  readonly kind: 'output'
  readonly output: Output
  /** What its bytes say, where they say anything. */
  readonly decoded?: Frame | DeviceMessage
}

/** What the tester knows beside: a success at the station, a frame that is lost, hardware that is misused. */
interface SeenEvent extends Place {
  readonly kind: 'seen'
  readonly seen: Event
}

/** A requirement is broken, by what event `finding.event` says. */
interface AccusationEvent extends Place {
  readonly kind: 'accusation'
  readonly finding: Finding
}

export type TraceEvent = RequestEvent | OutputEvent | SeenEvent | AccusationEvent

/** Which suite it was. */
export interface SuiteIdentity {
  readonly version: string
  /** Of its version and its cases. */
  readonly hash: string
}

/** One run of one case: everything that crossed the node's edges, in the order in which it did. */
export interface Trace {
  readonly case: string
  readonly requirements: readonly string[]
  readonly seed: number
  readonly node: Identity
  readonly events: readonly TraceEvent[]
  /** `error`: there is none, since the node could not be tested any further. */
  readonly verdict: Verdict | 'error'
  /** Why it is inconclusive, or what the error was. */
  readonly reason?: string
}

/** What was found of a node in a trace. */
export function findingsOf({ events }: Trace): readonly Finding[] {
  return events.flatMap((event) => (event.kind === 'accusation' ? [event.finding] : []))
}

/** As what the subject of a trace was judged. */
export function roleOf({ events }: Trace): Role {
  const [start] = events
  return start?.kind === 'request' && start.request.verb === 'start' && 'role' in start.request.setting
    ? start.request.setting.role
    : 'node'
}
