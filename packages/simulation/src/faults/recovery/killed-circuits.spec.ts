import type { PairName } from '@bellwire/application-layer'
import { type CircuitFacts, type CircuitJournal, readCircuits } from '@bellwire/network-layer'
import { createRandom } from '@bellwire/runtime'
import { expect, it } from 'vitest'
import { networkOf } from '../../../test/driven-network.js'
import { SimulatedNetwork } from '../../network/simulated-network.js'
import { MortalRecords } from './mortal-records.js'

const MILLISECOND = 1_000_000
const SECOND = 1_000_000_000
const PURPOSE = 7
/** The number of c: nodes are numbered in their order. */
const THIRD = 3

type End = 'a' | 'c'

/** A circuit from a to c over b, of nodes that can be killed, whose transactions take their time. */
async function opened(seed: number) {
  const records = new Map<string, MortalRecords>()
  let answers = 0
  const chain = networkOf([
    ['a', 'b'],
    ['b', 'c']
  ])
  const network = new SimulatedNetwork(chain, {
    seed,
    observer: {
      sent: () => undefined,
      dropped: () => undefined,
      malformed: () => undefined,
      received: (_from, to, frame) => {
        if (frame.type === 'SETTLED' && frame.target === to) answers += 1
      }
    },
    mortal: (name, clock) => {
      const made = new MortalRecords(clock, createRandom(seed).stream(name), 5000, 5000)
      records.set(name, made)
      return made
    }
  })
  const wait = (duration: number) => network.run(network.clock.now() + duration)
  network.settle()
  wait(SECOND)
  network.node('c').network.accept(PURPOSE)
  const opening = network.node('a').network.openCircuit({ to: THIRD, minimumFidelity: 0.8, purpose: PURPOSE })
  wait(SECOND)
  const circuit = (await opening).facts as CircuitFacts
  const kill = (name: End) => {
    records.get(name)?.kill()
    network.killNode(name)
  }
  /** What a killed process has left of circuits. */
  const leftBy = (name: End) => readCircuits(new Map(records.get(name)?.read()))
  return { network, circuit, kill, wait, leftBy, answers: () => answers }
}

/** This node's names of the pairs that it was given and that are not void, by whether they have their qubits. */
function pairsAt(network: SimulatedNetwork, name: End) {
  const kept = new Set<number>()
  const measured = new Set<number>()
  network.node(name).network.subscribe({
    delivered: ({ pair, kind }) => (kind === 'keep' ? kept : measured).add(pair),
    expired: ({ pair }) => void (kept.delete(pair) || measured.delete(pair))
  })
  return { kept, measured }
}

/** Names, by both ends, of the kept pairs that a node was given. */
function namesAt(network: SimulatedNetwork, name: End): () => string[] {
  const names = new Map<number, string>()
  network.node(name).network.subscribe({
    delivered: (pair) => {
      if (pair.kind === 'keep') names.set(pair.pair, textOf(pair))
    },
    expired: ({ pair }) => names.delete(pair)
  })
  return () => [...names.values()]
}

function textOf({ headEpoch, headSequence, tailEpoch, tailSequence }: PairName): string {
  return `${headEpoch}.${headSequence}-${tailEpoch}.${tailSequence}`
}

it.each([
  ['a', 'c'],
  ['c', 'a']
] as const)(
  'a process of %s that is killed leaves circuits to the next one, which settles them with %s (RES-008, RES-010)',
  async (dead, left) => {
    let doubtful = 0
    let named = 0
    for (let step = 0; step < 25; step++) {
      const { network, circuit, kill, wait } = await opened(step)
      const { kept, measured } = pairsAt(network, left)
      const given = namesAt(network, dead)
      network.node('a').network.request(circuit, { kind: 'measure', number: 5 })
      // Until both ends have asked each other what they have.
      wait(30 * SECOND)
      const certain = [...measured]
      expect(certain).toHaveLength(5)
      network.node('a').network.request(circuit, { kind: 'keep', number: 6 })
      network.run(network.clock.now() + 10 * SECOND, () => kept.size === 0)
      // Before the ends ask each other of them, and long after.
      wait([0, 200_000, 400_000, 5 * SECOND, 40 * SECOND][step % 5] ?? 0)
      doubtful += kept.size
      const before = given()
      kill(dead)
      wait(step * 40_000)
      network.reviveNode(dead)
      // The next process knows that those are void, and of more only what was written down and not told any more.
      const voided = network.node(dead).voided.circuits.map(textOf)
      expect(voided, `step ${step}`).toEqual(expect.arrayContaining(before))
      expect(voided.length - before.length).toBeLessThanOrEqual(1)
      named += before.length
      wait(60 * SECOND)
      // Its qubits died with the process; what both had used up stays.
      expect([...kept], `step ${step}`).toEqual([])
      expect([...measured], `step ${step}`).toEqual(certain)
      for (const node of network.nodes.values()) {
        expect(node.network.layer.kept, `step ${step}, ${node.name}`).toMatchObject({
          ends: 0,
          unsettled: 0,
          qubits: 0
        })
        expect(node.qubits.free).toBe(node.qubits.total)
      }
    }
    expect(doubtful).toBeGreaterThan(25)
    expect(named).toBeGreaterThan(25)
  }
)

/**
 * Five pairs are measured over a circuit, and one end is killed at some moment after the other has been given all of them.
 *
 * @returns what it had written down, and how many pairs stay at the other end
 */
async function killedAfter(
  dead: End,
  left: End,
  step: number,
  moment: (of: Awaited<ReturnType<typeof opened>>) => void
) {
  const circuit = await opened(step)
  const { network, kill, wait, leftBy } = circuit
  const { measured } = pairsAt(network, left)
  network.node('a').network.request(circuit.circuit, { kind: 'measure', number: 5 })
  network.run(network.clock.now() + 10 * SECOND, () => measured.size < 5)
  moment(circuit)
  kill(dead)
  const [{ lost, valid }] = leftBy(dead) as [CircuitJournal]
  network.reviveNode(dead)
  wait(60 * SECOND)
  expect(measured.size, `step ${step}: ${lost.length} lost, ${valid.length} valid`).toBe(5 - lost.length)
  return { lost: lost.length, valid: valid.length, stay: measured.size }
}

it.each([
  ['a', 'c'],
  ['c', 'a']
] as const)(
  'pairs that a killed process of %s knew %s to have stay, and the others expire there (RES-008)',
  async (dead, left) => {
    const stayed = { some: 0, none: 0 }
    for (let step = 0; step < 40; step++) {
      // Until both ends have all of them, and have written that down.
      const { stay } = await killedAfter(dead, left, step, ({ wait }) => wait(50 * MILLISECOND + (step * SECOND) / 20))
      stayed[stay === 0 ? 'none' : 'some'] += 1
    }
    expect(stayed.some).toBeGreaterThan(5)
    expect(stayed.none).toBeGreaterThan(5)
  }
)

it.each([
  ['a', 'c'],
  ['c', 'a']
] as const)(
  'pairs that one of %s, which is killed, and %s knew both to have stay or expire as was written down (RES-008)',
  async (dead, left) => {
    const told = { lost: 0, valid: 0 }
    for (let step = 0; step < 20; step++) {
      const { lost, valid } = await killedAfter(dead, left, step, ({ network, wait, answers }) => {
        // One end has its first answer; the other has it soon.
        network.run(network.clock.now() + 2 * SECOND, () => answers() === 0)
        wait(step * 1000)
      })
      if (lost > 0) told.lost += 1
      if (valid > 0) told.valid += 1
    }
    expect(told.lost).toBeGreaterThan(0)
    expect(told.valid).toBeGreaterThan(0)
  }
)
