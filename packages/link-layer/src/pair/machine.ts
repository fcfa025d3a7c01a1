import type { BasisCode, Secret } from '@bellwire/device'
import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'

/**
 * One heralded pair at one end, as long as the hardware works on it: corrected, stored or measured, as its request says.
 * A pair of which nothing is asked has no such machine, and what becomes of one that is ready is the ledger's business.
 */
export interface PairContext {
  /** What is known when it is heralded; one object, handed through, and never changed by the machine. */
  readonly facts: PairFacts
}

export interface PairFacts {
  /** This end's name for the pair. */
  readonly pair: number
  readonly qubit: number
  /** What is done with it before it is delivered. */
  readonly correct: boolean
  readonly store: boolean
  readonly measure: boolean
}

type Measured = {
  readonly type: 'MEASURED'
  readonly outcome: Secret<0 | 1>
  /** That of a photon that was measured as it arrived. */
  readonly basis?: BasisCode | undefined
}

export type PairEvent =
  /** Raised by the machine itself. */
  | { readonly type: 'START' }
  | { readonly type: 'CORRECTED' }
  | { readonly type: 'STORED' }
  | Measured
  | { readonly type: 'EXPIRE' }

export type PairEmitted =
  | { readonly type: 'correct'; readonly pair: number }
  | { readonly type: 'store'; readonly pair: number }
  | { readonly type: 'measure'; readonly pair: number }
  /** It can be delivered, with its qubit. */
  | { readonly type: 'ready'; readonly pair: number }
  /** It can be delivered, as an outcome; its qubit is free. */
  | {
      readonly type: 'measured'
      readonly pair: number
      readonly qubit: number
      readonly outcome: Secret<0 | 1>
      readonly basis: BasisCode | undefined
    }
  | { readonly type: 'freeQubit'; readonly qubit: number }
  | { readonly type: 'expired'; readonly pair: number }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<PairContext, PairEvent, PairEmitted>()

const command = (type: 'correct' | 'store' | 'measure' | 'ready') =>
  actions.emit(({ context }) => ({ type, pair: context.facts.pair }))
const free = actions.emit(({ context }) => ({ type: 'freeQubit', qubit: context.facts.qubit }))
const expired = actions.emit(({ context }) => ({ type: 'expired', pair: context.facts.pair }))
const measured = actions.emit<Measured>(({ context, event }) => ({
  type: 'measured',
  pair: context.facts.pair,
  qubit: context.facts.qubit,
  outcome: event.outcome,
  basis: event.basis
}))
const ignored = (reason: string) => actions.emit({ type: 'ignored', reason })

type Arguments = { context: PairContext }
const mustStore = ({ context }: Arguments) => context.facts.store
const mustMeasure = ({ context }: Arguments) => context.facts.measure

/** Where a pair goes once it is corrected, or needs no correction. */
const onward = [
  { guard: mustMeasure, target: 'measuring' },
  { guard: mustStore, target: 'storing' },
  { target: 'ready' }
] as const

/** Requirements LNK-060 and LNK-068. */
export const pairMachine = setup({
  types: { context: {} as PairContext, input: {} as PairFacts, events: {} as PairEvent, emitted: {} as PairEmitted }
}).createMachine({
  id: 'pair',
  context: ({ input }) => ({ facts: input }),
  initial: 'heralded',
  states: {
    /** Left at once. */
    heralded: {
      entry: actions.raise({ type: 'START' }),
      on: { START: [{ guard: ({ context }) => context.facts.correct, target: 'correcting' }, ...onward] }
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
      on: { MEASURED: { target: 'over', actions: measured }, EXPIRE: { target: 'discarding', actions: expired } }
    },
    /** The hardware still works on the qubit of a pair that nobody wants. */
    discarding: {
      on: {
        CORRECTED: { target: 'over', actions: free },
        STORED: { target: 'over', actions: free },
        MEASURED: { target: 'over', actions: free },
        EXPIRE: {}
      }
    },
    ready: { entry: command('ready'), type: 'final' },
    over: { type: 'final' }
  },
  on: { '*': { actions: ignored('unexpected') } }
})
