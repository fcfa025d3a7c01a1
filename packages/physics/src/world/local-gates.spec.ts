import {
  applyChannel,
  densityQubitBloch,
  Gate,
  matrixDistance,
  rotationGate,
  tensorProduct,
  unitaryChannel
} from '@bellwire/quantum'
import { createRandom } from '@bellwire/runtime'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ChainWorld } from '../../test/chain-world.js'
import { WorldError } from './errors.js'

const at = (node: number, qubit = 0) => ({ node: `n${node}`, qubit })
const angle = fc.double({ min: -7, max: 7, noNaN: true })
const angles = fc.record({ x1: angle, y: angle, x2: angle })

const prepare = (chain: ChainWorld, node: number, qubit: number, rotation: { x1: number; y: number; x2: number }) =>
  chain.ask(node, { type: 'prepare', qubit, rotation, tag: 3 }, 'prepared')

describe('preparing', () => {
  it('leaves the qubit in +Z turned about X, Y and X, alone, and answers once (DEV-048, DEV-049)', () => {
    fc.assert(
      fc.property(angles, (rotation) => {
        const chain = new ChainWorld({ nodes: 2 })
        chain.herald(0, 0, 0)
        expect(prepare(chain, 0, 0, rotation)).toEqual({ type: 'prepared', qubit: 0, tag: 3 })
        expect(chain.oracle.pair(at(0))).toBeNull()
        expect(chain.oracle.pair(at(1))).toBeNull()
        const expected = new ChainWorld({ nodes: 2 }).oracle.joint([at(0)])
        for (const [axis, by] of [
          [[1, 0, 0], rotation.x1],
          [[0, 1, 0], rotation.y],
          [[1, 0, 0], rotation.x2]
        ] as const) {
          applyChannel(expected, unitaryChannel(rotationGate(axis, by)), [0])
        }
        expect(matrixDistance(chain.oracle.joint([at(0)]).data, expected.data)).toBeLessThan(1e-12)
        const backwards = { x1: -rotation.x2, y: -rotation.y, x2: -rotation.x1 }
        const { outcome } = chain.ask(
          0,
          { type: 'measure', qubit: 0, basis: 5, rotation: backwards, tag: 1 },
          'measured'
        )
        expect(outcome.reveal()).toBe(0)
      }),
      { seed: 1, numRuns: 60 }
    )
  })

  it('refuses angles that are none, and takes its time', () => {
    const chain = new ChainWorld({ nodes: 2, node: () => ({ durations: { prepare: 70, gate: 80 } }) })
    const rotation = { x1: 0, y: Number.NaN, x2: 0 }
    expect(() => chain.devices[0]!.execute({ type: 'prepare', qubit: 0, rotation, tag: 1 })).toThrow(WorldError)
    chain.devices[0]!.execute({ type: 'prepare', qubit: 0, rotation: { x1: 0, y: 1, x2: 0 }, tag: 1 })
    chain.devices[0]!.execute({ type: 'gate', gate: 'cnot', control: 0, target: 1, tag: 2 })
    chain.wait(69)
    expect(chain.said[0]).toEqual([])
    chain.wait(11)
    expect(chain.said[0]).toEqual([
      { type: 'prepared', qubit: 0, tag: 1 },
      { type: 'gated', control: 0, target: 1, tag: 2 }
    ])
  })

  it('makes a qubit that a Bell measurement with half of a pair teleports (DEV-041)', () => {
    fc.assert(
      fc.property(angles, fc.nat(), (rotation, seed) => {
        const chain = new ChainWorld({ nodes: 2, random: createRandom(seed) })
        chain.herald(0, 0, 0)
        prepare(chain, 0, 1, rotation)
        const sent = chain.oracle.joint([at(0, 1)])
        const pauli = chain.swap(0, 1, 0)
        chain.ask(1, { type: 'correct', qubit: 0, pauli, tag: 1 }, 'corrected')
        expect(matrixDistance(chain.oracle.joint([at(1)]).data, sent.data)).toBeLessThan(1e-12)
      }),
      { seed: 2, numRuns: 60 }
    )
  })
})

describe('a CNOT between two qubits of a node', () => {
  it('acts on whatever the two are part of (DEV-050)', () => {
    const part = fc.constantFrom('alone', 'pair')
    fc.assert(
      fc.property(part, part, fc.boolean(), angles, angles, (first, second, turned, one, other) => {
        const chain = new ChainWorld({ nodes: 3 })
        if (first === 'pair') chain.herald(0, 0, 0)
        else prepare(chain, 1, 0, one)
        if (second === 'pair') chain.herald(1, 1, 0)
        else prepare(chain, 1, 1, other)
        const [control, target] = turned ? [1, 0] : [0, 1]
        const all = [at(0, 0), at(1, control), at(1, target), at(2, 0)]
        const expected = chain.oracle.joint(all)
        applyChannel(expected, unitaryChannel(Gate.CNOT), [1, 2])
        const gate = { type: 'gate', gate: 'cnot', control, target, tag: 4 } as const
        expect(chain.ask(1, gate, 'gated')).toEqual({ type: 'gated', control, target, tag: 4 })
        expect(matrixDistance(chain.oracle.joint(all).data, expected.data)).toBeLessThan(1e-12)
        expect(chain.oracle.pair(at(1, 0))?.bellIndex ?? -1).toBe(-1)
        // Back again, and apart.
        chain.ask(1, gate, 'gated')
        for (const qubit of [0, 1]) chain.devices[1]!.execute({ type: 'release', qubit })
        // Two outer halves are left: they share a state that is a product.
        const outer = chain.oracle.joint([at(0), at(2)])
        const apart = tensorProduct(chain.oracle.joint([at(0)]), chain.oracle.joint([at(2)]))
        expect(matrixDistance(outer.data, apart.data)).toBeLessThan(1e-12)
      }),
      { seed: 3, numRuns: 80 }
    )
  })

  it('of both halves of what two lone qubits became makes them two again', () => {
    const chain = new ChainWorld({ nodes: 2 })
    prepare(chain, 0, 0, { x1: 0, y: Math.PI / 2, x2: 0 })
    prepare(chain, 0, 1, { x1: 0, y: 0, x2: 0 })
    const gate = { type: 'gate', gate: 'cnot', control: 0, target: 1, tag: 4 } as const
    chain.ask(0, gate, 'gated')
    expect(chain.oracle.fidelity(at(0, 0), at(0, 1), 0)).toBeCloseTo(1, 12)
    expect(chain.oracle.livePairs).toBe(1)
    chain.ask(0, gate, 'gated')
    expect(densityQubitBloch(chain.oracle.joint([at(0, 0)]), 0)[1]).toBeCloseTo(1, 12)
    expect(chain.measure(0, 1, 0)).toBe(0)
    expect(chain.oracle.livePairs).toBe(0)
  })

  it('has the noise of the gate, and is refused where there is none (DEV-040, DEV-051)', () => {
    const noisy = new ChainWorld({ nodes: 2, node: () => ({ twoQubitGate: { depolarising: 1 } }) })
    const gate = { type: 'gate', gate: 'cnot', control: 0, target: 1, tag: 4 } as const
    noisy.ask(0, gate, 'gated')
    const mixed = noisy.oracle.joint([at(0, 0)])
    const both = noisy.oracle.joint([at(0, 0), at(0, 1)])
    expect(matrixDistance(both.data, tensorProduct(mixed, mixed).data)).toBeLessThan(1e-12)
    expect(Math.hypot(...densityQubitBloch(mixed, 0).slice(1))).toBeLessThan(1e-12)
    const bare = new ChainWorld({ nodes: 2, node: () => ({ twoQubitGate: null }) })
    expect(bare.devices[0]!.capabilities.gateDuration).toBeUndefined()
    expect(noisy.devices[0]!.capabilities).toMatchObject({ prepareDuration: 0, gateDuration: 0 })
    expect(() => bare.devices[0]!.execute(gate)).toThrow(WorldError)
    expect(() => noisy.devices[0]!.execute({ ...gate, target: 0 })).toThrow(WorldError)
  })
})
