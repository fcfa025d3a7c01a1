interface Entry {
  readonly due: number
  readonly act: () => void | Promise<void>
}

/** What is still to happen, in order of time; what is due at the same instant, in the order in which it was put here. */
export class Agenda {
  /** The latest first. */
  readonly #entries: Entry[] = []

  /** Infinity where nothing is to happen. */
  get due(): number {
    return this.#entries.at(-1)?.due ?? Infinity
  }

  /** Returns what takes it off again. */
  add(due: number, act: () => void | Promise<void>): () => void {
    const entry = { due, act }
    let place = this.#entries.length
    while (place > 0 && (this.#entries[place - 1] as Entry).due <= due) place -= 1
    this.#entries.splice(place, 0, entry)
    return () => {
      const at = this.#entries.indexOf(entry)
      if (at >= 0) this.#entries.splice(at, 1)
    }
  }

  /** Takes what is next. */
  take(): (() => void | Promise<void>) | undefined {
    return this.#entries.pop()?.act
  }
}
