import type { Plain } from '../trace/plain.js'
import type { RecordStore } from './record-store.js'

/** A record is as it was written last. */
export const SAME = Symbol('same record')

/** How a record is now; undefined where there is none any more. */
export type TakeRecord = () => Plain | typeof SAME | undefined

/**
 * Writes down what has changed before it is seen outside. Changes of one turn, and of turns that come while a
 * transaction is under way, go into one transaction (group commit); what may be seen when they are committed waits for
 * it. When a transaction fails, nothing leaves any more: nobody can know what a later process would.
 */
export class WriteAhead {
  readonly #store: RecordStore
  readonly #soon: (work: () => void) => void
  readonly #failed: (error: Error) => void
  #changed = new Map<string, TakeRecord>()
  #effects: (() => void)[] = []
  /** A transaction is under way. */
  #committing = false
  /** The end of the turn is waited for. */
  #awaited = false
  #stopped = false

  /**
   * @param soon does work when the present turn is over
   * @param failed told once that a transaction has failed
   */
  constructor(store: RecordStore, soon: (work: () => void) => void, failed: (error: Error) => void) {
    this.#store = store
    this.#soon = soon
    this.#failed = failed
  }

  /** The record of a name may be another one now. It is taken when the next transaction begins. */
  changed(name: string, take: TakeRecord): void {
    this.#changed.set(name, take)
    this.#gather()
  }

  /** Does this once everything that has changed until the end of the turn is committed, in the order of the calls. */
  after(effect: () => void): void {
    this.#effects.push(effect)
    this.#gather()
  }

  /** Nothing is written or done any more, as when the process dies. */
  stop(): void {
    this.#stopped = true
    this.#changed.clear()
    this.#effects = []
  }

  #gather(): void {
    if (this.#awaited || this.#committing || this.#stopped) return
    this.#awaited = true
    this.#soon(() => {
      this.#awaited = false
      this.#commit()
    })
  }

  #commit(): void {
    if (this.#stopped) return
    const changes = new Map<string, Plain | undefined>()
    for (const [name, take] of this.#changed) {
      const record = take()
      if (record !== SAME) changes.set(name, record)
    }
    const effects = this.#effects
    this.#changed = new Map()
    this.#effects = []
    if (changes.size === 0) return this.#finish(effects)
    this.#committing = true
    this.#store.commit(changes, (error) => {
      this.#committing = false
      if (this.#stopped) return
      if (error === undefined) return this.#finish(effects)
      this.stop()
      this.#failed(error)
    })
  }

  #finish(effects: readonly (() => void)[]): void {
    for (const effect of effects) effect()
    if (this.#changed.size > 0 || this.#effects.length > 0) this.#gather()
  }
}
