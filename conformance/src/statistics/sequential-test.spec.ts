import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ALPHA, BETA, type Hypothesis, SequentialTest } from './sequential-test.js'

/** Probability of so many events among so many, exactly, as a logarithm. */
function binomial(events: number, samples: number, share: number): number {
  let ways = 0
  for (let one = 1; one <= events; one++) ways += Math.log((samples - events + one) / one)
  return ways + events * Math.log(share) + (samples - events) * Math.log(1 - share)
}

/** What is so of each side when so many events were seen: by probabilities of their number alone. */
function sidesOf({ share, effect, alpha = ALPHA, beta = BETA }: Hypothesis) {
  const others = [share + effect, share - effect].filter((other) => other > 0 && other < 1)
  return others.map((other) => (events: number, samples: number) => {
    const ratio = binomial(events, samples, other) - binomial(events, samples, share)
    return ratio >= Math.log(others.length / alpha) ? 'broken' : ratio <= Math.log(beta) ? 'refuted' : undefined
  })
}

/** What comes of a sequence by the probabilities of the numbers of events in its beginnings. */
function decided(hypothesis: Hypothesis, sequence: readonly boolean[]) {
  const sides = sidesOf(hypothesis)
  const refuted = new Set<number>()
  let events = 0
  for (const [at, isEvent] of sequence.entries()) {
    if (isEvent) events += 1
    for (const [place, side] of sides.entries()) {
      const seen = refuted.has(place) ? undefined : side(events, at + 1)
      if (seen === 'broken') return { decision: 'broken', samples: at + 1 }
      if (seen === 'refuted') refuted.add(place)
    }
    if (refuted.size === sides.length) return { decision: 'kept', samples: at + 1 }
  }
  return { decision: undefined, samples: sequence.length }
}

/** What is less probable than this is left out. */
const NEGLIGIBLE = 1e-19

/** Sides that are refuted: none, one, the other, both. */
const STATES = 4

/**
 * How probable each decision is within so many samples where events have a share: summed up over all sequences, by the
 * number of their events and the sides that they have refuted.
 */
function rates(hypothesis: Hypothesis, truth: number, most: number) {
  const { share, effect, alpha = ALPHA, beta = BETA } = hypothesis
  const others = [share + effect, share - effect].filter((other) => other > 0 && other < 1)
  const steps = others.map((other, place) => ({
    bit: 1 << place,
    absence: Math.log((1 - other) / (1 - share)),
    presence: Math.log(other / share)
  }))
  const [greatest, least] = [Math.log(others.length / alpha), Math.log(beta)]
  const found = { broken: 0, kept: 0, undecided: 1, samples: 0 }
  let [alive, next] = [new Float64Array(STATES * (most + 2)), new Float64Array(STATES * (most + 2))]
  let [low, high] = [0, 0]
  alive[0] = 1
  for (let number = 1; number <= most && low <= high; number++) {
    found.samples += found.undecided
    next.fill(0, STATES * low, STATES * (high + 2))
    let [lowest, highest] = [Infinity, -1]
    found.undecided = 0
    for (let at = STATES * low; at < STATES * (high + 1); at++) {
      const probability = alive[at] ?? 0
      for (let event = 0; event < 2; event++) {
        const part = probability * (event === 1 ? truth : 1 - truth)
        if (part < NEGLIGIBLE) continue
        const events = Math.floor(at / STATES) + event
        let refuted = at % STATES
        let isBroken = false
        for (const { bit, absence, presence } of steps) {
          if ((refuted & bit) !== 0) continue
          const ratio = events * presence + (number - events) * absence
          isBroken ||= ratio >= greatest
          if (ratio <= least) refuted |= bit
        }
        if (isBroken) found.broken += part
        else if (refuted === (1 << others.length) - 1) found.kept += part
        else {
          next[STATES * events + refuted] = (next[STATES * events + refuted] ?? 0) + part
          found.undecided += part
          lowest = Math.min(lowest, events)
          highest = Math.max(highest, events)
        }
      }
    }
    ;[alive, next] = [next, alive]
    ;[low, high] = [lowest, highest]
  }
  return found
}

const hypotheses: fc.Arbitrary<Hypothesis> = fc
  .record({
    share: fc.integer({ min: 5, max: 95 }),
    effect: fc.integer({ min: 15, max: 50 }),
    alpha: fc.constantFrom(1e-2, 1e-4, 1e-6, ALPHA),
    beta: fc.constantFrom(0.1, 1e-2, BETA)
  })
  .map(({ share, effect, ...rates }) => ({ share: share / 100, effect: effect / 100 + 0.001, ...rates }))
  .filter(({ share, effect }) => share + effect < 1 || share - effect > 0)

describe('a sequential test of a share', () => {
  it('decides at the first sample at which the probabilities of what was seen say so', () => {
    const sequences = fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer()).map(([percent, seed]) => {
      let state = seed >>> 0
      return Array.from({ length: 400 }, () => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
        return state / 2 ** 32 < percent / 100
      })
    })
    fc.assert(
      fc.property(hypotheses, sequences, (hypothesis, sequence) => {
        const test = new SequentialTest(hypothesis)
        for (const isEvent of sequence) test.add(isEvent)
        const { decision, samples } = test
        expect({ decision, samples }).toEqual(decided(hypothesis, sequence))
        expect(test.events).toBe(sequence.slice(0, samples).filter(Boolean).length)
      }),
      { seed: 1, numRuns: 60 }
    )
  })

  it('has no greater error rates than it states, to either side', () => {
    fc.assert(
      fc.property(hypotheses, (hypothesis) => {
        const { share, effect, alpha = ALPHA, beta = BETA } = hypothesis
        const right = rates(hypothesis, share, 1000)
        expect(right.broken).toBeLessThanOrEqual(alpha)
        for (const other of [share + effect, share - effect].filter((one) => one > 0 && one < 1))
          expect(rates(hypothesis, other, 1000).kept).toBeLessThanOrEqual(beta)
      }),
      { seed: 2, numRuns: 12 }
    )
  })

  it('comes to an end in the numbers of samples that cases allow, and sooner where more is wrong', () => {
    const half = { share: 128 / 255, effect: 0.06, alpha: ALPHA / 13 }
    const right = rates(half, half.share, 12_000)
    expect(right.undecided).toBeLessThan(1e-5)
    expect(right.samples).toBeLessThan(1600)
    const wrong = rates(half, 0.56, 12_000)
    expect(wrong.kept).toBeLessThan(0.003)
    expect(wrong.undecided).toBeLessThan(0.003)
    expect(rates(half, 0.6, 12_000).samples).toBeLessThan(wrong.samples / 2)
    // A bit of a number, in 200 processes.
    expect(rates({ share: 0.5, effect: 0.45, alpha: ALPHA / 64 }, 0.5, 200).undecided).toBeLessThan(1e-7)
    // Bases of two ends, in as many pairs as are compared.
    expect(rates({ share: 0.5, effect: 0.3 }, 0.5, 250).undecided).toBeLessThan(1e-4)
  })

  it('leaves out the side on which there is no share', () => {
    const test = new SequentialTest({ share: 0.98, effect: 0.48 })
    for (let sample = 0; sample < 12; sample++) test.add(true)
    expect(test.decision).toBe('kept')
  })

  it.each([
    [0, 0.1],
    [1, 0.1],
    [0.5, 0],
    [0.5, 0.6]
  ])('is none of the share %f with the effect %f', (share, effect) => {
    expect(() => new SequentialTest({ share, effect })).toThrow(RangeError)
  })
})
