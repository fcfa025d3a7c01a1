import { serialAdd } from '@bellwire/wire'
import type { LinkCore } from '../core.js'
import { exchange, sendReliably } from '../reliable/reliable-messages.js'
import type { LinkJournal } from './journal.js'

/** An epoch that is over, and the first pair in it that the peer was not known to have. */
interface FormerEpoch {
  readonly epoch: number
  readonly low: number
  acknowledged: boolean
  heard: boolean
}

/** Half of the number space less one: as the length of a range, all that follows. */
export const ALL = 0x7fff_ffff

/**
 * What earlier epochs left open with the peer: from which pair on they are void, and single pairs before that which
 * died with a process. The peer is told in every epoch until it acknowledges.
 */
export class FormerEpochs {
  readonly #core: LinkCore
  readonly #epochs = new Map<number, FormerEpoch>()
  /** Pairs of an earlier process, or of this one as it ends. */
  #lost: { readonly epoch: number; readonly sequence: number }[]
  readonly #certain: (epoch: number) => void

  /** @param certain is told of an epoch of which both ends have said what they doubt: the rest of it is certain */
  constructor(core: LinkCore, certain: (epoch: number) => void, journal?: LinkJournal) {
    this.#core = core
    this.#certain = certain
    for (const { epoch, low } of journal?.former ?? []) this.add(epoch, low)
    this.#lost = [...(journal?.lost ?? [])]
  }

  has(epoch: number): boolean {
    return this.#epochs.has(epoch)
  }

  /** An epoch is over; the peer is not known to have its pairs from `low` on. */
  add(epoch: number, low: number): void {
    this.#epochs.set(epoch, { epoch, low, acknowledged: false, heard: false })
  }

  /** A pair dies with this process that the peer may have for good. */
  lose(epoch: number, sequence: number): void {
    this.#lost.push({ epoch, sequence })
  }

  /** A new epoch has begun: tells the peer what is open. */
  tell(): void {
    for (const { epoch, low } of this.#epochs.values()) this.#tell(epoch, low, serialAdd(low, ALL))
    for (const { epoch, sequence } of this.#lost) this.#tell(epoch, sequence, serialAdd(sequence, 1))
  }

  #tell(epoch: number, low: number, high: number): void {
    const { header } = this.#core.physical
    sendReliably(this.#core, exchange.expire(epoch, low), { type: 'EXPIRE', ...header, epoch, low, high })
  }

  /** The peer has said from where on the epoch is void at its end. */
  heard(epoch: number): void {
    const former = this.#epochs.get(epoch)
    if (former === undefined) return
    former.heard = true
    this.#forget(former)
  }

  /** The peer has acknowledged an EXPIRE. */
  acknowledged(epoch: number, low: number): void {
    this.#lost = this.#lost.filter((pair) => pair.epoch !== epoch || pair.sequence !== low)
    const former = this.#epochs.get(epoch)
    if (former === undefined || former.low !== low) return
    former.acknowledged = true
    this.#forget(former)
  }

  #forget(former: FormerEpoch): void {
    if (!former.heard || !former.acknowledged) return
    this.#epochs.delete(former.epoch)
    this.#certain(former.epoch)
  }

  journal(): Pick<LinkJournal, 'former' | 'lost'> {
    return { former: [...this.#epochs.values()], lost: this.#lost }
  }
}
