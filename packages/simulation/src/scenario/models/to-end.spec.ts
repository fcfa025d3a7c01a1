import { describe, expect, it } from 'vitest'
import { networkOf } from '../network/network-of.js'
import { readScenario } from '../read/read-scenario.js'
import { runScenario } from '../run/run-scenario.js'

const scenario = (link: string, request = 'kind: measure, ') => `name: to one end
duration: 100 ms
seed: 3
nodes:
  - { name: alice, qubits: 2 }
  - { name: bob, qubits: 2 }
stations:
  - name: beside-bob
links:
  - a: alice
    b: bob
    station: beside-bob
    ${link}
requests:
  - { from: alice, to: bob, ${request}number: 20, minimumFidelity: 0.5 }
`

const RECEIVER = `length: 1 km
    window: 30 ns
    detectors: { efficiency: 90 %, darkCounts: 100 cps }
    model:
      kind: receiver
      emission: 50 %
      comb: { teeth: square, depth: 3.81, finesse: 3, spacing: 2 MHz, echo: 2 }
      flips: 1 %
      dephasing: 2 %
      preparation: { every: 50 ms, for: 5 ms }`

const SOURCE = `arms: { a: { length: 1 km, loss: 3 dB } }
    detectors: { efficiency: 80 % }
    model: { kind: source, meanPairs: 0.06, storageEfficiency: 60 %, photonOverlap: 0.95 }`

const read = (text: string) => readScenario(text, 'scenario.yaml')
const linkOf = (text: string) => networkOf(read(text)).links[0]!
const run = async (text: string) => {
  const { report } = await runScenario(read(text), { meter: { now: () => 0, peakMemoryBytes: () => 0 } })
  return report
}

describe('a link heralded at its receiver', () => {
  it('has the whole fibre between a and the station, and the memory in it', () => {
    const { delays, arrival, model, drift } = linkOf(scenario(RECEIVER))
    // 1 km of fibre, and the second echo of a comb with teeth 2 MHz apart.
    expect(delays).toEqual([Math.round(1e12 / 2.042e8) + 1000, 0])
    expect(arrival).toEqual({ b: { bases: [0, 1, 2, 3, 4], choice: 'set' } })
    expect(drift?.dark).toEqual({ every: 50_000_000, for: 5_000_000 })
    if (model.kind !== 'receiver') throw new Error(model.kind)
    expect(model.parameters).toMatchObject({ sourceEfficiency: 0.5, flipProbability: 0.01, dephasingProbability: 0.02 })
    expect(model.parameters.chain[0]!.efficiency).toBeCloseTo(0.9 * 10 ** -0.02, 12)
    expect(model.parameters.storage).toMatchObject({ peakDepth: 3.81, finesse: 3, spacingHertz: 2e6, echo: 2 })
  })

  it('gives measured pairs through the stack, and answers UNSUPP to whoever wants to keep some (LNK-150)', async () => {
    const measured = (await run(scenario(RECEIVER))).requests?.[0]
    expect(measured).toMatchObject({ delivered: 20, completed: 1, errors: {} })
    const kept = (await run(scenario(RECEIVER, ''))).requests?.[0]
    expect(kept).toMatchObject({ delivered: 0, completed: 0, errors: { UNSUPP: 1 } })
  })
})

describe('a link heralded at a source', () => {
  it('has one photon of a pair meet that of a, and the other go into a memory', () => {
    const { delays, model, noise } = linkOf(scenario(SOURCE))
    expect(delays).toEqual([Math.round(1e12 / 2.042e8), 0])
    if (model.kind !== 'source') throw new Error(model.kind)
    expect(model.parameters).toMatchObject({ meanPairs: 0.06, idlerEfficiency: 0.8, storageEfficiency: 0.6 })
    expect(model.parameters.emitterEfficiency).toBeCloseTo(0.8 * 10 ** -0.32, 12)
    expect(noise).toEqual([0, 0])
  })

  it('keeps pairs', async () => {
    expect((await run(scenario(SOURCE, ''))).requests?.[0]).toMatchObject({ delivered: 20, errors: {} })
  })
})

describe('what such links cannot be', () => {
  it.each([
    [
      'a fibre at b',
      RECEIVER.replace('length: 1 km', 'arms: { a: { length: 1 km }, b: { length: 1 km } }'),
      'arms.b.length'
    ],
    ['a time with a comb', RECEIVER.replace('flips: 1 %', 'storageTime: 1 us'), 'model.storageTime'],
    ['a basis twice', RECEIVER.replace('flips: 1 %', 'bases: [Z, X, Z]'), 'model.bases'],
    ['no basis', RECEIVER.replace('flips: 1 %', 'bases: []'), 'model.bases'],
    ['a preparation without an end', RECEIVER.replace('for: 5 ms', 'for: 50 ms'), 'model.preparation.for'],
    ['a source of more than a pair', SOURCE.replace('0.06', '1.2'), 'model.meanPairs'],
    [
      'two kinds of darkness',
      `${RECEIVER}
    drift:
      law: constant
      stepInterval: 1 s
      thresholds: { measure: contrast, drifting: 1, outOfSpecification: 1 }
      dark: { every: 10 ms, for: 1 ms }`,
      'drift.dark'
    ]
  ])('%s is refused by name', (_, link, field) => {
    expect(() => read(scenario(link))).toThrow(`links[0].${field}`)
  })
})
