import { typedActions } from '@bellwire/statechart'
import { ErrorCode } from '@bellwire/wire'
import { setup } from 'xstate'

/**
 * A request for pairs of a circuit, at the head-end: it ends exactly once, complete or failed. Where it comes too early
 * for the circuit's rate, it waits first.
 */
export interface RequestContext {
  readonly request: number
  readonly number: number
  readonly timeLimit: number
  readonly delay: number
  delivered: number
}

export interface RequestInput {
  readonly request: number
  readonly number: number
  /** Nanoseconds; Infinity where there is none. */
  readonly timeLimit: number
  /** Nanoseconds until it may be served; within the time limit. */
  readonly delay: number
}

type Fail = { readonly type: 'FAIL'; readonly reason: number }

export type RequestEvent =
  /** Raised by the machine itself. */
  | { readonly type: 'START' }
  | { readonly type: 'DELIVERED' }
  /** A pair that was delivered has expired: another one is owed. */
  | { readonly type: 'EXPIRED' }
  | Fail

export type RequestEmitted =
  /** It has waited long enough. */
  | { readonly type: 'serve'; readonly request: number }
  | { readonly type: 'complete'; readonly request: number }
  | { readonly type: 'fail'; readonly request: number; readonly reason: number; readonly delivered: number }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<RequestContext, RequestEvent, RequestEmitted>()

const failed = actions.emit<Fail>(({ context, event }) => ({
  type: 'fail',
  request: context.request,
  reason: event.reason,
  delivered: context.delivered
}))
const timedOut = actions.emit(({ context }) => ({
  type: 'fail',
  request: context.request,
  reason: ErrorCode.TIMEOUT,
  delivered: context.delivered
}))
const completes = ({ context }: { context: RequestContext }) => context.delivered + 1 === context.number

const isEarly = ({ context }: { context: RequestContext }) => context.delay > 0

/** Requirements NET-052 to NET-054 and NET-161. */
export const requestMachine = setup({
  types: {
    context: {} as RequestContext,
    input: {} as RequestInput,
    events: {} as RequestEvent,
    emitted: {} as RequestEmitted
  },
  delays: {
    timeLimit: ({ context }) => context.timeLimit,
    delay: ({ context }) => context.delay,
    timeLeft: ({ context }) => context.timeLimit - context.delay
  }
}).createMachine({
  id: 'request',
  context: ({ input }) => ({ ...input, delivered: 0 }),
  initial: 'made',
  states: {
    /** Left at once. */
    made: {
      entry: actions.raise({ type: 'START' }),
      on: { START: [{ guard: isEarly, target: 'waiting' }, { target: 'serving' }] }
    },
    waiting: {
      after: {
        delay: {
          target: 'serving',
          actions: actions.emit(({ context }) => ({ type: 'serve', request: context.request }))
        }
      },
      on: { FAIL: { target: 'over', actions: failed } }
    },
    serving: {
      after: { timeLeft: { target: 'over', actions: timedOut } },
      on: {
        DELIVERED: [
          {
            guard: completes,
            target: 'over',
            actions: actions.emit(({ context }) => ({ type: 'complete', request: context.request }))
          },
          { actions: actions.assign({ delivered: ({ context }) => context.delivered + 1 }) }
        ],
        EXPIRED: { actions: actions.assign({ delivered: ({ context }) => context.delivered - 1 }) },
        FAIL: { target: 'over', actions: failed }
      }
    },
    over: { type: 'final' }
  },
  on: { '*': { actions: actions.emit({ type: 'ignored', reason: 'unexpected' }) } }
})
