import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'
import type { Origin } from '../circuit/machine.js'

/**
 * A swap record: two halves that an inner node joins by a Bell measurement, and what became of it, until a TRACK has
 * passed in both directions or the pair is void.
 */
export interface JunctionContext {
  readonly junction: number
  /** A TRACK from upstream, from downstream, waits for the outcome. */
  fromUpstream: boolean
  fromDownstream: boolean
}

export interface JunctionInput {
  readonly junction: number
  readonly fromUpstream: boolean
  readonly fromDownstream: boolean
}

type Void = { readonly type: 'VOID'; readonly origin: Origin }

export type JunctionEvent =
  /** The hardware has measured. */
  | { readonly type: 'SWAPPED' }
  /** A TRACK has come from upstream. */
  | { readonly type: 'TRACK_DOWN' }
  | { readonly type: 'TRACK_UP' }
  /** One of the two pairs is void; `origin` says which side knows already. */
  | Void

export type JunctionEmitted =
  | { readonly type: 'swap'; readonly junction: number }
  /** Both qubits are spent. */
  | { readonly type: 'spent'; readonly junction: number }
  | { readonly type: 'passDown'; readonly junction: number }
  | { readonly type: 'passUp'; readonly junction: number }
  | { readonly type: 'void'; readonly junction: number; readonly origin: Origin }
  /** Nothing more can happen to it. */
  | { readonly type: 'settled'; readonly junction: number }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<JunctionContext, JunctionEvent, JunctionEmitted>()

const say = (type: 'swap' | 'spent' | 'passDown' | 'passUp' | 'settled') =>
  actions.emit(({ context }) => ({ type, junction: context.junction }))
const spent = say('spent')
const settled = say('settled')
const voided = actions.emit<Void>(({ context, event }) => ({
  type: 'void',
  junction: context.junction,
  origin: event.origin
}))

type Arguments = { context: JunctionContext }
const bothCame = ({ context }: Arguments) => context.fromUpstream && context.fromDownstream
const upstreamCame = ({ context }: Arguments) => context.fromUpstream
const downstreamCame = ({ context }: Arguments) => context.fromDownstream

/** Requirements NET-065, NET-068, NET-070 to NET-072. */
export const junctionMachine = setup({
  types: {
    context: {} as JunctionContext,
    input: {} as JunctionInput,
    events: {} as JunctionEvent,
    emitted: {} as JunctionEmitted
  }
}).createMachine({
  id: 'junction',
  context: ({ input }) => ({ ...input }),
  initial: 'swapping',
  states: {
    swapping: {
      entry: say('swap'),
      on: {
        SWAPPED: [
          { guard: bothCame, target: 'over', actions: [spent, say('passDown'), say('passUp'), settled] },
          { guard: upstreamCame, target: 'passedDown', actions: [spent, say('passDown')] },
          { guard: downstreamCame, target: 'passedUp', actions: [spent, say('passUp')] },
          { target: 'joined', actions: spent }
        ],
        TRACK_DOWN: { actions: actions.assign({ fromUpstream: true }) },
        TRACK_UP: { actions: actions.assign({ fromDownstream: true }) },
        VOID: { target: 'spoiled', actions: voided }
      }
    },
    /** Void, while the hardware still works on the two qubits. */
    spoiled: {
      on: {
        SWAPPED: { target: 'over', actions: [spent, settled] },
        TRACK_DOWN: {},
        TRACK_UP: {},
        VOID: {}
      }
    },
    joined: {
      on: {
        TRACK_DOWN: { target: 'passedDown', actions: say('passDown') },
        TRACK_UP: { target: 'passedUp', actions: say('passUp') },
        VOID: { target: 'over', actions: [voided, settled] }
      }
    },
    /** TRACK has passed downstream; the other one has not come. */
    passedDown: {
      on: {
        TRACK_UP: { target: 'over', actions: [say('passUp'), settled] },
        VOID: { target: 'over', actions: [voided, settled] }
      }
    },
    passedUp: {
      on: {
        TRACK_DOWN: { target: 'over', actions: [say('passDown'), settled] },
        VOID: { target: 'over', actions: [voided, settled] }
      }
    },
    over: { type: 'final' }
  },
  on: { '*': { actions: actions.emit({ type: 'ignored', reason: 'unexpected' }) } }
})
