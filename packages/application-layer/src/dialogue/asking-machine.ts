import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'
import { mayRepeat, type Repetition, type RepetitionInput, repeated } from '../repetition.js'

/** One side of a dialogue, which asks: a step is sent until it is answered, ever more seldom, or the peer is gone. */
export interface AskingContext extends Repetition {
  readonly firstWait: number
  readonly attempts: number
}

export type AskingInput = RepetitionInput

export type AskingEvent =
  | { readonly type: 'ASK' }
  /** The answer to the step under way. */
  | { readonly type: 'ANSWERED' }

type AskingEmitted =
  | { readonly type: 'ask' }
  | { readonly type: 'answered' }
  /** Nobody answers. */
  | { readonly type: 'lost' }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<AskingContext, AskingEvent, AskingEmitted>()
const ask = actions.emit({ type: 'ask' })
const begin = actions.assign({
  wait: ({ context }) => context.firstWait,
  attemptsLeft: ({ context }) => context.attempts - 1
})
const goOn = actions.assign(repeated)

export const askingMachine = setup({
  types: {
    context: {} as AskingContext,
    input: {} as AskingInput,
    events: {} as AskingEvent,
    emitted: {} as AskingEmitted
  },
  delays: { wait: ({ context }) => context.wait }
}).createMachine({
  id: 'asking',
  context: ({ input }) => ({
    firstWait: input.firstWait,
    longestWait: input.longestWait,
    attempts: input.attempts,
    wait: input.firstWait,
    attemptsLeft: 0
  }),
  initial: 'idle',
  states: {
    idle: {
      on: { ASK: { target: 'waiting', actions: [begin, ask] } }
    },
    waiting: {
      after: {
        wait: [
          {
            guard: mayRepeat,
            target: 'waiting',
            reenter: true,
            actions: [goOn, ask]
          },
          { target: 'idle', actions: actions.emit({ type: 'lost' }) }
        ]
      },
      on: { ANSWERED: { target: 'idle', actions: actions.emit({ type: 'answered' }) } }
    }
  },
  on: { '*': { actions: actions.emit({ type: 'ignored', reason: 'unexpected' }) } }
})
