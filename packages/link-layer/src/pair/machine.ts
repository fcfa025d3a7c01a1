import type { Secret } from '@bellwire/device'
import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'

/** What one end does with a pair before its application may have it. */
export const PairUse = { KEEP: 0, MEASURE: 1, PREPARE: 2, TEST: 3 } as const

/**
 * One heralded pair at one end: correct, store or measure as the request says, deliver, and remember until both ends
 * are sure of it. An expiry gives the qubit back, and the application, if it had the pair, is told.
 */
export interface PairContext {
  readonly pair: number
  readonly sequence: number
  readonly epoch: number
  readonly queueId: number
  readonly createId: number
  readonly originator: boolean
  readonly qubit: number
  readonly bellIndex: number
  readonly slot: number
  readonly use: number
  readonly correct: boolean
  readonly store: boolean
  readonly measure: boolean
  readonly basis: number
  outcome: Secret<0 | 1> | null
  delivered: boolean
  holdsQubit: boolean
}

export type PairInput = Omit<PairContext, 'outcome' | 'delivered' | 'holdsQubit'>

type Measured = { readonly type: 'MEASURED'; readonly outcome: Secret<0 | 1> }

export type PairEvent =
  | { readonly type: 'START' }
  | { readonly type: 'CORRECTED' }
  | { readonly type: 'STORED' }
  | Measured
  /** The service has given it to the application. */
  | { readonly type: 'DELIVERED' }
  /** The application gives it back. */
  | { readonly type: 'RELEASE' }
  | { readonly type: 'EXPIRE' }
  /** Both ends are certain of it. */
  | { readonly type: 'CONFIRMED' }

export type PairEmitted =
  | { readonly type: 'correct'; readonly pair: number }
  | { readonly type: 'store'; readonly pair: number }
  | { readonly type: 'measure'; readonly pair: number }
  | { readonly type: 'ready'; readonly pair: number }
  | { readonly type: 'freeQubit'; readonly pair: number; readonly qubit: number }
  | { readonly type: 'released'; readonly pair: number; readonly sequence: number }
  | { readonly type: 'expired'; readonly pair: number; readonly delivered: boolean }
  /** Nothing more will be said of it. */
  | { readonly type: 'gone'; readonly pair: number }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<PairContext, PairEvent, PairEmitted>()

const command = (type: 'correct' | 'store' | 'measure' | 'ready') => actions.emit(({ context }) => ({ type, pair: context.pair }))
const free = [
  actions.emit(({ context }) => ({ type: 'freeQubit', pair: context.pair, qubit: context.qubit })),
  actions.assign({ holdsQubit: false })
]
const released = actions.emit(({ context }) => ({ type: 'released', pair: context.pair, sequence: context.sequence }))
const expired = actions.emit(({ context }) => ({ type: 'expired', pair: context.pair, delivered: context.delivered }))
const takeOutcome = actions.assign<Measured>({ outcome: ({ event }) => event.outcome })
const markDelivered = actions.assign({ delivered: true })
const ignored = (reason: string) => actions.emit({ type: 'ignored', reason })

type Arguments = { context: PairContext }
const mustStore = ({ context }: Arguments) => context.store
const mustMeasure = ({ context }: Arguments) => context.measure
const holdsQubit = ({ context }: Arguments) => context.holdsQubit

/** Where a pair goes once it is corrected, or needs no correction. */
const onward = [
  { guard: mustMeasure, target: 'measuring' },
  { guard: mustStore, target: 'storing' },
  { target: 'ready' }
] as const

/** Requirements LNK-060 to LNK-069. */
export const pairMachine = setup({
  types: { context: {} as PairContext, input: {} as PairInput, events: {} as PairEvent, emitted: {} as PairEmitted }
}).createMachine({
  id: 'pair',
  context: ({ input }) => ({
    pair: input.pair,
    sequence: input.sequence,
    epoch: input.epoch,
    queueId: input.queueId,
    createId: input.createId,
    originator: input.originator,
    qubit: input.qubit,
    bellIndex: input.bellIndex,
    slot: input.slot,
    use: input.use,
    correct: input.correct,
    store: input.store,
    measure: input.measure,
    basis: input.basis,
    outcome: null,
    delivered: false,
    holdsQubit: true
  }),
  initial: 'heralded',
  states: {
    heralded: {
      on: { START: [{ guard: ({ context }) => context.correct, target: 'correcting' }, ...onward] }
    },
    correcting: {
      entry: command('correct'),
      on: { CORRECTED: [...onward], EXPIRE: { target: 'discarding', actions: expired } }
    },
    storing: {
      entry: command('store'),
      on: { STORED: 'ready', EXPIRE: { target: 'discarding', actions: expired } }
    },
    measuring: {
      entry: command('measure'),
      on: { MEASURED: { target: 'ready', actions: [takeOutcome, ...free] }, EXPIRE: { target: 'discarding', actions: expired } }
    },
    /** The hardware still works on the qubit of a pair that nobody wants. */
    discarding: {
      on: {
        CORRECTED: { target: 'gone', actions: free },
        STORED: { target: 'gone', actions: free },
        MEASURED: { target: 'gone', actions: free },
        EXPIRE: {},
        CONFIRMED: {}
      }
    },
    ready: {
      entry: command('ready'),
      on: {
        DELIVERED: [
          { guard: holdsQubit, target: 'held', actions: markDelivered },
          { target: 'settled', actions: markDelivered }
        ],
        EXPIRE: [
          { guard: holdsQubit, target: 'gone', actions: [expired, ...free] },
          { target: 'gone', actions: expired }
        ],
        RELEASE: [
          { guard: holdsQubit, target: 'gone', actions: free },
          { target: 'gone' }
        ]
      }
    },
    /** The application has it. */
    held: {
      on: {
        RELEASE: { target: 'settled', actions: [...free, released] },
        EXPIRE: { target: 'gone', actions: [expired, ...free] },
        CONFIRMED: 'certain'
      }
    },
    certain: {
      on: {
        RELEASE: { target: 'gone', actions: [...free, released] },
        EXPIRE: { target: 'gone', actions: [expired, ...free] },
        CONFIRMED: {}
      }
    },
    /** Used up, but not yet certain at both ends. */
    settled: {
      on: { EXPIRE: { target: 'gone', actions: expired }, CONFIRMED: 'gone', RELEASE: {} }
    },
    gone: { type: 'final', entry: actions.emit(({ context }) => ({ type: 'gone', pair: context.pair })) }
  },
  on: { '*': { actions: ignored('unexpected') } }
})
