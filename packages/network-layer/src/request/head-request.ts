import type { Measurement } from '@bellwire/wire'
import type { PairsKind, PairsRequest } from '../service.js'

/**
 * A number of pairs that requests of several circuits are for together: whichever of them has a pair first. Each pair is
 * given to one of them, and no more pairs than are wanted.
 */
export class JointNeed {
  #open: number
  #missing: number
  readonly #members = new Map<number, () => void>()

  /** @param number pairs, 1 or more */
  constructor(number: number) {
    this.#open = number
    this.#missing = number
  }

  /** Pairs that have not been handed over. */
  get missing(): number {
    return this.#missing
  }

  /** Whether there is a pair that no request is making yet. */
  get isOpen(): boolean {
    return this.#open > 0
  }

  /** The requests for it that have not ended. */
  get requests(): readonly number[] {
    return [...this.#members.keys()]
  }

  /** @param wake called when there is something to make again */
  join(request: number, wake: () => void): void {
    this.#members.set(request, wake)
  }

  leave(request: number): void {
    this.#members.delete(request)
  }

  /** A request makes one. */
  take(): void {
    this.#open -= 1
  }

  /** One that a request was making, or that was handed over, is void. */
  giveBack(): void {
    this.#open += 1
    if (this.#open === 1) for (const wake of this.#members.values()) wake()
  }

  handedOver(pairs: 1 | -1): void {
    this.#missing -= pairs
  }
}

/** A request at the head-end. */
export class HeadRequest {
  readonly id: number
  readonly asked: PairsRequest
  readonly measurement: Measurement
  /** It has begun. */
  served = false
  /** Halves given to it that have not been delivered yet, and pairs that have. */
  #assigned = 0
  #delivered = 0
  #over = false

  /** @param test of the network's own, for test rounds */
  constructor(
    id: number,
    asked: PairsRequest,
    measurement: Measurement,
    readonly test: boolean,
    /** What it is for, with requests of other circuits. */
    readonly need: JointNeed | undefined
  ) {
    this.id = id
    this.asked = asked
    this.measurement = measurement
  }

  get kind(): PairsKind {
    return this.asked.kind
  }

  get early(): boolean {
    return this.asked.early
  }

  get needsMore(): boolean {
    return this.served && this.#assigned + this.#delivered < this.asked.number && this.need?.isOpen !== false
  }

  /** It is given a half. */
  assign(): void {
    this.#assigned += 1
    this.need?.take()
  }

  /** A half that it was given is void before it was delivered. */
  unassign(): void {
    this.#assigned -= 1
    this.need?.giveBack()
  }

  /** A pair that it was given is delivered. */
  handOver(): void {
    this.#assigned -= 1
    this.#delivered += 1
    this.need?.handedOver(1)
  }

  /** A pair that was delivered is void: as long as it has not ended another one is owed. */
  takeBack(): void {
    this.#delivered -= 1
    if (this.#over) return
    this.need?.handedOver(-1)
    this.need?.giveBack()
  }

  end(): void {
    this.#over = true
    this.need?.leave(this.id)
  }
}
