import type { ArrivalCapabilities, OperatingPoint } from '@bellwire/device'
import type { Nanoseconds } from '@bellwire/runtime'
import type { MemoryLaw } from '../memory/law.js'
import type { StationDetectors } from './detector-memory.js'
import type { DriftOptions } from './drift.js'
import { checkArrival } from './arrival-bases.js'
import { requireInteger, requireNumber, WorldError } from './errors.js'
import { type HeraldingModel, heraldingPlace } from './heralding/heralding-model.js'
import type { NodeClock } from './node-clock.js'
import type { PhotonShape } from './photon-timing.js'

/** How good a node's two-qubit gate is. */
export interface TwoQubitGateOptions {
  /** Probability that it leaves its two qubits in the maximally mixed state, 0..1. Default 0. */
  readonly depolarising?: number
}

/** A node of the world: qubits, how they keep, how they are read. */
export interface NodeOptions {
  /** Unique among nodes; names its random streams. */
  readonly name: string
  /** The node's own clock; the world's for a node that is never wrong. */
  readonly clock: NodeClock
  readonly qubits: number
  /** Decay by age since the herald, of qubits not stored. Default: none. */
  readonly memory?: MemoryLaw
  /** Storage. Without it `store` changes nothing and answers at once. */
  readonly storage?: {
    /** Decay by age since the end of the transfer. */
    readonly memory: MemoryLaw
    /** Channel of the transfer: factors on X, Y, Z and shift of Z. Default: none. */
    readonly transfer?: ArrayLike<number>
  }
  /** Time constant stated in the capabilities. Default Infinity. */
  readonly coherenceTime?: Nanoseconds
  /** Probability that a measurement reports the wrong outcome, 0..0.5. Default 0. */
  readonly readoutFlip?: number
  /**
   * The gate between any two qubits of the node, which swapping and distilling need; null for hardware without one.
   * Default: a perfect one.
   */
  readonly twoQubitGate?: TwoQubitGateOptions | null
  /** Nanoseconds; 0, the default, answers before `execute` returns. */
  readonly durations?: {
    readonly measure?: Nanoseconds
    readonly correct?: Nanoseconds
    readonly store?: Nanoseconds
    readonly swap?: Nanoseconds
    readonly distil?: Nanoseconds
    readonly prepare?: Nanoseconds
    readonly gate?: Nanoseconds
  }
  /** False for hardware that heralds only by measuring. Default true. */
  readonly keep?: boolean
}

/** A heralding station. */
export interface StationOptions {
  /** Unique among stations. */
  readonly name: string
  readonly clock: NodeClock
  /** A switch between the links and the interferometers. Without one every link is connected for good. */
  readonly switch?: SwitchOptions
}

/** A station's optical switch. */
export interface SwitchOptions {
  /** Links that are connected at a time. Default 1. */
  readonly interferometers?: number
  /** How long it takes to connect a link, true nanoseconds. Default 0. */
  readonly duration?: Nanoseconds
}

/** One end of a link. */
export interface LinkEnd {
  readonly node: string
  /** Flight time of a photon to the station, true nanoseconds. Default 0. */
  readonly flightTime?: Nanoseconds
  /** Probability that a train fails locally, at a slot drawn uniformly from it. Default 0. */
  readonly generationFailure?: number
  /** For an end that measures photons as they arrive: in which bases, and who chooses. No pair of the link can be kept then. */
  readonly arrival?: ArrivalCapabilities
  /**
   * Decay by age since the herald, until they are stored, of the qubits that this link's heralds leave here: of a node
   * that has a memory of another kind for each of its links. Default: the node's.
   */
  readonly memory?: MemoryLaw
}

/** A link: two nodes, the station between them, and the physics of its heralds. */
export interface LinkOptions {
  /** The number by which devices and station know it. */
  readonly link: number
  /** Unique among links; names its random streams. Default 'A-B' by the nodes' names. */
  readonly name?: string
  readonly a: LinkEnd
  readonly b: LinkEnd
  readonly station: string
  readonly model: HeraldingModel
  /** Length of a gate, nanoseconds. Heralds are reported when it closes. */
  readonly window: number
  /** A photon counts as present if it is due within ± this of the gate's centre, nanoseconds; under half a slot. */
  readonly guard: number
  /** Noise-click probability of each detector per gate. Default none. */
  readonly noise?: readonly [number, number]
  /** Default: sharp, in the middle of the gate. */
  readonly photon?: PhotonShape
  /** Default: neither jitter nor memory. */
  readonly detectors?: StationDetectors
  readonly drift?: DriftOptions
  /** A herald stops the trains of both ends by itself, and their qubits stay as its slot left them. Default false. */
  readonly holdsOnHerald?: boolean
  /** How long a calibration takes, nanoseconds. Default 0. */
  readonly calibrationDuration?: Nanoseconds
  /** For the capabilities. Default: computed from the model. */
  readonly operatingPoints?: readonly OperatingPoint[]
}

export const quietDetectors: StationDetectors = {
  jitterPicoseconds: 0,
  deadTimeNanoseconds: 0,
  afterpulseProbability: 0,
  afterpulseTimeConstantNanoseconds: 1
}

/** @throws WorldError for the first option that cannot be used */
export function checkNode(options: NodeOptions): void {
  requireName('name', options.name)
  requireInteger('qubits', options.qubits, 1, 65_536)
  requireNumber('readoutFlip', options.readoutFlip ?? 0, 0, 0.5)
  requireNumber('twoQubitGate.depolarising', options.twoQubitGate?.depolarising ?? 0, 0, 1)
  for (const key of ['measure', 'correct', 'store', 'swap', 'distil'] as const) {
    requireInteger(`durations.${key}`, options.durations?.[key] ?? 0, 0, Number.MAX_SAFE_INTEGER)
  }
}

/** @throws WorldError for the first option that cannot be used */
export function checkStation(options: StationOptions): void {
  requireName('name', options.name)
  requireInteger('switch.interferometers', options.switch?.interferometers ?? 1, 1, 65_536)
  requireInteger('switch.duration', options.switch?.duration ?? 0, 0, Number.MAX_SAFE_INTEGER)
}

/** @throws WorldError for the first option that cannot be used */
export function checkLink(options: LinkOptions): void {
  requireInteger('link', options.link, 0, Number.MAX_SAFE_INTEGER)
  for (const end of ['a', 'b'] as const) {
    requireNumber(`${end}.flightTime`, options[end].flightTime ?? 0, 0, Number.MAX_SAFE_INTEGER)
    requireNumber(`${end}.generationFailure`, options[end].generationFailure ?? 0, 0, 1)
    checkArrival(`${end}.arrival`, options[end].arrival)
  }
  checkArrivals(options)
  if (options.a.node === options.b.node) throw new WorldError('b.node', options.b.node, 'another node than at end a')
  if (!(options.window > 0 && options.window < Infinity)) {
    throw new WorldError('window', options.window, 'a number of nanoseconds > 0')
  }
  requireNumber('guard', options.guard, 0, Number.MAX_SAFE_INTEGER)
  requireNumber('noise[0]', options.noise?.[0] ?? 0, 0, 1)
  requireNumber('noise[1]', options.noise?.[1] ?? 0, 0, 1)
  requireInteger('calibrationDuration', options.calibrationDuration ?? 0, 0, Number.MAX_SAFE_INTEGER)
  const detectors = options.detectors ?? quietDetectors
  requireNumber('detectors.jitterPicoseconds', detectors.jitterPicoseconds, 0, Number.MAX_VALUE)
  requireNumber('detectors.deadTimeNanoseconds', detectors.deadTimeNanoseconds, 0, Number.MAX_VALUE)
  requireNumber('detectors.afterpulseProbability', detectors.afterpulseProbability, 0, 1)
  requireNumber(
    'detectors.afterpulseTimeConstantNanoseconds',
    detectors.afterpulseTimeConstantNanoseconds,
    Number.MIN_VALUE,
    Number.MAX_VALUE
  )
}

/** A photon that is measured as it arrives leaves nothing to keep, and one that heralds at its receiver is measured. */
function checkArrivals({ a, b, model }: LinkOptions): void {
  const place = heraldingPlace(model)
  if (place === 'receiver' && b.arrival === undefined)
    throw new WorldError('b.arrival', b.arrival, 'the bases in which b measures, where it heralds by that')
  const emitter = place === 'receiver' || place === 'source'
  if (emitter && a.arrival !== undefined) throw new WorldError('a.arrival', a.arrival, 'none: a emits the photons')
  if (place === 'source' && b.arrival !== undefined)
    throw new WorldError('b.arrival', b.arrival, 'none: b keeps the photons in a memory')
}

/** @throws WorldError for an empty name or one that would break a stream's path */
export function requireName(field: string, name: string): void {
  if (name.length === 0 || name.includes('/')) throw new WorldError(field, name, "a name without '/'")
}
