import { basisDirections, createQubit, measurePairSide, setWernerPair } from '@bellwire/quantum'
import { createRandom, type RandomStream, type Task, VirtualClock } from '@bellwire/runtime'
import type { WorkloadRun } from './link-workload.js'

const HALF_LINK = 50_000
const SLOT = 100_200
const Z = basisDirections[0] as Float64Array

/**
 * The link workload by hand, without any protocol: the same heap events for a pair as in the stack (two GENs arrive,
 * the herald, two REPLYs arrive), one draw of the attempt number, one update of a 16-element state, one measurement.
 * What the stack is compared with.
 */
export class BareLoop {
  readonly #clock = new VirtualClock()
  readonly #random: RandomStream
  readonly #state = new Float64Array(16)
  readonly #remaining = createQubit()
  readonly #p: number
  #waiting = 2
  #pairs = 0
  /** Outcomes 1 so far. */
  ones = 0
  readonly #gen: Task = { run: () => this.#genArrived() }
  readonly #herald: Task = { run: () => this.#heralded() }
  readonly #reply: Task = { run: () => this.#replyArrived() }

  constructor(options: { readonly seed: number; readonly p: number }) {
    this.#random = createRandom(options.seed).stream('bare-loop')
    this.#p = options.p
    this.#both(this.#gen)
  }

  #both(task: Task): void {
    const arrival = this.#clock.now() + HALF_LINK
    this.#waiting = 2
    this.#clock.at(arrival, task)
    this.#clock.at(arrival, task)
  }

  #genArrived(): void {
    this.#waiting -= 1
    if (this.#waiting === 0) this.#clock.at(this.#clock.now() + SLOT * this.#random.geometric(this.#p), this.#herald)
  }

  #heralded(): void {
    setWernerPair(this.#state, 0.98, 0)
    this.#both(this.#reply)
  }

  #replyArrived(): void {
    this.#waiting -= 1
    if (this.#waiting > 0) return
    this.#pairs += 1
    this.ones += measurePairSide(this.#state, 0, Z, this.#random.uniform(), this.#remaining)
    this.#both(this.#gen)
  }

  make(pairs: number): WorkloadRun {
    const start = this.#clock.now()
    const events = this.#clock.events
    const until = this.#pairs + pairs
    this.#clock.run({ while: () => this.#pairs < until })
    return { count: pairs, simulatedSeconds: (this.#clock.now() - start) / 1e9, events: this.#clock.events - events }
  }
}
