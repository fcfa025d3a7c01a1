/** Whether a process can do its work, for whoever watches over it. */
export interface HealthReport {
  /** It runs as it should: one that does not is to be started again. */
  readonly live: boolean
  /** It can do its work now. */
  readonly ready: boolean
  /** Why not, in words. */
  readonly reasons: readonly string[]
}

/** Gives a reason why the process is not ready now; undefined where there is none. */
type Condition = () => string | undefined

/** What a process needs to be ready, condition by condition. */
export class Health {
  readonly #conditions: Condition[] = []
  #failure: string | undefined

  require(condition: Condition): void {
    this.#conditions.push(condition)
  }

  /** Something has gone wrong that only a new start can mend. */
  failed(reason: string): void {
    this.#failure ??= reason
  }

  report(): HealthReport {
    const reasons = this.#conditions.flatMap((condition) => condition() ?? [])
    const all = this.#failure === undefined ? reasons : [this.#failure, ...reasons]
    return { live: this.#failure === undefined, ready: all.length === 0, reasons: all }
  }
}
