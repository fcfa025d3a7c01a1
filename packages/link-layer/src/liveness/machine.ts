import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'

/** Asks the peer for a sign of life at intervals. The exchange also settles which pairs are certain at both ends. */
export interface LivenessContext {
  misses: number
  readonly interval: number
  readonly timeout: number
  readonly maximumMisses: number
}

export interface LivenessInput {
  readonly interval: number
  readonly timeout: number
  readonly maximumMisses: number
}

export type LivenessEvent = { readonly type: 'HEARD' } | { readonly type: 'ASK' }

export type LivenessEmitted =
  | { readonly type: 'keepAlive' }
  | { readonly type: 'peerLost' }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<LivenessContext, LivenessEvent, LivenessEmitted>()
const reset = actions.assign({ misses: 0 })
const miss = actions.assign({ misses: ({ context }) => context.misses + 1 })

/** Requirements LNK-080 to LNK-084. */
export const livenessMachine = setup({
  types: {
    context: {} as LivenessContext,
    input: {} as LivenessInput,
    events: {} as LivenessEvent,
    emitted: {} as LivenessEmitted
  },
  delays: { interval: ({ context }) => context.interval, timeout: ({ context }) => context.timeout }
}).createMachine({
  id: 'liveness',
  context: ({ input }) => ({
    misses: 0,
    interval: input.interval,
    timeout: input.timeout,
    maximumMisses: input.maximumMisses
  }),
  initial: 'quiet',
  states: {
    quiet: {
      after: { interval: 'asking' },
      on: { HEARD: {}, ASK: 'asking' }
    },
    asking: {
      entry: actions.emit({ type: 'keepAlive' }),
      after: {
        timeout: [
          {
            guard: ({ context }) => context.misses + 1 < context.maximumMisses,
            target: 'asking',
            reenter: true,
            actions: miss
          },
          { target: 'quiet', actions: [reset, actions.emit({ type: 'peerLost' })] }
        ]
      },
      on: { HEARD: { target: 'quiet', actions: reset }, ASK: {} }
    }
  },
  on: { '*': { actions: actions.emit({ type: 'ignored', reason: 'unexpected' }) } }
})
