import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'

/** A teleportation where it ends: pair and correction come together, in whichever order, or never. */
export interface ReceivingContext {
  readonly patience: number
  readonly hold: number
}

export interface ReceivingInput {
  /** How long a correction waits for its pair. */
  readonly patience: number
  /** How long a pair waits for its correction. */
  readonly hold: number
}

export type ReceivingEvent =
  /** It begins with its correction: the pair is not here yet. */
  | { readonly type: 'EARLY' }
  /** Now it is. */
  | { readonly type: 'PAIR' }
  /** The correction, once more or for the first time. */
  | { readonly type: 'CORRECTION' }
  /** The hardware has done it. */
  | { readonly type: 'CORRECTED' }
  /** The pair is void. */
  | { readonly type: 'EXPIRED' }

type ReceivingEmitted =
  | { readonly type: 'correct' }
  /** Nobody has used the pair. */
  | { readonly type: 'release' }
  /** For the program: the qubit, or that there will be none. */
  | { readonly type: 'deliver' }
  | { readonly type: 'voided' }
  /** For the sender. */
  | { readonly type: 'confirm' }
  | { readonly type: 'refuse' }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<ReceivingContext, ReceivingEvent, ReceivingEmitted>()
const voided = actions.emit({ type: 'voided' })
const confirm = actions.emit({ type: 'confirm' })
const refuse = actions.emit({ type: 'refuse' })

/** Requirements APP-073 to APP-076. */
export const receivingMachine = setup({
  types: {
    context: {} as ReceivingContext,
    input: {} as ReceivingInput,
    events: {} as ReceivingEvent,
    emitted: {} as ReceivingEmitted
  },
  delays: { patience: ({ context }) => context.patience, hold: ({ context }) => context.hold }
}).createMachine({
  id: 'receiving',
  context: ({ input }) => ({ patience: input.patience, hold: input.hold }),
  initial: 'expecting',
  states: {
    /** Holds the pair. */
    expecting: {
      after: { hold: { target: 'over', actions: [actions.emit({ type: 'release' }), voided] } },
      on: {
        EARLY: 'early',
        CORRECTION: 'correcting',
        EXPIRED: { target: 'over', actions: voided }
      }
    },
    /** Holds the correction. */
    early: {
      after: { patience: { target: 'over', actions: refuse } },
      on: { CORRECTION: {}, PAIR: 'correcting', EXPIRED: { target: 'over', actions: refuse } }
    },
    correcting: {
      entry: actions.emit({ type: 'correct' }),
      on: {
        CORRECTION: {},
        CORRECTED: { target: 'over', actions: [confirm, actions.emit({ type: 'deliver' })] },
        // The pair was void when its qubit was to be taken over.
        EXPIRED: { target: 'over', actions: [refuse, voided] }
      }
    },
    /** What became of it is remembered elsewhere, for a while. */
    over: { type: 'final' }
  },
  on: { '*': { actions: actions.emit({ type: 'ignored', reason: 'unexpected' }) } }
})
