import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'

/**
 * A reservation at the KME that made it, from the moment its units are set aside until the peer has noted what became of
 * them. The two steps: the peer sets the units aside too, and only then are the keys delivered. Whatever else comes,
 * they are burnt, and the peer is told so for as long as it takes.
 */
export interface ReservationContext {
  readonly key: number
  /** Nanoseconds. */
  readonly interval: number
  readonly noteInterval: number
  /** Times that the peer may still be asked. */
  attemptsLeft: number
}

export interface ReservationInput {
  /** Of this machine in its table. */
  readonly key: number
  readonly interval: number
  readonly noteInterval: number
  readonly attempts: number
}

export type ReservationEvent =
  /** The units are set aside here: ask the peer. */
  | { readonly type: 'ASK' }
  /** An earlier run of the process has delivered, or burnt, the keys, and the peer may not know. */
  | { readonly type: 'RESUME'; readonly taken: boolean }
  | { readonly type: 'RESERVED' }
  | { readonly type: 'REFUSED' }
  | { readonly type: 'NOTED' }

export type ReservationEmitted =
  | { readonly type: 'ask'; readonly key: number }
  /** Hand the keys over. */
  | { readonly type: 'deliver'; readonly key: number }
  /** Burn them; `silent`: because the peer did not answer. */
  | { readonly type: 'burn'; readonly key: number; readonly silent: boolean }
  /** Tell the peer what became of them. */
  | { readonly type: 'notify'; readonly key: number; readonly taken: boolean }
  /** The peer knows: nothing is left to do. */
  | { readonly type: 'closed'; readonly key: number }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<ReservationContext, ReservationEvent, ReservationEmitted>()

const ask = actions.emit(({ context }) => ({ type: 'ask', key: context.key }))
const count = actions.assign(({ context }) => ({ attemptsLeft: context.attemptsLeft - 1 }))
const deliver = actions.emit(({ context }) => ({ type: 'deliver', key: context.key }))
const burn = (silent: boolean) => actions.emit(({ context }) => ({ type: 'burn', key: context.key, silent }))
const tell = (taken: boolean) => actions.emit(({ context }) => ({ type: 'notify', key: context.key, taken }))
const closed = actions.emit(({ context }) => ({ type: 'closed', key: context.key }))
const wasTaken = ({ event }: { event: ReservationEvent }) => (event as { taken: boolean }).taken

/** Requirements KEY-023 to KEY-032. */
export const reservationMachine = setup({
  types: {
    context: {} as ReservationContext,
    input: {} as ReservationInput,
    events: {} as ReservationEvent,
    emitted: {} as ReservationEmitted
  },
  delays: { interval: ({ context }) => context.interval, noteInterval: ({ context }) => context.noteInterval }
}).createMachine({
  id: 'reservation',
  context: ({ input: { key, interval, noteInterval, attempts } }) => ({
    key,
    interval,
    noteInterval,
    attemptsLeft: attempts
  }),
  initial: 'idle',
  states: {
    idle: {
      on: { ASK: 'asking', RESUME: [{ guard: wasTaken, target: 'taken' }, { target: 'burnt' }] }
    },
    asking: {
      entry: [ask, count],
      after: {
        interval: [
          { guard: ({ context }) => context.attemptsLeft > 0, target: 'asking', reenter: true },
          { target: 'burnt', actions: burn(true) }
        ]
      },
      on: {
        RESERVED: { target: 'taken', actions: deliver },
        REFUSED: { target: 'burnt', actions: burn(false) }
      }
    },
    taken: {
      entry: tell(true),
      after: { noteInterval: { target: 'taken', reenter: true } },
      on: {
        // The peer was asked more than once, and answers more than once.
        RESERVED: {},
        NOTED: { target: 'closed', actions: closed }
      }
    },
    burnt: {
      entry: tell(false),
      after: { noteInterval: { target: 'burnt', reenter: true } },
      on: {
        // Too late: nothing is delivered any more.
        RESERVED: {},
        REFUSED: {},
        NOTED: { target: 'closed', actions: closed }
      }
    },
    closed: { type: 'final' }
  },
  on: { '*': { actions: actions.emit({ type: 'ignored', reason: 'unexpected' }) } }
})
