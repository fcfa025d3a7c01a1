// Events per second of a nested machine under every runner: `npx tsc -b && node packages/statechart/bench/measure.js`.
import { VirtualClock } from '@bellwire/runtime'
import { Host } from '@bellwire/statechart'
import { assign, emit, setup } from 'xstate'

const nested = setup({
  actions: {
    count: assign({ seen: ({ context }) => context.seen + 1 }),
    report: emit(({ context }) => ({ type: 'report', seen: context.seen }))
  },
  guards: { full: ({ context }) => context.seen % 1000 === 999 },
  delays: { PATIENCE: 1000 }
}).createMachine({
  id: 'nested',
  context: () => ({ seen: 0, odd: 0 }),
  initial: 'up',
  states: {
    up: {
      initial: 'even',
      on: { RESET: { target: '.even' } },
      states: {
        even: { on: { STEP: { target: 'odd', actions: 'count' } } },
        odd: {
          entry: assign({ odd: ({ context }) => context.odd + 1 }),
          on: {
            STEP: [
              { guard: 'full', target: '#nested.down', actions: ['count', 'report'] },
              { target: 'even', actions: 'count' }
            ]
          }
        }
      }
    },
    down: {
      after: { PATIENCE: 'up' },
      on: { STEP: { target: 'up', actions: assign(({ context }) => ({ seen: context.seen + 1 })) } }
    }
  },
  on: { '*': { actions: 'report' } }
})

const timed = setup({ delays: { SOON: 10 } }).createMachine({
  id: 'timed',
  context: () => ({ ticks: 0 }),
  initial: 'waiting',
  states: {
    waiting: {
      after: {
        SOON: { target: 'waiting', reenter: true, actions: assign({ ticks: ({ context }) => context.ticks + 1 }) }
      }
    }
  },
  on: { '*': {} }
})

const pingPong = setup({}).createMachine({
  id: 'player',
  context: ({ input }) => ({ other: input.other }),
  on: {
    BALL: {
      actions: emit(({ context, event }) =>
        event.left === 0
          ? { type: 'over' }
          : { type: 'tell', table: 'players', key: context.other, event: { type: 'BALL', left: event.left - 1 } }
      )
    },
    '*': {}
  }
})

function perSecond(events, run) {
  run(Math.min(events, 20_000))
  const rates = []
  for (let repetition = 0; repetition < 5; repetition++) {
    const start = performance.now()
    run(events)
    rates.push(events / ((performance.now() - start) / 1000))
  }
  return rates.sort((a, b) => a - b)[2]
}

for (const runner of ['actor', 'interpreted', 'generated']) {
  const events = runner === 'actor' ? 40_000 : 4_000_000
  const clock = new VirtualClock()
  let outputs = 0
  const host = new Host({ machines: { nested, timed, players: pingPong }, clock, runner, output: () => outputs++ })
  const step = { type: 'STEP' }

  const one = host.table('nested')
  one.open(0)
  const single = perSecond(events, (n) => {
    for (let i = 0; i < n; i++) one.tell(0, step)
  })

  for (let key = 1; key < 1000; key++) one.open(key)
  const thousand = perSecond(events, (n) => {
    for (let i = 0; i < n; i++) one.tell(i % 1000, step)
  })

  const players = host.table('players')
  players.open('a', { other: 'b' })
  players.open('b', { other: 'a' })
  const routed = perSecond(events / 2, (n) => players.tell('a', { type: 'BALL', left: n }))

  host.closeAll()
  host.table('timed').open(0)
  const timers = perSecond(events / 4, (n) => clock.run({ until: clock.now() + 10 * n }))

  const millions = (rate) => `${(rate / 1e6).toFixed(3)} M/s`
  console.log(
    `${runner}: one instance ${millions(single)}, a thousand ${millions(thousand)}, routed tells ${millions(routed)}, ` +
      `timers ${millions(timers)}, outputs ${outputs}`
  )
}
