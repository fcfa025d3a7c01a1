import { describe, expect, it } from 'vitest'
import { clear, generate, measureBoth, twoNodeWorld } from '../../test/two-node-world.js'
import { cavityLink, modePhotons } from '../parametric-cavity-link/index.js'
import { drivenCavity } from '../parametric-cavity-link/temporal-mode.js'
import { undrivenErYso } from '../platforms/index.js'
import { emittedPolarisation, hasBrightness, heraldPatterns, operatingPointsOf } from './heralding/heralding-model.js'

const parameters = {
  efficiencyA: 0.3,
  efficiencyB: 0.3,
  photonOverlap: 0.95,
  cavity: undrivenErYso,
  modeBandwidth: 150,
  modes: 23,
  phaseContrast: 0.97
}
const model = { kind: 'cavity', parameters } as const
const noise = [1e-5, 1e-5] as const

describe('a link of two parametric cavities in the world', () => {
  it('has its closed form for operating points, over the drive', () => {
    expect(hasBrightness(model)).toBe(true)
    const points = operatingPointsOf(model, noise)
    for (const { brightness, fidelity, successProbability } of points) {
      const closed = cavityLink({ ...parameters, noiseClickProbability: noise, attemptsPerSecond: 1 }, brightness)
      expect(fidelity).toBeCloseTo(closed.fidelity, 9)
      expect(successProbability).toBeCloseTo(closed.heraldProbability, 12)
    }
    // Brighter is faster, and beyond the noise's reach worse: there is something to choose.
    for (const [index, point] of points.entries()) {
      if (index > 0) expect(point.successProbability).toBeGreaterThan(points[index - 1]!.successProbability)
    }
    const fidelities = points.map(({ fidelity }) => fidelity)
    expect(Math.max(...fidelities)).toBeGreaterThan(fidelities.at(-1)! + 0.3)
    // A request for a drive at the threshold is answered with one below.
    expect(heraldPatterns(model, 1, noise).every(({ probability }) => Number.isFinite(probability))).toBe(true)
  })

  it('leaves a memory of whose idler nobody has learned anything thermal', () => {
    const drive = 0.3
    const { idler, storedShare } = modePhotons(drivenCavity(undrivenErYso, drive), 150)
    const excited = (idler * storedShare) / (1 + idler * storedShare)
    expect(emittedPolarisation(model, 1, drive)).toBeCloseTo(1 - 2 * excited, 12)
    expect(emittedPolarisation(model, 0, 0)).toBe(1)
    const setup = twoNodeWorld({ seed: 'thermal', link: { model } })
    const rounds = 4000
    let found = 0
    for (let n = 0; n < rounds; n++) {
      generate(setup, setup.alice, { slots: 1, brightness: drive })
      setup.clock.run({ until: setup.clock.now() + 5000 })
      found += measureBoth(setup, 0)[0]
      clear(setup)
    }
    expect(Math.abs(found - rounds * excited)).toBeLessThan(5 * Math.sqrt(rounds * excited * (1 - excited)))
  })
})
