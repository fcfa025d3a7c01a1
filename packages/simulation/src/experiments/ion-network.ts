import {
  ca40Arm,
  ca40Memory,
  ca40Parameters,
  ca40SingleClick,
  linearFlipMemory,
  operatingPoints,
  singleClickLink,
  transferFactors,
  windowNoise
} from '@bellwire/physics'
import { NANOSECONDS_PER_SECOND } from '@bellwire/runtime'
import type { NetworkDescription } from '../network/description.js'
import { SimulatedNetwork } from '../network/simulated-network.js'
import { ExperimentError } from './errors.js'
import type { RunStatistics } from './statistics.js'

/** Half-width of the station's gate for arrivals, nanoseconds. */
const GUARD = 100

/** A batch of attempts lasts this many mean waits for a herald, so that few batches end without one. */
const WAITS_PER_BATCH = 4

/** Keep-alive and clock synchronisation at least this often, seconds. */
const UPKEEP_SECONDS = 10

const MILLISECOND = 1_000_000

/** How the calcium ions are set up for a run. */
export interface IonSetup {
  /** Length of the link, the station in its middle. */
  readonly kilometres: number
  /** α of both ions, 0..1; 0 leaves only the detectors' noise. */
  readonly brightness: number
  /** Ions at each node. Default 1. */
  readonly qubits?: number
  /** Kept pairs go into storage. Default false. */
  readonly storage?: boolean
  /** Factor on the time constants of the storage. Default 1. */
  readonly betterMemory?: number
}

/** What the links and the ions of a setup are. */
function ionParts({ kilometres, brightness, qubits = 1, storage = false, betterMemory = 1 }: IonSetup) {
  const parameters = ca40SingleClick(kilometres)
  const { lengthKilometres, groupVelocityMetresPerSecond } = ca40Arm(kilometres)
  const arm = Math.round((lengthKilometres * 1e3 * NANOSECONDS_PER_SECOND) / groupVelocityMetresPerSecond)
  const batchSlots = Math.ceil(WAITS_PER_BATCH / singleClickLink(parameters, brightness).heraldProbability)
  const slotPeriod = Math.round(NANOSECONDS_PER_SECOND / parameters.attemptsPerSecond)
  const upkeep = Math.max(UPKEEP_SECONDS * NANOSECONDS_PER_SECOND, batchSlots * slotPeriod)
  const memory = linearFlipMemory({
    coherenceTimeMilliseconds: ca40Memory.coherenceTimeMilliseconds * betterMemory,
    flipRatePerSecond: ca40Memory.flipRatePerSecond / betterMemory
  })
  const transfer = new Float64Array(4)
  transferFactors(ca40Parameters.transferZFactor.value, transfer)
  const coherence = storage ? { coherenceTime: ca40Parameters.coherenceTime.value * MILLISECOND * betterMemory } : {}
  return {
    upkeep,
    /** @param transfers the published loss on transfer is of the pair: one side carries it */
    node: (name: string, side: 0 | 1, transfers: boolean, ions = qubits) => ({
      name,
      qubits: ions,
      readoutFlip: parameters.readoutFlip[side],
      ...coherence,
      ...(storage ? { storage: { memory, ...(transfers ? { transfer } : {}) } } : {})
    }),
    link: (a: string, b: string, station: string) => ({
      a,
      b,
      station,
      delays: [arm, arm] as const,
      guard: GUARD,
      window: parameters.windowNanoseconds,
      slotPeriod,
      batchSlots,
      model: { kind: 'single-click' as const, parameters },
      noise: windowNoise(parameters),
      operatingPoints: operatingPoints(parameters, [brightness]),
      keepAliveInterval: upkeep,
      timers: { synchronisation: upkeep, holdover: 10 * upkeep }
    })
  }
}

/** The two calcium ions of "A building block of quantum repeaters" (Liu et al.) as a network for the stack. */
export function ionNetwork(setup: IonSetup): NetworkDescription {
  const { node, link } = ionParts(setup)
  return {
    nodes: [node('alice', 0, true), node('bob', 1, false)],
    stations: [{ name: 'middle' }],
    links: [link('alice', 'bob', 'middle')]
  }
}

/**
 * Two such links in a row, with two ions at the node between and perfect gates there: an extrapolation. Every ion is
 * read out as published.
 */
export function ionRepeater(setup: IonSetup): NetworkDescription {
  const { node, link, upkeep } = ionParts(setup)
  return {
    nodes: [node('alice', 0, true), node('repeater', 0, false, 2), node('bob', 1, true)],
    stations: [{ name: 'west' }, { name: 'east' }],
    links: [link('alice', 'repeater', 'west'), link('repeater', 'bob', 'east')],
    // Pairs are seconds apart: neighbours need not greet each other more often.
    network: {
      configuration: { window: 1 },
      adjacency: { helloInterval: upkeep, deadInterval: 5 * upkeep }
    }
  }
}

/** Starts the network and waits until the link is up. @throws ExperimentError LINK_DOWN */
export function startIonNetwork(setup: IonSetup, seed: string, statistics: RunStatistics): SimulatedNetwork {
  const network = new SimulatedNetwork(ionNetwork(setup), { seed, observer: statistics.frames })
  network.world.onHerald = statistics.heralded
  if (!network.settle()) throw new ExperimentError('LINK_DOWN', 'the link between alice and bob did not come up')
  return network
}
