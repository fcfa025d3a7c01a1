import type { ComponentChildren } from 'preact'
import type { FeedMessage } from '../../src/feed/messages.js'
import type { NetworkModel } from '../../src/view/network-model.js'
import type { PageScenario } from '../scenarios/scenarios.js'
import type { PlayedText } from '../sources/played-text.js'

/** A number that the running simulation gives, beside what theory says of it. */
export interface Figure {
  readonly name: string
  /** Undefined until there is something to tell. */
  readonly measured: number | undefined
  /** One standard error of it, where it is known. */
  readonly error?: number
  readonly expected?: number
  readonly show: (value: number) => string
}

/** Points that are measured, and the closed form on which they should lie: x in seconds, y from 0 to 1. */
export interface Scatter {
  readonly title: string
  readonly points: readonly (readonly [x: number, y: number])[]
  readonly curve: (x: number) => number
  readonly until: number
  /** A value of y that matters. */
  readonly mark?: { readonly y: number; readonly label: string }
}

export interface Step {
  readonly title: string
  readonly text: ComponentChildren
  /** What to do, or to wait for. */
  readonly task: string
  /** Whether that has happened. It stays so. */
  readonly done: (model: NetworkModel) => boolean
  /** The network of this step and those after it, where it is another one than before. */
  readonly play?: PlayedText
}

/** A lesson under way: it listens to its network, and knows its steps. */
export interface Course {
  readonly steps: readonly Step[]
  hear(message: FeedMessage, model: NetworkModel): void
  figures(): readonly Figure[]
  scatter?(): Scatter
}

/** A network with something to learn from it. */
export interface Lesson extends PageScenario {
  /** In a sentence. */
  readonly aim: string
  readonly begin: () => Course
}
