import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'

/** The end of a session that opened it, asks for pairs, and corrects its key. */
export interface CorrectorContext {
  readonly beat: number
  readonly retry: number
  readonly attempts: number
  attemptsLeft: number
  /** A QkdReason. */
  reason: number
}

export interface CorrectorInput {
  readonly beat: number
  readonly retry: number
  readonly attempts: number
}

export type CorrectorEvent =
  /** The peer takes the proposal. */
  | { readonly type: 'AGREED' }
  /** A request for pairs is over, and there are rounds to come. */
  | { readonly type: 'REQUEST_OVER'; readonly delivered: number }
  /** Every round has its outcome, and all are written down. */
  | { readonly type: 'ENOUGH' }
  /** The peer has the list of rounds: nothing of the raw data changes any more. */
  | { readonly type: 'LISTED' }
  /** The peer's settings are here, and their numbers are as expected. */
  | { readonly type: 'SIFTED' }
  /** The test is passed, as far as this end can see. */
  | { readonly type: 'TESTED' }
  /** An answer to queries, after which there are more. */
  | { readonly type: 'CORRECTING' }
  | { readonly type: 'RECONCILED' }
  /** The peer has the same key. */
  | { readonly type: 'EQUAL' }
  | { readonly type: 'AMPLIFIED' }
  /** The peer's tag of the whole transcript is right. */
  | { readonly type: 'AUTHENTIC' }
  /** The peer's abort is acknowledged, or ours is. */
  | { readonly type: 'CLOSED' }
  | { readonly type: 'FAIL'; readonly reason: number }
  /** There is nobody to be told: the peer has ended it, or is gone. */
  | { readonly type: 'LOST'; readonly reason: number }

type FailureEvent = Extract<CorrectorEvent, { readonly reason: number }>
type RequestOverEvent = Extract<CorrectorEvent, { readonly type: 'REQUEST_OVER' }>

type CorrectorEmitted =
  | { readonly type: 'propose' }
  /** Ask for the pairs that are missing. */
  | { readonly type: 'generate' }
  /** Tell the peer that this end is there; where no round has come for long, FAIL. */
  | { readonly type: 'beat' }
  | { readonly type: 'list' }
  | { readonly type: 'announce' }
  | { readonly type: 'publish' }
  | { readonly type: 'correct' }
  | { readonly type: 'verify' }
  | { readonly type: 'amplify' }
  | { readonly type: 'finish' }
  | { readonly type: 'release' }
  /** Tell the peer that it is over. */
  | { readonly type: 'abort'; readonly reason: number }
  /** It is over, without a key. */
  | { readonly type: 'drop'; readonly reason: number }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<CorrectorContext, CorrectorEvent, CorrectorEmitted>()
const say = (type: Exclude<CorrectorEmitted['type'], 'abort' | 'drop' | 'ignored'>) => actions.emit({ type })
const note = actions.assign<FailureEvent>({ reason: ({ event }) => event.reason })
const drop = actions.emit(({ context }) => ({ type: 'drop', reason: context.reason }))
const abort = actions.emit(({ context }) => ({ type: 'abort', reason: context.reason }))
const count = actions.assign<RequestOverEvent>({
  attemptsLeft: ({ context, event }) => (event.delivered > 0 ? context.attempts : context.attemptsLeft) - 1
})

/** QkdReason ROUNDS. */
const NO_ROUNDS = 3

export const correctorMachine = setup({
  types: {
    context: {} as CorrectorContext,
    input: {} as CorrectorInput,
    events: {} as CorrectorEvent,
    emitted: {} as CorrectorEmitted
  },
  delays: { beat: ({ context }) => context.beat, retry: ({ context }) => context.retry }
}).createMachine({
  id: 'corrector',
  context: ({ input }) => ({
    beat: input.beat,
    retry: input.retry,
    attempts: input.attempts,
    attemptsLeft: input.attempts,
    reason: 0
  }),
  initial: 'proposing',
  states: {
    proposing: {
      entry: say('propose'),
      on: {
        AGREED: { target: 'underWay', actions: say('generate') },
        // Nothing is agreed: nobody needs to be told.
        FAIL: { target: 'aborted', actions: [note, drop] },
        LOST: { target: 'aborted', actions: [note, drop] }
      }
    },
    underWay: {
      initial: 'rounds',
      states: {
        rounds: {
          after: { beat: { target: 'rounds', reenter: true, actions: say('beat') } },
          on: {
            REQUEST_OVER: [
              {
                guard: ({ context, event }) => event.delivered > 0 || context.attemptsLeft > 0,
                target: 'resting',
                actions: count
              },
              {
                target: '#corrector.aborting',
                actions: [actions.assign({ reason: NO_ROUNDS }), abort]
              }
            ],
            ENOUGH: { target: 'listing', actions: say('list') }
          }
        },
        resting: {
          after: { retry: { target: 'rounds', actions: say('generate') } },
          on: { ENOUGH: { target: 'listing', actions: say('list') } }
        },
        listing: { on: { LISTED: { target: 'sifting', actions: say('announce') } } },
        sifting: { on: { SIFTED: { target: 'testing', actions: say('publish') } } },
        testing: { on: { TESTED: { target: 'correcting', actions: say('correct') } } },
        correcting: {
          on: {
            CORRECTING: { actions: say('correct') },
            RECONCILED: { target: 'verifying', actions: say('verify') }
          }
        },
        verifying: { on: { EQUAL: { target: 'amplifying', actions: say('amplify') } } },
        amplifying: { on: { AMPLIFIED: { target: 'finishing', actions: say('finish') } } },
        finishing: { on: { AUTHENTIC: { target: '#corrector.released', actions: say('release') } } }
      },
      on: {
        FAIL: { target: 'aborting', actions: [note, abort] },
        LOST: { target: 'aborted', actions: [note, drop] }
      }
    },
    aborting: {
      on: {
        CLOSED: { target: 'aborted', actions: drop },
        // One reason is enough.
        FAIL: {},
        LOST: { target: 'aborted', actions: drop }
      }
    },
    released: { type: 'final' },
    aborted: { type: 'final' }
  },
  on: {
    '*': { actions: actions.emit({ type: 'ignored', reason: 'unexpected' }) }
  }
})
