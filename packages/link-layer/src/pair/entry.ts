import type { BasisCode, Secret } from '@bellwire/device'
import type { Herald } from '@bellwire/physical-layer'
import { RequestKind } from '@bellwire/wire'
import type { LinkCore } from '../core.js'
import { basisOf } from '../measurement.js'
import type { QueueItem } from '../queue/item.js'
import type { PairFacts } from './machine.js'

/**
 * A pair from its herald until it is both used and delivered: what its machine goes by, and how far it has come.
 *
 * A class, not a literal: V8 may take a literal for long-lived by what it sees while a thousand links start, and then
 * makes every pair in old space.
 */
export class Entry implements PairFacts {
  readonly pair: number
  readonly epoch: number
  readonly sequence: number
  /** The request that it is for; undefined for a test round. */
  readonly item: QueueItem | undefined
  readonly brightness: number
  readonly qubit: number
  readonly bellIndex: number
  readonly slot: number
  /** When it was heralded. */
  readonly time: number
  readonly correct: boolean
  readonly store: boolean
  readonly measure: boolean
  /** Where photons are measured as they arrive, what the hardware drew, once it has said so. */
  basis: number
  /** What came out, once it is measured: its machine is gone then. */
  outcome: Secret<0 | 1> | null = null
  /** The application has had it. */
  delivered = false

  /** Nothing is asked of the hardware: the pair can be delivered as it was heralded. */
  get asHeralded(): boolean {
    return !this.correct && !this.store && !this.measure
  }

  /** @param requested the request that it is for; or, for a test round, the basis to measure it in */
  constructor(core: LinkCore, pair: number, herald: Herald, requested: QueueItem | number, brightness: number) {
    const item = typeof requested === 'number' ? undefined : requested
    this.pair = pair
    this.epoch = core.physical.epoch
    this.sequence = herald.sequence
    this.item = item
    this.brightness = brightness
    this.qubit = herald.qubit
    this.bellIndex = herald.bellIndex
    this.slot = herald.slot
    this.time = core.clock.now()
    this.correct = item?.correct === true && item.kind !== RequestKind.MEASURE && herald.bellIndex !== 0
    this.measure = item === undefined || measuresHere(item)
    this.store = core.capabilities.storage && !this.measure
    this.basis = typeof requested === 'number' ? requested : drawBasis(core, requested, this.measure)
  }
}

function measuresHere({ kind, originator }: QueueItem): boolean {
  return kind === RequestKind.MEASURE || (kind === RequestKind.REMOTE_STATE_PREPARATION && originator)
}

/** A random basis is drawn by an end that measures, unless its hardware has drawn it already. */
function drawBasis(core: LinkCore, { basis, measurement, arrivalBases }: QueueItem, measure: boolean): BasisCode {
  return basis ?? basisOf(measurement, measure && arrivalBases === null ? core.random() : 0)
}
