import type { Measurement } from '@bellwire/wire'
import type { PairsKind } from '../service.js'

/** A request as the nodes downstream of the head-end know it. */
export class TailRequest {
  /** Nothing more is asked of it; pairs of it may still be on the way. */
  complete = false

  constructor(
    readonly id: number,
    readonly kind: PairsKind,
    readonly early: boolean,
    readonly raw: boolean,
    readonly measurement: Measurement,
    /** Of the head-end's network layer, for test rounds: no program has its pairs. */
    readonly test: boolean
  ) {}
}
