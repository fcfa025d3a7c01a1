import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'

/** A block that has been added here: announced until it is known that the peer has it too, however long that takes. */
export interface BlockContext {
  readonly session: string
  /** Nanoseconds. */
  readonly interval: number
}

export type BlockEvent =
  /** The peer has the same block. */
  | { readonly type: 'CONFIRMED' }
  /** The peer has another block of that session. */
  | { readonly type: 'DISPUTED' }

export type BlockEmitted =
  | { readonly type: 'announce'; readonly session: string }
  | { readonly type: 'confirm'; readonly session: string }
  | { readonly type: 'dispute'; readonly session: string }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<BlockContext, BlockEvent, BlockEmitted>()

const say = (type: 'announce' | 'confirm' | 'dispute') =>
  actions.emit(({ context }) => ({ type, session: context.session }))

/** Requirements KEY-010 to KEY-014. */
export const blockMachine = setup({
  types: {
    context: {} as BlockContext,
    input: {} as BlockContext,
    events: {} as BlockEvent,
    emitted: {} as BlockEmitted
  },
  delays: { interval: ({ context }) => context.interval }
}).createMachine({
  id: 'block',
  context: ({ input: { session, interval } }) => ({ session, interval }),
  initial: 'announcing',
  states: {
    announcing: {
      entry: say('announce'),
      after: { interval: { target: 'announcing', reenter: true } },
      on: {
        CONFIRMED: { target: 'closed', actions: say('confirm') },
        DISPUTED: { target: 'closed', actions: say('dispute') }
      }
    },
    closed: { type: 'final' }
  },
  on: { '*': { actions: actions.emit({ type: 'ignored', reason: 'unexpected' }) } }
})
