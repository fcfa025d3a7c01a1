import { bellSign } from '@bellwire/quantum'
import { describe, expect, it } from 'vitest'
import { clear, measureBoth, playBatch, type TwoNodeOptions, twoNodeWorld } from '../../test/two-node-world.js'
import { linearFlipMemory, transferFactors } from '../memory/index.js'
import { ca40Memory, ca40Parameters, ca40SingleClick10km as ca40 } from '../platforms/index.js'
import { singleClickLink, windowNoise } from '../single-click/index.js'

/** The calcium link of "A building block of quantum repeaters" (Liu et al.), 10 km, played through its devices. */

const transfer = new Float64Array(4)
transferFactors(ca40Parameters.transferZFactor.value, transfer)
const storage = { memory: linearFlipMemory(ca40Memory) }
const period = 1e9 / ca40.attemptsPerSecond

const options: TwoNodeOptions = {
  seed: 'ca40',
  link: {
    model: { kind: 'single-click', parameters: ca40 },
    noise: windowNoise(ca40),
    window: ca40.windowNanoseconds
  },
  // The published loss on transfer is of the pair: one side carries it.
  alice: () => ({ readoutFlip: ca40.readoutFlip[0], storage: { ...storage, transfer } }),
  bob: () => ({ readoutFlip: ca40.readoutFlip[1], storage })
}

describe('the calcium link in the world', () => {
  it('has the rate, the error rate and the CHSH value of the closed form', () => {
    const brightness = ca40Parameters.brightnessDiqkd10km.value
    const closed = singleClickLink(ca40, brightness)
    const setup = twoNodeWorld(options)
    const rounds = 15_000
    const key = { errors: 0, rounds: 0 }
    const correlators = [0, 0, 0, 0]
    const counts = [0, 0, 0, 0]
    let slots = 0
    for (let n = 0; n < rounds; n++) {
      const answer = playBatch(setup, { slots: 1e9, brightness, period, lead: 1_000_000 })
      if (answer.type !== 'detected') throw new Error('no herald')
      slots += answer.slot + 1
      if (n % 3 === 0) {
        const [a, b] = measureBoth(setup, 0)
        key.rounds++
        // Ψ± is anticorrelated in Z.
        if (a === b) key.errors++
      } else {
        // A in Z or X (0, 1), B in (Z±X)/√2 (3, 4): ⟨ZB⟩ has the sign of ZZ, ⟨XB⟩ that of XX times ±.
        const setting = n & 3
        const [alice, bob] = [(setting & 1) as 0 | 1, setting < 2 ? 3 : 4] as const
        const [a, b] = measureBoth(setup, alice, 0, bob)
        const sign = alice === 0 ? bellSign(answer.bellIndex, 3) : bellSign(answer.bellIndex, 1) * (bob === 3 ? 1 : -1)
        correlators[setting] = (correlators[setting] as number) + (a === b ? sign : -sign)
        counts[setting] = (counts[setting] as number) + 1
      }
      clear(setup)
    }
    expect(Math.abs((slots * closed.heraldProbability) / rounds - 1)).toBeLessThan(5 / Math.sqrt(rounds))
    // The seconds that passed, classical answers and all, give the published rate of 0.2915 /s.
    expect(Math.abs(rounds / (setup.clock.now() * 1e-9) / closed.rate - 1)).toBeLessThan(5 / Math.sqrt(rounds) + 2e-3)
    const q = closed.errorRate
    expect(Math.abs(key.errors - key.rounds * q)).toBeLessThan(5 * Math.sqrt(key.rounds * q * (1 - q)))
    let chsh = 0
    let variance = 0
    correlators.forEach((sum, setting) => {
      const mean = sum / (counts[setting] as number)
      chsh += mean
      variance += (1 - mean ** 2) / (counts[setting] as number)
    })
    expect(Math.abs(chsh - closed.chsh)).toBeLessThan(5 * Math.sqrt(variance))
  })

  it('keeps a pair as long as the published memory does', () => {
    const brightness = ca40Parameters.brightnessMemory.value
    const setup = twoNodeWorld(options)
    const contrast = (1 - 2 * ca40.readoutFlip[0]) * (1 - 2 * ca40.readoutFlip[1])
    // As measured, with readout flips; both detectors' states are equally good.
    const fidelity = (bellIndex: number): number => {
      const state = setup.world.oracle.state({ node: 'alice', qubit: 0 }, { node: 'bob', qubit: 0 })
      const signed = (axis: 1 | 2 | 3): number => bellSign(bellIndex, axis) * (state[5 * axis] as number) * contrast
      return (1 + signed(1) + signed(2) + signed(3)) / 4
    }
    const answer = playBatch(setup, { slots: 1e9, brightness, period, lead: 1_000_000 })
    if (answer.type !== 'detected') throw new Error('no herald')
    for (const device of [setup.alice, setup.bob]) {
      device.execute({ type: 'halt', link: 7 })
      device.execute({ type: 'store', qubit: 0, tag: 0 })
    }
    expect(fidelity(answer.bellIndex)).toBeCloseTo(0.7871, 4)
    setup.clock.run({ until: setup.clock.now() + 450_000_000 })
    expect(fidelity(answer.bellIndex)).toBeCloseTo(0.536, 4)
    setup.clock.run({ until: setup.clock.now() + 98_400_000 })
    expect(fidelity(answer.bellIndex)).toBeCloseTo(0.5, 4)
  })
})
