import { ca40Parameters, ca40SingleClick10km, operatingPoints, singleClickLink, windowNoise } from '@bellwire/physics'
import { describe, expect, it } from 'vitest'
import type { NetworkDescription } from '../../network/description.js'
import { SimulatedNetwork } from '../../network/simulated-network.js'
import { linkExpectations } from '../expectations.js'
import { LinkWatch } from './link-watch.js'
import { RunCollector } from './run-collector.js'

const brightness = ca40Parameters.brightnessDiqkd10km.value
const parameters = ca40SingleClick10km
const slotPeriod = Math.round(1e9 / parameters.attemptsPerSecond)
const description: NetworkDescription = {
  nodes: [
    { name: 'alice', qubits: 4, readoutFlip: parameters.readoutFlip[0] },
    { name: 'bob', qubits: 4, readoutFlip: parameters.readoutFlip[1] }
  ],
  stations: [{ name: 'station' }],
  links: [
    {
      a: 'alice',
      b: 'bob',
      station: 'station',
      delays: [25_000, 25_000],
      guard: 100,
      window: parameters.windowNanoseconds,
      slotPeriod,
      model: { kind: 'single-click', parameters },
      noise: windowNoise(parameters),
      operatingPoints: operatingPoints(parameters, [brightness, 0.17])
    }
  ]
}
const [nodeA, nodeB] = description.nodes
const expectations = linkExpectations(description.links[0]!, { slotPeriod, nodes: [nodeA!, nodeB!] })

function watched(seed: string) {
  const collector = new RunCollector()
  const network = new SimulatedNetwork(description, { seed, observer: collector.frames })
  const link = collector.link('alice', 'bob')
  const watch = new LinkWatch(network, link, expectations.brightness)
  expect(network.settle()).toBe(true)
  const alice = network.node('alice').link('bob')
  const bob = network.node('bob').link('alice')
  for (const purpose of [0, 1, 2, 3, 4]) {
    alice.accept(purpose)
    bob.accept(purpose)
  }
  const samples = () => collector.samples(() => expectations).links[0]!
  return { collector, link, network, watch, alice, bob, samples }
}

// A little less than there is: on the wire it is rounded up.
const wanted = (alpha: number): number => operatingPoints(parameters, [alpha])[0]!.fidelity - 2e-5

describe('what is seen of a link', () => {
  it('is the closed form’s CHSH value and error rate, whichever end asks and corrects', () => {
    const { network, alice, bob, samples, link } = watched('chsh')
    const rounds = 4000
    const bases = ['ZPlus', 'ZMinus'] as const
    const ask = { kind: 'measure', number: rounds, minimumFidelity: wanted(brightness) } as const
    // A corrects (Z, X at the originator), nobody can (the tilted basis at the originator), and nobody is asked to.
    for (const [index, basis] of bases.entries()) {
      alice.createDirect({ ...ask, purpose: index, originator: { basis: 'Z' }, responder: { basis } })
      bob.createDirect({ ...ask, purpose: index, originator: { basis }, responder: { basis: 'X' } })
    }
    alice.createDirect({ ...ask, purpose: 4, originator: { basis: 'Y' }, responder: { basis: 'Y' } })
    alice.createDirect({ ...ask, purpose: 4, raw: true, originator: { basis: 'X' }, responder: { basis: 'X' } })
    bob.createDirect({ ...ask, purpose: 4, originator: { basis: 'Z' }, responder: { basis: 'Z' } })
    network.run(9e15, () => link.count < 7 * rounds)
    network.run(network.clock.now() + 1e9)
    const { chsh, errorRates, waiting, brightness: trade } = samples()
    const closed = singleClickLink(parameters, brightness)

    const s = chsh!.points.at(-1)!
    expect(s.rounds).toBe(4 * rounds)
    expect(Math.abs(s.value - closed.chsh)).toBeLessThan(5 * s.standardError)
    const expected: { readonly [label: string]: number } = {
      'Q, basis X': (1 - closed.xx) / 2,
      'Q, basis Y': (1 - closed.xx) / 2,
      'Q, basis Z': closed.errorRate
    }
    expect(errorRates.map((series) => series.label).sort()).toEqual(Object.keys(expected))
    for (const { label, points } of errorRates) {
      const last = points.at(-1)!
      expect(last.rounds).toBe(rounds)
      expect(Math.abs(last.value - expected[label]!)).toBeLessThan(5 * last.standardError)
    }

    // One brightness, as asked; the rate and the law of waiting are those of its closed form.
    expect(trade?.used.length).toBe(1)
    expect(trade?.used[0]?.brightness).toBeCloseTo(brightness, 4)
    expect(Math.abs(waiting!.meanSeconds * closed.rate - 1)).toBeLessThan(5 / Math.sqrt(7 * rounds) + 2e-3)
    expect(waiting?.law?.kind).toBe('exponential')
  })

  it('is the fidelity of pairs at delivery and after their time, the states of both ends, and the frames', () => {
    const { network, watch, alice, bob, samples, collector, link } = watched('keep')
    alice.subscribe({
      delivered: (pair) => {
        network.clock.at(network.clock.now() + 40_000_000, {
          run: () => {
            watch.releasing('alice', pair)
            alice.release(pair)
          }
        })
      }
    })
    bob.subscribe({
      delivered: (pair) => {
        network.clock.at(network.clock.now() + 50_000_000, { run: () => void bob.release(pair) })
      }
    })
    alice.createDirect({ kind: 'keep', number: 40, minimumFidelity: wanted(0.17) })
    network.run(1e15, () => link.count < 40)
    network.run(network.clock.now() + 1e9)
    const { pairs, storage, life } = samples()
    // Readout flips are no part of a state.
    const contrast = (1 - 2 * parameters.readoutFlip[0]) * (1 - 2 * parameters.readoutFlip[1])
    const { xx, zz } = singleClickLink(parameters, 0.17)
    const fidelity = (1 + (zz + 2 * xx) / contrast) / 4
    expect(pairs.length).toBe(40)
    for (const pair of pairs) expect(pair.fidelity).toBeCloseTo(fidelity, 3)
    // Qubits without a memory law keep for ever.
    expect(storage?.points.reduce((sum, point) => sum + point.count, 0)).toBe(40)
    for (const point of storage?.points ?? []) {
      expect(point.fidelity).toBeCloseTo(fidelity, 3)
      expect(point.seconds).toBeGreaterThan(0.04)
      expect(point.seconds).toBeLessThan(0.0403)
    }
    for (const end of ['alice', 'bob']) expect(life.filter((at) => at.end === end).at(-1)?.state).toBe('READY')
    const frames = new Map(collector.samples().frames.map((frame) => [frame.type, frame]))
    expect(frames.get('GEN')?.sent).toBeGreaterThanOrEqual(80)
    expect(frames.get('REPLY')?.lost).toBe(0)
  })

  it('changes nothing of what happens', () => {
    const deliveries = (watching: boolean): readonly number[] => {
      const network = new SimulatedNetwork(description, { seed: 'alone' })
      const collector = new RunCollector().link('alice', 'bob')
      const watch = watching ? new LinkWatch(network, collector) : undefined
      network.settle()
      const times: number[] = []
      const alice = network.node('alice').link('bob')
      const bob = network.node('bob').link('alice')
      bob.accept(0)
      bob.subscribe({ delivered: (pair) => void bob.release(pair) })
      alice.subscribe({
        delivered: (pair) => {
          times.push(network.clock.now())
          alice.release(pair)
        }
      })
      alice.createDirect({ number: 30, minimumFidelity: 0.5 })
      network.run(1e15, () => times.length < 30)
      expect(collector.count).toBe(watch === undefined ? 0 : 30)
      return times
    }
    expect(deliveries(true)).toEqual(deliveries(false))
  })
})
