import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'

/** A circuit's requests to one of its links, at the link's upstream node: after a refusal they rest for a while. */
export interface SupplyContext {
  readonly supply: number
  /** Nanoseconds. */
  readonly holdOff: number
}

export type SupplyEvent =
  /** The link has refused a request, or given one up. */
  | { readonly type: 'REFUSED' }
  /** The link can make pairs again. */
  | { readonly type: 'FIT' }

export type SupplyEmitted =
  | { readonly type: 'resume'; readonly supply: number }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<SupplyContext, SupplyEvent, SupplyEmitted>()
const resume = actions.emit(({ context }) => ({ type: 'resume', supply: context.supply }))

/** Requirement NET-058. */
export const supplyMachine = setup({
  types: {
    context: {} as SupplyContext,
    input: {} as SupplyContext,
    events: {} as SupplyEvent,
    emitted: {} as SupplyEmitted
  },
  delays: { holdOff: ({ context }) => context.holdOff }
}).createMachine({
  id: 'supply',
  context: ({ input }) => ({ ...input }),
  initial: 'asking',
  states: {
    asking: { entry: resume, on: { REFUSED: 'resting', FIT: { actions: resume } } },
    resting: {
      after: { holdOff: 'asking' },
      on: { REFUSED: {}, FIT: 'asking' }
    }
  },
  on: { '*': { actions: actions.emit({ type: 'ignored', reason: 'unexpected' }) } }
})
