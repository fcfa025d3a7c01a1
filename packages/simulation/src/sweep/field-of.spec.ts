import { describe, expect, it } from 'vitest'
import { fieldOf } from './field-of.js'
import { SweepError } from './sweep-error.js'

const document = {
  duration: '1 s',
  nodes: [{ name: 'alice' }, { name: 'bob.2' }, { name: 'carol' }],
  links: [
    { a: 'alice', b: 'bob.2', model: { brightnesses: [0.1, 0.2] } },
    { a: 'carol', b: 'bob.2' }
  ],
  requests: [
    { from: 'alice', to: 'bob.2' },
    { from: 'bob.2', to: 'carol' },
    { from: 'bob.2', to: 'carol' }
  ],
  faults: []
}

describe('the field that a path names', () => {
  it.each<[string, (string | number)[]]>([
    ['duration', ['duration']],
    ['links[0].length', ['links', 0, 'length']],
    ['links.0.length', ['links', 0, 'length']],
    ['links.1.length', ['links', 1, 'length']],
    ['links[alice-bob.2].length', ['links', 0, 'length']],
    ['links[bob.2-carol].length', ['links', 1, 'length']],
    ['nodes.alice.clock.drift', ['nodes', 0, 'clock', 'drift']],
    ['nodes[bob.2].qubits', ['nodes', 1, 'qubits']],
    ['requests[alice-bob.2].hold', ['requests', 0, 'hold']],
    ['links[0].model.brightnesses[1]', ['links', 0, 'model', 'brightnesses', 1]],
    ['constructor.name', ['constructor', 'name']]
  ])('%s', (path, field) => {
    expect(fieldOf(path, document)).toEqual(field)
  })

  it.each<[string, RegExp]>([
    ['', /^path is ""; accepted: a path such as duration, /],
    ['links..length', /^path is "links\.\.length"; accepted: /],
    ['links[0', /^path is "links\[0"; accepted: /],
    ['[0]', /^path is "\[0\]"; accepted: /],
    ['links[2].length', /^links\[2\] is missing; accepted: 0 or alice-bob\.2, 1 or carol-bob\.2$/],
    ['links[alice-carol].length', /^links\[alice-carol\] is missing; accepted: 0 or /],
    ['requests[bob.2-carol].hold', /^requests\[bob\.2-carol\] is not the only one .*; accepted: one of .* 1, 2$/],
    ['faults[0].at', /^faults\[0\] is missing; accepted: nothing: the list is empty$/],
    ['duration.length', /^duration is "1 s"; accepted: duration itself, which has no part named length$/],
    ['links[1].drift.dark[0].from', /^links\[1\]\.drift\.dark is missing; accepted: a list in the scenario/],
    ['links[1].timers.0', /^links\[1\]\.timers is missing; accepted: a list in the scenario/]
  ])('%s is refused', (path, message) => {
    expect(() => fieldOf(path, document)).toThrow(SweepError)
    expect(() => fieldOf(path, document)).toThrow(message)
  })
})
