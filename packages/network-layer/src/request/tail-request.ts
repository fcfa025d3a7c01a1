import type { Measurement } from '@bellwire/wire'

/** A request as the nodes downstream of the head-end know it. */
export class TailRequest {
  constructor(
    readonly id: number,
    readonly kind: 'keep' | 'measure',
    readonly early: boolean,
    readonly raw: boolean,
    readonly measurement: Measurement
  ) {}
}
