import type { PairName } from '@bellwire/wire'
import type { NetworkCore } from '../core.js'
import type { Staged, Step } from './party.js'

const VOID = { type: 'VOID' } as const

/** The steps under way at this node, each with its machine. */
export class Steps {
  readonly #core: NetworkCore
  readonly #steps = new Map<number, Step>()

  constructor(core: NetworkCore) {
    this.#core = core
  }

  get size(): number {
    return this.#steps.size
  }

  find(id: number): Step | undefined {
    return this.#steps.get(id)
  }

  /** One that a machine speaks of, and which is therefore under way. */
  of(id: number): Step {
    return this.#steps.get(id) as Step
  }

  /** @param ready every pair of it is here */
  open(step: Step, ready: boolean): void {
    this.#steps.set(step.id, step)
    step.party.steps.add(step)
    for (const staged of step.pairs) if (staged !== undefined) this.take(step, staged)
    this.#core.tables.step.open(step.id, {
      step: step.id,
      leads: step.party.leads,
      ready,
      patience: this.#core.configuration.patience
    })
  }

  /** A waiting pair is the step's. */
  take(step: Step, staged: Staged): void {
    const { idle } = step.party
    idle.splice(idle.indexOf(staged), 1)
    staged.step = step
  }

  /** One pair of a step is void. @param named where the other party has said so */
  spoil(step: Step, named: PairName | undefined): void {
    // The machine may be told after what is being done now.
    if (step.spoilt) return
    step.spoilt = true
    step.named = named
    this.#core.tables.step.tell(step.id, VOID)
  }

  remove(step: Step): void {
    this.#steps.delete(step.id)
    step.party.steps.delete(step)
  }
}
