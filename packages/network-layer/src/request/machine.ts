import { typedActions } from '@bellwire/statechart'
import { ErrorCode } from '@bellwire/wire'
import { setup } from 'xstate'

/** A request for pairs of a circuit, at the head-end: it ends exactly once, complete or failed. */
export interface RequestContext {
  readonly request: number
  readonly number: number
  readonly timeLimit: number
  delivered: number
}

export interface RequestInput {
  readonly request: number
  readonly number: number
  /** Nanoseconds; Infinity where there is none. */
  readonly timeLimit: number
}

type Fail = { readonly type: 'FAIL'; readonly reason: number }

export type RequestEvent =
  | { readonly type: 'DELIVERED' }
  /** A pair that was delivered has expired: another one is owed. */
  | { readonly type: 'EXPIRED' }
  | Fail

export type RequestEmitted =
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

/** Requirements NET-052 to NET-054. */
export const requestMachine = setup({
  types: {
    context: {} as RequestContext,
    input: {} as RequestInput,
    events: {} as RequestEvent,
    emitted: {} as RequestEmitted
  },
  delays: { timeLimit: ({ context }) => context.timeLimit }
}).createMachine({
  id: 'request',
  context: ({ input }) => ({ ...input, delivered: 0 }),
  initial: 'serving',
  states: {
    serving: {
      after: { timeLimit: { target: 'over', actions: timedOut } },
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
