import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'

/**
 * The turns of a station's switch: stretches of equal length by the station's clock. A turn's links are chosen, and told
 * to their nodes, before the turn begins, so that their light arrives from its first slot on; when it begins the
 * switch is set. Who is chosen is drawn outside.
 */
export interface SwitchingContext {
  /** Number of the turn that is to be chosen, or was chosen last: it begins at turn · length. */
  turn: number
  /** From the event that set it: time until the next step. */
  wait: number
  /** Length of a turn, and how long before its begin it is chosen, nanoseconds. */
  readonly length: number
  readonly lead: number
}

export interface SwitchingInput {
  readonly length: number
  readonly lead: number
}

/** `now`: the station's time. */
type Timed<T extends string> = { readonly type: T; readonly now: number }

export type SwitchingEvent =
  | Timed<'START'>
  /** The links of the turn have been told (answer to `choose`). */
  | Timed<'CHOSEN'>
  /** The switch has been set (answer to `set`). */
  | Timed<'SET'>
  | { readonly type: 'STOP' }

export type SwitchingEmitted =
  /** Choose the links of this turn and tell their nodes. */
  | { readonly type: 'choose'; readonly turn: number }
  /** The turn begins: connect its links. */
  | { readonly type: 'set'; readonly turn: number }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<SwitchingContext, SwitchingEvent, SwitchingEmitted>()

const ignored = (reason: string) => actions.emit({ type: 'ignored', reason })
const choose = actions.emit(({ context }) => ({ type: 'choose', turn: context.turn }))
const set = actions.emit(({ context }) => ({ type: 'set', turn: context.turn }))

/** The first turn that is no earlier than `turn` and can still be chosen in time. */
function choosable({ length, lead }: SwitchingContext, turn: number, now: number): number {
  return Math.max(turn, Math.ceil((now + lead) / length))
}

function waitFor(context: SwitchingContext, turn: number, ahead: number, now: number): number {
  return Math.max(0, turn * context.length - ahead - now)
}

const begin = actions.assign<Timed<'START'>>({
  turn: ({ context, event }) => choosable(context, 0, event.now),
  wait: ({ context, event }) => waitFor(context, choosable(context, 0, event.now), context.lead, event.now)
})

const untilTurn = actions.assign<Timed<'CHOSEN'>>({
  wait: ({ context, event }) => waitFor(context, context.turn, 0, event.now)
})

const next = actions.assign<Timed<'SET'>>({
  turn: ({ context, event }) => choosable(context, context.turn + 1, event.now),
  wait: ({ context, event }) =>
    waitFor(context, choosable(context, context.turn + 1, event.now), context.lead, event.now)
})

/** Requirements PHY-110 to PHY-114. */
export const switchingMachine = setup({
  types: {
    context: {} as SwitchingContext,
    input: {} as SwitchingInput,
    events: {} as SwitchingEvent,
    emitted: {} as SwitchingEmitted
  },
  delays: { wait: ({ context }) => context.wait }
}).createMachine({
  id: 'switching',
  context: ({ input }) => ({ turn: 0, wait: 0, length: input.length, lead: input.lead }),
  initial: 'off',
  states: {
    off: { on: { START: { target: 'serving', actions: begin }, STOP: {} } },
    /** A turn is under way, or none yet; the next is not chosen. */
    serving: { after: { wait: 'choosing' }, on: { STOP: 'off' } },
    choosing: {
      entry: choose,
      on: { CHOSEN: { target: 'chosen', actions: untilTurn }, STOP: 'off' }
    },
    /** The links of the next turn are told. */
    chosen: { after: { wait: 'setting' }, on: { STOP: 'off' } },
    setting: {
      entry: set,
      on: { SET: { target: 'serving', actions: next }, STOP: 'off' }
    }
  },
  on: { '*': { actions: ignored('unexpected') } }
})
