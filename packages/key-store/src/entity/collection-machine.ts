import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'

/** An application that collects a key of which the peer has not said yet that it was delivered there: it waits, for a while. */
export interface CollectionContext {
  readonly key: number
  /** Nanoseconds. */
  readonly patience: number
}

export type CollectionEvent =
  /** The peer has said what became of some reservation. */
  | { readonly type: 'SETTLED' }
  /** The application has its answer. */
  | { readonly type: 'ANSWERED' }

export type CollectionEmitted =
  /** Try again. */
  | { readonly type: 'attempt'; readonly key: number }
  /** Tell the application to come back later. */
  | { readonly type: 'giveUp'; readonly key: number }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<CollectionContext, CollectionEvent, CollectionEmitted>()

/** Requirement KEY-034. */
export const collectionMachine = setup({
  types: {
    context: {} as CollectionContext,
    input: {} as CollectionContext,
    events: {} as CollectionEvent,
    emitted: {} as CollectionEmitted
  },
  delays: { patience: ({ context }) => context.patience }
}).createMachine({
  id: 'collection',
  context: ({ input: { key, patience } }) => ({ key, patience }),
  initial: 'waiting',
  states: {
    waiting: {
      after: {
        patience: {
          target: 'closed',
          actions: actions.emit(({ context }) => ({ type: 'giveUp', key: context.key }))
        }
      },
      on: {
        SETTLED: { actions: actions.emit(({ context }) => ({ type: 'attempt', key: context.key })) },
        ANSWERED: 'closed'
      }
    },
    closed: { type: 'final' }
  },
  on: { '*': { actions: actions.emit({ type: 'ignored', reason: 'unexpected' }) } }
})
