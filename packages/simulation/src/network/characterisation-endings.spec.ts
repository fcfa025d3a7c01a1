import type { BounceWays, EntanglementSource } from '@bellwire/application-layer'
import { LinkSource } from '@bellwire/node'
import { ErrorCode } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { networkOf } from '../../test/driven-network.js'
import { Teleporting } from '../../test/teleporting.js'
import { SimulatedNetwork } from './simulated-network.js'

const SECOND = 1_000_000_000
const MILLISECOND = 1_000_000

/** What is told of an undertaking, as words. */
function toldTo(told: string[]) {
  return { done: () => told.push('done'), failed: (reason: ErrorCode) => told.push(`failed ${reason}`) }
}

describe('the end of a characterisation', () => {
  const begun = (timeLimit: number, told: string[]) => {
    const teleporting = new Teleporting(networkOf([['a', 'b']]), 'a', 'b').withSources().overLink()
    const { network, sources } = teleporting
    const [asking, answering] = ['a', 'b'].map((name) => network.node(name).applications.characterisations)
    answering!.answer(sources[1]!)
    const stop = asking!.characterise(sources[0]!, { pairs: 100_000, seed: 5, timeLimit }, toldTo(told))
    return { teleporting, network, sources, stop }
  }
  /** Measurements that the other end makes of five pairs that come later. */
  const laterAt = (teleporting: Teleporting): number => {
    const { network, sources } = teleporting
    const [asking, answering] = sources as [EntanglementSource, EntanglementSource]
    let measured = 0
    const measure = answering.measure.bind(answering)
    answering.measure = (...command) => {
      measured += 1
      measure(...command)
    }
    let delivered = 0
    const givingBack = sources.map((source) =>
      source.listen({
        delivered: ({ pair }) => {
          delivered += 1
          source.release(pair)
        },
        expired: () => undefined,
        ended: () => undefined
      })
    )
    asking.request(5)
    teleporting.wait(SECOND)
    for (const end of givingBack) end()
    expect(delivered).toBe(10)
    expect(['a', 'b'].map((name) => network.node(name).qubits.free)).toEqual([16, 16])
    return measured
  }

  it('comes with its deadline, once, and the other end measures no more (APP-148, APP-149)', () => {
    const told: string[] = []
    const { teleporting } = begun(20 * MILLISECOND, told)
    teleporting.wait(19 * MILLISECOND)
    expect(told).toEqual([])
    teleporting.wait(MILLISECOND)
    expect(told).toEqual([`failed ${ErrorCode.TIMEOUT}`])
    teleporting.wait(SECOND)
    expect(told).toHaveLength(1)
    expect(laterAt(teleporting)).toBe(0)
  })

  it('comes with the crash of the end that asks, once it is back (APP-148)', () => {
    const told: string[] = []
    const { teleporting, network } = begun(0, told)
    teleporting.wait(20 * MILLISECOND)
    network.node('a').crash()
    expect(told).toEqual([])
    network.node('a').recover()
    expect(told).toEqual([`failed ${ErrorCode.OTHER}`])
    // What the other end was told is known there until the dialogue is not.
    teleporting.wait(601 * SECOND)
    expect(laterAt(teleporting)).toBe(0)
    expect(told).toHaveLength(1)
  })

  it('comes with the crash of the end that answers, which measures no more either (APP-148, APP-149)', () => {
    const told: string[] = []
    const { teleporting, network } = begun(10 * SECOND, told)
    teleporting.wait(20 * MILLISECOND)
    network.node('b').restart()
    teleporting.wait(20 * SECOND)
    // The link's epoch has ended, and with it the request: what had come until then is compared.
    expect(told).toEqual([`failed ${ErrorCode.EXPIRE}`])
    expect(laterAt(teleporting)).toBe(0)
  })

  it('is told to nobody where its program has stopped it', () => {
    const told: string[] = []
    const { teleporting, stop } = begun(50 * MILLISECOND, told)
    teleporting.wait(20 * MILLISECOND)
    stop()
    stop()
    teleporting.wait(SECOND)
    expect(told).toEqual([])
    expect(laterAt(teleporting)).toBe(0)
  })

  it('is an error at once at the end of a circuit that cannot ask for pairs', async () => {
    const description = networkOf([
      ['a', 'b'],
      ['b', 'c']
    ])
    const { network, sources } = await new Teleporting(description, 'a', 'c').withSources().overCircuit(1, 3)
    const { characterisations } = network.node('c').applications
    const listener = toldTo([])
    const message = /cannot ask for pairs; accepted: one of the end that sets the circuit up/
    const tail = sources[1]!
    expect(() => characterisations.characterise(tail, { pairs: 100, seed: 1 }, listener)).toThrow(message)
    const ways = { outward: tail, back: tail }
    expect(() => characterisations.benchmark(ways, { lengths: [1, 2], repetitions: 1 }, listener)).toThrow(message)
    // Who asks the source itself hears it at the same instant.
    const ended: [code: number, at: number][] = []
    tail.listen({
      delivered: () => undefined,
      expired: () => undefined,
      ended: (_request, code) => ended.push([code, network.clock.now()])
    })
    const now = network.clock.now()
    tail.request(1)
    network.run(now + 1)
    expect(ended).toEqual([[ErrorCode.UNSUPP, now]])
  })
})

describe('the end of bounces', () => {
  const begun = (timeLimit: number, told: string[]) => {
    const network = new SimulatedNetwork(networkOf([['a', 'b']]), { seed: 3 })
    network.settle()
    const ways = ['a', 'b'].map((name, index): BounceWays => {
      const node = network.node(name)
      const source = (purpose: number): EntanglementSource => {
        const options = { purpose, request: { minimumFidelity: 0.5 } }
        const made = new LinkSource(node.link(['b', 'a'][index]!), node.qubits, network.clock, options)
        if (index === 1) made.accept()
        return made
      }
      return { outward: source(1), back: source(2) }
    })
    network.node('b').applications.characterisations.reflect(ways[1]!)
    const wish = { lengths: [1, 50], repetitions: 10_000, timeLimit }
    network.node('a').applications.characterisations.benchmark(ways[0]!, wish, toldTo(told))
    return network
  }
  const free = (network: SimulatedNetwork) => [...network.nodes.values()].map(({ qubits }) => qubits.free)
  const wait = (network: SimulatedNetwork, duration: number): void => network.run(network.clock.now() + duration)

  it('comes with their deadline, wherever the qubit is, and the other end gives up what it holds (APP-148, APP-150)', () => {
    for (let k = 0; k < 5; k++) {
      const told: string[] = []
      const timeLimit = 20 * MILLISECOND + 57_003 * k
      const network = begun(timeLimit, told)
      wait(network, timeLimit - 1)
      expect(told).toEqual([])
      wait(network, 1)
      expect(told).toEqual([`failed ${ErrorCode.TIMEOUT}`])
      wait(network, 130 * SECOND)
      expect(told).toHaveLength(1)
      expect(free(network)).toEqual([16, 16])
    }
  })

  it('comes with the crash of the end that benchmarks, wherever the qubit is (APP-148, APP-150)', () => {
    for (let k = 0; k < 5; k++) {
      const told: string[] = []
      const network = begun(0, told)
      wait(network, 20 * MILLISECOND + 57_003 * k)
      network.node('a').restart()
      expect(told).toEqual([`failed ${ErrorCode.OTHER}`])
      wait(network, 130 * SECOND)
      expect(told).toHaveLength(1)
      expect(free(network)).toEqual([16, 16])
    }
  })
})
