import { type RunningMachines, VirtualClock } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import { assign, emit, setup } from 'xstate'
import { StatechartError } from './errors.js'
import { Host, type RunnerKind } from './index.js'
import type { Routing } from './host-types.js'

const RUNNERS: readonly RunnerKind[] = ['actor', 'interpreted', 'generated']

type Said = { type: 'said'; text: string } | Routing
type Heard =
  | { type: 'say'; text: string }
  | { type: 'pass'; to: string; text: string }
  | { type: 'finish' }
  | { type: 'bad' }

const speaker = setup({
  types: {
    context: {} as { name: string; heard: number },
    input: {} as { name: string },
    events: {} as Heard,
    emitted: {} as Said
  },
  delays: { PATIENCE: 100 }
}).createMachine({
  id: 'speaker',
  context: ({ input }) => ({ name: input.name, heard: 0 }),
  initial: 'listening',
  states: {
    listening: {
      after: {
        PATIENCE: { actions: emit(({ context }) => ({ type: 'said', text: `${context.name} sighs` }) as const) }
      },
      on: {
        say: {
          target: 'listening',
          reenter: true,
          actions: [
            assign({ heard: ({ context }) => context.heard + 1 }),
            emit(
              ({ context, event }) =>
                ({ type: 'said', text: `${context.name}${context.heard}: ${event.text}` }) as const
            )
          ]
        },
        pass: {
          actions: [
            emit(
              ({ event }) =>
                ({ type: 'tell', table: 'speakers', key: event.to, event: { type: 'say', text: event.text } }) as const
            ),
            emit({ type: 'said', text: 'passed' })
          ]
        },
        bad: {
          actions: [
            emit({ type: 'said', text: 'never' }),
            assign(() => {
              throw new Error('no good')
            })
          ]
        },
        finish: 'finished'
      }
    },
    finished: {
      type: 'final',
      entry: emit(({ context }) => ({ type: 'said', text: `${context.name} leaves` }) as const)
    }
  },
  on: { '*': { actions: emit({ type: 'said', text: '?' }) } }
})

describe.each(RUNNERS)('a host with the %s runner', (runner) => {
  const stage = (undelivered?: (key: string) => void) => {
    const clock = new VirtualClock()
    const said: string[] = []
    const host = new Host({
      machines: { speakers: speaker },
      clock,
      runner,
      owner: {
        output: (event) => said.push(event.text),
        ...(undelivered && { undelivered: (_: string, key: string | number) => undelivered(String(key)) })
      }
    })
    return { clock, said, host, speakers: host.table('speakers') }
  }

  it('opens, tells, routes and closes by itself', () => {
    const { clock, said, host, speakers } = stage()
    expect(host.runner).toBe(runner)
    speakers.open('a', { name: 'A' })
    speakers.open('b', { name: 'B' })
    expect([...speakers.keys()]).toEqual(['a', 'b'])
    speakers.tell('a', { type: 'pass', to: 'b', text: 'hello' })
    expect(said).toEqual(['passed', 'B1: hello'])
    expect(speakers.state('b')).toBe('listening')
    expect(speakers.context('b')).toEqual({ name: 'B', heard: 1 })
    speakers.tell('a', { type: 'unknown' } as never)
    speakers.tell('a', { type: 'finish' })
    expect(speakers.has('a')).toBe(false)
    expect(speakers.size).toBe(1)
    clock.run({ until: 1000 })
    expect(said.slice(2)).toEqual(['?', 'A leaves', 'B sighs'])
  })

  it('is shown to whoever observes it, and says in which states its machines are', () => {
    const made: RunningMachines[] = []
    const host = new Host({
      machines: { speakers: speaker },
      clock: new VirtualClock(),
      runner,
      owner: { output: () => undefined },
      observer: { made: (one) => made.push(one) }
    })
    expect(made).toEqual([host])
    const speakers = host.table('speakers')
    for (const key of ['a', 'b', 'c']) speakers.open(key, { name: key })
    speakers.tell('a', { type: 'finish' })
    speakers.close('b')
    expect([...host.states()]).toEqual([{ table: 'speakers', key: 'c', state: 'listening' }])
  })

  it('starts a delay again on re-entry and forgets it on closing', () => {
    const { clock, said, speakers } = stage()
    speakers.open('a', { name: 'A' })
    clock.run({ until: 99 })
    speakers.tell('a', { type: 'say', text: 'x' })
    clock.run({ until: 198 })
    expect(said).toEqual(['A1: x'])
    clock.run({ until: 199 })
    expect(said).toEqual(['A1: x', 'A sighs'])
    speakers.tell('a', { type: 'say', text: 'y' })
    speakers.close('a')
    speakers.close('a')
    clock.run({ until: 1000 })
    expect(said).toHaveLength(3)
    expect(clock.pending).toBe(0)
  })

  it('refuses a key in use without harm and an event for nobody', () => {
    const { speakers, said } = stage()
    speakers.open(1, { name: 'A' })
    expect(() => speakers.open(1, { name: 'B' })).toThrowError(expect.objectContaining({ code: 'KEY_IN_USE' }))
    speakers.tell(1, { type: 'say', text: 'still here' })
    expect(said).toEqual(['A1: still here'])
    expect(() => speakers.tell(2, { type: 'finish' })).toThrowError(expect.objectContaining({ code: 'KEY_ABSENT' }))
    expect(() => speakers.state(2)).toThrowError(expect.objectContaining({ code: 'KEY_ABSENT' }))
  })

  it('reports undelivered events where asked to', () => {
    const absent: string[] = []
    const { speakers } = stage((key) => absent.push(key))
    speakers.tell('nobody', { type: 'finish' })
    speakers.open('a', { name: 'A' })
    speakers.tell('a', { type: 'pass', to: 'z', text: '' })
    expect(absent).toEqual(['nobody', 'z'])
  })

  it('ends the run at a throw, out of tell, and drops what was emitted', () => {
    const { clock, said, speakers } = stage()
    speakers.open('a', { name: 'A' })
    let caught: unknown
    try {
      speakers.tell('a', { type: 'bad' })
    } catch (error) {
      caught = error
    }
    expect(caught).toBeInstanceOf(StatechartError)
    expect(caught).toMatchObject({
      code: 'MACHINE_THREW',
      path: 'speakers[a]',
      feature: 'bad',
      cause: new Error('no good')
    })
    expect(() => speakers.tell('a', { type: 'finish' })).toThrowError(expect.objectContaining({ code: 'RUN_ENDED' }))
    clock.run({ until: 1000 })
    expect(said).toEqual([])
  })

  it("refuses events that are the statechart's own", () => {
    for (const type of ['xstate.init', 'xstate.after.PATIENCE.speaker.listening', '*', undefined]) {
      const { speakers } = stage()
      speakers.open('a', { name: 'A' })
      expect(() => speakers.tell('a', { type } as never)).toThrowError(
        expect.objectContaining({ code: 'INVALID_EVENT' })
      )
    }
  })
})
