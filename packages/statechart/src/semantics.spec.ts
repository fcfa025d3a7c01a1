import { VirtualClock } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import { type AnyStateMachine, assign, type EventObject, raise, setup } from 'xstate'
import { Host, type RunnerKind } from './index.js'

// What a statechart does where readers, or compilers, may think otherwise: written out by hand, and the same for all.

const RUNNERS: readonly RunnerKind[] = ['actor', 'interpreted', 'generated']

interface Context {
  n: number
  m: number
}
const kit = setup({
  types: { context: {} as Context, events: {} as EventObject & { v?: number }, emitted: {} as EventObject },
  delays: {
    FIVE: 5,
    SEVEN: 7,
    NONE: 0,
    NEVER: Infinity,
    OF_N: ({ context }) => context.n,
    BROKEN: () => Number.NaN
  }
})
const say = (type: string) => kit.emit({ type })
const tellN = kit.emit(({ context, event }) => ({ type: `n${context.n} m${context.m} ${event.type}` }))

const machineOf = (config: object): AnyStateMachine =>
  kit.createMachine({
    id: 'm',
    context: { n: 0, m: 1 },
    on: { '*': { actions: kit.emit(({ event }) => ({ type: `? ${event.type}` })) } },
    ...config
  } as never) as unknown as AnyStateMachine

/** Opens one instance, does what it is told ('5' lets five nanoseconds pass) and gives back what was said. */
function play(runner: RunnerKind, config: object, ...steps: string[]): string[] {
  const clock = new VirtualClock()
  const said: string[] = []
  const output = (event: EventObject) => void said.push(event.type)
  const host = new Host({ machines: { only: machineOf(config) }, clock, runner, owner: { output } })
  const table = host.table('only')
  table.open(0)
  for (const step of steps) {
    if (/^\d+$/.test(step)) clock.run({ until: clock.now() + Number(step) })
    else table.tell(0, { type: step })
  }
  return [...said, table.has(0) ? table.state(0) : 'closed']
}

const both = (name: string) => ({ entry: say(`+${name}`), exit: say(`-${name}`) })

describe.each(RUNNERS)('a statechart under the %s runner', (runner) => {
  const plays = (config: object, ...steps: string[]) => expect(play(runner, config, ...steps))

  it('leaves from inside out, acts, and enters from outside in', () => {
    const config = {
      ...both('m'),
      initial: 'a',
      states: {
        a: {
          ...both('a'),
          initial: 'p',
          states: { p: { ...both('p'), on: { X: { target: '#m.b.q', actions: say('x') } } } }
        },
        b: { ...both('b'), initial: 'o', states: { o: both('o'), q: both('q') } }
      }
    }
    plays(config, 'X').toEqual(['+m', '+a', '+p', '-p', '-a', 'x', '+b', '+q', 'b.q'])
  })

  it('does not re-enter at a self-target unless asked to', () => {
    const config = { initial: 'a', states: { a: { ...both('a'), on: { X: 'a', Y: { target: 'a', reenter: true } } } } }
    plays(config, 'X', 'Y').toEqual(['+a', '-a', '+a', 'a'])
  })

  it("resets the child at a parent's self-target, without the parent's exit", () => {
    const inner = { initial: 'p', states: { p: { ...both('p'), on: { N: 'q' } }, q: both('q') } }
    const config = {
      initial: 'a',
      states: { a: { ...both('a'), on: { X: 'a', Y: { target: '.q', reenter: true } }, ...inner } }
    }
    plays(config, 'N', 'X').toEqual(['+a', '+p', '-p', '+q', '-q', '+p', 'a.p'])
    plays(config, 'Y').toEqual(['+a', '+p', '-p', '-a', '+a', '+q', 'a.q'])
  })

  it('re-enters the root too if the root asks for it', () => {
    const config = {
      ...both('m'),
      initial: 'a',
      states: { a: both('a') },
      on: { X: { target: '.a', reenter: true }, '*': {} }
    }
    plays(config, 'X').toEqual(['+m', '+a', '-a', '-m', '+m', '+a', 'a'])
  })

  it('lets an inner wildcard shadow an outer exact match, and an empty answer stop both', () => {
    const on = { X: { actions: say('outer') }, Y: { actions: say('outer') }, '*': { actions: say('any') } }
    const config = { initial: 'a', on, states: { a: { on: { '*': { actions: say('inner') }, Y: {}, N: 'b' } }, b: {} } }
    plays(config, 'X', 'Y', 'Z', 'N', 'X', 'Z').toEqual(['inner', 'inner', 'outer', 'any', 'b'])
  })

  it('handles raised events in order, after all entries, with the event itself', () => {
    const config = {
      initial: 'a',
      states: {
        a: { on: { X: { target: 'b', actions: [raise({ type: 'R' }), raise({ type: 'S' })] } } },
        b: {
          entry: [tellN, raise({ type: 'T' }), assign({ n: 5 })],
          on: { R: { actions: tellN }, S: { actions: tellN } }
        }
      }
    }
    plays(config, 'X').toEqual(['n0 m1 X', 'n5 m1 R', 'n5 m1 S', '? T', 'b'])
  })

  it('assigns all at once, from the old values, and emits what is so at that moment', () => {
    const swap = kit.assign({ n: ({ context }) => context.m, m: ({ context }) => context.n })
    plays({ on: { X: { actions: [tellN, swap, tellN] }, '*': {} } }, 'X').toEqual(['n0 m1 X', 'n1 m0 X', ''])
  })

  it('computes a delay after the entry actions and starts it again on re-entry', () => {
    const config = {
      initial: 'a',
      states: {
        a: {
          entry: kit.assign({ n: 4 }),
          after: { OF_N: { actions: say('late') } },
          on: { X: { target: 'a', reenter: true } }
        }
      }
    }
    plays(config, '3').toEqual(['a'])
    plays(config, '4').toEqual(['late', 'a'])
    plays(config, '3', 'X', '3').toEqual(['a'])
    plays(config, '3', 'X', '4', '9').toEqual(['late', 'a'])
  })

  it('chains delays by their own instants however far the clock is moved', () => {
    const config = {
      initial: 'a',
      states: { a: { after: { FIVE: 'b' } }, b: { after: { SEVEN: 'c' } }, c: { entry: tellN } }
    }
    plays(config, '11').toEqual(['b'])
    plays(config, '1000').toEqual(['n0 m1 xstate.after.SEVEN.m.b', 'c'])
  })

  it('keeps the order of states for delays that end together', () => {
    const config = {
      initial: 'a',
      states: {
        a: {
          after: { FIVE: { actions: say('outer') } },
          initial: 'p',
          states: { p: { after: { FIVE: { actions: say('inner') } } } }
        }
      }
    }
    plays(config, '5').toEqual(['outer', 'inner', 'a.p'])
  })

  it('lets the first of two delays that end together cancel the second', () => {
    const config = {
      initial: 'a',
      states: {
        a: { after: { FIVE: 'b' }, initial: 'p', states: { p: { after: { FIVE: { actions: say('no') } } } } },
        b: {}
      }
    }
    plays(config, '9').toEqual(['b'])
  })

  it('treats zero as after this, Infinity as never', () => {
    const config = {
      initial: 'a',
      states: { a: { after: { NONE: 'b', NEVER: 'c' } }, b: { after: { NEVER: 'c' } }, c: {} }
    }
    plays(config).toEqual(['a'])
    plays(config, '0').toEqual(['b'])
    plays(config, '100000').toEqual(['b'])
  })

  it('throws for a delay that is not a number', () => {
    const config = { initial: 'a', states: { a: { on: { X: 'b' } }, b: { after: { BROKEN: 'a' } } } }
    expect(() => play(runner, config, 'X')).toThrowError(
      expect.objectContaining({ code: 'INVALID_DELAY', feature: 'BROKEN' })
    )
  })

  it('throws for a throwing guard and for something emitted that is no event', () => {
    const guard = () => {
      throw new Error('bad guard')
    }
    const machineThrew = expect.objectContaining({ code: 'MACHINE_THREW', path: 'only[0]', feature: 'X' })
    expect(() => play(runner, { on: { X: [{ guard }, {}], '*': {} } }, 'X')).toThrowError(machineThrew)
    const noEvent = kit.emit(() => ({ kind: 'no event' }) as never)
    expect(() => play(runner, { on: { X: { actions: noEvent }, '*': {} } }, 'X')).toThrowError(
      expect.objectContaining({ code: 'INVALID_EMIT' })
    )
    expect(() => play(runner, { entry: kit.assign(guard as never) })).toThrowError(
      expect.objectContaining({ feature: 'open' })
    )
  })

  it('leaves every state when the machine ends, and drops what was still raised', () => {
    const config = {
      ...both('m'),
      initial: 'a',
      states: { a: { on: { X: { target: 'z', actions: raise({ type: 'R' }) } } }, z: { ...both('z'), type: 'final' } }
    }
    plays(config, 'X').toEqual(['+m', '+z', '-z', '-m', 'closed'])
  })

  it('tells a state around a final one, once the machine rests', () => {
    const inner = { initial: 'p', states: { p: { on: { X: 'q' } }, q: { ...both('q'), type: 'final' } } }
    const config = { initial: 'a', states: { a: { ...inner, onDone: { target: 'b', actions: tellN } }, b: {} } }
    plays(config, 'X').toEqual(['+q', '-q', 'n0 m1 xstate.done.state.m.a', 'b'])
  })

  it('ends at once if its first state is final', () => {
    plays({ initial: 'z', states: { z: { type: 'final', entry: say('z') } } }).toEqual(['z', 'closed'])
  })

  it('never shares a context between instances', () => {
    const shared = { n: 0, m: 1 }
    const count = kit.assign({ n: ({ context }) => context.n + 1 })
    const machine = machineOf({ context: shared, on: { X: { actions: count }, '*': {} } })
    const host = new Host({
      machines: { only: machine },
      clock: new VirtualClock(),
      runner,
      owner: { output: () => {} }
    })
    const table = host.table('only')
    table.open(1)
    table.tell(1, { type: 'X' })
    table.open(2)
    expect([table.context(1), table.context(2)]).toEqual([
      { n: 1, m: 1 },
      { n: 0, m: 1 }
    ])
    expect(shared).toEqual({ n: 0, m: 1 })
  })

  // xstate copies a context before it changes it, so its actors may share one.
  if (runner !== 'actor')
    it('refuses a context factory that hands the same object out again', () => {
      const shared = { n: 0, m: 1 }
      const machine = machineOf({ context: () => shared, on: { '*': {} } })
      const host = new Host({
        machines: { only: machine },
        clock: new VirtualClock(),
        runner,
        owner: { output: () => {} }
      })
      const table = host.table('only')
      table.open(1)
      expect(() => table.open(2)).toThrow(
        expect.objectContaining({ code: 'UNSUPPORTED_FEATURE', feature: 'shared context' })
      )
    })

  it('hands effects out in order: mail behind what waits, outputs at once', () => {
    const clock = new VirtualClock()
    const seen: string[] = []
    const pass = (type: string) => kit.emit({ type: 'tell', table: 'only', key: 0, event: { type } } as never)
    const machine = machineOf({
      on: {
        X: { actions: [pass('Y'), say('x'), pass('Z')] },
        Y: { actions: say('y') },
        Z: { actions: say('z') },
        W: { actions: say('w') },
        '*': {}
      }
    })
    const host: Host = new Host({
      machines: { only: machine },
      clock,
      runner,
      owner: {
        output(event: EventObject) {
          seen.push(event.type)
          if (event.type !== 'x') return
          host.table('only').tell(0, { type: 'W' })
          seen.push('answered')
        }
      },
      observer: { transition: (_table, _key, from, to, type) => seen.push(`${type}: '${from}' '${to}'`) }
    })
    host.table('only').open(0)
    host.table('only').tell(0, { type: 'X' })
    host.closeAll()
    const steps = [
      "open: '' ''",
      "X: '' ''",
      'x',
      'answered',
      "Y: '' ''",
      'y',
      "W: '' ''",
      'w',
      "Z: '' ''",
      'z',
      "close: '' ''"
    ]
    expect(seen).toEqual(steps)
  })

  it('refuses routing to unknown tables and without key or event, and ends on a throwing output', () => {
    const faulty: readonly (readonly [object, string])[] = [
      [{ type: 'open', table: 'none', key: 1 }, 'UNKNOWN_TABLE'],
      [{ type: 'close', table: 'only' }, 'INVALID_EMIT'],
      [{ type: 'tell', table: 'only', key: 0 }, 'INVALID_EMIT'],
      [{ type: 'open', table: 'only', key: 0 }, 'KEY_IN_USE']
    ]
    for (const [event, code] of faulty) {
      const actions = kit.emit(event as never)
      expect(() => play(runner, { on: { X: { actions }, '*': {} } }, 'X')).toThrowError(
        expect.objectContaining({ code })
      )
    }
    const machine = machineOf({ initial: 'a', states: { a: { after: { FIVE: { actions: say('late') } } } } })
    const clock = new VirtualClock()
    const output = () => {
      throw new Error('the surroundings fail')
    }
    const host = new Host({ machines: { only: machine }, clock, runner, owner: { output } })
    host.table('only').open(0)
    expect(() => host.table('only').tell(0, { type: 'other' })).toThrowError('the surroundings fail')
    expect(() => host.table('only').close(0)).toThrowError(expect.objectContaining({ code: 'RUN_ENDED' }))
    expect(clock.pending).toBe(0)
  })
})
