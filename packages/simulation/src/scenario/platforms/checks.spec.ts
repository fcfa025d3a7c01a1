import { describe, expect, it } from 'vitest'
import { type Parts, scenarioOf } from '../../../test/platform-scenarios.js'
import { readScenario } from '../read/read-scenario.js'

const OWN = `platforms:
  own:
    title: For a try
    emission: { kind: two-click, photonOverlap: 0.9, phaseContrast: 0.9, operationsContrast: 0.9 }
    collection: 20 %
`

/** What is said of a scenario with this platform. */
function refusal(platform: string, parts: Parts = { link: { length: '10 km' } }): string {
  try {
    readScenario(`${OWN}${platform.replace(/^(?=.)/gm, '    ')}\n${scenarioOf('own', parts)}`, 'own.yaml')
  } catch (error) {
    return (error as Error).message
  }
  return ''
}

const CONTRADICTIONS: readonly (readonly [platform: string, message: RegExp, parts?: Parts])[] = [
  [
    'memory: { law: relaxation, relaxationTime: 1 ms, coherenceTime: 3 ms }',
    /^own\.yaml:\d+:\d+: platforms\.own\.memory\.coherenceTime is 3000000 ns; accepted: at most twice the relaxationTime, 2000000 ns$/
  ],
  [
    'storage: { memory: { law: relaxation, relaxationTime: 1 ms, coherenceTime: 3 ms } }',
    /platforms\.own\.storage\.memory\.coherenceTime is 3000000 ns; accepted: at most/
  ],
  [
    'memory: { law: linear-flip, coherenceTime: 1 s, flipRate: 100 Hz }',
    /platforms\.own is refused by the physics: memory\.flipRatePerSecond is 100; accepted: /
  ],
  [
    'attempt: { overhead: 1 ms, rate: 1 kHz }',
    /platforms\.own\.attempt\.rate is given; accepted: one of overhead, period, rate: overhead is given$/
  ],
  [
    'fibre: { statedAt: 80 km }',
    /platforms\.own\.fibre\.statedAt is 80 km; accepted: at most 69\.897 km: 40 km of fibre lose more than everything from a together$/
  ],
  [
    'length: 10 km\nattempt: { period: 40 us }',
    /platforms\.own\.length is 10 km; accepted: at most 8\.127 km with slots of 40 us \(platform own\), or slots of at least 49\.172 us, for light, answer and two guards$/,
    {}
  ],
  [
    'length: 10 km\nattempt: { period: 60 us }\nstation: { guard: 40 us }',
    /platforms\.own\.station\.guard is 40 us; accepted: at most 30 us, half of a slot of 60 us \(platform own\)$/,
    {}
  ],
  [
    'length: 10 km\nattempt: { period: 60 us }\nstation: { window: 60 us }',
    /platforms\.own\.station\.window is 60 us; accepted: below 60 us, the length of a slot of 60 us \(platform own\)$/,
    {}
  ],
  [
    'tags: { collecton: published }',
    /platforms\.own\.tags\.collecton is "collecton"; accepted: the name of a field with a number: .*collection.*\(did you mean collection\?\)$/
  ],
  [
    'gates: { between: false, swap: 3 us }',
    /platforms\.own\.gates\.swap is given; accepted: no swap of hardware with between: false$/
  ]
]

describe('numbers of a platform that contradict each other', () => {
  it.each(CONTRADICTIONS.map((one) => [one] as const))('%j', ([platform, message, parts]) => {
    expect(refusal(platform, parts)).toMatch(message)
    expect(refusal(platform, parts).split('\n').length).toBe(1)
  })

  it('of an emission are those of its kind', () => {
    const ideal = OWN.replace(/emission: .*/, 'emission: { kind: ideal, fidelity: 0.9 }')
    expect(() => readScenario(`${ideal}${scenarioOf('own', { link: { length: '1 km' } })}`)).toThrow(
      /platforms\.own\.emission is without successProbability and attempts; accepted: one of successProbability and attempts$/
    )
  })
})

describe('links and nodes of a platform', () => {
  it.each([
    [
      'ca40x',
      {},
      /links\[0\]\.model\.platform is "ca40x"; accepted: the name of a platform: .*\(did you mean ca40\?\)/
    ],
    ['ca40', {}, /links\[0\]\.length is missing; accepted: a length such as '10 km', for platform ca40$/],
    [
      'ca40-10km',
      { link: { length: '1 km' } },
      /links\[0\]\.length is given; accepted: no length: ca40-10km has its own$/
    ],
    [
      'ca40-10km',
      { link: { arms: { a: { length: '1 km' } } } },
      /links\[0\]\.length is given; accepted: no length: ca40-10km has its own$/
    ],
    [
      'ca40-10km',
      { node: { platform: 'ca44' } },
      /nodes\[0\]\.platform is "ca44"; accepted: .*\(did you mean ca40\?\)/
    ],
    [
      'ca40-10km',
      { link: { guard: '200 us' } },
      /links\[0\]\.guard is 200 us; accepted: at most 187\.8145 us, half of a slot of 375\.629 us \(platform ca40-10km\)$/
    ]
  ] as readonly (readonly [string, Parts, RegExp])[])('%s with %j', (platform, parts, message) => {
    expect(() => readScenario(scenarioOf(platform, parts))).toThrow(message)
  })

  it('may be brighter or fainter only where there is a brightness', () => {
    expect(refusal('', { link: { length: '10 km' }, model: { brightnesses: [0.1] } })).toMatch(
      /links\[0\]\.model\.brightnesses is given; accepted: no brightnesses: own has the model two-click$/
    )
    expect(refusal('attempt: { rate: 10 kHz }', { link: { length: '30 km' } })).toMatch(
      /links\[0\]\.length is 30 km; accepted: at most 20\.379 km with slots of 100 us/
    )
    expect(refusal('attempt: { rate: 10 kHz }', { link: { length: '20.379 km' } })).toBe('')
    expect(refusal('attempt: { rate: 10 kHz }', { link: { length: '20.38 km' } })).not.toBe('')
  })
})
