import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readScenario } from '../read/read-scenario.js'

const example = readFileSync(new URL('../../../../../examples/scenarios/photon-pairs.yaml', import.meta.url), 'utf8')

it.each([
  [
    'protocol: bbm92',
    'analysis: complementarity-chernoff',
    'applications[0].protocol is "sifted"; accepted: bbm92: the'
  ],
  [
    /kind: key-distribution[^]*/,
    'kind: teleport\n    from: alice\n    to: bob\n    number: 3\n',
    'applications[0].kind is "teleport"; accepted: key-distribution with protocol bbm92, or measure: the link of alice and'
  ]
])(
  'an application that keeps pairs is refused over a link that measures them as they come: %s',
  (part, other, message) => {
    expect(() => readScenario(example.replace(part, other))).toThrow(message)
  }
)
