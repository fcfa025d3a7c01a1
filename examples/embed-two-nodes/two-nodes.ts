import { defaultLinkLayerConfiguration, firstComeFirstServed } from '@bellwire/link-layer'
import { createNode, type Node } from '@bellwire/node'
import { defaultTimers, Station } from '@bellwire/physical-layer'
import { World } from '@bellwire/physics'
import { createRandom, VirtualClock } from '@bellwire/runtime'
import { MemoryNetwork } from '@bellwire/transport'

/** One way from a node to the station: 5 km of fibre. */
const DELAY = 24_486
const GUARD = 100
const SLOT = 2 * DELAY + 2 * GUARD
const [ALICE, BOB, MIDDLE] = [1, 2, 3]

/** Two nodes and a station, put together by hand over a simulated world and a network in memory. */
export function twoNodes(seed: number): { readonly clock: VirtualClock; readonly alice: Node; readonly bob: Node } {
  const clock = new VirtualClock()
  const random = createRandom(seed)
  const world = new World({ clock, random })
  const network = new MemoryNetwork({ clock, random })
  const devices = {
    alice: world.addNode({ name: 'alice', clock, qubits: 2 }),
    bob: world.addNode({ name: 'bob', clock, qubits: 2 })
  }
  const heralding = world.addStation({ name: 'middle', clock })
  world.addLink({
    link: 1,
    a: { node: 'alice', flightTime: DELAY },
    b: { node: 'bob', flightTime: DELAY },
    station: 'middle',
    model: { kind: 'ideal', parameters: { successProbability: 0.05, fidelity: 0.97 } },
    window: 100,
    guard: GUARD
  })
  const timers = defaultTimers(DELAY, 2 * DELAY)
  const ends = {
    alice: network.attach(ALICE, 'alice'),
    bob: network.attach(BOB, 'bob'),
    middle: network.attach(MIDDLE, 'middle')
  }
  network.connect(ALICE, MIDDLE, { delay: DELAY })
  network.connect(BOB, MIDDLE, { delay: DELAY })
  network.connect(ALICE, BOB, { delay: 2 * DELAY })

  const node = (name: 'alice' | 'bob', own: number, peer: number, peerName: string): Node =>
    createNode({
      name,
      transport: ends[name],
      device: devices[name],
      clock,
      random: random.fork(name),
      links: [
        {
          peerName,
          physical: {
            link: 1,
            node: own,
            peer,
            station: MIDDLE,
            slotPeriod: SLOT,
            slotOrigin: 0,
            stationDelay: DELAY,
            peerDelay: 2 * DELAY,
            guard: GUARD,
            attemptSlots: 1,
            batchSlots: 10_000,
            firstSequence: 0,
            testFraction: 0,
            calibrationTime: 0,
            timers
          },
          linkLayer: defaultLinkLayerConfiguration(firstComeFirstServed, 4 * DELAY)
        }
      ]
    })
  const { greeting, greetingMaximum, reminder } = timers
  new Station({
    node: MIDDLE,
    clock,
    transport: ends.middle,
    device: heralding,
    links: [{ link: 1, nodes: [ALICE, BOB], guard: GUARD, reminder, greeting, greetingMaximum }],
    incarnation: () => 1,
    runner: 'generated',
    clockQuality: 0,
    ignored: () => undefined
  }).start()
  return { clock, alice: node('alice', ALICE, BOB, 'bob'), bob: node('bob', BOB, ALICE, 'alice') }
}

/** Lets virtual time pass while a program awaits things of the network. */
export async function whileTimePasses<Result>(clock: VirtualClock, program: Promise<Result>): Promise<Result> {
  const state = { done: false }
  const end = (): void => {
    state.done = true
  }
  program.then(end, end)
  while (!state.done) {
    clock.run({ maximumEvents: 1 })
    await new Promise((resolve) => setImmediate(resolve))
  }
  return program
}

/** Alice asks for pairs and gives each back; so does Bob with his halves. Returns the goodness of each. */
export async function askForPairs(alice: Node, bob: Node, number: number): Promise<readonly number[]> {
  const link = alice.link('bob')
  bob.link('alice').accept(0)
  bob.link('alice').subscribe({ delivered: (pair) => void bob.link('alice').release(pair) })
  await link.ready()
  const goodness: number[] = []
  for await (const pair of link.create({ number, minimumFidelity: 0.9 })) {
    goodness.push(pair.goodness)
    link.release(pair)
  }
  return goodness
}
