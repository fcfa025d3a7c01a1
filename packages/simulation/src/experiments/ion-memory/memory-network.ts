import { Basis } from '@bellwire/device'
import {
  attemptRates,
  chainEfficiency,
  type CombStorage,
  noiseClickProbability,
  onlyDark,
  peakDepthFor,
  type ReceiverParameters,
  storageEfficiency,
  storageNanoseconds,
  ybEuLink,
  ybEuOpticsChain,
  ybEuParameters as ybEu,
  ybEuSchedule
} from '@bellwire/physics'
import { NANOSECONDS_PER_SECOND } from '@bellwire/runtime'
import type { NetworkDescription } from '../../network/description.js'
import { SimulatedNetwork } from '../../network/simulated-network.js'
import { ExperimentError } from '../errors.js'
import type { RunStatistics } from '../statistics.js'

/** Half-width of the gate for arrivals, nanoseconds. */
const GUARD = 100

/** Signs of life and clock exchanges so often, seconds: detections are seconds apart. */
const UPKEEP_SECONDS = 100

/** Slots of a batch: half a minute. */
const BATCH_SECONDS = 30

const LIGHT_METRES_PER_SECOND = 299_792_458

const seconds = (value: number): number => Math.round(value * NANOSECONDS_PER_SECOND)

/** How the ion and the crystal are set up for a run. */
export interface MemorySetup {
  /** False: nothing but noise comes to the detectors. Default true. */
  readonly light?: boolean
  /** A comb in place of the published efficiency, and the echo in which photons are read out. */
  readonly storage?: CombStorage
}

/** Square comb of a finesse that stores for one period as well as the first polarisation's is inferred to. */
export function inferredComb(finesse: number, echo: number): CombStorage {
  const shape = { toothShape: 'square', finesse, backgroundDepth: 0 } as const
  const peakDepth = peakDepthFor(ybEu.deviceFirst.value / ybEu.memoryPathFirst.value, shape)
  return { ...shape, peakDepth, spacingHertz: ybEu.combSpacing.value * 1e6, echo }
}

/**
 * The link of "Heterogeneous entanglement between a trapped ion and a solid-state quantum memory" as the stack plays
 * it. A comb takes the place of what it was inferred from: the storage of the first polarisation.
 */
export function receiverOf({ light = true, storage }: MemorySetup): ReceiverParameters {
  const { sourceEfficiency, chain, detectorEfficiency, flipProbability, dephasingProbability } = ybEuLink()
  const rest = { detectorEfficiency, flipProbability, dephasingProbability }
  const stored = storage && ybEuOpticsChain('first').filter(({ name }) => !name.startsWith('memory, storage'))
  return {
    sourceEfficiency: light ? sourceEfficiency : 0,
    chain: stored ?? chain,
    ...(storage && { storage }),
    ...rest
  }
}

/** Noise-click probability of each of two detectors in a gate: half of the published noise. */
export function receiverNoise(): readonly [number, number] {
  const { noiseCountsPerSecond, gateNanoseconds } = ybEuLink()
  const each = noiseClickProbability(noiseCountsPerSecond / 2, gateNanoseconds)
  return [each, each]
}

/** Detections per second of frames in closed form, signal and noise. */
export function detectionRate(setup: MemorySetup = {}): number {
  const { sourceEfficiency, chain, storage, detectorEfficiency } = receiverOf(setup)
  const memory = storage === undefined ? 1 : storageEfficiency(storage)
  const signal = sourceEfficiency * chainEfficiency(chain) * memory * detectorEfficiency
  const [noise] = receiverNoise()
  return attemptRates(ybEuSchedule).attemptsPerSecondInPhase * (signal + 2 * noise)
}

/** Time from attempt to attempt, cooling spread over them, whole nanoseconds. */
export const SLOT_PERIOD = seconds(attemptRates(ybEuSchedule).meanAttemptSeconds)

/** An ion, alice, and a crystal, bob, beside whose detectors the station is. */
export function memoryNetwork(setup: MemorySetup): NetworkDescription {
  const { storage } = setup
  const flight =
    (ybEu.fibreLength.value * ybEu.refractiveIndex.value * NANOSECONDS_PER_SECOND) / LIGHT_METRES_PER_SECOND
  const stored = storage === undefined ? 1e3 / ybEu.combSpacing.value : storageNanoseconds(storage)
  const upkeep = seconds(UPKEEP_SECONDS)
  const { preparationSeconds, storageSeconds } = ybEuSchedule
  return {
    nodes: [
      { name: 'alice', qubits: 1 },
      { name: 'bob', qubits: 1 }
    ],
    stations: [{ name: 'beside-bob' }],
    links: [
      {
        a: 'alice',
        b: 'bob',
        station: 'beside-bob',
        delays: [Math.round(flight + stored), 0],
        guard: GUARD,
        window: ybEu.gate.value,
        slotPeriod: SLOT_PERIOD,
        batchSlots: Math.round(seconds(BATCH_SECONDS) / SLOT_PERIOD),
        model: { kind: 'receiver', parameters: receiverOf(setup) },
        noise: receiverNoise(),
        arrival: { b: { bases: [Basis.Z, Basis.X, Basis.Y, Basis.ZPlus, Basis.ZMinus], choice: 'set' } },
        drift: onlyDark({
          every: seconds(preparationSeconds + storageSeconds),
          for: seconds(preparationSeconds),
          first: seconds(storageSeconds)
        }),
        keepAliveInterval: upkeep,
        timers: { synchronisation: upkeep, holdover: 10 * upkeep }
      }
    ]
  }
}

/** Starts the network and waits until the link is up. @throws ExperimentError LINK_DOWN */
export function startMemoryNetwork(setup: MemorySetup, seed: string, statistics: RunStatistics): SimulatedNetwork {
  const network = new SimulatedNetwork(memoryNetwork(setup), { seed, observer: statistics.frames })
  network.world.onHerald = statistics.heralded
  if (!network.settle()) throw new ExperimentError('LINK_DOWN', 'the link between alice and bob did not come up')
  return network
}
