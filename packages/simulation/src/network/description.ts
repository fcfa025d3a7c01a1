import type { ArrivalCapabilities } from '@bellwire/device'
import type { Scheduler } from '@bellwire/link-layer'
import type { NodeNetwork } from '@bellwire/node'
import type { LinkTimers, SwitchPolicy } from '@bellwire/physical-layer'
import type { LinkOptions, MemoryLaw, NodeOptions } from '@bellwire/physics'
import type { LocalClockOptions, Nanoseconds } from '@bellwire/runtime'
import type { Channel } from '@bellwire/transport'

/** An imperfect clock. The random walk of its rate draws from the stream 'clock/NAME'. */
export interface ClockDescription extends Omit<LocalClockOptions, 'wander'> {
  readonly wander?: Omit<NonNullable<LocalClockOptions['wander']>, 'stream'>
}

/** A node: its clock and its hardware. */
export interface NodeDescription extends Omit<NodeOptions, 'clock' | 'name'> {
  readonly name: string
  /** Number on the wire; the lower one of a link is its master. Default: 1, 2, … in the order of the list. */
  readonly number?: number
  /** An imperfect clock; the node keeps true time without it. */
  readonly clock?: ClockDescription
}

export interface StationDescription {
  readonly name: string
  readonly number?: number
  readonly clock?: ClockDescription
  /** An optical switch, by which it serves some of its links at a time. Without one it serves all of them always. */
  readonly switch?: SwitchDescription
}

/** A station's switch. The policy draws from the stream 'station/NAME/switch'. */
export interface SwitchDescription {
  /** Length of a turn: of the time in which the same links are served. */
  readonly slot: Nanoseconds
  readonly policy: SwitchPolicy
  /** Links that are served at a time. Default 1. */
  readonly interferometers?: number
  /** How long it takes to connect a link. Default 0. */
  readonly duration?: Nanoseconds
  /** How long before its begin a turn is told to the nodes. Default: two round trips to the farthest node and two guards. */
  readonly lead?: Nanoseconds
}

/** A link between two nodes over a station. Delays are one-way times, nanoseconds. */
export interface LinkDescription extends Omit<LinkOptions, 'link' | 'a' | 'b' | 'station' | 'guard'> {
  /** Number on the wire. Default: 1, 2, … in the order of the list. */
  readonly number?: number
  readonly a: string
  readonly b: string
  readonly station: string
  /** Of light from a, and from b, to the station. */
  readonly delays: readonly [Nanoseconds, Nanoseconds]
  /** Of frames on the same ways. Default: as light. */
  readonly frameDelays?: readonly [Nanoseconds, Nanoseconds]
  /** Of frames between the two nodes. Default: over the station. */
  readonly peerDelay?: Nanoseconds
  /** Hardware keeps the clocks of both nodes on the station's; `error` is how far the nodes' readings may be off. */
  readonly disciplined?: { readonly error: Nanoseconds }
  /** Default: the longest time of light to the station, of a frame back, and two guards. */
  readonly slotPeriod?: Nanoseconds
  readonly guard: Nanoseconds
  /** Probability that a train fails locally at a, and at b. Default 0. */
  readonly generationFailure?: readonly [number, number]
  /** The ends that measure photons as they arrive, and how. Default: neither. */
  readonly arrival?: { readonly a?: ArrivalCapabilities; readonly b?: ArrivalCapabilities }
  /** How qubits of this link keep at a, and at b, where not as the node's others do. */
  readonly memories?: { readonly a?: MemoryLaw; readonly b?: MemoryLaw }
  /** Slots in one GEN: 'attempt' gives every attempt frames of its own. Default: ten seconds' worth. */
  readonly batchSlots?: number | 'attempt'
  readonly firstSequence?: number
  /** Share of test rounds, 0..1. Default 0. */
  readonly testFraction?: number
  /** Default: first come, first served. */
  readonly scheduler?: Scheduler
  readonly timers?: Partial<LinkTimers>
  readonly queueLimit?: number
  readonly keepAliveInterval?: Nanoseconds
  /** Faults of the classical channels: between a and the station, b and the station, a and b; both directions. */
  readonly channels?: {
    readonly a?: Partial<Channel>
    readonly b?: Partial<Channel>
    readonly peer?: Partial<Channel>
  }
}

/** Time from slot to slot, as described or by default. */
export function slotPeriodOf(link: LinkDescription): Nanoseconds {
  const { delays, frameDelays = delays, disciplined, guard } = link
  const answered = Math.max(...delays.map((delay, end) => delay + Math.max(delay, frameDelays[end] as Nanoseconds)))
  return link.slotPeriod ?? answered + 2 * (guard + (disciplined?.error ?? 0))
}

export interface NetworkDescription {
  readonly nodes: readonly NodeDescription[]
  readonly stations: readonly StationDescription[]
  readonly links: readonly LinkDescription[]
  /** Absent: nodes have links only, and no pairs beyond their neighbours. */
  readonly network?: NodeNetwork
  /** Faults of the classical network between nodes that are no neighbours; it follows the links, by the quickest way. */
  readonly classical?: Omit<Partial<Channel>, 'delay'>
}
