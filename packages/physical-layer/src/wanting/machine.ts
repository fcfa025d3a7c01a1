import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'

/**
 * What one end of a link wants of a station with a switch: told at once when something is wanted, and repeated, at
 * intervals that double up to a longest, while it is. So a request that is lost is made good by the next, and a station
 * that hears nothing any more forgets it.
 */
export interface WantingContext {
  /** Pairs that are wanted and not made yet. */
  demand: number
  /** Of the last request; 0 before the first. */
  serial: number
  interval: number
  readonly firstInterval: number
  readonly maximumInterval: number
}

export interface WantingInput {
  readonly firstInterval: number
  readonly maximumInterval: number
}

type DemandEvent = { readonly type: 'DEMAND'; readonly demand: number }

export type WantingEvent =
  | DemandEvent
  /** The station has granted slots that are not over. */
  | { readonly type: 'GRANTED' }

export type WantingEmitted =
  | { readonly type: 'request'; readonly serial: number; readonly demand: number }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<WantingContext, WantingEvent, WantingEmitted>()

const ignored = (reason: string) => actions.emit({ type: 'ignored', reason })

const count = actions.assign({ serial: ({ context }) => context.serial + 1 })
const request = actions.emit(({ context }) => ({
  type: 'request',
  serial: context.serial,
  demand: context.demand
}))
const take = actions.assign<DemandEvent>({ demand: ({ event }) => event.demand })
const restart = actions.assign({ interval: ({ context }) => context.firstInterval })
const backOff = actions.assign({ interval: ({ context }) => Math.min(2 * context.interval, context.maximumInterval) })

const nothing = ({ event }: { event: DemandEvent }) => event.demand === 0

/** Requirements PHY-120 to PHY-122. Exists while the node knows that its station has a switch. */
export const wantingMachine = setup({
  types: {
    context: {} as WantingContext,
    input: {} as WantingInput,
    events: {} as WantingEvent,
    emitted: {} as WantingEmitted
  },
  delays: { interval: ({ context }) => context.interval }
}).createMachine({
  id: 'wanting',
  context: ({ input }) => ({
    demand: 0,
    serial: 0,
    interval: input.firstInterval,
    firstInterval: input.firstInterval,
    maximumInterval: input.maximumInterval
  }),
  initial: 'content',
  states: {
    content: {
      on: {
        DEMAND: [
          { guard: nothing, actions: ignored('nothing-wanted') },
          { target: 'wanting', actions: [take, restart] }
        ],
        // The station serves what it takes for wanted: the withdrawal may have been lost.
        GRANTED: { actions: [count, request] }
      }
    },
    wanting: {
      entry: [count, request],
      after: { interval: { target: 'wanting', reenter: true, actions: backOff } },
      on: {
        DEMAND: [{ guard: nothing, target: 'content', actions: [take, count, request] }, { actions: take }],
        GRANTED: {}
      }
    }
  },
  on: { '*': { actions: ignored('unexpected') } }
})
