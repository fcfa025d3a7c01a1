import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'

/**
 * One half of a link's pair at an inner node of a circuit, from its delivery by the link until it is swapped. Waiting
 * costs fidelity, so it ends after the circuit's cut-off time.
 */
export interface HalfContext {
  readonly half: number
  /** Nanoseconds; Infinity where there is none. */
  readonly cutoff: number
}

export type HalfEvent =
  /** Its Bell measurement begins. */
  | { readonly type: 'SWAP' }
  /** The pair is void. */
  | { readonly type: 'VOID' }

export type HalfEmitted =
  | { readonly type: 'cutOff'; readonly half: number }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<HalfContext, HalfEvent, HalfEmitted>()

/** Requirements NET-060 to NET-062. */
export const halfMachine = setup({
  types: { context: {} as HalfContext, input: {} as HalfContext, events: {} as HalfEvent, emitted: {} as HalfEmitted },
  delays: { cutoff: ({ context }) => context.cutoff }
}).createMachine({
  id: 'half',
  context: ({ input }) => ({ half: input.half, cutoff: input.cutoff }),
  initial: 'waiting',
  states: {
    waiting: {
      after: {
        cutoff: { target: 'over', actions: actions.emit(({ context }) => ({ type: 'cutOff', half: context.half })) }
      },
      on: { SWAP: 'over', VOID: 'over' }
    },
    over: { type: 'final' }
  },
  on: { '*': { actions: actions.emit({ type: 'ignored', reason: 'unexpected' }) } }
})
