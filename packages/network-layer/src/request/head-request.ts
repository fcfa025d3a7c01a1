import type { Measurement } from '@bellwire/wire'
import type { PairsKind, PairsRequest } from '../service.js'

/** A request at the head-end. */
export class HeadRequest {
  readonly id: number
  readonly asked: PairsRequest
  readonly measurement: Measurement
  /** Halves given to it that have not been delivered yet, and pairs that have. */
  assigned = 0
  /** It has begun. */
  served = false
  delivered = 0

  /** @param test of the network's own, for test rounds */
  constructor(
    id: number,
    asked: PairsRequest,
    measurement: Measurement,
    readonly test: boolean
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
    return this.served && this.assigned + this.delivered < this.asked.number
  }
}
