import { describe, expect, it } from 'vitest'
import { idealDetector } from '../components/detector.js'
import type { LinkOptions } from './options.js'
import type { SamplingMode } from './simulated-link.js'
import { chiSquareSigmas, tally, twoSampleSigmas } from '../../test/statistics.js'
import { clear, generate, nextAnswer, observe, type TwoNodeWorld, twoNodeWorld } from '../../test/two-node-world.js'

/**
 * The two sampling modes against each other: what the station says and the state it says it of, over many batches of
 * the same script.
 */

const singleClick: LinkOptions['model'] = {
  kind: 'single-click',
  parameters: { efficiencyA: 0.3, efficiencyB: 0.2, photonOverlap: 0.9, phaseContrast: 0.98, operationsContrast: 0.95 }
}
const twoClick: LinkOptions['model'] = {
  kind: 'two-click',
  parameters: { efficiencyA: 0.5, efficiencyB: 0.4, photonOverlap: 0.9, phaseContrast: 0.98, operationsContrast: 0.95 }
}

interface Sample {
  readonly answers: Map<string, number>
  readonly states: Map<string, Set<string>>
}

function play(
  mode: SamplingMode,
  link: Partial<LinkOptions>,
  batches: number,
  script: (setup: TwoNodeWorld) => void,
  pause = 100_000
): Sample {
  const setup = twoNodeWorld({ seed: `modes/${mode}`, mode, link })
  const answers = new Map<string, number>()
  const states = new Map<string, Set<string>>()
  let state = ''
  setup.world.onHerald = (herald) => {
    state = herald.state === null ? 'none' : Array.from(herald.state, (t) => t.toFixed(9)).join()
  }
  for (let n = 0; n < batches; n++) {
    script(setup)
    const answer = nextAnswer(setup)
    const bellIndex = answer.type === 'detected' ? answer.bellIndex : -1
    tally(answers, answer.type === 'detected' ? `${answer.slot}/${bellIndex}` : `silent/${answer.lastSlot}`)
    if (answer.type === 'detected') {
      const of = `${bellIndex}`
      states.set(of, (states.get(of) ?? new Set()).add(state))
    }
    clear(setup)
    setup.clock.run({ until: setup.clock.now() + pause })
  }
  return { answers, states }
}

function compare(
  link: Partial<LinkOptions>,
  script: (setup: TwoNodeWorld) => void,
  pause?: number,
  batches = 10_000
): readonly [Sample, Sample] {
  const skip = play('skip', link, batches, script, pause)
  const exact = play('exact', link, batches, script, pause)
  expect(twoSampleSigmas(skip.answers, exact.answers)).toBeLessThan(5)
  return [skip, exact]
}

function plainBatch(setup: TwoNodeWorld): void {
  generate(setup, setup.alice, { slots: 12, brightness: 0.2 })
  generate(setup, setup.bob, { slots: 12, brightness: 0.3 })
  observe(setup, { slots: 12 })
}

/** Commands given while the batch runs, at true times from its start. */
function interrupted(setup: TwoNodeWorld): void {
  plainBatch(setup)
  const start = setup.clock.now()
  const at = (time: number, run: () => void): void => setup.clock.at(start + time, { run })
  // Photons are due at 1000, 2000, …: between gates, in the middle of one (before and after its centre), twice at once.
  at(3500, () => generate(setup, setup.alice, { firstSlot: 3, slots: 6, brightness: 0.6, lead: 500 }))
  at(4990, () => generate(setup, setup.bob, { firstSlot: 5, slots: 7, brightness: 0.1, lead: 1010 }))
  at(6010, () => setup.alice.execute({ type: 'halt', link: 7 }))
  at(6010, () => generate(setup, setup.alice, { firstSlot: 6, slots: 3, brightness: 0.9, lead: 990 }))
}

describe('drawing by skipping and slot by slot', () => {
  it('agree for a single click, and with the geometric law', () => {
    const [skip] = compare({ model: singleClick, noise: [0.01, 0.02] }, plainBatch)
    for (const states of skip.states.values()) expect(states.size).toBe(1)
  })

  it('give the same states', () => {
    for (const model of [singleClick, twoClick]) {
      const [skip, exact] = compare({ model, noise: [0.01, 0.02] }, plainBatch, undefined, 2000)
      for (const [bellIndex, states] of skip.states) {
        const sorted = (of: Set<string> | undefined): string[] => [...(of ?? [])].sort()
        expect(sorted(exact.states.get(bellIndex))).toEqual(sorted(states))
      }
    }
  })

  it('agree for two clicks', () => {
    compare({ model: twoClick, noise: [0.01, 0.02] }, plainBatch)
  })

  it('agree when batches are cut in the middle', () => {
    compare({ model: singleClick, noise: [0.01, 0.02] }, interrupted)
    compare({ model: twoClick, noise: [0.01, 0.02] }, interrupted)
  })

  it('agree that a cut ends an attempt even where it changes nothing', () => {
    const script = (setup: TwoNodeWorld): void => {
      plainBatch(setup)
      const start = setup.clock.now()
      // Batches for slots beyond the window, commanded just after the centre of a gate and between gates.
      for (const time of [2010, 4010, 6010, 8500]) {
        const batch = { firstSlot: 100, slots: 1, lead: 100_000 }
        setup.clock.at(start + time, { run: () => generate(setup, setup.alice, batch) })
      }
    }
    const [cut] = compare({ model: twoClick, noise: [0.01, 0.02] }, script)
    const [uncut] = compare({ model: twoClick, noise: [0.01, 0.02] }, plainBatch)
    expect(twoSampleSigmas(cut.answers, uncut.answers)).toBeGreaterThan(5)
  })

  it('agree when one train ends early and the other starts late', () => {
    const script = (setup: TwoNodeWorld): void => {
      generate(setup, setup.alice, { slots: 8, brightness: 0.4 })
      generate(setup, setup.bob, { firstSlot: 4, slots: 12, brightness: 0.4, lead: 5000 })
      observe(setup, { slots: 16 })
    }
    compare({ model: singleClick, noise: [0.03, 0.02] }, script)
    compare({ model: twoClick, noise: [0.03, 0.02] }, script)
  })

  // Afterpulses of one click reach over several slots, and those of a herald into the next batch.
  const detectors = {
    ...idealDetector,
    deadTimeNanoseconds: 1500,
    afterpulseProbability: 0.6,
    afterpulseTimeConstantNanoseconds: 3000
  }

  it('agree for detectors that remember', () => {
    compare({ model: singleClick, noise: [0.01, 0.02], detectors, window: 800 }, plainBatch, 2000, 3000)
    compare({ model: twoClick, noise: [0.01, 0.02], detectors, window: 800 }, plainBatch, 2000, 3000)
    compare({ model: twoClick, noise: [0.01, 0.02], detectors, window: 800 }, interrupted, 2000, 3000)
  })

  it('agree for detectors that are dead for a slot or two', () => {
    const dead = { ...idealDetector, deadTimeNanoseconds: 1500 }
    const crowded = { ...singleClick.parameters, photonOverlap: 0, efficiencyA: 0.9, efficiencyB: 0.9 }
    const model = { kind: 'single-click', parameters: crowded } as LinkOptions['model']
    const bright = (setup: TwoNodeWorld): void => {
      generate(setup, setup.alice, { slots: 12, brightness: 0.95 })
      generate(setup, setup.bob, { slots: 12, brightness: 0.95 })
      observe(setup, { slots: 12 })
    }
    const [skip] = compare({ model, noise: [0, 0], detectors: dead }, bright, undefined, 4000)
    const [live] = compare({ model, noise: [0, 0] }, bright, undefined, 4000)
    // Both click often, which ends nothing but kills the next slot: this must be seen at all to test anything.
    expect(twoSampleSigmas(skip.answers, live.answers)).toBeGreaterThan(5)
  })
})

describe('afterpulses', () => {
  it('raise the noise of the slots after a click as the law says', () => {
    // Nothing but noise: one window of one slot, then another a given time after a herald of the first.
    const detectors = {
      ...idealDetector,
      deadTimeNanoseconds: 100,
      afterpulseProbability: 0.8,
      afterpulseTimeConstantNanoseconds: 1000
    }
    for (const mode of ['skip', 'exact'] as const) {
      const setup = twoNodeWorld({
        seed: 3,
        mode,
        link: { model: singleClick, noise: [0.2, 0], detectors, window: 500 }
      })
      let first = 0
      let both = 0
      for (let n = 0; n < 20_000; n++) {
        observe(setup, { slots: 1 })
        const clicked = nextAnswer(setup).type === 'detected'
        if (clicked) {
          first++
          observe(setup, { slots: 1, lead: 600 })
          if (nextAnswer(setup).type === 'detected') both++
        }
        setup.clock.run({ until: setup.clock.now() + 100_000 })
      }
      expect(chiSquareSigmas([first, 20_000 - first], [4000, 16_000])).toBeLessThan(5)
      // The window opens 600 ns after the first click, live since 500, and lasts 500.
      const mean = 0.8 * (Math.exp(-0.5) - Math.exp(-1))
      const p = 1 - 0.8 * Math.exp(-mean)
      expect(Math.abs(both - first * p)).toBeLessThan(5 * Math.sqrt(first * p * (1 - p)))
    }
  })
})
