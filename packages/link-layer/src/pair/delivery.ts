import { type BasisCode, Secret } from '@bellwire/device'
import { fidelityFromWire, RequestKind } from '@bellwire/wire'
import type { LinkCore } from '../core.js'
import { flipsOutcome, isCorrectable } from '../measurement.js'
import type { QueueItem } from '../queue/item.js'
import type { PairDelivered } from '../service.js'
import type { Entry } from './entry.js'

const KINDS = ['keep', 'measure', 'prepare'] as const

/** What the application is told of a pair. */
export function deliveryOf(core: LinkCore, entry: Entry, item: QueueItem, final: boolean): PairDelivered {
  const basis = entry.basis as BasisCode
  return {
    createId: item.createId,
    originator: item.originator,
    kind: KINDS[item.kind as 0 | 1 | 2],
    purpose: item.purpose,
    peer: core.peer,
    link: core.link,
    epoch: entry.epoch,
    sequence: entry.sequence,
    pair: entry.pair,
    qubit: entry.outcome === null ? entry.qubit : -1,
    bellIndex: entry.bellIndex,
    corrected: item.correct && (item.kind !== RequestKind.MEASURE || isCorrectable(basis)),
    goodness: core.estimation.fidelityAt(fidelityFromWire(item.brightness)),
    goodnessTime: entry.time,
    slot: entry.slot,
    outcome: reported(entry, item),
    basis,
    final
  }
}

/** The outcome as the originator reports it: flipped where that makes it an outcome of Φ+. */
function reported(entry: Entry, item: QueueItem): Secret<0 | 1> | null {
  const { outcome, bellIndex, basis } = entry
  if (outcome === null || !item.correct || item.kind !== RequestKind.MEASURE) return outcome
  return flipsOutcome(bellIndex, basis as BasisCode) ? new Secret<0 | 1>(outcome.reveal() === 0 ? 1 : 0) : outcome
}
