import { typedActions } from '@bellwire/statechart'
import type { Frame } from '@bellwire/wire'
import { setup } from 'xstate'

/**
 * One message that must reach the peer: sent, and sent again after every interval, until it is acknowledged or the
 * attempts are used up. The same machine carries ADD, CANCEL, END, EXPIRE and SCHEDULE.
 */
export interface ReliableContext {
  readonly frame: Frame
  readonly interval: number
  /** Time to wait before the first attempt: the peer may do by itself what the message asks. */
  readonly initialDelay: number
  attemptsLeft: number
}

export interface ReliableInput {
  readonly frame: Frame
  readonly interval: number
  readonly initialDelay: number
  readonly attempts: number
}

export type ReliableEvent =
  /** Raised by the machine itself. */
  { readonly type: 'START' } | { readonly type: 'ACKNOWLEDGED' }

export type ReliableEmitted =
  | { readonly type: 'transmit'; readonly frame: Frame }
  | { readonly type: 'exhausted'; readonly frame: Frame }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<ReliableContext, ReliableEvent, ReliableEmitted>()

const transmit = actions.emit(({ context }) => ({ type: 'transmit', frame: context.frame }))
const count = actions.assign({ attemptsLeft: ({ context }) => context.attemptsLeft - 1 })

/** Requirements LNK-020 to LNK-023. */
export const reliableMachine = setup({
  types: {
    context: {} as ReliableContext,
    input: {} as ReliableInput,
    events: {} as ReliableEvent,
    emitted: {} as ReliableEmitted
  },
  delays: { interval: ({ context }) => context.interval, initialDelay: ({ context }) => context.initialDelay }
}).createMachine({
  id: 'reliable',
  context: ({ input }) => ({
    frame: input.frame,
    interval: input.interval,
    initialDelay: input.initialDelay,
    attemptsLeft: input.attempts
  }),
  initial: 'begun',
  states: {
    /** Left at once. */
    begun: {
      entry: actions.raise({ type: 'START' }),
      on: { START: [{ guard: ({ context }) => context.initialDelay > 0, target: 'holding' }, { target: 'sending' }] }
    },
    holding: {
      after: { initialDelay: 'sending' },
      on: { ACKNOWLEDGED: 'done' }
    },
    sending: {
      entry: [transmit, count],
      after: {
        interval: [
          { guard: ({ context }) => context.attemptsLeft > 0, target: 'sending', reenter: true },
          { target: 'done', actions: actions.emit(({ context }) => ({ type: 'exhausted', frame: context.frame })) }
        ]
      },
      on: { ACKNOWLEDGED: 'done' }
    },
    done: { type: 'final' }
  },
  on: { '*': { actions: actions.emit({ type: 'ignored', reason: 'unexpected' }) } }
})
