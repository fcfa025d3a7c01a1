import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'

/**
 * When the oldest frame that a neighbour has not acknowledged is sent again. One timer, which is not touched while
 * frames come and go: when it fires it asks how things stand, and is set anew only where something is still under way.
 */
export interface RetransmissionContext {
  readonly timeout: number
  readonly attempts: number
  /** Of the oldest frame, the next one included. */
  attemptsLeft: number
  delay: number
}

export interface RetransmissionInput {
  /** From the sending of a frame to its next. */
  readonly timeout: number
  /** How often one frame is sent. */
  readonly attempts: number
}

export type RetransmissionEvent =
  /** The first frame is under way. */
  | { readonly type: 'SENT' }
  /** Answers to `due`. Nothing is under way any more. */
  | { readonly type: 'IDLE' }
  /** The oldest frame was sent later than the timer: its time comes in `delay`. */
  | { readonly type: 'EARLY'; readonly delay: number }
  /** The oldest frame's time has come. Progress: it is another frame than when the timer last fired. */
  | { readonly type: 'OVERDUE'; readonly progress: boolean }
  | { readonly type: 'STOP' }

type EarlyEvent = Extract<RetransmissionEvent, { type: 'EARLY' }>
type OverdueEvent = Extract<RetransmissionEvent, { type: 'OVERDUE' }>

type RetransmissionEmitted =
  | { readonly type: 'due' }
  | { readonly type: 'retransmit' }
  | { readonly type: 'exhausted' }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<RetransmissionContext, RetransmissionEvent, RetransmissionEmitted>()

export const retransmissionMachine = setup({
  types: {
    context: {} as RetransmissionContext,
    input: {} as RetransmissionInput,
    events: {} as RetransmissionEvent,
    emitted: {} as RetransmissionEmitted
  },
  delays: { delay: ({ context }) => context.delay }
}).createMachine({
  id: 'retransmission',
  context: ({ input }) => ({
    timeout: input.timeout,
    attempts: input.attempts,
    attemptsLeft: input.attempts - 1,
    delay: input.timeout
  }),
  initial: 'idle',
  states: {
    idle: {
      on: {
        SENT: {
          target: 'waiting',
          actions: actions.assign({
            attemptsLeft: ({ context }) => context.attempts - 1,
            delay: ({ context }) => context.timeout
          })
        },
        STOP: {}
      }
    },
    waiting: {
      after: { delay: 'due' },
      on: { STOP: 'idle' }
    },
    due: {
      entry: actions.emit({ type: 'due' }),
      on: {
        IDLE: 'idle',
        EARLY: {
          target: 'waiting',
          actions: actions.assign<EarlyEvent>({
            attemptsLeft: ({ context }) => context.attempts - 1,
            delay: ({ event }) => event.delay
          })
        },
        OVERDUE: [
          {
            guard: ({ context, event }) => (event.progress ? context.attempts - 1 : context.attemptsLeft) > 0,
            target: 'waiting',
            actions: [
              actions.assign<OverdueEvent>({
                attemptsLeft: ({ context, event }) =>
                  (event.progress ? context.attempts - 1 : context.attemptsLeft) - 1,
                delay: ({ context }) => context.timeout
              }),
              actions.emit({ type: 'retransmit' })
            ]
          },
          { target: 'idle', actions: actions.emit({ type: 'exhausted' }) }
        ],
        STOP: 'idle'
      }
    }
  },
  on: { '*': { actions: actions.emit({ type: 'ignored', reason: 'unexpected' }) } }
})
