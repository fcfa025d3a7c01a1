import { cavityLink, dlczLink, rb87Prompt, undrivenErYso } from '@bellwire/physics'
import { describe, expect, it } from 'vitest'
import { networkOf } from '../network/network-of.js'
import { readScenario } from '../read/read-scenario.js'

/** A scenario of one link with this model and these optics. */
function linkOf(model: string, optics = 'length: 20 km') {
  const scenario = readScenario(`name: test
duration: 1 s
nodes:
  - { name: alice, qubits: 2 }
  - { name: bob, qubits: 2 }
stations:
  - name: middle
links:
  - { a: alice, b: bob, station: middle, model: ${model}, ${optics} }
`)
  const [link] = networkOf(scenario).links
  if (link === undefined) throw new Error('no link')
  return link
}

const dlcz =
  '{ kind: dlcz, efficiencies: [0.02563, 0.02563], photonOverlap: 0, phaseContrast: 0.9569, operationsContrast: 0.668, retrievalEfficiencies: [0.2762, 0.2762], brightnesses: [0.01] }'
const cavity =
  '{ kind: cavity, photonOverlap: 0.95, phaseContrast: 0.97, decay: 150 rad/us, coupling: 0.3 rad/ns, linewidth: 150 rad/us, finesse: 3, modeBandwidth: 150 rad/us, pump: 1 us, brightnesses: [0.02, 0.1] }'

describe('a model of atomic ensembles in a scenario', () => {
  it('is the published link, its working point with what the closed form gives', () => {
    const link = linkOf(dlcz, 'length: 20 km, noise: [8.63e-5, 8.63e-5]')
    expect(link.model).toEqual({
      kind: 'dlcz',
      parameters: {
        efficiencyA: 0.02563,
        efficiencyB: 0.02563,
        photonOverlap: 0,
        phaseContrast: 0.9569,
        operationsContrast: 0.668,
        retrievalEfficiencyA: 0.2762,
        retrievalEfficiencyB: 0.2762
      }
    })
    const closed = dlczLink(rb87Prompt, 0.01)
    expect(link.operatingPoints).toEqual([
      {
        brightness: 0.01,
        fidelity: expect.closeTo(closed.fidelity, 9),
        successProbability: expect.closeTo(closed.heraldProbability, 12)
      }
    ])
  })

  it('reads its excitations out perfectly and takes the arms’ efficiency where nothing else is said', () => {
    const short = dlcz.replace('efficiencies: [0.02563, 0.02563], ', '')
    const { model, operatingPoints } = linkOf(
      short.replace(/retrievalEfficiencies: [^\]]*\], brightnesses: [^\]]*\]/, 'phaseOffset: 5 deg')
    )
    expect(operatingPoints).toBe(undefined)
    expect(model.parameters).toMatchObject({ retrievalEfficiencyA: 1, retrievalEfficiencyB: 1 })
    expect(model.parameters).toMatchObject({ efficiencyB: expect.closeTo(10 ** -0.2, 12) as number })
  })

  it.each([
    [
      'retrievalEfficiencies: [0.2762',
      'retrievalEfficiencies: [0',
      /retrievalEfficiencies\[0\] is 0; accepted: a number/
    ],
    ['brightnesses: [0.01]', 'brightnesses: [1]', /brightnesses\[0\] is 1; accepted: a number from 0 to 0\.99/],
    ['photonOverlap: 0,', '', /photonOverlap is missing/]
  ])('refuses what cannot be: %s', (from, to, message) => {
    expect(() => linkOf(dlcz.replace(from, to))).toThrow(message)
  })
})

describe('a model of parametric cavities in a scenario', () => {
  it('fills the pump pulse with modes, with what the closed form gives', () => {
    const link = linkOf(cavity, 'length: 20 km, detectors: { efficiency: 0.9, darkCounts: 10 cps }, window: 1 us')
    expect(link.model).toMatchObject({ kind: 'cavity', parameters: { modes: 23, modeBandwidth: 150 } })
    const closed = cavityLink(
      {
        cavity: undrivenErYso,
        efficiencyA: 0.9 * 10 ** -0.2,
        efficiencyB: 0.9 * 10 ** -0.2,
        photonOverlap: 0.95,
        phaseContrast: 0.97,
        modeBandwidth: 150,
        modes: 23,
        noiseClickProbability: [-Math.expm1(-1e-5), -Math.expm1(-1e-5)],
        attemptsPerSecond: 1
      },
      0.1
    )
    expect(link.operatingPoints?.[1]).toEqual({
      brightness: 0.1,
      fidelity: expect.closeTo(closed.fidelity, 9),
      successProbability: expect.closeTo(closed.heraldProbability, 9)
    })
  })

  it('takes a stated number of modes, and no comb for a finesse of 1', () => {
    const { model } = linkOf(cavity.replace('pump: 1 us', 'modes: 7').replace('finesse: 3, ', ''))
    expect(model.parameters).toMatchObject({ modes: 7, cavity: { ...undrivenErYso, combFinesse: 1 } })
  })

  it.each([
    ['pump: 1 us', 'pump: 40 ns', /model\.pump is "?40 ns"?; accepted: at least one mode, 41\.89 ns/],
    ['pump: 1 us', 'pump: 1 us, modes: 3', /model is given modes and pump; accepted: one of modes and pump/],
    ['pump: 1 us, ', '', /model is without modes and pump/],
    [
      'decay: 150 rad/us',
      'decay: 150 MHz',
      /decay is "150 MHz"; accepted: an? angular frequency such as '150 rad\/us'/
    ],
    ['finesse: 3', 'finesse: 0.3', /finesse is 0\.3; accepted: a number of at least 1/],
    ['brightnesses: [0.02', 'brightnesses: [0.99', /brightnesses\[0\] is 0\.99; accepted: a number from 0 to 0\.95/]
  ])('refuses what cannot be: %s as %s', (from, to, message) => {
    expect(() => linkOf(cavity.replace(from, to))).toThrow(message)
  })
})
