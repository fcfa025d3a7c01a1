import { describe, expect, it } from 'vitest'
import { askForPairs, twoNodes, whileTimePasses } from './two-nodes.js'

describe('two nodes in a program of one’s own', () => {
  it('deliver the pairs that were asked for', async () => {
    const { clock, alice, bob } = twoNodes(7)
    const goodness = await whileTimePasses(clock, askForPairs(alice, bob, 10))
    expect(goodness.length).toBe(10)
    for (const one of goodness) expect(one).toBeCloseTo(0.97, 6)
    expect(alice.qubits.free).toBe(2)
  })
})
