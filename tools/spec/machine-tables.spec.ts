import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Machine } from '../../conformance/src/machines/machine.js'
import { drawTable } from './machine-drawing.mjs'
import { checkTable, readTables } from './machine-tables.mjs'

const REQUIREMENTS = [
  { id: 'PHY-009', role: 'any' },
  { id: 'PHY-030', role: 'node' },
  { id: 'PHY-070', role: 'station' }
]

const DOOR: Machine = {
  machine: 'door',
  title: 'A door',
  role: 'node',
  section: '1.1',
  initial: 'shut',
  states: { shut: { about: 'Nobody comes in.' }, open: { about: 'Everybody does.' } },
  events: {
    push: { from: 'party', frame: 'PUSH', about: 'From outside.' },
    knock: { from: 'party', about: 'Politely.' },
    draught: { from: 'hardware', about: 'From somewhere.' }
  },
  reactions: { creaks: 'It is heard.' },
  transitions: [
    { from: ['shut'], event: 'push', to: 'open', does: { creaks: 'PHY-030' } },
    { from: ['open'], event: 'draught', to: 'shut', does: { creaks: 'PHY-030' } },
    { from: ['shut'], event: 'knock', does: { creaks: 'PHY-030' } }
  ],
  otherwise: { ignored: 'PHY-009' },
  infeasible: [{ states: ['open'], events: ['knock'], because: 'There is nothing to knock at.' }]
}

const problemsOf = (fields: Partial<Machine>, file = 'spec/machines/door.json') =>
  checkTable({ file, machine: { ...DOOR, ...fields } }, REQUIREMENTS).map(({ message }) => message)

describe('a table of an abstract machine', () => {
  it('has nothing wrong where every state has one reaction to every event', () => {
    expect(problemsOf({})).toEqual([])
  })

  it.each<[string, Partial<Machine>]>([
    ['its machine is window', { machine: 'window' }],
    ['there is no state ajar', { initial: 'ajar' }],
    [
      'there is no state ajar',
      { transitions: [...DOOR.transitions, { from: ['ajar'], event: 'push', does: { creaks: 'PHY-030' } }] }
    ],
    ['there is no event kick', { infeasible: [{ states: ['open'], events: ['kick'], because: '' }] }],
    ['there is no reaction slams', { otherwise: { slams: 'PHY-009' } }],
    ['nobody has the reaction slams', { reactions: { ...DOOR.reactions, slams: '' } }],
    ['ignored is no reaction', { reactions: { ...DOOR.reactions, ignored: '' } }],
    ['there is no requirement PHY-999', { otherwise: { ignored: 'PHY-999' } }],
    ['PHY-070 obliges a station, not a node', { otherwise: { ignored: 'PHY-070' } }],
    ['what is ignored has no reaction: ignored, creaks', { otherwise: { ignored: 'PHY-009', creaks: 'PHY-030' } }],
    ['no way leads to hidden', { states: { ...DOOR.states, hidden: { about: '' } } }],
    [
      'no way leads out of open, which is transient',
      {
        states: { ...DOOR.states, open: { about: '', transient: 'It falls shut.' } },
        transitions: DOOR.transitions.slice(0, 1)
      }
    ],
    ['shut, push has 2 transitions', { transitions: [...DOOR.transitions, ...DOOR.transitions.slice(0, 1)] }],
    [
      'shut, push has a reason not to come about, and another or a transition',
      { infeasible: [{ states: ['shut'], events: ['push'], because: '' }] }
    ],
    [
      'knock comes about in no state',
      {
        transitions: DOOR.transitions.slice(0, 2),
        infeasible: [{ states: ['open', 'shut'], events: ['knock'], because: '' }]
      }
    ],
    [
      'push is ignored, and leads to open',
      {
        transitions: [
          ...DOOR.transitions.slice(1),
          { from: ['shut'], event: 'push', to: 'open', does: { ignored: 'PHY-009' } }
        ]
      }
    ]
  ])('is said to be wrong: %s', (message, fields) => {
    expect(problemsOf(fields)).toContain(message)
  })

  it('is drawn with its arrows, and notes of what keeps a state', () => {
    expect(drawTable(DOOR).split('\n')).toEqual([
      'stateDiagram-v2',
      '  state "shut" as s_shut',
      '  state "open" as s_open',
      '  [*] --> s_shut',
      '  s_shut --> s_open : PUSH push',
      '  s_open --> s_shut : draught',
      '  note right of s_shut',
      '    stays on',
      '    knock',
      '  end note',
      ''
    ])
  })
})

describe('the tables of the specification', () => {
  it('are there', () => {
    const names = readTables(fileURLToPath(new URL('../..', import.meta.url))).map(({ machine }) => machine.machine)
    expect(names).toEqual([
      'attempt',
      'circuit-at-inner-node',
      'expiry',
      'heralding',
      'keep-alive',
      'pair',
      'registration',
      'request-of-master',
      'request-of-other',
      'session-of-master',
      'session-of-other'
    ])
  })
})
