import { describe, expect, it } from 'vitest'
import { clear, generate, measureBoth, playBatch, twoNodeWorld } from '../../test/two-node-world.js'
import { dlczLink, dlczSlot, inferredExcitation } from '../dlcz/index.js'
import { relaxationMemory } from '../memory/index.js'
import { rb87Memory, rb87Parameters, rb87Prompt, rb87Retrieval } from '../platforms/index.js'
import { emittedPolarisation, hasBrightness, heraldPatterns, operatingPointsOf } from './heralding/heralding-model.js'

const chi = rb87Parameters.excitation.value
const noise = rb87Prompt.noiseClickProbability
const model = { kind: 'dlcz', parameters: rb87Prompt } as const
/** Ensembles that are read out differently well. */
const uneven = { ...rb87Prompt, retrievalEfficiencyA: 0.3, retrievalEfficiencyB: 0.9 }

describe('a link of two atomic ensembles in the world', () => {
  it('has its closed form for operating points, with the best fidelity where noise and double excitations balance', () => {
    expect(hasBrightness(model)).toBe(true)
    const points = operatingPointsOf(model, noise)
    for (const { brightness, fidelity, successProbability } of points) {
      const closed = dlczLink(rb87Prompt, brightness)
      // Where the inference from what is read out leaves the states, the nearest one is handed on.
      if (closed.memories.m00 >= 0) expect(fidelity).toBeCloseTo(closed.fidelity, 12)
      else expect(fidelity).toBeLessThan(closed.fidelity)
      expect(successProbability).toBeCloseTo(closed.heraldProbability, 15)
    }
    const best = points.reduce((one, other) => (other.fidelity > one.fidelity ? other : one))
    expect(best.brightness).toBeGreaterThan(0.01)
    expect(best.brightness).toBeLessThan(0.1)
    expect(
      points.filter(({ brightness }) => dlczLink(rb87Prompt, brightness).memories.m00 >= 0).length
    ).toBeGreaterThan(8)
    // A request for the impossible χ = 1 is answered with a very bright pulse.
    const patterns = heraldPatterns(model, 1, noise)
    expect(patterns.every(({ probability }) => Number.isFinite(probability))).toBe(true)
  })

  it('leaves a written ensemble as its side would be read out', () => {
    const parameters = { kind: 'dlcz', parameters: uneven } as const
    expect(emittedPolarisation(parameters, 0, 0.2)).toBe(1 - 2 * inferredExcitation(0.2, 0.3))
    expect(emittedPolarisation(parameters, 1, 0.2)).toBe(1 - 2 * inferredExcitation(0.2, 0.9))
    const setup = twoNodeWorld({ seed: 'uneven', link: { model: parameters } })
    const rounds = 4000
    const excited = [0, 0]
    for (let n = 0; n < rounds; n++) {
      generate(setup, setup.alice, { slots: 1, brightness: 0.2 })
      generate(setup, setup.bob, { slots: 1, brightness: 0.2 })
      setup.clock.run({ until: setup.clock.now() + 5000 })
      measureBoth(setup, 0).forEach((outcome, side) => {
        excited[side] = (excited[side] as number) + outcome
      })
      clear(setup)
    }
    for (const [side, retrieval] of [0.3, 0.9].entries()) {
      const expected = inferredExcitation(0.2, retrieval)
      const spread = Math.sqrt(rounds * expected * (1 - expected))
      expect(Math.abs((excited[side] as number) - rounds * expected)).toBeLessThan(5 * spread)
    }
  })

  it('keeps excitations with the published lifetime, as reading out later would find them', () => {
    const memory = relaxationMemory(rb87Memory)
    const setup = twoNodeWorld({
      seed: 'rubidium',
      link: { model, noise },
      alice: () => ({ memory }),
      bob: () => ({ memory })
    })
    const answer = playBatch(setup, { slots: 1e9, brightness: chi, period: 362_000 })
    if (answer.type !== 'detected') throw new Error('no herald')
    for (const device of [setup.alice, setup.bob]) device.execute({ type: 'halt', link: 7 })
    const excitations = (): readonly number[] => {
      const state = setup.world.oracle.state({ node: 'alice', qubit: 0 }, { node: 'bob', qubit: 0 })
      return [(1 - (state[12] as number)) / 2, (1 - (state[3] as number)) / 2, Math.abs(state[5] as number) / 2]
    }
    const [a, b, coherence] = excitations() as [number, number, number]
    const light = { present: true, brightness: chi }
    const fresh = dlczSlot(rb87Prompt, light, light, noise).patterns.find(
      ({ bellIndex }) => bellIndex === answer.bellIndex
    )
    // Storage has begun with the herald.
    expect(coherence).toBeCloseTo(Math.abs((fresh?.state?.[5] as number) / 2), 4)
    setup.clock.run({ until: setup.clock.now() + 102_000 })
    // The share retrieved after 107 µs over that after 5 µs.
    const kept = rb87Retrieval(107) / rb87Retrieval(5)
    const [later, laterB, laterCoherence] = excitations() as [number, number, number]
    expect(later).toBeCloseTo(a * kept, 9)
    expect(laterB).toBeCloseTo(b * kept, 9)
    expect(laterCoherence).toBeCloseTo(coherence * kept, 9)
  })
})
