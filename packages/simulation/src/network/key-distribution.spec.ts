import { type EntangledPair, type EntanglementSource, type KeyOrigin, LedgerPool } from '@bellwire/application-layer'
import { CircuitSource, type LinkSource } from '@bellwire/node'
import { BitString } from '@bellwire/post-processing'
import { createRandom, MemoryJournal, MemoryRecorder, toNdjson } from '@bellwire/runtime'
import { QkdReason } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { chain, idealLinks, networkOfTopology } from '../topology/index.js'
import { SimulatedNetwork, type SimulatedNetworkOptions } from './simulated-network.js'

const PURPOSE = 5
const SECOND = 1_000_000_000
const wish = {
  analysis: 'complementarity-azuma',
  rounds: 2500,
  probability: 0.4,
  expectedQber: 0.01,
  epsilons: [0.9],
  minimumLength: 1
} as const

function started(seed: number, options: Partial<SimulatedNetworkOptions> = {}): SimulatedNetwork {
  const description = networkOfTopology(chain(2, 20_000), { link: idealLinks({ fidelity: 0.985 }) })
  const network = new SimulatedNetwork(description, { seed, ...options })
  network.settle()
  return network
}

function sources(network: SimulatedNetwork, minimumFidelity = 0.9): [LinkSource, LinkSource] {
  const request = { minimumFidelity }
  return [
    network.node('n1').linkSource('n2', { purpose: PURPOSE, request }),
    network.node('n2').linkSource('n1', { purpose: PURPOSE, request })
  ]
}

/** A session between two nodes, with what each end was given and has written down. */
function session(
  network: SimulatedNetwork,
  names: readonly [string, string] = ['n1', 'n2'],
  [first, second]: readonly [EntanglementSource, EntanglementSource] = sources(network)
) {
  const random = createRandom('pool').stream('bits')
  const shared = new BitString(8192)
  for (let k = 0; k < shared.length; k++) shared.set(k, random.bernoulli(0.5) ? 1 : 0)
  const keys: BitString[][] = [[], []]
  const endings: { reason: QkdReason; origin: KeyOrigin }[][] = [[], []]
  const journals = [new MemoryJournal(), new MemoryJournal()]
  const pools = [new LedgerPool(shared.clone()), new LedgerPool(shared.clone())]
  const resources = (end: 0 | 1) => ({
    source: end === 0 ? first : second,
    pool: pools[end]!,
    journal: journals[end]!,
    sink: { release: (_origin: KeyOrigin, key: BitString) => void keys[end]!.push(key.clone()) },
    listener: { over: (reason: QkdReason, origin: KeyOrigin) => void endings[end]!.push({ reason, origin }) }
  })
  const [alice, bob] = [network.node(names[0]).applications, network.node(names[1]).applications]
  bob.answerDiqkd(PURPOSE, { decide: () => resources(1) })
  const opened = alice.diqkd({ ...wish, ...resources(0) })
  const goOn = (seconds = 3600): void =>
    network.run(network.clock.now() + seconds * SECOND, () => endings.some((list) => list.length === 0))
  return { opened, keys, endings, journals, shared, resources, goOn }
}

const reasonsOf = (endings: readonly (readonly { reason: QkdReason }[])[]) =>
  endings.map((list) => list.map(({ reason }) => reason))
const SUCCESS = [[QkdReason.NONE], [QkdReason.NONE]]

describe('the source of a link', () => {
  it('gives both ends the same pairs by the same names, each once (APP-020)', () => {
    const network = started(1)
    const ends = sources(network)
    const seen: EntangledPair[][] = [[], []]
    const ended: unknown[] = []
    ends.forEach((source, end) => {
      source.listen({
        delivered: (pair) => {
          seen[end]!.push(pair)
          source.release(pair.pair)
        },
        expired: () => expect.fail('nothing expires'),
        ended: (request, code, delivered) => ended.push([request, code, delivered])
      })
    })
    ends[1].accept()
    const request = ends[0].request(40)
    network.run(network.clock.now() + 60 * SECOND)
    expect(ended).toEqual([[request, 0, 40]])
    const names = seen.map((pairs) =>
      pairs.map(({ circuit, headEpoch, headSequence, tailEpoch, tailSequence }) =>
        [circuit, headEpoch, headSequence, tailEpoch, tailSequence].join('/')
      )
    )
    expect(names[0]).toHaveLength(40)
    expect(new Set(names[0]).size).toBe(40)
    expect(names[1]).toEqual(names[0])
    expect(seen[0]!.every(({ asked, corrected }) => asked && corrected)).toBe(true)
    expect(seen[1]!.some(({ asked, corrected }) => asked || corrected)).toBe(false)
    expect(ends[0].release(seen[0]![0]!.pair)).toBe(false)
  })

  it('tells that a request is refused, after it has said how the request is called', () => {
    const network = started(2)
    const source = network.node('n1').linkSource('n2', { purpose: PURPOSE, request: { minimumFidelity: 1 } })
    const ended: number[] = []
    source.listen({
      delivered: () => expect.fail('nothing comes'),
      expired: () => undefined,
      ended: (request, code) => ended.push(request, code)
    })
    const request = source.request(1)
    expect(ended).toEqual([])
    network.run(network.clock.now() + SECOND)
    expect(ended).toEqual([request, 1])
  })

  it('tells of a held pair that expires, once (APP-021)', () => {
    const network = started(3)
    const [first, second] = sources(network)
    const expired: number[] = []
    let held: EntangledPair | undefined
    first.listen({
      delivered: (pair) => (held = pair),
      expired: (pair) => expired.push(pair),
      ended: () => undefined
    })
    second.accept()
    first.request(1)
    network.run(network.clock.now() + 60 * SECOND, () => held === undefined)
    network.node('n2').restart()
    network.run(network.clock.now() + 60 * SECOND)
    expect(expired).toEqual([held!.pair])
    expect(first.release(held!.pair)).toBe(false)
  })
})

describe('key distribution over a link', () => {
  it.each(['generated', 'interpreted'] as const)('gives both nodes one key (%s)', async (runner) => {
    const network = started(4, { runner, wire: true })
    const { opened, keys, endings, goOn } = session(network)
    goOn()
    expect(reasonsOf(endings)).toEqual(SUCCESS)
    const { key, origin } = await opened.key
    expect(keys.map((list) => list.length)).toEqual([1, 1])
    expect(key.equals(keys[1]![0]!)).toBe(true)
    expect(origin).toMatchObject({ session: opened.id, length: key.length, missing: 0 })
    expect(opened.rounds).toBe(wish.rounds)
  })

  it('goes on after a crash of either node', () => {
    for (const [end, name] of [
      [0, 'n1'],
      [1, 'n2']
    ] as const) {
      const network = started(5)
      const { opened, keys, endings, resources, goOn } = session(network)
      network.run(network.clock.now() + 3600 * SECOND, () => opened.phase !== 'correcting')
      network.node(name).crash()
      network.run(network.clock.now() + SECOND)
      network.node(name).recover()
      const recovered = { ...resources(end), source: sources(network)[end] }
      expect(network.node(name).applications.resumeDiqkd(recovered)?.id).toBe(opened.id)
      goOn()
      expect(reasonsOf(endings)).toEqual(SUCCESS)
      expect(keys.map((list) => list.length)).toEqual([1, 1])
      expect(keys[0]![0]!.equals(keys[1]![0]!)).toBe(true)
    }
  })

  it.each([
    ['in Z', [0.5, 0, 0.5, 0], QkdReason.LENGTH],
    ['in X', [0.5, 0.5, 0, 0], QkdReason.BUDGET],
    ['in a basis drawn for each pair', [0.5, 0.25, 0.25, 0], QkdReason.BUDGET]
  ] as const)('gives nobody a key where every photon is measured %s and sent again', (_basis, bellDiagonal, reason) => {
    const description = networkOfTopology(chain(2, 20_000), { link: idealLinks() })
    const links = description.links.map((link) => ({
      ...link,
      model: { kind: 'ideal' as const, parameters: { successProbability: 0.1, bellDiagonal } }
    }))
    const network = new SimulatedNetwork({ ...description, links }, { seed: 8 })
    network.settle()
    // The link says what it has become: only who asks for so little gets its pairs at all.
    const { opened, keys, endings, goOn } = session(network, ['n1', 'n2'], sources(network, 0.25))
    goOn()
    expect(keys).toEqual([[], []])
    expect(opened.rounds).toBe(wish.rounds)
    // No threshold was asked for: what is left of S gives no length, or errors are too many for the budget.
    expect(reasonsOf(endings)).toEqual([[reason], [reason]])
    const { chsh, testRounds } = endings[0]![0]!.origin
    const standardError = Math.sqrt((16 - 2) / testRounds)
    expect(Math.abs(chsh! - Math.SQRT2)).toBeLessThan(5 * standardError)
  })

  it('gives one key to the two ends of a circuit', async () => {
    const description = networkOfTopology(chain(3, 20_000), { link: idealLinks({ fidelity: 0.995 }) })
    const network = new SimulatedNetwork({ ...description, network: {} }, { seed: 7 })
    network.settle()
    const wait = (): void => network.run(network.clock.now() + SECOND)
    wait()
    const [first, last] = [network.node('n1'), network.node('n3')]
    const receiving = new CircuitSource(last.network, last.qubits, network.clock, { purpose: PURPOSE, peer: 1 })
    receiving.accept()
    const opening = first.network.openCircuit({ to: 3, purpose: PURPOSE, minimumFidelity: 0.9 })
    wait()
    const circuit = await opening
    const asking = new CircuitSource(first.network, first.qubits, network.clock, { purpose: PURPOSE, circuit })
    const { keys, endings, opened, goOn } = session(network, ['n1', 'n3'], [asking, receiving])
    goOn()
    expect(reasonsOf(endings)).toEqual(SUCCESS)
    expect(keys[0]![0]!.equals(keys[1]![0]!)).toBe(true)
    const { origin } = await opened.key
    expect(origin.proposal).toMatchObject({ initiator: 1, circuit: asking.origin.circuit })
  })

  it('says nothing that is secret in its trace (APP-037)', () => {
    let recorder: MemoryRecorder | undefined
    const network = started(6, {
      wire: true,
      recorder: (clock) => (recorder = new MemoryRecorder({ clock }))
    })
    const { opened, keys, endings, journals, shared, goOn } = session(network)
    // At the end the journals forget what is secret.
    network.run(network.clock.now() + 3600 * SECOND, () => opened.phase !== 'correcting')
    const written = journals.map((journal) => [...journal.records()])
    goOn()
    expect(reasonsOf(endings)).toEqual(SUCCESS)
    const trace = toNdjson(recorder!.records())
    expect(trace.length).toBeGreaterThan(100_000)
    const [key] = keys[0]!
    const raw = written.flatMap((records) =>
      records.flatMap((record) =>
        typeof record === 'object' && record !== null && 'outcomes' in record ? [record.outcomes as string] : []
      )
    )
    expect(raw.length).toBeGreaterThan(1)
    const secrets = [hexadecimal(key!.bytes), hexadecimal(shared.bytes.subarray(16, 48)), ...raw]
    for (const secret of secrets) {
      for (let at = 0; at + 24 <= secret.length; at += 8) {
        const window = secret.slice(at, at + 24)
        for (const form of formsOf(window)) expect(trace.includes(form), form).toBe(false)
      }
    }
    expect(JSON.stringify([opened, key, opened.id])).not.toContain(hexadecimal(key!.bytes).slice(0, 16))
  })
})

function hexadecimal(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

/** Ways in which twelve bytes could stand in a text. */
function formsOf(hex: string): string[] {
  const bytes = Buffer.from(hex, 'hex')
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return [hex, hex.toUpperCase(), bytes.join(','), bits, bits.split('').join(',')]
}
