import type { ComponentChildren } from 'preact'
import type { NetworkModel } from '../../src/view/network-model.js'
import type { PageScenario } from '../scenarios/scenarios.js'

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

/** What a lesson has seen of its network while it ran: folded from the model, at every picture. */
export interface Watch {
  see(model: NetworkModel): void
  readonly figures: readonly Figure[]
  /** Points and a closed form, for a lesson that draws one: x in seconds, y a share. */
  readonly scatter?: Scatter
}

export interface Scatter {
  readonly title: string
  readonly xTitle: string
  readonly points: readonly (readonly [x: number, y: number])[]
  readonly curve: (x: number) => number
  readonly until: number
}

export interface Step {
  readonly title: string
  readonly text: () => ComponentChildren
  /** What the viewer should do, or wait for. */
  readonly task: string
  /** Whether that has happened. */
  readonly done: (model: NetworkModel, watch: Watch) => boolean
}

/** A network with something to learn from it. */
export interface Lesson extends PageScenario {
  /** In a sentence. */
  readonly aim: string
  readonly watch: () => Watch
  readonly steps: readonly Step[]
}
