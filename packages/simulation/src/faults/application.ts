import type { PairDelivered, PairExpired } from '@bellwire/link-layer'
import type { LinkService } from '@bellwire/node'
import type { Nanoseconds, RandomStream, VirtualClock } from '@bellwire/runtime'
import type { PlannedRequest, ReleaseHabit } from './plan.js'

/** What an application has asked for, and how it ended. */
export interface AskedRequest {
  readonly createId: number
  readonly planned: PlannedRequest['request']
  /** 'open' until the terminal answer; then 'complete' or the error code. */
  outcome: 'open' | 'complete' | number
}

/** An application at one end: asks, cancels, holds qubits for a while and gives them back. */
export class Application {
  /** Requests of the present process that have no terminal answer yet, and all others, by createId. */
  readonly asked: AskedRequest[] = []
  readonly held = new Map<number, PairDelivered>()
  /** Pairs that came, ever. */
  delivered = 0
  /** While false every qubit is given back at once. */
  holding = true
  /** Every qubit is held until told otherwise. */
  hoarding = false

  constructor(
    readonly link: LinkService,
    private readonly clock: VirtualClock,
    private readonly stream: RandomStream,
    private readonly habit: ReleaseHabit
  ) {
    link.subscribe({
      delivered: (pair) => this.#delivered(pair),
      expired: (pair) => this.#expired(pair),
      failed: ({ createId, code }) => this.#ended(createId, code)
    })
  }

  ask(request: PlannedRequest['request'], cancelAfter: number = Infinity): AskedRequest {
    const { createId, error } = this.link.createDirect(request)
    const asked: AskedRequest = { createId, planned: request, outcome: error === 0 ? 'open' : error }
    this.asked.push(asked)
    if (cancelAfter !== Infinity && asked.outcome === 'open') {
      this.clock.at(this.clock.now() + cancelAfter, { run: () => this.link.cancel(createId) })
    }
    return asked
  }

  get open(): AskedRequest[] {
    return this.asked.filter(({ outcome }) => outcome === 'open')
  }

  releaseAll(): void {
    for (const pair of this.held.values()) this.#release(pair)
  }

  #delivered(pair: PairDelivered): void {
    this.delivered++
    if (pair.originator && pair.final) this.#ended(pair.createId, 'complete')
    if (pair.qubit < 0) return
    this.held.set(pair.pair, pair)
    if (this.hoarding) return
    if (!this.holding) return this.#releaseAfter(pair, 0)
    const time = this.stream.below(this.habit.longest + 1)
    if (this.stream.bernoulli(this.habit.keeps)) return
    this.#releaseAfter(pair, time)
  }

  #releaseAfter(pair: PairDelivered, time: Nanoseconds): void {
    // An application that uses its qubits at once gives them back before the OK has returned.
    if (time === 0) this.#release(pair)
    else this.clock.at(this.clock.now() + time, { run: () => this.held.get(pair.pair) === pair && this.#release(pair) })
  }

  #release(pair: PairDelivered): void {
    this.held.delete(pair.pair)
    this.link.release(pair)
  }

  #expired({ pair }: PairExpired): void {
    this.held.delete(pair)
  }

  #ended(createId: number, outcome: 'complete' | number): void {
    const request = this.asked.findLast((asked) => asked.createId === createId)
    if (request !== undefined) request.outcome = outcome
  }
}
