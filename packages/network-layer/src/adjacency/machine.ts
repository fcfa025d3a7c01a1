import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'

/**
 * Whether a neighbour is there. Sought by calling it, first often, then ever more seldom; once met, looked after at
 * intervals: it was heard of since the last look, or it is asked, or it is lost.
 */
export interface AdjacencyContext {
  readonly firstWait: number
  readonly interval: number
  readonly maximumMisses: number
  /** To the next call. */
  wait: number
  /** Looks in a row at which nothing had been heard. */
  misses: number
}

export interface AdjacencyInput {
  /** Time between the first two calls, doubled from call to call up to `interval`. */
  readonly firstWait: number
  /** Between two looks. */
  readonly interval: number
  /** Misses that mean that the neighbour is lost. */
  readonly maximumMisses: number
}

export type AdjacencyEvent =
  /** Both ends know each other's session. */
  | { readonly type: 'MET' }
  /** Answers to `look`: something, or nothing, was heard since the last one. */
  | { readonly type: 'HEARD' }
  | { readonly type: 'SILENT' }
  /** The session is over, and everyone knows. */
  | { readonly type: 'LOST' }
  /** A frame could not be taken: the session is over, and the layer above is still to be told, not while it sends. */
  | { readonly type: 'FAILED' }

type AdjacencyEmitted =
  | { readonly type: 'call' }
  | { readonly type: 'look' }
  /** The session is over: nothing was heard, or FAILED. */
  | { readonly type: 'lost' }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<AdjacencyContext, AdjacencyEvent, AdjacencyEmitted>()
const call = actions.emit({ type: 'call' })
const lost = actions.emit({ type: 'lost' })
const hurry = actions.assign({ wait: ({ context }) => context.firstWait })
const slowDown = actions.assign({ wait: ({ context }) => Math.min(2 * context.wait, context.interval) })
const forget = actions.assign({ misses: 0 })
const miss = actions.assign({ misses: ({ context }) => context.misses + 1 })

export const adjacencyMachine = setup({
  types: {
    context: {} as AdjacencyContext,
    input: {} as AdjacencyInput,
    events: {} as AdjacencyEvent,
    emitted: {} as AdjacencyEmitted
  },
  delays: { wait: ({ context }) => context.wait, interval: ({ context }) => context.interval, soon: 0 }
}).createMachine({
  id: 'adjacency',
  context: ({ input }) => ({
    firstWait: input.firstWait,
    interval: input.interval,
    maximumMisses: input.maximumMisses,
    wait: input.firstWait,
    misses: 0
  }),
  initial: 'seeking',
  states: {
    seeking: {
      entry: call,
      after: { wait: { target: 'seeking', reenter: true, actions: slowDown } },
      on: { MET: { target: 'met', actions: forget } }
    },
    met: {
      after: { interval: 'looking' },
      on: {
        // In another session.
        MET: { target: 'met', reenter: true, actions: forget },
        LOST: { target: 'seeking', actions: hurry },
        FAILED: 'failed'
      }
    },
    looking: {
      entry: actions.emit({ type: 'look' }),
      on: {
        HEARD: { target: 'met', actions: forget },
        SILENT: [
          {
            guard: ({ context }) => context.misses + 1 < context.maximumMisses,
            target: 'met',
            actions: [miss, call]
          },
          { target: 'seeking', actions: [lost, hurry] }
        ]
      }
    },
    failed: {
      after: { soon: { target: 'seeking', actions: [lost, hurry] } },
      on: { LOST: { target: 'seeking', actions: hurry } }
    }
  },
  on: { '*': { actions: actions.emit({ type: 'ignored', reason: 'unexpected' }) } }
})
