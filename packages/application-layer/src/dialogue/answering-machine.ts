import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'

/** The other side of a dialogue, which answers: once for each step, with the same answer as often as it is asked. */
export interface AnsweringContext {
  readonly lifetime: number
}

export interface AnsweringInput {
  /** How long the last answer is kept. */
  readonly lifetime: number
}

export type AnsweringEvent =
  /** The next step. */
  | { readonly type: 'ASKED' }
  /** The last step, once more. */
  | { readonly type: 'ASKED_AGAIN' }
  /** The application has the answer. */
  | { readonly type: 'ANSWER' }

type AnsweringEmitted =
  /** For the application. */
  | { readonly type: 'asked' }
  | { readonly type: 'answer' }
  /** The last answer is kept no longer. */
  | { readonly type: 'forget' }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<AnsweringContext, AnsweringEvent, AnsweringEmitted>()
const answer = actions.emit({ type: 'answer' })

export const answeringMachine = setup({
  types: {
    context: {} as AnsweringContext,
    input: {} as AnsweringInput,
    events: {} as AnsweringEvent,
    emitted: {} as AnsweringEmitted
  },
  delays: { lifetime: ({ context }) => context.lifetime }
}).createMachine({
  id: 'answering',
  context: ({ input }) => ({ lifetime: input.lifetime }),
  initial: 'answered',
  states: {
    answered: {
      after: { lifetime: { actions: actions.emit({ type: 'forget' }) } },
      on: {
        ASKED: { target: 'atWork', actions: actions.emit({ type: 'asked' }) },
        ASKED_AGAIN: { target: 'answered', reenter: true, actions: answer }
      }
    },
    atWork: {
      // The application is told once, however often it is asked.
      on: { ASKED_AGAIN: {}, ANSWER: { target: 'answered', actions: answer } }
    }
  },
  on: { '*': { actions: actions.emit({ type: 'ignored', reason: 'unexpected' }) } }
})
