import type { Property } from '../random/property.js'
import type { SceneOptions } from '../stage/scene.js'
import type { Test } from './test.js'

/** What all cases have. */
interface CaseHead {
  /** Unique: its chapter and what it is about, 'link/stale-success'. */
  readonly name: string
  /** Requirements that it judges. */
  readonly requirements: readonly string[]
  /** Capabilities that a node must claim for it to apply. */
  readonly capabilities?: readonly string[]
}

/** One thing that a node has to get right, played once. */
export interface PlayedCase extends CaseHead {
  /** Which end of its link the node is. Default: either, as the seed says. */
  readonly role?: 'master' | 'other'
  readonly scene?: Omit<SceneOptions, 'seed' | 'isMaster'>
  play(test: Test): Promise<void>
}

/** What holds whatever is done around a node: many runs, each of other steps. */
export interface GeneratedCase extends CaseHead {
  readonly property: Property
}

export type Case = PlayedCase | GeneratedCase
