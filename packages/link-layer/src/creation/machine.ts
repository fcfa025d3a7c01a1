import { typedActions } from '@bellwire/statechart'
import { ErrorCode } from '@bellwire/wire'
import { setup } from 'xstate'

/**
 * A CREATE at its originator: exactly one terminal answer, the OK flagged final or one ERR, whatever happens. After
 * its deadline or its cancellation nothing more is delivered; the queue's master is asked to end the request, and the
 * ERR follows the master's END.
 */
export interface CreationContext {
  readonly createId: number
  /** 0 until the ADD is acknowledged. */
  queueId: number
  readonly number: number
  delivered: number
  /** Why it is being closed. */
  reason: number
}

export interface CreationInput {
  readonly createId: number
  readonly number: number
}

type Accepted = { readonly type: 'ACCEPTED'; readonly queueId: number }
type WithReason = { readonly type: 'REJECTED' | 'ENDED' | 'CANCEL'; readonly reason: number }
type Ready = { readonly type: 'READY'; readonly pair: number }

export type CreationEvent =
  | Accepted
  | { readonly type: 'REJECTED'; readonly reason: number }
  /** No answer to the ADD. */
  | { readonly type: 'UNANSWERED' }
  /** A pair is ready for the application. */
  | Ready
  /** A delivered pair has expired before the request was complete. */
  | { readonly type: 'UNDELIVERED' }
  | { readonly type: 'ENDED'; readonly reason: number }
  | { readonly type: 'CANCEL'; readonly reason: number }
  | { readonly type: 'DEADLINE' }
  /** The epoch is over. */
  | { readonly type: 'LOST' }

export type CreationEmitted =
  | { readonly type: 'deliver'; readonly pair: number; readonly final: boolean }
  /** The pair is ready too late: expire it. */
  | { readonly type: 'refuse'; readonly pair: number }
  | { readonly type: 'error'; readonly createId: number; readonly code: number; readonly delivered: number }
  /** Take the unanswered ADD back at the peer. */
  | { readonly type: 'retract'; readonly createId: number; readonly reason: number }
  | { readonly type: 'askEnd'; readonly queueId: number; readonly reason: number }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<CreationContext, CreationEvent, CreationEmitted>()

const queued = actions.assign<Accepted>({ queueId: ({ event }) => event.queueId })
const count = actions.assign({ delivered: ({ context }) => context.delivered + 1 })
const uncount = actions.assign({ delivered: ({ context }) => context.delivered - 1 })
const keepReason = actions.assign<WithReason>({ reason: ({ event }) => event.reason })
const timedOut = actions.assign({ reason: ErrorCode.TIMEOUT })

const deliver = (final: boolean) => actions.emit<Ready>(({ event }) => ({ type: 'deliver', pair: event.pair, final }))
const refuse = actions.emit<Ready>(({ event }) => ({ type: 'refuse', pair: event.pair }))

const fail = (code: number) =>
  actions.emit(({ context }) => ({ type: 'error', createId: context.createId, code, delivered: context.delivered }))
const failAsTold = actions.emit<WithReason>(({ context, event }) => ({
  type: 'error',
  createId: context.createId,
  code: event.reason === ErrorCode.UNSPECIFIED ? ErrorCode.EXPIRE : event.reason,
  delivered: context.delivered
}))
const failAsClosed = actions.emit(({ context }) => ({
  type: 'error',
  createId: context.createId,
  code: context.reason,
  delivered: context.delivered
}))
const retract = (reason: number) =>
  actions.emit(({ context }) => ({ type: 'retract', createId: context.createId, reason }))
const askEnd = actions.emit(({ context }) => ({ type: 'askEnd', queueId: context.queueId, reason: context.reason }))

const completes = ({ context }: { context: CreationContext }) => context.delivered + 1 === context.number

/** Requirements LNK-010 to LNK-019. */
export const creationMachine = setup({
  types: {
    context: {} as CreationContext,
    input: {} as CreationInput,
    events: {} as CreationEvent,
    emitted: {} as CreationEmitted
  }
}).createMachine({
  id: 'creation',
  context: ({ input }) => ({ createId: input.createId, queueId: 0, number: input.number, delivered: 0, reason: 0 }),
  initial: 'adding',
  states: {
    adding: {
      on: {
        ACCEPTED: { target: 'queued', actions: queued },
        REJECTED: { target: 'done', actions: failAsTold },
        UNANSWERED: { target: 'done', actions: [retract(ErrorCode.NOTIME), fail(ErrorCode.NOTIME)] },
        DEADLINE: { target: 'done', actions: [retract(ErrorCode.TIMEOUT), fail(ErrorCode.TIMEOUT)] },
        CANCEL: { target: 'done', actions: [keepReason, retract(ErrorCode.OTHER), failAsClosed] },
        ENDED: { target: 'done', actions: failAsTold },
        LOST: { target: 'done', actions: fail(ErrorCode.OTHER) }
      }
    },
    queued: {
      on: {
        READY: [
          { guard: completes, target: 'done', actions: [count, deliver(true)] },
          { actions: [count, deliver(false)] }
        ],
        UNDELIVERED: { actions: uncount },
        // The master's END: complete means that the rest is on its way through this node.
        ENDED: [
          { guard: ({ event }) => event.reason === ErrorCode.UNSPECIFIED, actions: [] },
          { target: 'done', actions: failAsTold }
        ],
        CANCEL: { target: 'closing', actions: [keepReason, askEnd] },
        DEADLINE: { target: 'closing', actions: [timedOut, askEnd] },
        LOST: { target: 'done', actions: fail(ErrorCode.OTHER) },
        UNANSWERED: {},
        ACCEPTED: {}
      }
    },
    /** Nothing more is delivered; the master has the word. */
    closing: {
      on: {
        READY: { actions: refuse },
        UNDELIVERED: { actions: uncount },
        ENDED: { target: 'done', actions: failAsClosed },
        LOST: { target: 'done', actions: failAsClosed },
        DEADLINE: {},
        CANCEL: {},
        UNANSWERED: {},
        ACCEPTED: {}
      }
    },
    done: { type: 'final' }
  },
  on: { '*': { actions: actions.emit({ type: 'ignored', reason: 'unexpected' }) } }
})
