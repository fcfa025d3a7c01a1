import { describe, expect, it } from 'vitest'
import { readScenario } from '../read/read-scenario.js'
import { LONG, textOf } from '../../../test/application-scenarios.js'

const SESSION =
  'rounds: 2500, analysis: complementarity-azuma, probability: 0.4, expectedQber: 1 %, epsilons: [0.9], minimumLength: 1'

describe('applications that make no sense', () => {
  const teleport = '{ kind: teleport, from: alice, to: bob, number: 10 }'
  const session = `{ kind: key-distribution, from: alice, to: bob, ${SESSION} }`

  it.each([
    [
      teleport,
      'kind: teleport',
      'kind: teleprot',
      /:17:13: applications\[0\]\.kind is "teleprot"; accepted: an application/
    ],
    [
      teleport,
      'number: 10',
      'nubmer: 10',
      /:17:45: applications\[0\]\.nubmer is no known key \(did you mean number\?\)/
    ],
    [teleport, 'number: 10', 'number: 0', /applications\[0\]\.number is 0; accepted: an integer from 1/],
    [teleport, 'to: bob', 'to: bop', /applications\[0\]\.to is "bop".*did you mean bob\?/],
    [teleport, 'to: bob', 'to: alice', /applications\[0\]\.to is "alice"; accepted: another node/],
    [teleport, 'to: bob', 'to: carol, over: link', /over is "link"; accepted: circuit: alice and carol share no link/],
    [teleport, 'to: bob', 'to: carol, over: lnog', /over is "lnog".*link, circuit, long \(did you mean long\?\)/],
    [
      teleport,
      'to: bob',
      'to: bob, over: long',
      /over is "long", from alice to carol; accepted: a circuit from alice to bob/
    ],
    [teleport, 'to: bob', 'to: carol, over: long, minimumFidelity: 0.9', /minimumFidelity is given; accepted: none/],
    [teleport, 'number: 10', 'number: 10, start: 5 km', /applications\[0\]\.start is "5 km"; accepted: a time/],
    [session, 'rounds: 2500', 'rounds: 0', /applications\[0\]\.rounds is 0; accepted: an integer from 1 to 16777216/],
    [session, 'expectedQber: 1 %', 'expectedQber: 0', /expectedQber is 0; accepted: above 0, up to 0\.5/],
    [
      session,
      'analysis: complementarity-azuma',
      'protocol: sifted, analysis: entropy-accumulation',
      /analysis is "entropy.*accepted: one of the protocol/
    ],
    [session, 'analysis: complementarity-azuma', 'protocol: sifted', /analysis is missing; .*not a proof/],
    [session, 'rounds: 2500', 'rounds: 2500, reconciliation: cascade', /reconciliation is "cascade"; accepted: one of/],
    [session, 'rounds: 2500', 'rounds: 2500, pool: 100', /pool is 100; accepted: an integer from 384/],
    [session, '[0.9]', '[0.9, 0.9]', /epsilons is \[0\.9,0\.9\]; accepted: 1 number for complementarity-azuma/],
    [
      teleport,
      teleport,
      '{ kind: bounces, from: alice, to: bob, lengths: [3, 3], repetitions: 1 }',
      /lengths is \[3,3\]/
    ],
    [
      teleport,
      teleport,
      '{ kind: tomography, from: alice, to: bob, number: 8 }',
      /number is 8; accepted: an integer from 9/
    ],
    [teleport, 'name: long', 'name: circuit', /circuits\[0\]\.name is "circuit"/],
    [teleport, 'name: long, ', '', /circuits\[0\]\.number is missing; accepted: a number of pairs, or a name/],
    [
      teleport,
      'name: long',
      'name: long, purpose: 12288',
      /circuits\[0\]\.purpose is 12288; accepted: an integer below 12288/
    ]
  ])('are refused by field, value and place: %#', (entry, part, wrong, message) => {
    const text = textOf([entry], LONG)
    expect(text).toContain(part)
    expect(() => readScenario(text.replace(part, wrong), 'file')).toThrow(message)
  })
})
