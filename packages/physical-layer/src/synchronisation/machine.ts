import type { SyncReply } from '@bellwire/wire'
import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'

/**
 * Keeps a node's picture of the station's clock by two-way time transfer: the offset is the mean of the two one-way
 * differences, the drift the change of the offset over time. Without answers the picture is held for a stated time,
 * and then the station counts as lost.
 */
export interface SynchronisationContext {
  exchange: number
  /** Local reading minus station time, nanoseconds, at station time `reference`. */
  offset: number
  /** Rate of the local clock against the station's, 1e-12. */
  drift: number
  reference: number
  /** One-sigma uncertainty of the offset, nanoseconds. */
  quality: number
  measured: boolean
  readonly interval: number
  readonly holdover: number
  readonly retry: number
}

export interface SynchronisationInput {
  readonly interval: number
  readonly holdover: number
  readonly retry: number
}

type Answer = {
  readonly type: 'SYNC_REPLY'
  readonly frame: SyncReply /** Local time of arrival. */
  readonly arrival: number
}

export type SynchronisationEvent = { readonly type: 'UP' } | { readonly type: 'DOWN' } | Answer

export type SynchronisationEmitted =
  | {
      readonly type: 'sync'
      readonly exchange: number
      readonly offset: number
      readonly drift: number
      readonly quality: number
    }
  | {
      readonly type: 'discipline'
      readonly offset: number
      readonly drift: number
      readonly reference: number
      readonly quality: number
    }
  | { readonly type: 'stationLost' }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<SynchronisationContext, SynchronisationEvent, SynchronisationEmitted>()

const ignored = (reason: string) => actions.emit({ type: 'ignored', reason })

const ask = [
  actions.assign({ exchange: ({ context }) => (context.exchange + 1) >>> 0 }),
  actions.emit(({ context }) => ({
    type: 'sync',
    exchange: context.exchange,
    offset: context.offset,
    drift: context.drift,
    quality: context.quality
  }))
]

const discipline = actions.emit(({ context }) => ({
  type: 'discipline',
  offset: context.offset,
  drift: context.drift,
  reference: context.reference,
  quality: context.quality
}))

/** Station time midway through the exchange. */
function middle(frame: SyncReply): number {
  return Math.round((frame.receiveTime + frame.transmitTime) / 2)
}

/** Local minus station time, if both ways took the same. */
function offset(event: Answer): number {
  return Math.round((event.frame.originTime + event.arrival) / 2) - middle(event.frame)
}

const measure = actions.assign<Answer>({
  offset: ({ event }) => offset(event),
  drift: ({ context, event }) =>
    context.measured && middle(event.frame) > context.reference
      ? Math.round(((offset(event) - context.offset) / (middle(event.frame) - context.reference)) * 1e12)
      : context.drift,
  reference: ({ event }) => middle(event.frame),
  quality: ({ event }) => event.frame.quality,
  measured: true
})

const answersThis = ({ context, event }: { context: SynchronisationContext; event: Answer }) =>
  event.frame.exchange === context.exchange

/** Requirements PHY-020 to PHY-027. */
export const synchronisationMachine = setup({
  types: {
    context: {} as SynchronisationContext,
    input: {} as SynchronisationInput,
    events: {} as SynchronisationEvent,
    emitted: {} as SynchronisationEmitted
  },
  delays: {
    interval: ({ context }) => context.interval,
    retry: ({ context }) => context.retry,
    holdover: ({ context }) => context.holdover
  }
}).createMachine({
  id: 'synchronisation',
  context: ({ input }) => ({
    exchange: 0,
    offset: 0,
    drift: 0,
    reference: 0,
    quality: 0,
    measured: false,
    interval: input.interval,
    holdover: input.holdover,
    retry: input.retry
  }),
  initial: 'off',
  states: {
    off: { on: { UP: 'running', DOWN: {}, SYNC_REPLY: { actions: ignored('off') } } },
    running: {
      initial: 'asking',
      on: { DOWN: 'off', UP: {} },
      states: {
        asking: {
          entry: ask,
          after: { retry: { target: 'holdover' } },
          on: {
            SYNC_REPLY: [
              { guard: answersThis, target: 'settled', actions: [measure, discipline] },
              { actions: ignored('other-exchange') }
            ]
          }
        },
        settled: {
          after: { interval: { target: 'asking' } },
          on: { SYNC_REPLY: { actions: ignored('other-exchange') } }
        },
        /** No answer: keeps to the last picture, asks on, and gives the station up after the holdover. */
        holdover: {
          initial: 'asking',
          after: { holdover: { target: '#synchronisation.off', actions: actions.emit({ type: 'stationLost' }) } },
          states: { asking: { entry: ask, after: { retry: { target: 'asking', reenter: true } } } },
          on: {
            SYNC_REPLY: [
              { guard: answersThis, target: 'settled', actions: [measure, discipline] },
              { actions: ignored('other-exchange') }
            ]
          }
        }
      }
    }
  },
  on: { '*': { actions: ignored('unexpected') } }
})
