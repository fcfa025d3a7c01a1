import { typedActions } from '@bellwire/statechart'
import { ErrorCode } from '@bellwire/wire'
import { setup } from 'xstate'

export type CircuitRole = 'initiator' | 'inner' | 'responder'

/** Where what ended a circuit came from: a neighbour on it, or this node. */
export type Origin = 'upstream' | 'downstream' | 'here'

/**
 * One circuit at one of its nodes, from the PATH that sets it up until it is over. State that nobody refreshes ends by
 * itself, so that a node which never hears of the end keeps nothing.
 */
export interface CircuitContext {
  /** Number of this node, which is where a circuit ends that it gives up. */
  readonly node: number
  readonly role: CircuitRole
  /** A PATH is answered within this time, or the circuit is given up. Nanoseconds, as all times here. */
  readonly setUpTime: number
  /** The initiator says PATH again after this time. */
  readonly refreshInterval: number
  /** Without a PATH for this long the circuit is over. */
  readonly lifetime: number
}

export type CircuitInput = CircuitContext

type Ended = { readonly type: 'END'; readonly reason: number; readonly origin: Origin; readonly node: number }

export type CircuitEvent =
  /** The way downstream stands: RESV has come, or this node is the responder. */
  | { readonly type: 'RESERVED' }
  /** RESV_CONF has come. */
  | { readonly type: 'CONFIRMED' }
  /** A further PATH has come. */
  | { readonly type: 'REFRESHED' }
  | Ended

export type CircuitEmitted =
  /** The way downstream stands: tell whoever is upstream. */
  | { readonly type: 'reserved' }
  /** The circuit stands from end to end. */
  | { readonly type: 'opened' }
  | { readonly type: 'refresh' }
  /** `node` is where it ended, 0 where that is not known. */
  | { readonly type: 'ended'; readonly reason: number; readonly origin: Origin; readonly node: number }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<CircuitContext, CircuitEvent, CircuitEmitted>()

const ended = actions.emit<Ended>(({ event }) => ({
  type: 'ended',
  reason: event.reason,
  origin: event.origin,
  node: event.node
}))
const timedOut = actions.emit(({ context }) => ({
  type: 'ended',
  reason: ErrorCode.TIMEOUT,
  origin: 'here',
  node: context.node
}))
const opened = actions.emit({ type: 'opened' })

const initiates = ({ context }: { context: CircuitContext }) => context.role === 'initiator'

/** Requirements NET-040, NET-041, NET-043 to NET-045. */
export const circuitMachine = setup({
  types: {
    context: {} as CircuitContext,
    input: {} as CircuitInput,
    events: {} as CircuitEvent,
    emitted: {} as CircuitEmitted
  },
  delays: {
    setUpTime: ({ context }) => context.setUpTime,
    lifetime: ({ context }) => context.lifetime,
    refreshInterval: ({ context }) => context.refreshInterval
  }
}).createMachine({
  id: 'circuit',
  context: ({ input }) => ({ ...input }),
  initial: 'settingUp',
  states: {
    /** PATH has gone on; the answer has not come. */
    settingUp: {
      after: { setUpTime: { target: 'over', actions: timedOut } },
      on: {
        RESERVED: [
          { guard: initiates, target: 'leading', actions: opened },
          { target: 'reserved', actions: actions.emit({ type: 'reserved' }) }
        ],
        REFRESHED: {},
        END: { target: 'over', actions: ended }
      }
    },
    /** The answer has gone upstream. */
    reserved: {
      after: { lifetime: { target: 'over', actions: timedOut } },
      on: {
        CONFIRMED: { target: 'open', actions: opened },
        REFRESHED: { target: 'reserved', reenter: true },
        END: { target: 'over', actions: ended }
      }
    },
    open: {
      after: { lifetime: { target: 'over', actions: timedOut } },
      on: {
        REFRESHED: { target: 'open', reenter: true },
        END: { target: 'over', actions: ended }
      }
    },
    /** Open, at the initiator. */
    leading: {
      after: {
        refreshInterval: { target: 'leading', reenter: true, actions: actions.emit({ type: 'refresh' }) }
      },
      on: { END: { target: 'over', actions: ended } }
    },
    over: { type: 'final' }
  },
  on: { '*': { actions: actions.emit({ type: 'ignored', reason: 'unexpected' }) } }
})
