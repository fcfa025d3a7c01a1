import { NANOSECONDS_PER_SECOND, type Nanoseconds } from '@bellwire/runtime'
import { ERROR_CODE_NAMES, ErrorCode } from '@bellwire/wire'
import type { ApplicationInput } from '../schema/application.js'
import { type Ends, openEnds } from './ends.js'
import type { OpenedCircuit } from '../../programs/opened-circuit.js'
import { overOf } from './over.js'
import { purposeOf } from './purposes.js'
import type { ApplicationHead, ApplicationReport } from './report.js'
import type { Stage } from './stage.js'

/** A request that has failed is made again after this. */
const PAUSE: Nanoseconds = 100_000_000

/** No later request would be answered otherwise. */
const HOPELESS: ReadonlySet<ErrorCode> = new Set([ErrorCode.UNSUPP, ErrorCode.CREATE])

/** Plays one entry of a scenario's applications: its programs at both nodes. */
export abstract class PlayedApplication<Entry extends ApplicationInput = ApplicationInput> {
  readonly #circuits: OpenedCircuit[] = []
  readonly #errors = new Map<string, number>()
  #began: Nanoseconds | undefined
  #ended: Nanoseconds | undefined
  #reason: string | undefined

  /** @param index of the entry */
  constructor(
    protected readonly stage: Stage,
    protected readonly entry: Entry,
    protected readonly index: number
  ) {}

  /** Begins at the entry's time, from now. */
  start(): void {
    this.after(this.entry.start ?? 0, () => this.open())
  }

  /** A node's process has died, its programs with it. */
  crashed(node: string): void {
    if (node === this.entry.from) for (const circuit of this.#circuits) circuit.crashed()
  }

  /** A node's process, and its programs, are back. */
  recovered(node: string): void {
    if (node === this.entry.from) for (const circuit of this.#circuits) circuit.recovered()
  }

  abstract report(end: Nanoseconds): ApplicationReport

  /** It is time: looks for pairs. */
  protected abstract open(): void

  protected get now(): Nanoseconds {
    return this.stage.network.clock.now()
  }

  protected get over(): boolean {
    return this.#ended !== undefined
  }

  protected get running(): boolean {
    return this.#began !== undefined && !this.over
  }

  /** Has the two nodes share kept pairs. @param way 0, or 1 for the way back */
  protected share(ready: (ends: Ends) => void, way: 0 | 1 = 0): void {
    const failed = (reason: string): void => this.noteError(reason)
    const circuit = openEnds(this.stage, this.entry, purposeOf(this.index, way), { ready, failed })
    if (circuit !== undefined) this.#circuits.push(circuit)
  }

  protected after(delay: Nanoseconds, act: () => void): void {
    const run = (): void => {
      if (!this.over) act()
    }
    this.stage.network.clock.at(this.now + delay, { run })
  }

  /** There are pairs to be asked for. */
  protected began(): void {
    this.#began ??= this.now
  }

  protected noteError(name: string): void {
    this.#errors.set(name, (this.#errors.get(name) ?? 0) + 1)
  }

  /** A request for pairs has failed: it is made again, unless that is hopeless. */
  protected requestFailed(code: ErrorCode, again: () => void): void {
    this.noteError(ERROR_CODE_NAMES[code])
    if (HOPELESS.has(code)) this.end(ERROR_CODE_NAMES[code])
    else this.after(PAUSE, again)
  }

  /** @param reason why it could not go on; none: it is done */
  protected end(reason?: string): void {
    if (this.over) return
    this.#ended = this.now
    this.#reason = reason
    for (const circuit of this.#circuits) circuit.close()
  }

  /** Told of the one result of an application, or why there is none. */
  protected resultListener<Result>(keep: (result: Result) => void) {
    return {
      done: (result: Result): void => {
        keep(result)
        this.end()
      },
      failed: (code: ErrorCode): void => {
        this.noteError(ERROR_CODE_NAMES[code])
        this.end(ERROR_CODE_NAMES[code])
      }
    }
  }

  protected head(end: Nanoseconds): ApplicationHead {
    const { from, to, over } = this.entry
    const began = this.#began
    const state = this.over ? 'done' : began === undefined ? 'waiting' : 'running'
    return {
      from,
      to,
      over: over ?? overOf(this.stage.scenario, this.entry).kind,
      state: this.#reason === undefined ? state : 'failed',
      reason: this.#reason ?? null,
      startedSeconds: began === undefined ? null : began / NANOSECONDS_PER_SECOND,
      seconds: this.seconds(end),
      errors: Object.fromEntries([...this.#errors].sort(([one], [other]) => (one < other ? -1 : 1)))
    }
  }

  protected seconds(end: Nanoseconds): number | null {
    if (this.#began === undefined) return null
    return ((this.#ended ?? end) - this.#began) / NANOSECONDS_PER_SECOND
  }

  /** Null where no time has passed. */
  protected perSecond(count: number, end: Nanoseconds): number | null {
    const seconds = this.seconds(end) ?? 0
    return seconds > 0 ? count / seconds : null
  }
}
