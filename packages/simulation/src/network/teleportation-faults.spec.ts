import { checkTrace } from '@bellwire/invariants'
import type { VirtualClock } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import { networkOf } from '../../test/driven-network.js'
import { Teleporting } from '../../test/teleporting.js'
import { ListRecorder } from '../faults/list-recorder.js'
import type { NetworkDescription } from './description.js'

const SECOND = 1_000_000_000
const MILLISECOND = 1_000_000

/** Every channel between neighbours, and between nodes that are none, loses, repeats and reorders. */
function faulty(description: NetworkDescription): NetworkDescription {
  const channel = { loss: 0.1, duplication: 0.1, jitter: 20_000 }
  return {
    ...description,
    links: description.links.map((link) => ({ ...link, channels: { peer: channel } })),
    classical: channel
  }
}

/** Each teleportation ended once at the sender, each pair once at the receiver, and the two do not contradict each other. */
function expectExactlyOnce({ sent, received, sender }: Teleporting): { delivered: number; others: number } {
  let delivered = 0
  for (const [name, ends] of sent) {
    expect(ends, name).toHaveLength(1)
    const told = received.get(name) ?? []
    expect(told.length, name).toBeLessThanOrEqual(1)
    if (ends[0] === 'delivered') {
      expect(told, name).toEqual(['received'])
      delivered += 1
    }
    if (ends[0] === 'void') expect(told, name).not.toEqual(['received'])
  }
  for (const [name, told] of received) expect(told, name).toHaveLength(1)
  expect(sender.underWay).toBe(0)
  return { delivered, others: sent.size - delivered }
}

describe('teleportation under faults', () => {
  it('ends once at each end over a link that loses, repeats and reorders', () => {
    const teleporting = new Teleporting(faulty(networkOf([['a', 'b']])), 'a', 'b').overLink()
    teleporting.play(300, 200 * SECOND)
    const { delivered, others } = expectExactlyOnce(teleporting)
    expect(delivered).toBeGreaterThan(250)
    expect(others).toBeLessThan(10)
  })

  it('ends once at each end over a circuit that loses, repeats and reorders', async () => {
    const edges = [
      ['a', 'b'],
      ['b', 'c']
    ] as const
    const teleporting = await new Teleporting(faulty(networkOf(edges)), 'a', 'c').overCircuit(1, 3)
    teleporting.play(200, 300 * SECOND)
    expect(expectExactlyOnce(teleporting).delivered).toBeGreaterThan(150)
  })

  for (const crashing of ['a', 'b']) {
    it(`ends once at each end when ${crashing === 'a' ? 'the sender' : 'the receiver'} crashes again and again`, () => {
      const description = networkOf([['a', 'b']])
      const durations = { swap: 100_000, correct: 100_000 }
      const nodes = description.nodes.map((node) => ({ ...node, durations }))
      const lists: ListRecorder[] = []
      const recorder = (clock: VirtualClock): ListRecorder => {
        lists.push(new ListRecorder(clock))
        return lists[0]!
      }
      const teleporting = new Teleporting(faulty({ ...description, nodes }), 'a', 'b', { recorder }).overLink()
      const { network } = teleporting
      for (let crashes = 0; crashes < 25; crashes++) {
        teleporting.play(200, 3 * MILLISECOND + 70_000 * crashes)
        network.node(crashing).restart()
        teleporting.wait(2 * SECOND)
      }
      teleporting.wait(100 * SECOND)
      const { delivered, others } = expectExactlyOnce(teleporting)
      expect(delivered).toBeGreaterThan(200)
      expect(others).toBeGreaterThan(10)
      teleporting.play(20, 100 * SECOND)
      expect(expectExactlyOnce(teleporting).delivered).toBe(delivered + 20)
      expect(checkTrace(lists[0]!.records)).toEqual([])
      // What is not teleported is held by nobody.
      expect(network.node('a').qubits.free + network.node('b').qubits.free).toBeGreaterThanOrEqual(30)
    })
  }
})
