import type { DeviceResult, HeraldingDevice, QuantumDevice, StationResult } from '@bellwire/device'
import { createRandom, VirtualClock } from '@bellwire/runtime'
import type { LinkOptions, NodeOptions, StationOptions } from '../src/world/options.js'
import type { SamplingMode } from '../src/world/simulated-link.js'
import { World } from '../src/world/world.js'

/** What the tests of the world stand on: two nodes, one station, one link, and all that the devices said. */
export interface TwoNodeWorld {
  readonly clock: VirtualClock
  readonly world: World
  readonly alice: QuantumDevice
  readonly bob: QuantumDevice
  readonly station: HeraldingDevice
  readonly said: { readonly alice: DeviceResult[]; readonly bob: DeviceResult[]; readonly station: StationResult[] }
}

export interface TwoNodeOptions {
  readonly seed?: number | string
  readonly mode?: SamplingMode
  readonly clock?: VirtualClock
  readonly link?: Partial<LinkOptions>
  readonly alice?: (clock: VirtualClock) => Partial<NodeOptions>
  readonly bob?: (clock: VirtualClock) => Partial<NodeOptions>
  readonly station?: (clock: VirtualClock) => Partial<StationOptions>
}

/** Unless told otherwise: an ideal link of certain success, two qubits a node, gates of 50 ns, guard 10 ns. */
export function twoNodeWorld(options: TwoNodeOptions = {}): TwoNodeWorld {
  const clock = options.clock ?? new VirtualClock()
  const world = new World({ clock, random: createRandom(options.seed ?? 1), mode: options.mode ?? 'skip' })
  const alice = world.addNode({ name: 'alice', clock, qubits: 2, ...options.alice?.(clock) })
  const bob = world.addNode({ name: 'bob', clock, qubits: 2, ...options.bob?.(clock) })
  const station = world.addStation({ name: 'mid', clock, ...options.station?.(clock) })
  world.addLink({
    link: 7,
    a: { node: 'alice' },
    b: { node: 'bob' },
    station: 'mid',
    model: { kind: 'ideal', parameters: { successProbability: 1, fidelity: 1 } },
    window: 50,
    guard: 10,
    ...options.link
  })
  const said: TwoNodeWorld['said'] = { alice: [], bob: [], station: [] }
  alice.listen((result) => said.alice.push(result))
  bob.listen((result) => said.bob.push(result))
  station.listen((result) => said.station.push(result))
  return { clock, world, alice, bob, station, said }
}

export interface BatchOptions {
  readonly qubit?: number
  readonly firstSlot?: number
  readonly slots?: number
  readonly brightness?: number
  /** From now to the first arrival, nanoseconds. */
  readonly lead?: number
  readonly period?: number
}

/** Commands a train on one device. */
export function generate(setup: TwoNodeWorld, device: QuantumDevice, batch: BatchOptions = {}): void {
  const { qubit = 0, firstSlot = 0, slots = 1, brightness = 0.1, lead = 1000, period = 1000 } = batch
  device.execute({
    type: 'generate',
    link: 7,
    qubit,
    firstSlot,
    slots,
    brightness,
    arrival: setup.clock.now() + lead,
    period
  })
}

/** Opens the station's window. */
export function observe(setup: TwoNodeWorld, batch: BatchOptions = {}): void {
  const { firstSlot = 0, slots = 1, lead = 1000, period = 1000 } = batch
  setup.station.execute({ type: 'observe', link: 7, firstSlot, slots, arrival: setup.clock.now() + lead, period })
}

/** Both trains and the window, then runs until the station has said what came of it. */
export function playBatch(setup: TwoNodeWorld, batch: BatchOptions = {}): StationResult {
  generate(setup, setup.alice, batch)
  generate(setup, setup.bob, batch)
  observe(setup, batch)
  return nextAnswer(setup)
}

/** Runs until the station says something. */
export function nextAnswer(setup: TwoNodeWorld): StationResult {
  const before = setup.said.station.length
  setup.clock.run({ while: () => setup.said.station.length === before })
  const answer = setup.said.station[before]
  if (answer === undefined) throw new Error('the station said nothing')
  return answer
}

/** Halts both trains and gives both qubits back. */
export function clear(setup: TwoNodeWorld, qubit = 0): void {
  for (const device of [setup.alice, setup.bob]) {
    device.execute({ type: 'halt', link: 7 })
    device.execute({ type: 'release', qubit })
  }
}

type FixedBasis = 0 | 1 | 2 | 3 | 4

/** Measures both sides, each in a basis by the device's code, and returns the outcomes. */
export function measureBoth(
  setup: TwoNodeWorld,
  basis: FixedBasis,
  qubit = 0,
  basisOfBob: FixedBasis = basis
): readonly [0 | 1, 0 | 1] {
  return [
    measure(setup, setup.alice, setup.said.alice, basis, qubit),
    measure(setup, setup.bob, setup.said.bob, basisOfBob, qubit)
  ]
}

function measure(
  setup: TwoNodeWorld,
  device: QuantumDevice,
  said: readonly DeviceResult[],
  basis: FixedBasis,
  qubit: number
): 0 | 1 {
  const before = said.length
  device.execute({ type: 'measure', qubit, basis, rotation: null, tag: 1 })
  setup.clock.run({ while: () => said.length === before, until: setup.clock.now() + 10_000 })
  const answer = said[before]
  if (answer?.type !== 'measured') throw new Error('no outcome')
  return answer.outcome.reveal()
}
