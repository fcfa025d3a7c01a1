import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'

/**
 * A pair of a circuit at one of its ends: from the delivery of the link's pair, of which this end has a half, until
 * both ends are certain that both have it, or that neither has.
 *
 * It is handed over when the TRACK of the other end has come, or at once where the request asks for that. Then it is
 * certain once the other end has said that it has it too (SETTLED), and can be forgotten once the other end knows as
 * much (CONFIRMED) and the program has given the qubit back.
 */
export interface EndContext {
  readonly pair: number
  readonly measure: boolean
  readonly early: boolean
  /** The TRACK of the other end has come. */
  tracked: boolean
  settled: boolean
  confirmed: boolean
}

export interface EndInput {
  readonly pair: number
  /** Measure at once. */
  readonly measure: boolean
  /** Hand over before it is known what it is. */
  readonly early: boolean
}

type Tracked = { readonly type: 'TRACKED'; readonly correct: boolean }

export type EndEvent =
  /** Raised by the machine itself. */
  | { readonly type: 'START' }
  | { readonly type: 'MEASURED' }
  /** The TRACK of the other end; `correct`: a Pauli correction is due here. */
  | Tracked
  | { readonly type: 'CORRECTED' }
  /** The program gives the qubit back. */
  | { readonly type: 'RELEASE' }
  /** The other end has it. */
  | { readonly type: 'SETTLED' }
  /** The other end knows that this one has it. */
  | { readonly type: 'CONFIRMED' }
  | { readonly type: 'VOID' }

export type EndEmitted =
  | { readonly type: 'measure'; readonly pair: number }
  | { readonly type: 'correct'; readonly pair: number }
  /** Handed over before it is tracked; what it is follows with `deliver`. */
  | { readonly type: 'offer'; readonly pair: number }
  | { readonly type: 'deliver'; readonly pair: number }
  | { readonly type: 'freeQubit'; readonly pair: number }
  /** Void, and nobody had it. */
  | { readonly type: 'lost'; readonly pair: number }
  /** Void after it was handed over. */
  | { readonly type: 'expired'; readonly pair: number }
  /** Nothing more can happen to it. */
  | { readonly type: 'forget'; readonly pair: number }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<EndContext, EndEvent, EndEmitted>()

const say = (type: 'measure' | 'correct' | 'offer' | 'deliver' | 'freeQubit' | 'lost' | 'expired' | 'forget') =>
  actions.emit(({ context }) => ({ type, pair: context.pair }))
const free = say('freeQubit')
const deliver = say('deliver')
const lost = say('lost')
const expired = say('expired')
const forget = say('forget')

type Arguments = { context: EndContext }
const isTracked = ({ context }: Arguments) => context.tracked
const isMeasured = ({ context }: Arguments) => context.measure
const isEarly = ({ context }: Arguments) => context.early
const isSettled = ({ context }: Arguments) => context.settled
const isConfirmed = ({ context }: Arguments) => context.confirmed
const isCertain = ({ context }: Arguments) => context.settled && context.confirmed
const needsCorrection = ({ event }: { event: EndEvent }) => (event as Tracked).correct

/** Requirements NET-085 to NET-088, NET-091, NET-092, NET-095, NET-096 and NET-108. */
export const endMachine = setup({
  types: { context: {} as EndContext, input: {} as EndInput, events: {} as EndEvent, emitted: {} as EndEmitted }
}).createMachine({
  id: 'end',
  context: ({ input }) => ({
    pair: input.pair,
    measure: input.measure,
    early: input.early,
    tracked: false,
    settled: false,
    confirmed: false
  }),
  initial: 'arrived',
  states: {
    /** Left at once. */
    arrived: {
      entry: actions.raise({ type: 'START' }),
      on: {
        START: [{ guard: isMeasured, target: 'measuring' }, { guard: isEarly, target: 'offered' }, { target: 'held' }]
      }
    },
    measuring: {
      entry: say('measure'),
      on: {
        MEASURED: [
          { guard: isTracked, target: 'used', actions: [free, deliver] },
          { target: 'held', actions: free }
        ],
        TRACKED: { actions: actions.assign({ tracked: true }) },
        VOID: { target: 'discarding', actions: lost }
      }
    },
    /** Waits for the TRACK of the other end: with its qubit, or with the outcome. */
    held: {
      on: {
        TRACKED: [
          { guard: isMeasured, target: 'used', actions: deliver },
          { guard: needsCorrection, target: 'correcting' },
          { target: 'kept', actions: deliver }
        ],
        VOID: [
          { guard: isMeasured, target: 'over', actions: [lost, forget] },
          { target: 'over', actions: [lost, free, forget] }
        ]
      }
    },
    correcting: {
      entry: say('correct'),
      on: {
        CORRECTED: { target: 'kept', actions: deliver },
        VOID: { target: 'discarding', actions: lost }
      }
    },
    /** Void, while the hardware still works on the qubit. */
    discarding: {
      on: {
        MEASURED: { target: 'over', actions: [free, forget] },
        CORRECTED: { target: 'over', actions: [free, forget] },
        TRACKED: {},
        VOID: {}
      }
    },
    /** Handed over before it is tracked. */
    offered: {
      entry: say('offer'),
      on: {
        TRACKED: { target: 'kept', actions: deliver },
        RELEASE: { target: 'offeredAndUsed', actions: free },
        VOID: { target: 'over', actions: [expired, free, forget] }
      }
    },
    offeredAndUsed: {
      on: {
        TRACKED: { target: 'used', actions: deliver },
        VOID: { target: 'over', actions: [expired, forget] }
      }
    },
    /** The program has the qubit. */
    kept: {
      on: {
        RELEASE: [
          { guard: isCertain, target: 'over', actions: [free, forget] },
          { target: 'used', actions: free }
        ],
        SETTLED: { actions: actions.assign({ settled: true }) },
        CONFIRMED: { actions: actions.assign({ confirmed: true }) },
        VOID: { target: 'over', actions: [expired, free, forget] }
      }
    },
    /** Used up, and not yet certain. */
    used: {
      on: {
        SETTLED: [
          { guard: isConfirmed, target: 'over', actions: forget },
          { actions: actions.assign({ settled: true }) }
        ],
        CONFIRMED: [
          { guard: isSettled, target: 'over', actions: forget },
          { actions: actions.assign({ confirmed: true }) }
        ],
        VOID: { target: 'over', actions: [expired, forget] }
      }
    },
    over: { type: 'final' }
  },
  on: { '*': { actions: actions.emit({ type: 'ignored', reason: 'unexpected' }) } }
})
