import type { Clock, RandomStream, Task } from '@bellwire/runtime'
import type { LinkSide } from './link-side.js'
import type { Train } from './train.js'

/**
 * Trains that break off by themselves: with a side's probability per train, at a slot drawn uniformly from it. The
 * node hears of it when that slot would have been emitted, unless the train has been stopped or replaced by then.
 */
export class GenerationFailures {
  readonly #pending: GenerationFailure[] = []

  constructor(
    private readonly clock: Clock,
    private readonly random: RandomStream,
    private readonly tell: (side: LinkSide, slot: number) => void
  ) {}

  /** Draws whether a train that has just been commanded fails, and cuts it short. */
  draw(side: LinkSide, train: Train, firstSlot: number, slots: number): void {
    if (!this.random.bernoulli(side.generationFailure)) return
    const slot = Math.max(train.from, firstSlot + this.random.below(slots))
    if (slot > train.to) return
    const due = train.arrivalOf(slot) - side.flightTime
    train.to = slot - 1
    const failure = new GenerationFailure(side, slot, (happened) => this.#happen(happened))
    this.#pending.push(failure)
    this.clock.at(Math.max(this.clock.now(), Math.ceil(due)), failure)
  }

  #happen(failure: GenerationFailure): void {
    this.#pending.splice(this.#pending.indexOf(failure), 1)
    if (!failure.side.stopped) this.tell(failure.side, failure.slot)
  }

  /** The slots from `firstSlot` on are not played any more: they do not fail either. */
  drop(side: LinkSide, firstSlot: number): void {
    for (let k = this.#pending.length - 1; k >= 0; k--) {
      const failure = this.#pending[k] as GenerationFailure
      if (failure.side !== side || failure.slot < firstSlot) continue
      failure.dropped = true
      this.#pending.splice(k, 1)
    }
  }
}

class GenerationFailure implements Task {
  dropped = false

  constructor(
    readonly side: LinkSide,
    readonly slot: number,
    private readonly happen: (failure: GenerationFailure) => void
  ) {}

  run(): void {
    if (!this.dropped) this.happen(this)
  }
}
