import { affinePairSide, blochRotation, createPair, rotatePairSide } from '@bellwire/quantum'
import { createRandom, LATEST } from '@bellwire/runtime'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  onlyDark,
  type ContrastLaw,
  contrastAfter,
  degradedState,
  type DriftOptions,
  LinkCondition,
  timeToContrast
} from './drift.js'
import { WorldError } from './errors.js'
import { generate, nextAnswer, observe, playBatch, clear, twoNodeWorld } from '../../test/two-node-world.js'

const laws: ContrastLaw[] = [
  { kind: 'exponential', time: 3e9 },
  { kind: 'gaussian', time: 3e9 },
  { kind: 'linear', time: 3e9 }
]
const SECOND = 1_000_000_000

describe('laws of contrast', () => {
  it('start at 1, fall, and are undone by their inverse', () => {
    for (const law of laws) {
      expect(contrastAfter(law, 0)).toBe(1)
      fc.assert(
        fc.property(fc.double({ min: 1e-3, max: 1, noNaN: true }), (contrast) => {
          expect(contrastAfter(law, timeToContrast(law, contrast))).toBeCloseTo(contrast, 9)
        }),
        { seed: 6 }
      )
    }
    expect(contrastAfter({ kind: 'linear', time: 5 }, 6)).toBe(0)
    expect(timeToContrast({ kind: 'constant' }, 0.5)).toBe(Infinity)
  })
})

describe('a state seen through lost contrast', () => {
  it('is dephased and turned about Z on side A', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 15, maxLength: 15 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: -4, max: 4, noNaN: true }),
        (coefficients, contrast, phase) => {
          const state = createPair()
          state.set(coefficients, 1)
          const expected = state.slice()
          affinePairSide(expected, 0, contrast, contrast, 1, 0)
          rotatePairSide(expected, 0, blochRotation([0, 0, 1], phase))
          const seen = degradedState(state, contrast, phase)
          for (let k = 0; k < 16; k++) expect(seen[k]).toBeCloseTo(expected[k] as number, 12)
        }
      ),
      { seed: 7 }
    )
  })
})

describe('the walk of the phase', () => {
  it('has a variance that grows with time', () => {
    const drift: DriftOptions = {
      stepInterval: SECOND / 10,
      law: { kind: 'constant' },
      phaseWalk: 0.2,
      thresholds: { measure: 'contrast', drifting: 0.1, outOfSpecification: 0.5 }
    }
    const random = createRandom('walk')
    const walks = 3000
    let squares = 0
    for (let n = 0; n < walks; n++) {
      const condition = new LinkCondition(drift, random.stream(`${n}`), 0.5)
      for (let step = 1; step <= 20; step++) condition.step((step * SECOND) / 10)
      squares += condition.phase ** 2
    }
    const variance = 0.2 ** 2 * 2
    expect(Math.abs(squares / walks - variance)).toBeLessThan(5 * variance * Math.sqrt(2 / walks))
  })
})

describe('a drifting link', () => {
  const drift: DriftOptions = {
    stepInterval: SECOND / 100,
    law: { kind: 'exponential', time: 10 * SECOND },
    thresholds: { measure: 'contrast', drifting: 0.1, outOfSpecification: 0.3 }
  }

  it('is told of again to a node that was reset, when that has returned (DEV-085)', () => {
    const setup = twoNodeWorld({ link: { drift } })
    setup.alice.reset()
    setup.clock.run({ until: 2 * SECOND })
    const [told, ...none] = setup.said.alice
    expect([told, none]).toMatchObject([{ type: 'linkQuality', quality: 1 }, []])
    setup.alice.reset()
    expect(setup.said.alice).toHaveLength(1)
    setup.clock.run({ until: 2 * SECOND })
    expect(setup.said.alice[1]).toMatchObject({ type: 'linkQuality', quality: 1 })
    expect(setup.said.bob).toHaveLength(1)
  })

  it('tells both nodes when it changes, delivers worse pairs, and is restored by calibration (DEV-008)', () => {
    for (const mode of ['skip', 'exact'] as const) {
      const setup = twoNodeWorld({ mode, link: { drift, calibrationDuration: SECOND } })
      const heralded: number[] = []
      setup.world.onHerald = ({ quality }) => heralded.push(quality)
      const fidelity = (): number => {
        expect(playBatch(setup).type).toBe('detected')
        const value = setup.world.oracle.fidelity({ node: 'alice', qubit: 0 }, { node: 'bob', qubit: 0 }, 0)
        clear(setup)
        return value
      }
      expect(fidelity()).toBe(1)
      setup.clock.run({ until: 2 * SECOND })
      // e^(-t/10) < 0.9 from 1.0536 s on, noticed at the step of 1.06 s; < 0.7 at 3.5667 s.
      const quality = {
        type: 'linkQuality',
        link: 7,
        quality: 1,
        validFor: Math.floor(-10 * SECOND * Math.log(0.7)) - 1.06 * SECOND
      }
      expect(setup.said.alice).toEqual([quality])
      expect(setup.said.bob).toEqual([quality])
      expect(fidelity()).toBeCloseTo((1 + Math.exp(-0.2)) / 2, 12)
      setup.clock.run({ until: 4 * SECOND })
      expect(setup.said.bob.at(-1)).toEqual({ type: 'linkQuality', link: 7, quality: 2, validFor: LATEST })
      fidelity()

      setup.alice.execute({ type: 'calibrate', link: 7, tag: 3 })
      expect(playBatch(setup).type).toBe('silent')
      setup.clock.run({ until: 5.001 * SECOND })
      expect(setup.said.alice.slice(-2)).toEqual([
        { type: 'linkQuality', link: 7, quality: 0, validFor: Math.floor(-10 * SECOND * Math.log(0.9)) },
        { type: 'calibrated', link: 7, tag: 3 }
      ])
      expect(setup.said.bob.at(-1)).toMatchObject({ quality: 0 })
      expect(fidelity()).toBe(1)
      expect(heralded).toEqual([0, 1, 2, 0])
    }
  })

  it('changes in the middle of a batch', () => {
    for (const mode of ['skip', 'exact'] as const) {
      const setup = twoNodeWorld({
        mode,
        link: {
          drift: { ...drift, law: { kind: 'linear', time: SECOND / 10 }, stepInterval: 1000 },
          model: { kind: 'ideal', parameters: { successProbability: 0.02, fidelity: 1 } }
        }
      })
      for (const device of [setup.alice, setup.bob]) generate(setup, device, { slots: 1000, lead: 1500 })
      observe(setup, { slots: 1000, lead: 1500 })
      const answer = nextAnswer(setup)
      if (answer.type !== 'detected') throw new Error('no herald')
      setup.alice.execute({ type: 'halt', link: 7 })
      setup.bob.execute({ type: 'halt', link: 7 })
      // The last step before the gate of slot k was at (k+1) µs.
      const contrast = 1 - (answer.slot + 1) / 100_000
      expect(setup.world.oracle.state({ node: 'alice', qubit: 0 }, { node: 'bob', qubit: 0 })[5]).toBeCloseTo(
        contrast,
        12
      )
    }
  })

  it('calls a loss of fidelity by its share of the state', () => {
    const setup = twoNodeWorld({
      link: {
        model: { kind: 'ideal', parameters: { successProbability: 1, fidelity: 0.7 } },
        drift: { ...drift, thresholds: { measure: 'fidelity', drifting: 0.02, outOfSpecification: 0.1 } }
      }
    })
    setup.clock.run({ until: SECOND })
    // Werner weight (4F−1)/3 = 0.6, half of F's coefficient sum: 0.3·(1−c) = 0.02 at c = 1 − 1/15.
    const crossing = -10 * Math.log(1 - 1 / 15)
    expect(Math.ceil(crossing * 100) / 100).toBeCloseTo(0.69, 9)
    expect(setup.said.alice).toEqual([
      {
        type: 'linkQuality',
        link: 7,
        quality: 1,
        validFor: Math.floor(-10 * SECOND * Math.log(1 - 1 / 3)) - 0.69 * SECOND
      }
    ])
  })

  it('makes no pairs in the dark, and says when it will be light again', () => {
    for (const mode of ['skip', 'exact'] as const) {
      const setup = twoNodeWorld({
        mode,
        link: {
          drift: {
            ...drift,
            law: { kind: 'constant' },
            dark: [
              { from: 3500, until: 6500 },
              { from: 6500, until: 8500 }
            ]
          }
        }
      })
      setup.clock.run({ until: 2000 })
      for (const device of [setup.alice, setup.bob]) generate(setup, device, { firstSlot: 2, slots: 20, lead: 2000 })
      observe(setup, { firstSlot: 2, slots: 20, lead: 2000 })
      // Due at 4000, 5000, …: the first light is at 9000, slot 7.
      expect(nextAnswer(setup)).toMatchObject({ type: 'detected', slot: 7 })
      expect(
        setup.said.alice.map((result) => result.type === 'linkQuality' && [result.quality, result.validFor])
      ).toEqual([
        [3, 3000],
        [3, 2000],
        [0, LATEST]
      ])
      expect(setup.clock.run()).toBe('idle')
    }
  })

  it('is dark again and again, as a pattern says, and tells so each time', () => {
    for (const mode of ['skip', 'exact'] as const) {
      const setup = twoNodeWorld({ mode, link: { drift: onlyDark({ every: 5000, for: 2000, first: 1500 }) } })
      for (const device of [setup.alice, setup.bob]) generate(setup, device, { slots: 20, lead: 2000 })
      // Due at 2000, 3000, …: dark until 3500, from 6500 to 8500, and so on.
      observe(setup, { slots: 20, lead: 2000 })
      expect(nextAnswer(setup)).toMatchObject({ type: 'detected', slot: 2 })
      observe(setup, { firstSlot: 5, slots: 10, lead: 7000 - setup.clock.now() })
      expect(nextAnswer(setup)).toMatchObject({ type: 'detected', slot: 7 })
      setup.clock.run({ until: 14_000 })
      for (const said of [setup.said.alice, setup.said.bob]) {
        expect(said.map((result) => result.type === 'linkQuality' && [result.quality, result.validFor])).toEqual([
          [3, 2000],
          [0, LATEST],
          [3, 2000],
          [0, LATEST],
          [3, 2000],
          [0, LATEST]
        ])
      }
    }
  })

  it('is dark from the start where a period is under way, however long ago the pattern began', () => {
    const setup = twoNodeWorld({ link: { drift: onlyDark({ every: 5000, for: 4000 }) } })
    setup.clock.run({ until: 10_500 })
    expect(setup.said.bob.at(-1)).toEqual({ type: 'linkQuality', link: 7, quality: 3, validFor: 4000 })
    expect(setup.said.bob).toHaveLength(5)
  })

  it('two calibrations at once both keep the link busy to their end', () => {
    const setup = twoNodeWorld({ link: { calibrationDuration: 10_000 } })
    setup.alice.execute({ type: 'calibrate', link: 7, tag: 1 })
    setup.clock.run({ until: 5000 })
    setup.bob.execute({ type: 'calibrate', link: 7, tag: 2 })
    for (const device of [setup.alice, setup.bob]) generate(setup, device, { slots: 20, lead: 1000 })
    observe(setup, { slots: 20, lead: 1000 })
    expect(nextAnswer(setup)).toMatchObject({ type: 'detected', slot: 10 })
    expect(setup.said.alice).toEqual([{ type: 'calibrated', link: 7, tag: 1 }])
    expect(setup.said.bob).toEqual([{ type: 'calibrated', link: 7, tag: 2 }])
  })

  it('refuses options that mean nothing, by name', () => {
    const dark = [
      { from: 10, until: 20 },
      { from: 15, until: 30 }
    ]
    for (const [broken, field] of [
      [{ ...drift, stepInterval: 0 }, 'drift.stepInterval'],
      [{ ...drift, law: { kind: 'linear', time: 0 } as const }, 'drift.law.time'],
      [{ ...drift, dark }, 'drift.dark[1]'],
      [{ ...drift, dark: { every: 0, for: 1 } }, 'drift.dark.every'],
      [{ ...drift, dark: { every: 10, for: 10 } }, 'drift.dark.for'],
      [{ ...drift, dark: { every: 10, for: 5, first: -1 } }, 'drift.dark.first'],
      [
        { ...drift, thresholds: { measure: 'contrast' as const, drifting: 0.5, outOfSpecification: 0.1 } },
        'drift.thresholds.drifting'
      ]
    ] as const) {
      expect(() => twoNodeWorld({ link: { drift: broken } })).toThrow(
        expect.objectContaining({ code: 'physics.world', field })
      )
    }
    expect(new WorldError('guard', -1, 'more').message).toBe('guard: got -1, accepted is more')
  })
})
