import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'

/**
 * A pair that the neighbour has named before the link layer has delivered it here: its frame waits. Normally the pair
 * follows in a moment; where it never comes the link layer has voided it, and the neighbour hears so too.
 */
export interface ForetoldContext {
  readonly foretold: number
  /** Nanoseconds. */
  readonly patience: number
}

export type ForetoldEvent = { readonly type: 'ARRIVED' }

export type ForetoldEmitted =
  | { readonly type: 'lapsed'; readonly foretold: number }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<ForetoldContext, ForetoldEvent, ForetoldEmitted>()

/** Requirements NET-075 and NET-076. */
export const foretoldMachine = setup({
  types: {
    context: {} as ForetoldContext,
    input: {} as ForetoldContext,
    events: {} as ForetoldEvent,
    emitted: {} as ForetoldEmitted
  },
  delays: { patience: ({ context }) => context.patience }
}).createMachine({
  id: 'foretold',
  context: ({ input }) => ({ ...input }),
  initial: 'expected',
  states: {
    expected: {
      after: {
        patience: {
          target: 'over',
          actions: actions.emit(({ context }) => ({ type: 'lapsed', foretold: context.foretold }))
        }
      },
      on: { ARRIVED: 'over' }
    },
    over: { type: 'final' }
  },
  on: { '*': { actions: actions.emit({ type: 'ignored', reason: 'unexpected' }) } }
})
