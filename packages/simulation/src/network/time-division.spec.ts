import { LinkLayerError, timeDivision } from '@bellwire/link-layer'
import { describe, expect, it } from 'vitest'
import { SimulatedNetwork } from './simulated-network.js'

const FIRST = {
  firstSlot: 0,
  period: 100,
  bins: [
    { start: 0, end: 50, purpose: 1 },
    { start: 60, end: 100, purpose: 2 }
  ]
}
const CHANGE = 30_000
const SECOND = { firstSlot: CHANGE, period: 10, bins: [{ start: 0, end: 5, purpose: 2 }] }

function start(loss = 0) {
  const network = new SimulatedNetwork(
    {
      nodes: [
        { name: 'alice', qubits: 1 },
        { name: 'bob', qubits: 1 }
      ],
      stations: [{ name: 'middle' }],
      links: [
        {
          a: 'alice',
          b: 'bob',
          station: 'middle',
          delays: [50_000, 50_000],
          guard: 100,
          window: 100,
          scheduler: timeDivision(FIRST),
          model: { kind: 'ideal', parameters: { successProbability: 0.05, fidelity: 0.98 } },
          channels: { peer: { loss } }
        }
      ]
    },
    { seed: 7 }
  )
  expect(network.settle()).toBe(true)
  const alice = network.node('alice').link('bob')
  const bob = network.node('bob').link('alice')
  const slots: { readonly purpose: number; readonly slot: number }[] = []
  alice.subscribe({
    delivered(pair) {
      slots.push(pair)
      alice.release(pair)
    }
  })
  bob.subscribe({ delivered: (pair) => void bob.release(pair) })
  const ask = (purpose: number) => alice.createDirect({ number: 100_000, minimumFidelity: 0.9, purpose }).createId
  const purposes = new Map<number, number>()
  for (const purpose of [1, 2]) {
    bob.accept(purpose)
    purposes.set(ask(purpose), purpose)
  }
  // Where the network loses frames, a request may end: its application asks again.
  alice.subscribe({
    failed: ({ createId }) => network.clock.at(network.clock.now() + 1_000_000, { run: () => again(createId) })
  })
  const again = (createId: number): void => {
    const purpose = purposes.get(createId) as number
    purposes.set(ask(purpose), purpose)
  }
  return { network, alice, bob, slots }
}

const inFirst = ({ purpose, slot }: { purpose: number; slot: number }) =>
  purpose === 1 ? slot % 100 < 50 : slot % 100 >= 60

describe('time division', () => {
  it('serves each purpose in the slots of its bins, start included, end excluded', () => {
    const { network, slots } = start()
    network.run(2_000_000_000)
    expect(slots.length).toBeGreaterThan(500)
    expect(slots.every(inFirst)).toBe(true)
    expect(new Set(slots.map(({ purpose }) => purpose))).toEqual(new Set([1, 2]))
  })

  it.each([0, 0.3])(
    'follows the schedule that the master proposes from its first slot on, with %s of the frames between the nodes lost',
    (loss) => {
      const { network, alice, slots } = start(loss)
      network.run(1_000_000_000)
      alice.proposeSchedule(SECOND)
      network.run(8_000_000_000)
      const before = slots.filter(({ slot }) => slot < CHANGE)
      const after = slots.filter(({ slot }) => slot >= CHANGE)
      expect(before.every(inFirst)).toBe(true)
      expect(after.length).toBeGreaterThan(100)
      expect(after.every(({ purpose, slot }) => purpose === 2 && (slot - CHANGE) % 10 < 5)).toBe(true)
    }
  )

  it('is proposed by the master alone, and must make sense', () => {
    const { alice, bob } = start()
    expect(() => bob.proposeSchedule(SECOND)).toThrow(LinkLayerError)
    expect(() =>
      alice.proposeSchedule({ firstSlot: 0, period: 10, bins: [{ start: 5, end: 11, purpose: 1 }] })
    ).toThrow(/bins\[0\]\.end is 11; accepted: an integer from 6 to 10/)
  })
})
