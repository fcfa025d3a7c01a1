import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'

/** A deadline that can be set, moved, and set again once it has passed. */
export interface DeadlineContext {
  delay: number
}

export type DeadlineEvent = { readonly type: 'SET'; readonly delay: number }

type DeadlineEmitted = { readonly type: 'passed' } | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<DeadlineContext, DeadlineEvent, DeadlineEmitted>()
const take = actions.assign({ delay: ({ event }) => event.delay })

export const deadlineMachine = setup({
  types: {
    context: {} as DeadlineContext,
    events: {} as DeadlineEvent,
    emitted: {} as DeadlineEmitted
  },
  delays: { delay: ({ context }) => context.delay }
}).createMachine({
  id: 'deadline',
  context: { delay: 0 },
  initial: 'idle',
  states: {
    idle: { on: { SET: { target: 'set', actions: take } } },
    set: {
      after: { delay: { target: 'idle', actions: actions.emit({ type: 'passed' }) } },
      on: { SET: { target: 'set', reenter: true, actions: take } }
    }
  },
  on: { '*': { actions: actions.emit({ type: 'ignored', reason: 'unexpected' }) } }
})
