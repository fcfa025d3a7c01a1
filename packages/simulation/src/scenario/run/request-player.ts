import type { CreateFailed, PairDelivered } from '@bellwire/link-layer'
import type { LinkRequest, LinkService } from '@bellwire/node'
import { LATEST, type Nanoseconds, type RandomStream, type VirtualClock } from '@bellwire/runtime'
import { ERROR_CODE_NAMES, ErrorCode } from '@bellwire/wire'
import type { RequestInput } from '../schema/request.js'
import { type MeasuredRound, OutcomeTally } from './outcomes.js'
import type { RequestReport } from './report.js'
import { TimeTally } from './tallies.js'

/** As many pairs as one CREATE can ask for. */
const MOST_PAIRS = 0xffff_ffff
/** A continuous request that has failed is asked anew after this. */
const RETRY: Nanoseconds = 100_000_000

interface OpenRequest {
  readonly at: Nanoseconds
  readonly number: number
}

/** Plays one entry of a scenario's requests: asks at its times, and keeps count of the answers. */
export class RequestPlayer {
  readonly #open = new Map<number, OpenRequest>()
  readonly #pairLatency = new TimeTally()
  readonly #requestLatency = new TimeTally()
  readonly #scaledLatency = new TimeTally()
  readonly #outcomes = new OutcomeTally()
  readonly #errors = new Map<string, number>()
  #requests = 0
  #completed = 0
  #delivered = 0

  /** @param arrivals draws the times of a Poisson process */
  constructor(
    readonly entry: RequestInput,
    private readonly link: LinkService,
    private readonly clock: VirtualClock,
    private readonly arrivals: RandomStream
  ) {}

  get hold(): Nanoseconds {
    return this.entry.hold ?? 0
  }

  /** Asks from now on, as the entry says. Whoever looks at a pair while its request is open must have subscribed before. */
  start(): void {
    this.link.subscribe({
      delivered: (pair) => this.#given(pair),
      failed: (failure) => this.#failed(failure)
    })
    const { start = 0, arrivals } = this.entry
    this.#at(this.clock.now() + start + (arrivals === undefined ? 0 : this.#interval(arrivals.rate)))
  }

  /** Whether a pair belongs to a request of this entry that has no end yet. */
  owns(createId: number): boolean {
    return this.#open.has(createId)
  }

  /** When the request was made. */
  askedAt(createId: number): Nanoseconds {
    return this.#open.get(createId)?.at ?? 0
  }

  measured(round: MeasuredRound): void {
    this.#outcomes.add(round)
  }

  report(): RequestReport {
    const { from, to, kind = 'keep', number, purpose = 0, priority = 0 } = this.entry
    return {
      from,
      to,
      kind,
      purpose,
      priority,
      requests: this.#requests,
      completed: this.#completed,
      asked: number === 'continuous' ? null : number * this.#requests,
      delivered: this.#delivered,
      errors: Object.fromEntries([...this.#errors].sort(([one], [other]) => (one < other ? -1 : 1))),
      pairLatency: this.#pairLatency.mean(),
      requestLatency: this.#requestLatency.mean(),
      scaledLatency: this.#scaledLatency.mean(),
      errorRates: this.#outcomes.errorRates,
      correlators: this.#outcomes.correlators,
      chsh: this.#outcomes.chsh
    }
  }

  #at(time: Nanoseconds): void {
    if (time <= LATEST) this.clock.at(time, { run: () => this.#ask() })
  }

  #ask(): void {
    const { repeat, arrivals } = this.entry
    const number = this.entry.number === 'continuous' ? MOST_PAIRS : this.entry.number
    const now = this.clock.now()
    this.#requests += 1
    const { createId, error } = this.link.createDirect({ ...wireRequest(this.entry), number })
    if (error === 0) this.#open.set(createId, { at: now, number })
    else this.#ended(error)
    if (repeat !== undefined && this.#requests < repeat.times) this.#at(now + repeat.every)
    if (arrivals !== undefined && this.#requests < (arrivals.times ?? Infinity))
      this.#at(now + this.#interval(arrivals.rate))
  }

  #interval(rate: number): Nanoseconds {
    return Math.max(1, Math.round((1e9 / rate) * this.arrivals.exponential()))
  }

  #given(pair: PairDelivered): void {
    const request = pair.originator ? this.#open.get(pair.createId) : undefined
    if (request === undefined) return
    const waited = this.clock.now() - request.at
    this.#delivered += 1
    this.#pairLatency.add(waited)
    if (!pair.final) return
    this.#open.delete(pair.createId)
    this.#completed += 1
    this.#requestLatency.add(waited)
    this.#scaledLatency.add(waited / request.number)
    if (this.entry.number === 'continuous') this.#at(this.clock.now())
  }

  #failed({ createId, code }: CreateFailed): void {
    if (!this.#open.delete(createId)) return
    this.#ended(code)
  }

  #ended(code: ErrorCode): void {
    const name = ERROR_CODE_NAMES[code]
    this.#errors.set(name, (this.#errors.get(name) ?? 0) + 1)
    const hopeless = code === ErrorCode.UNSUPP || code === ErrorCode.CREATE
    if (this.entry.number === 'continuous' && !hopeless) this.#at(this.clock.now() + RETRY)
  }
}

/** The request without what is not said to the link. */
function wireRequest(entry: RequestInput): Omit<LinkRequest, 'number'> {
  const {
    from: _from,
    to: _to,
    number: _number,
    start: _start,
    repeat: _repeat,
    arrivals: _arrivals,
    hold: _hold,
    bases,
    ...request
  } = entry
  return {
    ...request,
    ...(bases?.from !== undefined && { originator: choiceOf(bases.from) }),
    ...(bases?.to !== undefined && { responder: choiceOf(bases.to) })
  }
}

type Basis = NonNullable<NonNullable<RequestInput['bases']>['from']>

/** A basis of a scenario, as the stack wants it. */
export function choiceOf(basis: Basis): NonNullable<LinkRequest['originator']> {
  return typeof basis === 'string' ? { basis } : basis
}
