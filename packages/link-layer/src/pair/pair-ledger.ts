import type { Secret } from '@bellwire/device'
import type { Herald } from '@bellwire/physical-layer'
import { fidelityFromWire, serialAdd, serialCompare, serialLess } from '@bellwire/wire'
import type { LinkCore } from '../core.js'
import { isTestRound, TestRounds, testBasis } from '../estimation/test-rounds.js'
import type { QueueItem } from '../queue/item.js'
import { acknowledge, exchange, sendReliably } from '../reliable/reliable-messages.js'
import { deliveryOf } from './delivery.js'
import type { Entry } from './entry.js'
import type { LinkJournal, UsedPair } from './journal.js'
import { factsOf } from './processing.js'
import { ReleaseNotices } from './release-notices.js'

/** An epoch that is over, and the first pair in it that the peer was not known to have. */
interface FormerEpoch {
  readonly epoch: number
  readonly low: number
  acknowledged: boolean
  heard: boolean
}

/** Half of the number space less one: as the length of a range, all that follows. */
const ALL = 0x7fff_ffff

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
  readonly #entries = new Map<number, Entry>()
  readonly #former = new Map<number, FormerEpoch>()
  /** Lower ends of EXPIREs under way in this epoch. */
  readonly #expiring = new Set<number>()
  /** From an earlier process of this node. */
  #lost: { readonly epoch: number; readonly sequence: number }[]
  #used: UsedPair[]
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
  readonly #expired: (entry: Entry) => void

  /** @param expired is told of every pair that has become void here */
  constructor(core: LinkCore, expired: (entry: Entry) => void, journal?: LinkJournal) {
    this.#core = core
    this.notices = new ReleaseNotices(core)
    this.#expired = expired
    for (const { epoch, low } of journal?.former ?? [])
      this.#former.set(epoch, { epoch, low, acknowledged: false, heard: false })
    this.#lost = [...(journal?.lost ?? [])]
    this.#used = [...(journal?.used ?? [])]
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
    this.#core.tables.sequence.open(0, { expected: firstSequence, grace: this.#core.physical.replyDelay })
    for (const former of this.#former.values()) this.#tellFormer(former.epoch, former.low, serialAdd(former.low, ALL))
    for (const lost of this.#lost) this.#tellFormer(lost.epoch, lost.sequence, serialAdd(lost.sequence, 1))
  }

  /** The epoch is over: what the peer may not have is expired here, and will be there. */
  close(): void {
    if (this.#epoch === 0) return
    const low = serialLess(this.settled(), this.#peerSettled) ? this.settled() : this.#peerSettled
    this.#former.set(this.#epoch, { epoch: this.#epoch, low, acknowledged: false, heard: false })
    this.#expireLocally(this.#epoch, low, serialAdd(low, ALL))
    this.#core.tables.sequence.close(0)
    this.#expiring.clear()
    this.tests.forgetUnmatched()
    this.#epoch = 0
  }

  // ---- from heralds to pairs ----

  /** A success with its number in order. Returns false when the pair is of no use and has been expired. */
  accept(herald: Herald, item: QueueItem | undefined): boolean {
    const core = this.#core
    this.#expected = (herald.sequence + 1) >>> 0
    core.counted?.(this.#epoch, this.#expected)
    const test = isTestRound(this.#testSeed, this.#testFraction, herald.sequence)
    if (!herald.intact || (!test && (item === undefined || item.filled))) {
      this.expire(herald.sequence, this.#expected)
      return false
    }
    const pair = this.#nextPair++
    const requested = test ? undefined : item
    const facts = factsOf(core, pair, herald, requested, testBasis(this.#testSeed, herald.sequence))
    this.#entries.set(pair, {
      pair,
      epoch: this.#epoch,
      sequence: herald.sequence,
      item: requested,
      brightness: item?.brightness ?? 0,
      time: core.clock.now(),
      facts,
      outcome: null,
      delivered: false,
      used: false
    })
    core.tables.pair.open(pair, facts)
    return true
  }

  /** Whether the herald's pair would be a test round. */
  isTest(sequence: number): boolean {
    return isTestRound(this.#testSeed, this.#testFraction, sequence)
  }

  // ---- delivery ----

  /** The pair has been measured: what remains is its outcome. */
  measured(pair: number, outcome: Secret<0 | 1>): void {
    const entry = this.#entries.get(pair)
    if (entry === undefined) return
    entry.outcome = outcome
    entry.used = true
  }

  /** A test round is measured: its outcome is for both ends to compare. */
  takeTest(entry: Entry): void {
    const { facts, outcome, brightness } = entry
    const calibrated = this.#core.estimation.calibrated(fidelityFromWire(brightness))
    if (outcome !== null) {
      this.tests.own(facts.sequence, {
        basis: facts.basis,
        outcome: outcome.reveal(),
        bellIndex: facts.bellIndex,
        calibrated
      })
    }
    entry.delivered = true
    this.#settle(entry)
  }

  /** A pair that has been used is remembered until both ends are certain of it. */
  #settle(entry: Entry): void {
    if (entry.used && this.#isCertain(entry)) this.#entries.delete(entry.pair)
  }

  #isCertain(entry: Entry): boolean {
    return entry.epoch === this.#epoch
      ? serialLess(entry.sequence, this.#certainBefore)
      : !this.#former.has(entry.epoch)
  }

  deliver(entry: Entry, item: QueueItem, final: boolean): void {
    entry.delivered = true
    item.delivered += 1
    this.#core.listener.delivered(deliveryOf(this.#core, entry, item, final))
    this.#settle(entry)
  }

  release(pair: number): boolean {
    const entry = this.#entries.get(pair)
    if (entry === undefined || entry.used || !entry.delivered) return false
    this.#core.tables.pair.tell(pair, { type: 'RELEASE' })
    return true
  }

  /** The application gave the pair back: the peer will be told. */
  released(pair: number, sequence: number): void {
    const entry = this.#entries.get(pair)
    if (entry !== undefined) {
      entry.used = true
      this.#settle(entry)
    }
    this.notices.released(sequence)
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
      return
    }
    const former = this.#former.get(epoch)
    if (former !== undefined) {
      former.heard = true
      this.#forgetFormer(former)
    }
  }

  expireAcknowledged(epoch: number, low: number): void {
    acknowledge(this.#core, exchange.expire(epoch, low))
    if (epoch === this.#epoch) this.#expiring.delete(low)
    this.#lost = this.#lost.filter((pair) => pair.epoch !== epoch || pair.sequence !== low)
    const former = this.#former.get(epoch)
    if (former !== undefined && former.low === low) {
      former.acknowledged = true
      this.#forgetFormer(former)
    }
  }

  /** Numbers before `sequence` were skipped. */
  skipTo(sequence: number): void {
    this.#expected = sequence
  }

  #expireLocally(epoch: number, low: number, high: number): void {
    for (const entry of this.#entries.values()) {
      if (entry.epoch === epoch && serialCompare(entry.sequence, low) >= 0 && serialLess(entry.sequence, high))
        this.#expireEntry(entry)
    }
    const inRange = (pair: UsedPair) =>
      pair.epoch === epoch && serialCompare(pair.sequence, low) >= 0 && serialLess(pair.sequence, high)
    for (const pair of this.#used.filter(inRange))
      this.#core.listener.expired({ ...pair, link: this.#core.link, pair: 0 })
    this.#used = this.#used.filter((pair) => !inRange(pair))
  }

  entry(pair: number): Entry | undefined {
    return this.#entries.get(pair)
  }

  #expireEntry(entry: Entry): void {
    if (!entry.used) this.#core.tables.pair.tell(entry.pair, { type: 'EXPIRE' })
    else {
      this.#entries.delete(entry.pair)
      this.#expired(entry)
    }
  }

  /** The pair's machine says that it is void. */
  expiredHere(pair: number): void {
    const entry = this.#entries.get(pair)
    if (entry === undefined) return
    this.#entries.delete(pair)
    this.#expired(entry)
  }

  /** Pairs of an item that the application has not had. */
  undelivered(item: QueueItem): Entry[] {
    return [...this.#entries.values()].filter((entry) => entry.item === item && !entry.delivered)
  }

  // ---- the end of a process ----

  /** The hardware starts anew: every pair that still has its qubit is gone. */
  loseQubits(): void {
    for (const entry of this.#entries.values()) {
      if (entry.used) continue
      if (entry.delivered && this.#isCertain(entry)) this.#lost.push({ epoch: entry.epoch, sequence: entry.sequence })
      this.#core.tables.pair.tell(entry.pair, { type: 'EXPIRE' })
    }
  }

  journal(): Omit<LinkJournal, 'createId' | 'epoch'> {
    const used = [...this.#entries.values()].flatMap(({ epoch, sequence, item }) =>
      item === undefined ? [] : [{ epoch, sequence, createId: item.createId, originator: item.originator }]
    )
    return {
      former: [...this.#former.values()],
      lost: this.#lost,
      used: [...this.#used, ...used],
      nextPair: this.#nextPair
    }
  }

  // ---- certainty ----

  /** Every pair before this is delivered or expired at this end for good. */
  settled(): number {
    let settled = this.#expected
    for (const low of this.#expiring) if (serialLess(low, settled)) settled = low
    for (const entry of this.#entries.values()) {
      if (entry.epoch !== this.#epoch || !serialLess(entry.sequence, settled)) continue
      if (!entry.delivered) return entry.sequence
    }
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
    for (const entry of this.#entries.values()) {
      if (entry.epoch !== this.#epoch) continue
      if (!serialLess(entry.sequence, this.#certainBefore)) break
      if (entry.used) this.#entries.delete(entry.pair)
    }
  }

  #tellFormer(epoch: number, low: number, high: number): void {
    sendReliably(this.#core, exchange.expire(epoch, low), {
      type: 'EXPIRE',
      ...this.#core.physical.header,
      epoch,
      low,
      high
    })
  }

  /** Both ends have said what they doubt of a former epoch: the rest is certain. */
  #forgetFormer(former: FormerEpoch): void {
    if (!former.heard || !former.acknowledged) return
    this.#former.delete(former.epoch)
    for (const entry of this.#entries.values()) {
      if (entry.epoch === former.epoch && entry.used) this.#entries.delete(entry.pair)
    }
    this.#used = this.#used.filter((pair) => pair.epoch !== former.epoch)
  }
}
