import type { Transport } from '@bellwire/transport'
import type { FrameType } from '@bellwire/wire'
import { expect, it } from 'vitest'
import { SimulatedNetwork } from './simulated-network.js'

const MILLISECOND = 1_000_000

it('has few epochs begun by a station that agrees to none (PHY-177)', () => {
  const sent = new Map<FrameType, number>()
  const nodes = new Set<number>()
  /** Takes from a node what a station agrees to, and counts what it sends. */
  const transport = (_name: string, whole: Transport): Transport => {
    nodes.add(whole.node)
    return {
      node: whole.node,
      send: (to, frame) => {
        sent.set(frame.type, (sent.get(frame.type) ?? 0) + 1)
        whole.send(to, frame)
      },
      listen: (listener) =>
        whole.listen({
          frame: (from, frame) => {
            if (frame.type !== 'OPEN_ACK' || nodes.has(from)) listener.frame(from, frame)
          },
          malformed: (from, reason) => listener.malformed(from, reason)
        })
    }
  }
  const network = new SimulatedNetwork(
    {
      nodes: [
        { name: 'alice', qubits: 3 },
        { name: 'bob', qubits: 3 }
      ],
      stations: [{ name: 'middle' }],
      links: [
        {
          a: 'alice',
          b: 'bob',
          station: 'middle',
          delays: [25_000, 25_000],
          guard: 50,
          window: 100,
          keepAliveInterval: 3 * MILLISECOND,
          model: { kind: 'ideal', parameters: { successProbability: 0.05, fidelity: 1, announced: [1] } }
        }
      ]
    },
    { seed: 1, intruder: { transport } }
  )
  network.run(200 * MILLISECOND)
  const opens = sent.get('OPEN') ?? 0
  expect(opens).toBeGreaterThan(10)
  // Once they were 406, and the EXPIREs of former epochs 12,640.
  expect(opens).toBeLessThan(100)
  expect(sent.get('EXPIRE') ?? 0).toBeLessThan(1000)
})
