import { typedActions } from '@bellwire/statechart'
import { ErrorCode } from '@bellwire/wire'
import { setup } from 'xstate'

/**
 * What a program has asked for: entanglement with some node at some fidelity, for as long as it wants. It lives on one
 * circuit at a time, and moves to another where that one fails or stands still. Only the first time is a failure final.
 */
export interface ConnectionContext {
  readonly connection: number
  /** Time until it is tried again where no way was found: at first, and at most; it doubles. Nanoseconds, as all here. */
  readonly firstRetry: number
  readonly retry: number
  /** The next such time. */
  interval: number
  /** A circuit that can make no pairs is left after this time. */
  readonly patience: number
  /** It has been open before. */
  opened: boolean
}

export interface ConnectionInput {
  readonly connection: number
  readonly firstRetry: number
  readonly retry: number
  readonly patience: number
  /** It is a further route of a connection that has been open: a failure is not final. Default false. */
  readonly opened?: boolean
}

type Failed = { readonly type: 'NO_WAY' | 'LOST'; readonly reason: number }

export type ConnectionEvent =
  /** PATH is on its way. */
  | { readonly type: 'SET_UP' }
  /** No way is known that has not been tried. */
  | Failed
  | { readonly type: 'OPENED' }
  /** A link on its way can make no pairs, or can again. */
  | { readonly type: 'STALLED' }
  | { readonly type: 'RUNNING' }
  /** What is known of the network has changed. */
  | { readonly type: 'TOPOLOGY' }
  /** The program has had enough, or the other end has. */
  | { readonly type: 'CLOSE' }

export type ConnectionEmitted =
  /** Try the next way; `anew`: forget which were tried. */
  | { readonly type: 'seek'; readonly connection: number; readonly anew: boolean }
  | { readonly type: 'connected'; readonly connection: number }
  | { readonly type: 'stalled'; readonly connection: number }
  | { readonly type: 'running'; readonly connection: number }
  | { readonly type: 'moving'; readonly connection: number; readonly reason: number }
  | { readonly type: 'failed'; readonly connection: number; readonly reason: number }
  /** Take the circuit down, where there is one. */
  | { readonly type: 'leave'; readonly connection: number }
  | { readonly type: 'closed'; readonly connection: number }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<ConnectionContext, ConnectionEvent, ConnectionEmitted>()

const say = (type: 'connected' | 'stalled' | 'running' | 'leave' | 'closed') =>
  actions.emit(({ context }) => ({ type, connection: context.connection }))
const seek = (anew: boolean) => actions.emit(({ context }) => ({ type: 'seek', connection: context.connection, anew }))
const failed = actions.emit<Failed>(({ context, event }) => ({
  type: 'failed',
  connection: context.connection,
  reason: event.reason
}))
const moved = actions.emit<Failed>(({ context, event }) => ({
  type: 'moving',
  connection: context.connection,
  reason: event.reason
}))
const movedAway = actions.emit(({ context }) => ({
  type: 'moving',
  connection: context.connection,
  reason: ErrorCode.TIMEOUT
}))
/** Nothing has been tried in vain yet: the next times come soon. */
const atFirst = actions.assign({ interval: ({ context }) => Math.min(context.firstRetry, context.retry) })
const connected = [actions.assign({ opened: true }), atFirst]
const backOff = actions.assign({ interval: ({ context }) => Math.min(2 * context.interval, context.retry) })
const close = { target: '#connection.over', actions: [say('leave'), say('closed')] } as const
const wasOpen = ({ context }: { context: ConnectionContext }) => context.opened

export const connectionMachine = setup({
  types: {
    context: {} as ConnectionContext,
    input: {} as ConnectionInput,
    events: {} as ConnectionEvent,
    emitted: {} as ConnectionEmitted
  },
  delays: { interval: ({ context }) => context.interval, patience: ({ context }) => context.patience }
}).createMachine({
  id: 'connection',
  context: ({ input }) => ({ opened: false, ...input, interval: Math.min(input.firstRetry, input.retry) }),
  initial: 'beginning',
  states: {
    beginning: {
      entry: seek(true),
      on: {
        SET_UP: 'settingUp',
        NO_WAY: [
          { guard: wasOpen, target: 'waiting' },
          { target: 'over', actions: failed }
        ],
        STALLED: {},
        RUNNING: {},
        TOPOLOGY: {},
        CLOSE: close
      }
    },
    settingUp: {
      on: {
        OPENED: {
          target: 'running',
          actions: [...connected, say('connected')]
        },
        LOST: { target: 'seeking', actions: seek(false) },
        STALLED: {},
        RUNNING: {},
        TOPOLOGY: {},
        CLOSE: close
      }
    },
    /** One way has failed; others may be left. */
    seeking: {
      on: {
        SET_UP: 'settingUp',
        NO_WAY: [
          { guard: wasOpen, target: 'waiting' },
          { target: 'over', actions: failed }
        ],
        STALLED: {},
        RUNNING: {},
        TOPOLOGY: {},
        CLOSE: close
      }
    },
    waiting: {
      after: { interval: { target: 'beginning', actions: backOff } },
      // A node that is there again may not have its programs yet: they come soon after it, or not at all.
      on: { TOPOLOGY: { target: 'beginning', actions: atFirst }, STALLED: {}, RUNNING: {}, CLOSE: close }
    },
    running: {
      on: {
        STALLED: { target: 'stalled', actions: say('stalled') },
        RUNNING: {},
        LOST: { target: 'beginning', actions: moved },
        TOPOLOGY: {},
        CLOSE: close
      }
    },
    stalled: {
      after: { patience: { target: 'beginning', actions: [say('leave'), movedAway] } },
      on: {
        RUNNING: { target: 'running', actions: say('running') },
        STALLED: {},
        LOST: { target: 'beginning', actions: moved },
        TOPOLOGY: {},
        CLOSE: close
      }
    },
    over: { type: 'final' }
  },
  on: { '*': { actions: actions.emit({ type: 'ignored', reason: 'unexpected' }) } }
})
