import type { Nanoseconds, Picoseconds } from '@bellwire/runtime'
import type { Secret } from './secret.js'

/** A qubit position of one device: 0 .. qubits-1. Says where, never what. */
export type QubitId = number

/**
 * Measurement bases, by the codes of the link layer: Z, X, Y, Z turned by +π/4 and by −π/4 about Y (so (Z+X)/√2 and
 * (Z−X)/√2), and Z after Euler rotations about X, Y, X.
 */
export const Basis = { Z: 0, X: 1, Y: 2, ZPlus: 3, ZMinus: 4, Rotated: 5 } as const
export type BasisCode = (typeof Basis)[keyof typeof Basis]

/** Euler angles in radians, applied about X, then Y, then X: before a measurement in Z, or to a qubit that is prepared. */
export interface Rotation {
  readonly x1: number
  readonly y: number
  readonly x2: number
}

/**
 * What a distillation step does. 'bbpssw' ("Purification of noisy entanglement", Bennett et al.): a CNOT between two
 * pairs, after a twirl where one is given. 'dejmps' ("Quantum privacy amplification", Deutsch et al.): the same after a
 * turn of both qubits about X, by +π/2 on side 0 and −π/2 on side 1. 'doubleSelection' ("Entanglement purification with
 * double selection", Fujii and Yamamoto): two pairs are sacrificed for a third. All are for pairs whose wanted state is
 * Φ+.
 */
export type DistillationProtocol = 'bbpssw' | 'dejmps' | 'doubleSelection'

/**
 * In which bases photons are measured as they arrive, and with which share each: the hardware draws one photon by photon
 * (DEV-053). As many shares as bases, each 0..1, one in all.
 */
export interface ArrivalBases {
  readonly bases: readonly BasisCode[]
  readonly shares: readonly number[]
}

/** What an end of a link that measures photons as they arrive can be asked for. */
export interface ArrivalCapabilities {
  /** In which it can measure. */
  readonly bases: readonly BasisCode[]
  /** 'set': as the train says. 'hardware': always with the same `shares`, as behind a splitter without a switch. */
  readonly choice: 'set' | 'hardware'
  /** Given with 'hardware': the share of each of `bases`. */
  readonly shares?: readonly number[]
}

/**
 * What becomes of hardware without having been asked. 'lost': it is out of reach, commands are lost and nothing is answered,
 * until 'restarted'; every qubit counts as lost, every train and window as stopped. 'restarted': it has started again, as
 * after a reset.
 */
export type HardwareNotice = 'lost' | 'restarted'

/** What the stack asks of a node's quantum hardware. `tag` comes back with the answer. */
export type DeviceCommand =
  /**
   * Start a train of attempts on a link: initialise `qubit` and emit in each of `slots` slots. The photon of slot
   * `firstSlot + i` is to leave so that it reaches the station at `arrival + i·period` by this node's own clock.
   * Replaces the link's earlier train from `firstSlot` on.
   */
  | {
      readonly type: 'generate'
      readonly link: number
      readonly qubit: QubitId
      readonly firstSlot: number
      readonly slots: number
      /** Bright-state population α, 0..1; ignored by hardware without one. */
      readonly brightness: number
      /** Local time at which the first slot's photon is due at the station. */
      readonly arrival: Nanoseconds
      /** Slot length by this node's clock. May be a fraction of a nanosecond off an integer: clocks differ in rate. */
      readonly period: number
      /**
       * How photons are measured that arrive in these slots: given where this end's capabilities on the link have
       * `arrival` with the choice 'set', and only there. Nothing is emitted then: a train is being ready to detect, and
       * `arrival` the time at which the first slot's photon is due here, `qubit` the place for the record of a herald.
       */
      readonly arrivalBases?: ArrivalBases
    }
  /**
   * Stop the link's train. The qubit keeps what the last attempt left in it. Hardware that has stopped at a herald by
   * itself begins no train of the link before this (DEV-059).
   */
  | { readonly type: 'halt'; readonly link: number }
  | {
      readonly type: 'measure'
      readonly qubit: QubitId
      readonly basis: BasisCode
      /** Given with basis Rotated. */
      readonly rotation: Rotation | null
      readonly tag: number
    }
  /** Initialise the qubit in the eigenstate +1 of Z and turn it by Euler angles: leaves it alone in the state that comes of it. */
  | { readonly type: 'prepare'; readonly qubit: QubitId; readonly rotation: Rotation; readonly tag: number }
  /** Apply the Pauli operator that a BellIndex names (bit 0: X, bit 1: Z). */
  | { readonly type: 'correct'; readonly qubit: QubitId; readonly pauli: number; readonly tag: number }
  /** Transfer the qubit to its long-lived encoding. */
  | { readonly type: 'store'; readonly qubit: QubitId; readonly tag: number }
  /**
   * A Bell measurement of two qubits of this node. Where they are halves of two pairs of Bell index i and j and the
   * outcome is m, the two outer qubits are left as a pair of Bell index i ⊕ j ⊕ m. Both qubits are spent: to be used
   * again they must be released.
   */
  | { readonly type: 'swap'; readonly a: QubitId; readonly b: QubitId; readonly tag: number }
  /** A gate on two qubits of this node, whatever they are part of. */
  | {
      readonly type: 'gate'
      readonly gate: 'cnot'
      readonly control: QubitId
      readonly target: QubitId
      readonly tag: number
    }
  /**
   * This node's half of a distillation step: local gates, a CNOT from `keep` (control) to `sacrifice` (target), and a
   * measurement of `sacrifice` in Z. Double selection: then a CNOT from `second` to `sacrifice` before that measurement,
   * `second` measured in X, and a Hadamard on `keep`. The step has succeeded when both ends get the same outcome. What
   * is measured is spent.
   */
  | {
      readonly type: 'distil'
      readonly keep: QubitId
      readonly sacrifice: QubitId
      /** Given with 'doubleSelection' alone. */
      readonly second?: QubitId
      readonly protocol: DistillationProtocol
      /** Which end of the pairs this node is; the two ends must take different ones. */
      readonly side: 0 | 1
      /**
       * By which rotations `keep` and `sacrifice` are turned first, 0..11; none where absent. Rotation r is the Pauli
       * operator r mod 4, then ⌊r/4⌋ turns by 120° about (1, 1, 1), which take X to Y, Y to Z and Z to X; on side 1 the
       * complex conjugate of that.
       */
      readonly twirls?: readonly [number, number]
      readonly tag: number
    }
  /** The qubit holds nothing that anyone needs any more. */
  | { readonly type: 'release'; readonly qubit: QubitId }
  /** Calibrate the optical path of a link; the link makes no pairs meanwhile. */
  | { readonly type: 'calibrate'; readonly link: number; readonly tag: number }

/** What a node's hardware answers, through the listener, possibly before `execute` returns. */
export type DeviceResult =
  | {
      readonly type: 'measured'
      readonly qubit: QubitId
      readonly tag: number
      readonly outcome: Secret<0 | 1>
      /** Given where the place holds the record of a photon that was measured on arrival: the basis that was drawn. */
      readonly basis?: BasisCode
    }
  | { readonly type: 'prepared'; readonly qubit: QubitId; readonly tag: number }
  | { readonly type: 'corrected'; readonly qubit: QubitId; readonly tag: number }
  | { readonly type: 'stored'; readonly qubit: QubitId; readonly tag: number }
  | { readonly type: 'calibrated'; readonly link: number; readonly tag: number }
  /** The BellIndex that was found. No secret: it has to be told to whoever is to use the outer pair. */
  | {
      readonly type: 'swapped'
      readonly a: QubitId
      readonly b: QubitId
      readonly tag: number
      readonly outcome: 0 | 1 | 2 | 3
    }
  | { readonly type: 'gated'; readonly control: QubitId; readonly target: QubitId; readonly tag: number }
  /** What the sacrificed qubits were measured as: bit 0 `sacrifice`, bit 1 the second one. No secret: the other end needs it. */
  | {
      readonly type: 'distilled'
      readonly keep: QubitId
      readonly sacrifice: QubitId
      readonly second?: QubitId
      readonly tag: number
      readonly outcome: 0 | 1 | 2 | 3
    }
  /** Nothing was emitted from this slot on: generation failed locally (GEN_FAIL), or the train came too late (DEV-088). */
  | { readonly type: 'generationFailed'; readonly link: number; readonly firstSlot: number }
  /** The hardware's own monitor of a link: 0 in specification, 1 drifting, 2 out of specification, 3 dark. */
  | {
      readonly type: 'linkQuality'
      readonly link: number
      readonly quality: 0 | 1 | 2 | 3
      readonly validFor: Nanoseconds
    }

/** One working point of a link: what an emission setting gives, as the hardware's calibration states it. */
export interface OperatingPoint {
  /** Bright-state population, 0..1; 1 where the hardware has none to choose. */
  readonly brightness: number
  /** Fidelity of a heralded pair to its Bell state when the herald arrives, 0..1. */
  readonly fidelity: number
  /** Probability that one slot gives a herald. */
  readonly successProbability: number
}

export interface LinkCapabilities {
  readonly link: number
  /** Pairs can be kept; false for hardware that heralds only by measuring, at both ends of a link where either does. */
  readonly keep: boolean
  /** Given where this end measures photons as they arrive: nothing is left to be measured later. */
  readonly arrival?: ArrivalCapabilities
  /**
   * Given where a herald at the station stops this end's trains of the link by itself (DEV-058): nothing has to be told
   * in time for the qubit to stay as the heralded slot left it. Such hardware begins no train of slots that it has emitted
   * before it was last halted (DEV-087).
   */
  readonly holds?: true
  /** In order of increasing brightness. */
  readonly operatingPoints: readonly OperatingPoint[]
}

export interface DeviceCapabilities {
  readonly qubits: number
  /** How long a measurement, a correction and a storage transfer take, nanoseconds. */
  readonly measureDuration: Nanoseconds
  readonly correctDuration: Nanoseconds
  readonly storeDuration: Nanoseconds
  /** True when the hardware can do `swap`, a Bell measurement of two of its qubits, and how long that takes. */
  readonly swapping: boolean
  readonly swapDuration: Nanoseconds
  /** Factor of one swap on the Werner parameter W = (4F − 1)/3, 0..1, apart from decay; absent where it is not known. */
  readonly swapQuality?: number
  /** How long `prepare` takes; absent where the hardware cannot prepare a qubit for a program. */
  readonly prepareDuration?: Nanoseconds
  /** How long `gate` takes; absent where the hardware has no gate between two of its qubits for programs. */
  readonly gateDuration?: Nanoseconds
  /** True when the hardware can do `distil`, and how long its half of a step takes. */
  readonly distillation: boolean
  readonly distilDuration: Nanoseconds
  /** True when `store` does something: kept pairs are then stored before they are delivered. */
  readonly storage: boolean
  /** Time constant with which kept entanglement decays, nanoseconds; Infinity if it does not. Used for goodness and cut-offs. */
  readonly coherenceTime: Nanoseconds
  readonly links: readonly LinkCapabilities[]
}

export interface QuantumDevice {
  readonly capabilities: DeviceCapabilities
  execute(command: DeviceCommand): void
  /** Sets the one listener. */
  listen(listener: (result: DeviceResult) => void): void
  /** Sets the one listener to notices; absent where the hardware never restarts by itself. */
  watch?(listener: (notice: HardwareNotice) => void): void
  /** Power-cycle: every qubit is re-initialised, every train stopped, pending answers are dropped. */
  reset(): void
}

/** What a heralding station asks of its interferometer and detectors. */
export type StationCommand =
  /** Open the gates for a link's slots; the first is centred at `arrival` by the station's clock. Replaces the link's earlier window. */
  | {
      readonly type: 'observe'
      readonly link: number
      readonly firstSlot: number
      readonly slots: number
      readonly arrival: Nanoseconds
      readonly period: number
    }
  | { readonly type: 'close'; readonly link: number }
  /**
   * Have the switch lead the light of these links, and of no others, to the interferometers: at most as many links as
   * there are of those, and no two with a node in common. Links that were connected before stay so. A link that was not
   * is connected when `switchDuration` has passed. Of a link that is not connected no light is seen. Not for hardware
   * without a switch.
   */
  | { readonly type: 'connect'; readonly links: readonly number[] }

/** A switch between a station's inputs and its interferometers. Nothing is connected at first, and after `reset`. */
export interface SwitchCapabilities {
  /** How many links it connects at a time. More than 1: parallel pairs, as by wavelength multiplexing. */
  readonly interferometers: number
  /** How long it takes to connect a link, nanoseconds. */
  readonly switchDuration: Nanoseconds
}

export type StationResult =
  /** A herald: the click pattern of this slot announces the Bell state `bellIndex`. The window is closed by it. */
  | {
      readonly type: 'detected'
      readonly link: number
      readonly slot: number
      readonly offset: Picoseconds
      readonly bellIndex: number
    }
  /** The window passed without a herald. */
  | { readonly type: 'silent'; readonly link: number; readonly lastSlot: number }

export interface HeraldingDevice {
  /** Absent where every link is connected for good. */
  readonly switch?: SwitchCapabilities
  execute(command: StationCommand): void
  listen(listener: (result: StationResult) => void): void
  /** Sets the one listener to notices; absent where the hardware never restarts by itself. */
  watch?(listener: (notice: HardwareNotice) => void): void
  reset(): void
}
