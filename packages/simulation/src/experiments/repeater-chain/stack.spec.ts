import { linearFlipMemory } from '@bellwire/physics'
import { createRandom } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import { type Round, RoundsOfChain, SLOT } from '../chain/chain-rounds.js'
import { drawnPair } from '../../../test/drawn-chain.js'
import { WaitingTable } from './waiting-table.js'

/** The chain of the map through the whole stack: twelve nodes, eleven links, the memories' law with its linear fall. */
const SEGMENTS = 11
const SUCCESS = 0.02
const LINK_TIME = -1 / Math.log1p(-SUCCESS)
const WERNER = 0.99
/** In mean times of a link: a cut-off, the coherence time, and 1/κ in the proportion of the measured memory. */
const CUTOFF = 2.5
const COHERENCE = 60
const FLIPS = 196

const ROUNDS = 250
const table = new WaitingTable(SEGMENTS, [CUTOFF, Infinity])

function stack(cutoff: number): Round[] {
  const chain = new RoundsOfChain({
    seed: `map/${cutoff}`,
    probabilities: Array.from({ length: SEGMENTS }, () => SUCCESS),
    fidelity: (1 + 3 * WERNER) / 4,
    memory: linearFlipMemory({
      coherenceTimeMilliseconds: (COHERENCE * LINK_TIME * SLOT) / 1e6,
      flipRatePerSecond: 1e9 / (FLIPS * LINK_TIME * SLOT)
    }),
    ...(cutoff !== Infinity && { cutoff: Math.round(cutoff * LINK_TIME) })
  })
  return Array.from({ length: ROUNDS }, () => chain.next())
}

function statistics(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  return { mean, error: Math.sqrt(variance / values.length) }
}

/** What the map says. */
function closedForm(cutoff: number) {
  const xx = WERNER ** SEGMENTS * table.left(cutoff, 1 / (2 * COHERENCE))
  const zz = WERNER ** SEGMENTS * table.left(cutoff, 1 / (2 * FLIPS))
  return { fidelity: (1 + zz + 2 * xx) / 4, time: table.meanTimes[cutoff] as number }
}

/** The same drawn without the stack, with the memory's own law. */
function drawn(cutoff: number) {
  const random = createRandom(71).stream(`drawn/${cutoff}`)
  const pairs = Array.from({ length: 4000 }, () => drawnPair(random, SEGMENTS, cutoff, 'joined'))
  const fidelity = pairs.map(({ waits }) => {
    const xx = waits.reduce((product, wait) => product * Math.exp(-wait / (2 * COHERENCE)), WERNER ** SEGMENTS)
    const zz = waits.reduce((product, wait) => product * Math.sqrt(Math.max(0, 1 - wait / FLIPS)), WERNER ** SEGMENTS)
    return (1 + zz + 2 * xx) / 4
  })
  return { fidelity: statistics(fidelity), time: statistics(pairs.map(({ time }) => time)) }
}

const apart = (one: { mean: number; error: number }, other: { mean: number; error: number }): number =>
  Math.abs(one.mean - other.mean) / Math.hypot(one.error, other.error)

describe('a point of the map, through the stack', () => {
  it('without a cut-off: fidelity and time are those of the map', () => {
    const rounds = stack(Infinity)
    const expected = closedForm(1)
    const fidelity = statistics(rounds.map((round) => round.fidelity))
    expect(fidelity.error).toBeLessThan(0.0015)
    expect(Math.abs(fidelity.mean - expected.fidelity) / fidelity.error).toBeLessThan(5)
    const time = statistics(rounds.map(({ slots }) => slots / LINK_TIME))
    expect(Math.abs(time.mean - expected.time) / time.error).toBeLessThan(5)
  })

  it('with a cut-off: as drawn, and from the map by no more than what it neglects', () => {
    const rounds = stack(CUTOFF)
    const expected = closedForm(0)
    const fidelity = statistics(rounds.map((round) => round.fidelity))
    const time = statistics(rounds.map(({ slots }) => slots / LINK_TIME))
    const same = drawn(CUTOFF)
    expect(apart(fidelity, same.fidelity)).toBeLessThan(5)
    expect(apart(time, same.time)).toBeLessThan(5)
    // Only the links of the discarded pair begin anew: faster, and a little worse.
    expect(same.time.mean).toBeLessThan(expected.time)
    expect(same.time.mean).toBeGreaterThan(expected.time / 2)
    expect(same.fidelity.mean).toBeLessThan(expected.fidelity)
    expect(same.fidelity.mean).toBeGreaterThan(expected.fidelity - 0.005)
    // And better than without one by far more than the two differ.
    expect(fidelity.mean).toBeGreaterThan(closedForm(1).fidelity + 0.004)
  })
})
