import { describe, expect, it } from 'vitest'
import { grid } from '../topology/generators.js'
import { benchmarks } from './benchmarks.js'
import { NetworkWorkload } from './network-workload.js'

describe('the network workload', () => {
  it('learns of all links, opens its circuits, and counts pairs and their hops', () => {
    const workload = new NetworkWorkload({ seed: 1, topology: grid(2, 3, 1000), circuits: 8 })
    const fact = (name: string): number => workload.facts.find((one) => one.name === name)?.value ?? Number.NaN
    expect(['nodes', 'links', 'circuits asked for', 'circuits open'].map(fact)).toEqual([6, 7, 8, 8])
    expect(fact('simulated convergence time')).toBeGreaterThan(0)
    expect(fact('simulated convergence time')).toBeLessThan(1000)
    const before = fact('pairs delivered')
    const { count, events } = workload.run(50)
    const made = fact('pairs delivered') - before
    expect(made).toBeGreaterThanOrEqual(50)
    expect(count).toBeGreaterThanOrEqual(made)
    expect(count).toBeLessThanOrEqual(3 * made)
    expect(events).toBeGreaterThan(count)
  })

  it('plays the largest part of a network that has several', () => {
    const { nodes, edges, ...rest } = grid(1, 3, 1000)
    const topology = { ...rest, nodes: [{ name: 'alone', kind: 'node' as const }, ...nodes], edges }
    const workload = new NetworkWorkload({ seed: 1, topology, circuits: 2 })
    expect(workload.facts.slice(0, 2).map(({ value }) => value)).toEqual([3, 2])
  })
})

describe('the benchmarks', () => {
  it('have names of their own, and say what file they need', () => {
    const names = benchmarks.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(names).toEqual(expect.arrayContaining(['network-10', 'geant2011', 'grid-1024']))
    expect(benchmarks.filter(({ topologyFile }) => topologyFile).map(({ name }) => name)).toEqual(['geant2011'])
    expect(benchmarks.filter(({ large }) => large).map(({ name }) => name)).toEqual(['geant2011', 'grid-1024'])
  })
})
