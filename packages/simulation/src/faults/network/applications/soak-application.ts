import type { SimulatedNetwork } from '../../../network/simulated-network.js'
import type { Programs } from '../../../programs/programs.js'
import type { PlannedApplication } from '../plan.js'

/** Purposes of circuits that applications open are from here on; those of other programs are below. */
export const FIRST_APPLICATION_PURPOSE = 100

/** What an application of a run is played with. */
export interface ApplicationParts {
  readonly network: SimulatedNetwork
  readonly programs: Programs
  readonly planned: PlannedApplication
  /** Among the run's applications. */
  readonly index: number
  /** Numbers of the two nodes. */
  readonly numbers: readonly [from: number, to: number]
  /** Every pair is perfect, and stays so. */
  readonly perfect: boolean
}

/** Two programs of a run, at two nodes. */
export interface SoakApplication {
  begin(): void
  /** A node's process has died, and its programs with it; or is back. */
  crashed(node: string): void
  recovered(node: string): void
  /** Asks for nothing any more, and gives its circuits up. */
  end(): void
  /** What has not come to its end. */
  readonly left: number
  /** What went wrong, once everything is at rest. */
  breaches(): readonly string[]
  /** What happened, by name: how often. */
  readonly counts: ReadonlyMap<string, number>
}
