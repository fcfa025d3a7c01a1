import { basisDirections, type Direction, pairCorrelator, pairFidelity } from '@bellwire/quantum'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ybEuLink, ybEuSchedule } from '../platforms/index.js'
import { noiseClickProbability } from '../components/detector.js'
import { absorptiveLink } from './absorptive-link.js'
import { combEfficiency } from './atomic-frequency-comb.js'
import { parseReceiver, receiverEfficiency, type ReceiverParameters, receiverSlot } from './receiver-slot.js'
import { storageNanoseconds } from './storage.js'

type Complex = readonly [re: number, im: number]
type Vector = readonly [Complex, Complex]

/** Eigenvectors +1 and −1 of an observable along a direction. */
function eigenvectors([x, y, z]: readonly number[]): readonly [Vector, Vector] {
  const theta = Math.acos(Math.min(1, Math.max(-1, z!)))
  const phi = Math.atan2(y!, x!)
  const [cosine, sine] = [Math.cos(theta / 2), Math.sin(theta / 2)]
  const phase: Complex = [Math.cos(phi), Math.sin(phi)]
  return [
    [
      [cosine, 0],
      [sine * phase[0], sine * phase[1]]
    ],
    [
      [sine, 0],
      [-cosine * phase[0], -cosine * phase[1]]
    ]
  ]
}

/** Pauli operators on a spin's two amplitudes. */
const paulis: readonly ((v: Vector) => Vector)[] = [
  (v) => v,
  ([a, b]) => [b, a],
  ([a, b]) => [
    [b[1], -b[0]],
    [-a[1], a[0]]
  ],
  ([a, b]) => [a, [-b[0], -b[1]]]
]

/** |⟨u|⊗⟨w|(P⊗1)(|00⟩ + |11⟩)/√2|². */
function overlap(error: number, u: Vector, w: Vector): number {
  const one: Complex = [Math.SQRT1_2, 0]
  const none: Complex = [0, 0]
  const columns = [paulis[error]!([one, none]), paulis[error]!([none, one])] as const
  let [re, im] = [0, 0]
  for (const photon of [0, 1] as const) {
    for (const spin of [0, 1] as const) {
      const [a, b] = columns[photon][spin]
      const [c, d] = [
        u[spin][0] * w[photon][0] - u[spin][1] * w[photon][1],
        -u[spin][0] * w[photon][1] - u[spin][1] * w[photon][0]
      ]
      re += a * c - b * d
      im += a * d + b * c
    }
  }
  return re * re + im * im
}

/**
 * Probabilities that spin and photon are found so and that the photon's detector, and it alone, clicks: photon by
 * photon, error by error, noise click by noise click.
 */
function jointClicks(
  efficiency: number,
  { flipProbability: flip, dephasingProbability: turn }: ReceiverParameters,
  noise: number,
  spin: Direction,
  photon: Direction
): number[] {
  // A Z error on top turns X into Y and back.
  const errors = [(1 - flip) * (1 - turn), flip / 2, flip / 2, (1 - flip) * turn]
  const [us, ws] = [eigenvectors(Array.from(spin)), eigenvectors(Array.from(photon))]
  const found = [0, 0, 0, 0]
  for (const i of [0, 1] as const) {
    for (const j of [0, 1] as const) {
      errors.forEach((weight, error) => {
        const here = weight * overlap(error, us[i], ws[j])
        for (const arrives of [true, false]) {
          for (const dark0 of [0, 1]) {
            for (const dark1 of [0, 1]) {
              const clicks = [dark0, dark1]
              if (arrives) clicks[j] = 1
              const probability =
                here *
                (arrives ? efficiency : 1 - efficiency) *
                (dark0 ? noise : 1 - noise) *
                (dark1 ? noise : 1 - noise)
              if (clicks.filter((click) => click === 1).length === 1) found[2 * i + clicks.indexOf(1)]! += probability
            }
          }
        }
      })
    }
  }
  return found
}

const share = fc.double({ min: 0.01, max: 1, noNaN: true })
const receivers = fc.record({
  sourceEfficiency: share,
  chain: fc.array(fc.record({ name: fc.constant('part'), efficiency: share }), { maxLength: 3 }),
  detectorEfficiency: share,
  flipProbability: fc.double({ min: 0, max: 0.5, noNaN: true }),
  dephasingProbability: fc.double({ min: 0, max: 1, noNaN: true })
})

describe('a slot of a link heralded at its receiver', () => {
  it('gives every pair of outcomes as often as counting photons, errors and noise clicks does', () => {
    fc.assert(
      fc.property(
        receivers,
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 0, max: 4 }),
        (parameters, noise, first, second) => {
          const [spin, photon] = [basisDirections[first] as Direction, basisDirections[second] as Direction]
          const { patterns } = receiverSlot(parameters, true, true, [noise, noise])
          const found = jointClicks(receiverEfficiency(parameters), parameters, noise, spin, photon)
          for (const i of [0, 1] as const) {
            for (const j of [0, 1] as const) {
              const model = patterns
                .filter(({ bellIndex }) => bellIndex >= 0)
                .reduce((sum, { probability, state }) => {
                  const correlation = pairCorrelator(state!, spin, photon)
                  return sum + (probability * (1 + (i === j ? correlation : -correlation))) / 4
                }, 0)
              expect(model).toBeCloseTo(found[2 * i + j]!, 10)
            }
          }
        }
      ),
      { numRuns: 60 }
    )
  })

  it('is the published link of one detector’s noise to first order', () => {
    const { chain, ...link } = ybEuLink()
    const { flipProbability, dephasingProbability, sourceEfficiency, detectorEfficiency } = link
    const each = noiseClickProbability(link.noiseCountsPerSecond / 2, link.gateNanoseconds)
    const parameters = { sourceEfficiency, chain, detectorEfficiency, flipProbability, dephasingProbability }
    const { heraldProbability, patterns } = receiverSlot(parameters, true, true, [each, each])
    const published = absorptiveLink({ ...link, chain, schedule: ybEuSchedule })
    const expected = published.signalPerAttempt + published.noisePerAttempt
    expect(heraldProbability / expected).toBeCloseTo(1, 6)
    for (const { state } of patterns.filter(({ bellIndex }) => bellIndex >= 0))
      expect(pairFidelity(state!, 0)).toBeCloseTo(published.fidelity, 6)
  })

  it('announces the Bell state that it is told to, in the frame of which it states its pairs (PHY-144)', () => {
    const perfect = {
      sourceEfficiency: 1,
      chain: [],
      detectorEfficiency: 1,
      flipProbability: 0,
      dephasingProbability: 0
    }
    for (const announced of [0, 1, 2, 3]) {
      const { patterns } = receiverSlot({ ...perfect, announced }, true, true, [0, 0])
      expect(patterns.map(({ bellIndex }) => bellIndex)).toEqual([announced, announced])
      for (const { state } of patterns) expect(pairFidelity(state!, announced)).toBeCloseTo(1, 12)
    }
    expect(() => receiverSlot({ ...perfect, announced: 4 }, true, true, [0, 0])).toThrow('a BellIndex 0..3')
  })

  it('heralds by noise alone without a photon, and by nothing where nobody is ready (PHY-145)', () => {
    const parameters = {
      sourceEfficiency: 1,
      chain: [],
      detectorEfficiency: 1,
      flipProbability: 0,
      dephasingProbability: 0
    }
    const { patterns, heraldProbability } = receiverSlot(parameters, false, true, [0.01, 0.03])
    expect(heraldProbability).toBeCloseTo(0.01 * 0.97 + 0.03 * 0.99, 12)
    for (const { state } of patterns.slice(0, 2)) expect(state![5]! + state![15]!).toBeCloseTo(0, 12)
    expect(receiverSlot(parameters, true, false, [0.01, 0.03])).toEqual({ heraldProbability: 0, patterns: [] })
  })

  it('has a memory that gives back in the echo asked for what its comb can, after as long', () => {
    const comb = { toothShape: 'square', peakDepth: 3.81, finesse: 3, backgroundDepth: 0 } as const
    const chain = [{ name: 'all else', efficiency: 0.5 }]
    for (const echo of [1, 2]) {
      const parameters = parseReceiver({
        sourceEfficiency: 0.5,
        chain,
        storage: { ...comb, spacingHertz: 2e6, echo },
        detectorEfficiency: 0.8,
        flipProbability: 0,
        dephasingProbability: 0
      })
      expect(receiverEfficiency(parameters)).toBeCloseTo(0.2 * combEfficiency(comb, echo), 12)
      expect(storageNanoseconds(parameters.storage!)).toBeCloseTo(500 * echo, 9)
    }
    expect(() => parseReceiver({ sourceEfficiency: 2 })).toThrow('receiver.sourceEfficiency: got 2')
  })
})
