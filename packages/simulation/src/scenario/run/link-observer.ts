import type { PairDelivered, PairExpired } from '@bellwire/link-layer'
import { isLinkLabel } from '@bellwire/network-layer'
import type { LinkService } from '@bellwire/node'
import type { HeraldView, Oracle } from '@bellwire/physics'
import { pairFidelity } from '@bellwire/quantum'
import { NANOSECONDS_PER_SECOND, type Nanoseconds, type VirtualClock } from '@bellwire/runtime'
import { STATE_NAMES } from '@bellwire/wire'
import type { LinkCollector } from '../../report/index.js'
import type { RequestPlayer } from './request-player.js'
import { measuredRound } from './outcomes.js'
import type { PairReport } from './report.js'

/** Heralds of which no pair has come yet: more than these are forgotten. */
const HERALDS = 4096

export interface ObservedEnd {
  readonly name: string
  readonly service: LinkService
  /** Of the requests that this end makes. */
  readonly requests: readonly RequestPlayer[]
}

interface Given {
  readonly pair: PairDelivered
  readonly end: number
  readonly askedAt: Nanoseconds
  readonly request: RequestPlayer | undefined
}

/**
 * Sees both ends of a link, as no program in the network could: brings the two halves of each pair together, looks at
 * the state, and has both ends give the pair back once both have held it for the request's time.
 */
export class LinkObserver {
  readonly #given = new Map<number, Given>()
  readonly #heralds = new Map<number, number>()
  #last: Nanoseconds = 0
  #delivered = 0
  #expired = 0
  #fidelities = 0
  #known = 0

  constructor(
    private readonly ends: readonly [ObservedEnd, ObservedEnd],
    private readonly clock: VirtualClock,
    private readonly oracle: Oracle,
    private readonly collector: LinkCollector,
    /** Of a purpose. */
    private readonly isOfApplication: (purpose: number) => boolean
  ) {
    ends.forEach(({ name, service }, end) => {
      service.subscribe({
        delivered: (pair) => this.#deliveredAt(end, pair),
        expired: (pair) => this.#expiredAt(end, pair),
        linkChanged: (_up, own) => collector.life(clock.now(), name, STATE_NAMES[own])
      })
    })
  }

  herald({ slot, fidelity }: HeraldView): void {
    if (fidelity === null) return
    this.#heralds.set(slot, fidelity)
    if (this.#heralds.size <= HERALDS) return
    const [oldest] = this.#heralds.keys()
    if (oldest !== undefined) this.#heralds.delete(oldest)
  }

  /** @param simulated length of the run */
  report(simulated: Nanoseconds): PairReport {
    return {
      from: this.ends[0].name,
      to: this.ends[1].name,
      delivered: this.#delivered,
      expired: this.#expired,
      meanFidelity: this.#known === 0 ? null : this.#fidelities / this.#known,
      perSimulatedSecond: (this.#delivered / simulated) * NANOSECONDS_PER_SECOND
    }
  }

  #deliveredAt(end: number, pair: PairDelivered): void {
    const other = this.#given.get(pair.sequence)
    const own = this.#account(end, pair)
    if (other === undefined || other.pair.epoch !== pair.epoch || other.end === end) {
      this.#given.set(pair.sequence, own)
      return
    }
    this.#given.delete(pair.sequence)
    this.#both(own, other)
  }

  #account(end: number, pair: PairDelivered): Given {
    const { requests } = this.ends[end] as ObservedEnd
    const request = pair.originator ? requests.find((one) => one.owns(pair.createId)) : undefined
    return { pair, end, request, askedAt: request?.askedAt(pair.createId) ?? 0 }
  }

  #both(one: Given, other: Given): void {
    const now = this.clock.now()
    const [originator, responder] = one.pair.originator ? [one, other] : [other, one]
    const fidelity = this.#fidelity(originator, responder)
    this.#delivered += 1
    if (!Number.isNaN(fidelity)) {
      this.#fidelities += fidelity
      this.#known += 1
    }
    const waiting = Math.max(0, now - Math.max(this.#last, originator.askedAt))
    this.#last = now
    this.collector.pair(now, waiting, originator.pair.goodness, fidelity, originator.pair.bellIndex)
    const round = measuredRound(originator.pair, responder.pair)
    if (round !== null) {
      originator.request?.measured(round)
      if (round.matching !== null) this.collector.matching(now, round.matching.basis, round.matching.error)
      if (round.chsh !== null) this.collector.chsh(now, round.chsh.setting, round.chsh.alike)
    }
    this.#giveBack(originator, responder)
  }

  #fidelity(originator: Given, responder: Given): number {
    const [a, b] = [originator.pair, responder.pair]
    const atHerald = this.#heralds.get(a.slot)
    this.#heralds.delete(a.slot)
    if (a.qubit < 0 || b.qubit < 0 || this.#isOfOthers(a)) return atHerald ?? Number.NaN
    const state = this.oracle.state(this.#address(originator), this.#address(responder))
    return pairFidelity(state, a.corrected ? 0 : a.bellIndex)
  }

  #address({ end, pair }: Given): { readonly node: string; readonly qubit: number } {
    return { node: (this.ends[end] as ObservedEnd).name, qubit: pair.qubit }
  }

  #giveBack(originator: Given, responder: Given): void {
    const kept = [originator, responder].filter(({ pair }) => pair.qubit >= 0 && !this.#isOfOthers(pair))
    if (kept.length === 0) return
    const hold = originator.request?.hold ?? 0
    if (hold === 0) return this.#release(kept)
    const heralded = originator.pair.goodnessTime
    this.clock.at(this.clock.now() + hold, {
      run: () => {
        const [a, b] = kept
        if (a !== undefined && b !== undefined) this.#look(a, b, heralded)
        this.#release(kept)
      }
    })
  }

  /** Notes what storage has left of a pair. */
  #look(a: Given, b: Given, heralded: Nanoseconds): void {
    const [one, other] = [this.#address(a), this.#address(b)]
    const view = this.oracle.pair(one)
    if (view === null || view.partner.node !== other.node || view.partner.qubit !== other.qubit) return
    const fidelity = pairFidelity(this.oracle.state(one, other), a.pair.corrected ? 0 : a.pair.bellIndex)
    this.collector.stored(Math.max(0, this.clock.now() - heralded), fidelity)
  }

  #release(kept: readonly Given[]): void {
    for (const { end, pair } of kept) (this.ends[end] as ObservedEnd).service.release(pair)
  }

  /** A circuit, or an application, has taken the pair: it disposes of it, and may have done so already. */
  #isOfOthers({ purpose }: PairDelivered): boolean {
    return isLinkLabel(purpose) || this.isOfApplication(purpose)
  }

  #expiredAt(end: number, { epoch, sequence }: PairExpired): void {
    const given = this.#given.get(sequence)
    if (given !== undefined && given.pair.epoch === epoch && given.end === end) this.#given.delete(sequence)
    if (end === 0 || given?.end === end) this.#expired += 1
  }
}
