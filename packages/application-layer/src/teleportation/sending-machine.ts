import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'
import { mayRepeat, type Repetition, type RepetitionInput, repeated } from '../repetition.js'

/** A teleportation where it starts: the Bell measurement, and its correction until that is acknowledged. */
export type SendingContext = Repetition

export type SendingInput = RepetitionInput

export type SendingEvent =
  /** The hardware has found a Bell index. */
  | { readonly type: 'MEASURED' }
  /** The pair is void, as far as this end has heard. */
  | { readonly type: 'EXPIRED' }
  /** The receiver has delivered the qubit. */
  | { readonly type: 'DELIVERED' }
  /** The receiver has not, and will not. */
  | { readonly type: 'REFUSED' }
  /** The receiver cannot say. */
  | { readonly type: 'UNKNOWN' }

type SendingEmitted =
  | { readonly type: 'measure' }
  | { readonly type: 'send' }
  /** Its ends. `lost`: the receiver was told nothing; `unanswered`: the receiver may have delivered it, or not. */
  | { readonly type: 'delivered' }
  | { readonly type: 'refused' }
  | { readonly type: 'lost' }
  | { readonly type: 'unanswered' }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<SendingContext, SendingEvent, SendingEmitted>()
const send = actions.emit({ type: 'send' })
const unanswered = actions.emit({ type: 'unanswered' })
const goOn = actions.assign(repeated)

/** Requirements APP-070 to APP-072. */
export const sendingMachine = setup({
  types: {
    context: {} as SendingContext,
    input: {} as SendingInput,
    events: {} as SendingEvent,
    emitted: {} as SendingEmitted
  },
  delays: { wait: ({ context }) => context.wait }
}).createMachine({
  id: 'sending',
  context: ({ input }) => ({
    longestWait: input.longestWait,
    wait: input.firstWait,
    attemptsLeft: input.attempts - 1
  }),
  initial: 'measuring',
  states: {
    measuring: {
      entry: actions.emit({ type: 'measure' }),
      on: {
        MEASURED: { target: 'waiting', actions: send },
        EXPIRED: { target: 'over', actions: actions.emit({ type: 'lost' }) }
      }
    },
    waiting: {
      after: {
        wait: [
          {
            guard: mayRepeat,
            target: 'waiting',
            reenter: true,
            actions: [goOn, send]
          },
          { target: 'over', actions: unanswered }
        ]
      },
      on: {
        // What this end hears of the pair decides nothing any more: the receiver does.
        EXPIRED: {},
        DELIVERED: { target: 'over', actions: actions.emit({ type: 'delivered' }) },
        REFUSED: { target: 'over', actions: actions.emit({ type: 'refused' }) },
        UNKNOWN: { target: 'over', actions: unanswered }
      }
    },
    over: { type: 'final' }
  },
  on: { '*': { actions: actions.emit({ type: 'ignored', reason: 'unexpected' }) } }
})
