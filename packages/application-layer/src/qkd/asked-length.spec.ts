import { toeplitzSeedLength } from '@bellwire/post-processing'
import { sampleSizes } from '@bellwire/security-analysis'
import { decodeQkdMessage, encodeQkdMessage, type QkdMessage, QkdReason } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { wernerPairs } from '../../test/played-pairs.js'
import { TwoEnds } from '../../test/two-ends.js'
import { askedLength } from './asked-length.js'
import type { QkdWish } from './wish.js'

const wish: QkdWish = {
  protocol: 'bbm92',
  rounds: 8000,
  probability: 0.7,
  expectedQber: 0.01,
  epsilons: [1e-3, 1e-6],
  reconciliation: 'cascade-option3',
  leakBudget: 1100,
  minimumLength: 10
}

const found = (unrounded: number) => ({
  analysis: 'entropy-accumulation' as const,
  label: 'proof' as const,
  length: Math.max(0, Math.floor(unrounded)),
  unrounded,
  terms: [],
  epsilons: {},
  mayRelease: true
})

/** A session whose corrector asks for another length on the way: what it has asked for, and what the reference answers. */
function answerTo(length: (asked: number) => number) {
  const ends = new TwoEnds({ seed: 4, strategy: (random) => wernerPairs(0.98, random.stream('pairs')) })
  const { keyRounds } = sampleSizes(wish.rounds, wish.probability)
  let asked = 0
  let answer: QkdMessage | undefined
  ends.tamper = (_from, body) => {
    if (body.length < 2) return body
    const message = decodeQkdMessage(body.subarray(1))
    if (asked > 0) answer ??= message
    if (message.type !== 'AMPLIFICATION') return body
    asked = message.length
    const other = length(asked)
    const seed = new Uint8Array(Math.ceil(toeplitzSeedLength(keyRounds, other) / 8))
    return Uint8Array.of(0, ...encodeQkdMessage({ ...message, length: other, seed }))
  }
  ends.open(wish)
  ends.run()
  return { unrounded: ends.endings[1][0]!.origin.unrounded!, asked, answer }
}

describe('the length of a key', () => {
  it('is asked for with room for what another implementation computes (KEY-285)', () => {
    expect(askedLength(found(226.622), 1001)).toBe(226)
    expect(askedLength(found(227.01), 1001)).toBe(226)
    expect(askedLength(found(227.016), 1001)).toBe(227)
    expect(askedLength(found(0.001), 1001)).toBe(0)
    expect(askedLength(found(-5), 1001)).toBe(0)
    // The optimum is not at what was observed: for 65,536 bits two more.
    expect(askedLength({ ...found(1000.5), analysis: 'complementarity-chernoff' }, 65_536)).toBe(998)
    // No more than the raw key has, which its analysis has cut it to.
    expect(askedLength({ ...found(1e6), length: 500, analysis: 'complementarity-chernoff' }, 500)).toBe(500)
    const { asked, unrounded, answer } = answerTo((length) => length)
    expect(asked).toBe(Math.floor(unrounded - 1 / 64))
    expect(answer).toMatchObject({ type: 'PROCEED' })
  })

  it('is taken by the reference from the least up to what it computes itself (KEY-286)', () => {
    const { unrounded, answer } = answerTo(() => wish.minimumLength!)
    expect(answer).toMatchObject({ type: 'PROCEED' })
    const longest = Math.floor(unrounded)
    expect(answerTo(() => longest).answer).toMatchObject({ type: 'PROCEED' })
    for (const length of [longest + 1, wish.minimumLength! - 1])
      expect(answerTo(() => length).answer).toMatchObject({ type: 'FINISH', reason: QkdReason.LENGTH })
  })
})
