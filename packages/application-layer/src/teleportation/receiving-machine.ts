import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'

/** A teleportation where it ends: pair and correction come together, in whichever order, or never. */
export interface ReceivingContext {
  readonly patience: number
  readonly lifetime: number
}

export interface ReceivingInput {
  /** How long a correction waits for its pair. */
  readonly patience: number
  /** How long it is known what has become of it. */
  readonly lifetime: number
}

export type ReceivingEvent =
  /** The pair is here. */
  | { readonly type: 'PAIR' }
  /** The correction, once more or for the first time. */
  | { readonly type: 'CORRECTION' }
  /** The hardware has done it. */
  | { readonly type: 'CORRECTED' }
  /** The pair is void. */
  | { readonly type: 'EXPIRED' }

type ReceivingEmitted =
  | { readonly type: 'correct' }
  /** For the program: the qubit, or that there will be none. */
  | { readonly type: 'deliver' }
  | { readonly type: 'voided' }
  /** For the sender. */
  | { readonly type: 'confirm' }
  | { readonly type: 'refuse' }
  /** A pair came whose teleportation is void already. */
  | { readonly type: 'discard' }
  | { readonly type: 'forget' }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<ReceivingContext, ReceivingEvent, ReceivingEmitted>()
const voided = actions.emit({ type: 'voided' })
const confirm = actions.emit({ type: 'confirm' })
const refuse = actions.emit({ type: 'refuse' })
const forget = actions.emit({ type: 'forget' })

/** Requirements APP-073 to APP-077. */
export const receivingMachine = setup({
  types: {
    context: {} as ReceivingContext,
    input: {} as ReceivingInput,
    events: {} as ReceivingEvent,
    emitted: {} as ReceivingEmitted
  },
  delays: { patience: ({ context }) => context.patience, lifetime: ({ context }) => context.lifetime }
}).createMachine({
  id: 'receiving',
  context: ({ input }) => ({ patience: input.patience, lifetime: input.lifetime }),
  initial: 'named',
  states: {
    named: {
      on: { PAIR: 'expecting', CORRECTION: 'early' }
    },
    /** Holds the pair. */
    expecting: {
      on: {
        CORRECTION: 'correcting',
        EXPIRED: { target: 'void', actions: voided }
      }
    },
    /** Holds the correction. */
    early: {
      after: { patience: { target: 'void', actions: refuse } },
      on: { CORRECTION: {}, PAIR: 'correcting' }
    },
    correcting: {
      entry: actions.emit({ type: 'correct' }),
      on: {
        CORRECTION: {},
        CORRECTED: { target: 'delivered', actions: [actions.emit({ type: 'deliver' }), confirm] },
        // The pair was void when its qubit was to be taken over.
        EXPIRED: { target: 'void', actions: [voided, refuse] }
      }
    },
    delivered: {
      after: { lifetime: { target: 'over', actions: forget } },
      on: { CORRECTION: { target: 'delivered', reenter: true, actions: confirm }, EXPIRED: {} }
    },
    void: {
      after: { lifetime: { target: 'over', actions: forget } },
      on: {
        CORRECTION: { target: 'void', reenter: true, actions: refuse },
        PAIR: { actions: [actions.emit({ type: 'discard' }), voided] },
        EXPIRED: {}
      }
    },
    over: { type: 'final' }
  },
  on: { '*': { actions: actions.emit({ type: 'ignored', reason: 'unexpected' }) } }
})
