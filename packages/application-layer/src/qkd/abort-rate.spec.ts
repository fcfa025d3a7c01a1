import { createRandom } from '@bellwire/runtime'
import { QkdReason } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { wernerPairs } from '../../test/played-pairs.js'
import { TwoEnds } from '../../test/two-ends.js'
import { rulesOf } from './plan.js'
import type { Role } from './protocol/rules.js'
import { proposalOf } from './wish.js'

const ROUNDS = 120
const PROBABILITY = 0.4
const wish = {
  analysis: 'complementarity-azuma',
  rounds: ROUNDS,
  probability: PROBABILITY,
  expectedQber: 0.01,
  epsilons: [0.9],
  minimumLength: 1
} as const

/** Binomial coefficients by their logarithms. */
const logFactorial = Array.from({ length: ROUNDS + 1 }, () => 0)
for (let n = 2; n <= ROUNDS; n++) logFactorial[n] = logFactorial[n - 1]! + Math.log(n)
const binomial = (n: number, k: number, p: number): number =>
  p >= 1
    ? Number(k === n)
    : Math.exp(logFactorial[n]! - logFactorial[k]! - logFactorial[n - k]! + k * Math.log(p) + (n - k) * Math.log(1 - p))

/**
 * The exact probability that one of several counts of a multinomial distribution is further than so many standard deviations from
 * its mean: the counts one after the other, each binomial given those before.
 */
function tail(probabilities: readonly number[], deviations: number): number {
  let inside = Array.from({ length: ROUNDS + 1 }, (_, used) => Number(used === 0))
  let left = 1
  for (const p of probabilities) {
    const mean = ROUNDS * p
    const most = deviations * Math.sqrt(ROUNDS * p * (1 - p))
    const next = inside.map(() => 0)
    for (const [used, weight] of inside.entries()) {
      if (weight === 0) continue
      for (let k = 0; k <= ROUNDS - used; k++)
        if (Math.abs(k - mean) <= most) next[used + k]! += weight * binomial(ROUNDS - used, k, p / left)
    }
    inside = next
    left -= p
  }
  return 1 - inside.reduce((sum, weight) => sum + weight, 0)
}

/** Key rounds, and the four pairs of test settings. */
const KINDS = [PROBABILITY / 2, ...Array.from({ length: 4 }, () => (1 - PROBABILITY) / 4)]

/** Five standard deviations of a rate that was counted so many times. */
const margin = (expected: number, times: number): number =>
  5 * Math.sqrt((expected * (1 - expected)) / times) + 0.5 / times

describe('the rate at which honest sessions abort for their counts', () => {
  it.each([
    [1, 20],
    [3, 100]
  ])('is that of the tails of the distribution, at %i standard deviations (APP-029)', (deviations, sessions) => {
    const expected = tail(KINDS, deviations)
    let aborted = 0
    for (let seed = 1; seed <= sessions; seed++) {
      const ends = new TwoEnds({ seed, strategy: (random) => wernerPairs(0.98, random.stream('pairs')) })
      ends.open({ ...wish, deviations })
      ends.run(1)
      const reasons = ends.endings.map(([one]) => one!.reason)
      expect(reasons[0] === QkdReason.COUNTS).toBe(reasons[1] === QkdReason.COUNTS)
      if (reasons[0] === QkdReason.COUNTS) aborted += 1
    }
    expect(Math.abs(aborted / sessions - expected)).toBeLessThan(margin(expected, sessions))
  })

  it('is that of the tails to a third, where the settings alone are played (APP-029)', () => {
    const trials = 20_000
    const expected = tail(KINDS, 3)
    const proposal = proposalOf({ ...wish, deviations: 3 }, { poolOffset: 128, initiator: 0, circuit: 3 })
    const rules = rulesOf(proposal)
    const draws = createRandom(11).stream('settings')
    const draw = (): number => draws.bits32()
    const settings = { corrector: new Uint8Array(ROUNDS), reference: new Uint8Array(ROUNDS) }
    const of = (role: Role) => ({ setting: (index: number) => settings[role][index] as number })
    let aborted = 0
    for (let trial = 0; trial < trials; trial++) {
      for (const role of ['corrector', 'reference'] as const)
        for (let index = 0; index < ROUNDS; index++) settings[role][index] = rules.drawSetting(role, false, draw)
      if (rules.sift(of('corrector'), of('reference'), undefined) === QkdReason.COUNTS) aborted += 1
    }
    expect(margin(expected, trials) / expected).toBeLessThan(0.35)
    expect(Math.abs(aborted / trials - expected)).toBeLessThan(margin(expected, trials))
  })
})
