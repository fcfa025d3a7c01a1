import {
  ca40Arm,
  ca40SingleClick,
  dlczLink,
  erYsoLink,
  operatingPoints,
  rb87Prompt,
  rb87Stabilisation,
  rb87Stored,
  stabilisedPhase,
  windowNoise
} from '@bellwire/physics'
import { MemoryRecorder } from '@bellwire/runtime'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Parts, scenarioOf } from '../../../test/platform-scenarios.js'
import { networkOf } from '../network/network-of.js'
import { readScenario } from '../read/read-scenario.js'
import { runScenario } from '../run/run-scenario.js'
import { knownPlatforms, platformsOfScenario } from './catalogue.js'

const meter = { now: () => 0, peakMemoryBytes: () => 0 }

const lengthFor = (platform: { readonly lengthKilometres?: number }): Parts =>
  platform.lengthKilometres === undefined ? { link: { length: '12 km' } } : {}

async function traced(text: string): Promise<Uint8Array> {
  let recorder: MemoryRecorder | undefined
  await runScenario(readScenario(text), { meter, recorder: (clock) => (recorder = new MemoryRecorder({ clock })) })
  return recorder!.encode()
}

const linkOf = (text: string) => networkOf(readScenario(text)).links[0]!
const nodeOf = (text: string) => networkOf(readScenario(text)).nodes[0]!

describe.each(knownPlatforms().map((platform) => [platform.name, platform] as const))(
  'platform %s',
  (name, platform) => {
    const text = scenarioOf(name, lengthFor(platform))

    it('plays, and to the same trace from its own YAML', async () => {
      const pasted = `${text}${platform.yaml()}`
      const [one, other] = [await traced(text), await traced(pasted)]
      expect(Buffer.compare(one, other)).toBe(0)
      expect(one.length).toBeGreaterThan(500)
      expect(readScenario(pasted)).toEqual(readScenario(text))
    })

    it('shows the link and the node that scenarios have', () => {
      const shown = platform.link(12)
      const { model, window, guard, noise, slotPeriod, delays } = linkOf(text)
      expect(shown).toMatchObject({ model, window, guard, delays })
      expect(shown.noise).toEqual(noise ?? [0, 0])
      if (slotPeriod !== undefined) expect(shown.slotPeriod).toBe(slotPeriod)
      expect(shown.slotPeriod).toBeGreaterThanOrEqual(2 * Math.max(...delays, guard))
      expect(shown.operatingPoints.length).toBeGreaterThan(0)
      for (const { fidelity, successProbability } of shown.operatingPoints) {
        expect(fidelity).toBeGreaterThan(0.25)
        expect(fidelity).toBeLessThanOrEqual(1)
        expect(successProbability).toBeGreaterThan(0)
      }
      const { name: _name, qubits: _qubits, number: _number, ...node } = nodeOf(text)
      expect(JSON.stringify(platform.node())).toBe(JSON.stringify(node))
    })

    it('has its parameters and figures, each with where it comes from', () => {
      expect(Object.keys(platform.parameters).length).toBeGreaterThan(8)
      for (const { value, unit, tag } of Object.values(platform.parameters)) {
        expect(Number.isFinite(value)).toBe(true)
        expect(unit).not.toBe('')
        expect(['published', 'derived', 'fitted', 'assumed']).toContain(tag)
      }
      const description = platformsOfScenario(`${text}${platform.yaml()}`)[0]!
      const tags = new Set(Object.values(description.parameters).map(({ tag }) => tag))
      expect(tags.has('assumed')).toBe(true)
      expect(tags.has('published')).toBe(platform.paper !== undefined)
    })
  }
)

describe('the calcium ions', () => {
  it('are those of the physics, to the last bit, at any length', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200_000 }),
        fc.subarray([0.01, 0.05, 0.17, 0.3]),
        (metres, brightnesses) => {
          const parameters = ca40SingleClick(metres / 1e3)
          const arm = ca40Arm(metres / 1e3)
          const delay = Math.round((arm.lengthKilometres * 1e12) / arm.groupVelocityMetresPerSecond)
          const some = brightnesses.length === 0 ? {} : { brightnesses }
          const link = linkOf(scenarioOf('ca40', { link: { length: `${metres} m` }, model: some }))
          const { efficiencyA, efficiencyB, photonOverlap, phaseContrast, operationsContrast } = parameters
          expect(link.model).toEqual({
            kind: 'single-click',
            parameters: { efficiencyA, efficiencyB, photonOverlap, phaseContrast, operationsContrast }
          })
          expect(link.noise).toEqual(windowNoise(parameters))
          expect(link.window).toBe(parameters.windowNanoseconds)
          expect(link.slotPeriod).toBe(Math.round(1e9 / parameters.attemptsPerSecond))
          expect(link.delays).toEqual([delay, delay])
          expect(link.operatingPoints).toEqual(
            brightnesses.length === 0 ? undefined : operatingPoints(parameters, brightnesses)
          )
        }
      ),
      { numRuns: 100, seed: 1 }
    )
  })
})

describe('the ion and the crystal', () => {
  const known = knownPlatforms().find(({ name }) => name === 'yb-eu')!

  it('give the published rate, fidelity and efficiencies', () => {
    const { operatingPoints: points, slotPeriod, budgets } = known.link(0)
    // 0.2 /s signals, which were fitted to, and 0.007 /s noise.
    expect((points[0]!.successProbability * 1e9) / slotPeriod).toBeCloseTo(0.207, 3)
    expect(points[0]!.fidelity).toBeCloseTo(0.892, 2)
    expect(budgets.map(({ name }) => name)).toEqual(['first polarisation', 'second polarisation'])
    for (const { elements } of budgets) expect((100 * elements.at(-1)!.cumulativeEfficiency).toFixed(3)).toBe('0.011')
  })

  it('herald at the receiver, and keep nothing', () => {
    expect(known).toMatchObject({ heraldingPlace: 'receiver', offers: ['measure'], lengthKilometres: 0.09 })
    const { delays, arrival, drift } = linkOf(scenarioOf('yb-eu'))
    // 90 m of fibre and half a microsecond in the memory; 8 s of preparation in every 258 s.
    expect(delays).toEqual([Math.round((90 * 1.46e9) / 299_792_458) + 500, 0])
    expect(arrival?.b?.choice).toBe('set')
    expect(drift?.dark).toEqual({ every: 258e9, for: 8e9, first: 250e9 })
  })
})

describe('the parametric cavities', () => {
  it('are the link of the physics', () => {
    const { model, noise, slotPeriod } = linkOf(scenarioOf('er-yso', { link: { length: '10 km' } }))
    const { efficiencyA, noiseClickProbability, attemptsPerSecond, modes } = erYsoLink(10)
    expect(model.kind === 'cavity' && model.parameters.efficiencyA).toBeCloseTo(efficiencyA, 14)
    expect(model.kind === 'cavity' && model.parameters.modes).toBe(modes)
    expect(noise![0]).toBeCloseTo(noiseClickProbability[0], 15)
    expect(Math.abs(slotPeriod! - 1e9 / attemptsPerSecond - 200)).toBeLessThan(1)
  })
})

describe('the rubidium ensembles', () => {
  it.each([
    ['rb87', rb87Prompt],
    ['rb87-stored', rb87Stored]
  ] as const)('%s is the published link', (name, published) => {
    const link = linkOf(scenarioOf(name))
    const [point] = link.operatingPoints!
    // The loop leaves a contrast that agrees with the derived one to a hundred-thousandth.
    const { contrast } = stabilisedPhase(rb87Stabilisation(published.attemptsPerSecond, 1))
    const closed = dlczLink({ ...published, phaseContrast: contrast }, 0.01)
    expect(Math.abs(closed.fidelity - dlczLink(published, 0.01).fidelity)).toBeLessThan(3e-6)
    expect(point!.successProbability).toBeCloseTo(closed.heraldProbability, 15)
    // Four hertz that are left turn the state, by 2.5e-4 rad: half the square of it, of half the coherence.
    expect(point!.fidelity).toBeCloseTo(closed.fidelity, 7)
    expect(link.slotPeriod).toBe(Math.round(1e9 / published.attemptsPerSecond))
    expect(nodeOf(scenarioOf(name)).twoQubitGate).toBe(null)
  })
})

/** What a link and a node say themselves goes before what their platform says. */
describe('fields beside a platform', () => {
  const ofLink = (link: object): ReturnType<typeof linkOf> => linkOf(scenarioOf('ca40-10km', { link }))

  it('of the link: window, guard, slot, detectors, arms', () => {
    expect(ofLink({ window: '70 ns', guard: '30 ns' })).toMatchObject({ window: 70, guard: 30 })
    expect(ofLink({ slotPeriod: '1 ms' }).slotPeriod).toBe(1_000_000)
    expect(ofLink({ attemptRate: '500 /s' }).slotPeriod).toBe(2_000_000)
    // Twice the dark counts and a wider window: more noise.
    const [own] = ofLink({}).noise!
    const [more] = ofLink({ detectors: { darkCounts: '4 cps' }, window: '70 ns' }).noise!
    expect(more / own).toBeCloseTo(((4 + 7.6) * 70) / ((2 + 7.6) * 50), 6)
    const { parameters } = ofLink({ arms: { a: { collection: '13 %', loss: '3 dB' } } }).model as {
      parameters: { efficiencyA: number; efficiencyB: number }
    }
    expect(parameters.efficiencyA / parameters.efficiencyB).toBeCloseTo((0.13 * 10 ** -0.3) / 0.028, 12)
  })

  it('of the node: readout, storage, times', () => {
    const ofNode = (node: object): ReturnType<typeof nodeOf> => nodeOf(scenarioOf('ca40-10km', { node }))
    expect(ofNode({ readoutFlip: '1 %' }).readoutFlip).toBe(0.01)
    expect(ofNode({}).readoutFlip).toBe(0.00307)
    expect(ofNode({ durations: { measure: '5 us' } }).durations).toEqual({ measure: 5000 })
    expect(ofNode({ storage: { memory: { law: 'perfect' } } }).storage!.transfer).toBe(undefined)
  })
})
