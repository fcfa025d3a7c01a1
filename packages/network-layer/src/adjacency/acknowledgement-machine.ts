import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'

/** Holds an acknowledgement back for a while: most often a frame goes to the neighbour anyway, and carries it. */
export interface AcknowledgementContext {
  readonly delay: number
}

export type AcknowledgementEvent =
  /** A frame has come while none was waiting to be acknowledged. */
  { readonly type: 'OWED' } | { readonly type: 'STOP' }

type AcknowledgementEmitted =
  /** To be done now, where it is still owed. */
  { readonly type: 'acknowledge' } | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<AcknowledgementContext, AcknowledgementEvent, AcknowledgementEmitted>()

export const acknowledgementMachine = setup({
  types: {
    context: {} as AcknowledgementContext,
    input: {} as AcknowledgementContext,
    events: {} as AcknowledgementEvent,
    emitted: {} as AcknowledgementEmitted
  },
  delays: { delay: ({ context }) => context.delay }
}).createMachine({
  id: 'acknowledgement',
  context: ({ input }) => ({ delay: input.delay }),
  initial: 'idle',
  states: {
    idle: { on: { OWED: 'waiting', STOP: {} } },
    waiting: {
      after: { delay: { target: 'idle', actions: actions.emit({ type: 'acknowledge' }) } },
      on: { STOP: 'idle' }
    }
  },
  on: { '*': { actions: actions.emit({ type: 'ignored', reason: 'unexpected' }) } }
})
