import { type ArrivalBases, type ArrivalCapabilities, Basis, type BasisCode, type DeviceResult } from '@bellwire/device'
import { basisDirections, createPair, type Direction, pairCorrelator, setWernerPair } from '@bellwire/quantum'
import { describe, expect, it } from 'vitest'
import { chiSquareSigmas } from '../../test/statistics.js'
import { observe, nextAnswer, type TwoNodeOptions, twoNodeWorld, type TwoNodeWorld } from '../../test/two-node-world.js'

const { Z, X, Y, ZPlus, ZMinus } = Basis
const all: ArrivalCapabilities = { bases: [Z, X, Y, ZPlus, ZMinus], choice: 'set' }
const FIDELITY = 0.9
const PERIOD = 1000

function arrivalWorld(options: TwoNodeOptions & { readonly arrival?: ArrivalCapabilities } = {}): TwoNodeWorld {
  const { arrival = all } = options
  return twoNodeWorld({
    ...options,
    link: {
      b: { node: 'bob', arrival },
      model: { kind: 'ideal', parameters: { successProbability: 1, fidelity: FIDELITY } },
      ...options.link
    }
  })
}

function train(setup: TwoNodeWorld, who: 'alice' | 'bob', slots: number, arrivalBases?: ArrivalBases, firstSlot = 0) {
  setup[who].execute({
    type: 'generate',
    link: 7,
    qubit: 0,
    firstSlot,
    slots,
    brightness: 1,
    arrival: setup.clock.now() + PERIOD + firstSlot * PERIOD,
    period: PERIOD,
    ...(arrivalBases && { arrivalBases })
  })
}

/** What a device answers to a measurement. */
function measured(setup: TwoNodeWorld, who: 'alice' | 'bob', basis: BasisCode = Z) {
  setup[who].execute({ type: 'measure', qubit: 0, basis, rotation: null, tag: 5 })
  return setup.said[who].at(-1) as Extract<DeviceResult, { type: 'measured' }>
}

/** One herald, and what both ends then measure: alice in `basis`, bob as the train says. */
function round(setup: TwoNodeWorld, basis: BasisCode, arrivalBases?: ArrivalBases) {
  train(setup, 'alice', 1)
  train(setup, 'bob', 1, arrivalBases)
  observe(setup)
  expect(nextAnswer(setup).type).toBe('detected')
  const bob = measured(setup, 'bob')
  const alice = measured(setup, 'alice', basis)
  return { alice: alice.outcome.reveal(), bob: bob.outcome.reveal(), basis: bob.basis }
}

describe('capabilities of an end that measures on arrival', () => {
  it('say so, and that nobody can keep a pair of the link (DEV-052)', () => {
    const { alice, bob } = arrivalWorld()
    expect(bob.capabilities.links).toMatchObject([{ link: 7, keep: false, arrival: all }])
    expect(alice.capabilities.links).toMatchObject([{ link: 7, keep: false }])
    expect(alice.capabilities.links[0]).not.toHaveProperty('arrival')
  })

  it.each([
    [{ bases: [], choice: 'set' }, 'b.arrival.bases'],
    [{ bases: [Z, Z], choice: 'set' }, 'b.arrival.bases'],
    [{ bases: [Basis.Rotated], choice: 'set' }, 'b.arrival.bases'],
    [{ bases: [Z], choice: 'set', shares: [1] }, 'b.arrival.shares'],
    [{ bases: [Z, X], choice: 'hardware' }, 'b.arrival.shares'],
    [{ bases: [Z, X], choice: 'hardware', shares: [0.5, 0.6] }, 'b.arrival.shares'],
    [{ bases: [Z, X], choice: 'hardware', shares: [1.5, -0.5] }, 'b.arrival.shares']
  ] as const)('are refused where there can be none such: %j', (arrival, field) => {
    expect(() => arrivalWorld({ arrival })).toThrow(field)
  })
})

describe('a train of an end that measures on arrival', () => {
  const bases = { bases: [Z], shares: [1] } as const

  it('is refused without bases, or with such as the end does not have (DEV-056)', () => {
    const setup = arrivalWorld({ arrival: { bases: [Z, X], choice: 'set' } })
    expect(() => train(setup, 'bob', 1)).toThrow('arrivalBases')
    expect(() => train(setup, 'bob', 1, { bases: [Y], shares: [1] })).toThrow('codes among 0, 1')
    expect(() => train(setup, 'bob', 1, { bases: [Z, X], shares: [0.5, 0.4] })).toThrow('1 in all')
    expect(() => train(setup, 'alice', 1, bases)).toThrow('no choice')
    const fixed = arrivalWorld({ arrival: { bases: [Z, X], choice: 'hardware', shares: [0.5, 0.5] } })
    expect(() => train(fixed, 'bob', 1, bases)).toThrow('no choice')
    train(fixed, 'bob', 1)
  })
})

describe('a herald at an end that measures on arrival', () => {
  it('leaves a record that answers whatever is asked, until the place is released (DEV-054)', () => {
    const setup = arrivalWorld()
    const first = round(setup, X, { bases: [X], shares: [1] })
    expect(first.basis).toBe(X)
    for (const basis of [Z, X, Y] as const) {
      const again = measured(setup, 'bob', basis)
      expect([again.basis, again.outcome.reveal(), again.tag]).toEqual([X, first.bob, 5])
    }
    setup.bob.execute({ type: 'release', qubit: 0 })
    expect(measured(setup, 'bob')).not.toHaveProperty('basis')
  })

  it('leaves none where the end had no part in it, or the place was used since (DEV-054, DEV-055)', () => {
    const setup = arrivalWorld()
    round(setup, Z, { bases: [Z], shares: [1] })
    train(setup, 'bob', 1, { bases: [Z], shares: [1] })
    expect(measured(setup, 'bob').basis).toBe(Z)
    setup.clock.run({ until: setup.clock.now() + 2 * PERIOD })
    expect(measured(setup, 'bob')).not.toHaveProperty('basis')
    expect(measured(setup, 'alice')).not.toHaveProperty('basis')
  })

  it('leaves no pair, and the other half in the state of the outcome', () => {
    const setup = arrivalWorld({
      link: { model: { kind: 'ideal', parameters: { successProbability: 1, fidelity: 1 } } }
    })
    for (const basis of [Z, X, Y, ZPlus, ZMinus] as const) {
      train(setup, 'alice', 1)
      train(setup, 'bob', 1, { bases: [basis], shares: [1] })
      observe(setup)
      nextAnswer(setup)
      expect(setup.world.oracle.livePairs).toBe(0)
      const sign = 1 - 2 * measured(setup, 'bob').outcome.reveal()
      const state = setup.world.oracle.state({ node: 'alice', qubit: 0 }, { node: 'bob', qubit: 0 })
      const [x, y, z] = Array.from(basisDirections[basis] as Direction)
      // Of Φ+: Y outcomes are opposite.
      ;[x, -(y as number), z].forEach((part, k) => expect(state[4 * k + 4]).toBeCloseTo(sign * (part as number), 12))
    }
  })

  it('has the statistics of measuring the pair later, in bases of the stated shares (DEV-053)', () => {
    const setup = arrivalWorld({ seed: 'shares' })
    const shares = [0.5, 0.3, 0.2]
    const bases = [Z, X, Y] as const
    const werner = createPair()
    setWernerPair(werner, FIDELITY, 0)
    const counts = new Array<number>(12).fill(0)
    const expected = new Array<number>(12).fill(0)
    const rounds = 6000
    for (let n = 0; n < rounds; n++) {
      const { alice, bob, basis } = round(setup, X, { bases, shares })
      const cell = 4 * bases.indexOf(basis as 0 | 1 | 2) + 2 * alice + bob
      counts[cell] = (counts[cell] as number) + 1
    }
    bases.forEach((basis, k) => {
      const correlation = pairCorrelator(werner, basisDirections[X] as Direction, basisDirections[basis] as Direction)
      for (let cell = 0; cell < 4; cell++) {
        const sign = cell === 0 || cell === 3 ? 1 : -1
        expected[4 * k + cell] = (rounds * (shares[k] as number) * (1 + sign * correlation)) / 4
      }
    })
    expect(chiSquareSigmas(counts, expected)).toBeLessThan(5)
  })

  it('counts the readout flips of that end', () => {
    const flip = 0.2
    const setup = arrivalWorld({
      seed: 'flips',
      bob: () => ({ readoutFlip: flip }),
      link: { model: { kind: 'ideal', parameters: { successProbability: 1, fidelity: 1 } } }
    })
    const rounds = 3000
    let different = 0
    for (let n = 0; n < rounds; n++) {
      const { alice, bob } = round(setup, Z, { bases: [Z], shares: [1] })
      if (alice !== bob) different++
    }
    expect(Math.abs(different - rounds * flip)).toBeLessThan(5 * Math.sqrt(rounds * flip * (1 - flip)))
  })

  it('draws with the hardware’s shares where it has no choice, at both ends alike (DEV-053)', () => {
    const arrival: ArrivalCapabilities = { bases: [Z, X], choice: 'hardware', shares: [0.75, 0.25] }
    const setup = arrivalWorld({ seed: 'split', link: { a: { node: 'alice', arrival }, b: { node: 'bob', arrival } } })
    const counts = [0, 0, 0, 0]
    for (let n = 0; n < 4000; n++) {
      train(setup, 'alice', 1)
      train(setup, 'bob', 1)
      observe(setup)
      nextAnswer(setup)
      const cell = 2 * (measured(setup, 'alice').basis as number) + (measured(setup, 'bob').basis as number)
      counts[cell] = (counts[cell] as number) + 1
    }
    expect(chiSquareSigmas(counts, [2250, 750, 750, 250])).toBeLessThan(5)
  })

  it('is measured as the train of its slot said, whatever trains follow (DEV-057)', () => {
    for (const heraldSlot of [3, 4]) {
      const setup = arrivalWorld()
      train(setup, 'alice', 10)
      train(setup, 'bob', 10, { bases: [Z], shares: [1] })
      train(setup, 'bob', 6, { bases: [X], shares: [1] }, 4)
      observe(setup, { firstSlot: heraldSlot, slots: 1, lead: PERIOD * (1 + heraldSlot) })
      expect(nextAnswer(setup)).toMatchObject({ type: 'detected', slot: heraldSlot })
      expect(measured(setup, 'bob').basis).toBe(heraldSlot < 4 ? Z : X)
    }
  })

  it('leaves no record over a power cycle', () => {
    const setup = arrivalWorld()
    round(setup, Z, { bases: [Z], shares: [1] })
    setup.bob.reset()
    expect(measured(setup, 'bob')).not.toHaveProperty('basis')
  })
})
