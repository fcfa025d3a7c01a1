import { ErrorCode } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { Driven, networkOf } from '../../test/driven-network.js'
import type { NetworkDescription } from './description.js'

const number = { a: 1, b: 2, c: 3, d: 4 } as const
const SECOND = 1_000_000_000

const TESTED = { configuration: { testShare: 0.25, testBatch: 40, settleInterval: SECOND / 100 } }

/** Two ways from a to d. That by b is said to be the better one, and its links make pairs of the given fidelity. */
function diamond(fidelity: number): NetworkDescription {
  const description = networkOf(
    [
      ['a', 'b', fidelity],
      ['b', 'd', fidelity],
      ['a', 'c', 0.97],
      ['c', 'd', 0.97]
    ],
    { network: TESTED }
  )
  const stated = { brightness: 1, fidelity: 0.98, successProbability: 0.35 }
  return {
    ...description,
    links: description.links.map((link) =>
      link.a === 'b' || link.b === 'b' ? { ...link, operatingPoints: [stated] } : link
    )
  }
}

/** A program at a measures pairs with d. Returns the nodes that its circuit went by, and why it moved. */
async function used(fidelity: number, pairs: number) {
  const driven = new Driven(diamond(fidelity))
  driven.service('d').accept(5)
  const circuit = await driven.until(
    driven.service('a').openCircuit({ to: number.d, minimumFidelity: 0.9, purpose: 5 })
  )
  const ways = [circuit.facts?.hops[1]?.node]
  const reasons: ErrorCode[] = []
  circuit.watch((state, reason) => {
    if (state === 'moving') reasons.push(reason)
    if (state === 'running') ways.push(circuit.facts?.hops[1]?.node)
  })
  const taken = await driven.until(driven.take(circuit.pairs({ number: pairs, kind: 'measure' }), () => undefined))
  circuit.close()
  driven.expectNothingKept()
  return { driven, ways, reasons, taken }
}

describe('test rounds of a circuit', () => {
  it('show a way that is worse than its links are said to be, and the circuit moves to another (NET-144)', async () => {
    const { ways, reasons, taken } = await used(0.85, 3000)
    expect(ways).toEqual([number.b, number.c])
    expect(reasons).toEqual([ErrorCode.UNSUPP])
    expect(taken).toHaveLength(3000)
  })

  it('leave a circuit alone that gives what was promised', async () => {
    const { ways, reasons } = await used(0.98, 3000)
    expect([ways, reasons]).toEqual([[number.b], []])
  })
})
