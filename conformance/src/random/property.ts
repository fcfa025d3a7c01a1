import type { Arbitrary } from 'fast-check'
import type { SceneOptions } from '../stage/scene.js'
import type { Play } from './play.js'
import type { Step } from './step.js'

/** Something that holds of a node whatever is done around it: played again and again, each time with other steps. */
export interface Property {
  /** Requirements that it judges, and what must have been exercised for that in one of its runs. */
  readonly witnesses: Readonly<Record<string, string>>
  readonly scene?: Omit<SceneOptions, 'seed' | 'isMaster'>
  /** What is done, one of them at a time. */
  readonly steps: readonly Arbitrary<Step>[]
  /** Most steps of a run. */
  readonly length: number
  /** Whether each run is made again without what must not change anything, and must be the same then. */
  readonly isCompared?: boolean
  /** Judges what must be so at the end. */
  end(play: Play): Promise<void>
}
