import { basisDirections, createQubit, measurePairSide, setWernerPair } from '@bellwire/quantum'
import { createRandom, type RandomStream, type Task, VirtualClock } from '@bellwire/runtime'
import type { WorkloadRun } from './link-workload.js'

/** Heap events that the stack needs for one pair of the link workload: two GENs, the herald, two REPLYs. */
const EVENTS_PER_PAIR = 5

const SLOT = 100_200
const ZERO_OFFSET = basisDirections[0] as Float64Array

/**
 * The link workload by hand, without any protocol: as many heap events for a pair as the stack has, one draw of the
 * attempt number, one update of a 16-element state, one measurement. What the stack is compared with.
 */
export class BareLoop implements Task {
  readonly #clock = new VirtualClock()
  readonly #random: RandomStream
  readonly #state = new Float64Array(16)
  readonly #remaining = createQubit()
  readonly #p: number
  #step = 0
  #pairs = 0
  #ones = 0

  constructor(options: { readonly seed: number; readonly p: number }) {
    this.#random = createRandom(options.seed).stream('bare-loop')
    this.#p = options.p
    this.#clock.at(0, this)
  }

  run(): void {
    this.#step += 1
    if (this.#step === EVENTS_PER_PAIR) {
      this.#step = 0
      this.#pairs += 1
      setWernerPair(this.#state, 0.98, 0)
      this.#ones += measurePairSide(this.#state, 0, ZERO_OFFSET, this.#random.uniform(), this.#remaining)
      this.#clock.at(this.#clock.now() + SLOT * this.#random.geometric(this.#p), this)
    } else this.#clock.at(this.#clock.now() + 1, this)
  }

  make(pairs: number): WorkloadRun {
    const start = this.#clock.now()
    const events = this.#clock.events
    const until = this.#pairs + pairs
    this.#clock.run({ while: () => this.#pairs < until })
    return { count: pairs, simulatedSeconds: (this.#clock.now() - start) / 1e9, events: this.#clock.events - events }
  }
}
