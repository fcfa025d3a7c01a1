import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CONFIGURATION, NeighbourNetwork, ROUND_TRIP, SETTLING } from '../../test/neighbour-network.js'
import { WINDOW } from './configuration.js'

const PAIR = [[1, 2]] as const
const TRIANGLE = [
  [1, 2],
  [2, 3],
  [3, 1]
] as const

type Step =
  | { readonly do: 'send'; readonly edge: number; readonly back: boolean; readonly count: number }
  | { readonly do: 'wait'; readonly time: number }
  | { readonly do: 'cut'; readonly edge: number; readonly back: boolean; readonly on: boolean }
  | { readonly do: 'partition'; readonly edge: number; readonly on: boolean }
  | { readonly do: 'restart'; readonly node: number }
  | {
      readonly do: 'faults'
      readonly loss: number
      readonly duplication: number
      readonly jitter: number
      readonly reordering: number
    }

const edge = fc.nat(2)
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 12,
      arbitrary: fc.record({
        do: fc.constant('send' as const),
        edge,
        back: fc.boolean(),
        count: fc.constantFrom(1, 2, 10, 40, 150)
      })
    },
    {
      weight: 12,
      arbitrary: fc.record({
        do: fc.constant('wait' as const),
        time: fc.constantFrom(100, 4000, 20_000, 100_000, 300_000, 1_500_000)
      })
    },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('cut' as const), edge, back: fc.boolean(), on: fc.boolean() })
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('partition' as const), edge, on: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('restart' as const), node: fc.integer({ min: 1, max: 3 }) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('faults' as const),
        loss: fc.constantFrom(0, 0.05, 0.3),
        duplication: fc.constantFrom(0, 0.3),
        jitter: fc.constantFrom(0, 3000, 30_000),
        reordering: fc.constantFrom(0, 0.1, 0.5)
      })
    }
  ),
  { maxLength: 60, size: 'max' }
)

function play(network: NeighbourNetwork, script: readonly Step[]): void {
  const at = (index: number) => network.edges[index % network.edges.length] as readonly [number, number]
  for (const step of script) {
    switch (step.do) {
      case 'send': {
        const [a, b] = at(step.edge)
        if (step.back) network.process(b).send(a, step.count)
        else network.process(a).send(b, step.count)
        break
      }
      case 'wait':
        network.run(step.time)
        break
      case 'cut': {
        const [a, b] = at(step.edge)
        network.medium.partitionDirection(step.back ? b : a, step.back ? a : b, step.on)
        break
      }
      case 'partition':
        network.medium.partition(...at(step.edge), step.on)
        break
      case 'restart':
        if (network.processes.has(step.node)) network.restart(step.node)
        break
      case 'faults': {
        const { loss, duplication, jitter, reordering } = step
        network.configure({ loss, duplication, jitter, reordering: { probability: reordering, extraDelay: 40_000 } })
      }
    }
  }
}

describe('neighbours', () => {
  it.each([
    ['two', PAIR, 0],
    ['two, at the wrap of serials', PAIR, 0xffff_fff0],
    ['three', TRIANGLE, 0xffff_ffff]
  ] as const)('%s receive what was sent in the session, in order and once, and find each other', (_, edges, first) => {
    fc.assert(
      fc.property(steps, fc.nat(1000), fc.boolean(), (script, seed, wire) => {
        const network = new NeighbourNetwork({ seed, edges, firstSerial: first, wire })
        play(network, script)
        network.heal()
        network.run(SETTLING)
        network.checkSettled(200)
        network.checkStopped()
      }),
      { seed: 31, numRuns: 50 }
    )
  })

  it('keep one session through loss, duplication, jitter and reordering (NET-008, NET-010)', () => {
    fc.assert(
      fc.property(fc.nat(1000), (seed) => {
        const network = new NeighbourNetwork({ seed, edges: PAIR })
        network.run(4 * ROUND_TRIP)
        network.configure({
          loss: 0.1,
          duplication: 0.2,
          jitter: 3000,
          reordering: { probability: 0.2, extraDelay: 20_000 }
        })
        for (let round = 0; round < 50; round++) {
          network.process(1).send(2, 20)
          network.process(2).send(1, 10)
          network.run(40_000)
        }
        network.heal()
        network.run(20 * ROUND_TRIP)
        expect([network.process(1).ups, network.process(2).ups]).toEqual([1, 1])
        expect(network.process(2).periods.get(1)?.received).toBe(1000)
        expect(network.process(1).periods.get(2)?.received).toBe(500)
      }),
      { seed: 32, numRuns: 20 }
    )
  })

  it('are up one and a half round trips after the later one has started, where nothing is lost', () => {
    const network = new NeighbourNetwork({ seed: 1, edges: PAIR })
    network.run(1.5 * ROUND_TRIP)
    expect(network.process(1).neighbours.isUp(2)).toBe(true)
    expect(network.process(2).neighbours.isUp(1)).toBe(true)
    expect([...network.process(1).neighbours.up()]).toEqual([2])
  })

  it('notice that one has begun anew as soon as it calls', () => {
    const network = new NeighbourNetwork({ seed: 2, edges: PAIR })
    network.run(10 * ROUND_TRIP)
    network.process(2).send(1, 30)
    network.restart(1)
    network.process(2).send(1, 30)
    network.run(1.5 * ROUND_TRIP)
    expect(network.process(2).ups).toBe(2)
    network.checkSettled(100)
  })

  it('are lost when they are silent, or do not acknowledge, and come back (NET-001, NET-014, NET-015, NET-016)', () => {
    const network = new NeighbourNetwork({ seed: 3, edges: PAIR })
    network.run(10 * ROUND_TRIP)
    network.medium.partition(1, 2, true)
    network.run(CONFIGURATION.deadInterval + 2 * CONFIGURATION.helloInterval)
    expect(network.process(1).neighbours.isUp(2)).toBe(false)
    network.heal()
    network.run(CONFIGURATION.helloInterval + 2 * ROUND_TRIP)
    expect(network.process(1).neighbours.isUp(2)).toBe(true)
    network.medium.partition(1, 2, true)
    network.process(1).send(2, 1)
    network.run(CONFIGURATION.attempts * 3 * ROUND_TRIP - 1)
    expect(network.process(1).neighbours.isUp(2)).toBe(true)
    network.run(1)
    expect(network.process(1).neighbours.isUp(2)).toBe(false)
    expect(network.process(2).neighbours.isUp(1)).toBe(true)
  })

  it('outlive a silence that is shorter than the attempts', () => {
    const network = new NeighbourNetwork({ seed: 4, edges: PAIR })
    network.run(10 * ROUND_TRIP)
    network.medium.partition(1, 2, true)
    network.process(1).send(2, 3 * WINDOW)
    network.run((CONFIGURATION.attempts - 2) * 3 * ROUND_TRIP)
    network.heal()
    network.run(20 * ROUND_TRIP)
    expect(network.process(1).ups).toBe(1)
    expect(network.process(2).periods.get(1)?.received).toBe(3 * WINDOW)
  })

  it('touch no machine and send no acknowledgement for every frame', () => {
    let steps = 0
    const network = new NeighbourNetwork({ seed: 5, edges: PAIR, observer: { transition: () => steps++ } })
    network.run(10 * ROUND_TRIP)
    const { frames } = network
    const before = steps
    const rounds = 1000
    for (let round = 0; round < rounds; round++) {
      network.process(1).send(2, 10)
      network.run(ROUND_TRIP / 5)
    }
    network.run(10 * ROUND_TRIP)
    expect(network.process(2).periods.get(1)?.received).toBe(10 * rounds)
    // 200 round trips: two acknowledgements by time and two by number in each, and 32 frames for one at least.
    expect(network.frames - frames - 10 * rounds).toBeLessThan(1000)
    expect(steps - before).toBeLessThan(2000)
  })
})
