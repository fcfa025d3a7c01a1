import { ApplicationError, type EntangledPair, type OutcomeListener } from '@bellwire/application-layer'
import type { BasisCode, QubitId, Rotation } from '@bellwire/device'
import type { MeasurementChoice, PairDelivered } from '@bellwire/link-layer'
import type { Clock } from '@bellwire/runtime'
import type { HeldQubits } from './held-qubits.js'
import type { LinkRequest, LinkService } from './link-service.js'
import { LinkSource, type LinkSourceOptions, pairOf } from './link-source.js'

export interface MeasuredLinkSourceOptions extends LinkSourceOptions {
  /** Of both ends: the share of pairs that are measured in Z, the others in X; 0..1. */
  readonly zShare: number
}

/**
 * The pairs of a link whose hardware measures them as they come, for one purpose: both ends have an outcome of each, in
 * Z or X at random, and no qubit.
 */
export class MeasuredLinkSource extends LinkSource {
  readonly measures = true
  readonly #link: LinkService
  readonly #choice: MeasurementChoice

  constructor(link: LinkService, qubits: HeldQubits, clock: Clock, { zShare, ...options }: MeasuredLinkSourceOptions) {
    super(link, qubits, clock, options)
    this.#link = link
    this.#choice = { random: 'XZ', probabilities: [1 - zShare] }
  }

  protected override wanted(number: number): LinkRequest {
    return { ...super.wanted(number), kind: 'measure', originator: this.#choice, responder: this.#choice }
  }

  protected override told(pair: PairDelivered): EntangledPair | undefined {
    const { kind, basis, outcome } = pair
    return kind === 'measure' && outcome !== null ? { ...pairOf(pair), measured: { basis, outcome } } : undefined
  }

  override delivered(pair: PairDelivered): void {
    // The peer has asked for one to be kept, of which the program here is not told: it would give none back.
    if (!pair.originator && pair.purpose === this.purpose && pair.qubit >= 0) this.#link.release(pair)
    else super.delivered(pair)
  }

  /** @throws ApplicationError INPUT: it has been measured */
  override measure(_qubit: QubitId, _basis: BasisCode, _rotation: Rotation | null, _listener: OutcomeListener): void {
    throw new ApplicationError('INPUT', 'measure is asked of a pair that came measured; accepted: kept pairs')
  }

  /** Nobody can take what is not there. */
  override take(): boolean {
    return false
  }

  override release(pair: number): boolean {
    return this.forget(pair)
  }
}
