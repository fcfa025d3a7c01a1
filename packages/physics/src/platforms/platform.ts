import type { BudgetRow } from '../components/optics-chain.js'
import type { StabilisedPhase } from '../stabilisation/stabilised-phase.js'
import type { HeraldingPlace } from '../world/heralding/heralding-place.js'
import type { LinkOptions, NodeOptions } from '../world/options.js'
import type { ExperimentFigure } from './experiment-figure.js'
import type { TaggedParameter } from './tagged-parameter.js'

/** What becomes of the pairs of a link. */
export type PairUse = 'keep' | 'measure'

/** What photons of one arm, or of one polarisation, pass on their way to a click, with what is left after each. */
export interface OpticsBudget {
  readonly name: string
  readonly elements: readonly BudgetRow[]
}

/** What a link of a platform is, over one length. */
export interface PlatformLink
  extends Required<Pick<LinkOptions, 'model' | 'window' | 'guard' | 'noise' | 'operatingPoints'>>,
    Pick<LinkOptions, 'photon' | 'detectors'> {
  readonly lengthKilometres: number
  /** Time from slot to slot, nanoseconds. */
  readonly slotPeriod: number
  /** One-way times of light from a and from b to the station, nanoseconds. */
  readonly delays: readonly [number, number]
  readonly budgets: readonly OpticsBudget[]
  /** What the link's stabilisation leaves of the phase, where it is described. */
  readonly phase?: StabilisedPhase
}

/** What a node of a platform is, but for its name, its clock and how many qubits it has. */
export type PlatformNode = Omit<NodeOptions, 'name' | 'clock' | 'qubits'>

/** Hardware: numbers, and the small model that makes links and nodes of them. */
export interface Platform {
  readonly name: string
  /** In words. */
  readonly title: string
  /** Where it is described. */
  readonly paper?: string
  readonly heraldingPlace: HeraldingPlace
  /** What its links do with pairs: keep them for later, measure them. */
  readonly offers: readonly PairUse[]
  /** Its numbers, each with its unit and where it comes from. */
  readonly parameters: Readonly<Record<string, TaggedParameter>>
  /** What its paper gives, beside the model's value. */
  figures(): readonly ExperimentFigure[]
  /** The only length of its links, where there is only one. */
  readonly lengthKilometres?: number
  /** @param lengthKilometres of fibre from a to b; without effect where there is only one length */
  link(lengthKilometres: number): PlatformLink
  node(): PlatformNode
}
