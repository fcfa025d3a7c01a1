import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'

/**
 * How both ends agree on a maintenance window: the end that needs one asks the master, the master proposes slots and
 * repeats them until the peer acknowledges, and both enter and leave by their slot clocks.
 */
export interface MaintenanceContext {
  readonly master: boolean
  serial: number
  firstSlot: number
  endSlot: number
  /** From the event that set them: time until the window begins, and until it ends. */
  untilStart: number
  untilEnd: number
  readonly repeat: number
}

export interface MaintenanceInput {
  readonly master: boolean
  readonly repeat: number
}

export interface WindowTimes {
  readonly serial: number
  readonly firstSlot: number
  readonly endSlot: number
  readonly untilStart: number
  readonly untilEnd: number
}

type Slots = { readonly type: 'PROPOSE' | 'PROPOSED' } & WindowTimes
type Acknowledged = {
  readonly type: 'ACKNOWLEDGED'
  readonly serial: number
  readonly untilStart: number
  readonly untilEnd: number
}

export type MaintenanceEvent =
  /** This end needs a window. */
  | { readonly type: 'WANTED' }
  /** Master: these slots are free for it (answer to `choose`). */
  | ({ readonly type: 'PROPOSE' } & WindowTimes)
  /** Other node: the master's MAINTENANCE. */
  | ({ readonly type: 'PROPOSED' } & WindowTimes)
  | Acknowledged
  | { readonly type: 'LOST' }

export type MaintenanceEmitted =
  /** Master: choose slots and answer with PROPOSE. */
  | { readonly type: 'choose' }
  | { readonly type: 'ask' }
  | { readonly type: 'propose'; readonly serial: number; readonly firstSlot: number; readonly endSlot: number }
  | { readonly type: 'agree'; readonly serial: number }
  /** No attempts in these slots; 0, 0 when the window is over. */
  | { readonly type: 'window'; readonly firstSlot: number; readonly endSlot: number }
  | {
      readonly type: 'tell'
      readonly table: 'life'
      readonly key: number
      readonly event: { readonly type: 'ENTER' } | { readonly type: 'LEAVE' }
    }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<MaintenanceContext, MaintenanceEvent, MaintenanceEmitted>()

type Emit<E extends MaintenanceEvent> = { context: MaintenanceContext; event: E }

const ignored = (reason: string) => actions.emit({ type: 'ignored', reason })
const choose = actions.emit({ type: 'choose' })
const ask = actions.emit({ type: 'ask' })
const propose = actions.emit(({ context }) => ({
  type: 'propose',
  serial: context.serial,
  firstSlot: context.firstSlot,
  endSlot: context.endSlot
}))
const block = actions.emit(({ context }) => ({
  type: 'window',
  firstSlot: context.firstSlot,
  endSlot: context.endSlot
}))
const unblock = actions.emit({ type: 'window', firstSlot: 0, endSlot: 0 })
const agree = actions.emit<Slots>(({ event }) => ({ type: 'agree', serial: event.serial }))
const tellLife = (type: 'ENTER' | 'LEAVE') => actions.emit({ type: 'tell', table: 'life', key: 0, event: { type } })

const take = actions.assign<Slots>({
  serial: ({ event }) => event.serial,
  firstSlot: ({ event }) => event.firstSlot,
  endSlot: ({ event }) => event.endSlot,
  untilStart: ({ event }) => Math.max(0, event.untilStart),
  untilEnd: ({ event }) => Math.max(0, event.untilEnd)
})

const time = actions.assign<Acknowledged>({
  untilStart: ({ event }) => Math.max(0, event.untilStart),
  untilEnd: ({ event }) => Math.max(0, event.untilEnd)
})

const current = ({ context, event }: Emit<Acknowledged>) => event.serial === context.serial && event.untilEnd > 0
const known = ({ context, event }: Emit<Slots>) => event.serial === context.serial
const over = ({ event }: Emit<Slots>) => event.untilEnd <= 0

/** Requirements PHY-060 to PHY-066. */
export const maintenanceMachine = setup({
  types: {
    context: {} as MaintenanceContext,
    input: {} as MaintenanceInput,
    events: {} as MaintenanceEvent,
    emitted: {} as MaintenanceEmitted
  },
  delays: {
    untilStart: ({ context }) => context.untilStart,
    untilEnd: ({ context }) => context.untilEnd,
    length: ({ context }) => context.untilEnd - context.untilStart,
    repeat: ({ context }) => context.repeat
  }
}).createMachine({
  id: 'maintenance',
  context: ({ input }) => ({
    master: input.master,
    serial: 0,
    firstSlot: 0,
    endSlot: 0,
    untilStart: 0,
    untilEnd: 0,
    repeat: input.repeat
  }),
  initial: 'none',
  states: {
    none: {
      on: {
        WANTED: [{ guard: ({ context }) => context.master, actions: choose }, { target: 'asking' }],
        PROPOSE: { target: 'proposing', actions: take },
        PROPOSED: [
          { guard: over, actions: ignored('window-over') },
          { target: 'agreed', actions: [take, agree] }
        ],
        ACKNOWLEDGED: { actions: ignored('no-proposal') },
        LOST: {}
      }
    },
    asking: {
      entry: ask,
      after: { repeat: { target: 'asking', reenter: true } },
      on: {
        WANTED: {},
        PROPOSED: [
          { guard: over, actions: ignored('window-over') },
          { target: 'agreed', actions: [take, agree] }
        ],
        LOST: 'none'
      }
    },
    proposing: {
      // The master keeps the slots free from the moment it proposes them.
      entry: [propose, block],
      initial: 'unanswered',
      states: {
        unanswered: { after: { repeat: { target: 'again' } } },
        again: { entry: propose, after: { repeat: { target: 'again', reenter: true } } }
      },
      after: { untilEnd: { target: 'none', actions: [unblock, choose] } },
      on: {
        WANTED: {},
        PROPOSE: {},
        ACKNOWLEDGED: [{ guard: current, target: 'agreed', actions: time }, { actions: ignored('other-window') }],
        LOST: { target: 'none', actions: unblock }
      }
    },
    agreed: {
      entry: block,
      after: { untilStart: 'inside' },
      on: {
        WANTED: {},
        PROPOSE: {},
        PROPOSED: [
          { guard: known, actions: agree },
          { guard: over, actions: ignored('window-over') },
          { target: 'agreed', reenter: true, actions: [take, agree] }
        ],
        ACKNOWLEDGED: {},
        LOST: { target: 'none', actions: unblock }
      }
    },
    inside: {
      entry: tellLife('ENTER'),
      after: { length: { target: 'none', actions: [unblock, tellLife('LEAVE')] } },
      on: {
        WANTED: {},
        PROPOSE: {},
        PROPOSED: [{ guard: known, actions: agree }, { actions: ignored('in-a-window') }],
        ACKNOWLEDGED: {},
        LOST: { target: 'none', actions: unblock }
      }
    }
  },
  on: { '*': { actions: ignored('unexpected') } }
})
