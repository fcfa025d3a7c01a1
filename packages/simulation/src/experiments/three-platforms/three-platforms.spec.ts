import { heraldPatterns, perfectMemory } from '@bellwire/physics'
import { affinePairSide, bellSign, composeBellIndex } from '@bellwire/quantum'
import { NodeError } from '@bellwire/node'
import { describe, expect, it } from 'vitest'
import { RunStatistics } from '../statistics.js'
import { agedCorrelators, expectedPairs, ratePerSecond } from './expected.js'
import { type PlatformLink, platformLinks, type PlatformLinks } from './links.js'
import { platformNetwork } from './network.js'
import { IMPROVEMENTS } from './outlooks.js'
import { askWithoutEnd, SERVED, TURN } from './star.js'
import { SwappedPairs } from '../swapped-pairs.js'
import { threePlatforms, WANTED_FIDELITY } from './three-platforms.js'

/** The pairs of a link after its qubits have waited, with what was announced and how probable each is. */
function agedPairs({ model, brightness, noise, memory }: PlatformLink, ages: readonly [number, number]) {
  const patterns = heraldPatterns(model, brightness, noise)
  const total = patterns.reduce((sum, { probability }) => sum + probability, 0)
  return patterns.map(({ state, bellIndex, probability }) => {
    const aged = Float64Array.from(state!)
    const factors = new Float64Array(4)
    ages.forEach((seconds, side) => {
      memory.factors(0, seconds * 1e9, factors)
      affinePairSide(aged, side as 0 | 1, factors[0]!, factors[1]!, factors[2]!, factors[3]!)
    })
    return { state: aged, bellIndex, probability: probability / total }
  })
}

type Announced = ReturnType<typeof agedPairs>

/** Every outcome of a Bell measurement of the second qubit of one pair and the first of another, as tables of Paulis. */
function swapped(first: Announced, second: Announced): Announced {
  return first.flatMap((one) =>
    second.flatMap((other) =>
      [0, 1, 2, 3].flatMap((outcome) => {
        const joined = new Float64Array(16)
        for (let i = 0; i < 4; i++) {
          for (let j = 0; j < 4; j++) {
            for (let p = 0; p < 4; p++) {
              const sign = p === 0 ? 1 : bellSign(outcome, p)
              joined[4 * i + j]! += (sign * one.state[4 * i + p]! * other.state[4 * p + j]!) / 4
            }
          }
        }
        const probability = joined[0]!
        return {
          state: joined.map((value) => value / probability),
          bellIndex: composeBellIndex(composeBellIndex(one.bellIndex, other.bellIndex), outcome),
          probability: one.probability * other.probability * probability
        }
      })
    )
  )
}

describe('a circuit over three platforms', () => {
  it('has correlators that multiply, as every outcome of both swaps written out has', () => {
    const links = platformLinks(true)
    const ages = [
      [0.21, 0.13],
      [0.02, 0.3],
      [0.25, 0.11]
    ] as const
    const [a, b, c] = links.map((link, index) => agedPairs(link, ages[index]!)) as [Announced, Announced, Announced]
    const ends = swapped(swapped(a, b), c)
    expect(ends.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12)
    for (const axis of [1, 2, 3] as const) {
      const written = ends.reduce(
        (sum, { state, bellIndex, probability }) => sum + probability * bellSign(bellIndex, axis) * state[5 * axis]!,
        0
      )
      const product = links.reduce(
        (all, link, index) => all * agedCorrelators(link)(ages[index]![0], ages[index]![1])[axis - 1]!,
        1
      )
      expect(written).toBeCloseTo(product, 12)
    }
  })

  it('has the mean over waiting times of a memory whose decay has a closed form', () => {
    // Only the link in the middle decays, by e^{−t/2s} of each coherence, and the outer ones are perfect and made at once.
    const [ions, , cavities] = platformLinks(true)
    const perfect = { kind: 'ideal', parameters: { successProbability: 1e-3, fidelity: 1 } } as const
    const keeps = perfectMemory
    const decays = {
      factors: (before: number, after: number, out: Float64Array) => {
        const left = Math.exp((before - after) * 2e-9)
        out.set([left, left, left, 0])
      }
    }
    const links: PlatformLinks = [
      { ...ions, model: perfect, memory: keeps, slotPeriod: 1e5 },
      { ...ions, model: perfect, memory: decays, slotPeriod: 2e5 },
      { ...cavities, model: perfect, memory: keeps, slotPeriod: 1 }
    ]
    const [r1, r2] = links.map(ratePerSecond) as [number, number]
    expect([r1, r2]).toEqual([expect.closeTo(10, 9), expect.closeTo(5, 9)])
    const { xx, zz, seconds } = expectedPairs(links)
    // The pair in the middle waits at west for the ions where these are later, which has probability r2/(r1+r2).
    const expected = r1 / (r1 + r2) + (r2 / (r1 + r2)) * (r1 / (r1 + 2))
    expect(Math.abs(xx - expected)).toBeLessThan(2e-3)
    expect(zz).toBeCloseTo(xx, 12)
    expect(seconds).toBeCloseTo(0.1 + 0.2 - 1 / 15, 5)
  })

  it('waits for its ensembles as if these were half as bright and served always, turns being short', () => {
    const [, ensembles] = platformLinks(true)
    const perTurn = (ratePerSecond(ensembles) * TURN) / 1e9
    // From an instant that is uniform over two turns: the next herald, the turns of the other link left out.
    const [phases, steps] = [200, 40_000]
    let mean = 0
    for (let phase = 0; phase < phases; phase++) {
      const start = (2 * (phase + 0.5)) / phases
      let hazard = 0
      for (let step = 0; step < steps; step++) {
        const time = start + (step + 0.5) * 0.01
        if (time % 2 < 1) hazard += 0.01 * perTurn
        mean += (0.01 * Math.exp(-hazard)) / phases
      }
    }
    // In the mean the same but for a part of (RT)²/24.
    expect((mean * perTurn) / 2).toBeCloseTo(1, 2.5)
    expect(SERVED).toBeCloseTo(0.5, 4)
  })

  it('has a link of a star, whose heralds come in its own turns, and those of the third node in the others', () => {
    const network = platformNetwork(platformLinks(true), 'star', new RunStatistics())
    const turns = new Map<number, Set<number>>()
    let heralds = 0
    network.world.onHerald = ({ link }) => {
      heralds += 1
      const seen = turns.get(link) ?? new Set()
      turns.set(link, seen.add(Math.floor(network.clock.now() / TURN) % 2))
    }
    const pairs = new SwappedPairs(network, { from: 'alice', to: 'bob', cutoff: 0 })
    const third = askWithoutEnd(network, 'west')
    pairs.run(60)
    expect(third.pairs).toBeGreaterThan(30)
    expect(heralds).toBeGreaterThan(200)
    expect([turns.get(1)?.size, turns.get(2), turns.get(3)?.size, turns.get(4)]).toEqual([
      2,
      new Set([0]),
      2,
      new Set([1])
    ])
  })

  it('is refused where the memories are the papers’ own, and the program is told why', async () => {
    const network = platformNetwork(platformLinks(false), 'refused', new RunStatistics())
    network.run(60e9)
    const to = network.node('bob').network.layer.node
    const opened = network.node('alice').network.openCircuit({ to, minimumFidelity: WANTED_FIDELITY })
    const failure = opened.then(
      () => undefined,
      (error: unknown) => error
    )
    network.run(network.clock.now() + 60e9)
    expect(await failure).toBeInstanceOf(NodeError)
    expect(await failure).toMatchObject({ code: 'NO_CIRCUIT', message: /at fidelity 0\.5: UNSUPP$/ })
  })

  it('says of everything that is better on which words of a paper it rests and what of it is assumed', () => {
    const notes = threePlatforms.figures.map(({ note }) => note ?? '').join('\n')
    expect(IMPROVEMENTS).toHaveLength(5)
    for (const { what, words, paper, assumed } of IMPROVEMENTS) {
      expect(assumed.length).toBeGreaterThan(5)
      for (const part of [what, words, paper, assumed]) expect(notes).toContain(part)
    }
    // What is left out of the published ions, and what it would cost.
    const ions = IMPROVEMENTS[0]!
    expect(ions.assumed).toContain('transfer into storage, preparation and readout do not err')
    const fidelity = threePlatforms.figures.find(({ id }) => id === 'three-platforms-fidelity')!
    expect(fidelity.closedForm).toBeCloseTo(0.5292, 4)
    expect(fidelity.note).toMatch(/; 0\.522 with the errors of transfer, preparation and readout/)
    for (const { kind, paper } of threePlatforms.figures) expect([kind, paper]).toEqual(['extrapolation', null])
  })
})
