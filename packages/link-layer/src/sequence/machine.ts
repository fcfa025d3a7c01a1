import type { Herald } from '@bellwire/physical-layer'
import { typedActions } from '@bellwire/statechart'
import { serialCompare } from '@bellwire/wire'
import { setup } from 'xstate'

/**
 * The rule of MHP sequence numbers: a success with the expected number is a pair; one ahead shows that successes were
 * missed, and they are expired; one behind is old. What the peer says it has counted is only a hint at first, since the
 * station's word may still be on its way here. Serial arithmetic, so that the wrap is no boundary.
 */
export interface SequenceContext {
  expected: number
  /** The peer has counted the numbers before this. */
  hinted: number
  /** How long the station's word may take longer than the peer's. */
  readonly grace: number
}

export interface SequenceInput {
  readonly expected: number
  readonly grace: number
}

type HeraldEvent = { readonly type: 'HERALD'; readonly herald: Herald }
/** The station counts on from `sequence`, or, HINT, the peer. */
type AheadEvent = { readonly type: 'AHEAD' | 'HINT'; readonly sequence: number }

/** The peer has expired everything before `high`. */
type ExpiredEvent = { readonly type: 'EXPIRED'; readonly high: number }

export type SequenceEvent = HeraldEvent | AheadEvent | ExpiredEvent

export type SequenceEmitted =
  | { readonly type: 'pairHeralded'; readonly herald: Herald }
  /** Successes [low, high) happened without this end knowing. */
  | { readonly type: 'missed'; readonly low: number; readonly high: number }
  /** A success that has been expired already: its order is over all the same. */
  | { readonly type: 'outdated'; readonly herald: Herald }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<SequenceContext, SequenceEvent, SequenceEmitted>()

const accept = actions.emit<HeraldEvent>(({ event }) => ({ type: 'pairHeralded', herald: event.herald }))
const outdated = actions.emit<HeraldEvent>(({ event }) => ({ type: 'outdated', herald: event.herald }))
const missedBefore = actions.emit<HeraldEvent>(({ context, event }) => ({
  type: 'missed',
  low: context.expected,
  high: event.herald.sequence
}))
const missed = actions.emit<AheadEvent>(({ context, event }) => ({
  type: 'missed',
  low: context.expected,
  high: event.sequence
}))
const advance = actions.assign<HeraldEvent>({ expected: ({ event }) => (event.herald.sequence + 1) >>> 0 })
const skip = actions.assign<AheadEvent>({ expected: ({ event }) => event.sequence })

const remember = actions.assign<AheadEvent>({ hinted: ({ event }) => event.sequence })
const missedByHint = actions.emit(({ context }) => ({ type: 'missed', low: context.expected, high: context.hinted }))
const skipToHint = actions.assign({ expected: ({ context }) => context.hinted })
const follow = actions.assign<ExpiredEvent>({ expected: ({ event }) => event.high })

/** Requirements LNK-040 to LNK-046. */
export const sequenceMachine = setup({
  types: {
    context: {} as SequenceContext,
    input: {} as SequenceInput,
    events: {} as SequenceEvent,
    emitted: {} as SequenceEmitted
  },
  delays: { grace: ({ context }) => context.grace }
}).createMachine({
  id: 'sequence',
  context: ({ input }) => ({ expected: input.expected, hinted: input.expected, grace: input.grace }),
  initial: 'counting',
  states: {
    counting: {
      initial: 'sure',
      states: {
        sure: {
          on: {
            HINT: [
              {
                guard: ({ context, event }) => serialCompare(event.sequence, context.expected) > 0,
                target: 'doubting',
                actions: remember
              },
              { actions: [] }
            ]
          }
        },
        doubting: {
          after: {
            grace: [
              {
                guard: ({ context }) => serialCompare(context.hinted, context.expected) > 0,
                target: 'sure',
                actions: [missedByHint, skipToHint]
              },
              { target: 'sure' }
            ]
          },
          // If there is more, the peer will say so again.
          on: { HINT: {} }
        }
      },
      on: {
        HERALD: [
          { guard: ({ context, event }) => event.herald.sequence === context.expected, actions: [accept, advance] },
          {
            guard: ({ context, event }) => serialCompare(event.herald.sequence, context.expected) > 0,
            actions: [missedBefore, accept, advance]
          },
          { actions: [outdated, actions.emit({ type: 'ignored', reason: 'old-sequence' })] }
        ],
        AHEAD: [
          {
            guard: ({ context, event }) => serialCompare(event.sequence, context.expected) > 0,
            actions: [missed, skip]
          },
          { actions: [] }
        ],
        EXPIRED: [
          { guard: ({ context, event }) => serialCompare(event.high, context.expected) > 0, actions: follow },
          { actions: [] }
        ]
      }
    }
  },
  on: { '*': { actions: actions.emit({ type: 'ignored', reason: 'unexpected' }) } }
})
