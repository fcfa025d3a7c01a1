import type { PairDelivered } from '@bellwire/link-layer'
import { ErrorCode } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { TwoNodes } from '../../test/two-nodes.js'

const MILLISECOND = 1_000_000
const PAIRS = 4000
const SHARE = 0.5
const TRUTH = 0.85

/** Hardware that states 0.95 and makes Werner pairs of 0.85, half of them test rounds. */
function play() {
  const two = new TwoNodes({
    seed: 'test rounds',
    link: {
      model: { kind: 'ideal', parameters: { successProbability: 0.5, fidelity: TRUTH, announced: [0, 1, 2, 3] } },
      operatingPoints: [{ brightness: 1, fidelity: 0.95, successProbability: 0.5 }],
      testFraction: SHARE,
      keepAliveInterval: 5 * MILLISECOND
    }
  })
  const before = two.alice.link.maximumFidelity
  const { pairs } = two.request(two.alice, { kind: 'measure', number: PAIRS, minimumFidelity: 0.9 })
  two.wait(20 * MILLISECOND)
  return { two, pairs, before }
}

describe('test rounds on a link', () => {
  const { two, pairs, before } = play()
  const sequences = (delivered: readonly PairDelivered[]) => delivered.map(({ sequence }) => sequence)

  it('are the same pairs at both ends, and neither delivered nor counted (LNK-070, LNK-072)', () => {
    expect(pairs).toHaveLength(PAIRS)
    expect(sequences(two.bob.heard.delivered)).toEqual(sequences(pairs))
    expect([...two.alice.heard.expired, ...two.bob.heard.expired]).toEqual([])
  })

  it('take the share of pairs that was asked for, to 5 sigma', () => {
    const made = Math.max(...sequences(pairs)) + 1
    const tests = made - PAIRS
    expect(Math.abs(tests - made * SHARE)).toBeLessThan(5 * Math.sqrt(made * SHARE * (1 - SHARE)))
  })

  it('show both ends the true fidelity of hardware that states a wrong one, to 5 sigma (LNK-073, LNK-074)', () => {
    expect(before).toBeCloseTo(0.95, 12)
    // Of a Werner pair every basis has the error rate 2(1 − F)/3, and F is 1 less half of their sum.
    const errorRate = (2 * (1 - TRUTH)) / 3
    const perBasis = PAIRS / 3
    const sigma = 0.5 * Math.sqrt((3 * errorRate * (1 - errorRate)) / perBasis)
    for (const { link } of [two.alice, two.bob]) expect(Math.abs(link.maximumFidelity - TRUTH)).toBeLessThan(5 * sigma)
    expect(two.alice.link.maximumFidelity).toBeCloseTo(two.bob.link.maximumFidelity, 2)
  })

  it('have what cannot be met any more refused', () => {
    expect(two.alice.link.createDirect({ kind: 'measure', number: 1, minimumFidelity: 0.94 }).error).toBe(
      ErrorCode.UNSUPP
    )
    const { pairs: later } = two.request(two.alice, { kind: 'measure', number: 3, minimumFidelity: 0.8 })
    expect(later).toHaveLength(3)
    for (const { goodness } of later) expect(goodness).toBeCloseTo(two.alice.link.maximumFidelity, 2)
  })
})
