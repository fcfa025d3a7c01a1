/** Degrees; north and east are positive. */
export interface GeographicPosition {
  /** −90..90. */
  readonly latitude: number
  /** −180..180. */
  readonly longitude: number
}

export interface TopologyNode {
  /** Unique in its topology. Without '/', so that it can name a node's random streams. */
  readonly name: string
  readonly position?: GeographicPosition
  /** `external`: it belongs to another network that this one is connected to. `repeater`: it splits a long edge. */
  readonly kind: 'node' | 'external' | 'repeater'
  /** Where the file says how many there are. */
  readonly qubits?: number
}

/** A fibre connection between two nodes, whatever direction the file gives it. */
export interface TopologyEdge {
  /** Names of nodes. */
  readonly a: string
  readonly b: string
  /** Metres; null where the file does not say. */
  readonly length: number | null
  /** Decibels per kilometre, where the file says. */
  readonly attenuation?: number
  /** Not always unique. */
  readonly name?: string
}

/** Who is connected to whom, and how far apart, whatever file it was read from. */
export interface Topology {
  readonly name: string
  readonly nodes: readonly TopologyNode[]
  readonly edges: readonly TopologyEdge[]
  /** What was changed, left out or looks odd, one sentence each, for people. */
  readonly notes: readonly string[]
}

export interface MeasuredEdge extends TopologyEdge {
  readonly length: number
}

/** A topology whose every edge has a length. */
export interface MeasuredTopology extends Topology {
  readonly edges: readonly MeasuredEdge[]
}
