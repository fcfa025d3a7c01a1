import { readdirSync, readFileSync } from 'node:fs'
import Ajv from 'ajv'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readScenario } from './read-scenario.js'
import { networkOf } from '../network/network-of.js'
import { ScenarioError } from './scenario-error.js'

const BASE = `name: test
duration: 1 s
nodes:
  - { name: alice, qubits: 2 }
  - { name: bob, qubits: 2 }
stations:
  - name: middle
links:
  - a: alice
    b: bob
    station: middle
    length: 10 km
    model: { kind: ideal, attempts: 20, fidelity: 0.98 }
requests:
  - { from: alice, to: bob, number: 3, minimumFidelity: 0.9 }
`

const schema = JSON.parse(
  readFileSync(new URL('../../../schema/scenario.schema.json', import.meta.url), 'utf8')
) as object
const validate = new Ajv.default({ strict: false }).compile(schema)

function failure(text: string): ScenarioError {
  try {
    readScenario(text, 'scenario.yaml')
  } catch (error) {
    if (error instanceof ScenarioError) return error
    throw error
  }
  throw new Error(`accepted:\n${text}`)
}

/** [what, from, to, message] */
type Bad = readonly [what: string, from: string, to: string, message: RegExp]

/** Errors that the published schema has, too. */
const BAD_FIELDS: readonly Bad[] = [
  [
    'a fidelity above 1',
    'fidelity: 0.98',
    'fidelity: 1.2',
    /^scenario\.yaml:13:51: links\[0\]\.model\.fidelity is 1\.2; accepted: a number from 0\.25 to 1,/
  ],
  [
    'a wanted fidelity above 1',
    'Fidelity: 0.9',
    'Fidelity: 1.01',
    /^scenario\.yaml:15:57: requests\[0\]\.minimumFidelity is 1\.01; accepted: a number from 0 to 1, or a percentage such as '50 %'$/
  ],
  [
    'a wrong unit',
    '10 km',
    '10 kg',
    /^scenario\.yaml:12:13: links\[0\]\.length is "10 kg"; accepted: a length such as '10 km', in mm, m, km, 0 or more$/
  ],
  [
    'a missing unit',
    '10 km',
    '10',
    /^scenario\.yaml:12:13: links\[0\]\.length is 10; accepted: a length such as '10 km', in mm, m, km/
  ],
  [
    'a negative length',
    '10 km',
    '-10 km',
    /^scenario\.yaml:12:13: links\[0\]\.length is "-10 km"; accepted: .*0 or more$/
  ],
  [
    'an unknown key',
    'qubits: 2 }\n  - { name: bob',
    'qbits: 2 }\n  - { name: bob',
    /^scenario\.yaml:4:5: nodes\[0\]\.qubits is missing; .*\nscenario\.yaml:4:20: nodes\[0\]\.qbits is no known key \(did you mean qubits\?\); accepted: name, number, qubits, .*$/
  ],
  [
    'an unknown key beside all others',
    'length: 10 km',
    'length: 10 km\n    lenth: 3 km',
    /^scenario\.yaml:13:5: links\[0\]\.lenth is no known key \(did you mean length\?\); accepted: a, b, station, model, length,/
  ],
  [
    'an unknown key at the top',
    'name: test',
    'name: test\nspeed: 3',
    /^scenario\.yaml:2:1: speed is no known key \(did you mean seed\?\); accepted: .*name/
  ],
  [
    'a missing field',
    '    station: middle\n',
    '',
    /^scenario\.yaml:9:5: links\[0\]\.station is missing; accepted: a name of letters, .*; station is needed$/
  ],
  [
    'an unknown kind',
    'kind: ideal',
    'kind: magic',
    /^scenario\.yaml:13:20: links\[0\]\.model\.kind is "magic"; accepted: a model: ideal, single-click, two-click, dlcz, cavity, receiver, source, pair-source or platform$/
  ],
  [
    'a number of qubits that is none',
    'qubits: 2',
    'qubits: 1.5',
    /nodes\[0\]\.qubits is 1\.5; accepted: an integer from 1 to 65536$/
  ],
  [
    'a name with a slash',
    'name: alice',
    'name: a/b',
    /^scenario\.yaml:4:13: nodes\[0\]\.name is "a\/b"; accepted: a name of letters/
  ],
  [
    'a list that is a text',
    'requests:\n  - { from: alice, to: bob, number: 3, minimumFidelity: 0.9 }',
    'requests: some',
    /^scenario\.yaml:14:11: requests is "some"; accepted: a list$/
  ],
  [
    'an unknown scheduler',
    'length: 10 km',
    'length: 10 km\n    scheduler: { kind: weighted-fair, weights: [1, -2] }',
    /scheduler\.weights\[1\] is -2; accepted: a number of at least 0$/
  ]
]

/** Errors that only the reader sees. */
const BAD_SENSE: readonly Bad[] = [
  [
    'a node that is not there',
    'b: bob',
    'b: bobb',
    /^scenario\.yaml:10:8: links\[0\]\.b is "bobb"; accepted: the name of a node: alice, bob \(did you mean bob\?\)$/
  ],
  [
    'a station that is not there',
    'station: middle',
    'station: left',
    /^scenario\.yaml:11:14: links\[0\]\.station is "left"; accepted: the name of a station: middle$/
  ],
  ['a link to itself', 'b: bob', 'b: alice', /links\[0\]\.b is "alice"; accepted: another node than at a$/],
  [
    'a name twice',
    'name: bob',
    'name: alice',
    /^scenario\.yaml:5:13: nodes\[1\]\.name is "alice"; accepted: a name that no other/
  ],
  [
    'a number twice',
    'name: bob,',
    'name: bob, number: 1,',
    /nodes\[1\]\.number is 1; accepted: a number that no other/
  ],
  [
    'a percentage above 100',
    'Fidelity: 0.9',
    'Fidelity: 101 %',
    /requests\[0\]\.minimumFidelity is "101 %"; accepted: a number from 0 to 1/
  ],
  [
    'more than 104 days',
    'duration: 1 s',
    'duration: 105 d',
    /^scenario\.yaml:2:11: duration is "105 d"; accepted: a time .*up to 104 days$/
  ],
  [
    'a fraction of a nanosecond',
    'duration: 1 s',
    'duration: 1.5 ns',
    /duration is "?1\.5.*; accepted: .*whole nanoseconds/
  ],
  [
    'a request without a link',
    'from: alice, to: bob',
    'from: alice, to: alice',
    /requests\[0\]\.to is "alice"; accepted: a node to which alice has a link$/
  ],
  [
    'two ways to say the same',
    'attempts: 20',
    'attempts: 20, successProbability: 0.05',
    /links\[0\]\.model is given successProbability and attempts; accepted: one of/
  ],
  [
    'no way to say it',
    'attempts: 20, ',
    '',
    /links\[0\]\.model is without successProbability and attempts; accepted: one of/
  ],
  ['no length', '    length: 10 km\n', '', /links\[0\]\.length is missing; accepted: the length of the link/],
  [
    'bases of kept pairs',
    'number: 3',
    'number: 3, bases: { from: X }',
    /requests\[0\]\.bases is given; accepted: no bases with kind keep$/
  ],
  [
    'a slot that is too short',
    'length: 10 km',
    'length: 10 km\n    slotPeriod: 1 us',
    /^scenario\.yaml:9:5: links\[0\] is refused; accepted: slotPeriod 1000 ns/
  ],
  [
    'T2 beyond 2 T1',
    'qubits: 2',
    'qubits: 2, memory: { law: relaxation, relaxationTime: 1 s, coherenceTime: 3 s }',
    /nodes\[0\]\.memory\.coherenceTime is 3000000000 ns; accepted: at most twice/
  ],
  [
    'flips too fast for a channel',
    'qubits: 2',
    'qubits: 2, memory: { law: linear-flip, coherenceTime: 1 s, flipRate: 100 Hz }',
    /nodes\[0\] is refused by the physics: memory\.flipRatePerSecond/
  ]
]

/** Errors of YAML itself. */
const BAD_YAML: readonly Bad[] = [
  [
    'a key twice',
    'name: test',
    'name: test\nname: other',
    /^scenario\.yaml:2:1: YAML is wrong \(Map keys must be unique/
  ],
  [
    'a bracket left open',
    '{ name: alice, qubits: 2 }',
    '{ name: alice, qubits: 2',
    /^scenario\.yaml:\d+:\d+: YAML is wrong \(/
  ],
  [
    'a tab for indentation',
    'duration: 1 s',
    'duration: 1 s\nfaults:\n\t- 1',
    /^scenario\.yaml:\d+:\d+: YAML is wrong \(/
  ],
  ['an alias of nothing', 'duration: 1 s', 'duration: *time', /YAML is wrong \(/]
]

describe('reading a scenario', () => {
  it('takes one that is in order, as the published schema does', () => {
    const scenario = readScenario(BASE)
    expect(scenario.duration).toBe(1_000_000_000)
    expect(scenario.links[0]?.length).toBe(10)
    expect(validate(parse(BASE))).toBe(true)
  })

  it.each(BAD_FIELDS)('refuses %s, as the published schema does', (_, from, to, message) => {
    const text = BASE.replace(from, to)
    expect(text).not.toBe(BASE)
    expect(failure(text).message).toMatch(message)
    expect(validate(parse(text))).toBe(false)
  })

  it.each(BAD_SENSE)('refuses %s', (_, from, to, message) => {
    const text = BASE.replace(from, to)
    expect(text).not.toBe(BASE)
    expect(failure(text).message).toMatch(message)
  })

  it('names everything that is wrong with fields at once, each with its place, in the order of the file', () => {
    const error = failure(
      BASE.replace('duration: 1 s', 'durations: 1 s\nspeed: 3')
        .replace('{ name: bob, qubits: 2 }', '{ name: b/b, qbits: 2 }')
        .replace('10 km', '10 kg')
        .replace('number: 3', 'number: 0.5')
    )
    expect(error.message.split('\n').map((line) => line.replace(/; accepted: .*/, ''))).toEqual([
      'scenario.yaml:1:1: duration is missing',
      'scenario.yaml:2:1: durations is no known key (did you mean duration?)',
      'scenario.yaml:3:1: speed is no known key (did you mean seed?)',
      'scenario.yaml:6:5: nodes[1].qubits is missing',
      'scenario.yaml:6:13: nodes[1].name is "b/b"',
      'scenario.yaml:6:18: nodes[1].qbits is no known key (did you mean qubits?)',
      'scenario.yaml:13:13: links[0].length is "10 kg"',
      'scenario.yaml:16:37: requests[0].number is 0.5'
    ])
    expect(error).toMatchObject({ line: 1, column: 1, field: 'duration', value: 'missing' })
    expect(error.others.map(({ line, field }) => [line, field]).slice(-2)).toEqual([
      [13, 'links[0].length'],
      [16, 'requests[0].number']
    ])
    for (const line of error.message.split('\n')) expect(line).toMatch(/; accepted: ./)
  })

  it('names all references that lead nowhere, and not what only follows from them', () => {
    const links = BASE.replace('b: bob', 'b: bobb').replace('station: middle', 'station: left')
    expect(failure(links).message.split('\n')).toEqual([
      'scenario.yaml:10:8: links[0].b is "bobb"; accepted: the name of a node: alice, bob (did you mean bob?)',
      'scenario.yaml:11:14: links[0].station is "left"; accepted: the name of a station: middle'
    ])
    const requests = BASE.replace('from: alice, to: bob', 'from: alise, to: bobb')
    expect(failure(requests).message.split('\n')).toEqual([
      'scenario.yaml:15:13: requests[0].from is "alise"; accepted: the name of a node: alice, bob (did you mean alice?)',
      'scenario.yaml:15:24: requests[0].to is "bobb"; accepted: the name of a node: alice, bob (did you mean bob?)'
    ])
  })

  it('says the same thing once', () => {
    expect(failure(BASE.replace('    length: 10 km\n', '')).others).toEqual([])
    expect(failure(BASE.replace('qubits: 2', 'qubits: -0.5')).others).toEqual([])
  })

  it('takes a list for what it is where a mapping belongs', () => {
    expect(failure(BASE.replace('{ name: alice, qubits: 2 }', '[alice, 2]')).message).toMatch(
      /^scenario\.yaml:4:5: nodes\[0\] is \["alice",2\]; accepted: a mapping of name, number, qubits, .*$/
    )
    // What every list has, such as its method `every`, is nothing that the file says.
    expect(failure(BASE.replace('number: 3', 'number: 3, repeat: []')).message).toMatch(
      /^scenario\.yaml:15:48: requests\[0\]\.repeat\.every is missing; accepted: a time such as/
    )
  })

  it.each(BAD_YAML)('refuses %s', (_, from, to, message) => {
    expect(failure(BASE.replace(from, to)).message).toMatch(message)
  })

  it.each(['', '# nothing', '- a list', 'just text', '---\nname: a\n---\nname: b'])('refuses %j', (text) => {
    expect(failure(text)).toMatchObject({ code: 'simulation.scenario', line: expect.any(Number) as number })
  })
})

const examples = new URL('../../../../../examples/scenarios/', import.meta.url)

describe.each(readdirSync(examples).filter((name) => name.endsWith('.yaml')))('the example %s', (name) => {
  const text = readFileSync(new URL(name, examples), 'utf8')

  it('names the schema that it keeps to', () => {
    expect(text.split('\n')[0]).toBe(
      '# yaml-language-server: $schema=../../packages/simulation/schema/scenario.schema.json'
    )
    expect(validate(parse(text)) ? [] : validate.errors).toEqual([])
  })

  it('describes a network', () => {
    const scenario = readScenario(text, name)
    expect(networkOf(scenario).links.length).toBe(scenario.links.length)
  })
})
