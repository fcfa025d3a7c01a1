import { LinkLayerError, type PairDelivered, timeDivision } from '@bellwire/link-layer'
import {
  type CircuitFacts,
  demandsOf,
  NetworkInputError,
  type NetworkSchedule,
  scheduleNetwork
} from '@bellwire/network-layer'
import { installSchedule, type NetworkCircuit } from '@bellwire/node'
import { describe, expect, it } from 'vitest'
import { Driven, networkOf } from '../../test/driven-network.js'

const SECOND = 1_000_000_000
/** Slots of the links; a step of the schedule is a hundred of them. */
const SLOT = 2 * 5000 + 2 * 100
const STEP = 100 * SLOT

/** A chain of five nodes, and one more beside the middle; every link serves only what its bins say. */
function driven() {
  const description = networkOf(
    [
      ['a', 'b', 0.99],
      ['b', 'c', 0.99],
      ['c', 'd', 0.99],
      ['d', 'e', 0.99],
      ['c', 'f', 0.99]
    ],
    { network: { configuration: { patience: SECOND } } }
  )
  return new Driven({
    ...description,
    links: description.links.map((link) => ({ ...link, scheduler: timeDivision() }))
  })
}

interface Made {
  readonly link: number
  readonly purpose: number
  readonly step: number
}

/** Two circuits that cross, one of them with a rate, and what the links make. */
async function crossing() {
  const world = driven()
  for (const name of ['e', 'f']) {
    const end = world.service(name)
    end.accept(5)
    end.subscribe({ delivered: (pair) => void end.release(pair) })
  }
  const open = async (from: string, to: number, rate: number): Promise<NetworkCircuit> =>
    world.until(world.service(from).openCircuit({ to, minimumFidelity: 0.85, purpose: 5, rate }))
  const long = await open('a', 5, 3000)
  const short = await open('b', 6, 0)
  const made: Made[] = []
  for (const node of world.network.nodes.values())
    for (const service of node.links)
      service.subscribe({
        delivered: ({ link, purpose, slot, originator }: PairDelivered) => {
          if (originator) made.push({ link, purpose, step: Math.floor(slot / 100) % 64 })
        }
      })
  const facts = [long.facts, short.facts] as CircuitFacts[]
  const demands = demandsOf(facts, world.service('a').layer.graph())
  return { world, long, short, made, demands }
}

describe('a schedule of the whole network', () => {
  it('is followed by all links, and gives every circuit its share', async () => {
    const { world, long, short, made, demands } = await crossing()
    expect(demands.map(({ shares }) => shares.map((share) => share > 0))).toEqual([
      [true, true, true, true],
      [false, false]
    ])
    const schedule = scheduleNetwork(demands) as NetworkSchedule
    const pairs = Promise.all(
      [long, short].map(async (circuit) => {
        const taken = await world.take(circuit.pairs({ number: 200 }), (pair) => circuit.release(pair))
        return taken.length
      })
    )
    world.wait(SECOND)
    // Without a schedule nothing is made.
    expect(made).toEqual([])
    const from = Math.ceil((world.network.clock.now() + SECOND) / (64 * STEP)) * 64 * STEP
    expect(installSchedule(world.network.nodes.values(), schedule, { step: STEP, from })).toBe(5)
    expect(await world.until(pairs)).toEqual([200, 200])
    // Each pair was made in a step of its circuit, and the node at the crossing served one link at a time.
    const [first, second] = [long, short].map((circuit) => circuit.facts as CircuitFacts) as [
      CircuitFacts,
      CircuitFacts
    ]
    for (const { link, purpose, step } of made) {
      const served = schedule.links.find((one) => one.link === link)?.steps[step]
      const { initiator, circuit } = [first, second][served as number] as CircuitFacts
      const labels = [...world.network.nodes.values()].flatMap((node) => node.network.layer.labelsOn(link))
      const found = labels.find((one) => one.initiator === initiator && one.circuit === circuit)
      expect(found?.label).toBe(purpose)
    }
    for (let step = 0; step < 64; step++) {
      const links = new Set(made.filter((one) => one.step === step).map(({ link }) => link))
      expect([...links].filter((link) => [2, 3, 5].includes(link)).length).toBeLessThanOrEqual(1)
    }
    // Of four links, and of two.
    expect(made.length).toBeGreaterThanOrEqual((4 + 2) * 200)
  })

  it('is another when another is installed: a circuit without steps gets no more pairs', async () => {
    const { world, long, short, made, demands } = await crossing()
    installSchedule(world.network.nodes.values(), scheduleNetwork(demands) as NetworkSchedule, { step: STEP, from: 0 })
    const counts = { long: 0, short: 0 }
    for (const [name, circuit] of [
      ['long', long],
      ['short', short]
    ] as const) {
      void (async () => {
        for await (const pair of circuit.pairs({ number: 1_000_000 })) {
          counts[name] += 1
          circuit.release(pair)
        }
      })()
    }
    const run = async (duration: number): Promise<void> => {
      const end = world.network.clock.now() + duration
      while (world.network.clock.now() < end) {
        world.wait(SECOND / 1000)
        for (let turn = 0; turn < 10; turn++) await Promise.resolve()
      }
    }
    await run(SECOND / 5)
    expect(Math.min(counts.long, counts.short)).toBeGreaterThan(10)
    const only = scheduleNetwork(demands.slice(0, 1)) as NetworkSchedule
    expect(installSchedule(world.network.nodes.values(), only, { step: STEP, from: 0 })).toBe(4)
    await run(SECOND / 5)
    const before = { ...counts }
    made.length = 0
    await run(SECOND / 5)
    // The link that the other has for itself goes on by the old bins.
    expect(new Set(made.filter(({ link }) => link !== 5).map(({ purpose }) => purpose)).size).toBeGreaterThan(0)
    expect(counts.long).toBeGreaterThan(before.long + 10)
    expect(counts.short).toBe(before.short)
  })

  it('is refused where steps are no whole slots, and where links do not divide their time', async () => {
    const { world, demands } = await crossing()
    const schedule = scheduleNetwork(demands) as NetworkSchedule
    const install = (step: number) => () => installSchedule(world.network.nodes.values(), schedule, { step, from: 0 })
    expect(install(STEP + 1)).toThrow(NetworkInputError)
    const plain = new Driven(
      networkOf(
        [
          ['a', 'b'],
          ['b', 'c']
        ],
        { network: {} }
      )
    )
    const all = [...plain.network.nodes.values()]
    const link = { first: 1, second: 2, link: 1 }
    const one = scheduleNetwork([{ initiator: 1, circuit: 1, links: [link], shares: [0.5] }]) as NetworkSchedule
    expect(() => installSchedule(all, one, { step: STEP, from: 0 })).toThrow(LinkLayerError)
  })
})
