import type { BounceWays } from '@bellwire/application-layer'
import { Basis } from '@bellwire/device'
import type { LinkSource } from '@bellwire/node'
import { ErrorCode } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { Driven, networkOf } from '../../test/driven-network.js'
import { Teleporting } from '../../test/teleporting.js'

const SECOND = 1_000_000_000
const SOON = SECOND / 1000

/** Turned from +Z to −Z. */
const FLIPPED = { x1: Math.PI, y: 0, x2: 0 }

/** Two neighbours, a and b, with a source each. */
class Neighbours extends Driven {
  readonly a
  readonly b
  readonly atA
  readonly atB

  constructor() {
    super(networkOf([['a', 'b']]))
    const [a, b] = [this.network.node('a'), this.network.node('b')]
    this.a = a
    this.b = b
    this.atA = a.linkSource('b', { purpose: 3, request: { minimumFidelity: 0.5 } })
    this.atB = b.linkSource('a', { purpose: 3, request: { minimumFidelity: 0.5 } })
  }

  async qubit(): Promise<number> {
    const qubit = this.a.qubits.allocate()
    await this.until(this.a.qubits.prepared(qubit, FLIPPED))
    return qubit
  }

  /** Settles what promises still have to say. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
    this.wait(SECOND)
  }

  expectFree(): void {
    expect([this.a, this.b].map(({ qubits }) => qubits.free)).toEqual([16, 16])
  }
}

describe('teleportation, as promises', () => {
  it('brings one qubit after the other, each over a pair that is asked for then', async () => {
    const net = new Neighbours()
    const arrivals = net.b.applications.receiveQubits(net.atB)
    const teleporter = net.a.applications.teleporter(net.atA)
    const qubits = [await net.qubit(), await net.qubit(), await net.qubit()]
    const ends = await net.until(Promise.all(qubits.map((qubit) => teleporter.teleport(qubit))))
    expect(ends).toEqual(['delivered', 'delivered', 'delivered'])
    let seen = 0
    for await (const { qubit } of arrivals) {
      const outcome = await net.until(net.b.qubits.measure(qubit, Basis.Z))
      expect(outcome.reveal()).toBe(1)
      net.b.qubits.giveBack(qubit)
      seen += 1
      if (seen === 3) break
    }
    await net.settle()
    net.expectFree()
    // The loop was left: nobody receives any more.
    const late = await net.qubit()
    expect(['void', 'unknown']).toContain(await net.until(teleporter.teleport(late)))
    teleporter.close()
  })

  it('gives the request up where its signal is aborted before there is a pair, and the qubit is still there', async () => {
    const net = new Neighbours()
    net.atB.accept()
    const teleporter = net.a.applications.teleporter(net.atA)
    const qubit = await net.qubit()
    const abort = new AbortController()
    const sent = teleporter.teleport(qubit, { signal: abort.signal })
    abort.abort(new Error('enough'))
    await expect(sent).rejects.toThrow('enough')
    await expect(teleporter.teleport(qubit, { signal: abort.signal })).rejects.toThrow('enough')
    await net.settle()
    const outcome = await net.until(net.a.qubits.measure(qubit, Basis.Z))
    expect(outcome.reveal()).toBe(1)
    net.a.qubits.giveBack(qubit)
    net.expectFree()
  })

  it('is rejected where there is no pair, and where the node crashes', async () => {
    const net = new Neighbours()
    const teleporter = net.a.applications.teleporter(net.atA)
    const qubit = await net.qubit()
    const refused = { name: 'RequestFailedError', code: ErrorCode.REJECTED, delivered: 0 }
    await expect(net.until(teleporter.teleport(qubit))).rejects.toMatchObject(refused)
    net.atB.accept()
    const sent = teleporter.teleport(qubit)
    sent.catch(() => undefined)
    net.a.restart()
    await expect(net.until(sent)).rejects.toMatchObject({ name: 'RequestFailedError' })
    await net.settle()
    net.expectFree()
    // Under way when the node crashes: nobody knows.
    const arrivals = net.b.applications.receiveQubits(net.atB)
    const another = await net.qubit()
    const end = teleporter.teleport(another)
    let there = false
    net.atA.listen({ delivered: () => (there = true), expired: () => undefined, ended: () => undefined })
    net.network.run(net.network.clock.now() + SECOND, () => !there)
    expect(there).toBe(true)
    net.a.restart()
    expect(['void', 'unknown']).toContain(await net.until(end))
    await arrivals.return?.()
    await net.settle()
    net.expectFree()
  })

  it('gives back what nobody has read, and leaves out what a reset has taken', async () => {
    const net = new Neighbours()
    const abort = new AbortController()
    const arrivals = net.b.applications.receiveQubits(net.atB, { signal: abort.signal })
    const teleporter = net.a.applications.teleporter(net.atA)
    expect(await net.until(teleporter.teleport(await net.qubit()))).toBe('delivered')
    net.b.restart()
    await net.settle()
    // Where the first one was is another's now: it is not given back.
    const own = net.b.qubits.allocate()
    expect(await net.until(teleporter.teleport(await net.qubit()))).toBe('delivered')
    const { value } = await arrivals.next()
    expect(net.b.qubits.giveBack(value.qubit)).toBe(true)
    expect(await net.until(teleporter.teleport(await net.qubit()))).toBe('delivered')
    abort.abort(new Error('enough'))
    await expect(arrivals.next()).rejects.toThrow('enough')
    await net.settle()
    expect(net.b.qubits.free).toBe(15)
    expect(net.b.qubits.giveBack(own)).toBe(true)
    net.expectFree()
  })

  it('says at once that the tail-end of a circuit cannot ask for pairs', async () => {
    const edges = [
      ['a', 'b'],
      ['b', 'c']
    ] as const
    const { network, sources } = await new Teleporting(networkOf(edges), 'a', 'c').withSources().overCircuit(1, 3)
    const { applications, qubits } = network.node('c')
    const sent = applications.teleporter(sources[1]!).teleport(qubits.allocate())
    network.run(network.clock.now() + 1)
    await expect(sent).rejects.toMatchObject({ name: 'RequestFailedError', code: ErrorCode.UNSUPP })
    await expect(sent).rejects.toThrow(/UNSUPP/)
  })
})

describe('a CNOT between two nodes, as a promise', () => {
  it('flips the target where the control is set, and is given up before there is a pair', async () => {
    const net = new Neighbours()
    const target = net.b.qubits.allocate()
    net.b.qubits.prepare(target, { x1: 0, y: 0, x2: 0 }, () => undefined)
    net.atB.accept()
    const refuse = net.b.applications.gates.accept(net.atB, () => target)
    const control = await net.qubit()
    const abort = new AbortController()
    const given = net.a.applications.cnot(net.atA, control, { signal: abort.signal })
    abort.abort(new Error('enough'))
    await expect(given).rejects.toThrow('enough')
    await net.settle()
    expect(await net.until(net.a.applications.cnot(net.atA, control))).toBe('done')
    const found = await net.until(net.b.qubits.measure(target, Basis.Z))
    expect(found.reveal()).toBe(1)
    refuse()
    net.a.qubits.giveBack(control)
    net.b.qubits.giveBack(target)
    await net.settle()
    net.expectFree()
  })
})

describe('characterisation and bounces, as promises', () => {
  it('give a result, an error with its code, or the reason of a signal', async () => {
    const net = new Neighbours()
    net.atB.accept()
    net.b.applications.characterisations.answer(net.atB)
    const found = await net.until(net.a.applications.characterise(net.atA, { pairs: 200 }))
    expect(found.pairs).toBe(200)
    const wish = { pairs: 100_000, timeLimit: SOON }
    const failure = { name: 'CharacterisationFailedError', code: ErrorCode.TIMEOUT }
    await expect(net.until(net.a.applications.characterise(net.atA, wish))).rejects.toMatchObject(failure)
    const abort = new AbortController()
    const stopped = net.a.applications.characterise(net.atA, { pairs: 100_000 }, { signal: abort.signal })
    net.wait(SOON)
    abort.abort(new Error('enough'))
    await expect(stopped).rejects.toThrow('enough')
    await expect(net.a.applications.characterise(net.atA, { pairs: 1 })).rejects.toThrow(/pairs is 1; accepted/)
    await net.settle()
    net.expectFree()
  })

  it('bounces', async () => {
    const net = new Neighbours()
    const ways = [net.a, net.b].map((node, index): BounceWays => {
      const source = (purpose: number): LinkSource =>
        node.linkSource(['b', 'a'][index]!, { purpose, request: { minimumFidelity: 0.5 } })
      return { outward: source(11), back: source(12) }
    })
    for (const way of Object.values(ways[1]!)) way.accept()
    net.b.applications.characterisations.reflect(ways[1]!)
    const { applications } = net.a
    const { fidelity } = await net.until(applications.benchmarkBounces(ways[0]!, { lengths: [1, 2], repetitions: 1 }))
    expect(fidelity.value).toBeCloseTo(1, 6)
    const failure = { name: 'CharacterisationFailedError', code: ErrorCode.TIMEOUT }
    const long = { lengths: [1, 1000], repetitions: 100, timeLimit: SOON }
    await expect(net.until(applications.benchmarkBounces(ways[0]!, long))).rejects.toMatchObject(failure)
    const abort = new AbortController()
    const stopped = applications.benchmarkBounces(ways[0]!, { ...long, timeLimit: 0 }, { signal: abort.signal })
    net.wait(SOON)
    abort.abort(new Error('enough'))
    await expect(stopped).rejects.toThrow('enough')
    net.wait(200 * SECOND)
    net.expectFree()
  })
})
