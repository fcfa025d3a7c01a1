import type { SceneOptions } from '../stage/scene.js'
import type { Test } from './test.js'

/** One thing that a node has to get right, played once. */
export interface Case {
  /** Unique: its chapter and what it is about, 'link/stale-success'. */
  readonly name: string
  /** Requirements that it judges. */
  readonly requirements: readonly string[]
  /** Capabilities that a node must claim for it to apply. */
  readonly capabilities?: readonly string[]
  /** Which end of its link the node is. Default: either, as the seed says. */
  readonly role?: 'master' | 'other'
  readonly scene?: Omit<SceneOptions, 'seed' | 'isMaster'>
  play(test: Test): Promise<void>
}
