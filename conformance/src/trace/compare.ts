import type { AnySetting } from '../subject/setting.js'
import type { Output, Reaction, Subject } from '../subject/subject.js'
import { type Exchange, exchangesOf, sameOutput } from './exchanges.js'
import type { Request, Trace } from './trace.js'

/** Where a node first does something else than a trace says. */
export interface Difference {
  /** The event of the trace: an output, or the request on which it fails to come or another comes. */
  readonly event: number
  readonly time: number
  /** What the trace says, and what the node did: an output, the instant of `wake`, or that nothing comes. */
  readonly expected: Deed
  readonly got: Deed
}

export type Deed =
  | { readonly deed: 'output'; readonly output: Output }
  | { readonly deed: 'nothing' }
  | { readonly deed: 'wake'; readonly wake: number }
  | { readonly deed: 'failure'; readonly message: string }

const NOTHING: Deed = { deed: 'nothing' }

/** Does to a node what a trace says was done to it, up to the first difference. Returns it; undefined where there is none. */
export async function compare(trace: Trace, subject: Subject<AnySetting>): Promise<Difference | undefined> {
  for (const exchange of exchangesOf(trace)) {
    const { n: event, time, reaction } = exchange
    let got: Reaction
    try {
      got = await ask(subject, exchange.request)
    } catch (error) {
      if (reaction === undefined) return undefined
      return { event, time, expected: firstDeed(exchange), got: { deed: 'failure', message: messageOf(error) } }
    }
    if (reaction === undefined)
      return { event, time, expected: { deed: 'failure', message: trace.reason ?? '' }, got: deedOf(got.outputs[0]) }
    const difference = differenceIn(exchange, reaction, got)
    if (difference !== undefined) return difference
  }
  return undefined
}

function differenceIn({ n, time, outputs }: Exchange, expected: Reaction, got: Reaction): Difference | undefined {
  for (let index = 0; index < Math.max(expected.outputs.length, got.outputs.length); index++) {
    const [one, other] = [expected.outputs[index], got.outputs[index]]
    if (one === undefined || other === undefined || !sameOutput(one, other))
      return { event: outputs[index]?.n ?? n, time, expected: deedOf(one), got: deedOf(other) }
  }
  if (expected.wake === got.wake) return undefined
  return { event: n, time, expected: { deed: 'wake', wake: expected.wake }, got: { deed: 'wake', wake: got.wake } }
}

function ask(subject: Subject<AnySetting>, request: Request): Promise<Reaction> {
  if (request.verb === 'start') return subject.start(request.setting)
  return request.verb === 'input' ? subject.input(request.at, request.input) : subject.advance(request.to)
}

function firstDeed({ outputs }: Exchange): Deed {
  return deedOf(outputs[0]?.output)
}

function deedOf(output: Output | undefined): Deed {
  return output === undefined ? NOTHING : { deed: 'output', output }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
