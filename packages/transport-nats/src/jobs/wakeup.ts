/** Ends the wait of the one who waits, or the next wait if nobody does. */
export class Wakeup {
  #wake: () => void = () => undefined
  #woken = false

  wake(): void {
    this.#woken = true
    this.#wake()
  }

  /** Forgets that it was woken before. */
  reset(): void {
    this.#woken = false
  }

  /** @returns when it is or was woken, after so many milliseconds of nothing, or when the signal is aborted */
  next(milliseconds: number, signal: AbortSignal): Promise<'woken' | 'nothing'> {
    if (this.#woken || signal.aborted) return Promise.resolve('woken')
    return new Promise((resolve) => {
      const end = (how: 'woken' | 'nothing'): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', wake)
        this.#wake = () => undefined
        resolve(how)
      }
      const wake = (): void => end('woken')
      const timer = setTimeout(() => end('nothing'), milliseconds)
      signal.addEventListener('abort', wake)
      this.#wake = wake
    })
  }
}
