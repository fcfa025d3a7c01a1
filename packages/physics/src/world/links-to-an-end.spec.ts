import { type ArrivalCapabilities, Basis } from '@bellwire/device'
import { basisDirections, BellIndex, type Direction, pairCorrelator, pairFidelity } from '@bellwire/quantum'
import { describe, expect, it } from 'vitest'
import type { ReceiverParameters } from '../absorptive-memory/receiver-slot.js'
import { receiverSlot } from '../absorptive-memory/receiver-slot.js'
import { heraldedSource, type HeraldedSourceParameters } from '../heralded-source/index.js'
import { linearFlipMemory } from '../memory/index.js'
import { chiSquareSigmas } from '../../test/statistics.js'
import { generate, nextAnswer, observe, type TwoNodeOptions, twoNodeWorld } from '../../test/two-node-world.js'
import { onlyDark } from './drift.js'

const arrival: ArrivalCapabilities = { bases: [Basis.Z, Basis.X, Basis.Y], choice: 'set' }
const noise = [0.004, 0.004] as const

const receiver: ReceiverParameters = {
  sourceEfficiency: 0.2,
  chain: [{ name: 'fibre', efficiency: 0.5 }],
  detectorEfficiency: 0.8,
  flipProbability: 0.03,
  dephasingProbability: 0.05,
  announced: BellIndex.PsiPlus
}

const source: HeraldedSourceParameters = {
  emitterEfficiency: 0.3,
  meanPairs: 0.2,
  idlerEfficiency: 0.6,
  storageEfficiency: 0.7,
  photonOverlap: 0.9,
  flipProbability: 0.01,
  dephasingProbability: 0.02
}

/** a is alice, far from the station; b is bob, beside it. */
const ends = { a: { node: 'alice', flightTime: 400 }, b: { node: 'bob' } } as const

const receiverLink = {
  ...ends,
  b: { node: 'bob', arrival },
  model: { kind: 'receiver', parameters: receiver },
  noise
} as const

const sourceLink = { ...ends, model: { kind: 'source', parameters: source }, noise } as const

/** Trains of 200 slots at both ends, and what the station makes of them. */
function batch(setup: ReturnType<typeof twoNodeWorld>, bob: PauliBasis | null, ready = true) {
  const slots = { slots: 200, lead: 2000 }
  generate(setup, setup.alice, slots)
  if (ready) {
    const { clock } = setup
    setup.bob.execute({
      type: 'generate',
      link: 7,
      qubit: 0,
      firstSlot: 0,
      slots: 200,
      brightness: 1,
      arrival: clock.now() + 2000,
      period: 1000,
      ...(bob !== null && { arrivalBases: { bases: [bob], shares: [1] } })
    })
  }
  observe(setup, slots)
  return nextAnswer(setup)
}

type PauliBasis = 0 | 1 | 2

function outcome(setup: ReturnType<typeof twoNodeWorld>, who: 'alice' | 'bob', basis: PauliBasis): 0 | 1 {
  setup[who].execute({ type: 'measure', qubit: 0, basis, rotation: null, tag: 1 })
  const said = setup.said[who].at(-1)
  if (said?.type !== 'measured') throw new Error('no outcome')
  return said.outcome.reveal()
}

function clear(setup: ReturnType<typeof twoNodeWorld>): void {
  for (const device of [setup.alice, setup.bob]) {
    device.execute({ type: 'halt', link: 7 })
    device.execute({ type: 'release', qubit: 0 })
  }
}

describe('a link heralded at its receiver', () => {
  it.each(['skip', 'exact'] as const)('has heralds and outcomes of the slot’s table, mode %s', (mode) => {
    const setup = twoNodeWorld({ seed: `receiver/${mode}`, mode, link: receiverLink })
    const { heraldProbability, patterns } = receiverSlot(receiver, true, true, noise)
    const state = patterns[0]!.state!
    const rounds = mode === 'skip' ? 3000 : 1000
    const bases = [Basis.Z, Basis.X, Basis.Y] as const
    const [counts, expected] = [new Array<number>(12).fill(0), new Array<number>(12).fill(0)]
    let slots = 0
    for (let n = 0; n < rounds; n++) {
      const basis = bases[n % 3]!
      const answer = batch(setup, basis)
      if (answer.type !== 'detected') throw new Error('no herald in 200 slots')
      expect(answer.bellIndex).toBe(BellIndex.PsiPlus)
      slots += answer.slot + 1
      counts[4 * (n % 3) + 2 * outcome(setup, 'alice', basis) + outcome(setup, 'bob', basis)]! += 1
      clear(setup)
    }
    bases.forEach((basis, k) => {
      const along = basisDirections[basis] as Direction
      const correlation = pairCorrelator(state, along, along)
      for (let cell = 0; cell < 4; cell++)
        expected[4 * k + cell] = (rounds / 3) * ((1 + (cell === 0 || cell === 3 ? correlation : -correlation)) / 4)
    })
    expect(chiSquareSigmas(counts, expected)).toBeLessThan(5)
    const mean = 1 / heraldProbability
    expect(Math.abs(slots / rounds - mean)).toBeLessThan((5 * mean) / Math.sqrt(rounds))
  })

  it('hears nothing while its memory is prepared, noise neither, and nothing without its own detectors', () => {
    const loud = { ...receiverLink, noise: [0.5, 0.4] } as const
    const dark = twoNodeWorld({ link: { ...loud, drift: onlyDark({ every: 400_000, for: 300_000 }) } })
    expect(batch(dark, Basis.Z)).toMatchObject({ type: 'silent' })
    const absent = twoNodeWorld({ link: loud })
    expect(batch(absent, Basis.Z, false)).toMatchObject({ type: 'silent' })
  })

  it('leaves the emitter alone where its own photon was not due', () => {
    const setup = twoNodeWorld({ link: { ...receiverLink, noise: [0.5, 0.4] } })
    setup.bob.execute({
      type: 'generate',
      link: 7,
      qubit: 0,
      firstSlot: 0,
      slots: 200,
      brightness: 1,
      arrival: 2000,
      period: 1000,
      arrivalBases: { bases: [Basis.X], shares: [1] }
    })
    observe(setup, { slots: 200, lead: 2000 })
    expect(nextAnswer(setup)).toMatchObject({ type: 'detected' })
    expect([0, 1]).toContain(outcome(setup, 'bob', Basis.X))
    // As it was initialised.
    expect(outcome(setup, 'alice', Basis.Z)).toBe(0)
  })

  it('is none without an end that detects, nor with an emitter that does', () => {
    const link = (options: TwoNodeOptions['link']) => () => twoNodeWorld({ link: options ?? {} })
    expect(link({ ...receiverLink, b: { node: 'bob' } })).toThrow('b.arrival')
    expect(link({ ...receiverLink, a: { node: 'alice', arrival } })).toThrow('a.arrival')
    expect(link({ ...sourceLink, b: { node: 'bob', arrival } })).toThrow('b.arrival')
  })
})

describe('a link heralded at a source', () => {
  it('gives pairs to be kept in the state of its table, the empty memory in it', () => {
    const setup = twoNodeWorld({ seed: 'source', link: sourceLink })
    expect(setup.bob.capabilities.links[0]).toMatchObject({ keep: true })
    expect(setup.bob.capabilities.links[0]).not.toHaveProperty('arrival')
    const { fidelity, heraldProbability } = heraldedSource(source, noise)
    expect(setup.alice.capabilities.links[0]!.operatingPoints).toEqual([
      { brightness: 1, fidelity, successProbability: heraldProbability }
    ])
    const rounds = 2000
    let slots = 0
    for (let n = 0; n < rounds; n++) {
      let answer = batch(setup, null)
      while (answer.type === 'silent') {
        slots += 200
        answer = batch(setup, null)
      }
      slots += answer.slot + 1
      expect(answer).toMatchObject({ bellIndex: BellIndex.PsiMinus })
      const state = setup.world.oracle.state({ node: 'alice', qubit: 0 }, { node: 'bob', qubit: 0 })
      expect(pairFidelity(state, BellIndex.PsiMinus)).toBeCloseTo(fidelity, 12)
      clear(setup)
    }
    const mean = 1 / heraldProbability
    expect(Math.abs(slots / rounds - mean)).toBeLessThan((5 * mean) / Math.sqrt(rounds))
  })

  it('has a memory at b that decays, and heralds without anything in it where that is not ready', () => {
    const memory = linearFlipMemory({ coherenceTimeMilliseconds: 1, flipRatePerSecond: 0 })
    const setup = twoNodeWorld({ seed: 'decay', link: sourceLink, bob: () => ({ memory }) })
    const at = () => setup.world.oracle.state({ node: 'alice', qubit: 0 }, { node: 'bob', qubit: 0 })
    while (batch(setup, null).type === 'silent');
    const before = at()[5] as number
    for (const device of [setup.alice, setup.bob]) device.execute({ type: 'halt', link: 7 })
    setup.clock.run({ until: setup.clock.now() + 500_000 })
    expect(at()[5]! / before).toBeLessThan(0.9)
    const empty = twoNodeWorld({ seed: 'empty', link: sourceLink })
    while (batch(empty, null, false).type === 'silent');
    expect(empty.world.oracle.livePairs).toBe(0)
  })
})
