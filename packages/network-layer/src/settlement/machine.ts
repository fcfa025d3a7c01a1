import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'

/**
 * One end's question to the other end of a circuit: are the pairs that were delivered here delivered there? Asked when
 * some have gathered, or after a while, and again until it is answered, however long that takes: no answer leaves the
 * pairs in doubt, and only the other end can end that.
 */
export interface SettlementContext {
  /** Nanoseconds. */
  readonly interval: number
  readonly repeat: number
  readonly circuit: number
  /** The circuit is over. */
  last: boolean
}

export interface SettlementInput {
  readonly circuit: number
  readonly interval: number
  readonly repeat: number
}

export type SettlementEvent =
  /** There is something to ask. */
  | { readonly type: 'DELIVERED' }
  /** There is much to ask. */
  | { readonly type: 'FULL' }
  /** The circuit is over. */
  | { readonly type: 'OVER' }
  /** The question is answered; `more`: there is more to ask. */
  | { readonly type: 'ANSWERED'; readonly more: boolean }

export type SettlementEmitted =
  /** Put the question; `again`: the one that has not been answered. */
  | { readonly type: 'ask'; readonly circuit: number; readonly again: boolean }
  /** Everything is settled, and the circuit is over. */
  | { readonly type: 'done'; readonly circuit: number }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<SettlementContext, SettlementEvent, SettlementEmitted>()

const ask = (again: boolean) => actions.emit(({ context }) => ({ type: 'ask', circuit: context.circuit, again }))
const over = actions.assign({ last: true })
const hasMore = ({ event }: { event: SettlementEvent }) => (event as { more: boolean }).more
const isLast = ({ context }: { context: SettlementContext }) => context.last

/** Requirements NET-100 to NET-102 and NET-109. */
export const settlementMachine = setup({
  types: {
    context: {} as SettlementContext,
    input: {} as SettlementInput,
    events: {} as SettlementEvent,
    emitted: {} as SettlementEmitted
  },
  delays: { interval: ({ context }) => context.interval, repeat: ({ context }) => context.repeat }
}).createMachine({
  id: 'settlement',
  context: ({ input }) => ({ ...input, last: false }),
  initial: 'idle',
  states: {
    idle: {
      on: {
        DELIVERED: 'gathering',
        FULL: { target: 'asking', actions: ask(false) },
        OVER: { target: 'closing', actions: [over, ask(false)] }
      }
    },
    gathering: {
      after: { interval: { target: 'asking', actions: ask(false) } },
      on: {
        DELIVERED: {},
        FULL: { target: 'asking', actions: ask(false) },
        OVER: { target: 'closing', actions: [over, ask(false)] }
      }
    },
    asking: {
      after: { repeat: { target: 'asking', reenter: true, actions: ask(true) } },
      on: {
        DELIVERED: {},
        FULL: {},
        OVER: { actions: over },
        ANSWERED: [
          { guard: isLast, target: 'closing', actions: ask(false) },
          { guard: hasMore, target: 'gathering' },
          { target: 'idle' }
        ]
      }
    },
    /** The circuit is over: everything that is still open is asked about, and nothing new comes. */
    closing: {
      after: { repeat: { target: 'closing', reenter: true, actions: ask(true) } },
      on: {
        DELIVERED: {},
        FULL: {},
        OVER: {},
        ANSWERED: [
          { guard: hasMore, target: 'closing', reenter: true, actions: ask(false) },
          { target: 'done', actions: actions.emit(({ context }) => ({ type: 'done', circuit: context.circuit })) }
        ]
      }
    },
    done: { type: 'final' }
  },
  on: { '*': { actions: actions.emit({ type: 'ignored', reason: 'unexpected' }) } }
})
