import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'

/**
 * A step of distillation at one of its two parties. The one that leads does its half and then tells the other, which
 * does its own when it has the pairs, and answers: then both know whether the step has succeeded.
 */
export interface StepContext {
  readonly step: number
  readonly leads: boolean
  /** The pairs are here. Always, where this party leads. */
  readonly ready: boolean
  /** Nanoseconds. */
  readonly patience: number
}

export type StepInput = StepContext

type Agrees = { readonly agrees: boolean }

export type StepEvent =
  /** Raised by the machine itself. */
  | { readonly type: 'START' }
  /** Every pair that the other party has named is here. */
  | { readonly type: 'READY' }
  /** The hardware has done this party's half; `agrees`: the outcomes are as they should be, where both are known. */
  | ({ readonly type: 'DONE' } & Agrees)
  /** The other party has done its half. */
  | ({ readonly type: 'ANSWERED' } & Agrees)
  /** One of the pairs is void. */
  | { readonly type: 'VOID' }

export type StepEmitted =
  | { readonly type: 'distil'; readonly step: number }
  /** What was measured is to be told. */
  | { readonly type: 'announce'; readonly step: number }
  | { readonly type: 'answer'; readonly step: number }
  | { readonly type: 'succeeded'; readonly step: number }
  | { readonly type: 'unequal'; readonly step: number }
  /** The pairs are void: whoever does not know is to be told. */
  | { readonly type: 'stepVoid'; readonly step: number }
  /** The pairs have not come in time. */
  | { readonly type: 'unmet'; readonly step: number }
  /** Nothing more can happen to it. */
  | { readonly type: 'stepOver'; readonly step: number }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<StepContext, StepEvent, StepEmitted>()

const say = (type: 'distil' | 'announce' | 'answer' | 'succeeded' | 'unequal' | 'stepVoid' | 'unmet' | 'stepOver') =>
  actions.emit(({ context }) => ({ type, step: context.step }))
const over = say('stepOver')
const voided = say('stepVoid')

const isReady = ({ context }: { context: StepContext }) => context.ready
const isLeading = ({ context }: { context: StepContext }) => context.leads
const agrees = ({ event }: { event: StepEvent }) => (event as Agrees).agrees

/** Requirements NET-206 to NET-208, NET-210, NET-212 and NET-214. */
export const stepMachine = setup({
  types: {
    context: {} as StepContext,
    input: {} as StepInput,
    events: {} as StepEvent,
    emitted: {} as StepEmitted
  },
  delays: { patience: ({ context }) => context.patience }
}).createMachine({
  id: 'step',
  context: ({ input }) => ({ ...input }),
  initial: 'begun',
  states: {
    /** Left at once. */
    begun: {
      entry: actions.raise({ type: 'START' }),
      on: { START: [{ guard: isReady, target: 'working' }, { target: 'expecting' }] }
    },
    /** The other party has named pairs that have not come here. */
    expecting: {
      after: { patience: { target: 'over', actions: [say('unmet'), over] } },
      on: {
        READY: 'working',
        VOID: { target: 'over', actions: [voided, over] }
      }
    },
    working: {
      entry: say('distil'),
      on: {
        DONE: [
          { guard: isLeading, target: 'waiting', actions: say('announce') },
          { guard: agrees, target: 'over', actions: [say('answer'), say('succeeded'), over] },
          { target: 'over', actions: [say('answer'), say('unequal'), over] }
        ],
        VOID: { target: 'spoiled', actions: voided }
      }
    },
    /** Void, while the hardware still works on the qubits. */
    spoiled: {
      on: {
        DONE: { target: 'over', actions: over },
        VOID: {}
      }
    },
    /** For the outcome of the other party. */
    waiting: {
      on: {
        ANSWERED: [
          { guard: agrees, target: 'over', actions: [say('succeeded'), over] },
          { target: 'over', actions: [say('unequal'), over] }
        ],
        VOID: { target: 'over', actions: [voided, over] }
      }
    },
    over: { type: 'final' }
  },
  on: { '*': { actions: actions.emit({ type: 'ignored', reason: 'unexpected' }) } }
})
