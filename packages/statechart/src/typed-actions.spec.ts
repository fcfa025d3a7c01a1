import { VirtualClock } from '@bellwire/runtime'
import { expect, it } from 'vitest'
import { setup } from 'xstate'
import { Host } from './host.js'
import { typedActions } from './typed-actions.js'

interface Context {
  readonly total: number
}
type Event = { type: 'ADD'; amount: number } | { type: 'DONE' }
interface Sum {
  readonly type: 'sum'
  readonly total: number
}

const actions = typedActions<Context, Event, Sum>()
const add = actions.assign<Extract<Event, { type: 'ADD' }>>({
  total: ({ context, event }) => context.total + event.amount
})
const report = actions.emit(({ context }) => ({ type: 'sum', total: context.total }))
const done = actions.raise({ type: 'DONE' })

it('makes actions that stand outside of their machine', () => {
  const machine = setup({
    types: { context: {} as Context, events: {} as Event, emitted: {} as Sum },
    actions: { report, done }
  }).createMachine({
    id: 'adder',
    context: { total: 0 },
    on: { ADD: { actions: [add, 'done'] }, DONE: { actions: 'report' }, '*': {} }
  })
  const sums: number[] = []
  const output = (event: Sum) => void sums.push(event.total)
  const host = new Host({
    machines: { adders: machine },
    clock: new VirtualClock(),
    runner: 'generated',
    owner: { output }
  })
  host.table('adders').open('x')
  for (const amount of [2, 3]) host.table('adders').tell('x', { type: 'ADD', amount })
  expect(sums).toEqual([2, 5])
})
