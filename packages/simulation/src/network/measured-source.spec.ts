import type { EntangledPair } from '@bellwire/application-layer'
import { Basis } from '@bellwire/device'
import { ErrorCode } from '@bellwire/wire'
import { expect, it } from 'vitest'
import { chain, idealLinks, networkOfTopology } from '../topology/index.js'
import { SimulatedNetwork } from './simulated-network.js'

const SECOND = 1_000_000_000
const options = { purpose: 5, request: { minimumFidelity: 0.9 }, zShare: 0.25 }

function sources() {
  const network = new SimulatedNetwork(networkOfTopology(chain(2, 20_000), { link: idealLinks({ fidelity: 1 }) }), {
    seed: 1
  })
  network.settle()
  const ends = [
    network.node('n1').measuredLinkSource('n2', options),
    network.node('n2').measuredLinkSource('n1', options)
  ] as const
  const seen: [EntangledPair[], EntangledPair[]] = [[], []]
  const ended: unknown[] = []
  ends.forEach((source, end) =>
    source.listen({
      delivered: (pair) => seen[end as 0 | 1].push(pair),
      expired: () => expect.fail('nothing expires'),
      ended: (request, code, delivered) => ended.push([request, code, delivered])
    })
  )
  ends[1].accept()
  return { network, ends, seen, ended }
}

it('measured pairs of a link have the same names at both ends, and outcomes that agree in equal bases', () => {
  const { network, ends, seen, ended } = sources()
  const request = ends[0].request(600)
  network.run(network.clock.now() + 60 * SECOND)
  expect(ended).toEqual([[request, ErrorCode.UNSPECIFIED, 600]])
  const [first, second] = seen
  const name = ({ circuit, headEpoch, headSequence }: EntangledPair) => [circuit, headEpoch, headSequence].join('/')
  expect(first.map(name)).toEqual(second.map(name))
  let z = 0
  first.forEach((pair, k) => {
    const [a, b] = [pair.measured!, second[k]!.measured!]
    if (a.basis === Basis.Z) z++
    else expect(a.basis).toBe(Basis.X)
    if (a.basis === b.basis) expect(a.outcome.reveal()).toBe(b.outcome.reveal())
    expect([pair.qubit, second[k]!.qubit]).toEqual([-1, -1])
  })
  expect(Math.abs(z - 150)).toBeLessThan(5 * Math.sqrt(600 * 0.25 * 0.75) + 600 / 255)
})

it('pairs to be kept, which the peer asks for under the purpose of measured ones, are given back', () => {
  const { network, ends, seen } = sources()
  const { minimumFidelity } = options.request
  const asking = network.node('n1').link('n2')
  expect(asking.createDirect({ purpose: options.purpose, number: 3, minimumFidelity })).toMatchObject({ error: 0 })
  let kept = 0
  asking.subscribe({ delivered: (pair) => (kept += pair.outcome === null && asking.release(pair) ? 1 : 0) })
  network.run(network.clock.now() + 10 * SECOND)
  expect(kept).toBe(3)
  const { free, total } = network.node('n2').qubits
  expect(free).toBe(total)
  ends[0].request(2)
  network.run(network.clock.now() + 10 * SECOND)
  expect(seen.map((pairs) => pairs.length)).toEqual([2, 2])
})

it('of a measured pair nothing is left to measure or to take, and it is let go of once', () => {
  const { network, ends, seen } = sources()
  expect(ends[0].measures).toBe(true)
  ends[0].request(1)
  network.run(network.clock.now() + SECOND)
  const [{ pair, qubit }] = seen[0] as [EntangledPair]
  expect(() => ends[0].measure(qubit, Basis.Z, null, () => undefined)).toThrow('a pair that came measured')
  expect(ends[0].take()).toBe(false)
  expect([ends[0].release(pair), ends[0].release(pair)]).toEqual([true, false])
})
