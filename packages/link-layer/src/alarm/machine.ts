import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'

/** A deadline of something else: after `delay` it tells its owner, once. */
export interface AlarmContext {
  readonly delay: number
  readonly table: string
  readonly key: number
}

type AlarmEvent = { readonly type: 'NEVER' }
export type AlarmEmitted = {
  readonly type: 'tell'
  readonly table: string
  readonly key: number
  readonly event: { readonly type: 'DEADLINE' }
}

const actions = typedActions<
  AlarmContext,
  AlarmEvent,
  AlarmEmitted | { readonly type: 'ignored'; readonly reason: string }
>()

export const alarmMachine = setup({
  types: {
    context: {} as AlarmContext,
    input: {} as AlarmContext,
    events: {} as AlarmEvent,
    emitted: {} as AlarmEmitted | { readonly type: 'ignored'; readonly reason: string }
  },
  delays: { delay: ({ context }) => context.delay }
}).createMachine({
  id: 'alarm',
  context: ({ input }) => ({ delay: input.delay, table: input.table, key: input.key }),
  initial: 'set',
  states: {
    set: {
      after: {
        delay: {
          target: 'rung',
          actions: actions.emit(({ context }) => ({
            type: 'tell',
            table: context.table,
            key: context.key,
            event: { type: 'DEADLINE' }
          }))
        }
      }
    },
    rung: { type: 'final' }
  },
  on: { '*': { actions: actions.emit({ type: 'ignored', reason: 'unexpected' }) } }
})
