import type { KeyStore } from '../store/key-store.js'

/**
 * Gathers what comes at one moment, so that one durable transaction serves all of it: a disk does a few hundred a second,
 * and a key takes three at each end. What is to be seen outside, frames and answers, waits until the transaction is on the
 * disk.
 */
export class GroupCommit {
  readonly #store: Pick<KeyStore, 'together'>
  readonly #soon: ((work: () => void) => void) | undefined
  #waiting: (() => void)[] = []
  /** Of the group that is being done. */
  #effects: (() => void)[] | undefined

  /** @param soon does work a little later; absent: every work is a group of its own, done at once */
  constructor(store: Pick<KeyStore, 'together'>, soon: ((work: () => void) => void) | undefined) {
    this.#store = store
    this.#soon = soon
  }

  /** Work on the store, done with others or at once. */
  do(work: () => void): void {
    this.#waiting.push(work)
    if (this.#soon === undefined) this.flush()
    else if (this.#waiting.length === 1) this.#soon(() => this.flush())
  }

  /** What may be seen outside when what was done up to now is durable. */
  after(effect: () => void): void {
    if (this.#effects === undefined) effect()
    else this.#effects.push(effect)
  }

  /** Does what is waiting. */
  flush(): void {
    if (this.#waiting.length === 0 || this.#effects !== undefined) return
    const works = this.#waiting
    const effects: (() => void)[] = []
    this.#waiting = []
    this.#effects = effects
    try {
      this.#store.together(() => {
        for (const work of works) work()
      })
    } finally {
      this.#effects = undefined
    }
    for (const effect of effects) effect()
  }
}
