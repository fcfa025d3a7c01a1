import type { SyncReply } from '@bellwire/wire'
import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'

/**
 * Keeps a node's picture of the station's clock by two-way time transfer: the offset is the mean of the two one-way
 * differences, the drift the change of the offset over time. An exchange that took longer than the fastest by more
 * than a tolerance says little, and is not used: something held one of its frames up. Without answers the picture is
 * held for a stated time, and then the station counts as lost.
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
  /** By how much the offset may be wrong at the reference, nanoseconds, and how fast that grows, 1e-12. */
  offsetError: number
  driftError: number
  /** The offset from which the drift is measured, and its time; the time is -1 before the first. */
  baseOffset: number
  baseReference: number
  baseError: number
  /** The shortest round trip of this session. */
  fastest: number
  /** Exchanges still to be made in quick succession at the begin of a session. */
  early: number
  readonly shortest: number
  readonly earlyExchanges: number
  readonly tolerance: number
  readonly interval: number
  readonly holdover: number
  readonly retry: number
}

export interface SynchronisationInput {
  /** What the two frames of an exchange take that nothing holds up: two station delays. */
  readonly shortest: number
  /** Exchanges in quick succession at the begin, so that a fast one is among them. */
  readonly earlyExchanges: number
  /** How much longer than the fastest an exchange may take. */
  readonly tolerance: number
  readonly interval: number
  readonly holdover: number
  readonly retry: number
}

type Answer = {
  readonly type: 'SYNC_REPLY'
  readonly frame: SyncReply
  /** Local time of arrival. */
  readonly arrival: number
}

export type SynchronisationEvent = { readonly type: 'UP' } | { readonly type: 'DOWN' } | Answer

/** What a node believes of its own clock against the station's, and by how much it may be wrong. */
export interface ClockPicture {
  /** Local reading minus station time, nanoseconds, at station time `reference`. */
  readonly offset: number
  /** Rate of the local clock against the station's, 1e-12. */
  readonly drift: number
  readonly reference: number
  /** By how much the offset may be wrong at the reference, nanoseconds, and how fast that grows, 1e-12. */
  readonly offsetError: number
  readonly driftError: number
}

export type SynchronisationEmitted =
  | {
      readonly type: 'sync'
      readonly exchange: number
      readonly offset: number
      readonly drift: number
      readonly quality: number
    }
  | ({ readonly type: 'discipline'; readonly quality: number } & ClockPicture)
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
  quality: context.quality,
  offsetError: context.offsetError,
  driftError: context.driftError
}))

/** Station time midway through the exchange. */
function middle(frame: SyncReply): number {
  return Math.round((frame.receiveTime + frame.transmitTime) / 2)
}

/** Local minus station time, if both ways took the same. */
function offset(event: Answer): number {
  return Math.round((event.frame.originTime + event.arrival) / 2) - middle(event.frame)
}

/** Time that the two frames were on their way. */
function roundTrip(event: Answer): number {
  return event.arrival - event.frame.originTime - (event.frame.transmitTime - event.frame.receiveTime)
}

/** By how much the offset may be wrong: whatever held the frames up may have held up one of them alone. */
function error(context: SynchronisationContext, event: Answer): number {
  return Math.max(0, roundTrip(event) - context.shortest) / 2
}

/** Two offsets give a drift only where enough time lies between them. */
function baselineIsLong(context: SynchronisationContext, event: Answer): boolean {
  return context.baseReference >= 0 && middle(event.frame) - context.baseReference >= context.interval / 2
}

function movesBase(context: SynchronisationContext, event: Answer): boolean {
  return context.early > 0 || context.baseReference < 0 || baselineIsLong(context, event)
}

const begin = actions.assign({ fastest: Number.POSITIVE_INFINITY, early: ({ context }) => context.earlyExchanges })

const measure = actions.assign<Answer>({
  offset: ({ event }) => offset(event),
  drift: ({ context, event }) =>
    baselineIsLong(context, event)
      ? Math.round(((offset(event) - context.baseOffset) / (middle(event.frame) - context.baseReference)) * 1e12)
      : context.drift,
  reference: ({ event }) => middle(event.frame),
  quality: ({ event }) => event.frame.quality,
  offsetError: ({ context, event }) => error(context, event),
  driftError: ({ context, event }) =>
    baselineIsLong(context, event)
      ? Math.ceil(((error(context, event) + context.baseError) / (middle(event.frame) - context.baseReference)) * 1e12)
      : context.driftError,
  // While the session is young the latest offset is the best; later the base moves on with every drift.
  baseOffset: ({ context, event }) => (movesBase(context, event) ? offset(event) : context.baseOffset),
  baseReference: ({ context, event }) => (movesBase(context, event) ? middle(event.frame) : context.baseReference),
  baseError: ({ context, event }) => (movesBase(context, event) ? error(context, event) : context.baseError),
  fastest: ({ context, event }) => Math.min(context.fastest, roundTrip(event)),
  early: ({ context }) => Math.max(0, context.early - 1)
})

const another = ({ context, event }: { context: SynchronisationContext; event: Answer }) =>
  event.frame.exchange !== context.exchange

const slow = ({ context, event }: { context: SynchronisationContext; event: Answer }) =>
  roundTrip(event) > context.fastest + context.tolerance

/** What an answer does, asked for the first time or again. */
const SYNC_REPLY = [
  { guard: another, actions: ignored('other-exchange') },
  { guard: slow, actions: ignored('slow-exchange') },
  {
    guard: ({ context }: { context: SynchronisationContext }) => context.early > 0,
    target: '#synchronisation.running.early',
    actions: [measure, discipline]
  },
  { target: '#synchronisation.running.settled', actions: [measure, discipline] }
] as const

/** Requirements PHY-020 to PHY-027, PHY-048, PHY-067 and PHY-068. */
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
    offsetError: 0,
    driftError: 0,
    baseOffset: 0,
    baseReference: -1,
    baseError: 0,
    fastest: Number.POSITIVE_INFINITY,
    early: 0,
    shortest: input.shortest,
    earlyExchanges: input.earlyExchanges,
    tolerance: input.tolerance,
    interval: input.interval,
    holdover: input.holdover,
    retry: input.retry
  }),
  initial: 'off',
  states: {
    off: { on: { UP: { target: 'running', actions: begin }, DOWN: {}, SYNC_REPLY: { actions: ignored('off') } } },
    running: {
      initial: 'asking',
      on: { DOWN: 'off', UP: {} },
      states: {
        asking: {
          entry: ask,
          after: { retry: { target: 'holdover' } },
          on: { SYNC_REPLY }
        },
        /** One of the first exchanges is done; the next follows soon. */
        early: {
          after: { retry: { target: 'asking' } },
          on: { SYNC_REPLY: { actions: ignored('other-exchange') } }
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
          on: { SYNC_REPLY }
        }
      }
    }
  },
  on: { '*': { actions: ignored('unexpected') } }
})
