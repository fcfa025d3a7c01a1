import type { EntanglementSource } from '@bellwire/application-layer'
import { Basis, type Rotation } from '@bellwire/device'
import { wernerChainFidelity } from '@bellwire/quantum'
import { describe, expect, it } from 'vitest'
import { networkOf } from '../../test/driven-network.js'
import { backwards, CARDINALS, Teleporting } from '../../test/teleporting.js'

const SECOND = 1_000_000_000

/** Teleports each of the six states `each` times; how many were found as they were sent, of each. */
function cardinals(teleporting: Teleporting, each: number): number[] {
  const found = CARDINALS.map(() => 0)
  const { network } = teleporting
  const sender = network.node(teleporting.from).qubits
  const receiver = network.node(teleporting.to).qubits
  const stateOf = new Map<number, number>()
  let next = 0
  teleporting.prepare = (qubit, pair) => {
    const state = next % CARDINALS.length
    next += 1
    stateOf.set(pair.headSequence, state)
    sender.prepare(qubit, CARDINALS[state]!, () => undefined)
  }
  teleporting.onReceived = ({ qubit, pair }) => {
    const state = stateOf.get(pair.headSequence)!
    const angles = backwards(CARDINALS[state]!)
    receiver.measureDirect(
      qubit,
      Basis.Rotated,
      (outcome) => {
        if (outcome?.reveal() === 0) found[state]! += 1
      },
      angles
    )
  }
  teleporting.play(each * CARDINALS.length, 60 * SECOND)
  expect([...teleporting.sent.values()]).toEqual(Array.from({ length: each * CARDINALS.length }, () => ['delivered']))
  expect([...teleporting.received.values()].flat().every((what) => what === 'received')).toBe(true)
  return found
}

/** Every state, and all together, within 5 sigma. */
function expectFidelity(found: readonly number[], each: number, fidelity: number): void {
  const expected = (2 * fidelity + 1) / 3
  const sigma = Math.sqrt((expected * (1 - expected)) / each)
  for (const count of found) expect(Math.abs(count / each - expected)).toBeLessThanOrEqual(5 * sigma)
  const all = found.reduce((sum, count) => sum + count, 0) / (each * found.length)
  expect(Math.abs(all - expected)).toBeLessThanOrEqual((5 * sigma) / Math.sqrt(found.length))
}

describe('teleportation', () => {
  it('over perfect pairs leaves every state as it was, whatever Bell state was heralded (APP-070)', () => {
    const description = networkOf([['a', 'b']])
    const links = description.links.map((link) => ({
      ...link,
      model: { kind: 'ideal' as const, parameters: { successProbability: 0.3, fidelity: 1, announced: [0, 1, 2, 3] } }
    }))
    const teleporting = new Teleporting({ ...description, links }, 'a', 'b').overLink()
    expect(cardinals(teleporting, 40)).toEqual([40, 40, 40, 40, 40, 40])
  })

  it('over a link of fidelity F has fidelity (2F + 1)/3 for each of the six states', () => {
    for (const fidelity of [0.7, 0.9]) {
      const teleporting = new Teleporting(networkOf([['a', 'b', fidelity]]), 'a', 'b').overLink()
      expectFidelity(cardinals(teleporting, 500), 500, fidelity)
    }
  })

  it('works both ways: the link has a master, teleportation has none', () => {
    const teleporting = new Teleporting(networkOf([['a', 'b']]), 'b', 'a').overLink()
    expect(cardinals(teleporting, 20)).toEqual([20, 20, 20, 20, 20, 20])
  })

  it('over a circuit of three links has the fidelity of its pairs', async () => {
    const edges = [
      ['a', 'b', 0.95],
      ['b', 'c', 0.95],
      ['c', 'd', 0.95]
    ] as const
    const teleporting = await new Teleporting(networkOf(edges), 'a', 'd').overCircuit(1, 4)
    expectFidelity(cardinals(teleporting, 400), 400, wernerChainFidelity(0.95, 3))
  })

  it('takes half of an entangled pair with it', () => {
    const teleporting = new Teleporting(
      networkOf([
        ['a', 'b', 0.9],
        ['b', 'c', 0.9]
      ]),
      'b',
      'c'
    ).overLink()
    const { network } = teleporting
    const [a, b] = [network.node('a'), network.node('b')]
    const halves: { at: string; qubit: number }[] = []
    // Pairs of a and b: b teleports its halves to c.
    b.link('a').accept(1)
    const waiting: number[] = []
    b.link('a').subscribe({
      delivered: (pair) => {
        expect(b.link('a').take(pair)).toBe(true)
        b.qubits.adopt(pair.qubit)
        waiting.push(pair.qubit)
      }
    })
    a.link('b').subscribe({ delivered: (pair) => halves.push({ at: 'a', qubit: pair.qubit }) })
    a.link('b').createDirect({ number: 10, minimumFidelity: 0.5, purpose: 1 })
    teleporting.wait(SECOND)
    expect(waiting).toHaveLength(10)
    const fidelities: number[] = []
    teleporting.onReceived = ({ qubit }) => {
      const half = halves[fidelities.length]!
      fidelities.push(network.world.oracle.fidelity({ node: half.at, qubit: half.qubit }, { node: 'c', qubit }, 0))
    }
    const { sender, sources } = teleporting
    const ends: string[] = []
    sources[0]!.listen({
      delivered: (pair) => sender.send(pair, waiting.shift()!, (end) => ends.push(end)),
      expired: () => undefined,
      ended: () => undefined
    })
    teleporting.halt = true
    teleporting.play(10, 10 * SECOND)
    expect(ends).toEqual(Array.from({ length: 10 }, () => 'delivered'))
    for (const fidelity of fidelities) expect(fidelity).toBeCloseTo(wernerChainFidelity(0.9, 2), 10)
    expect(b.qubits.free).toBe(16)
  })
})

describe('a CNOT between two nodes', () => {
  /** Plays gates over a link or a circuit; both qubits are prepared first, and looked at when both ends have done. */
  function gates(
    teleporting: Teleporting,
    states: readonly (readonly [Rotation, Rotation])[],
    look: (control: number, target: number, index: number) => void
  ): string[] {
    const { network, from, to } = teleporting
    const [source, receiving] = teleporting.sources as [EntanglementSource, EntanglementSource]
    const [first, last] = [network.node(from), network.node(to)]
    const ends: string[] = []
    const targets = states.map(([, rotation]) => {
      const qubit = last.qubits.allocate()
      last.qubits.prepare(qubit, rotation, () => undefined)
      return qubit
    })
    let acted = 0
    last.applications.gates.accept(receiving, () => targets[acted++])
    let index = 0
    source.listen({
      delivered: (pair) => {
        const number = index++
        const control = first.qubits.allocate()
        first.qubits.prepare(control, states[number]![0], () => undefined)
        first.applications.gates.cnot(source, pair, control, (end) => {
          ends.push(end)
          look(control, targets[number]!, number)
          first.qubits.giveBack(control)
        })
      },
      expired: () => undefined,
      ended: () => undefined
    })
    teleporting.play(states.length, 10 * SECOND)
    return ends
  }

  const [zero, one, plus] = [CARDINALS[0]!, CARDINALS[1]!, CARDINALS[2]!]

  it('is one: by its table, and by the Bell state that it makes (APP-081)', async () => {
    for (const circuit of [false, true]) {
      const edges = circuit
        ? ([
            ['a', 'b'],
            ['b', 'c']
          ] as const)
        : ([['a', 'c']] as const)
      const setup = new Teleporting(networkOf(edges), 'a', 'c')
      const teleporting = circuit ? await setup.withSources().overCircuit(1, 3) : setup.withSources().overLink()
      const states = [
        [zero, zero],
        [zero, one],
        [one, zero],
        [one, one],
        [plus, zero],
        [plus, one]
      ] as const
      const seen: string[] = []
      const { oracle } = teleporting.network.world
      const ends = gates(teleporting, states, (control, target, index) => {
        const bell = [0, 1, 2, 3].map((m) =>
          oracle.fidelity({ node: 'a', qubit: control }, { node: 'c', qubit: target }, m)
        )
        if (index >= 4) expect(bell[index - 4]).toBeCloseTo(1, 10)
        else {
          const basis = [0, 1].map((bit) =>
            oracle.joint([{ node: bit === 0 ? 'a' : 'c', qubit: bit === 0 ? control : target }])
          )
          seen.push(basis.map((state) => Math.round(1 - state.data[0]!)).join(''))
        }
      })
      expect(ends).toEqual(states.map(() => 'done'))
      expect(seen).toEqual(['00', '01', '11', '10'])
    }
  })

  it('is void where the other program has no target, or there is none (APP-082)', () => {
    const teleporting = new Teleporting(networkOf([['a', 'b']]), 'a', 'b').withSources().overLink()
    const [source, receiving] = teleporting.sources as [EntanglementSource, EntanglementSource]
    const { network } = teleporting
    const { applications, qubits } = network.node('a')
    const ends: string[] = []
    source.listen({
      delivered: (pair) => applications.gates.cnot(source, pair, qubits.allocate(), (end) => ends.push(end)),
      expired: () => undefined,
      ended: () => undefined
    })
    const stop = network.node('b').applications.gates.accept(receiving, () => undefined)
    teleporting.play(1, SECOND)
    stop()
    teleporting.play(1, SECOND)
    expect(ends).toEqual(['void', 'void'])
  })

  it('is unknown where nobody answers, and after a crash (APP-082)', () => {
    for (const crash of [false, true]) {
      const teleporting = new Teleporting(networkOf([['a', 'b']]), 'a', 'b').withSources().overLink()
      const [source, receiving] = teleporting.sources as [EntanglementSource, EntanglementSource]
      const { network } = teleporting
      const { applications, qubits } = network.node('a')
      network.node('b').applications.gates.accept(receiving, () => 0)
      const ends: string[] = []
      source.listen({
        delivered: (pair) => {
          network.network.connect(1, 2, { delay: 10_000, loss: 1, duplication: 0, jitter: 0, reordering: undefined })
          applications.gates.cnot(source, pair, qubits.allocate(), (end) => ends.push(end))
        },
        expired: () => undefined,
        ended: () => undefined
      })
      teleporting.play(1, SECOND)
      expect(ends).toEqual([])
      if (crash) network.node('a').restart()
      else teleporting.wait(200 * SECOND)
      expect(ends).toEqual(['unknown'])
    }
  })
})
