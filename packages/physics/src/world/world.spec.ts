import { bellSign } from '@bellwire/quantum'
import { describe, expect, it } from 'vitest'
import { singleClickSlot, type SingleClickParameters } from '../single-click/index.js'
import { clear, measureBoth, playBatch, twoNodeWorld } from '../../test/two-node-world.js'

const optics: SingleClickParameters = {
  efficiencyA: 0.2,
  efficiencyB: 0.15,
  photonOverlap: 1,
  phaseContrast: 0.98,
  operationsContrast: 0.95
}

describe('an ideal link', () => {
  it('delivers the announced Bell state in the slot of the draw (DEV-032)', () => {
    const setup = twoNodeWorld({
      link: { model: { kind: 'ideal', parameters: { successProbability: 1, fidelity: 1, announced: [2] } } }
    })
    const answer = playBatch(setup, { firstSlot: 5, slots: 3 })
    expect(answer).toEqual({ type: 'detected', link: 7, slot: 5, offset: 25_000, bellIndex: 2 })
    expect(setup.clock.now()).toBe(1025)
    expect(setup.world.oracle.fidelity({ node: 'alice', qubit: 0 }, { node: 'bob', qubit: 0 }, 2)).toBeCloseTo(1, 12)
    clear(setup)
    expect(setup.world.oracle.livePairs).toBe(0)
  })
})

describe('a single-click link', () => {
  const light = { present: true, brightness: 0.2 }
  const noise = [1e-3, 2e-3] as const
  const model = singleClickSlot(optics, light, light, noise)

  for (const mode of ['skip', 'exact'] as const) {
    it(`has the closed form's rate, Bell indices and correlators (${mode})`, () => {
      const setup = twoNodeWorld({
        seed: 11,
        mode,
        link: { model: { kind: 'single-click', parameters: optics }, noise }
      })
      const heralds = 12_000
      let slots = 0
      let plus = 0
      const sums = [0, 0, 0]
      for (let n = 0; n < heralds; n++) {
        const answer = playBatch(setup, { slots: 1000, brightness: 0.2 })
        if (answer.type !== 'detected') throw new Error('no herald in a thousand slots')
        slots += answer.slot + 1
        if (answer.bellIndex === 1) plus++
        const basis = (n % 3) as 0 | 1 | 2
        const [a, b] = measureBoth(setup, basis)
        // Axes of the bases Z, X, Y are 3, 1, 2. Outcomes relative to the announced state.
        const axis = [3, 1, 2][basis] as 1 | 2 | 3
        sums[basis] = (sums[basis] as number) + (a === b ? 1 : -1) * bellSign(answer.bellIndex, axis)
        clear(setup)
      }
      const p = model.heraldProbability
      expect(Math.abs(slots - heralds / p)).toBeLessThan((5 * Math.sqrt(heralds * (1 - p))) / p)
      const [first, second] = model.patterns
      const q = (first?.probability as number) / p
      expect(Math.abs(plus - heralds * q)).toBeLessThan(5 * Math.sqrt(heralds * q * (1 - q)))
      const each = heralds / 3
      for (const basis of [0, 1, 2] as const) {
        const axis = [3, 1, 2][basis] as 1 | 2 | 3
        const mean = [first, second].reduce(
          (sum, pattern) =>
            sum +
            ((pattern?.probability as number) / p) *
              (pattern?.state?.[5 * axis] as number) *
              bellSign(pattern?.bellIndex as number, axis),
          0
        )
        expect(Math.abs((sums[basis] as number) / each - mean)).toBeLessThan(5 * Math.sqrt((1 - mean * mean) / each))
      }
    })
  }
})
