import { describe as group, expect, it } from 'vitest'
import { assign, emit, not, setup } from 'xstate'
import { describe } from './describe.js'
import { toMermaid } from './mermaid.js'

const machine = setup({
  actions: { announce: emit({ type: 'up' }) },
  guards: { ready: () => true },
  delays: { GRACE: 10, BACKOFF: () => 3 }
}).createMachine({
  id: 'door',
  initial: 'closed',
  states: {
    closed: {
      entry: 'announce',
      on: { OPEN: [{ guard: not('ready'), actions: 'announce' }, { target: 'open.wide' }] },
      after: { BACKOFF: { target: 'closed', reenter: true } }
    },
    open: {
      initial: 'ajar',
      exit: assign({}),
      onDone: 'closed',
      states: { ajar: { after: { GRACE: 'gone' } }, wide: {}, gone: { type: 'final' } }
    },
    'broken-1': { type: 'final' }
  },
  on: { BREAK: '.broken-1', '*': { actions: 'announce' } }
})

group('describe', () => {
  const { id, states, transitions, delays, events } = describe(machine)

  it('lists states with what they do', () => {
    expect(id).toBe('door')
    expect(states.map((state) => state.path)).toEqual([
      '',
      'closed',
      'open',
      'open.ajar',
      'open.wide',
      'open.gone',
      'broken-1'
    ])
    expect(states[1]).toEqual({
      path: 'closed',
      parent: '',
      initial: undefined,
      final: false,
      entry: ['announce'],
      exit: []
    })
    expect(states[2]).toMatchObject({ parent: '', initial: 'open.ajar', exit: ['assign'] })
    expect(states[5]).toMatchObject({ final: true })
  })

  it('lists transitions, delays and events', () => {
    expect(transitions).toContainEqual({
      from: 'closed',
      event: 'OPEN',
      guard: 'not(ready)',
      target: undefined,
      reenter: false,
      actions: ['announce']
    })
    expect(transitions).toContainEqual(
      expect.objectContaining({ from: 'closed', event: 'after BACKOFF', reenter: true })
    )
    expect(transitions).toContainEqual(expect.objectContaining({ from: 'open', event: 'done', target: 'closed' }))
    expect(transitions).toContainEqual(expect.objectContaining({ from: '', event: '*', target: undefined }))
    expect(delays).toEqual([
      { name: 'BACKOFF', nanoseconds: undefined },
      { name: 'GRACE', nanoseconds: 10 }
    ])
    expect(events).toEqual(['BREAK', 'OPEN'])
  })
})

group('toMermaid', () => {
  it('draws states, arrows and notes', () => {
    expect(toMermaid(machine)).toBe(`stateDiagram-v2
  state "closed" as s_closed
  state "open" as s_open {
    state "ajar" as s_open__ajar
    state "wide" as s_open__wide
    state "gone" as s_open__gone
    s_open__gone --> [*]
    [*] --> s_open__ajar
  }
  state "broken-1" as s_broken_2d_1
  s_broken_2d_1 --> [*]
  [*] --> s_closed
  s_closed --> s_open__wide : OPEN
  s_closed --> s_closed : after BACKOFF
  s_open --> s_closed : done
  s_open__ajar --> s_open__gone : after GRACE
  note right of s_closed
    in every state:
    BREAK → broken-1
    any other / announce
  end note
  note right of s_closed
    entry / announce
    OPEN [not(ready)] / announce
  end note
  note right of s_open
    exit / assign
  end note
`)
  })
})
