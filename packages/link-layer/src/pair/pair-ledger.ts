import type { BasisCode, Secret } from '@bellwire/device'
import type { Herald } from '@bellwire/physical-layer'
import { fidelityFromWire, inWindow, serialAdd, serialDistance, serialLess } from '@bellwire/wire'
import type { LinkCore } from '../core.js'
import { isTestRound, TestRounds, testBasis } from '../estimation/test-rounds.js'
import type { QueueItem } from '../queue/item.js'
import { acknowledge, exchange, sendReliably } from '../reliable/reliable-messages.js'
import { takesRecord } from './arrival-record.js'
import { deliveryOf } from './delivery.js'
import { Entry } from './entry.js'
import { ALL, FormerEpochs } from './former-epochs.js'
import type { LinkJournal } from './journal.js'
import type { LinkState } from '../records/stored.js'
import { LivePairs } from './live-pairs.js'
import { ReleaseNotices } from './release-notices.js'
import { type UsedPair, UsedPairs } from './used-pairs.js'

const EXPIRE = { type: 'EXPIRE' } as const

type Request = Pick<QueueItem, 'createId' | 'originator'>
type Expired = (pair: UsedPair<QueueItem | undefined>, delivered: boolean) => void

/**
 * All pairs of one link end: made of heralds, processed, delivered, expired, and remembered until both ends are sure.
 *
 * A pair counts as settled at an end when it was delivered or expired there for good. KEEPALIVE tells the peer up to
 * where this end has settled, and up to where it knows the peer has; a pair is forgotten when both are past it. When
 * an epoch ends, what the peer was not known to have settled is expired at this end, and the peer is told in the next.
 */
export class PairLedger {
  readonly tests = new TestRounds()
  readonly notices: ReleaseNotices
  readonly #core: LinkCore
  readonly #live = new LivePairs()
  readonly #used = new UsedPairs<QueueItem>()
  /** Those of an earlier process of this node. */
  readonly #usedEarlier = new UsedPairs<Request>()
  readonly #former: FormerEpochs
  /** Lower ends of EXPIREs under way in this epoch. */
  readonly #expiring = new Set<number>()
  #nextPair: number
  #epoch = 0
  #testSeed = 0
  #testFraction = 0
  #expected = 0
  /** The peer has settled every pair before this, and knows that this end has settled every pair before that. */
  #peerSettled = 0
  #peerConfirmed = 0
  /** The lower of the two: both ends are certain of what came before. */
  #certainBefore = 0
  /** What an end of the process has found before it voided anything: from where on the epoch is void. */
  #voidFrom: number | undefined
  readonly #expired: Expired

  /** @param expired is told of every pair that has become void here */
  constructor(core: LinkCore, expired: Expired, journal?: LinkJournal) {
    this.#core = core
    this.notices = new ReleaseNotices(core)
    this.#expired = (pair, delivered) => {
      if (delivered && pair.item !== undefined) core.records?.expired(pair, pair.item)
      expired(pair, delivered)
    }
    const certain = (epoch: number) => {
      this.#used.forgetEpoch(epoch)
      this.#usedEarlier.forgetEpoch(epoch)
      core.records?.certainEpoch(epoch)
    }
    this.#former = new FormerEpochs(core, certain, journal)
    for (const used of journal?.used ?? []) this.#usedEarlier.add(used.epoch, used.sequence, 0, used)
    this.#nextPair = journal?.nextPair ?? 1
  }

  get expected(): number {
    return this.#expected
  }

  open(epoch: number, firstSequence: number, testSeed: number, testFraction: number): void {
    this.#epoch = epoch
    this.#testSeed = testSeed
    this.#testFraction = testFraction
    this.#expected = firstSequence
    this.#peerSettled = firstSequence
    this.#peerConfirmed = firstSequence
    this.#certainBefore = firstSequence
    this.notices.open(firstSequence)
    this.#core.records?.touch()
    this.#core.tables.sequence.open(0, { expected: firstSequence, grace: this.#core.physical.replyDelay })
    this.#former.tell()
  }

  /** The epoch is over: what the peer may not have is expired here, and will be there. */
  close(): void {
    if (this.#epoch === 0) return
    const low = this.#voidFrom ?? this.#openFrom()
    this.#voidFrom = undefined
    this.#former.add(this.#epoch, low)
    this.#expireLocally(this.#epoch, low, serialAdd(low, ALL))
    this.#core.tables.sequence.close(0)
    this.#expiring.clear()
    this.tests.forgetUnmatched()
    this.#epoch = 0
    this.#core.records?.touch()
  }

  // ---- from heralds to pairs ----

  /** A success with its number in order. Returns its pair, unless it is of no use and has been expired. */
  accept(herald: Herald, item: QueueItem | undefined): Entry | undefined {
    const core = this.#core
    const { sequence } = herald
    this.#expected = serialAdd(sequence, 1)
    core.counted?.(this.#epoch, this.#expected)
    const test = isTestRound(this.#testSeed, this.#testFraction, sequence)
    // What was measured on arrival was not measured as a test round (LNK-159).
    const usable = test ? core.linkCapabilities.arrival === undefined : item !== undefined && !item.filled
    if (!herald.intact || !usable) {
      this.expire(sequence, this.#expected)
      return undefined
    }
    const requested = test ? testBasis(this.#testSeed, sequence) : (item as QueueItem)
    const entry = new Entry(core, this.#nextPair++, herald, requested, item?.brightness ?? 0)
    this.#live.add(entry)
    if (!entry.asHeralded) core.tables.pair.open(entry.pair, entry)
    return entry
  }

  // ---- delivery ----

  /** The pair has been measured: what remains is its outcome. False where that is of no use: it has been expired then. */
  measured(pair: number, outcome: Secret<0 | 1>, recorded: BasisCode | undefined): boolean {
    const entry = this.#live.find(pair)
    if (entry === undefined) return false
    entry.outcome = outcome
    const useful = takesRecord(entry, recorded)
    if (!useful) this.expireOne(entry)
    return useful
  }

  /** A test round is measured: its outcome is for both ends to compare. */
  takeTest(entry: Entry): void {
    const { sequence, basis, outcome, bellIndex, brightness } = entry
    const calibrated = this.#core.estimation.calibrated(fidelityFromWire(brightness))
    if (outcome !== null) this.tests.own(sequence, { basis, outcome: outcome.reveal(), bellIndex, calibrated })
    this.#live.remove(entry)
  }

  deliver(entry: Entry, item: QueueItem, final: boolean): void {
    entry.delivered = true
    item.delivered += 1
    this.#core.records?.delivered(entry, item, entry.outcome === null)
    this.#core.listener.delivered(deliveryOf(this.#core, entry, item, final))
    if (entry.outcome !== null) this.#settle(entry)
  }

  /** The application gives the pair back. */
  release(pair: number): boolean {
    const entry = this.#live.find(pair)
    if (!this.take(pair) || entry === undefined) return false
    this.#core.freeQubit(entry.qubit)
    return true
  }

  /** The layer above takes the qubit over: to the peer that is the same. */
  take(pair: number): boolean {
    const entry = this.#live.find(pair)
    if (entry === undefined || entry.outcome !== null || !entry.delivered) return false
    this.#settle(entry)
    this.notices.released(entry.sequence)
    return true
  }

  /** A pair that is used and delivered is remembered until both ends are certain of it. */
  #settle(entry: Entry): void {
    const { epoch, sequence, pair, item } = entry
    // Whoever it was delivered to may have ended its life already.
    if (!this.#live.remove(entry) || item === undefined) return
    const certain = this.#isCertain(epoch, sequence)
    this.#core.records?.used(entry, item, certain)
    if (!certain) this.#used.add(epoch, sequence, pair, item)
  }

  #isCertain(epoch: number, sequence: number): boolean {
    return epoch === this.#epoch ? serialLess(sequence, this.#certainBefore) : !this.#former.has(epoch)
  }

  // ---- expiry ----

  /** This end will not have the pairs [low, high): nor may the peer. */
  expire(low: number, high: number): void {
    this.#expiring.add(low)
    this.#expireLocally(this.#epoch, low, high)
    sendReliably(this.#core, exchange.expire(this.#epoch, low), {
      type: 'EXPIRE',
      ...this.#core.physical.header,
      low,
      high
    })
  }

  expireOne(entry: Entry): void {
    this.expire(entry.sequence, serialAdd(entry.sequence, 1))
  }

  /** The peer's EXPIRE, of this epoch or a former one. */
  expiredByPeer(epoch: number, low: number, high: number): void {
    this.#expireLocally(epoch, low, high)
    if (epoch === this.#epoch) {
      if (serialLess(this.#expected, high)) {
        this.#expected = high
        this.#core.counted?.(this.#epoch, high)
      }
    } else if (serialDistance(low, high) === ALL) this.#former.heard(epoch)
  }

  expireAcknowledged(epoch: number, low: number): void {
    acknowledge(this.#core, exchange.expire(epoch, low))
    if (epoch === this.#epoch) this.#expiring.delete(low)
    this.#former.acknowledged(epoch, low)
    this.#core.records?.touch()
  }

  /** Numbers before `sequence` were skipped. */
  skipTo(sequence: number): void {
    this.#expected = sequence
  }

  /** In the order in which they were made. */
  #expireLocally(epoch: number, low: number, high: number): void {
    const { listener, link } = this.#core
    const size = serialDistance(low, high)
    for (const entry of this.#live) {
      if (entry.epoch !== epoch || !inWindow(entry.sequence, low, size)) continue
      for (const used of this.#used.take(epoch, low, entry.sequence)) this.#expired(used, true)
      this.#void(entry)
    }
    for (const used of this.#used.take(epoch, low, high)) this.#expired(used, true)
    for (const { sequence, item } of this.#usedEarlier.take(epoch, low, high)) {
      const { createId, originator } = item
      this.#core.records?.expired({ epoch, sequence }, item)
      listener.expired({ createId, originator, link, epoch, sequence, pair: 0 })
    }
  }

  /** A pair on which the hardware works keeps its qubit until that is done. */
  #void(entry: Entry): void {
    const { tables } = this.#core
    if (tables.pair.has(entry.pair)) return tables.pair.tell(entry.pair, EXPIRE)
    if (this.#live.find(entry.pair) === undefined) return
    this.expiredHere(entry.pair)
    if (entry.outcome === null) this.#core.freeQubit(entry.qubit)
  }

  entry(pair: number): Entry | undefined {
    return this.#live.find(pair)
  }

  /** The pair has become void at this end; where it has a machine, that says so. */
  expiredHere(pair: number): void {
    const entry = this.#live.find(pair)
    if (entry === undefined) return
    this.#live.remove(entry)
    this.#expired(entry, entry.delivered)
  }

  /** Pairs of an item that the application has not had. */
  undelivered(item: QueueItem): Entry[] {
    return [...this.#live].filter((entry) => entry.item === item && !entry.delivered)
  }

  // ---- the end of a process ----

  /** What a later process must know of what is open with the peer. @param live the epoch that is being opened, or is open */
  state(live: number): Pick<LinkState, 'live' | 'low' | 'nextPair' | 'former' | 'lost'> {
    const { former, lost } = this.#former.journal()
    return {
      live,
      low: this.#epoch === live ? this.#openFrom() : this.#core.physical.firstSequence,
      nextPair: this.#nextPair,
      former: former.map(({ epoch, low }) => ({ epoch, low })),
      lost
    }
  }

  /** From this pair on either end may not have what the other has; both have settled those before. */
  #openFrom(): number {
    const settled = this.settled()
    return serialLess(settled, this.#peerSettled) ? settled : this.#peerSettled
  }

  /** The hardware starts anew: every pair that still has its qubit is gone. */
  loseQubits(): void {
    const from = this.#openFrom()
    for (const entry of this.#live) {
      const { epoch, sequence, outcome } = entry
      if (outcome !== null) continue
      // Those after it expire with the epoch.
      if (epoch !== this.#epoch || serialLess(sequence, from)) this.#former.lose(epoch, sequence)
      this.#void(entry)
    }
    this.#voidFrom = from
  }

  journal(): Omit<LinkJournal, 'createId' | 'epoch'> {
    const used = [...this.#usedEarlier, ...this.#used].map(({ epoch, sequence, item }) => ({
      epoch,
      sequence,
      createId: item.createId,
      originator: item.originator
    }))
    return { ...this.#former.journal(), used, nextPair: this.#nextPair }
  }

  // ---- certainty ----

  /** Every pair before this is delivered or expired at this end for good. */
  settled(): number {
    let settled = this.#expected
    for (const low of this.#expiring) if (serialLess(low, settled)) settled = low
    for (const { epoch, sequence, delivered } of this.#live)
      if (epoch === this.#epoch && !delivered && serialLess(sequence, settled)) return sequence
    return settled
  }

  get confirmed(): number {
    return this.#peerSettled
  }

  /** The peer has settled pairs before `settled`, and knows this end has settled those before `confirmed`. */
  confirm(settled: number, confirmed: number): void {
    if (serialLess(this.#peerSettled, settled)) this.#peerSettled = settled
    if (serialLess(this.#peerConfirmed, confirmed)) this.#peerConfirmed = confirmed
    this.#certainBefore = serialLess(this.#peerSettled, this.#peerConfirmed) ? this.#peerSettled : this.#peerConfirmed
    this.#used.forgetBefore(this.#epoch, this.#certainBefore)
    this.#core.records?.certain(this.#epoch, this.#certainBefore)
  }
}
