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
}

/** The two calcium ions of "A building block of quantum repeaters" (Liu et al.) as a network for the stack. */
export function ionNetwork(setup: IonSetup): NetworkDescription {
  const { kilometres, brightness, qubits = 1, storage = false } = setup
  const parameters = ca40SingleClick(kilometres)
  const { lengthKilometres, groupVelocityMetresPerSecond } = ca40Arm(kilometres)
  const arm = Math.round((lengthKilometres * 1e3 * NANOSECONDS_PER_SECOND) / groupVelocityMetresPerSecond)
  const batchSlots = Math.ceil(WAITS_PER_BATCH / singleClickLink(parameters, brightness).heraldProbability)
  const slotPeriod = Math.round(NANOSECONDS_PER_SECOND / parameters.attemptsPerSecond)
  const upkeep = Math.max(UPKEEP_SECONDS * NANOSECONDS_PER_SECOND, batchSlots * slotPeriod)
  const memory = linearFlipMemory(ca40Memory)
  const transfer = new Float64Array(4)
  transferFactors(ca40Parameters.transferZFactor.value, transfer)
  const coherence = storage ? { coherenceTime: ca40Parameters.coherenceTime.value * MILLISECOND } : {}
  const node = (name: string, side: 0 | 1) => ({
    name,
    qubits,
    readoutFlip: parameters.readoutFlip[side],
    ...coherence,
    // The published loss on transfer is of the pair: one side carries it.
    ...(storage ? { storage: { memory, ...(side === 0 ? { transfer } : {}) } } : {})
  })
  return {
    nodes: [node('alice', 0), node('bob', 1)],
    stations: [{ name: 'middle' }],
    links: [
      {
        a: 'alice',
        b: 'bob',
        station: 'middle',
        delays: [arm, arm],
        guard: GUARD,
        window: parameters.windowNanoseconds,
        slotPeriod,
        batchSlots,
        model: { kind: 'single-click', parameters },
        noise: windowNoise(parameters),
        operatingPoints: operatingPoints(parameters, [brightness]),
        keepAliveInterval: upkeep,
        timers: { synchronisation: upkeep, holdover: 10 * upkeep }
      }
    ]
  }
}

/** Starts the network and waits until the link is up. @throws ExperimentError LINK_DOWN */
export function startIonNetwork(setup: IonSetup, seed: string, statistics: RunStatistics): SimulatedNetwork {
  const network = new SimulatedNetwork(ionNetwork(setup), { seed, observer: statistics.frames })
  network.world.onHerald = statistics.heralded
  if (!network.settle()) throw new ExperimentError('LINK_DOWN', 'the link between alice and bob did not come up')
  return network
}
