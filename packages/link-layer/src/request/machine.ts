import { typedActions } from '@bellwire/statechart'
import { ErrorCode } from '@bellwire/wire'
import { setup } from 'xstate'

/**
 * A request in the distributed queue, at either end: served until it has all its pairs, ended by the master's END. Both
 * ends count pairs by sequence numbers, and an expired pair does not count, so both stop at the same pair.
 */
export interface RequestContext {
  readonly queueId: number
  readonly master: boolean
  reason: number
  /** Its time is over; it has only been kept because it had all its pairs. */
  overdue: boolean
  /** Master: the peer was told that it has all its pairs. */
  offered: boolean
}

export interface RequestInput {
  readonly queueId: number
  readonly master: boolean
}

type EndFrame = { readonly type: 'END'; readonly reason: number; readonly endSequence: number }
type EndRequest = { readonly type: 'END_REQUESTED'; readonly reason: number }

export type RequestEvent =
  /** It has all its pairs. */
  | { readonly type: 'FILLED' }
  /** It had, but one has expired. */
  | { readonly type: 'UNFILLED' }
  /** Master: someone who may has asked for the end. */
  | EndRequest
  /** Master: the time of the request is over. */
  | { readonly type: 'DEADLINE' }
  /** Other node: the master's word. */
  | EndFrame
  /** Master: the peer has the END. */
  | { readonly type: 'END_ACK' }

export type RequestEmitted =
  | { readonly type: 'sendEnd'; readonly queueId: number; readonly reason: number }
  /** The other node asks the master to end the request, unless END comes by itself. */
  | { readonly type: 'promptEnd'; readonly queueId: number }
  /** The request is over at this end. */
  | { readonly type: 'ended'; readonly queueId: number; readonly reason: number; readonly endSequence: number }
  | { readonly type: 'ackEnd'; readonly queueId: number }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<RequestContext, RequestEvent, RequestEmitted>()

const overdue = actions.assign({ overdue: true })
const complete = actions.assign({ reason: ErrorCode.UNSPECIFIED, offered: true })
const expired = actions.assign({ reason: ErrorCode.TIMEOUT })
const tooLate = actions.assign({ reason: ErrorCode.EXPIRE })
const asked = actions.assign<EndRequest>({ reason: ({ event }) => event.reason })

const sendEnd = actions.emit(({ context }) => ({ type: 'sendEnd', queueId: context.queueId, reason: context.reason }))
const promptEnd = actions.emit(({ context }) => ({ type: 'promptEnd', queueId: context.queueId }))
const ackEnd = actions.emit(({ context }) => ({ type: 'ackEnd', queueId: context.queueId }))
const ended = actions.emit(({ context }) => ({
  type: 'ended',
  queueId: context.queueId,
  reason: context.reason,
  endSequence: 0
}))
const endedByMaster = actions.emit<EndFrame>(({ context, event }) => ({
  type: 'ended',
  queueId: context.queueId,
  reason: event.reason,
  endSequence: event.endSequence
}))
const ignored = (reason: string) => actions.emit({ type: 'ignored', reason })

const isComplete = ({ event }: { event: EndFrame }) => event.reason === ErrorCode.UNSPECIFIED

/** Requirements LNK-050 to LNK-059. */
export const requestMachine = setup({
  types: {
    context: {} as RequestContext,
    input: {} as RequestInput,
    events: {} as RequestEvent,
    emitted: {} as RequestEmitted
  }
}).createMachine({
  id: 'request',
  context: ({ input }) => ({ queueId: input.queueId, master: input.master, reason: 0, overdue: false, offered: false }),
  initial: 'active',
  states: {
    active: {
      on: {
        FILLED: [{ guard: ({ context }) => context.master, target: 'completing' }, { target: 'filled' }],
        UNFILLED: {},
        END_REQUESTED: [
          // "Complete" from the other node while pairs are missing here: their expiry is on its way.
          { guard: ({ event }) => event.reason === ErrorCode.UNSPECIFIED, actions: [] },
          { target: 'ending', actions: asked }
        ],
        DEADLINE: { target: 'ending', actions: expired },
        END: [
          { guard: isComplete, actions: ignored('complete-but-pairs-missing') },
          { target: 'done', actions: [endedByMaster, ackEnd] }
        ],
        // The peer has closed it as complete, and a pair has expired since: it cannot be completed any more.
        END_ACK: [
          { guard: ({ context }) => context.offered, target: 'done', actions: [tooLate, ended] },
          { actions: ignored('end-not-sent') }
        ]
      }
    },
    /** Other node: all pairs are here, END is awaited. */
    filled: {
      entry: promptEnd,
      on: {
        UNFILLED: 'active',
        END: { target: 'done', actions: [endedByMaster, ackEnd] },
        DEADLINE: {},
        END_REQUESTED: {}
      }
    },
    /**
     * Master: all pairs are here, END is sent until acknowledged. An expiry re-opens the request; its END goes on, as the
     * question whether the peer has closed it.
     */
    completing: {
      entry: [complete, sendEnd],
      on: {
        UNFILLED: [
          { guard: ({ context }) => context.overdue, target: 'ending', actions: expired },
          { target: 'active' }
        ],
        END_ACK: { target: 'done', actions: ended },
        END_REQUESTED: [
          { guard: ({ event }) => event.reason === ErrorCode.UNSPECIFIED, actions: [] },
          { target: 'ending', actions: asked }
        ],
        DEADLINE: { actions: overdue }
      }
    },
    /** Master: over, whatever is missing. */
    ending: {
      entry: [ended, sendEnd],
      on: { END_ACK: 'done', UNFILLED: {}, FILLED: {}, END_REQUESTED: {}, DEADLINE: {} }
    },
    done: { type: 'final' }
  },
  on: { '*': { actions: ignored('unexpected') } }
})
