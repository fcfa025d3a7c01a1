import { coincidenceRates, tagText, type PairSourceLinkParameters } from '@bellwire/physics'
import { describe, expect, it } from 'vitest'
import { networkOf } from '../network/network-of.js'
import { readScenario } from '../read/read-scenario.js'
import { linkTags } from '../run/link-tags.js'
import { runScenario } from '../run/run-scenario.js'

const meter = { now: () => 0, peakMemoryBytes: () => 0 }

const MODEL = `
      kind: pair-source
      brightness: 500 kHz
      visibility: [98 %, 95 %]
      coincidenceWindow: 500 ps
      detectors: { efficiency: 60 %, darkCounts: 300 cps, jitter: 50 ps, deadTime: 40 ns }`

const scenarioOf = (model = MODEL, link = '', request = 'number: 3000') => `
name: photon pairs
seed: 3
duration: 3 s
nodes: [{ name: alice, qubits: 1 }, { name: bob, qubits: 1 }]
stations: [{ name: source }]
links:
  - a: alice
    b: bob
    station: source
    length: 10 km
    model:${model}
    ${link}
requests:
  - { from: alice, to: bob, kind: measure, minimumFidelity: 80 %, ${request}, bases: { from: { random: XZ }, to: { random: XZ } } }
`

function parametersOf(text: string): PairSourceLinkParameters {
  const { model } = networkOf(readScenario(text)).links[0]!
  if (model.kind !== 'pair-source') throw new Error(model.kind)
  return model.parameters
}

describe('a link of kind pair-source', () => {
  it('is a source at the station with the losses of the arms on either side', () => {
    const [link] = networkOf(readScenario(scenarioOf())).links
    // 5 km of fibre at 204200 km/s; gates of two round trips, slots a microsecond longer than they must be.
    const delay = 24_486
    expect(link).toMatchObject({
      delays: [delay, delay],
      window: 4 * delay,
      guard: 2 * delay,
      slotPeriod: 6 * delay + 1000
    })
    const end = {
      channelEfficiency: expect.closeTo(10 ** -0.1, 12),
      delayPicoseconds: 1000 * delay,
      basisChoice: { kind: 'passive', zShare: 0.5 },
      detector: { efficiency: 0.6, darkCountsPerSecond: 300, jitterPicoseconds: 50, deadTimeNanoseconds: 40 }
    }
    expect(parametersOf(scenarioOf())).toEqual({
      source: { pairsPerSecond: 5e5, visibilityZ: 0.98, visibilityX: 0.95, alice: end, bob: end },
      coincidencePicoseconds: 500
    })
  })

  it('may differ from end to end, and look for clocks elsewhere', () => {
    const model = `${MODEL}
      a: { basis: { choice: active, zShare: 90 %, setting: 2 us } }
      b: { detectors: { efficiency: 25 % } }
      clockSearch: { offset: 5 ms, drift: 20 ppm }`
    const { source, clockSearch } = parametersOf(scenarioOf(model))
    expect(source.alice.basisChoice).toEqual({ kind: 'active', zShare: 0.9, settingPicoseconds: 2e6 })
    expect(source.alice.detector.efficiency).toBe(0.6)
    expect(source.bob.detector).toEqual({
      efficiency: 0.25,
      darkCountsPerSecond: 0,
      jitterPicoseconds: 0,
      deadTimeNanoseconds: 0
    })
    expect(clockSearch).toEqual({ largestOffsetPicoseconds: 5e9, largestDrift: 2e-5, resolutionPicoseconds: 1000 })
  })

  it('gives pairs through the stack with the error rates of the closed forms', async () => {
    const text = scenarioOf()
    const { report } = await runScenario(readScenario(text), { meter })
    const [request] = report.requests
    expect(request).toMatchObject({ delivered: 3000, errors: {} })
    const { matched } = coincidenceRates(parametersOf(text).source, 500)
    for (const [basis, at] of [
      ['Z', 0],
      ['X', 10]
    ] as const) {
      const wrong = matched[at + 1]! + matched[at + 4]!
      const expected = wrong / (wrong + matched[at]! + matched[at + 5]!)
      const { value, rounds } = request!.errorRates[basis]!
      expect(Math.abs(rounds - 750)).toBeLessThan(5 * Math.sqrt(750 * 0.75))
      expect(Math.abs(value - expected)).toBeLessThan(5 * Math.sqrt((expected * (1 - expected)) / rounds))
    }
    // One herald for each slot in which there is a coincidence, and no slot between two requests for pairs is lost.
    const [link] = networkOf(readScenario(text)).links
    const total = matched.reduce((sum, rate) => sum + rate, 0)
    const perSlot = -Math.expm1(-total * link!.window * 1e-9)
    const slots = (request!.requestLatency!.meanSeconds * 1e9) / link!.slotPeriod!
    expect(Math.abs(3000 / slots - perSlot)).toBeLessThan(5 * Math.sqrt((perSlot * (1 - perSlot)) / slots) + 0.002)
  })

  it('gives right outcomes alone while frames are lost and doubled, a node crashes and the station starts anew', async () => {
    const channels =
      'channels: { a: { loss: 3 % }, b: { loss: 3 %, duplication: 5 % }, peer: { loss: 3 %, jitter: 20 us } }'
    const faults = `faults:
  - { kind: crash, node: bob, at: 600 ms, until: 700 ms }
  - { kind: restart-station, station: source, at: 1200 ms }`
    const text = scenarioOf(MODEL, channels, 'number: continuous').replace('duration: 3 s', 'duration: 2 s') + faults
    const { report } = await runScenario(readScenario(text), { meter })
    const { delivered, errorRates } = report.requests[0]!
    expect(delivered).toBeGreaterThan(100)
    const { matched } = coincidenceRates(parametersOf(text).source, 500)
    for (const [basis, at] of [
      ['Z', 0],
      ['X', 10]
    ] as const) {
      const wrong = matched[at + 1]! + matched[at + 4]!
      const expected = wrong / (wrong + matched[at]! + matched[at + 5]!)
      const { value, rounds } = errorRates[basis]!
      expect(rounds).toBeGreaterThan(20)
      // Of outcomes of different rounds half would differ.
      expect(Math.abs(value - expected)).toBeLessThan(5 * Math.sqrt((expected * (1 - expected)) / rounds))
    }
  })

  it('measures as requests say where ends are active, and refuses what splitters have chosen otherwise', async () => {
    const bases = 'bases: { from: { random: XZ, probabilities: [80 %] }, to: Z }'
    const asked = (model: string) =>
      readScenario(scenarioOf(model, '', 'number: 1000').replace(/bases: \{ from: .*\} \} \}/, `${bases} }`))
    const active = `${MODEL}\n      basis: { choice: active }`
    const [request] = (await runScenario(asked(active), { meter })).report.requests
    expect(request).toMatchObject({ delivered: 1000, errors: {} })
    expect(Object.keys(request!.correlators).sort()).toEqual(['X-Z', 'Z-Z'])
    expect(Math.abs(request!.errorRates.Z!.rounds - 200)).toBeLessThan(5 * Math.sqrt(1000 * 0.16))
    expect(request!.errorRates.Z!.value).toBeLessThan(0.06)
    const [refused] = (await runScenario(asked(MODEL), { meter })).report.requests
    expect(refused).toMatchObject({ delivered: 0, errors: { UNSUPP: 1 } })
  })

  it('has no pairs to keep', async () => {
    const { report } = await runScenario(
      readScenario(scenarioOf().replace(/kind: measure(.*), bases.*}/, 'kind: keep$1 }')),
      { meter }
    )
    expect(report.requests[0]).toMatchObject({ delivered: 0, errors: { UNSUPP: 1 } })
  })

  it('replays recorded tags, and says when they are over', async () => {
    const model = readScenario(scenarioOf(MODEL, '', 'number: continuous').replace('duration: 3 s', 'duration: 100 ms'))
    const tags = linkTags(model, 80_000_000)
    const files: { [path: string]: string } = { 'a.txt': tagText(tags.alice), 'b.txt': tagText(tags.bob) }
    const read = (path: string) => new TextEncoder().encode(files[path])
    const text = scenarioOf(`${MODEL}\n      tags: { a: a.txt, b: b.txt }`, '', 'number: continuous')
    const short = readScenario(text.replace('duration: 3 s', 'duration: 70 ms'), 'scenario', read)
    const long = readScenario(text.replace('duration: 3 s', 'duration: 100 ms'), 'scenario', read)
    const [made, ended] = [await runScenario(short, { meter }), await runScenario(long, { meter })]
    const asMade = await runScenario({ ...model, duration: short.duration }, { meter })
    expect(made.report.requests).toEqual(asMade.report.requests)
    expect(made.report.requests[0]!.delivered).toBeGreaterThan(200)
    expect(made.report).not.toHaveProperty('notices')
    expect(ended.report.notices).toEqual(['alice-bob: the recording of tags is over'])
  })

  it.each([
    ['brightness: 500 kHz', 'brightness: -1 Hz', 'links[0].model.brightness is "-1 Hz"'],
    ['visibility: [98 %, 95 %]', 'visibility: [98 %]', 'links[0].model.visibility[1] is missing'],
    ['coincidenceWindow: 500 ps', 'coincidenceWindow: 500', 'links[0].model.coincidenceWindow'],
    ['efficiency: 60 %', 'efficiency: 2', 'links[0].model.detectors.efficiency is 2'],
    [
      'length: 10 km',
      'length: 10 km\n    noise: [0, 0]',
      'links[0].noise is given; accepted: no noise of the station: each end has its detectors'
    ],
    ['length: 10 km', 'length: 10 km\n    guard: 1 us', 'window is 97944; accepted: at most two guards, 2000 ns'],
    [
      'kind: pair-source',
      'kind: pair-source\n      tags: { a: x, b: y }',
      'links[0].model.tags.a is "x" (no file can be read here)'
    ]
  ])('is refused with %s as %s', (field, wrong, message) => {
    expect(() => readScenario(scenarioOf().replace(field, wrong))).toThrow(message)
  })
})
