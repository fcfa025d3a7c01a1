import type { MachineDescription } from '@bellwire/statechart'

export interface FeedParty {
  readonly name: string
  /** On the wire. */
  readonly number: number
  readonly role: 'node' | 'station'
  /** Of a node. */
  readonly qubits?: number
  /** On a map, in any unit; where it is absent the page finds a place. */
  readonly position?: { readonly x: number; readonly y: number }
}

export interface FeedLink {
  readonly number: number
  /** Names of its nodes and of the station between them, where that is known. */
  readonly a: string
  readonly b: string
  readonly station?: string
  /** One-way times of light to the station, nanoseconds. */
  readonly delays?: readonly [number, number]
  /** Time from attempt to attempt, nanoseconds. */
  readonly slotPeriod?: number
}

/** What a viewer may ask of the source of a feed. */
export type Control = 'pace' | 'step' | 'seek' | 'cut' | 'crash' | 'lie' | 'restart-station'

/** What is shown. */
export interface FeedNetwork {
  readonly title: string
  readonly text?: string
  readonly source: 'simulation' | 'live' | 'trace'
  readonly parties: readonly FeedParty[]
  readonly links: readonly FeedLink[]
  /** The protocol machines as they are defined, by layer and table: 'link/pair'. */
  readonly machines: Readonly<Record<string, MachineDescription>>
  readonly controls: readonly Control[]
  /** Of a recording, nanoseconds. */
  readonly duration?: number
}
