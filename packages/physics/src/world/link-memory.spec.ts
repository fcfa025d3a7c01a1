import { expect, it } from 'vitest'
import { clear, generate, measureBoth, playBatch, twoNodeWorld } from '../../test/two-node-world.js'
import { relaxationMemory } from '../memory/index.js'

const fast = relaxationMemory({
  relaxationTimeMilliseconds: 1,
  coherenceTimeMilliseconds: 2,
  equilibriumPolarisation: 1
})
const slow = relaxationMemory({
  relaxationTimeMilliseconds: 50,
  coherenceTimeMilliseconds: 100,
  equilibriumPolarisation: 1
})
const MILLISECOND = 1_000_000

it('a link’s qubits keep as the link says at either end, others as their node does', () => {
  const setup = twoNodeWorld({
    link: { a: { node: 'alice', memory: fast }, b: { node: 'bob' } },
    alice: () => ({ memory: slow }),
    bob: () => ({ memory: slow })
  })
  const found = playBatch(setup, { slots: 1 })
  if (found.type !== 'detected') throw new Error('no herald')
  const xx = () => setup.world.oracle.state({ node: 'alice', qubit: 0 }, { node: 'bob', qubit: 0 })[5] as number
  const before = xx()
  setup.clock.run({ until: setup.clock.now() + MILLISECOND })
  expect(xx() / before).toBeCloseTo(Math.exp(-1 / 2 - 1 / 100), 9)
  clear(setup)
  // What the emission leaves where nothing heralds decays by the link's law too: mixed, then down to |0⟩.
  const dark = twoNodeWorld({
    seed: 'dark',
    link: {
      a: { node: 'alice', memory: fast },
      b: { node: 'bob' },
      model: { kind: 'ideal', parameters: { successProbability: 0, fidelity: 1 } }
    },
    alice: () => ({ memory: slow }),
    bob: () => ({ memory: slow })
  })
  const rounds = 400
  const excited = [0, 0]
  for (let n = 0; n < rounds; n++) {
    generate(dark, dark.alice, { slots: 1 })
    generate(dark, dark.bob, { slots: 1 })
    dark.clock.run({ until: dark.clock.now() + 10 * MILLISECOND })
    measureBoth(dark, 0).forEach((outcome, side) => {
      excited[side]! += outcome
    })
    clear(dark)
  }
  // Half of them after an emission that nobody saw; e^{−10} of that on alice's side, e^{−0.2} on bob's.
  expect(excited[0]).toBeLessThan(3)
  const expected = rounds * 0.5 * Math.exp(-0.2)
  expect(Math.abs(excited[1]! - expected)).toBeLessThan(5 * Math.sqrt(expected))
  // A prepared qubit is the node's own again: e^{−2} of the ones would be left by the link's law, e^{−0.04} by the node's.
  const rotation = { x1: Math.PI, y: 0, x2: 0 }
  let kept = 0
  for (let n = 0; n < 100; n++) {
    dark.alice.execute({ type: 'prepare', qubit: 0, rotation, tag: 1 })
    dark.bob.execute({ type: 'prepare', qubit: 0, rotation, tag: 1 })
    dark.clock.run({ until: dark.clock.now() + 2 * MILLISECOND })
    kept += measureBoth(dark, 0)[0]
  }
  expect(kept).toBeGreaterThan(80)
})
